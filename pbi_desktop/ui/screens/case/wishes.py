"""What a worker may wish on a case, as plain values: the view emits them, `keeping` carries out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.casework import ActionStatus, Likelihood, Marking, ReferralKind, RiskState
from pbi_desktop.domain.gains import Evidence
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId, WorkerId
from pbi_desktop.domain.stages import LifeDomain, RatingKind
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.services.plan_rows import NOBODY_ELSE, DoneBy
from pbi_desktop.services.referral_rows import To
from pbi_desktop.ui.screens.case.wishes_housing import HousingWish
from pbi_desktop.ui.screens.case.wishes_network import NetworkWish
from pbi_desktop.ui.screens.case.wishes_papers import PaperWish
from pbi_desktop.ui.screens.case.wishes_phases import PhaseWish
from pbi_desktop.ui.screens.case.wishes_plan import PlanWish
from pbi_desktop.ui.screens.case.wishes_safety import SafetyWish
from pbi_desktop.ui.screens.case.wishes_team import TeamWish


class Form(StrEnum):
    """The forms of a case; also the names under which their drafts are kept."""

    NOTE = "note"
    STEP = "step"
    STAGE = "stage"
    GAIN = "gain"
    CONFIRM = "confirm"
    REFER = "refer"
    CAME = "came"
    RISK = "risk"
    PHASE = "phase"
    MATTERS = "matters"
    NEED = "need"
    GOAL = "goal"
    MEMBER = "member"
    SERVICE = "service"
    TIE = "tie"
    NETWORK_CHECK = "network_check"
    EXPECTED = "expected"
    CONCERN = "concern"
    CONCERN_SENT = "concern_sent"
    """What became of one concern: sent, answered, not for sending. It has no draft."""
    CHILD_SEEN = "child_seen"
    CAPACITY = "capacity"
    MARKER = "marker"
    APART = "apart"
    SAFE_CONTACT = "safe_contact"
    HOME = "home"
    DEBT = "debt"
    KEY_DATE = "key_date"
    GOING_ALONG = "going_along"
    PAPER = "paper"
    LETTER = "letter"
    HAND_OVER = "hand_over"
    OWN_WORDS = "own_words"
    FILE_AUDIT = "file_audit"
    CORRECT = "correct"
    MARK = "mark"
    """What sort of statement a note is. It has no draft."""
    MOVE_NOTE = "move_note"
    """A note that is about somebody else. It has no draft."""
    REFERRAL = "referral"
    """What became of a referral: accepted, returned, sent on."""
    SHARE = "share"
    """A summary for another agency. It has no draft: whom it goes to is chosen each time."""
    ANSWER = "answer"
    """One question about one thing: what became of a date or a debt, is the plan agreed."""
    LINE = "line"
    """A line of the plan changed in place: done, moved, not possible. It has no draft."""


@dataclass(frozen=True)
class WriteNote:
    """Keep a note."""

    note: NewNote


@dataclass(frozen=True)
class AddStep:
    """Promise something; without an owner it is mine."""

    what: str
    due_on: date | None = None
    owner_id: WorkerId | None = None
    goal_id: UUID | None = None
    done_by: DoneBy = NOBODY_ELSE
    confidence: int | None = None
    restricts: bool = False


@dataclass(frozen=True)
class SettleStep:
    """Say what became of a step."""

    step_id: UUID
    seen: int
    status: ActionStatus
    reason: str = ""


@dataclass(frozen=True)
class MoveStep:
    """Promise a step for another day."""

    step_id: UUID
    seen: int
    due_on: date


@dataclass(frozen=True)
class SayWhatMatters:
    """Write down what matters, in the person's words."""

    words: str
    please_do: str
    please_dont: str


@dataclass(frozen=True)
class RecordRisk:
    """Write down a risk, or that it was asked and none is known."""

    state: RiskState
    harm: str
    likelihood: Likelihood
    plan: str
    review_on: date | None


@dataclass(frozen=True)
class Rate:
    """Keep the ratings of one review."""

    ratings: tuple[DomainRating, ...]
    kind: RatingKind


@dataclass(frozen=True)
class RecordGain:
    """Write down a gain."""

    gain: NewGain


@dataclass(frozen=True)
class ConfirmGain:
    """Say that a gain is sure, and what it rests on."""

    gain_id: UUID
    seen: int
    evidence: Evidence


@dataclass(frozen=True)
class Refer:
    """Refer to a group or an agency, or give its name and number."""

    to: To
    kind: ReferralKind
    agreed: bool
    reason: str


@dataclass(frozen=True)
class Attend:
    """Write down that the person came to a group, or did not."""

    group_id: GroupId
    on_day: date
    came: bool


@dataclass(frozen=True)
class AddNeed:
    """Write down a need."""

    domain: LifeDomain
    words: str


@dataclass(frozen=True)
class AddGoal:
    """Write down what the person wants, in their words."""

    need_id: UUID
    words: str
    importance: int | None


@dataclass(frozen=True)
class AddMember:
    """Add somebody of the family or household."""

    member: NewMember


@dataclass(frozen=True)
class AddService:
    """Add a service at work with the person."""

    service: NewService


@dataclass(frozen=True)
class CorrectNote:
    """Put right what a note says; what it said before stays on record."""

    note_id: UUID
    seen: int
    body: str
    place: str


@dataclass(frozen=True)
class MarkNote:
    """Say whether a note is a fact, an opinion, or what somebody told."""

    note_id: UUID
    seen: int
    marking: Marking
    told_by: str


@dataclass(frozen=True)
class MoveNote:
    """Move a note to the case and person that it is about."""

    note_id: UUID
    seen: int
    to_case: CaseId
    about: PersonId | None


Wish = (
    WriteNote
    | AddStep
    | SettleStep
    | MoveStep
    | SayWhatMatters
    | RecordRisk
    | Rate
    | RecordGain
    | ConfirmGain
    | Refer
    | Attend
    | AddNeed
    | AddGoal
    | AddMember
    | AddService
    | CorrectNote
    | MarkNote
    | MoveNote
    | SafetyWish
    | NetworkWish
    | PaperWish
    | HousingWish
    | PlanWish
    | PhaseWish
    | TeamWish
)
