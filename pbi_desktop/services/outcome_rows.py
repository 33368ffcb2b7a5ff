"""What the Outcomes section shows: figures, the numbers in them, and the cases behind a number."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.documents import Figure
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.outcomes import CountedIn, OutcomesResult, Period
from pbi_desktop.domain.stages import Stage


@dataclass(frozen=True)
class PeriodChoice:
    """A period that can be chosen; it is worked out from today, so it rolls on by itself."""

    key: str
    words: str
    period: Period


@dataclass(frozen=True)
class SiteOfCases:
    """A site of which the worker may count cases."""

    id: SiteId
    name: str


@dataclass(frozen=True)
class Choices:
    """The periods and sites that a worker can choose."""

    periods: tuple[PeriodChoice, ...]
    sites: tuple[SiteOfCases, ...]


@dataclass(frozen=True)
class Asked:
    """Which cases are counted: opened in a period, at one site or all."""

    period: Period
    site: SiteId | None = None


@dataclass(frozen=True)
class Number:
    """One number on the screen and which cases it counts."""

    words: str
    count: int
    where: CountedIn


@dataclass(frozen=True)
class NumberLine:
    """A line of a table of numbers: its cells, and the numbers whose cases can be listed."""

    cells: tuple[str, ...]
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart, and the same numbers line by line; the keys of its spots lead to their numbers."""

    figure: Figure
    header: tuple[str, ...]
    lines: tuple[NumberLine, ...]
    spots: tuple[tuple[str, tuple[Number, ...]], ...] = ()


@dataclass(frozen=True)
class OutcomesPage:
    """Everything that the section shows of one count."""

    asked: Asked
    result: OutcomesResult
    headline: str
    under: str
    """Interval, which cases, and that there is no comparison group."""
    moved: str
    took: str
    money: str
    money_lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    funnel: Chart
    funnel_narrow: Chart
    moves: Chart | None
    time: Chart | None
    measures: Chart
    periods: tuple[PeriodChoice, ...]
    sites: tuple[SiteOfCases, ...]


@dataclass(frozen=True)
class CountedCase:
    """One case behind a number."""

    case_id: CaseId
    reference: str
    person: str
    site: str
    opened_on: date
    closed_on: date | None
    stage: Stage | None
    """The latest overall rating."""


@dataclass(frozen=True)
class CasesBehind:
    """The cases that a number counts: as many as the number says, or how many are not shown."""

    cases: tuple[CountedCase, ...]
    count: int
    same: bool
    """Whether the records are still those that the screen's figures were counted from."""

    @property
    def hidden(self) -> int:
        """How many of them the worker may count and not open."""
        return self.count - len(self.cases)
