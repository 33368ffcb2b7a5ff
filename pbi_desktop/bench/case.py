"""The working day over 250,000 cases and 2,500,000 events in the encrypted file, in one run.

Every side of a comparison is taken in every round, in random order; the file is warm. A worker of
the demo's city opens cases of about 200 events, under the rule, through the services. What is
compared:

- *case open, first*: a case nobody opened in this process, from a store opened anew for it, its
  grants filled; what SQLAlchemy compiles is in it. *Again*: the same case once more. The floor is
  the raw driver on a connection as new: the case, the person, their home, their services and the
  newest 50 events from a copy of the events that is clustered by case and time.
- *saved note*: through the service, with its history and its line in the audit chain, committed
  to the disk; the floor is one `fdatasync` of 16 KiB in the same folder.
- *key open*: the file opened with its key and one row read; the floor is the same by passphrase
  as SQLCipher derives it.
- *My day*: of whoever has nearest to 60 open cases; the floor reads the rows that it is made of,
  by the raw driver from the tables themselves, with the cases written into each WHERE.
- *window*: from the key on a case to the case drawn, in the window; what is compared is the
  longest pass of the event loop meanwhile, over 50 ms.
- *import, first window, search ready*: as their own benches have them.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pbi_desktop.bench.case_city import Picked, kept_city, opened, picked
from pbi_desktop.bench.measured import Measured
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, WorkerId

if TYPE_CHECKING:
    from pbi_desktop.services.stores import OpenedStore


_CLUSTERED, _FSYNC = "raw clustered, first open", "one fdatasync of 16 KiB"
_NOTES_A_ROUND, _PAGE = 12, os.urandom(16 * 1024)
_NOTE = "Rang about the form. They have a day for it now, and somebody goes along with them."
_READS = (
    "SELECT * FROM cases WHERE id = ?1",
    "SELECT p.* FROM people p JOIN cases c ON c.subject_id = p.id WHERE c.id = ?1",
    "SELECT a.* FROM addresses a JOIN residences r ON r.address_id = a.id "
    "JOIN cases c ON c.subject_id = r.subject_id WHERE c.id = ?1",
    "SELECT m.* FROM memberships m JOIN cases c ON c.subject_id = m.subject_id WHERE c.id = ?1",
    "SELECT * FROM involvements WHERE case_id = ?1",
    "SELECT * FROM clustered.events WHERE case_id = ?1 ORDER BY at DESC LIMIT 50",
)

_MINE = (
    "SELECT c.*, p.* FROM case_team t JOIN cases c ON c.id = t.case_id "
    "JOIN people p ON p.id = c.subject_id WHERE t.worker_id = ? AND t.valid_to IS NULL"
)
_OF_THOSE = (
    "SELECT * FROM actions WHERE case_id IN ({mine})",
    "SELECT * FROM appointments WHERE case_id IN ({mine})",
    "SELECT * FROM stage_ratings WHERE case_id IN ({mine})",
    "SELECT case_id, max(at) FROM notes WHERE case_id IN ({mine}) GROUP BY case_id",
    "SELECT * FROM risks WHERE case_id IN ({mine})",
    "SELECT * FROM key_dates WHERE case_id IN ({mine})",
    "SELECT * FROM concerns WHERE case_id IN ({mine})",
    "SELECT * FROM referrals WHERE case_id IN ({mine})",
    "SELECT kind, worker_id, at FROM revisions WHERE case_id IN ({mine}) ORDER BY at DESC LIMIT 50",
)


def case(rounds: int, folder: Path | None = None, scale: str = "city") -> list[Measured]:
    """Return the ratios of the working day, with their targets."""
    from platformdirs import user_cache_path

    from pbi_desktop.bench.case_window import longest_stall
    from pbi_desktop.bench.importing import importing
    from pbi_desktop.bench.start_up import start_up

    kept = folder or user_cache_path("pbi-desktop", appauthor=False)
    path = kept_city(kept, scale)
    return [
        *on_the_city(path, rounds),
        *longest_stall(path, rounds),
        *key_open(rounds),
        *importing(min(rounds, 3)),
        *start_up(rounds),
    ]


def on_the_city(path: Path, rounds: int) -> list[Measured]:
    """Return what cases, notes and My day take in this store."""
    with opened(path) as (store, raw):
        whom = picked(raw)
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        clustered = _Clustered(path, Path(place) / "clustered.db", whom)
        opens = clustered.rounds(rounds)
        with opened(path) as (store, raw):
            notes = _notes(store, whom, path.parent, rounds)
            day = _my_day(store, raw, whom, rounds)
    return [*opens, notes, day]


# --- opening a case ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Clustered:
    """The same events once more, clustered by case and time, encrypted with a key of their own."""

    path: Path
    copy: Path
    whom: Picked

    def rounds(self, rounds: int) -> list[Measured]:
        """Open one long case in each round, by the raw driver and by the service."""
        key = secrets.token_bytes(32)
        dice = Random(5)  # noqa: S311 - invented
        with opened(self.path) as (_store, raw):
            self._attach(raw, key)
            self._fill(raw)
        cases = list(self.whom.heavy)
        first, again = [], []
        for at in range(rounds):
            one = cases[at % len(cases)]
            jobs: list[Callable[[], tuple[float, ...]]] = [
                lambda one=one: self._by_driver(one, key),  # type: ignore[misc]
                lambda one=one: self._by_service(one),  # type: ignore[misc]
            ]
            took = {job: job() for job in dice.sample(jobs, 2)}
            (floor,), (ours, once_more) = took[jobs[0]], took[jobs[1]]
            first.append(ours / floor)
            again.append(once_more / floor)
        return [
            ("case open, first", _CLUSTERED, tuple(first), 10.0, 6.0),
            ("case open, again", _CLUSTERED, tuple(again), 3.0, 1.5),
        ]

    def _by_driver(self, one: UUID, key: bytes) -> tuple[float, ...]:
        with opened(self.path) as (_store, raw):
            self._attach(raw, key)
            raw.execute("SELECT count(*) FROM clustered.sqlite_master").fetchone()
            began = time.perf_counter()
            for statement in _READS:
                raw.execute(statement, (one.bytes,)).fetchall()
            return (time.perf_counter() - began,)

    def _by_service(self, one: UUID) -> tuple[float, ...]:
        with opened(self.path) as (store, _raw):
            actor = _actor(store, self.whom.opener)
            store.desk.cases.opened(actor, CaseId(one))  # its line in the audit: a commit
            began = time.perf_counter()
            store.desk.cases.now(actor, CaseId(one))
            first = time.perf_counter() - began
            began = time.perf_counter()
            store.desk.cases.now(actor, CaseId(one))
            return first, time.perf_counter() - began

    def _attach(self, raw: Any, key: bytes) -> None:
        raw.execute(f"ATTACH DATABASE '{self.copy}' AS clustered KEY \"x'{key.hex()}'\"")

    def _fill(self, raw: Any) -> None:
        raw.execute(
            "CREATE TABLE clustered.events (case_id BLOB, at INTEGER, id BLOB, kind TEXT, "
            "place TEXT, body TEXT, marking TEXT, worker_id BLOB, category INTEGER, "
            "PRIMARY KEY (case_id, at, id)) WITHOUT ROWID"
        )
        raw.execute(
            "INSERT INTO clustered.events SELECT case_id, at, id, kind, place, body, marking, "
            "worker_id, category FROM notes ORDER BY case_id, at, id"
        )


# --- a note, and a day ---------------------------------------------------------------------------


def _notes(store: "OpenedStore", whom: Picked, folder: Path, rounds: int) -> Measured:
    from pbi_desktop.services.case_rows import NewNote

    actor, dice = _actor(store, whom.opener), Random(6)  # noqa: S311 - invented
    one = CaseId(whom.heavy[0])
    store.desk.cases.opened(actor, one)

    def note() -> None:
        store.desk.casework.write_note(actor, one, NewNote(_NOTE))

    note()
    ratios = []
    with _page(folder) as sync:
        for _ in range(rounds):
            jobs: list[Callable[[], None]] = [note, sync]
            took = {job: _median_of(job, _NOTES_A_ROUND) for job in dice.sample(jobs, 2)}
            ratios.append(took[note] / took[sync])
    return ("saved note with its audit line", _FSYNC, tuple(ratios), 1.5, 1.25)


@contextmanager
def _page(folder: Path) -> Iterator[Callable[[], None]]:
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        handle = file.fileno()
        sync = getattr(os, "fdatasync", os.fsync)

        def write() -> None:
            os.write(handle, _PAGE)
            sync(handle)

        yield write


def _my_day(store: "OpenedStore", raw: Any, whom: Picked, rounds: int) -> Measured:
    actor, dice = _actor(store, whom.busy), Random(7)  # noqa: S311 - invented
    day = store.desk.my_day.show(actor)
    rows = raw.execute(_MINE, (whom.busy.bytes,)).fetchall()
    ids = [row[0] for row in rows]
    marks = ", ".join("?" * len(ids))
    asked = [(statement.format(mine=marks), ids) for statement in _OF_THOSE]

    def ours() -> None:
        store.desk.my_day.show(actor)

    def floor() -> None:
        raw.execute(_MINE, (whom.busy.bytes,)).fetchall()
        for statement, values in asked:
            raw.execute(statement, values).fetchall()

    ratios = []
    for _ in range(rounds):
        took = {job: _median_of(job, 3) for job in dice.sample([ours, floor], 2)}
        ratios.append(took[ours] / took[floor])
    name = f"My day of a worker with {len(day.cases)} cases"
    return (name, "the same rows by the raw driver", tuple(ratios), 5.0, 2.5)


# --- keys ----------------------------------------------------------------------------------------


def key_open(rounds: int) -> list[Measured]:
    """Return what opening by key takes over opening by passphrase."""
    from sqlcipher3 import dbapi2

    key, words = secrets.token_bytes(32).hex(), "an invented passphrase"
    ways = {f"x'{key}'": "by key", words: "by words"}
    with tempfile.TemporaryDirectory() as folder:

        def read(way: str) -> None:
            raw = dbapi2.connect(str(Path(folder) / ways[way]))
            raw.execute(f'PRAGMA key = "{way}"')
            raw.execute("CREATE TABLE IF NOT EXISTS one (word TEXT)")
            raw.execute("SELECT count(*) FROM one").fetchone()
            raw.close()

        ratios = []
        for way in ways:
            read(way)
        for _ in range(rounds):
            took = {way: _median_of(lambda way=way: read(way), 3) for way in ways}  # type: ignore[misc]
            by_key, by_words = took.values()
            ratios.append(by_key / by_words)
    return [("key open", "passphrase open", tuple(ratios), 1 / 100, 1 / 400)]


def _median_of(job: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        took.append(time.perf_counter() - began)
    return median(took)


def _actor(store: "OpenedStore", worker: UUID) -> Actor:
    (login,) = (one.login for one in store.workers() if one.id == worker)
    return Actor(WorkerId(worker), login)
