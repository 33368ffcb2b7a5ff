"""SQLite's way to the disk, watched: a table of functions that can be replaced while it runs (VFS).

No compiler and no tool of the system is needed. What is left out: shared memory (`-shm`), which is
never synced and made anew after a crash.
"""

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3

from tests.durability.disk_log import Cut, Deleted, FolderSynced, Made, Synced, Written
from tests.durability.watched_disk import WatchedDisk

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
