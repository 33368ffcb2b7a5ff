"""What is shown of safety, and what a worker writes down about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.retention import ADULT
from pbi_desktop.domain.safety import Capacity, ConcernAbout, ConcernState, KeptFrom


@dataclass(frozen=True)
class ConcernLine:
    """A concern, as lists may show it: nothing of what was seen and heard."""

    id: UUID
    version: int
    case_id: CaseId
    case_reference: str
    person_id: PersonId
    name: str
    """Whom it is about; empty where the worker may not know them."""
    grown: bool
    """Known to be of age: a concern about a child is then kept with them, and not about them."""
    about: ConcernAbout
    noticed_at: datetime
    noticed_by: str
    mine: bool
    state: ConcernState
    waits: Waits
    late_days: int
    """By how many days what it waits for is late; 0: it is not."""
    sent_at: datetime | None
    recipient: str
    their_reference: str
    chase_on: date | None
    outcome_on: date | None

    @property
    def is_sent(self) -> bool:
        """Say whether it was sent: with a time, a recipient and their reference."""
        return self.sent_at is not None


@dataclass(frozen=True)
class ConcernTold:
    """A concern in an opened case, with its words."""

    line: ConcernLine
    words: str
    person_knows: bool | None
    why_not_told: str
    not_sent_reason: str
    decided_by: str
    outcome: str


@dataclass(frozen=True)
class MarkerLine:
    """Something a visitor must know. Never for a counter screen, a list or a print."""

    id: UUID
    version: int
    person_id: PersonId
    name: str
    words: str
    evidence: str
    decided_by: str
    decided_on: date
    expires_on: date
    person_told: bool
    why_not_told: str


@dataclass(frozen=True)
class ChildLine:
    """A child of a case: when they were last seen, and last not seen."""

    person_id: PersonId
    name: str
    age: int | None
    seen_on: date | None
    """None: never yet, as far as it is written down."""
    seen_by: str
    alone: bool | None
    words: str
    missed_on: date | None
    """The last day they were to be seen and were not, if that was after `seen_on`."""
    why_not: str
    responsible: tuple[str, ...]
    """Who has parental responsibility, as far as it was asked."""


@dataclass(frozen=True)
class CapacityLine:
    """A decision, whether somebody can make it, and what was decided if not."""

    id: UUID
    version: int
    decision: str
    capacity: Capacity
    assessed_on: date | None
    assessed_by: str
    help_given: str
    attorney: str
    best_interest: str
    consulted: str
    review_on: date | None
    allows: tuple[str, ...]
    """The steps that rest on it."""
    name: str = ""
    """Who is to decide; empty where it is whom the case is about."""


@dataclass(frozen=True)
class CaseSafety:
    """The safety of a case beside its risks, as far as the worker may see it."""

    concerns: tuple[ConcernTold, ...] = ()
    markers: tuple[MarkerLine, ...] = ()
    children: tuple[ChildLine, ...] = ()
    capacity: tuple[CapacityLine, ...] = ()
    apart: "tuple[ApartWarning, ...]" = ()
    """Who must not meet whom: for leads, and for whoever wrote it."""


NO_SAFETY = CaseSafety()


@dataclass(frozen=True)
class ApartWarning:
    """Two people who must not meet, for a lead alone."""

    id: UUID
    version: int
    person_id: PersonId
    other_id: PersonId
    names: tuple[str, str]
    kept_from: KeptFrom
    until: date | None


# What a worker writes down


@dataclass(frozen=True)
class NewConcern:
    """What was noticed, about whom; it is not sent by being written down."""

    about: ConcernAbout
    words: str
    person_id: PersonId | None = None
    """None: the person the case is about."""
    noticed_at: datetime | None = None
    """None: now."""
    person_knows: bool | None = None
    why_not_told: str = ""


@dataclass(frozen=True)
class NewSent:
    """That a concern was sent: all three, or it was not."""

    at: datetime | None
    recipient: str
    reference: str
    chase_on: date | None = None
    """None: one working day on for a child, five else."""


@dataclass(frozen=True)
class NewChildSeen:
    """A child was seen, or was not."""

    child_id: PersonId
    seen: bool
    at: datetime | None = None
    """None: now."""
    alone: bool | None = None
    seen_by: str = ""
    """Empty: whoever writes it."""
    place: str = ""
    words: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class NewCapacity:
    """Whether somebody can make one decision; `step_id` is the step it is asked for."""

    decision: str
    capacity: Capacity
    assessed_on: date | None = None
    assessed_by: str = ""
    help_given: str = ""
    agreed: bool | None = None
    """Where they can decide: whether they agreed."""
    attorney: str = ""
    best_interest: str = ""
    consulted: str = ""
    review_on: date | None = None
    person_id: PersonId | None = None
    step_id: UUID | None = None


@dataclass(frozen=True)
class NewMarker:
    """What a visitor must know, what shows it, who decided, and until when."""

    words: str
    evidence: str
    decided_by: WorkerId | None
    expires_on: date | None
    person_told: bool | None
    why_not_told: str = ""
    person_id: PersonId | None = None


@dataclass(frozen=True)
class NewSafeContact:
    """How a person may be reached without harm. What is not said to be safe is not."""

    text: bool
    call: bool
    voicemail: bool
    letter: bool
    from_hour: int | None = None
    to_hour: int | None = None
    code_word: str = ""
    letters_to: str = ""
    person_id: PersonId | None = None


@dataclass(frozen=True)
class NewApart:
    """Two people of whom one must not meet the other."""

    person_id: PersonId
    other_id: PersonId
    kept_from: KeptFrom
    reason: str
    until: date | None = None


# What the panels offer


@dataclass(frozen=True)
class SafetyPerson:
    """Somebody of a case, and how they may be reached."""

    id: PersonId
    name: str
    is_main: bool
    age: int | None
    contact: NewSafeContact | None
    """None: not asked yet."""
    contact_id: UUID | None
    contact_seen: int | None

    @property
    def may_be_child(self) -> bool:
        """Say whether they are under 18, or nobody knows how old they are."""
        return self.age is None or self.age < ADULT


@dataclass(frozen=True)
class Decider:
    """A lead, who may decide that a concern is not sent, or that a marker is set."""

    id: WorkerId
    name: str
    me: bool


@dataclass(frozen=True)
class OpenStep:
    """A step that a decision on capacity may be asked for."""

    id: UUID
    what: str
    restricts: bool


@dataclass(frozen=True)
class SafetyChoices:
    """Whom and what the panels of safety offer."""

    people: tuple[SafetyPerson, ...] = ()
    deciders: tuple[Decider, ...] = ()
    workers: tuple[Decider, ...] = ()
    """Who may take up a case of their own for somebody kept apart."""
    steps: tuple[OpenStep, ...] = ()
    unsent: tuple[ConcernTold, ...] = ()
    """The concerns that wait to be sent, as the card of the case shows them."""
