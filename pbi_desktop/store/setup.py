"""Making a store and bringing an old one up to date: the one place that changes a schema."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.store import schema
from pbi_desktop.store.durable import beside
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    backup_to,
    driver_failures_named,
    open_raw,
)
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.version import HEAD, version_of


def make_file(
    path: Path, key: bytes | bytearray, store_id: UUID, *, wipe_memory: bool = False
) -> None:
    """Make an empty store of the newest schema; refuses a file that is there.

    What fails half-way leaves no file.
    """
    raw = open_raw(path, key, create=True, wipe_memory=wipe_memory)
    try:
        with driver_failures_named(path, key):
            _upgrade(raw, store_id)
    except BaseException:
        raw.close()
        for ending in ("", "-wal", "-shm"):
            beside(path, ending).unlink(missing_ok=True)
        raise
    raw.close()


def upgrade_file(path: Path, key: bytes | bytearray) -> str:
    """Bring a store up to date, whole or not at all; returns the version it is of now.

    A copy of it as it was is kept beside it.

    Raises NewerStore when a later program has used it.
    """
    raw = open_raw(path, key)
    try:
        with driver_failures_named(path, key):
            found = version_of(raw)
            if found != HEAD:
                schema.refuse_newer(found)
                backup_to(raw, _free_name(beside(path, f".before-{HEAD}")), key)
                _upgrade(raw, None)
        return HEAD
    finally:
        raw.close()


def _free_name(copy: Path) -> Path:
    # An upgrade that the power cut short left its copy: the next one must not stumble over it.
    number = 2
    free = copy
    while free.exists() or sidecar.path_of(free).exists():
        free = beside(copy, f"-{number}")
        number += 1
    return free


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
