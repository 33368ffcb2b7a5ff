"""A scene painted on a page: the marks of the picture in their order, in the colours of paper."""

from pbi_desktop.domain.scene import Align, Icon, Mark, Scene, Shape, Words
from pbi_desktop.reports.icons import GRID, STROKE, icon_steps
from pbi_desktop.reports.pdf.canvas import Rim, TaggedCanvas
from pbi_desktop.reports.pdf.strokes import Placing
from pbi_desktop.reports.typeface import EM, shape

_HALO = 3.0
_SHARE_BEFORE = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}


def paint_scene(canvas: TaggedCanvas, scene: Scene, place: Placing) -> None:
    """Draw every mark of the scene."""
    for mark in scene.marks:
        _paint(canvas, mark, place)


def _paint(canvas: TaggedCanvas, mark: Mark, place: Placing) -> None:
    if isinstance(mark, Shape):
        canvas.shape(mark, place)
    elif isinstance(mark, Words):
        _paint_words(canvas, mark, place)
    else:
        _paint_icon(canvas, mark, place)


def _paint_words(canvas: TaggedCanvas, words: Words, place: Placing) -> None:
    shaped = shape(words.text, words.weight)
    before = shaped.step * words.size / EM * _SHARE_BEFORE[words.align]
    x = place.x + (words.x - before) * place.scale
    y = place.y + words.y * place.scale
    size = words.size * place.scale
    if words.halo is not None:
        canvas.halo(x, y, shaped, size, Rim(words.halo, _HALO * place.scale))
    canvas.words(x, y, shaped, size, words.tint)


def _paint_icon(canvas: TaggedCanvas, icon: Icon, place: Placing) -> None:
    scale = icon.size / GRID * place.scale
    there = Placing(place.x + icon.x * place.scale, place.y + icon.y * place.scale, scale)
    canvas.stroke(icon_steps(icon.name), there, STROKE * scale, icon.tint)
