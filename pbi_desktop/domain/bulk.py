"""Many rows of one kind at once, on their way through the import door."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

Value = UUID | str | int | float | bool | date | datetime | None
"""What a cell may be; codes are given as the text or number that the code list holds."""


@dataclass(frozen=True)
class Batch:
    """Rows for one table, in the order of `columns`; `rows` may be a generator, read once."""

    kind: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
