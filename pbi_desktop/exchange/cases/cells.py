"""One row as fields: what each says, what is wrong with it, and what a person should know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.exchange.cases.as_written import read_born, told_text
from pbi_desktop.exchange.cases.fields import SheetKind
from pbi_desktop.exchange.cases.values import ReadDay, read_day
from pbi_desktop.exchange.cases.words import shown
from pbi_desktop.exchange.csv_out import safe_cell
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import Row

T = TypeVar("T")

LONGEST_LINE = 1000
LONGEST_TEXT = 10_000

_NOT_KNOWN = frozenset(
    {"", "-", "--", "?", "n/a", "na", "n.a.", "nk", "n/k", "not known", "unknown", "tbc", "tba",
     "none", "null", "nil", "#n/a", "not recorded", "not applicable"}
)  # fmt: skip
_NO_NAME = frozenset({"", "-", "--", "?", "n/a", "not known", "unknown", "tbc", "tba", "#n/a"})
_SAID_PER_SHEET = 5


@dataclass(frozen=True)
class Plan:
    """How a sheet is read: what its rows are, and which column fills which field."""

    key: str
    sheet: Sheet
    kind: SheetKind
    columns: Mapping[str, str]
    as_written: bool = False
    """Whether this program wrote it: then nothing is guessed or mended."""
    places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        at = {column: place for place, column in reversed(list(enumerate(self.sheet.columns)))}
        places = {name: at[column] for column, name in self.columns.items() if column in at}
        object.__setattr__(self, "places", places)

    def place_of(self, row: Row) -> RowPlace:
        """Return where a row stands."""
        return RowPlace(self.sheet.file, self.sheet.name, row.number)


class Notices:
    """Sentences for a person, in the order they came up; many of one kind are counted."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, sentence: str) -> None:
        """Say something once about a whole file or sheet."""
        if sentence not in self._said:
            self._said.append(sentence)

    def about_row(self, label: str, row: int, about: str, sentence: str) -> None:
        """Say something of a row; after a few of one kind on one sheet they are only counted."""
        count = self._counts[label, about] = self._counts.get((label, about), 0) + 1
        if count <= _SAID_PER_SHEET:
            self._said.append(f"{label}, row {row}: {sentence}")

    def sentences(self) -> tuple[str, ...]:
        """Return all that was said, and how many more there were of what came often."""
        more = (
            f"{label}: {count - _SAID_PER_SHEET:,} more rows like these: {about}."
            for (label, about), count in self._counts.items()
            if count > _SAID_PER_SHEET
        )
        return (*self._said, *more)


class Cells:
    """The fields of one row; collects every reason why the row cannot be taken."""

    __slots__ = ("_places", "_row", "plan", "reasons", "remarks", "today")

    def __init__(self, plan: Plan, row: Row, today: date) -> None:
        self.plan = plan
        self.today = today
        self.reasons: list[str] = []
        self.remarks: list[tuple[str, str]] = []
        self._row = row
        self._places = plan.places

    @property
    def place(self) -> RowPlace:
        """Where the row stands."""
        return self.plan.place_of(self._row)

    def raw(self, name: str) -> str:
        """Return the cell of a field as it stands; empty where there is no such column."""
        place = self._places.get(name)
        return "" if place is None else self._row.cells[place]

    def line(self, name: str, longest: int = LONGEST_LINE) -> str:
        """Return a field as one line; empty where the cell says that it is not known."""
        place = self._places.get(name)
        if place is None:
            return ""
        cell = self._row.cells[place]
        if not cell:
            return ""
        if self.plan.as_written:
            return told_text(cell)
        text = _known_line(cell)
        return text if len(text) <= longest else self._too_long(name, longest)

    def name(self, name: str) -> str:
        """Return a field as a name: "Null" and "Na" are names, a question mark is not."""
        text = self.reference(name)
        if self.plan.as_written:
            return text
        return "" if text.casefold() in _NO_NAME else text

    def text(self, name: str) -> str:
        """Return a field as text of one or more lines."""
        if self.plan.as_written:
            return told_text(self.raw(name))
        text = _unguarded(self.raw(name))
        if text.casefold() in _NOT_KNOWN:
            return ""
        return text if len(text) <= LONGEST_TEXT else self._too_long(name, LONGEST_TEXT)

    def reference(self, name: str) -> str:
        """Return a reference as the team writes it; signs that mean nothing are kept in it."""
        if self.plan.as_written:
            return told_text(self.raw(name))
        text = _unguarded(" ".join(self.raw(name).split()))
        return text if len(text) <= LONGEST_LINE else self._too_long(name, LONGEST_LINE)

    def date(self, name: str, lean: Lean) -> date | None:
        """Return the day of a field, nothing where it is empty; refuses what is less than a day."""
        text = self.line(name)
        if not text:
            return None
        if self.plan.as_written and (day := _as_written(text)):
            return day
        read = read_day(text, self.today, lean)
        if read.day is not None and read.day.day is None:
            self.refuse(name, f"{shown(text)} is not a whole date. Write it like 31/12/1990.")
            return None
        found = self.read(name, read)
        return found.day if found else None

    def read(self, name: str, read: ReadDay) -> PartialDate | None:
        """Return a date that was read; refuses with the reason why it was not."""
        if read.fault:
            self.refuse(name, read.fault)
        return read.day

    def code(self, name: str, reader: Callable[[str], T | None], what: str) -> T | None:
        """Return what a word stands for, nothing where it is empty; refuses an unknown word."""
        text = self.line(name)
        if not text:
            return None
        found = reader(text)
        if found is None:
            self.refuse(name, f"{shown(text)} is not {what}.")
        return found

    def refuse(self, name: str, reason: str) -> None:
        """Add a reason why the row cannot be taken, with the column it is about."""
        self.reasons.append(f"{self.column(name)}: {reason}")

    def notice(self, about: str, sentence: str) -> None:
        """Add something that a person should know of this row, if it is taken."""
        self.remarks.append((about, sentence))

    def column(self, name: str) -> str:
        """Return what the team calls the column of a field."""
        place = self._places.get(name)
        column = self.plan.sheet.columns[place] if place is not None else ""
        return column or name.replace("_", " ")

    def _too_long(self, name: str, longest: int) -> str:
        self.refuse(name, f"It is longer than {longest:,} letters.")
        return ""


def _as_written(text: str) -> date | None:
    """Return a day as this program writes it; None where something else stands there."""
    read = read_born(text)
    return read.day if read else None


@lru_cache(maxsize=32_768)
def _known_line(text: str) -> str:
    """Return a text as one line; nothing where it says that it is not known."""
    line = " ".join(text.split())
    return "" if line.casefold() in _NOT_KNOWN else _unguarded(line)


def _unguarded(text: str) -> str:
    """Return a text without the apostrophe that keeps it from being taken for a formula."""
    if not text.startswith("'"):
        return text
    bare = text[1:]
    return bare if safe_cell(bare) != bare else text
