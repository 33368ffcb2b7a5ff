"""What this program wrote itself and reads back: taken as it stands, nothing guessed or mended.

A team's own sheets are read leniently: "none" is nothing, "1/2/24" a day, "Ann & Bob" two people.
In an export of this program the same words are somebody's name or a note, and stay what they are.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from pbi_desktop.domain.money import Pence
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.exchange.csv_out import safe_cell
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import column_key

ABOUT = "about"
MARK = "PBI Desktop export"
_QUOTE = "'"
_BORN = re.compile(r"(c\. )?(\d{4}(?:-\d{2}(?:-\d{2})?)?)", re.ASCII)
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def says_as_written(sheet: Sheet) -> bool:
    """Say whether a sheet is the one on which an export says what it is."""
    said = column_key(sheet.columns[0]) if sheet.columns else ""
    return column_key(sheet.name) == ABOUT and said == column_key(MARK)


def written_here(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Return the files that this program wrote: workbooks, or CSV files that came with `about`."""
    given = tuple(sheets)
    marked = [sheet for sheet in given if says_as_written(sheet)]
    alone = any(sheet.is_alone for sheet in marked)
    return frozenset(
        {sheet.file for sheet in marked}
        | {sheet.file for sheet in given if alone and sheet.is_alone}
    )


def kept_text(text: str) -> str:
    """Return text so that the apostrophe before a formula can be told from one of its own."""
    return _QUOTE + text if text.startswith(_QUOTE) and _starts_a_formula(text) else text


def told_text(cell: str) -> str:
    """Return the text of a cell that `kept_text` made, and a CSV file perhaps made safe."""
    return cell[1:] if cell.startswith(_QUOTE) and _starts_a_formula(cell[1:]) else cell


def _starts_a_formula(text: str) -> bool:
    bare = text.lstrip(_QUOTE)
    return safe_cell(bare) != bare


def said_born(born: PartialDate | None) -> str:
    """Return a date as far as it is known: 1990-12-31, 1990-12, 1990, c. 1990."""
    if born is None:
        return ""
    return f"c. {born.text}" if born.precision is Precision.ABOUT else born.text


def read_born(text: str) -> PartialDate | None:
    """Return the date that `said_born` wrote; None where something else stands there."""
    found = _BORN.fullmatch(text)
    if not found or not _is_day(f"{found[2]}-01-01"[: len("yyyy-mm-dd")]):
        return None
    return PartialDate(found[2], Precision.ABOUT if found[1] else _PRECISIONS[len(found[2])])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_pounds(text: str) -> Pence | None:
    """Return an amount in pounds as whole pence; None where something else stands there."""
    try:
        pence = Decimal(text) * 100
    except InvalidOperation:
        return None
    return Pence(int(pence)) if pence.is_finite() and pence == pence.to_integral_value() else None
