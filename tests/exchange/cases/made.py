"""Spreadsheets made by hand: XLSX by a writer, ODS and damaged archives from their bare parts."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from pbi_desktop.domain.intake import Intake
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.workbooks import read_workbook

TODAY = date(2026, 11, 21)
Grid = Sequence[Sequence[object]]

PEOPLE: Grid = (
    ("person", "first name", "surname", "dob"),
    ("P1", "Wren", "Alder", "31/12/1990"),
    ("P2", "Moss", "Brook", "Dec 1985"),
)
CASES: Grid = (
    ("case", "person", "opened", "phase", "closed", "closure reason"),
    ("C1", "P1", "01/02/2024", "closed", "01/08/2024", "outcomes met"),
    ("C2", "P2", "01/03/2025", "planned", "", ""),
)
STAGES: Grid = (
    ("case", "domain", "stage", "rated on"),
    ("C1", "overall", "1", "02/02/2024"),
    ("C1", "overall", "Adapted", "01/08/2024"),
)
GAINS: Grid = (
    ("case", "category", "status", "amount", "frequency"),
    ("C1", "benefit", "confirmed", "£81.90", "pw"),
)
WHOLE: Mapping[str, Grid] = {"people": PEOPLE, "cases": CASES, "stages": STAGES, "gains": GAINS}

_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def csv(grid: Grid, separator: str = ",") -> bytes:
    """Return a grid as CSV, each cell in quotation marks."""
    lines = (
        separator.join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in grid
    )
    return "\r\n".join(lines).encode()


def xlsx(sheets: Mapping[str, Grid]) -> bytes:
    """Return sheets as an XLSX workbook; days become real dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(grid):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


def ods(sheets: Mapping[str, Grid], more: str = "", before: str = "") -> bytes:
    """Return sheets of text as an ODS document; `more` stands after the last sheet's rows."""
    tables = []
    for name, grid in sheets.items():
        rows = "".join(
            "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
            for row in grid
        )
        tables.append(f"<table:table table:name={quoteattr(name)}>{rows}{more}</table:table>")
    return ods_of(before + "<office:body><office:spreadsheet>" + "".join(tables)
                  + "</office:spreadsheet></office:body>")  # fmt: skip


def ods_of(content: str) -> bytes:
    """Return an ODS document around the given content."""
    whole = f"<office:document-content {_NAMESPACES}>{content}</office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": whole})  # fmt: skip


def _ods_cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in parts.items():
            packed.writestr(path, content)
    return out.getvalue()


def with_part(data: bytes, path: str, content: bytes) -> bytes:
    """Return an archive with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return archive({**parts, path: content})


def part(data: bytes, path: str) -> bytes:
    """Return one part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(path)


def intake(**sheets: Grid) -> Intake:
    """Return what sheets give, each of them a CSV file of its name."""
    read = [
        sheet for name, grid in sheets.items() for sheet in read_workbook(csv(grid), f"{name}.csv")
    ]
    return read_cases(read, today=TODAY)


def reasons(found: Intake) -> dict[int, str]:
    """Return why each row was refused, by its number."""
    return {row.row_number: row.reason for row in found.refused}
