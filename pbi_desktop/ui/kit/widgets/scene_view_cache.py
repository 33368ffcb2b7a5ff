"""A picture kept as pixels: while it is moved they are moved, and it is drawn anew at rest."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from pbi_desktop.domain.scene import Scene
from pbi_desktop.ui.kit.scene_paint import paint_scene
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.scene_view_camera import Camera

_SPARE = 0.25
"""How much of the view is drawn beyond each of its edges, so that a drag shows no gap."""


@dataclass(frozen=True)
class _Drawn:
    pixmap: QPixmap
    part: QRectF
    """The part of the scene that the pixels show."""
    scale: float
    ratio: float


class SceneCache:
    """The pixels of one scene round the part in view."""

    def __init__(self) -> None:
        self._drawn: _Drawn | None = None
        self.drawings = 0
        """How often the scene was drawn from its marks."""

    def forget(self) -> None:
        """Let go of the pixels: the scene or its colours changed."""
        self._drawn = None

    def paint(
        self,
        painter: QPainter,
        scene: Scene,
        camera: Camera,
        view: QRectF,
        *,
        moving: bool,
    ) -> None:
        """Draw what of the scene is in view; while it moves, from the pixels there are."""
        ratio = painter.device().devicePixelRatioF()
        drawn = self._drawn
        if drawn is None or not self._is_good(drawn, camera, view, ratio, moving=moving):
            drawn = self._drawn = self._draw(scene, camera, view, ratio)
        painter.drawPixmap(camera.seen(drawn.part), drawn.pixmap, QRectF(drawn.pixmap.rect()))

    def _is_good(
        self, drawn: _Drawn, camera: Camera, view: QRectF, ratio: float, *, moving: bool
    ) -> bool:
        fits = drawn.part.contains(camera.part(view)) and drawn.ratio == ratio
        return fits and (moving or drawn.scale == camera.scale)

    def _draw(self, scene: Scene, camera: Camera, view: QRectF, ratio: float) -> _Drawn:
        self.drawings += 1
        across, down = round(view.width() * _SPARE), round(view.height() * _SPARE)
        larger = view.adjusted(-across, -down, across, down)
        pixmap = QPixmap((QSizeF(larger.size()) * ratio).toSize())
        pixmap.fill(theme().colour("surface"))
        painter = QPainter(pixmap)
        painter.scale(ratio, ratio)
        painter.translate(camera.x - larger.x(), camera.y - larger.y())
        painter.scale(camera.scale, camera.scale)
        paint_scene(painter, scene, theme().palette)
        painter.end()
        return _Drawn(pixmap, camera.part(larger), camera.scale, ratio)
