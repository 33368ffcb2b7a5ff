"""Files that are there whole or not at all, whatever happens to the power."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pbi_desktop.domain.errors import DiskFull, StoreError, StoreUnavailable

if sys.platform == "darwin":
    import fcntl

_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def translated_os(error: OSError) -> StoreError:
    """Return the expected failure behind an operating-system error."""
    if error.errno in _NO_ROOM:
        return DiskFull()
    return StoreUnavailable(error.strerror or type(error).__name__)


@contextmanager
def disk_failures_named() -> Iterator[None]:
    """Turn operating-system errors inside the block into expected failures."""
    try:
        yield
    except OSError as error:
        raise translated_os(error) from error


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that exists is left as it is."""
    with disk_failures_named():
        made = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in made:
        sync_folder(one.parent)  # or a power cut takes the folder, and the store in it


def beside(path: Path, ending: str) -> Path:
    """Return the path of a file that lies next to another and carries its name."""
    return path.with_name(path.name + ending)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 so that a reader finds the old content or the new, never a part."""
    draft = beside(path, ".new")
    with disk_failures_named():
        try:
            _write_synced(draft, content)
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _write_synced(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        to_the_disk(file.fileno())


def to_the_disk(handle: int) -> None:
    """Return once all that was written through a handle outlives the power going."""
    if sys.platform == "darwin":
        # There fsync stops at the drive's memory (man 2 fsync); some file systems know no more.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_file(path: Path) -> None:
    """Return once the content of a file is on the disk."""
    with disk_failures_named():
        handle = os.open(path, os.O_RDWR)
        try:
            to_the_disk(handle)
        finally:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on the disk."""
    if sys.platform == "win32":
        return  # Windows opens no folders as files; NTFS journals its names itself.
    with disk_failures_named():
        handle = os.open(folder, os.O_RDONLY)
        try:
            to_the_disk(handle)
        finally:
            os.close(handle)
