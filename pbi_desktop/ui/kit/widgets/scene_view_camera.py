"""What part of a picture is in view, and how large: points of the scene to pixels. Frozen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from pbi_desktop.domain.scene import Box

_MARGIN = 6.0
"""How many pixels stay free round the picture."""
_MOST_TIMES = 8.0


@dataclass(frozen=True)
class Camera:
    """Where the scene's top left corner stands in the view, and pixels to a point."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def seen(self, box: Box | QRectF) -> QRectF:
        """Return where a rectangle of the scene stands in the view."""
        left, top, wide, tall = _parts(box)
        return QRectF(
            self.x + left * self.scale,
            self.y + top * self.scale,
            wide * self.scale,
            tall * self.scale,
        )

    def under(self, point: QPointF) -> tuple[float, float]:
        """Return the point of the scene under a point of the view."""
        return (point.x() - self.x) / self.scale, (point.y() - self.y) / self.scale

    def part(self, view: QRectF) -> QRectF:
        """Return the rectangle of the scene that a rectangle of the view shows."""
        left, top = self.under(view.topLeft())
        return QRectF(left, top, view.width() / self.scale, view.height() / self.scale)

    def moved(self, by: QPointF) -> "Camera":
        """Return the view after a drag."""
        return replace(self, x=self.x + by.x(), y=self.y + by.y())


def fitting(scene: QRectF, view: QSizeF) -> Camera:
    """Return the view that shows a whole part of the scene, as large as can be, in the middle."""
    across = (view.width() - 2 * _MARGIN) / max(scene.width(), 1.0)
    down = (view.height() - 2 * _MARGIN) / max(scene.height(), 1.0)
    return kept_in(Camera(max(min(across, down), 0.05)), scene, view)


def zoomed(camera: Camera, times: float, about: QPointF, scene: QRectF, view: QSizeF) -> Camera:
    """Return the view nearer or farther, with what lies under a point staying there."""
    least = fitting(scene, view).scale
    scale = min(max(camera.scale * times, least), least * _MOST_TIMES)
    x, y = camera.under(about)
    return kept_in(Camera(scale, about.x() - x * scale, about.y() - y * scale), scene, view)


def kept_in(camera: Camera, scene: QRectF, view: QSizeF) -> Camera:
    """Return the view without empty ground beside a picture that could fill it."""
    seen = camera.seen(scene)
    return Camera(
        camera.scale,
        camera.x + _kept(seen.left(), seen.right(), view.width()),
        camera.y + _kept(seen.top(), seen.bottom(), view.height()),
    )


def showing(camera: Camera, box: Box, scene: QRectF, view: QSizeF) -> Camera:
    """Return the view moved as little as it takes to show a rectangle of the scene."""
    seen = camera.seen(box).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    by = QPointF(
        _shift(seen.left(), seen.right(), view.width()),
        _shift(seen.top(), seen.bottom(), view.height()),
    )
    return kept_in(camera.moved(by), scene, view)


def _kept(first: float, last: float, room: float) -> float:
    """Return how far to move what lies between two edges, so that it fills its room."""
    long = last - first
    if long + 2 * _MARGIN <= room:
        return (room - long) / 2 - first
    return min(max(first, room - long - _MARGIN), _MARGIN) - first


def _shift(first: float, last: float, room: float) -> float:
    if first < 0:
        return -first
    return min(room - last, 0.0)


def _parts(box: Box | QRectF) -> tuple[float, float, float, float]:
    if isinstance(box, Box):
        return box.x, box.y, box.width, box.height
    return box.x(), box.y(), box.width(), box.height()
