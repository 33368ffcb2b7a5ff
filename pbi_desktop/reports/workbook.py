"""A document's tables as a workbook: one sheet for each, and what it all is on the first.

Text is text, whatever it begins with: nothing that came out of a record is ever a formula. Figures
are numbers that can be added up. The same document gives the same bytes.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pbi_desktop.domain.documents import (
    Block,
    Document,
    Figure,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Para,
    Table,
    plain,
)
from pbi_desktop.domain.text import clean_line, clean_text
from pbi_desktop.reports.phrases import copy_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_FIRST_SHEET = "About"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NAME_AT_MOST = 31
_CELL_AT_MOST = 32_767
_CUT = " [cut here: a cell holds no more]"
_TABLE_FROM = 3
_NUMBER = re.compile(
    r"(?P<pound>£)?(?P<number>-?(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,14}|0)(?:\.\d{1,6})?)(?P<share>%)?"
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t")


def to_workbook(document: Document) -> bytes:
    """Return the workbook of a document's tables, its notes and its marking."""
    import xlsxwriter  # a report is rarer than a start

    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    made_at = document.marking.printed_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": _line(plain(document.title)), "created": made_at})
    looks = _Looks(book)
    names = _Names()
    _about(book.add_worksheet(names.free(_FIRST_SHEET)), document, looks)
    for table, over in _tables(document.blocks):
        sheet = book.add_worksheet(names.free(table.caption or over or "Table"))
        _table(sheet, table, document, looks)
    book.close()
    return kept.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: "Workbook") -> None:
        base = {"valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({**base, "bold": True})
        self.head = book.add_format({**base, "bold": True, "bottom": 2})
        self.text = book.add_format(base)
        self.quoted = book.add_format({**base, "quote_prefix": True})
        self.count = book.add_format({**base, "num_format": "#,##0.######"})
        self.whole = book.add_format({**base, "num_format": "#,##0"})
        self.pounds = book.add_format({**base, "num_format": "£#,##0.00"})
        self.share = book.add_format({**base, "num_format": "0.######%"})


class _Names:
    """Gives each sheet a name that a workbook allows and that no other sheet has."""

    def __init__(self) -> None:
        self._taken = {"history"}  # Excel keeps this one for itself

    def free(self, wanted: str) -> str:
        """Return the wanted name, or the nearest to it that is free."""
        base = _line(_NOT_IN_NAMES.sub(" ", wanted))[:_NAME_AT_MOST].strip() or "Table"
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = base[: _NAME_AT_MOST - len(ending)].strip() + ending
        self._taken.add(name.casefold())
        return name


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[Table, str]]:
    """Yield each table with the heading that it stands under."""
    over = ""
    for block in blocks:
        if isinstance(block, Heading):
            over = plain(block.text)
        elif isinstance(block, Table):
            yield block, over
        elif isinstance(block, Figure) and block.table is not None:
            yield block.table, over


# --- sheets --------------------------------------------------------------------------------------


def _about(sheet: Any, document: Document, looks: _Looks) -> None:
    marking = document.marking
    _text(sheet, (0, 0), plain(document.title), looks.title)
    _text(sheet, (1, 0), marking.protection, looks.bold)
    _text(sheet, (1, 1), marking.handling, looks.text)
    _text(sheet, (2, 0), "Copy", looks.bold)
    _text(sheet, (2, 1), plain(copy_line(marking)), looks.text)
    place = 4
    for block in document.blocks:
        for name, said in _notes(block):
            _text(sheet, (place, 0), name, looks.bold)
            _said(sheet, (place, 1), said, looks)
            place += 1
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    _marked(sheet, document)


def _notes(block: Block) -> Iterator[tuple[str, str]]:
    """Yield what a block says that is no table, each with its name if it has one."""
    match block:
        case Heading(_, text, _):
            yield plain(text), ""
        case Para(text, _):
            yield "", plain(text)
        case ListBlock(items, _):
            yield from (("", plain(item)) for item in items)
        case KeyValues(pairs):
            yield from ((name, plain(value)) for name, value in pairs)
        case Notice(title, text, _):
            yield title, plain(text)
        case Figure(alt, _, _, _):
            yield "Picture", alt
        case _:
            return


def _table(sheet: Any, table: Table, document: Document, looks: _Looks) -> None:
    marking = document.marking
    _text(sheet, (0, 0), f"{marking.protection}. {marking.handling}", looks.title)
    _text(sheet, (1, 0), table.caption, None)
    for column, name in enumerate(table.header):
        _text(sheet, (_TABLE_FROM, column), name, looks.head)
    for place, cells in enumerate(table.rows, start=_TABLE_FROM + 1):
        for column, cell in enumerate(cells):
            said = plain(cell)
            if column not in table.figures or not _figure(sheet, (place, column), said, looks):
                _said(sheet, (place, column), said, looks)
    for column in range(len(table.header)):
        words = [table.header[column], *(plain(cells[column]) for cells in table.rows)]
        sheet.set_column(column, column, min(60, max(map(len, words)) + 3))
    sheet.freeze_panes(_TABLE_FROM + 1, 1)
    sheet.repeat_rows(_TABLE_FROM)
    _marked(sheet, document)


def _marked(sheet: Any, document: Document) -> None:
    """Put the marking on every printed page; Excel takes no more than 255 letters there."""
    said = _line(f"{document.marking.protection} {document.marking.handling}").replace("&", "&&")
    sheet.set_header(f"&L{said[:240]}")
    sheet.set_footer("&RPage &P of &N")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


# --- cells ---------------------------------------------------------------------------------------


def _figure(sheet: Any, at: tuple[int, int], said: str, looks: _Looks) -> bool:
    """Write a figure as a number; False where it is none."""
    found = _NUMBER.fullmatch(said.strip())
    if found is None or (found["pound"] and found["share"]):
        return False
    value = float(found["number"].replace(",", ""))
    if found["share"]:
        sheet.write_number(*at, value / 100, looks.share)
    elif found["pound"]:
        sheet.write_number(*at, value, looks.pounds)
    else:
        sheet.write_number(*at, value, looks.whole if value.is_integer() else looks.count)
    return True


def _said(sheet: Any, at: tuple[int, int], said: str, looks: _Looks) -> None:
    """Write words from a record; those that look like a formula stay words when they are edited."""
    risky = said.lstrip().startswith(_STARTS_A_FORMULA)
    _text(sheet, at, said, looks.quoted if risky else looks.text)


def _text(sheet: Any, at: tuple[int, int], said: str, look: Any) -> None:
    kept = clean_text(said)[0]
    if len(kept) > _CELL_AT_MOST:
        kept = kept[: _CELL_AT_MOST - len(_CUT)] + _CUT
    sheet.write_string(*at, kept, look)


def _line(text: str) -> str:
    return clean_line(text)[0]
