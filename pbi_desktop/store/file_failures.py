"""What the driver of the encrypted file reports, as expected failures.

SQLCipher says "file is not a database" for a wrong key, for damage and for a strange file alike:
the key-check value beside the store tells them apart.
"""

from pathlib import Path

from sqlcipher3 import dbapi2

from pbi_desktop.domain.errors import (
    DamagedStore,
    DiskFull,
    NotAStore,
    PbiError,
    StoreBusy,
    StoreUnavailable,
    WrongKey,
)
from pbi_desktop.domain.key_errors import KeysMissing
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import Key

_PAGE = 4096
_BUSY = frozenset({dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED})
_FULL = frozenset({dbapi2.SQLITE_FULL})
_DAMAGED = frozenset({dbapi2.SQLITE_CORRUPT})
_STRANGE = frozenset({dbapi2.SQLITE_NOTADB})


def translated(
    error: dbapi2.Error, path: Path | None = None, key: bytes | bytearray | None = None
) -> PbiError:
    """Return the expected failure behind a driver error, on the store at `path` if it is known."""
    code = primary_code(error)
    if code in _BUSY:
        return StoreBusy(str(path or ""))
    if code in _FULL:
        return DiskFull()
    if code in _DAMAGED:
        return DamagedStore(str(error))
    if code in _STRANGE:
        return _unreadable(path, key)
    return StoreUnavailable(getattr(error, "sqlite_errorname", None) or type(error).__name__)


def primary_code(error: dbapi2.Error) -> int:
    """Return SQLite's primary result code, 0 where the driver itself complained."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _unreadable(path: Path | None, key: bytes | bytearray | None) -> PbiError:
    damaged = DamagedStore("a page does not carry its seal")
    if path is None or key is None:
        return damaged  # the file was open: its key was right
    try:
        content = sidecar.read(path)
    except KeysMissing:
        return WrongKey() if _has_whole_pages(path) else NotAStore(str(path))
    with Key(bytearray(key)) as given:
        return damaged if content.fits(given) else WrongKey()


def _has_whole_pages(path: Path) -> bool:
    return path.is_file() and path.stat().st_size % _PAGE == 0
