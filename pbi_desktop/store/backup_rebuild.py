"""From the file of a copy to a store again, every byte of it checked on the way.

The copy is read once, as bytes: its medium may be write-protected, and what was hashed is what is
opened. Every page is then decrypted, checked, and encrypted anew under the key of the store.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from pbi_desktop.domain.copies import Contents, Head
from pbi_desktop.domain.copy_errors import CopyDamaged
from pbi_desktop.domain.errors import DamagedStore, PbiError, WrongKey
from pbi_desktop.domain.times import from_micros
from pbi_desktop.store.durable import beside, disk_failures_named, sync_file
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    checkpoint,
    driver_failures_named,
    open_raw,
    verify_pages,
)
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.version import version_of

Told = Callable[[str, int, int], None]
"""Hears the step, how much of it is done, and of how much; raises CopyStopped to stop it."""


def silent(_step: str, _done: int, _of: int) -> None:
    """Hear of no progress."""


PAGES_AT_ONCE = 1_000
_CHUNK = 4 * 1024 * 1024
_OPS = 200_000
_TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
    "ESCAPE '~' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)
# SQLite takes the other columns from the row that has the largest: sqlite.org/lang_select.html
_HEADS = "SELECT chain, max(seq), hash, at FROM main.audit_entries GROUP BY chain ORDER BY chain"


@dataclass(frozen=True)
class Manner:
    """How the work is done: who hears of it, and whether freed memory is wiped."""

    told: Told = silent
    wipe_memory: bool = False


@dataclass(frozen=True)
class Keys:
    """The key of a copy, and that of the store it is a copy of."""

    copy: Key
    store: Key


@dataclass(frozen=True)
class Rebuilt:
    """What was read from the file of a copy, and what the store made from it holds."""

    size: int
    sha256: str
    contents: Contents


def contents_of(raw: RawConnection) -> Contents:
    """Return what a store holds, as one transaction sees it."""
    names = [str(name) for (name,) in raw.execute(_TABLES).fetchall()]
    counts = tuple(
        (name, int(raw.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0]))  # noqa: S608
        for name in names
    )
    heads: tuple[Head, ...] = ()
    if "audit_entries" in names:
        rows = raw.execute(_HEADS).fetchall()
        heads = tuple(Head(chain, seq, digest, from_micros(at)) for chain, seq, digest, at in rows)
    return Contents(version_of(raw) or "", heads, counts)


@dataclass(frozen=True)
class Expected:
    """What the file of a copy has to be, by its manifest."""

    size: int
    sha256: str


def rebuild(
    copy: Path, target: Path, keys: Keys, how: Manner, expected: Expected | None = None
) -> Rebuilt:
    """Make a store at `target` from the file of a copy; CopyDamaged where any byte is not right.

    The caller sees to it that nothing is at `target`, and removes what a failure leaves there.
    """
    drawn = beside(target, ".drawn")
    remove(drawn)
    try:
        size, sha256 = _drawn(copy, drawn, how.told)
        if expected is not None and (size, sha256) != (expected.size, expected.sha256):
            raise CopyDamaged(str(copy), _difference(size, expected))
        with closing(_opened(copy, drawn, keys.copy, how)) as raw:
            _refuse_damage(copy, raw, how.told)
            contents = copy_pages(raw, target, keys.store, how)
        _refuse_other(copy, target, keys.store, contents, how)
        return Rebuilt(size, sha256, contents)
    finally:
        remove(drawn)


def copy_pages(source: RawConnection, target: Path, key: Key, how: Manner) -> Contents:
    """Copy a store as it is at one moment into a new file under a key; return what it holds.

    The source's own transaction holds that moment: others may go on writing, and do not make the
    copy begin again.
    """
    with (
        closing(open_raw(target, key.raw, create=True, wipe_memory=how.wipe_memory)) as copy,
        driver_failures_named(target),
    ):
        source.execute("BEGIN")
        try:
            contents = contents_of(source)
            source.backup(
                copy,
                pages=PAGES_AT_ONCE,
                progress=lambda _status, left, of: how.told("copying", of - left, of),
            )
        finally:
            source.execute("COMMIT")
        checkpoint(copy)
    sync_file(target)
    return contents


def remove(path: Path) -> None:
    """Delete a file and what SQLite keeps beside it, if they are there."""
    with disk_failures_named():
        for ending in ("", "-wal", "-shm", "-journal"):
            beside(path, ending).unlink(missing_ok=True)


def _drawn(copy: Path, drawn: Path, told: Told) -> tuple[int, str]:
    """Read the copy from its medium into a file of our own; return its size and its hash."""
    digest, done = hashlib.sha256(), 0
    with disk_failures_named(), copy.open("rb") as source:
        of = os.fstat(source.fileno()).st_size
        _forget_cached(source.fileno())
        handle = os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
                done += len(chunk)
                told("reading back", done, of)
    return done, digest.hexdigest()


def _forget_cached(handle: int) -> None:
    """Have the bytes come from the disk itself, where the system can be asked to."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _difference(size: int, expected: Expected) -> str:
    if size < expected.size:
        return f"It is cut short: {size:,} of {expected.size:,} bytes are there."
    if size > expected.size:
        return f"It has {size:,} bytes and must have {expected.size:,}."
    return "Its bytes are not those that were proven."


def _opened(copy: Path, drawn: Path, key: Key, how: Manner) -> RawConnection:
    try:
        return open_raw(drawn, key.raw, wipe_memory=how.wipe_memory)
    except (DamagedStore, WrongKey) as error:
        # The key was signed for this copy: what it does not open is damaged.
        raise CopyDamaged(str(copy), "Its first page does not carry its seal.") from error


def _refuse_damage(copy: Path, raw: RawConnection, told: Told) -> None:
    with _hearing(raw, told, "checking"):
        findings = verify_pages(raw)
    if findings:
        raise CopyDamaged(str(copy), f"{findings[0].check} found: {findings[0].detail}.")


@contextmanager
def _hearing(raw: RawConnection, told: Told, step: str) -> Iterator[None]:
    """Let a long check be stopped: SQLite asks every so many steps whether to go on."""
    raised: list[PbiError] = []

    def go_on() -> int:
        try:
            told(step, 0, 0)
        except PbiError as error:
            raised.append(error)
        return int(bool(raised))

    raw.set_progress_handler(go_on, _OPS)
    try:
        yield
    except (PbiError, dbapi2.Error):
        if raised:
            raise raised[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


def _refuse_other(copy: Path, target: Path, key: Key, contents: Contents, how: Manner) -> None:
    """Open the new store with its key: every page sealed, in order, and holding what it must."""
    with (
        closing(open_raw(target, key.raw, wipe_memory=how.wipe_memory)) as raw,
        driver_failures_named(target, key.raw),
    ):
        broken = raw.execute("PRAGMA cipher_integrity_check").fetchall()
        order = raw.execute("PRAGMA quick_check").fetchone()[0]
        if broken or order != "ok" or contents_of(raw) != contents:
            raise CopyDamaged(str(copy), "What was restored from it is not what it holds.")
