"""Python's way to the disk, watched: the functions of `os` that the program changes files by."""

import io
import os
import stat
from pathlib import Path
from typing import Any

from tests.durability.disk_log import Deleted, FolderSynced, Made, Renamed, Synced, Written
from tests.durability.watched_disk import WatchedDisk


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
