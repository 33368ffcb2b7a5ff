"""The encrypted file: opened in one exact order of settings, or not at all.

SQLCipher under a raw 32-byte key. Nothing here knows tables, policies or SQLAlchemy.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlcipher3 import dbapi2

from pbi_desktop.domain.errors import DamagedStore, NotAStore, PbiError, StoreBusy, WrongKey
from pbi_desktop.domain.key_errors import StoreExists, UnsafeLibrary
from pbi_desktop.store.durable import (
    beside,
    disk_failures_named,
    private_folder,
    sync_file,
    sync_folder,
    write_whole,
)
from pbi_desktop.store.file_failures import translated
from pbi_desktop.store.placement import refuse_unsafe_place
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import KEY_BYTES

__all__ = [
    "Executes",
    "Finding",
    "RawConnection",
    "backup_to",
    "checkpoint",
    "driver_failures_named",
    "open_raw",
    "translated",
    "verify_pages",
    "where",
]

if TYPE_CHECKING:
    # The driver brings no types; its connection is the standard library's, plus the key.
    from sqlite3 import Connection as RawConnection
else:
    RawConnection = dbapi2.Connection


class Executes(Protocol):
    """What runs statements: a connection, or what stands before one."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement; returns its cursor."""

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for each of these rows."""


# 3.7.0 to 3.51.2 can lose committed work when the log is reset: https://sqlite.org/wal.html
SAFE_SQLITE = (3, 51, 3)
CACHE_KIB = 64 * 1024
# Prepared, so that a screen that is shown again prepares nothing. The driver never drops what it
# met first: once it keeps so many, each new one takes the place of the one before.
KEPT_STATEMENTS = 2048
JOURNAL_LIMIT = 64 * 1024 * 1024
BUSY_MS = 5000
_PLAIN_HEADER = b"SQLite format 3\x00"
_HEX = tuple(f"{number:02x}".encode() for number in range(256))

# The order matters; the reasons are in docs/decisions/0010-keys.md.
_WIPE_MEMORY = "PRAGMA cipher_memory_security = ON"
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    *(
        ("PRAGMA fullfsync = 1", "PRAGMA checkpoint_fullfsync = 1")
        if sys.platform == "darwin"
        else ()
    ),
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA journal_size_limit = {JOURNAL_LIMIT}",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA temp_store = MEMORY",  # temporary tables hold grants: never on the disk
)


def open_raw(
    path: Path,
    key: bytes | bytearray,
    *,
    create: bool = False,
    wipe_memory: bool = False,
    sqlite: tuple[int, ...] = dbapi2.sqlite_version_info,
) -> RawConnection:
    """Return a connection to the encrypted file, every setting made and checked.

    `create` makes a new file and refuses one that is there; without it nothing is ever made.
    `wipe_memory` lets SQLCipher overwrite what it frees, six times as slow at work, and finds no
    less in memory afterwards: the lock forgets by starting anew. Once on, it stays on for the whole
    process.
    """
    if len(key) != KEY_BYTES:
        raise WrongKey
    _refuse_unsafe_sqlite(sqlite)
    refuse_unsafe_place(path.parent)
    _prepare_file(path, create=create)
    try:
        return _connect(path, key, (_WIPE_MEMORY, *_SETTINGS) if wipe_memory else _SETTINGS)
    except PbiError:
        if create:
            _remove(path)
        raise


@contextmanager
def driver_failures_named(path: Path, key: bytes | bytearray | None = None) -> Iterator[None]:
    """Turn the driver's errors inside the block into expected failures of this store."""
    try:
        yield
    except dbapi2.Error as error:
        raise translated(error, path, key) from error


def checkpoint(connection: RawConnection) -> bool:
    """Move the log into the main file and empty it; False if a reader still needs the log."""
    try:
        busy, _log, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except dbapi2.Error as error:
        raise translated(error, where(connection)) from error
    return not busy


@dataclass(frozen=True)
class Finding:
    """Something wrong in the file, and which check found it; it quotes no record."""

    check: str
    detail: str


_CHECKS = {
    "cipher_integrity_check": lambda row: str(row[0]),
    "integrity_check": lambda row: "" if row[0] == "ok" else str(row[0]),
    "foreign_key_check": lambda row: f"{row[0]} row {row[1]} has no {row[2]}",
}


