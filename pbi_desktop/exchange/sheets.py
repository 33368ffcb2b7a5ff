"""Sheets of a workbook as rows of text under a header, however the workbook was kept."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.text import clean_text
from pbi_desktop.exchange.decoding import counted
from pbi_desktop.exchange.tables import LONGEST_CELL, MOST_COLUMNS, Row

MOST_ROWS = 200_000
MOST_CELLS = 2_000_000
MOST_SHEETS = 100

CellValue = str | float | int | bool | date | datetime | time | timedelta | None

_LARGEST_WHOLE = 10**15  # beyond it a spreadsheet has already lost figures
_TITLE_ROWS = 10
_SHOWN = 200
_DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that can be read as text, those that cannot, and what was noticed."""

    file: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()
    is_hidden: bool = False
    is_alone: bool = False
    """Whether the file holds no other sheets, so that its name says all."""

    @property
    def label(self) -> str:
        """Where its rows stand, for people: the file, and the sheet where there are several."""
        return self.file if self.is_alone else f"{self.file}, sheet {self.name}"

    def refuse(self, row: Row, reason: str) -> RefusedRow:
        """Return a row as refused, with the reason and its cells."""
        return RefusedRow(
            self.label, row.number, reason, tuple(zip(self.columns, row.cells, strict=True))
        )


@dataclass(frozen=True)
class SheetFacts:
    """What is known of a sheet beside the values of its cells; cells by row (1 is the first)."""

    is_hidden: bool = False
    merged: int = 0
    errors: tuple[str, ...] = ()
    error_count: int = 0
    unvalued: dict[int, str] = field(default_factory=dict)
    """For each row with a formula that has no result, the first such cell."""


class TextOfCells:
    """Cell values as text; each text is kept once, however many cells say it."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {"": ""}

    def row(self, values: Iterable[CellValue]) -> tuple[str, ...]:
        """Return the texts of a row."""
        kept = self._kept
        return tuple(
            [
                kept[value] if isinstance(value, str) and value in kept else self.text(value)
                for value in values
            ]
        )

    def text(self, value: CellValue) -> str:
        """Return one value as text."""
        if not isinstance(value, str):
            plain = _text(value)
            return self._kept.setdefault(plain, plain)
        known = self._kept.get(value)
        if known is None:
            plain = _plain(value)
            known = self._kept[value] = self._kept.setdefault(plain, plain)
        return known


def sheet_of(
    file: str, name: str, rows: Iterable[tuple[int, tuple[str, ...]]], facts: SheetFacts
) -> Sheet:
    """Return the sheet below its header; empty rows are skipped, rows that cannot be are refused.

    Rows come with their numbers, the first row of the sheet being 1.
    """
    filled = ((number, cells) for number, cells in rows if any(cells))
    titles, header, rest = _header(filled)
    columns = tuple(" ".join(cell.split()) for cell in header)
    if len(columns) > MOST_COLUMNS:
        too_many_columns(file, len(columns))
    good: list[Row] = []
    refused: list[RefusedRow] = []
    label = f"{file}, sheet {name}"
    for number, cells in rest:
        row = Row(number, fitted(cells, len(columns)))
        reason = _reason(row, facts)
        if reason:
            refused.append(RefusedRow(label, number, reason, _shown(columns, row.cells)))
        else:
            good.append(row)
    noticed = (*_notices(name, facts), *titles, *_nameless(name, columns, good))
    return Sheet(file, name, columns, tuple(good), tuple(refused), noticed, facts.is_hidden)


def fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return as many cells as there are columns."""
    return cells[:width] if len(cells) >= width else cells + ("",) * (width - len(cells))


def too_many_columns(file: str, found: int) -> None:
    """Refuse a file with more columns than a list of people can have."""
    raise UnreadableInput(file, f"It has {found:,} columns; at most {MOST_COLUMNS:,} can be read.")


