"""A team's spreadsheet, CSV, XLSX or ODS, as sheets of text: values as last computed.

Hidden sheets are read like the others and told: people were found on hidden sheets before, and
leaving them out silently would lose them. Macros are never looked at.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange import ods, xlsx_scan
from pbi_desktop.exchange.sheets import (
    MOST_CELLS,
    MOST_ROWS,
    MOST_SHEETS,
    Sheet,
    SheetFacts,
    TextOfCells,
    sheet_of,
    too_many_cells,
    too_many_rows,
)
from pbi_desktop.exchange.tables import read_table
from pbi_desktop.exchange.workbook_guard import DAMAGED, LARGEST_WORKBOOK, LOCKED, Package

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body")
_BEGINNING = 1024
_SEPARATORS = (b",", b";", b"\t", b"\n")
_TEXT_ENDINGS = frozenset({"", ".csv", ".tsv", ".txt"})


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a spreadsheet; refuses a file that is not one, or too large."""
    _refuse_other_kinds(data, name)
    if not data.startswith(_ZIP):
        return (_of_text(data, name),)
    package = Package(data, name)
    if ods.CONTENT in package:
        sheets = ods.read_ods(package)
    elif _WORKBOOK in package:
        sheets = _of_xlsx(package, data)
    else:
        raise UnreadableInput(name, _not_a_workbook(package))
    if not any(sheet.columns for sheet in sheets):
        raise UnreadableInput(name, "It is empty.")
    return tuple(sheet for sheet in sheets if sheet.columns)


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse what is plainly another kind of file, in the words of what to do about it."""
    if len(data) > LARGEST_WORKBOOK:
        size, most = len(data) // (1024 * 1024), LARGEST_WORKBOOK // (1024 * 1024)
        raise UnreadableInput(name, f"It has {size:,} MB; at most {most} MB can be read at once.")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED_PART in data:
            raise UnreadableInput(name, LOCKED)
        raise UnreadableInput(
            name, "It is an old Office document (.xls). Open it and save it as .xlsx first."
        )
    beginning = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if beginning.startswith(_WEB_PAGE):
        raise UnreadableInput(
            name,
            "It is a web page, whatever its name says. "
            "Open it in a spreadsheet and save it as .xlsx first.",
        )
    if beginning.startswith(b"<?xml"):
        raise UnreadableInput(
            name, "It is an XML document. Open it in a spreadsheet and save it as .xlsx first."
        )


def _not_a_workbook(package: Package) -> str:
    """Return what a zip archive is that is no workbook."""
    if _BINARY_WORKBOOK in package:
        return "It is a binary workbook (.xlsb). Open it and save it as .xlsx first."
    if "word/document.xml" in package:
        return "It is a text document. Put its table into a spreadsheet first."
    return "It is a zip archive, not a workbook. Unpack it and choose the files in it."


def _of_text(data: bytes, name: str) -> Sheet:
    """Return a CSV file as a sheet named like the file without its ending."""
    path = PurePosixPath(name.replace("\\", "/"))
    if max(data.count(sign) for sign in _SEPARATORS) > MOST_CELLS:
        too_many_cells(name)
    table = read_table(data, name)
    rows = len(table.rows) + len(table.refused)
    if rows > MOST_ROWS:
        too_many_rows(name, path.stem, rows)
    noticed = list(table.noticed)
    if path.suffix.lower() not in _TEXT_ENDINGS:
        noticed.insert(0, f"It is named {path.suffix} but holds plain text; it was read as CSV.")
    return Sheet(
        name,
        path.stem or name,
        table.columns,
        table.rows,
        table.refused,
        tuple(noticed),
        is_alone=True,
    )


def _of_xlsx(package: Package, data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an XLSX workbook, once it is known that they fit."""
    facts = xlsx_scan.scan(package)
    if len(facts) > MOST_SHEETS:
        raise UnreadableInput(
            package.name, f"It has {len(facts):,} sheets; at most {MOST_SHEETS} can be read."
        )
    try:
        return tuple(_calamine_sheets(package.name, data, facts))
    except PasswordError:
        raise UnreadableInput(package.name, LOCKED) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise UnreadableInput(package.name, DAMAGED) from None


def _calamine_sheets(file: str, data: bytes, facts: dict[str, SheetFacts]) -> Iterator[Sheet]:
    """Give the sheets one by one, so that only one is laid out at a time."""
    texts = TextOfCells()
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for number, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.name not in facts:
                raise UnreadableInput(file, DAMAGED)
            sheet = workbook.get_sheet_by_index(number)
            known = replace(
                facts[about.name],
                is_hidden=about.visible != SheetVisibleEnum.Visible,
                merged=len(sheet.merged_cell_ranges or ()),
            )
            yield sheet_of(file, about.name, _numbered(sheet, texts), known)


def _numbered(sheet: CalamineSheet, texts: TextOfCells) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows of a sheet with their numbers."""
    for number, values in enumerate(sheet.iter_rows(), start=1):
        yield number, texts.row(values)
