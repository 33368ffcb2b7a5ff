"""What My day shows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.stages import Stage

if TYPE_CHECKING:  # some load the database library, and My day shows before it
    from pbi_desktop.services.housing_rows import GoingAlongLine, KeyDateLine
    from pbi_desktop.services.phases_rows import CheckDue
    from pbi_desktop.services.referral_rows import ReferralWaiting
    from pbi_desktop.services.safety_rows import ConcernLine, MarkerLine


@dataclass(frozen=True)
class DayItem:
    """A visit or meeting of today."""

    id: UUID
    version: int
    at: datetime
    case_id: CaseId
    person: str
    what: str
    done: bool
    place: str = ""
    ends_at: datetime | None = None
    person_id: PersonId | None = None


@dataclass(frozen=True)
class Promise:
    """A step that the worker owns; late ones come first."""

    id: UUID
    version: int
    case_id: CaseId
    person: str
    what: str
    due_on: date | None
    late_days: int
    """0 when it is not late."""


@dataclass(frozen=True)
class GoingLine:
    """Somebody with whom the worker is to go, and where to."""

    case_id: CaseId
    person: str
    going: "GoingAlongLine"


class NewsKind(StrEnum):
    """What sort of thing happened."""

    NOTE = "note"
    MONEY = "money"
    STAGE = "stage"
    GROUP = "group"
    PLAN = "plan"
    RISK = "risk"
    CASE = "case"


@dataclass(frozen=True)
class News:
    """Something that another worker did to one of the worker's cases since it was last opened.

    Never what it says.
    """

    at: datetime
    case_id: CaseId
    person: str
    kind: NewsKind
    title: str
    by: str
    agency: str = ""
    """The kind of agency of whoever did it; empty where it is the worker's own."""
    count: int = 1
    note: UUID | None = None
    """The hand-over note, where the case was handed to the worker; nothing for all else."""


@dataclass(frozen=True)
class DatedLine:
    """A key date, and whose it is."""

    id: UUID
    case_id: CaseId
    person: str
    date: "KeyDateLine"


@dataclass(frozen=True)
class CaseLine:
    """One of the worker's cases."""

    case_id: CaseId
    reference: str
    person: str
    age: int | None
    site: str
    stage: Stage | None
    """The latest overall rating, or None where there is none yet."""
    last_seen: date | None
    next_step: str
    next_due: date | None
    late_days: int
    look_out: str
    """One short thing to know: interpreter, review due, known risk; empty where there is none."""
    review_due: bool
    review_on: date | None = None
    why: str = ""
    """Why it stands where it stands: the one gravest reason; empty where nothing presses."""


@dataclass(frozen=True)
class SharingTask:
    """An agency to be told that its copy is out of date, or a summary to be read and approved."""

    case_id: CaseId
    person: str
    agency: str
    copy_number: int | None
    changed: tuple[RecallReason, ...]
    """What changed; empty where a summary waits for a second person."""


class CaseOrder(StrEnum):
    """How the cases are ordered."""

    NEEDS_YOU = "needs_you"
    STREET = "street"
    REVIEW = "review"


@dataclass(frozen=True)
class Day:
    """A whole My day."""

    greeting_name: str
    today: date
    items: tuple[DayItem, ...]
    promises: tuple[Promise, ...]
    late: int
    due_today: int
    due_this_week: int
    news: tuple[News, ...]
    cases: tuple[CaseLine, ...]
    sharing: tuple[SharingTask, ...] = ()
    concerns: "tuple[ConcernLine, ...]" = ()
    """Concerns that are not sent, or not answered; what waits longest for sending first."""
    going: tuple[GoingLine, ...] = ()
    """Where the worker goes along, today and in the two weeks after; the soonest first."""
    key_dates: tuple[DatedLine, ...] = ()
    """What comes whether anybody is ready or not; the most pressing first."""
    checks: "tuple[CheckDue, ...]" = ()
    referrals: "tuple[ReferralWaiting, ...]" = ()
    coming: tuple[DayItem, ...] = ()
    """What is booked for the two weeks after today."""
    markers: "tuple[MarkerLine, ...]" = ()
    """What to know before today's visits: for this worker alone, who makes them."""
