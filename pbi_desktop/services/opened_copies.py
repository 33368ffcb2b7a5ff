"""Copies of papers that another program of this computer opens: in a private folder, for a while.

A copy is outside what the program protects until it is removed: at the lock, at the end, after
some minutes, and after a crash at the next start. A lock of the operating system on each folder
tells the copies of a program that runs from those that one left behind.
"""

import contextlib
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store.one_process import OneProcess

KEPT_FOR = timedelta(minutes=15)
PREFIX = "pbi-desktop-copies-"


@dataclass(frozen=True)
class _Copy:
    place: Path
    made_at: datetime


class OpenedCopies:
    """The copies that one running program has handed out."""

    def __init__(self, within: Path | None = None) -> None:
        """Make nothing yet; copies lie in a new folder of `within`, or of the system's own."""
        self._within = within or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._lock: OneProcess | None = None
        self._copies: list[_Copy] = []

    @property
    def places(self) -> tuple[Path, ...]:
        """Where copies lie now."""
        return tuple(copy.place for copy in self._copies)

    def make(self, body: bytes, ending: str, now: datetime) -> Path:
        """Write a copy that only this user can read and nobody can change; returns its place.

        Its name says nothing: only the ending by which a program is found.
        """
        place = self._private() / f"{secrets.token_hex(8)}{ending}"
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._copies.append(_Copy(place, now))
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        place.chmod(stat.S_IRUSR)
        return place

    def remove_older(self, now: datetime) -> int:
        """Remove copies that had their time; returns how many of them are held open elsewhere."""
        due = [copy for copy in self._copies if now - copy.made_at >= KEPT_FOR]
        return self._remove(due)

    def remove(self, place: Path) -> None:
        """Remove one copy now, if nothing holds it open."""
        self._remove([copy for copy in self._copies if copy.place == place])

    def remove_all(self) -> int:
        """Remove every copy and the folder; returns how many are held open by another program.

        Those are tried again, and go at the latest with the next start.
        """
        held = self._remove(self._copies)
        if not held and self._folder is not None:
            folder, self._folder = self._folder, None
            if self._lock is not None:
                self._lock.release()
            self._lock = None
            _remove_folder(folder)
        return held

    def remove_left_over(self) -> int:
        """Remove what programs that crashed left behind; returns how many folders went."""
        found = [one for one in self._within.glob(f"{PREFIX}*") if one != self._folder]
        return sum(_remove_if_left(folder) for folder in found if _is_ours(folder))

    def _remove(self, copies: list[_Copy]) -> int:
        left = []
        for copy in list(copies):
            if _is_gone(copy.place):
                self._copies.remove(copy)
            else:
                left.append(copy)
        return len(left)

    def _private(self) -> Path:
        if self._folder is None:
            # mkdtemp makes it for this user alone, under a name that cannot be guessed.
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._within))
            self._lock = OneProcess(self._folder / "copies")
        return self._folder


def _is_gone(place: Path) -> bool:
    """Remove one copy, and say whether it is gone."""
    try:
        place.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows removes nothing that is read-only
        place.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _is_ours(folder: Path) -> bool:
    """Say whether it is a real folder of this user: anybody may make one of that name."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and mine


def _remove_if_left(folder: Path) -> bool:
    try:
        lock = OneProcess(folder / "copies")
    except (PbiError, OSError):  # its program still runs
        return False
    lock.release()
    return _remove_folder(folder)


def _remove_folder(folder: Path) -> bool:
    for place in folder.glob("*"):
        with contextlib.suppress(OSError):
            place.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
