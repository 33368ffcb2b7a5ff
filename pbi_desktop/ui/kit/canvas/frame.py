"""One drawing of the canvas kept as pixels, with a margin all round so that a drag shows no gap."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPaintDevice, QPainter

from pbi_desktop.ui.kit.canvas.camera import Camera
from pbi_desktop.ui.kit.canvas.columns import Array

_SPARE = 0.16
"""How much of the view is drawn beyond each of its edges."""


@contextmanager
def painting(device: QPaintDevice, ratio: float = 1.0) -> Iterator[QPainter]:
    """Give a painter that writes pixels one by one, and end it whatever happens.

    Qt takes the process down when what is painted on goes before its painter ends.
    """
    painter = QPainter(device)
    try:
        if ratio != 1.0:
            painter.scale(1 / ratio, 1 / ratio)
        yield painter
    finally:
        painter.end()


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
    named: dict[int, QRect] = field(default_factory=dict)
    """Where the name of each node lies in the pixels."""

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
        return covers and (moving or (self._same_scale(camera) and not self.draft))

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Put the pixels where a camera sees them: moved, and stretched if it came nearer."""
        where = self.seen(QRect(0, 0, self.wide, self.tall), camera)
        if self._same_scale(camera):
            # whole pixels: a picture between two pixels would be blended anew
            x, y = round(where.x() * self.ratio), round(where.y() * self.ratio)
            painter.drawImage(QPointF(x / self.ratio, y / self.ratio), self.image)
            return
        painter.drawImage(where, self.image)

    def seen(self, part: QRect, camera: Camera) -> QRectF:
        """Return where a camera sees a part of the pixels."""
        times = camera.scale / self.camera.scale
        return QRectF(
            camera.x + (part.x() - self.camera.x) * times,
            camera.y + (part.y() - self.camera.y) * times,
            part.width() * times,
            part.height() * times,
        )

    def _same_scale(self, camera: Camera) -> bool:
        return abs(self.camera.scale / self.ratio - camera.scale) < camera.scale * 1e-6


def new_frame(
    camera: Camera, size: QSize, ratio: float, spare: Array | None = None, *, draft: bool = False
) -> Frame:
    """Return a frame for a view, its pixels not yet drawn; in the memory of one put by if it fits.

    Fresh memory costs as much as drawing: the system hands it out page by page.
    """
    across, down = round(size.width() * _SPARE), round(size.height() * _SPARE)
    wide = max(round((size.width() + 2 * across) * ratio), 1)
    tall = max(round((size.height() + 2 * down) * ratio), 1)
    fits = spare is not None and spare.shape == (tall, wide)
    pixels = spare if spare is not None and fits else np.empty((tall, wide), np.uint32)
    image = QImage(pixels.data, wide, tall, wide * 4, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    seen = Camera(
        camera.scale * ratio, round((camera.x + across) * ratio), round((camera.y + down) * ratio)
    )
    return Frame(pixels, image, seen, ratio, draft)