def verify_pages(connection: RawConnection) -> list[Finding]:
    """Return what is wrong with the pages; empty means that all of them are as written."""
    if not checkpoint(connection):
        raise StoreBusy(str(where(connection)))  # the cipher's check reads only the main file
    return [finding for check in _CHECKS for finding in _findings(connection, check)]


def _findings(connection: RawConnection, check: str) -> list[Finding]:
    try:
        details = map(_CHECKS[check], connection.execute(f"PRAGMA {check}").fetchall())
        return [Finding(check, detail) for detail in details if detail]
    except dbapi2.Error as error:
        failure = translated(error, where(connection))
        if isinstance(failure, DamagedStore):
            return [Finding(check, failure.detail)]
        raise failure from error


def backup_to(connection: RawConnection, path: Path, key: bytes | bytearray) -> None:
    """Copy the store and its key file; the copy has its name only once it was opened and checked.

    `key` is the store's own: SQLCipher copies pages, it does not encrypt them anew.
    """
    draft, keys = beside(path, ".part"), sidecar.path_of(where(connection))
    for taken in (path, sidecar.path_of(path)):
        if taken.exists():
            raise StoreExists(str(taken))
    _remove(draft)
    try:
        _copy_pages(connection, draft, key)
        _refuse_damaged_copy(draft, key)
        with disk_failures_named():
            if keys.is_file():
                write_whole(sidecar.path_of(path), keys.read_bytes())
            draft.replace(path)
    except BaseException:
        _remove(draft)
        sidecar.path_of(path).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _copy_pages(connection: RawConnection, draft: Path, key: bytes | bytearray) -> None:
    with closing(open_raw(draft, key, create=True)) as copy, driver_failures_named(draft):
        connection.backup(copy)
        checkpoint(copy)
    sync_file(draft)


def _refuse_damaged_copy(draft: Path, key: bytes | bytearray) -> None:
    with closing(open_raw(draft, key)) as copy:
        findings = verify_pages(copy)
    if findings:
        raise DamagedStore(findings[0].detail)


def where(connection: RawConnection) -> Path:
    """Return the path of the file that a connection has open."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _refuse_unsafe_sqlite(found: tuple[int, ...]) -> None:
    if found < SAFE_SQLITE:
        text, least = (".".join(map(str, version)) for version in (found, SAFE_SQLITE))
        raise UnsafeLibrary(f"SQLite {text}", found=text, needed=least)


def _prepare_file(path: Path, *, create: bool) -> None:
    if create:
        private_folder(path.parent)
        _make_empty(path)
        return
    with disk_failures_named():
        if not path.is_file() or not path.stat().st_size:
            raise NotAStore(str(path))
        refuse_plain(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _make_empty(path: Path) -> None:
    with disk_failures_named():
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as error:
            raise StoreExists(str(path)) from error


def refuse_plain(path: Path) -> None:
    """Refuse a file that anybody could read with a plain SQLite."""
    with disk_failures_named(), path.open("rb") as file:
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise NotAStore(str(path))


def _connect(path: Path, key: bytes | bytearray, settings: Iterable[str]) -> RawConnection:
    with driver_failures_named(path, key):
        connection: RawConnection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MS / 1000,
            cached_statements=KEPT_STATEMENTS,
        )
        try:
            _unlock(connection, key)
            for setting in settings:
                connection.execute(setting).fetchall()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            refuse_plain(path)
        except BaseException:
            connection.close()
            raise
    return connection


def _unlock(connection: RawConnection, key: bytes | bytearray) -> None:
    connection.enable_load_extension(False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    _give_key(connection, key)
    _assert_cipher(connection)


def _give_key(connection: RawConnection, key: bytes | bytearray) -> None:
    """Hand over the raw key as x'…'; as bytes, not SQL, so that no text of it is kept."""
    spelt = bytearray(b"x'")
    for number in key:
        spelt += _HEX[number]
    spelt += b"'"
    cast(Any, connection).set_key(spelt)
    spelt[:] = bytes(len(spelt))


def _assert_cipher(connection: RawConnection) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    status = connection.execute("PRAGMA cipher_status").fetchone()
    if not version or not version[0] or not status or str(status[0]) != "1":
        raise UnsafeLibrary("SQLite without a cipher", found="no cipher", needed="SQLCipher")


def _remove(path: Path) -> None:
    with disk_failures_named():
        for ending in ("", "-wal", "-shm", "-journal"):
            beside(path, ending).unlink(missing_ok=True)
