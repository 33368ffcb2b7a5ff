"""What part of a large picture is in view, and how large. Frozen, without Qt."""

from dataclasses import dataclass

_MARGIN = 24.0


@dataclass(frozen=True)
class Camera:
    """Pixels to a unit, and where the unit 0, 0 stands in the view."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the picture stands in the view."""
        return x * self.scale + self.x, y * self.scale + self.y

    def under(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the picture under a point of the view."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale

    def moved(self, across: float, down: float) -> "Camera":
        """Return the view after a drag."""
        return Camera(self.scale, self.x + across, self.y + down)

    def zoomed(self, scale: float, x: float, y: float) -> "Camera":
        """Return the view at another scale, with what lies under a point staying there."""
        one, other = self.under(x, y)
        return Camera(scale, x - one * scale, y - other * scale)


Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of the picture."""


def fitting(part: Rectangle, wide: float, tall: float) -> Camera:
    """Return the view that shows a part of the picture as large as can be, in the middle."""
    left, top, right, bottom = part
    across = max(wide - 2 * _MARGIN, 1.0) / max(right - left, 1e-6)
    down = max(tall - 2 * _MARGIN, 1.0) / max(bottom - top, 1e-6)
    scale = min(across, down)
    return Camera(scale, (wide - (left + right) * scale) / 2, (tall - (top + bottom) * scale) / 2)


def kept_in(camera: Camera, part: Rectangle, wide: float, tall: float) -> Camera:
    """Return the view moved so far that the middle of it shows something of the picture."""
    left, top = camera.under(wide / 2, tall / 2)
    x = min(max(left, part[0]), part[2])
    y = min(max(top, part[1]), part[3])
    return camera.moved((left - x) * camera.scale, (top - y) * camera.scale)
