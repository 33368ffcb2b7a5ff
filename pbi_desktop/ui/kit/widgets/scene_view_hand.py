"""What is moved by hand in a picture: taken, dragged with its outline, and let go."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from pbi_desktop.domain.scene import Box, Spot
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.scene_view_camera import Camera

NUDGE = 12.0
"""How far one key moves something, in points of the picture."""
_MEANT = 6.0
_FINGER = 44
_MOVABLE = ("person:", "service:", "group:")


class HandMove:
    """One thing on its way to another place; a press without a drag moves nothing."""

    def __init__(self) -> None:
        self.allowed = False
        self._key, self._box = "", Box(0, 0, 0, 0)
        self._from, self._by = QPointF(), QPointF()

    @property
    def holds(self) -> bool:
        """Whether something is held."""
        return bool(self._key)

    def may_take(self, key: str) -> bool:
        """Say whether something can be moved by hand: what is folded has no place of its own."""
        return self.allowed and key.startswith(_MOVABLE)

    def take(self, key: str, box: Box, at: QPointF) -> None:
        """Take hold of something, where it may be moved."""
        if self.may_take(key):
            self._key, self._box, self._from, self._by = key, box, at, QPointF()

    def drag_to(self, at: QPointF) -> None:
        """Follow the hand, once it went far enough to be meant."""
        by = at - self._from
        if not self._by.isNull() or by.manhattanLength() > _MEANT:
            self._by = by

    def let_go(self) -> tuple[str, QPointF]:
        """Return what was held, and how far it went on the screen."""
        key, by = self._key, QPointF(self._by)
        self._key, self._by = "", QPointF()
        return key, by

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Draw the outline of what is held where it would come to stand."""
        if not self._key or self._by.isNull():
            return
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("primary"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(camera.seen(self._box).translated(self._by), 8, 8)


def nearest_to_a_finger(
    spots: Iterable[Spot], point: QPointF, place: Callable[[Spot], QRect]
) -> Spot | None:
    """Return the spot whose room for a finger, at least 44 pixels wide, a point lies in."""
    found: list[tuple[float, str, Spot]] = []
    for spot in spots:
        box = QRectF(place(spot))
        wide = max(0.0, (_FINGER - box.width()) / 2)
        tall = max(0.0, (_FINGER - box.height()) / 2)
        if box.adjusted(-wide, -tall, wide, tall).contains(point):
            found.append(((box.center() - point).manhattanLength(), spot.key, spot))
    return min(found, key=lambda one: one[:2])[2] if found else None
