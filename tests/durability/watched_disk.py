"""The disk under SQLCipher and under the program: every change is noted, any can be made to fail.

SQLite reaches the disk only by a table of functions that can be replaced while it runs (its VFS);
Python by those of `os`. Both are replaced here, in a process of its own that is started for it:
see `writer.py`. No compiler and no tool of the system is needed.
"""

import ctypes
import errno
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3

from tests.durability.disk_log import (
    Act,
    Cut,
    Deleted,
    FolderSynced,
    Log,
    Made,
    Renamed,
    Synced,
    Written,
)

# SQLite holds bare addresses of what is made here: Python must never sweep it up.
_for_good: list[object] = []

_OK, _ERROR, _FULL, _CANTOPEN = 0, 1, 13, 14
_IOERR_WRITE, _IOERR_FSYNC, _IOERR_TRUNCATE = 778, 1034, 1546
_IOERR_DELETE, _IOERR_SHMSIZE = 2570, 4874
_CREATE = 4  # SQLITE_OPEN_CREATE

_INT, _LONG, _PLACE, _PLACES = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p


class _Vfs(ctypes.Structure):
    """struct sqlite3_vfs of sqlite3.h, version 3."""

    _fields_ = (
        ("version", _INT),
        ("file_size", _INT),
        ("longest_path", _INT),
        *((name, _PLACE) for name in ("next", "name", "data", "open", "delete", "access")),
        *((name, _PLACE) for name in ("full_path", "dl_open", "dl_error", "dl_sym", "dl_close")),
        *((name, _PLACE) for name in ("random", "sleep", "time", "last_error", "time64")),
        *((name, _PLACE) for name in ("set_call", "get_call", "next_call")),
    )


class _Methods(ctypes.Structure):
    """struct sqlite3_io_methods of sqlite3.h, version 3."""

    _fields_ = (
        ("version", _INT),
        *((name, _PLACE) for name in ("close", "read", "write", "truncate", "sync", "size")),
        *((name, _PLACE) for name in ("lock", "unlock", "reserved", "control", "sector")),
        *((name, _PLACE) for name in ("traits", "shm_map", "shm_lock", "shm_barrier")),
        *((name, _PLACE) for name in ("shm_unmap", "fetch", "unfetch")),
    )


_OPEN = ctypes.CFUNCTYPE(_INT, _PLACE, _PLACE, _PLACE, _INT, _PLACE)
_DELETE = ctypes.CFUNCTYPE(_INT, _PLACE, _PLACE, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, _PLACE, _PLACE, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _PLACE, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _PLACE, _INT)
_SHM_MAP = ctypes.CFUNCTYPE(_INT, _PLACE, _INT, _INT, _INT, _PLACE)
_SET_CALL = ctypes.CFUNCTYPE(_INT, _PLACE, ctypes.c_char_p, _PLACE)
_GET_CALL = ctypes.CFUNCTYPE(_PLACE, _PLACE, ctypes.c_char_p)
_OPEN_FOLDER = ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _PLACE)


@dataclass(frozen=True)
class Fault:
    """Which change fails, how, and whether all later ones fail too."""

    at: int
    error: int
    is_lasting: bool


class WatchedDisk:
    """All changes to the files of one folder, as they happen."""

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self.folder = folder
        self.fault = fault
        self.changes = 0
        self.failed = 0
        self.log = Log({path.name: path.read_bytes() for path in folder.iterdir()})
        self.trouble: list[BaseException] = []

    def begin_again(self, fault: Fault | None) -> None:
        """Count from nothing, with another fault to come, or none."""
        self.fault, self.changes, self.failed = fault, 0, 0
        self.log = Log()

    def note(self, act: Act) -> None:
        """Add one act to the log."""
        self.log.acts.append(act)

    def watches(self, path: Path) -> bool:
        """Return whether changes of a file count: it is in the folder, and not shared memory."""
        return path.parent == self.folder and not path.name.endswith(("-shm", ".lock"))

    def fails(self) -> bool:
        """Count one more change; return whether this one is to fail."""
        self.changes += 1
        if self.fault is None:
            return False
        wanted = self.fault.at
        fails = self.changes >= wanted if self.fault.is_lasting else self.changes == wanted
        self.failed += fails
        return fails

    @property
    def is_full(self) -> bool:
        """Whether the fault is that there is no room left."""
        return self.fault is not None and self.fault.error == errno.ENOSPC


