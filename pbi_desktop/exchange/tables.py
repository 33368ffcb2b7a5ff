"""Delimited text as rows under a header: forgiving about form, strict about what a row holds."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.decoding import counted, decode

MOST_COLUMNS = 1000
LONGEST_CELL = 32_767  # as much as a cell of a spreadsheet holds

_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?[ ]*\r?\n')  # written by spreadsheets for themselves
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_ROWS = 25
_NOT_IN_A_KEY = re.compile(r"[\W_]+")
_SHOWN = 200
_CUT_QUOTE = "unexpected end of data"


@dataclass(frozen=True)
class Row:
    """One row below the header, as many cells as columns; the header is row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a file that fit its header, those that do not, and what was noticed."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()

    def column(self, *names: str) -> int | None:
        """Return the place of the first of these columns that the file has; case is forgiven."""
        keys = [column_key(column) for column in self.columns]
        return next((keys.index(key) for key in map(column_key, names) if key in keys), None)

    def pairs(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Return a row as it stood, each cell with its column."""
        return tuple(zip(self.columns, row.cells, strict=True))

    def refuse(self, row: Row, reason: str) -> RefusedRow:
        """Return a row as refused, with the reason."""
        return RefusedRow(self.name, row.number, reason, self.pairs(row))


@dataclass(frozen=True)
class _Record:
    """One record of the file: its cells, or what is wrong with it; and the lines it spans."""

    number: int
    cells: tuple[str, ...]
    first_line: int
    last_line: int
    fault: str = ""


def column_key(column: str) -> str:
    """Return the form in which headers are compared: no case, spaces, underscores or signs."""
    return _NOT_IN_A_KEY.sub("", unicodedata.normalize("NFKC", column).casefold())


def read_table(data: bytes, name: str) -> Table:
    """Return the rows of a CSV file; refuses a file that is not one, and rows that do not fit."""
    decoded = decode(data, name)
    text, separator = _separator(decoded.text)
    records = _records(text, separator, name)
    columns = _header(records, name)
    rows: list[Row] = []
    refused: list[RefusedRow] = []
    for record in records:
        if not record.fault and not any(record.cells):
            continue
        reason = _reason(record, columns)
        cells = record.cells[: len(columns)]
        if reason:
            refused.append(RefusedRow(name, record.number, reason, _as_it_stood(record, columns)))
        else:
            rows.append(Row(record.number, cells))
    noticed = (*decoded.noticed, *_noticed(columns, bool(rows or refused)))
    return Table(name, columns, tuple(rows), tuple(refused), noticed)


def _separator(text: str) -> tuple[str, str]:
    """Return the text without a spreadsheet's own line, and the sign between its cells."""
    told = _SEPARATOR_LINE.match(text)
    if told:
        return text[told.end() :], told[1]
    sample = text[:_SAMPLE_CHARACTERS]
    return text, max(_SEPARATORS, key=lambda sign: _fitness(sample, sign))


def _fitness(sample: str, separator: str) -> float:
    """Return how well a separator fits: columns of the header, and rows of the same count."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if row]
    except csv.Error:
        return 0.0
    if not rows or len(rows[0]) == 1:
        return 0.0
    return len(rows[0]) * (1 + sum(len(row) == len(rows[0]) for row in rows) / len(rows))


def _records(text: str, separator: str, name: str) -> Iterator[_Record]:
    """Give the records one by one; refuses the file where its end is missing."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True
    )
    number = 0
    while True:
        number += 1
        line = reader.line_num + 1
        try:
            cells = tuple(_cell(cell) for cell in next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            fault = _fault(str(error), line, reader.line_num, name)
            yield _Record(number, (), line, reader.line_num, fault)
        else:
            yield _Record(number, cells, line, reader.line_num)


def _cell(cell: str) -> str:
    """Return a cell without blanks at its ends, composed, its line ends as newlines."""
    plain = cell.strip()
    if "\r" in plain:
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def _fault(error: str, first: int, last: int, name: str) -> str:
    """Return what is wrong with a record; refuses the file where the rest cannot be told apart."""
    if error == _CUT_QUOTE or last > first:
        raise UnreadableInput(
            name,
            f"A quotation mark on line {first} is never closed as it should be: "
            "the file may have been cut short.",
        )
    if error.startswith("field larger"):
        return f"A cell is longer than {LONGEST_CELL:,} characters."
    return "A quotation mark stands inside a cell where it cannot be read."


def _header(records: Iterator[_Record], name: str) -> tuple[str, ...]:
    """Return the names of the columns; refuses a file without a header, or with too many."""
    header = next((record for record in records if record.fault or any(record.cells)), None)
    if header is None:
        raise UnreadableInput(name, "It is empty.")
    if header.fault:
        raise UnreadableInput(name, "Its first row, the names of the columns, cannot be read.")
    if len(header.cells) > MOST_COLUMNS:
        found = f"{len(header.cells):,} columns"
        raise UnreadableInput(name, f"It has {found}; at most {MOST_COLUMNS:,} can be read.")
    if max(map(len, header.cells)) > LONGEST_CELL:
        raise UnreadableInput(name, "Its first row is not a row of column names.")
    return tuple(" ".join(cell.split()) for cell in header.cells)


def _reason(record: _Record, columns: tuple[str, ...]) -> str:
    """Return why a record cannot be a row, or nothing."""
    if record.fault:
        return record.fault
    if any(record.cells[len(columns) :]) or len(record.cells) < len(columns):
        reason = (
            f"It has {counted(len(record.cells), 'cell')}; "
            f"the first row names {counted(len(columns), 'column')}."
        )
        if record.last_line > record.first_line:
            lines = f"Lines {record.first_line} to {record.last_line}"
            reason += f" {lines} were read as one row: a quotation mark may be missing."
        return reason
    for column, cell in zip(columns, record.cells, strict=False):
        if len(cell) > LONGEST_CELL:
            return f"The cell {column!r} is longer than {LONGEST_CELL:,} characters."
    return ""


def _as_it_stood(record: _Record, columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return what can be shown of a row that does not fit: each cell cut to a readable length."""
    cells = record.cells[:MOST_COLUMNS]
    return tuple(
        (column, cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "\u2026")
        for column, cell in zip_longest(columns[: len(cells)], cells, fillvalue="")
    )


def _noticed(columns: tuple[str, ...], filled: bool) -> Iterator[str]:
    """Give sentences on the header: columns of one name, and nothing below it."""
    seen: set[str] = set()
    for column in columns:
        key = column_key(column)
        if key and key in seen:
            yield f'The column "{column}" stands there twice; the first one was read.'
        seen.add(key)
    if not filled:
        yield "There are no rows below the header."
