"""Records that tell by themselves whether each change of them was kept whole.

A change touches several notes and one entry about them, in one transaction. The state of all of
it has a short name (a hash), told before the change is committed and again after.
"""

import hashlib
from contextlib import closing
from pathlib import Path
from random import Random

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    checkpoint,
    driver_failures_named,
    open_raw,
    verify_pages,
)

_SCHEMA = (
    "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    "CREATE INDEX by_words ON note (words)",
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, about TEXT NOT NULL)",
)
SMALL_CACHE = "PRAGMA cache_size = 12"  # pages: a large change goes to the log before its end


def make(path: Path, key: bytes) -> None:
    """Make a store with empty tables."""
    with closing(open_raw(path, key, create=True, wipe_memory=False)) as raw:
        for statement in _SCHEMA:
            raw.execute(statement)


def fill(path: Path, key: bytes, notes: int) -> None:
    """Put notes into a store, and close it."""
    with closing(open_raw(path, key, wipe_memory=False)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        words = ((f"{number} {'w' * 1500}",) for number in range(notes))
        raw.executemany("INSERT INTO note (words) VALUES (?)", words)
        raw.execute("COMMIT")


def state_of(raw: RawConnection) -> str:
    """Return the name of the state that all records are in."""
    whole = hashlib.sha256()
    for table in ("note", "entry"):
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY 1"):
            whole.update(repr(row).encode())
    return whole.hexdigest()[:24]


def change_something(raw: RawConnection, chance: Random, large: bool = False) -> None:
    """Make one change inside the caller's transaction: some notes, and the entry about them."""
    (newest,) = raw.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()
    about = []
    for _ in range(40 if large else chance.randint(1, 4)):
        kind, one = chance.choice("iiud"), chance.randint(1, newest + 1)
        words = chance.randbytes(chance.choice((10, 200, 2500))).hex()
        if kind == "i":
            raw.execute("INSERT INTO note (words) VALUES (?)", (words,))
        elif kind == "u":
            raw.execute("UPDATE note SET words = ? WHERE id >= ? AND id < ?", (words, one, one + 3))
        else:
            raw.execute("DELETE FROM note WHERE id >= ? AND id < ?", (one, one + 3))
        about.append(f"{kind} {one}")
    raw.execute("INSERT INTO entry (about) VALUES (?)", (", ".join(about),))


def disturb(raw: RawConnection, path: Path, chance: Random) -> None:
    """Do one of the things that happen between two changes: mostly nothing."""
    match chance.randrange(16):
        case 0:
            checkpoint(raw)
        case 1 | 2:  # as SQLite does by itself once the log is long
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        case 3:
            raw.execute("BEGIN IMMEDIATE")
            change_something(raw, chance)
            raw.execute("ROLLBACK")
        case 4:
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM note").fetchone()
            raw.execute("COMMIT")


def found(path: Path, key: bytes) -> str:
    """Return the state a store is in after it was opened and every page checked.

    Where it does not open, or a check complains: what was said, beginning with "damaged".
    """
    try:
        with closing(open_raw(path, key, wipe_memory=False)) as raw, driver_failures_named(path):
            raw.execute("PRAGMA synchronous = OFF").fetchall()  # for the speed of the test alone
            read_first = state_of(raw)
            findings = verify_pages(raw)
            if findings:
                return f"damaged: {findings[0]}"
            after = state_of(raw)
            return after if after == read_first else f"damaged: {read_first} became {after}"
    except PbiError as error:
        return f"damaged: {error!r}"


def opens(path: Path, key: bytes | bytearray) -> bool:
    """Return whether a store opens, has tables, and no check complains."""
    with closing(open_raw(path, key, wipe_memory=False)) as raw:
        (tables,) = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return tables > 0 and not verify_pages(raw)
