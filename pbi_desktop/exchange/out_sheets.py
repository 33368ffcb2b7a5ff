"""Sheets on their way out, whatever file they go into: CSV, XLSX or ODS."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pbi_desktop.exchange.csv_out import csv_bytes

OutCell = str | int | Decimal | date | None

FIRST_DAY = date(1900, 3, 1)
"""The first day that every spreadsheet counts alike; earlier ones are written as text."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class OutSheet:
    """A name, its columns and its rows: text, whole numbers, amounts in pounds, days."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[OutCell, ...], ...] = ()


def csv_files(sheets: tuple[OutSheet, ...]) -> dict[str, bytes]:
    """Return each sheet as a CSV file, by its name."""
    return {f"{sheet.name}.csv": csv_bytes(sheet.columns, sheet.rows) for sheet in sheets}


def xml_text(text: str) -> str:
    """Return text that an XML document can hold: line ends as newlines, no control characters."""
    return _NOT_IN_XML.sub(_UNREADABLE, text.replace("\r\n", "\n").replace("\r", "\n"))


def typed(cell: OutCell) -> OutCell:
    """Return a cell as a workbook keeps it: days that spreadsheets count apart become text."""
    return cell.isoformat() if isinstance(cell, date) and cell < FIRST_DAY else cell