class WatchedSqlite:
    """SQLite's own way to the disk, replaced for good in this process."""

    def __init__(self, disk: WatchedDisk) -> None:
        self.disk = disk
        self._kept_alive: list[Any] = []
        _for_good.append(self)
        self._methods: dict[int, _Methods] = {}
        self._names: dict[int, str] = {}
        self._folder_was_opened = False
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_initialize()
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._vfs: _Vfs = library.sqlite3_vfs_find(None).contents
        self._open = _OPEN(self._vfs.open)
        self._delete = _DELETE(self._vfs.delete)
        self._vfs.open = self._pointer(_OPEN, self._on_open)
        self._vfs.delete = self._pointer(_DELETE, self._on_delete)
        self._watch_folder_opening()

    def _watch_folder_opening(self) -> None:
        vfs = ctypes.addressof(self._vfs)
        original = _OPEN_FOLDER(_GET_CALL(self._vfs.get_call)(vfs, b"openDirectory"))

        def opened(path: bytes, handle: int) -> int:
            self._folder_was_opened = True  # SQLite opens a folder only to sync it
            return int(original(path, handle))

        ours = self._pointer(_OPEN_FOLDER, opened)
        _SET_CALL(self._vfs.set_call)(vfs, b"openDirectory", ours)

    def _pointer(self, kind: Any, function: Callable[..., int]) -> int:
        def guarded(*given: Any) -> int:
            try:
                return function(*given)
            except BaseException as error:  # noqa: BLE001 - nothing can be raised through C
                self.disk.trouble.append(error)
                return _ERROR

        made = kind(guarded)
        self._kept_alive.append(made)
        return int(ctypes.cast(made, _PLACE).value or 0)

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = Path(os.fsdecode(ctypes.string_at(name))) if name else None
        if path is None or not self.disk.watches(path):
            return int(self._open(vfs, name, file, flags, out))
        makes = bool(flags & _CREATE) and not path.exists()
        if makes and self.disk.fails():
            return _CANTOPEN
        code = int(self._open(vfs, name, file, flags, out))
        if code == _OK:
            self._names[file] = path.name
            self._replace_methods(file)
            if makes:
                self.disk.note(Made(path.name))
        return code

    def _replace_methods(self, file: int) -> None:
        first = ctypes.cast(file, ctypes.POINTER(_PLACE))
        address = int(first[0] or 0)
        if address not in self._methods:
            self._methods[address] = self._watched(_Methods.from_address(address))
        first[0] = ctypes.addressof(self._methods[address])

    def _watched(self, original: _Methods) -> _Methods:
        ours = _Methods.from_buffer_copy(original)
        write, truncate = _WRITE(original.write), _TRUNCATE(original.truncate)
        sync = _SYNC(original.sync)
        self._kept_alive += [write, truncate, sync]
        ours.write = self._pointer(_WRITE, lambda *given: self._on_write(write, *given))
        ours.truncate = self._pointer(_TRUNCATE, lambda *given: self._on_cut(truncate, *given))
        ours.sync = self._pointer(_SYNC, lambda *given: self._on_sync(sync, *given))
        if original.shm_map:  # the log itself has none
            shm_map = _SHM_MAP(original.shm_map)
            self._kept_alive.append(shm_map)
            ours.shm_map = self._pointer(_SHM_MAP, lambda *given: self._on_shm_map(shm_map, *given))
        return ours

    def _on_write(self, write: Any, file: int, content: int, length: int, at: int) -> int:
        failing = _FULL if self.disk.is_full else _IOERR_WRITE
        fails = self.disk.fails()
        length = length // 2 if fails else length  # what fails has often begun
        code = int(write(file, content, length, at)) if length else _OK
        if code == _OK and length:
            self.disk.note(Written(self._names[file], at, ctypes.string_at(content, length)))
        return failing if fails else code

    def _on_cut(self, truncate: Any, file: int, size: int) -> int:
        if self.disk.fails():
            return _IOERR_TRUNCATE
        code = int(truncate(file, size))
        if code == _OK:
            self.disk.note(Cut(self._names[file], size))
        return code

    def _on_sync(self, sync: Any, file: int, flags: int) -> int:
        if self.disk.fails():
            return _IOERR_FSYNC
        self._folder_was_opened = False
        code = int(sync(file, flags))
        if code == _OK:
            self.disk.note(Synced(self._names[file]))
            if self._folder_was_opened:
                self.disk.note(FolderSynced())
        return code

    def _on_shm_map(
        self, shm_map: Any, file: int, page: int, size: int, extend: int, out: int
    ) -> int:
        if extend and self.disk.fails():
            return _IOERR_SHMSIZE
        return int(shm_map(file, page, size, extend, out))

    def _on_delete(self, vfs: int, name: int, sync_folder: int) -> int:
        path = Path(os.fsdecode(ctypes.string_at(name)))
        if not self.disk.watches(path):
            return int(self._delete(vfs, name, sync_folder))
        if path.exists() and self.disk.fails():
            return _IOERR_DELETE
        self._folder_was_opened = False
        code = int(self._delete(vfs, name, sync_folder))
        if code == _OK:
            self.disk.note(Deleted(path.name))
            if self._folder_was_opened:
                self.disk.note(FolderSynced())
        return code


