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

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.store.audit import CHAIN, FIRST_HASH, Entry
from pbi_desktop.store.audit_file import insert_entry
from pbi_desktop.store.columns import Column, column_converters
from pbi_desktop.store.durable import sync_file
from pbi_desktop.store.encrypted_file import RawConnection, driver_failures_named, open_raw

CHUNK = 10_000
# Nobody works in the store yet, and one that fails is thrown away: no log, no waiting for the
# disk until all is in; random keys want the index pages in memory.
_WHILE_FILLING = (
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -800000",
)
# With samples of values SQLite plans anew whenever a value is bound; averages serve as well here.
_NO_SAMPLES = "DROP TABLE IF EXISTS sqlite_stat4"
_AFTERWARDS = ("PRAGMA synchronous = FULL", "PRAGMA journal_mode = WAL")
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
    wipe_memory: bool = False,
) -> int:
    """Fill an empty store; returns the number of rows. All of them are kept, or none."""
    raw = open_raw(path, key, wipe_memory=wipe_memory)
    try:
        with driver_failures_named(path, key):
            for setting in _WHILE_FILLING:
                raw.execute(setting)
            raw.execute("BEGIN IMMEDIATE")
            try:
                _refuse_used(raw)
                rows = _Filling(raw, now, progress).fill(batches)
                raw.execute("COMMIT")
            except BaseException:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise
            raw.execute("ANALYZE")
            raw.execute(_NO_SAMPLES)
            for setting in _AFTERWARDS:
                raw.execute(setting)
        sync_file(path)
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
            convert = column_converters(batch.kind, batch.columns)
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


def _chunks(rows: Iterable[tuple[Any, ...]], convert: dict[int, Column]) -> Iterator[list[Any]]:
    plain = iter(rows)
    while chunk := list(islice(plain, CHUNK)):
        columns: list[Any] = list(zip(*chunk, strict=True))
        for place, change in convert.items():
            columns[place] = change(columns[place])
        yield list(zip(*columns, strict=True))
