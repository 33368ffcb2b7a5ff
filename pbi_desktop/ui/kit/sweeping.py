"""Cycles of objects are thrown away on the GUI thread alone.

Python's collector runs on whichever thread happens to allocate. Where that is the worker lane, a
dropped widget would be deleted there, and Qt crashes. So while a lane is open the collector does
not run by itself: a timer on the GUI thread asks it to, as often as it would have run.
"""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Sweeper(QObject):
    """Stands while a lane is open; made, stopped and deleted on the GUI thread."""

    standing: ClassVar[int] = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Sweeper.standing += 1
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(sweep)
        self._timer.start()

    def stop(self) -> None:
        """Let the collector run by itself again, once nobody else stands."""
        if self._timer.isActive():
            self._timer.stop()
            Sweeper.standing -= 1
            go_on()


def go_on() -> None:
    """Let the collector run by itself, unless a lane is open."""
    if Sweeper.standing == 0:
        gc.enable()


def sweep() -> None:
    """Collect the generations that are due, as Python itself decides it."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
