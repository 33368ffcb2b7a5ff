"""A store is open in one process at a time: a lock of the operating system says so.

The system lets go of it when the process ends, however it ends. The lock file itself stays: to
delete it would let two processes lock two files of the same name.
"""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from pbi_desktop.domain.errors import StoreBusy
from pbi_desktop.store.durable import beside, disk_failures_named

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(handle: int) -> None:
        # Not lockf: that lets one process lock twice, and lets go when any copy is closed.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK})


class OneProcess:
    """The right to open a store, held from making this object until `release()` or the end."""

    def __init__(self, store: Path) -> None:
        self._handle: int | None = _locked(beside(store, ".lock"), store)

    def release(self) -> None:
        """Let another process open the store; doing it twice does no harm."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _locked(path: Path, store: Path) -> int:
    with disk_failures_named():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _seize(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _TAKEN:
                raise StoreBusy(str(store)) from error
            raise
    return handle
