"""When nobody has touched the keyboard or the mouse for some minutes."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleWatch(QObject):
    """Says `idle` once when a window has had no input for so long.

    It listens to the window itself, where input arrives first, and not to the whole application:
    that would run Python for every event there is.
    """

    idle = Signal()

    def __init__(self, after_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=after_ms)
        self._timer.timeout.connect(self.idle)

    def watch(self, window: QWindow) -> None:
        """Start watching a window."""
        window.installEventFilter(self)
        self._timer.start()

    def set_after(self, after_ms: int) -> None:
        """Change how long nobody may touch anything."""
        self._timer.setInterval(after_ms)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start counting anew at every input."""
        if event.type() in _INPUT:
            self._timer.start()
        return False
