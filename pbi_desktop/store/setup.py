"""Making a store and bringing an old one up to date: the one place that changes a schema."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.domain.errors import NewerStore
from pbi_desktop.store import schema
from pbi_desktop.store.encrypted_file import RawConnection, driver_failures_named, open_raw


def make_file(path: Path, key: bytes | bytearray, store_id: UUID) -> None:
    """Make an empty store of the newest schema; refuses a file that is there."""
    raw = open_raw(path, key, create=True)
    try:
        with driver_failures_named(path, key):
            _upgrade(raw, store_id)
    finally:
        raw.close()


def upgrade_file(path: Path, key: bytes | bytearray) -> str:
    """Bring a store up to date, whole or not at all; returns the version it is of now.

    Raises NewerStore when a later program has used it.
    """
    raw = open_raw(path, key)
    try:
        with driver_failures_named(path, key):
            if version_of(raw) != schema.HEAD:
                _upgrade(raw, None)
        return schema.HEAD
    finally:
        raw.close()


def version_of(raw: RawConnection) -> str | None:
    """Return the schema version of an open file; needs neither Alembic nor SQLAlchemy."""
    there = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if there is None:
        return None
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


def _upgrade(raw: RawConnection, store_id: UUID | None) -> None:
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        # One transaction of ours around every step: a failed batch would half-apply otherwise.
        raw.execute("BEGIN IMMEDIATE")
        try:
            schema.upgrade(connection)
            if store_id is not None:
                stamp(connection, store_id)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise


def stamp(connection: Connection, store_id: UUID) -> None:
    """Write the identity of a new store into it."""
    connection.execute(
        text("INSERT INTO store_meta (name, value) VALUES (:first, :store), (:second, '1')"),
        {"first": "store_id", "store": str(store_id), "second": "policy_epoch"},
    )


def refuse_newer(found: str | None) -> None:
    """Refuse a store that is not of this program's schema; an older one is upgraded first."""
    if found is not None and found > schema.HEAD:
        raise NewerStore(found)
