"""Five bars beside the words of a match's strength."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme

_BARS = 5
_WIDE, _GAP, _TALL = 5, 3, 16


class StrengthBars(QWidget):
    """Rising bars, some of them filled; the words beside them say the same."""

    def __init__(self, filled: int) -> None:
        super().__init__()
        self._filled = filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_filled(self, filled: int) -> None:
        """Fill another number of them."""
        if filled != self._filled:
            self._filled = filled
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of five bars."""
        look = theme()
        return QSize(look.px(_BARS * (_WIDE + _GAP)), look.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars in reading order."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide, step = look.px(_WIDE), look.px(_WIDE + _GAP)
        for at in range(_BARS):
            tall = self.height() * (at + 2) / (_BARS + 1)
            left = self.width() - wide - at * step if mirrored else at * step
            bar = QRectF(left, self.height() - tall, wide, tall)
            on = at < self._filled
            painter.setBrush(look.colour("primary" if on else "surface"))
            painter.setPen(QPen(look.colour("primary" if on else "control"), 1))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1)
        painter.end()
