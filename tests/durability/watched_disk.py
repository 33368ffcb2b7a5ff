"""A disk whose every change is noted, and any of them made to fail.

`watched_sqlite.py` and `watched_python.py` are the two ways by which changes reach it. Both are
replaced for good, in a process that is started for it: see `writer.py`.
"""

import errno
from dataclasses import dataclass
from pathlib import Path

from tests.durability.disk_log import Act, Log


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
