"""Writing the first records of a store that was just made, above the rule: nobody works there."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.store.encrypted_file import open_raw


def fill_new(path: Path, key: bytes | bytearray, fill: Callable[[Connection], None]) -> None:
    """Let `fill` write into a file in one transaction: all of it is kept, or nothing."""
    raw = open_raw(path, key)
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            fill(connection)
            connection.commit()
    finally:
        engine.dispose()
