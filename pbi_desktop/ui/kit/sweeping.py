"""Cycles of objects are thrown away on the GUI thread alone.

Python's collector runs on whichever thread happens to allocate. Where that is the worker lane, a
dropped widget would be deleted there, and Qt crashes. So while a lane is open the collector does
not run by itself: a timer on the GUI thread asks it to, as often as it would have run. The oldest
generation, which takes longest, waits until the lane is at rest: the window answers meanwhile.
"""

import gc
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
_OLDEST = 2


class Sweeper(QObject):
    """Stands while a lane is open; made, stopped and deleted on the GUI thread."""

    standing: ClassVar[int] = 0

    def __init__(self, parent: QObject, at_rest: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._at_rest = at_rest
        Sweeper.standing += 1
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    def stop(self) -> None:
        """Let the collector run by itself again, once nobody else stands."""
        if self._timer.isActive():
            self._timer.stop()
            Sweeper.standing -= 1
            go_on()

    def _sweep(self) -> None:
        sweep(_OLDEST if self._at_rest() else _OLDEST - 1)


def go_on() -> None:
    """Let the collector run by itself, unless a lane is open."""
    if Sweeper.standing == 0:
        gc.enable()


def sweep(oldest: int) -> None:
    """Collect the generations that are due, as Python itself decides it; none above `oldest`."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counted) if count > most]
    if due:
        gc.collect(min(max(due), oldest))
