"""The marks of nodes: a shape and a colour for each kind, drawn once for each size of mark.

Small marks are stamped into the pixels by numpy, larger ones are fragments of one pixmap.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.ui.kit.canvas.columns import Array
from pbi_desktop.ui.kit.canvas.frame import painting
from pbi_desktop.ui.kit.canvas.tones import mixed
from pbi_desktop.ui.kit.theme import theme

_ICONS = {
    NodeKind.HOUSEHOLD: "house",
    NodeKind.SERVICE: "briefcase",
    NodeKind.GROUP: "users",
    NodeKind.PLACE: "map-pin",
    NodeKind.NEED: "goal",
}
_OUTLINED_FROM, _ICON_FROM = 6.5, 11.0
"""From which radius on a mark is an outline round a soft fill, and carries its icon."""
_CORNERS = {
    NodeKind.HOUSEHOLD: (5, 1.12),
    NodeKind.GROUP: (6, 1.1),
    NodeKind.PLACE: (4, 1.2),
    NodeKind.NEED: (3, 1.3),
}


@dataclass(frozen=True)
class Style:
    """How a node is filled: in full, or hollow; kind and tone decide the rest."""

    kind: NodeKind
    colour: int
    """0xffRRGGBB."""
    hollow: bool = False


def outline(kind: NodeKind, radius: float) -> QPainterPath:
    """Return the shape of a kind round the point 0, 0."""
    path = QPainterPath()
    if kind is NodeKind.PERSON:
        path.addEllipse(QPointF(0, 0), radius, radius)
    elif kind is NodeKind.SERVICE:
        side = radius * 0.9
        path.addRoundedRect(QRectF(-side, -side, 2 * side, 2 * side), side * 0.35, side * 0.35)
    else:
        corners, times = _CORNERS[kind]
        turns = [2 * pi * at / corners - pi / 2 for at in range(corners)]
        path.addPolygon(
            QPolygonF([QPointF(cos(t) * radius * times, sin(t) * radius * times) for t in turns])
        )
        path.closeSubpath()
    return path


def paint_symbol(
    painter: QPainter, style: Style, radius: float, ground: QColor, *, large: bool = False
) -> None:
    """Draw a mark round the point 0, 0."""
    colour = QColor(style.colour)
    outlined = large or radius >= _OUTLINED_FROM
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPath(outline(style.kind, radius + 1.4))
    if outlined or style.hollow:
        pen = QPen(colour, min(max(radius * 0.16, 1.2), 2.2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        soft = 0.0 if style.hollow else 0.16
        painter.setBrush(mixed(ground, colour, soft))
        painter.drawPath(outline(style.kind, radius - pen.widthF() / 2))
    else:
        painter.setBrush(colour)
        painter.drawPath(outline(style.kind, radius))


@lru_cache(maxsize=600)
def stamp(style: Style, radius: float, ground: int) -> tuple[Array, Array, Array]:
    """Return a small mark as pixels: rows and columns from its middle, and colours."""
    image, reach = _drawn(style, radius, ground)
    rows, columns = np.nonzero(image != np.uint32(ground))
    around = _drawn(style, radius + 1.0, ground)[0]
    far = int((around.shape[0] - image.shape[0]) // 2)
    halo = around != np.uint32(ground)
    halo[rows + far, columns + far] = False
    more_rows, more_columns = np.nonzero(halo)
    return (
        np.concatenate([more_rows - reach - far, rows - reach]).astype(np.int32),
        np.concatenate([more_columns - reach - far, columns - reach]).astype(np.int32),
        np.concatenate([np.full(len(more_rows), ground, np.uint32), image[rows, columns]]),
    )


def _drawn(style: Style, radius: float, ground: int) -> tuple[Array, int]:
    reach = int(radius * 1.35) + 2
    side = 2 * reach + 1
    pixels = np.full((side, side), ground, np.uint32)
    image = QImage(pixels.data, side, side, side * 4, QImage.Format.Format_RGB32)
    with painting(image) as painter:
        painter.translate(reach + 0.5, reach + 0.5)
        paint_symbol(painter, style, radius, QColor(ground))
    return pixels, reach


class Sheet:
    """Larger marks side by side on one pixmap, added as they are met."""

    def __init__(self) -> None:
        self._at: dict[tuple[Style, int], QRect] = {}
        self._x, self._y, self._row = 0, 0, 0
        self.pixmap = QPixmap(1024, 512)
        self.pixmap.fill(Qt.GlobalColor.transparent)

    def place(self, style: Style, radius: int, ground: QColor) -> QRect:
        """Return where on the pixmap a mark is drawn."""
        found = self._at.get((style, radius))
        if found is None:
            found = self._at[style, radius] = self._room(2 * int(radius * 1.35) + 6)
            with painting(self.pixmap) as painter:
                painter.translate(QRectF(found).center())
                paint_symbol(painter, style, radius, ground)
                self._paint_icon(painter, style, radius)
        return found

    def _paint_icon(self, painter: QPainter, style: Style, radius: int) -> None:
        if radius >= _ICON_FROM and style.kind in _ICONS:
            side = int(radius * 1.1)
            where = QRect(-side // 2, -side // 2, side, side)
            if style.kind is NodeKind.NEED:
                where.translate(0, int(radius * 0.15))
            theme().paint_icon(painter, where, _ICONS[style.kind], QColor(style.colour).name())

    def _room(self, side: int) -> QRect:
        if self._x + side > self.pixmap.width():
            self._x, self._y, self._row = 0, self._y + self._row, 0
        if self._y + side > self.pixmap.height():
            larger = QPixmap(self.pixmap.width(), self.pixmap.height() * 2)
            larger.fill(Qt.GlobalColor.transparent)
            with painting(larger) as painter:
                painter.drawPixmap(0, 0, self.pixmap)
            self.pixmap = larger
        found = QRect(self._x, self._y, side, side)
        self._x, self._row = self._x + side, max(self._row, side)
        return found
