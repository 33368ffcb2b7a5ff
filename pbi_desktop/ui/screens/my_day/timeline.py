"""The line of the day: a dot for each item, and where now stands."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme


class Dot(QWidget):
    """A point on the line of the day."""

    def __init__(self, *, done: bool) -> None:
        super().__init__()
        self._done = done
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the width of a dot."""
        return QSize(theme().px(14), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line through, and the dot beside the first line of words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, top = self.width() / 2, look.px(16)
        painter.setPen(QPen(look.colour("line"), 2))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(QPen(look.colour("surface"), 2))
        painter.setBrush(look.colour("ok" if self._done else "primary"))
        painter.drawEllipse(QPointF(middle, top), look.px(6), look.px(6))
        painter.end()


class NowLine(QWidget):
    """A line across, and the time it is."""

    def __init__(self, time: str) -> None:
        super().__init__()
        self._words = f"Now {time}"
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the line says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the room of the words in their frame."""
        metrics = QFontMetrics(theme().font("column"))
        wide = metrics.horizontalAdvance(self._words) + theme().px(20)
        return QSize(wide, metrics.height() + theme().px(8))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, and the words at its end."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, middle = self.sizeHint().width(), self.height() / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self.width() - wide
        painter.setPen(QPen(look.colour("ink"), 2))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("ink"))
        box = QRectF(left, 1, wide, self.height() - 2)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour("surface"))
        painter.setFont(look.font("column", tabular=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
