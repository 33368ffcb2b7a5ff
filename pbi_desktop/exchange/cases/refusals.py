"""The rows that were refused, as a file to put right and try again."""

from pbi_desktop.domain.intake import Intake
from pbi_desktop.exchange.csv_out import csv_bytes

_FIRST = ("Where", "Row", "Reason")


def refused_csv(intake: Intake) -> str:
    """Return the refused rows as CSV text: where, which row, why, and the row as it stood."""
    widest = max((len(row.raw) for row in intake.refused), default=0)
    columns = (*_FIRST, *(f"Cell {number}" for number in range(1, widest + 1)))
    return csv_bytes(
        columns,
        (
            (row.file, row.row_number, row.reason, *(_cell(*pair) for pair in row.raw))
            for row in intake.refused
        ),
    ).decode()


def _cell(column: str, text: str) -> str:
    """Return a cell with the name of its column, for sheets of different columns stand together."""
    return f"{column}: {text}" if column and text else text
