"""One drawing of the canvas kept as pixels, with a margin all round so that a drag shows no gap."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from pbi_desktop.ui.kit.canvas.camera import Camera
from pbi_desktop.ui.kit.canvas.columns import Array

_SPARE = 0.16
"""How much of the view is drawn beyond each of its edges."""


@dataclass(frozen=True, eq=False)
class Frame:
    """Pixels that numpy and QPainter both write, and what part of the picture they show."""

    pixels: Array
    """uint32, by row and column."""
    image: QImage
    camera: Camera
    """From units to the pixels of the image."""
    ratio: float
    draft: bool
    """Whether it was drawn in motion, plainly: at rest it is drawn anew."""

    @property
    def wide(self) -> int:
        """How many pixels across."""
        return int(self.pixels.shape[1])

    @property
    def tall(self) -> int:
        """How many pixels down."""
        return int(self.pixels.shape[0])

    @property
    def part(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of what is drawn, in units."""
        left, top = self.camera.under(0, 0)
        right, bottom = self.camera.under(self.wide, self.tall)
        return left, top, right, bottom

    def serves(self, camera: Camera, size: QSize, *, moving: bool) -> bool:
        """Say whether the pixels show all that is in view; at rest at its own scale, too."""
        left, top = camera.under(0, 0)
        right, bottom = camera.under(size.width(), size.height())
        drawn = self.part
        covers = drawn[0] <= left and drawn[1] <= top and drawn[2] >= right and drawn[3] >= bottom
        same = abs(self.camera.scale / self.ratio - camera.scale) < camera.scale * 1e-6
        return covers and (moving or (same and not self.draft))

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Put the pixels where a camera sees them: moved, and stretched if it came nearer."""
        times = camera.scale * self.ratio / self.camera.scale
        x = camera.x - self.camera.x * times / self.ratio
        y = camera.y - self.camera.y * times / self.ratio
        if abs(times - 1) < 1e-6:
            # whole pixels: a picture between two pixels would be blended anew
            at = QPointF(round(x * self.ratio) / self.ratio, round(y * self.ratio) / self.ratio)
            painter.drawImage(at, self.image)
            return
        wide, tall = self.wide / self.ratio * times, self.tall / self.ratio * times
        painter.drawImage(QRectF(x, y, wide, tall), self.image)


def new_frame(camera: Camera, size: QSize, ratio: float, *, draft: bool = False) -> Frame:
    """Return a frame for a view, its pixels not yet drawn."""
    across, down = round(size.width() * _SPARE), round(size.height() * _SPARE)
    wide = max(round((size.width() + 2 * across) * ratio), 1)
    tall = max(round((size.height() + 2 * down) * ratio), 1)
    pixels = np.empty((tall, wide), np.uint32)
    image = QImage(pixels.data, wide, tall, wide * 4, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    seen = Camera(
        camera.scale * ratio, round((camera.x + across) * ratio), round((camera.y + down) * ratio)
    )
    return Frame(pixels, image, seen, ratio, draft)
