"""What the outcome figures are made from and what they come to; every n and N has its unit.

A service reads records into `CaseFacts`; `analysis` counts them into an `OutcomesResult`;
`reports` lays that out. Nothing here is worked out from anything but the facts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.gains import Gain
from pbi_desktop.domain.ids import CaseId, GroupId, HouseholdId, PersonId, RecordId, SiteId
from pbi_desktop.domain.phases import TOOK_PART, ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage

DEFINITIONS_VERSION = "3"
"""Goes up whenever a measure counts differently; printed on every report."""


class MeasureId(StrEnum):
    """The measures of the outcomes report, in the order in which they are printed."""

    TOOK_PART = "took_part"
    ADAPTED_AT_CLOSE = "adapted_at_close"
    ADAPTED_AT_SIX_MONTHS = "adapted_at_six_months"
    BETTER_OFF_CONFIRMED = "better_off_confirmed"
    GROUP_TWICE_OR_MORE = "group_twice_or_more"
    FEWER_UNPLANNED_EVENTS = "fewer_unplanned_events"


class LeftOut(StrEnum):
    """Why a case is not in the denominator of a measure."""

    DUPLICATE = "duplicate"
    DID_NOT_TAKE_PART = "did_not_take_part"
    STILL_OPEN = "still_open"
    RATING_MISSING = "rating_missing"
    STARTED_HIGHER = "started_higher"
    NOT_ADAPTED_AT_CLOSE = "not_adapted_at_close"
    CHECK_NOT_DUE = "check_not_due"
    CHECK_MISSING = "check_missing"
    MONEY_NOT_ASSESSED = "money_not_assessed"
    MONEY_HIDDEN = "money_hidden"
    NO_DEMAND_EVENTS = "no_demand_events_recorded"


LEFT_OUT_LABELS = {
    LeftOut.DUPLICATE: "opened twice by mistake",
    LeftOut.DID_NOT_TAKE_PART: "did not take part",
    LeftOut.STILL_OPEN: "still open",
    LeftOut.RATING_MISSING: "without a rating at the start or end",
    LeftOut.STARTED_HIGHER: "started above not coping",
    LeftOut.NOT_ADAPTED_AT_CLOSE: "not adapted when closed",
    LeftOut.CHECK_NOT_DUE: "closed less than six months ago",
    LeftOut.CHECK_MISSING: "due for their six-month check",
    LeftOut.MONEY_NOT_ASSESSED: "without a talk about money",
    LeftOut.MONEY_HIDDEN: "whose money records whoever counted may not see",
    LeftOut.NO_DEMAND_EVENTS: "without any unplanned events recorded yet",
}
"""Each is said after a number: "44 still open"."""


class FunnelStep(StrEnum):
    """The way of a case from opening to the headline's n, in the order in which cases drop out."""

    OPENED = "opened"
    TOOK_PART = "took_part"
    CLOSED = "closed"
    RATED = "rated_at_both_ends"
    STARTED_LOW = "started_low"
    ADAPTED = "adapted"


class Unit(StrEnum):
    """What one of n or N is."""

    CASE = "case"
    PERSON = "person"
    HOUSEHOLD = "household"


Progress = Callable[[int, int], None]
"""Hears how much of how much of a count is done; what it raises stops the count."""

TOLD_EACH = 500
"""After how many cases a count tells how far it is."""


def quiet(done: int, of: int) -> None:
    """Hear how far it is, and say nothing."""


# --- facts, as a service reads them from records -------------------------------------------------


@dataclass(frozen=True)
class RatingFact:
    """One rating of a domain of life, or overall; `own_view` is the person's, never counted."""

    domain: LifeDomain
    kind: RatingKind
    stage: Stage
    rated_on: date
    own_view: Stage | None = None


@dataclass(frozen=True)
class GainFact:
    """One gain; its identifier keeps an award from being counted twice."""

    id: RecordId
    gain: Gain
    confirmed_on: date | None = None


@dataclass(frozen=True)
class AttendanceFact:
    """Somebody of the case was expected at a group on a day, and came or did not."""

    group: GroupId
    on_day: date
    came: bool


@dataclass(frozen=True)
class CaseFacts:
    """All that the figures need to know of one case; the order within the tuples is no matter."""

    case: CaseId
    person: PersonId
    site: SiteId
    reference: str
    opened_on: date
    phase: Phase
    engaged: bool
    """Whether the person took part: `has_taken_part` says so from phase and ratings."""
    household: HouseholdId | None = None
    """Whose money it is; where none is recorded, the person stands for their household."""
    closed_on: date | None = None
    closure_reason: ClosureReason | None = None
    ratings: tuple[RatingFact, ...] = ()
    gains: tuple[GainFact, ...] = ()
    money_assessed: bool = False
    """Whether money was talked through: the part of life called money was rated, however.

    A recorded gain of any status, "no entitlement" too, says so as well. Were only cases with a
    gain on record taken, the share better off would be of those where something was found.
    """
    attendances: tuple[AttendanceFact, ...] = ()
    money_hidden: bool = False
    """Whether what this case says of money is kept from whoever counts."""
    visits_hidden: bool = False
    """Whether some visits to groups may be kept from whoever counts."""


