"""CSV for spreadsheets: no cell can become a formula, accents arrive whole."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None

_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for the local encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_QUOTE = "'"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file; text that could start a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in columns])
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return (_MARK + out.getvalue()).encode()


def safe_cell(text: str) -> str:
    """Return text for a cell so that no spreadsheet takes it for a formula."""
    beginning = text.lstrip(" \u00a0\ufeff")
    return _QUOTE + text if beginning.startswith(_FORMULA) else text


def _written(cell: Cell) -> str:
    """Return a cell as text; whole numbers and dates are safe as they are."""
    if cell is None:
        return ""
    return safe_cell(cell) if isinstance(cell, str) else str(cell)
