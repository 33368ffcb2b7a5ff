"""When a draft is due: 600 ms after a pause, each second while typing, and on leaving."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 600
WHILE_TYPING_MS = 1000


class DraftClock(QObject):
    """Says `due` at the right moments after `typed` was called."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._typing = QTimer(self, singleShot=True, interval=WHILE_TYPING_MS)
        for timer in (self._pause, self._typing):
            timer.timeout.connect(self.flush)
        self._waiting = False

    def typed(self) -> None:
        """Start to wait for a pause, but for no longer than a second."""
        self._waiting = True
        self._pause.start()
        if not self._typing.isActive():
            self._typing.start()

    def flush(self) -> None:
        """Say `due` now, if something was typed since the last time."""
        if self._waiting:
            self.forget()
            self.due.emit()

    def forget(self) -> None:
        """Wait no longer: what was typed is kept, or gone."""
        self._waiting = False
        self._pause.stop()
        self._typing.stop()