class _WatchedFile(io.FileIO):
    """A file that Python writes: each piece is noted."""

    disk: WatchedDisk
    path: Path

    def write(self, content: Any, /) -> int:
        fails = self.disk.fails()
        whole = bytes(content)
        at = self.tell()
        done = super().write(whole[: len(whole) // 2] if fails else whole)
        self.disk.note(Written(self.path.name, at, whole[:done]))
        if fails and self.disk.fault is not None:
            raise OSError(self.disk.fault.error, os.strerror(self.disk.fault.error))
        return done


class WatchedPython:
    """Python's way to the disk, replaced for good in this process."""

    def __init__(self, disk: WatchedDisk) -> None:
        self.disk = disk
        self._opened: dict[int, Path] = {}
        self._os_open, self._os_fdopen = os.open, os.fdopen
        self._os_fsync, self._os_replace, self._os_unlink = os.fsync, os.replace, os.unlink
        for name in ("open", "fdopen", "fsync", "replace", "unlink"):
            setattr(os, name, getattr(self, f"_on_{name}"))

    def _may_fail(self) -> None:
        if self.disk.fails() and self.disk.fault is not None:
            raise OSError(self.disk.fault.error, os.strerror(self.disk.fault.error))

    def _on_open(self, name: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        path = Path(name)
        makes = self.disk.watches(path) and bool(flags & os.O_CREAT) and not path.exists()
        if makes:
            self._may_fail()
        handle = self._os_open(name, flags, mode, **more)
        if makes:
            self.disk.note(Made(path.name))
        self._opened[handle] = path
        return handle

    def _on_fdopen(self, handle: int, mode: str = "r", **more: Any) -> Any:
        path = self._opened.get(handle)
        if path is None or not self.disk.watches(path):
            return self._os_fdopen(handle, mode, **more)
        file = _WatchedFile(handle, mode)
        file.disk, file.path = self.disk, path
        return file

    def _on_fsync(self, handle: int) -> None:
        path = self._opened.get(handle)
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        ours = path is not None and (path == self.disk.folder or self.disk.watches(path))
        if ours:
            self._may_fail()
        self._os_fsync(handle)
        if ours and path is not None:
            self.disk.note(FolderSynced() if is_folder else Synced(path.name))

    def _on_replace(self, name: Any, to: Any) -> None:
        ours = self.disk.watches(Path(name))
        if ours:
            self._may_fail()
        self._os_replace(name, to)
        if ours:
            self.disk.note(Renamed(Path(name).name, Path(to).name))

    def _on_unlink(self, name: Any, **more: Any) -> None:
        path = Path(name)
        ours = self.disk.watches(path) and path.exists()
        if ours:
            self._may_fail()
        self._os_unlink(name, **more)
        if ours:
            self.disk.note(Deleted(path.name))
