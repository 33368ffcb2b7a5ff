"""Stores of older schemas with something in every table, and all that is in a store as text."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.store import encrypted_file, schema, setup
from pbi_desktop.store.encrypted_file import RawConnection, open_raw

ROWS = 3


def steps() -> list[tuple[str | None, str]]:
    """Return every step of the history, oldest first: from which version, to which."""
    script = ScriptDirectory.from_config(schema.config())
    found = [
        (str(one.down_revision or "") or None, one.revision) for one in script.walk_revisions()
    ]
    return found[::-1]


def make(path: Path, key: bytes, version: str | None) -> None:
    """Make a store of this version with rows in every table; of no version: one strange table."""
    with (
        closing(open_raw(path, key, create=True, wipe_memory=False)) as raw,
        _engine(raw).connect() as connection,
    ):
        raw.execute("BEGIN")
        if version is None:
            raw.execute("CREATE TABLE kept (id BLOB PRIMARY KEY, words TEXT)")
        else:
            schema.upgrade(connection, version)
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("PRAGMA defer_foreign_keys = ON")
        for table in _tables(raw):
            _fill(raw, table)
        raw.execute("COMMIT")


def _engine(raw: RawConnection) -> Engine:
    return create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)


def upgrade_unwiped(path: Path, key: bytes) -> None:
    """Bring a store up to date as the program does, but for wiping memory: that takes a second.

    The disk sees no difference.
    """
    wiping = encrypted_file._WIPE_MEMORY
    encrypted_file._WIPE_MEMORY = "PRAGMA cipher_log_level = NONE"
    try:
        setup.upgrade_file(path, key)
    finally:
        encrypted_file._WIPE_MEMORY = wiping


def _tables(raw: RawConnection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    return [name for (name,) in raw.execute(named).fetchall()]


def _fill(raw: RawConnection, table: str) -> None:
    """Put rows into a table; row n refers to row n of every other, whatever the column."""
    columns = raw.execute(f"PRAGMA table_info({table})").fetchall()
    marks = ", ".join("?" * len(columns))
    for number in range(1, ROWS + 1):
        row = [_cell(str(kind), number) for _id, _name, kind, *_rest in columns]
        raw.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _cell(kind: str, number: int) -> Any:
    if "BLOB" in kind or "BINARY" in kind:
        return bytes([number]) * 16
    if "TEXT" in kind or "CHAR" in kind:
        return f"words {number}"
    if kind == "DATE":
        return f"2026-11-0{number}"
    return number


def all_of(raw: RawConnection) -> str:
    """Return a hash over the schema and every row of a store."""
    whole = sha256()
    for row in raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"):
        whole.update(repr(row).encode())
    for table in [*_tables(raw), *_version_table(raw)]:
        for row in sorted(map(repr, raw.execute(f"SELECT * FROM {table}"))):
            whole.update(row.encode())
    return whole.hexdigest()


def _version_table(raw: RawConnection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    return [name for (name,) in raw.execute(named)]


class Failing(Exception):
    """The program ends here."""


@contextmanager
def failing_after(operations: int) -> Iterator[list[str]]:
    """Fail after so many statements that change something, never at 0; gives what was run."""
    done: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            done.append(statement)
            if len(done) == operations:
                raise Failing

    event.listen(Engine, "after_cursor_execute", count)
    try:
        yield done
    finally:
        event.remove(Engine, "after_cursor_execute", count)