def has_taken_part(phase: Phase, ratings: Iterable[RatingFact]) -> bool:
    """Say whether a person took part: the case was assessed, or was rated at any time."""
    return phase in TOOK_PART or any(True for _ in ratings)


def month_day(months: int) -> int:
    """Return on which day after opening so many months are full, at the mean length of a month."""
    return round(months * 365.25 / 12)


# --- the question ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """The days in which a case must have been opened to be counted, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a day is in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class OutcomesQuestion:
    """Which cases are asked about, and the day on which they are counted.

    `filter` says in words what the service chose ({"site": "Holts and Lees"}); the facts handed in
    are already chosen by it.
    """

    period: Period
    as_at: date
    filter: Mapping[str, str] = field(default_factory=dict)


# --- which cases a number counts -----------------------------------------------------------------


@dataclass(frozen=True)
class InMeasure:
    """The cases in n or N of a measure, or left out of it for a reason."""

    measure: MeasureId
    part: "Part | LeftOut"


class Part(StrEnum):
    """A number of a measure."""

    N_COUNTED = "n"
    N_ALL = "N"


@dataclass(frozen=True)
class InFunnel:
    """The cases that reached a step of the funnel."""

    step: FunnelStep


@dataclass(frozen=True)
class InMove:
    """The cases that went from one stage at the start to another at closing."""

    start: Stage
    end: Stage


@dataclass(frozen=True)
class InRoute:
    """The cases rated at the start, half a year on and at closing, at these stages; None is any."""

    start: Stage | None = None
    middle: Stage | None = None
    end: Stage | None = None


CountedIn = InMeasure | InFunnel | InMove | InRoute


# --- the answer ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """One share: n of N, in per cent with a 95 % interval, and who was left out of N and why.

    In a shared copy a figure that could point to 1 to 4 cases is None, and `suppressed` is true.
    Where N is 0 there is no share: percent, low and high are None and `suppressed` is false.
    """

    id: MeasureId
    label: str
    unit: Unit
    n: int | None
    N: int | None
    percent: float | None
    low: float | None
    high: float | None
    left_out: Mapping[LeftOut, int | None]
    definition: str
    suppressed: bool = False
    unseen: int | None = 0
    """Of N, the cases of which some records are kept from whoever counts: n may be higher."""


@dataclass(frozen=True)
class Transitions:
    """How many cases went from each stage (row) to each stage (column); None is hidden."""

    states: tuple[Stage, ...]
    counts: tuple[tuple[int | None, ...], ...]
    unit: Unit = Unit.CASE


@dataclass(frozen=True)
class Reached:
    """How many cases reached a step of the funnel, and who dropped out before it and why."""

    step: FunnelStep
    cases: int | None
    dropped: Mapping[LeftOut, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """How many cases went from a stage at the start, by one half a year on, to one at closing."""

    start: Stage
    middle: Stage
    end: Stage
    cases: int


@dataclass(frozen=True)
class TimeToAdapted:
    """The share of cases that were adapted by each day after opening, with a 95 % interval.

    `events` of `cases` became adapted. In a shared copy only points that stand for five cases or
    more are kept, and small counts are None.
    """

    days: tuple[int, ...] = ()
    share: tuple[float, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    at_risk: tuple[int, ...] = ()
    events: int | None = 0
    cases: int | None = 0
    median_days: int | None = None
    unit: Unit = Unit.CASE


@dataclass(frozen=True)
class Money:
    """What households are better off by, whole pence; kinds that must not be added stay apart.

    None is "nobody to count" or, in a shared copy, hidden; `suppressed` tells which.
    """

    confirmed_recurring_pence: int | None
    confirmed_one_off_pence: int | None
    estimated_pence: int | None
    debt_written_off_pence: int | None
    median_gain_pence: int | None
    highest_gain_pence: int | None
    recurring_share: float | None
    better_off_households: int | None
    unit: Unit = Unit.HOUSEHOLD
    suppressed: bool = False


@dataclass(frozen=True)
class OutcomesResult:
    """All that the report says, counted in one run; `snapshot` is the hash of what was counted."""

    question: OutcomesQuestion
    definitions_version: str
    snapshot: str
    cases_in_period: int | None
    measures: tuple[Measure, ...]
    transitions: Transitions
    time_to_adapted: TimeToAdapted
    money: Money
    funnel: tuple[Reached, ...]
    routes: tuple[Route, ...] = ()
    """Closed cases rated at the start, half a year on and at closing; never in a shared copy."""
    shared: bool = False

    def measure(self, wanted: MeasureId) -> Measure:
        """Return one measure by its id."""
        return next(measure for measure in self.measures if measure.id is wanted)
