"""Opens a paper in another program, as a copy that goes away again.

A copy goes when it had its time, when the screen locks or closes, and when the program ends. What
a crash leaves behind goes at the next start.
"""

import atexit
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from pbi_desktop.domain.times import Clock
from pbi_desktop.services.opened_copies import OpenedCopies

OpenWith = Callable[[Path], bool]
"""Opens a file in whatever program the computer has for it; says whether there was one."""
_LOOK_EVERY_MS = 30_000


def open_with_system(place: Path) -> bool:
    """Open a file in the program that the computer has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


class HandedCopies(QObject):
    """The copies that one screen handed to other programs."""

    def __init__(
        self,
        parent: QObject,
        clock: Clock,
        open_with: OpenWith = open_with_system,
        copies: OpenedCopies | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self.open_with = clock, open_with
        self.copies = copies or OpenedCopies()
        self._old = QTimer(self, interval=_LOOK_EVERY_MS)
        self._old.timeout.connect(self.remove_old)
        # Whatever ends the screen or the program: the copies themselves outlive this object.
        self._at_end = partial(_remove, self.copies)
        atexit.register(self._at_end)
        self.destroyed.connect(self._at_end)

    def hand_out(self, body: bytes, ending: str) -> bool:
        """Make a copy and open it elsewhere; False where no program opens it, and it is gone."""
        place = self.copies.make(body, ending, self._clock())
        self._old.start()
        if self.open_with(place):
            return True
        self.copies.remove(place)
        return False

    def remove_old(self) -> None:
        """Remove what had its time; look again while there is something left."""
        self.copies.remove_older(self._clock())
        if not self.copies.places:
            self._old.stop()

    def remove_all(self) -> int:
        """Remove every copy; returns how many another program still holds open."""
        return self.copies.remove_all()


def _remove(copies: OpenedCopies, *_gone: object) -> None:
    copies.remove_all()
