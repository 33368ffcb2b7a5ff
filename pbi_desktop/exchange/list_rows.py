"""Rows of an agency's list, cell by cell under known names of columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import Invalid, UnreadableInput
from pbi_desktop.domain.incoming import Whose
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.exchange.cases.values import read_birth, read_day
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import Row, column_key
from pbi_desktop.exchange.workbooks import read_workbook

Columns = Mapping[str, tuple[str, ...]]

WHOSE: Columns = {
    "case": ("case", "case reference", "case ref", "case id", "case number"),
    "person": ("person", "person reference", "person ref", "person id", "client id",
        "client reference", "client ref", "our reference", "our ref", "reference"),
    "name": ("name", "full name", "person name", "client name", "client", "resident",
        "tenant", "tenant name", "patient", "patient name"),
    "given_name": ("given name", "first name", "forename", "given names", "first names"),
    "family_name": ("family name", "surname", "last name"),
    "born": ("born", "date of birth", "dob", "birth date", "d o b"),
}  # fmt: skip
NOBODY = "It does not say whose it is: a case, a reference, or a name with the date of birth."


class Refused(Exception):
    """Why a row cannot be taken."""


@dataclass(frozen=True)
class ListRow:
    """One row, and which of its cells holds which field."""

    sheet: Sheet
    row: Row
    places: Mapping[str, int]

    @property
    def place(self) -> RowPlace:
        """Where the row stands."""
        return RowPlace(self.sheet.label, self.sheet.name, self.row.number)

    def text(self, name: str) -> str:
        """Return what the row says of a field as one line; empty where it says nothing."""
        at = self.places.get(name)
        return "" if at is None else " ".join(self.row.cells[at].split())

    def needed(self, name: str, words: str) -> str:
        """Return what the row says of a field; refuses one that says nothing."""
        said = self.text(name)
        if not said:
            raise Refused(f"It has no {words}.")
        return said

    def day(self, name: str, today: date, lean: Lean) -> date | None:
        """Return the day of a field, or nothing where it is empty; refuses what is no whole day."""
        said = self.text(name)
        if not said:
            return None
        read = read_day(said, today, lean)
        if read.day is None:
            raise Refused(read.fault)
        if read.day.day is None:
            raise Refused(f'"{said}" is not a whole date. Write it like 31/12/1990.')
        return read.day.day

    def whose(self, today: date) -> Whose:
        """Return whom the row is about; refuses a date of birth that is none."""
        full = f"{self.text('given_name')} {self.text('family_name')}".strip()
        said = self.text("born")
        born: PartialDate | None = None
        if said:
            read = read_birth(said, today)
            if read.day is None:
                raise Refused(read.fault)
            born = read.day
        return Whose(self.text("case"), self.text("person"), self.text("name") or full, born)


@dataclass
class Gathered:
    """What reading one file adds up to beside its rows."""

    refused: list[RefusedRow] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)


def rows_of(
    data: bytes, name: str, columns: Columns, mapping: Mapping[str, str], gathered: Gathered
) -> Iterator[ListRow]:
    """Give the rows of every sheet of a file that has the columns it needs.

    Refuses a file without such a sheet. `mapping` is column to field, as a person has told.
    """
    sheets = [(sheet, _places(sheet, columns, mapping)) for sheet in read_workbook(data, name)]
    _refuse_unknown(name, columns, mapping, [sheet for sheet, _places in sheets])
    usable = [(sheet, places) for sheet, places in sheets if len(places) > 1]
    if not usable:
        raise UnreadableInput(name, "None of its columns has a name that is known here.")
    for sheet, places in usable:
        gathered.refused += sheet.refused
        gathered.noticed += sheet.noticed
        for row in sheet.rows:
            yield ListRow(sheet, row, places)
    if len(usable) < len(sheets):
        left = [sheet.name for sheet, places in sheets if len(places) <= 1]
        gathered.noticed.append(f"Not read, for its columns are others: sheet {', '.join(left)}.")


def _places(sheet: Sheet, columns: Columns, mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the place of the column of each field that the sheet has."""
    keys = [column_key(column) for column in sheet.columns]
    chosen = {column_key(column): name for column, name in mapping.items()}
    places = {chosen[key]: at for at, key in reversed(list(enumerate(keys))) if key in chosen}
    for name, known in columns.items():
        found = next((key for key in map(column_key, (name, *known)) if key in keys), None)
        if found is not None and found not in chosen:
            places.setdefault(name, keys.index(found))
    return places


def _refuse_unknown(
    file: str, columns: Columns, mapping: Mapping[str, str], sheets: list[Sheet]
) -> None:
    """Refuse a mapping of columns that the file has not, or to fields that are none."""
    there = {column_key(column) for sheet in sheets for column in sheet.columns}
    for column, name in mapping.items():
        if name not in columns:
            raise Invalid({"map": f"There is no field {name}. Fields: {', '.join(columns)}."})
        if column_key(column) not in there:
            raise UnreadableInput(file, f'It has no column "{column}".')
