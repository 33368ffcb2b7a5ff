"""The books of one part of the demo: rows by table, handed on parents first."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.tables import COLUMNS
from pbi_desktop.domain.bulk import Batch, Value

_FIRST_VERSION = 1


class Books:
    """Takes one row after another; every row becomes a whole record."""

    def __init__(self, dice: Dice) -> None:
        self._new_id = dice.new_id
        self._rows: dict[str, list[tuple[Value, ...]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, at: datetime, by: UUID, *values: Value) -> UUID:
        """Add a row made at this instant by this worker; return its new identifier."""
        record = self._new_id()
        self._rows[table].append((record, _FIRST_VERSION, at, by, None, *values))
        return record

    def keep(self, table: str, record: UUID, at: datetime, by: UUID, *values: Value) -> None:
        """Add a row whose identifier others know already."""
        self._rows[table].append((record, _FIRST_VERSION, at, by, None, *values))

    def batches(self) -> Iterator[Batch]:
        """Return what was taken, table by table, parents before children."""
        for table, rows in self._rows.items():
            if rows:
                yield Batch(table, COLUMNS[table], rows)
