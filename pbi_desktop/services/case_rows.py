"""What the case view shows, already limited to what the worker may see.

None always means "not recorded or not shared": the two look the same.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import (
    ActionStatus,
    Likelihood,
    Marking,
    NoteKind,
    ReferralKind,
    ReferralStatus,
    RiskState,
    TeamRole,
)
from pbi_desktop.domain.gains import NOTHING, Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.groups import Freshness
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId, WorkerId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.referrals import Move
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.housing_rows import GoingAlongLine, KeyDateLine
from pbi_desktop.services.identity_rows import PersonSide
from pbi_desktop.services.plan_rows import NOBODY_ELSE, DoneBy, PlanAgreed, StepChange
from pbi_desktop.services.safety_rows import NO_SAFETY, CaseSafety


@dataclass(frozen=True)
class Alert:
    """A short thing to know before anything else: interpreter, safe contact, carer."""

    text: str
    icon: str
    """A Lucide name: `languages`, `phone`, `key-round`, `heart-handshake`, `eye`, `home`."""
    strong: bool


@dataclass(frozen=True)
class CaseHeader:
    """Who, and how to treat them."""

    case_id: CaseId
    version: int
    reference: str
    person_id: PersonId
    name: str
    known_as: str
    age: int | None
    born: PartialDate | None
    pronouns: str
    address: str
    """One line; empty where it is not recorded or not shared."""
    site: str
    phase: Phase
    alerts: tuple[Alert, ...]
    on_team: bool
    """False: the worker sees this stub and may take the case up."""
    may_write: bool
    opened_on: date
    closed_on: date | None
    next_review_on: date | None
    glass_until: datetime | None = None
    """Until when the worker has something of it open in an emergency."""
    glass_about: tuple[Category, ...] = ()
    also: tuple[PersonSide, ...] = ()
    """Other records of the same person, with the cases that they are in."""


@dataclass(frozen=True)
class Matters:
    """What matters to the person, in their words."""

    id: UUID
    version: int
    words: str
    please_do: str
    please_dont: str
    said_on: date


@dataclass(frozen=True)
class Helper:
    """Somebody who works with the person: of the team, or of another service."""

    name: str
    job: str
    agency: str
    role: TeamRole | None
    last_contact: date | None


@dataclass(frozen=True)
class RiskLine:
    """A known risk, or that it was asked and none is known (grey and dated, never a green tick)."""

    id: UUID
    version: int
    state: RiskState
    harm: str
    likelihood: Likelihood
    plan: str
    checked_on: date
    review_on: date | None


@dataclass(frozen=True)
class Step:
    """What, who, by when, and what became of it."""

    id: UUID
    version: int
    what: str
    owner: str
    owner_id: WorkerId
    mine: bool
    due_on: date | None
    late_days: int
    status: ActionStatus
    reason: str
    goal_id: UUID | None
    confidence: int | None = None
    """1 to 10, as the person says; never averaged."""
    agency: str = ""
    """The agency that does it, where the owner asks after it."""
    done_by: DoneBy = NOBODY_ELSE
    changed: StepChange | None = None
    """What somebody of another agency than the owner's made of it."""
    restricts: bool = False
    """It restricts the person: it is not done before a decision on capacity allows it."""


@dataclass(frozen=True)
class JourneyPoint:
    """One overall rating."""

    rated_on: date
    kind: RatingKind
    stage: Stage
    own_view: Stage | None
    reason: str
    rated_by: str


@dataclass(frozen=True)
class DomainLine:
    """One domain of life: first and latest rating, and the person's own view."""

    domain: LifeDomain
    start: Stage
    now: Stage
    own_view: Stage | None


@dataclass(frozen=True)
class Journey:
    """How far from "not coping" to "adapted"."""

    points: tuple[JourneyPoint, ...]
    domains: tuple[DomainLine, ...]
    median_of_domains: Stage | None
    """Shown beside the overall judgement; overall is never computed."""


@dataclass(frozen=True)
class GainLine:
    """One gain."""

    id: UUID
    version: int
    what: str
    category: GainCategory
    nature: GainNature
    status: GainStatus
    amount: Pence
    frequency: Frequency
    previous: Pence
    year_value: Pence
    start: date | None
    end: date | None
    evidence: Evidence
    confirmed_on: date | None


@dataclass(frozen=True)
class MoneySummary:
    """What they gained, kept apart as the report keeps it; None: money is not shared."""

    confirmed_a_year: Pence
    confirmed_one_off: Pence
    debt_gone: Pence
    waiting: Pence
    """Claimed or estimated, a year: not counted yet."""
    lines: tuple[GainLine, ...]
    since: date | None


@dataclass(frozen=True)
class Correction:
    """That what an entry says was put right: when, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True)
class StoryEntry:
    """One entry of the story: a note, visit, stage, award, referral, attendance."""

    id: UUID
    version: int
    at: datetime
    kind: str
    """A NoteKind, or `stage`, `money`, `group`, `referral`, `contact`, `risk`, `demand`,
    `appointment`, `phase`, `hand_over`, `own_words`, `paper`, `letter`, `concern`, `child`,
    `capacity`, `key_date`, `going`."""
    title: str
    by: str
    body: str
    marking: Marking | None
    told_by: str
    category: Category
    mine: bool
    record: str = ""
    """The kind of record it comes from: `notes`, `contacts`."""
    agency: str = ""
    """Whose worker wrote it, or which agency tells of it."""
    about: PersonId | None = None
    about_name: str = ""
    plain_title: str = ""
    """What the title says where detail is hidden; empty: the same."""
    place: str = ""
    corrected: Correction | None = None
    moved: bool = False
    """What it said was about somebody else, and stands with them now."""
    voice: int = 0
    """How many letters of the body, from its first on, are somebody's own words."""
    record_id: UUID | None = None
    """The record, where one tells of several things that happened; None: it has the same id."""
    earlier: CaseId | None = None
    """The case before this one that it is from, and its `reference`; None: it is from this one."""
    reference: str = ""

    @property
    def told_from(self) -> UUID:
        """The record that says so."""
        return self.record_id or self.id


