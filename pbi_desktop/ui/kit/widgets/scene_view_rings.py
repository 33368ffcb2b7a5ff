"""Rings round several spots of a picture, and lines along the ties between them."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from pbi_desktop.domain.scene import Spot
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.scene_view_camera import Camera

_WIDTH, _EDGE, _ROUND = 3.0, 5.0, 11.0
_OUT = -2.5
_DASHES = [2.0, 2.0]

Ties = Collection[tuple[str, str]]


def paint_rings(
    painter: QPainter, camera: Camera, spots: Sequence[Spot], keys: Collection[str], ties: Ties
) -> None:
    """Draw a ring round each of these spots and a dashed line along each of these ties.

    Light lies under the colour, so that neither is lost on what it crosses.
    """
    boxes = {spot.key: camera.seen(spot.box) for spot in spots}
    lines = [_between(boxes[a], boxes[b]) for a, b in ties if a in boxes and b in boxes]
    rings = [boxes[key].adjusted(-_OUT, -_OUT, _OUT, _OUT) for key in keys if key in boxes]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    look = theme()
    for width, tone, dashed in ((_EDGE, "surface", False), (_WIDTH, "primary", True)):
        pen = QPen(look.colour(tone), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for ring in rings:
            painter.drawRoundedRect(ring, _ROUND, _ROUND)
        if dashed:
            pen.setDashPattern(_DASHES)
            painter.setPen(pen)
        for line in lines:
            painter.drawLine(line)
    painter.restore()


def _between(one: QRectF, other: QRectF) -> QLineF:
    """Return the line from edge to edge of two boxes."""
    whole = QLineF(one.center(), other.center())
    return QLineF(_edge(one, whole.p2()), _edge(other, whole.p1()))


def _edge(box: QRectF, towards: QPointF) -> QPointF:
    """Return where the way from the middle of a box to a point leaves the box."""
    middle = box.center()
    by = towards - middle
    shares = [
        half / abs(far)
        for half, far in ((box.width() / 2, by.x()), (box.height() / 2, by.y()))
        if far
    ]
    return middle + by * min([1.0, *shares])
