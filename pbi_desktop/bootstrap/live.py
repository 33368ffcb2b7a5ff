"""Live refresh: what somebody elsewhere changed shows here within seconds, without being told what.

The bell rings on a thread of its own. Screens that are shown ask again, under the rule, after a
moment chosen at random: a thousand windows must not ask at once. However often it rings meanwhile,
they ask once.
"""

import random

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from pbi_desktop.domain.changes import ELSEWHERE
from pbi_desktop.services.opened import Opened
from pbi_desktop.ui.kit.tasks import TaskLane

SOONEST_MS, LATEST_MS = 200, 3000


class Live(QObject):
    """Lets the screens ask again when somebody elsewhere changed something."""

    _rang = Signal()

    def __init__(self, store: Opened, lane: TaskLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._stopped = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._tell)
        self._rang.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        store.listen(self._rang.emit)

    def stop(self) -> None:
        """Refresh nothing any more."""
        self._stopped = True
        self._soon.stop()

    def _wait(self) -> None:
        if not self._soon.isActive() and not self._stopped:
            self._soon.start(random.randint(SOONEST_MS, LATEST_MS))  # noqa: S311 - no secret

    def _tell(self) -> None:
        self._lane.tell(ELSEWHERE)