@dataclass(frozen=True)
class StoryMark:
    """A place in a story: what is older comes after it."""

    at: datetime
    id: UUID


@dataclass(frozen=True)
class CaseBefore:
    """A case that the case in view was opened after, of which the worker may read something."""

    case_id: CaseId
    reference: str
    closed_on: date | None

    @property
    def said(self) -> str:
        """Which case it is, in words: "case F97Z4V, closed 3 May 2025"."""
        closed = f", closed {say_date(self.closed_on)}" if self.closed_on else ""
        return f"case {self.reference}{closed}"


@dataclass(frozen=True)
class StoryPage:
    """A part of a story, newest first, and after which place it goes on; None: that is all."""

    entries: tuple[StoryEntry, ...]
    older: StoryMark | None
    people: tuple[PersonChoice, ...] = ()
    """Everybody of the case, as far as the worker may know them."""
    before: tuple[CaseBefore, ...] = ()
    """The cases of the same person before this one, whether they are told with it or not."""


@dataclass(frozen=True)
class PastWords:
    """What an entry said until it was put right: when that was, and by whom."""

    until: datetime
    by: str
    body: str
    place: str
    marking: Marking
    told_by: str


@dataclass(frozen=True)
class CaseNow:
    """The Now tab. Parts are None or empty where the worker may not see them."""

    header: CaseHeader
    matters: Matters | None
    helpers: tuple[Helper, ...]
    risks: tuple[RiskLine, ...]
    steps: tuple[Step, ...]
    steps_done: int
    journey: Journey
    money: MoneySummary | None
    latest: tuple[StoryEntry, ...]
    services_reading: int
    """How many agencies are on the team: who need not be told the story again."""
    dates: tuple[KeyDateLine, ...] = ()
    """The days that matter and are not settled, most pressing first."""
    going: tuple[GoingAlongLine, ...] = ()
    """Where somebody goes along, as planned."""
    safety: CaseSafety = NO_SAFETY
    """Concerns, markers for visitors, children seen, capacity."""


@dataclass(frozen=True)
class GoalLine:
    """What the person wants, in their words, and its steps."""

    id: UUID
    version: int
    words: str
    importance: int | None
    agreed_on: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class NeedLine:
    """A need and its goals."""

    id: UUID
    version: int
    domain: LifeDomain
    words: str
    goals: tuple[GoalLine, ...]


@dataclass(frozen=True)
class ReferralLine:
    """A referral or signpost."""

    id: UUID
    version: int
    kind: ReferralKind
    status: ReferralStatus
    to: str
    group_id: GroupId | None
    made_on: date
    times_came: int
    last_came: date | None
    answer: str = ""
    """Why it was sent back or ended, or what they said when they accepted."""
    waits: str = ""
    """Whom it waits for and how long, in words; empty at its end."""
    late: bool = False
    moves: tuple[Move, ...] = ()
    """What may be done next by our side, or as it is told to us."""


@dataclass(frozen=True)
class CasePlan:
    """The Plan tab."""

    header: CaseHeader
    needs: tuple[NeedLine, ...]
    loose_steps: tuple[Step, ...]
    """Steps that belong to no goal."""
    risks: tuple[RiskLine, ...]
    referrals: tuple[ReferralLine, ...]
    agreed: PlanAgreed | None = None
    """Whether the person agreed it; None: nobody has said."""


@dataclass(frozen=True)
class TeamChoice:
    """A worker who can own a step."""

    id: WorkerId
    name: str
    agency: str


@dataclass(frozen=True)
class GroupChoice:
    """A community group or place near by."""

    id: GroupId
    name: str
    kind: str
    where: str
    when: str
    phone: str
    miles: float | None
    """As the crow flies from the person's small area; None where one of the two is unknown."""
    checked: str
    """How fresh the entry is, in words."""
    freshness: Freshness


@dataclass(frozen=True)
class DomainRating:
    """A rating that a worker gives in a review."""

    domain: LifeDomain
    stage: Stage
    own_view: Stage | None = None
    reason: str = ""


@dataclass(frozen=True)
class NewStep:
    """A step that stands in a note; without an owner it is the writer's."""

    what: str
    due_on: date | None = None
    owner_id: WorkerId | None = None


@dataclass(frozen=True)
class NewNote:
    """A note as it is written down. Nothing is a fact unless it is said to be one."""

    body: str
    kind: NoteKind = NoteKind.NOTE
    at: datetime | None = None
    """None: now."""
    place: str = ""
    marking: Marking = Marking.NOT_MARKED
    told_by: str = ""
    category: Category = Category.CORE
    steps: tuple[NewStep, ...] = ()
    """Kept with the note, and taken back with it."""


@dataclass(frozen=True)
class NewGain:
    """A gain as it is recorded."""

    what: str
    category: GainCategory
    nature: GainNature
    status: GainStatus
    amount: Pence
    frequency: Frequency
    previous: Pence = NOTHING
    start: date | None = None
    end: date | None = None
    evidence: Evidence = Evidence.NONE
