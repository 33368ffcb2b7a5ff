"""The import door for a new store: rows by the thousand, checked by kind and column, chained.

Only an empty store is filled this way, before anybody works in it. One transaction; indexes
come last; the audit chain gets one entry for each chunk, with the hash of its rows.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import sqlite

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.store.audit import FIRST_HASH, Entry
from pbi_desktop.store.columns import Convert, converters
from pbi_desktop.store.encrypted_file import RawConnection, driver_failures_named, open_raw
from pbi_desktop.store.file_store import CHAIN, insert_entry

CHUNK = 10_000
Progress = Callable[[str, int], None]


def no_progress(kind: str, rows: int) -> None:
    """Tell nobody."""


def fill_file(  # noqa: PLR0913 - a file, its key, what goes in, when, and who hears of it
    path: Path,
    key: bytes | bytearray,
    batches: Iterable[Batch],
    now: datetime,
    progress: Progress = no_progress,
    *,
    wipe_memory: bool = True,
) -> int:
    """Fill an empty store; returns the number of rows. All of them are kept, or none."""
    raw = open_raw(path, key, wipe_memory=wipe_memory)
    try:
        with driver_failures_named(path, key):
            raw.execute("BEGIN IMMEDIATE")
            try:
                _refuse_used(raw)
                rows = _Filling(raw, now, progress).fill(batches)
                raw.execute("COMMIT")
            except BaseException:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise
            raw.execute("PRAGMA optimize")
            raw.execute("ANALYZE")
        return rows
    finally:
        raw.close()


class _Filling:
    def __init__(self, raw: RawConnection, now: datetime, progress: Progress) -> None:
        self._raw = raw
        self._now = now
        self._progress = progress
        self._run = new_id()
        self._previous, self._seq = FIRST_HASH, 0
        self._worker = UUID(int=0)

    def fill(self, batches: Iterable[Batch]) -> int:
        indexes = _take_indexes(self._raw)
        rows = 0
        for batch in batches:
            convert = converters(batch.kind, batch.columns, sqlite.dialect())
            marks = ", ".join("?" * len(batch.columns))
            sql = f"INSERT INTO {batch.kind} ({', '.join(batch.columns)}) VALUES ({marks})"  # noqa: S608
            for chunk in _chunks(batch.rows, convert):
                self._raw.executemany(sql, chunk)
                self._chain(batch.kind, chunk)
                rows += len(chunk)
                self._progress(batch.kind, rows)
        for statement in indexes:
            self._raw.execute(statement)
        return rows

    def _chain(self, kind: str, chunk: list[tuple[Any, ...]]) -> None:
        whole = hashlib.sha256(repr(chunk).encode()).hexdigest()
        self._seq += 1
        actor = Actor(self._worker, "")  # type: ignore[arg-type]
        entry = Entry(
            CHAIN,
            self._seq,
            self._now,
            actor.worker,
            f"fill {kind}",
            actor.purpose,
            self._run,
            whole,
            self._previous,
        )
        insert_entry(self._raw, entry)
        self._previous = entry.hash


def _refuse_used(raw: RawConnection) -> None:
    used = raw.execute("SELECT count(*) FROM workers").fetchone()[0]
    if used:
        raise NotPermitted("fill a store in which people work")


def _take_indexes(raw: RawConnection) -> list[str]:
    rows = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _sql in rows:
        raw.execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in rows]


def _chunks(rows: Iterable[tuple[Any, ...]], convert: list[Convert]) -> Iterator[list[Any]]:
    plain = iter(rows)
    changes = [(place, change) for place, change in enumerate(convert) if change is not None]
    while chunk := list(islice(plain, CHUNK)):
        yield [_converted(row, changes) for row in chunk]


def _converted(row: tuple[Any, ...], changes: list[tuple[int, Any]]) -> tuple[Any, ...]:
    cells = list(row)
    for place, change in changes:
        cells[place] = change(cells[place])
    return tuple(cells)
