"""Bars that add up: each line's part in a match, and the dashed line of "enough"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme

_TALL = 20
_EDGE = 6


@dataclass(frozen=True)
class _Scale:
    """From a weight to a place across, before mirroring."""

    least: float
    most: float
    wide: float

    def x(self, weight: float) -> float:
        """Return the place of a weight."""
        span = max(self.most - self.least, 1.0)
        return _EDGE + (weight - self.least) / span * (self.wide - 2 * _EDGE)


class Waterfall(QWidget):
    """One bar to a row of the table beside it. A bar that counts against is hatched."""

    def __init__(self, rows: Callable[[], Sequence[QRect]]) -> None:
        super().__init__()
        self._rows = rows
        self._weights: tuple[float, ...] = ()
        self._enough = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_weights(self, weights: Sequence[float], enough: float, words: str) -> None:
        """Draw these, and say the sum in words."""
        self._weights, self._enough = tuple(weights), enough
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bars that can be told apart."""
        return QSize(theme().px(120), theme().px(120))

    def minimumSizeHint(self) -> QSize:
        """Return the least of it."""
        return QSize(theme().px(84), theme().px(60))

    def _scale(self) -> _Scale:
        at, ends = 0.0, [0.0]
        for weight in self._weights:
            at += weight
            ends.append(at)
        return _Scale(min(ends), max(*ends, self._enough * 1.12), self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars from row to row, then the dashed line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)  # no letters here, so all of it may be mirrored
        scale, at = self._scale(), 0.0
        rows = self._rows()
        middles = [QRectF(row).center().y() - self.y() for row in rows]
        tall = min([theme().px(_TALL), *(row.height() - 1 for row in rows)])
        for index, (weight, middle) in enumerate(zip(self._weights, middles, strict=False)):
            self._paint_bar(painter, scale, (at, at + weight), (middle, tall))
            at += weight
            if index + 1 < len(self._weights) and index + 1 < len(middles):
                self._paint_link(
                    painter, scale.x(at), middle + tall / 2, middles[index + 1] - tall / 2
                )
        self._paint_enough(painter, scale.x(self._enough))
        painter.end()

    def _paint_bar(
        self,
        painter: QPainter,
        scale: _Scale,
        across: tuple[float, float],
        down: tuple[float, float],
    ) -> None:
        """Draw a bar from a weight to a weight: its middle, and how tall it is."""
        look = theme()
        (start, end), (middle, tall) = across, down
        if start == end:
            painter.setBrush(look.colour("surface"))
            painter.setPen(QPen(look.colour("ink3"), 2))
            painter.drawEllipse(QPointF(scale.x(end), middle), look.px(4), look.px(4))
            return
        left, right = sorted((scale.x(start), scale.x(end)))
        box = QRectF(left, middle - tall / 2, max(right - left, 3.0), tall)
        against = end < start
        tone = look.colour("danger" if against else "primary")
        painter.setPen(QPen(tone, 1))
        painter.setBrush(QBrush(tone, Qt.BrushStyle.BDiagPattern) if against else QBrush(tone))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_link(self, painter: QPainter, x: float, above: float, below: float) -> None:
        painter.setPen(QPen(theme().colour("ink3"), 1))
        painter.drawLine(QPointF(x, above), QPointF(x, below))

    def _paint_enough(self, painter: QPainter, x: float) -> None:
        pen = QPen(theme().colour("ok"), 2)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
