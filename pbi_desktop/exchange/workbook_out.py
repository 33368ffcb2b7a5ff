"""Sheets as one XLSX workbook: text is text whatever it begins with, the same sheets same bytes."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pbi_desktop.exchange.csv_out import safe_cell
from pbi_desktop.exchange.out_sheets import OutCell, OutSheet, typed, xml_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a property of the file, the same in every one
_WIDEST, _NARROWEST = 48, 9
_LOOKED_AT = 200


def to_xlsx(sheets: Iterable[OutSheet], title: str) -> bytes:
    """Return the workbook; nothing of it ever touches the disk on the way."""
    import xlsxwriter  # an export is rarer than a start

    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    book.set_properties({"title": title, "created": _MADE})
    looks = _Looks(book)
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return kept.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: "Workbook") -> None:
        self.head = book.add_format({"bold": True, "bottom": 2, "valign": "top"})
        self.text = book.add_format({"valign": "top", "num_format": "@"})
        # Saved as CSV by a spreadsheet, or edited in it, such a text stays a text.
        self.quoted = book.add_format({"valign": "top", "num_format": "@", "quote_prefix": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.whole = book.add_format({"valign": "top", "num_format": "0"})
        self.pounds = book.add_format({"valign": "top", "num_format": "0.00"})


def _sheet(paper: Any, sheet: OutSheet, looks: _Looks) -> None:
    for place, column in enumerate(sheet.columns):
        paper.write_string(0, place, xml_text(column), looks.head)
        said = (len(str(row[place] or "")) for row in sheet.rows[:_LOOKED_AT])
        width = max(len(column), *said, _NARROWEST)
        paper.set_column(place, place, min(width, _WIDEST))
    paper.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _cell(paper, number, place, typed(cell), looks)


def _cell(paper: Any, number: int, place: int, cell: OutCell, looks: _Looks) -> None:
    if isinstance(cell, str):
        if cell:
            look = looks.text if safe_cell(cell) == cell else looks.quoted
            paper.write_string(number, place, xml_text(cell), look)
    elif isinstance(cell, date):
        paper.write_datetime(number, place, cell, looks.day)
    elif isinstance(cell, Decimal):
        paper.write_number(number, place, cell, looks.pounds)
    elif cell is not None:
        paper.write_number(number, place, cell, looks.whole)
