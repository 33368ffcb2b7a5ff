"""Makes screens before they are asked for, a piece at a time, while nobody is at the keys.

The first case of a session would otherwise wait for its screen to be made: many times as long as
a window may stand still.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

_BETWEEN_MS, _AFTER_INPUT_MS = 30, 400
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Ahead(QObject):
    """Calls for one piece after another, each in a pass of its own, until none is left.

    Like the watch for idleness it listens to the window itself, where input arrives first.
    """

    def __init__(
        self, parent: QObject, make_piece: Callable[[], bool], is_quiet: Callable[[], bool]
    ) -> None:
        """`make_piece` says whether there may be another one."""
        super().__init__(parent)
        self._make_piece, self._is_quiet = make_piece, is_quiet
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether no piece is left."""
        return not self._timer.isActive()

    def begin(self, window: QWindow | None) -> None:
        """Begin with the first piece, soon; wait while this window has input."""
        if window is not None:
            window.installEventFilter(self)
        self._timer.start(_BETWEEN_MS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave the processor to who is at the keys."""
        if event.type() in _INPUT and self._timer.isActive():
            self._timer.start(_AFTER_INPUT_MS)
        return False

    def _go_on(self) -> None:
        if not self._is_quiet():
            self._timer.start(_AFTER_INPUT_MS)
        elif self._make_piece():
            self._timer.start(_BETWEEN_MS)
