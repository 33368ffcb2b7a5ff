"""A small store of plain tables for tests of copies, and a hand that writes into it."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pbi_desktop.domain.times import to_micros
from pbi_desktop.store.backup import Made, Making, make
from pbi_desktop.store.backup_rebuild import Manner, Told, silent
from pbi_desktop.store.encrypted_file import RawConnection, open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.open_slot import InTheClear

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_SCHEMA = """
CREATE TABLE alembic_version (version_num TEXT);
INSERT INTO alembic_version VALUES ('0007');
CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE audit_entries (chain TEXT, seq INTEGER, hash TEXT, at INTEGER,
  PRIMARY KEY (chain, seq));
"""


@dataclass
class SmallStore:
    """A demo of a few tables; its clock stands still until it is moved."""

    path: Path
    key: Key
    now: datetime = NOW

    @classmethod
    def made(cls, path: Path, notes: int = 300) -> "SmallStore":
        """Make one with so many notes."""
        path.parent.mkdir(exist_ok=True)
        store = cls(path, envelope.create(path, [(InTheClear(), None)], NOW).key)
        raw = open_raw(path, store.key.raw, create=True, wipe_memory=False)
        with closing(raw):
            raw.executescript(_SCHEMA)
            for _ in range(3):
                store.write(raw, notes // 3)
        return store

    def clock(self) -> datetime:
        """Return when it is."""
        return self.now

    def open(self) -> RawConnection:
        """Return a connection of one's own."""
        return open_raw(self.path, self.key.raw, wipe_memory=False)

    def write(self, raw: RawConnection, notes: int = 1) -> None:
        """Keep notes and their audit entry in one transaction."""
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany("INSERT INTO notes (words) VALUES (?)", [("w" * 90,)] * notes)
        (rows,) = raw.execute("SELECT count(*) FROM notes").fetchone()
        (seq,) = raw.execute("SELECT coalesce(max(seq), 0) + 1 FROM audit_entries").fetchone()
        entry = ("store", seq, f"{rows} notes", to_micros(self.now) + seq)
        raw.execute("INSERT INTO audit_entries VALUES (?, ?, ?, ?)", entry)
        raw.execute("COMMIT")

    def copy(self, folder: Path, told: Told = silent) -> Made:
        """Make a copy as the program does."""
        by = Making(self.key, self.clock, Manner(told, wipe_memory=False))
        with closing(self.open()) as raw:
            return make(raw, folder, by)

    def a_day_later(self) -> None:
        """Move the clock."""
        self.now += timedelta(days=1)
