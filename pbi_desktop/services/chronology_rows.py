"""What a chronology shows, already limited to what the worker may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import WHOLE, Period, Sort
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.case_rows import CaseBefore


@dataclass(frozen=True)
class ChronologyWish:
    """What is to be drafted: called what, for whom, of which days, from which sorts of entry."""

    title: str
    for_whom: str
    period: Period = WHOLE
    sorts: frozenset[Sort] = frozenset(Sort)
    earlier: bool = False
    """Whether the cases before this one are taken up too: each is opened for it, and logged."""


@dataclass(frozen=True)
class NewLine:
    """A line that is added by hand: of which day, what happened, who says so and why it matters."""

    on_day: date | None
    words: str
    source: str
    significance: str = ""
    marking: Marking = Marking.NOT_MARKED
    category: Category = Category.CORE


@dataclass(frozen=True)
class ChronologyChoice:
    """A chronology that is kept with a case."""

    id: UUID
    title: str
    for_whom: str
    made_on: date
    by: str


@dataclass(frozen=True)
class ChronologyList:
    """The chronologies of a case, the latest first, and whether another can be drafted."""

    case_id: CaseId
    reference: str
    name: str
    may_write: bool
    kept: tuple[ChronologyChoice, ...]
    before: tuple[CaseBefore, ...] = ()
    """The cases before this one, which a draft may take up too."""


@dataclass(frozen=True)
class ChronologyLineRow:
    """One line, as it is edited."""

    id: UUID
    version: int
    at: datetime
    words: str
    source: str
    significance: str
    marking: Marking
    category: Category
    left_out: bool
    corrected_since: bool
    """The entry was corrected after the line was drafted from it."""
    added_by: str = ""
    """Who added it by hand; empty: it was drafted from an entry."""
    reference: str = ""
    """The case before this one that it is from."""

    @property
    def by_hand(self) -> bool:
        """Whether it was added by hand: its day and source can be changed, and it can go."""
        return bool(self.added_by)


@dataclass(frozen=True)
class ChronologyPage:
    """A chronology with its lines, the oldest first."""

    id: UUID
    version: int
    case_id: CaseId
    reference: str
    name: str
    title: str
    for_whom: str
    period: Period
    may_write: bool
    lines: tuple[ChronologyLineRow, ...]
    closed: tuple[CaseBefore, ...] = ()
    """The cases before this one that are not open: lines from them show once they are."""