def too_many_rows(file: str, sheet: str, found: int) -> None:
    """Refuse a file with more rows than can be read at once."""
    raise UnreadableInput(
        file,
        f"The sheet {sheet} has something in row {found:,}; at most {MOST_ROWS:,} rows can be "
        "read. Delete what stands below the list, or split it.",
    )


def too_many_cells(file: str) -> None:
    """Refuse a file with more cells than fit in memory."""
    raise UnreadableInput(
        file, f"It has more than {MOST_CELLS:,} cells. Split it, or leave out columns."
    )


def _header(
    filled: Iterator[tuple[int, tuple[str, ...]]],
) -> tuple[tuple[str, ...], tuple[str, ...], Iterator[tuple[int, tuple[str, ...]]]]:
    """Return sentences on titles above the list, its header, and the rows below."""
    first = next(filled, None)
    if first is None:
        return (), (), iter(())
    above: list[tuple[int, tuple[str, ...]]] = [first]
    while sum(map(bool, above[-1][1])) == 1 and len(above) <= _TITLE_ROWS:
        following = next(filled, None)
        if following is None:
            break
        above.append(following)
    if sum(map(bool, above[-1][1])) == 1:  # a list of one column: nothing stands above it
        return (), first[1], _chained(above[1:], filled)
    titles = tuple(
        f'Row {number} was taken for a title: "{next(filter(None, cells))[:_SHOWN]}".'
        for number, cells in above[:-1]
    )
    return titles, above[-1][1], filled


def _chained(
    first: list[tuple[int, tuple[str, ...]]], rest: Iterator[tuple[int, tuple[str, ...]]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    yield from first
    yield from rest


def _reason(row: Row, facts: SheetFacts) -> str:
    """Return why a row cannot be read, or nothing."""
    if row.number in facts.unvalued:
        return (
            f"The cell {facts.unvalued[row.number]} holds a formula without a result. Open the "
            "file in a spreadsheet, save it, and try again."
        )
    if max(map(len, row.cells)) > LONGEST_CELL:
        return f"One of its cells is longer than {LONGEST_CELL:,} characters."
    return ""


def _shown(columns: tuple[str, ...], cells: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the cells of a row that cannot be read, each cut to a readable length."""
    cut = (cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "\u2026" for cell in cells)
    return tuple(zip(columns, cut, strict=True))


def _nameless(name: str, columns: tuple[str, ...], rows: list[Row]) -> Iterator[str]:
    """Give a sentence on cells in columns without a name, which nobody can match to a field."""
    places = [place for place, column in enumerate(columns) if not column]
    filled = sum(any(row.cells[place] for place in places) for row in rows) if places else 0
    if filled:
        yield (
            f"The sheet {name} has something in columns without a name in "
            f"{counted(filled, 'row')}; that was not read."
        )


def _notices(name: str, facts: SheetFacts) -> Iterator[str]:
    """Give sentences on what is not as it looks in the spreadsheet."""
    if facts.is_hidden:
        yield f"The sheet {name} is hidden; it was read as the others were."
    if facts.merged:
        yield (
            f"The sheet {name} has {counted(facts.merged, 'merged cell')}: "
            "what a merged cell says counts for its first row and column only."
        )
    if facts.error_count:
        yield (
            f"The sheet {name} has {counted(facts.error_count, 'cell')} with an error such as "
            f"#N/A, read as empty: {', '.join(facts.errors)}"
            f"{' and others' if facts.error_count > len(facts.errors) else ''}."
        )


def _plain(text: str) -> str:
    """Return a text without blanks at its ends, control characters and hidden signs."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", clean_text(text)[0]).strip()


def _text(value: float | date | time | timedelta | None) -> str:
    """Return a value that is not text as text: days as 1990-12-31, whole numbers without ".0"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / _DAY_SECONDS:.15g}"
    return value.isoformat()


def _number(value: float) -> str:
    """Return a number as a spreadsheet shows it: 15 figures, no ".0", never "1e+05"."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    return f"{value:.15g}"
