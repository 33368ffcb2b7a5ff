"""OpenDocument spreadsheets, read as a stream: repeats are counted before they are made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.sheets import (
    MOST_CELLS,
    MOST_ROWS,
    MOST_SHEETS,
    Sheet,
    SheetFacts,
    TextOfCells,
    fitted,
    sheet_of,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)
from pbi_desktop.exchange.tables import LONGEST_CELL, MOST_COLUMNS
from pbi_desktop.exchange.workbook_guard import DAMAGED, LOCKED, Package

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_SPACES = 100
_DEEPEST = 200
_SHOWN = 5
_LETTERS = 26
_ERROR_TEXTS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:")
_NUMBERS = frozenset({"float", "percentage", "currency"})

Attributes = dict[str, str]


@dataclass
class _Table:
    """One sheet as it is being read."""

    name: str
    is_hidden: bool
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    row: int = 0
    merged: int = 0
    errors: list[str] = field(default_factory=list)
    error_count: int = 0
    unvalued: dict[int, str] = field(default_factory=dict)


def read_ods(package: Package) -> tuple[Sheet, ...]:
    """Return the sheets of an OpenDocument spreadsheet."""
    if _MANIFEST in package and b"encryption-data" in package.whole(_MANIFEST):
        raise UnreadableInput(package.name, LOCKED)
    reader = _Reader(package.name)
    for piece in package.pieces(CONTENT):
        reader.feed(piece)
    reader.feed(b"", is_last=True)
    return tuple(
        sheet_of(package.name, table.name, _even(table), _facts(table)) for table in reader.tables
    )


def _even(table: _Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows of a sheet, all as wide as the widest."""
    widest = max((len(cells) for _, cells in table.rows), default=0)
    return ((number, fitted(cells, widest)) for number, cells in table.rows)


def _facts(table: _Table) -> SheetFacts:
    return SheetFacts(
        table.is_hidden, table.merged, tuple(table.errors), table.error_count, table.unvalued
    )


class _Reader:
    """Fills tables as the elements of the document come by."""

    def __init__(self, file: str) -> None:
        self.tables: list[_Table] = []
        self._file = file
        self._texts = TextOfCells()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cells: list[str] = []
        self._cell: Attributes = {}
        self._in_cell = False
        self._row: Attributes = {}
        self._text: list[str] = []
        self._kept_cells = 0
        self._quiet = 0  # inside a note on a cell, or a table within a cell
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style:style": self._start_style,
            "style:table-properties": self._start_properties,
            "table:table": self._start_table,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": self._start_paragraph,
            "text:s": self._start_spaces,
            "text:tab": self._start_spaces,
            "text:line-break": self._start_paragraph,
        }

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Read on; refuses a document that is not well formed."""
        try:
            self._parser.Parse(data, is_last)
        except (expat.ExpatError, ValueError, LookupError):
            raise UnreadableInput(self._file, DAMAGED) from None

    def _refuse_document_type(self, *_: object) -> None:
        raise UnreadableInput(self._file, DAMAGED)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableInput(self._file, "It is nested deeper than any spreadsheet is.")
        if self._quiet or name == "office:annotation":
            self._quiet += 1
            return
        act = self._starts.get(name)
        if act:
            act(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._quiet:
            self._quiet -= 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell(name)
        elif name == "table:table-row":
            self._end_row()

    def _characters(self, text: str) -> None:
        if self._in_cell and not self._quiet:
            self._text.append(text)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        if len(self.tables) >= MOST_SHEETS:
            raise UnreadableInput(self._file, f"It has more than {MOST_SHEETS} sheets.")
        hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self.tables.append(_Table(attributes.get("table:name", ""), hidden))

    def _start_row(self, attributes: Attributes) -> None:
        self._cells, self._row = [], attributes

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._text, self._in_cell = attributes, [], True

    def _start_paragraph(self, _attributes: Attributes) -> None:
        if self._text:
            self._text.append("\n")

    def _start_spaces(self, attributes: Attributes) -> None:
        self._text.append(" " * min(_SPACES, _count(attributes.get("text:c"))))

    def _end_cell(self, name: str) -> None:
        """Add the cell as often as it is repeated; what is covered by another stays empty."""
        if not self.tables or not self._in_cell:
            return
        attributes, self._in_cell = self._cell, False
        table = self.tables[-1]
        repeats = _count(attributes.get("table:number-columns-repeated"))
        across = _count(attributes.get("table:number-columns-spanned"))
        down = _count(attributes.get("table:number-rows-spanned"))
        table.merged += across > 1 or down > 1
        is_covered = name == "table:covered-table-cell"
        text = "" if is_covered else self._value(table, attributes)
        if text and len(self._cells) + repeats > MOST_COLUMNS:
            too_many_columns(self._file, len(self._cells) + repeats)
        self._cells.extend([text] * min(repeats, MOST_COLUMNS + 1))

    def _value(self, table: _Table, attributes: Attributes) -> str:
        """Return what a cell says; notes an error, and a formula without a result."""
        kind = attributes.get("office:value-type", "")
        shown = "".join(self._text)
        if len(shown) > LONGEST_CELL:
            shown = shown[: LONGEST_CELL + 1]
        place = _letters(len(self._cells)) + str(table.row + 1)
        if "table:formula" in attributes and not kind and not shown:
            table.unvalued.setdefault(table.row + 1, place)
            return ""
        if "table:formula" in attributes and shown.startswith(_ERROR_TEXTS):
            table.error_count += 1
            if len(table.errors) < _SHOWN:
                table.errors.append(place)
            return ""
        return self._texts.text(_typed(kind, attributes, shown))

    def _end_row(self) -> None:
        """Add the row as often as it is repeated; empty rows only count."""
        if not self.tables:
            return
        table = self.tables[-1]
        repeats = _count(self._row.get("table:number-rows-repeated"))
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if self._cells:
            self._kept_cells += len(self._cells) * repeats
            if table.row + repeats > MOST_ROWS:
                too_many_rows(self._file, table.name, table.row + repeats)
            if self._kept_cells > MOST_CELLS:
                too_many_cells(self._file)
            cells = tuple(self._cells)
            table.rows.extend((table.row + ahead, cells) for ahead in range(1, repeats + 1))
        table.row += repeats
        self._cells = []


def _typed(kind: str, attributes: Attributes, shown: str) -> str | float | bool:
    """Return the value of a cell: its figures, its day, or the text that is shown."""
    if kind in _NUMBERS:
        try:
            return float(attributes.get("office:value", ""))
        except ValueError:
            return shown
    if kind == "date":
        return attributes.get("office:date-value", shown).removesuffix("T00:00:00")
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "string":
        return attributes.get("office:string-value", shown)
    return shown


def _count(text: str | None) -> int:
    """Return how often something is repeated; once where that is not said in plain figures."""
    if text is None:
        return 1
    plain = text.strip()
    return max(1, int(plain)) if plain.isascii() and plain.isdigit() and len(plain) < 10 else 1


def _letters(column: int) -> str:
    """Return A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
