"""A scene on the screen: its marks in the colours in force, its words as wide as on paper."""

from functools import cache, lru_cache

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen, QRawFont

from pbi_desktop.domain.scene import (
    Align,
    Close,
    Curve,
    Icon,
    Line,
    Mark,
    Move,
    Pattern,
    Scene,
    Shape,
    Step,
    Tint,
    Weight,
    Words,
)
from pbi_desktop.reports.icons import GRID, STROKE, icon_steps
from pbi_desktop.reports.typeface import BOX, EM, face_path, shape
from pbi_desktop.ui.kit.tokens import LIGHT, Palette

_STAGES = (Tint.CRISIS, Tint.NOT_COPING, Tint.COPING, Tint.ADAPTED, Tint.THRIVING)
_SHARE_BEFORE = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}
_DRAWN_AT = 100
"""Letters are drawn this large and scaled down: no rounding to pixels, so paper agrees."""
_PER_EM = _DRAWN_AT / EM
_HALO = 3.0
_PIXELS_A_POINT = 2.0
_TILE = 6.0


def paint_scene(painter: QPainter, scene: Scene, palette: Palette) -> None:
    """Draw the marks of a scene in its own points; the caller moves and scales the painter."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in scene.marks:
        if isinstance(mark, Shape):
            _paint_shape(painter, mark, palette)
        elif isinstance(mark, Words):
            _paint_words(painter, mark, palette)
        else:
            _paint_icon(painter, mark, palette)
    painter.restore()


def scene_image(scene: Scene, scale: float = 1.0, palette: Palette = LIGHT) -> QImage:
    """Return the scene as a picture of `scale` pixels a point, on the ground of the palette."""
    size = QSizeF(scene.width * scale, scene.height * scale).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.surface))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_scene(painter, scene, palette)
    painter.end()
    return image


def inked_part(scene: Scene) -> QRectF:
    """Return the part of a scene that its marks fill: paper has margins, a screen has none."""
    found = QRectF()
    for mark in scene.marks:
        if not _is_ground(mark):
            found = found.united(_box(mark))
    whole = QRectF(0, 0, scene.width, scene.height)
    return found.intersected(whole) or whole


def _is_ground(mark: Mark) -> bool:
    """Say whether a mark only covers what lies under it."""
    return isinstance(mark, Shape) and mark.fill is Tint.SURFACE and mark.stroke is None


def _box(mark: Mark) -> QRectF:
    if isinstance(mark, Shape):
        rim = mark.width / 2 if mark.stroke is not None else 0.0
        return _path(mark.steps).controlPointRect().adjusted(-rim, -rim, rim, rim)
    if isinstance(mark, Icon):
        return QRectF(mark.x, mark.y, mark.size, mark.size)
    wide = _letters(mark.text, mark.weight)[1] * mark.size / _DRAWN_AT
    return QRectF(
        mark.x - wide * _SHARE_BEFORE[mark.align], mark.y - mark.size, wide, mark.size * 1.3
    )


def scene_png(scene: Scene) -> bytes:
    """Return the scene in the light colours as PNG, at two pixels a point."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not scene_image(scene, _PIXELS_A_POINT).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be made")
    return bytes(buffer.data().data())


def tint_colour(tint: Tint, palette: Palette) -> QColor:
    """Return what a tint looks like in a palette."""
    if tint in _STAGES:
        return QColor(palette.stages[_STAGES.index(tint)])
    return QColor(getattr(palette, tint.value))


# --- shapes --------------------------------------------------------------------------------------


def _path(steps: tuple[Step, ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for step in steps:
        if isinstance(step, Move):
            path.moveTo(step.x, step.y)
        elif isinstance(step, Line):
            path.lineTo(step.x, step.y)
        elif isinstance(step, Curve):
            path.cubicTo(step.x1, step.y1, step.x2, step.y2, step.x, step.y)
        elif isinstance(step, Close):
            path.closeSubpath()
    return path


def _paint_shape(painter: QPainter, shape: Shape, palette: Palette) -> None:
    path = _path(shape.steps)
    if shape.fill is not None:
        painter.setOpacity(shape.opacity)
        painter.fillPath(path, tint_colour(shape.fill, palette))
        if shape.pattern is not Pattern.SOLID:
            _paint_pattern(painter, path, shape.pattern, QColor(palette.surface))
        painter.setOpacity(1.0)
    if shape.stroke is not None and shape.width > 0:
        pen = QPen(tint_colour(shape.stroke, palette), shape.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if shape.dash:  # Qt counts dashes in widths of the line
            pen.setDashPattern([part / shape.width for part in _even(shape.dash)])
        painter.strokePath(path, pen)


def _even(dash: tuple[float, ...]) -> tuple[float, ...]:
    """Return on and off in pairs, as a line of an odd number of parts repeats them."""
    return dash if len(dash) % 2 == 0 else dash * 2


def _paint_pattern(painter: QPainter, path: QPainterPath, pattern: Pattern, ground: QColor) -> None:
    """Lay lines or dots of the ground over an area; the pattern hangs on the scene's corner."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    box = path.boundingRect()
    if pattern is Pattern.DOTS:
        painter.fillPath(_dots(box), ground)
    else:
        lines = _diagonals(box, rising=True)
        if pattern is Pattern.CROSS_HATCH:
            lines.addPath(_diagonals(box, rising=False))
        painter.strokePath(lines, QPen(ground, 1.0))
    painter.restore()


def _diagonals(box: QRectF, *, rising: bool) -> QPainterPath:
    """Return the slanting lines over a box, one for each tile."""
    path = QPainterPath()
    first = box.left() - box.height()
    corner = box.bottom() if rising else box.top()
    # A rising line keeps x + y, a falling one x - y, at a multiple of the tile.
    shift = corner if rising else -corner
    start = ((first + shift) // _TILE) * _TILE - shift
    end_y = box.top() if rising else box.bottom()
    while start <= box.right():
        path.moveTo(start, corner)
        path.lineTo(start + box.height(), end_y)
        start += _TILE
    return path


def _dots(box: QRectF) -> QPainterPath:
    """Return the dots over a box, one in the middle of each tile."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    y = (box.top() // _TILE) * _TILE + _TILE / 2
    while y - 1 <= box.bottom():
        x = (box.left() // _TILE) * _TILE + _TILE / 2
        while x - 1 <= box.right():
            path.addEllipse(QPointF(x, y), 1.0, 1.0)
            x += _TILE
        y += _TILE
    return path


# --- words and icons -----------------------------------------------------------------------------


def _paint_words(painter: QPainter, words: Words, palette: Palette) -> None:
    letters, advance = _letters(words.text, words.weight)
    scale = words.size / _DRAWN_AT
    painter.save()
    painter.translate(words.x - advance * scale * _SHARE_BEFORE[words.align], words.y)
    painter.scale(scale, scale)
    if words.halo is not None:
        rim = QPen(tint_colour(words.halo, palette), _HALO / scale)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(letters, rim)
    painter.fillPath(letters, tint_colour(words.tint, palette))
    painter.restore()


@lru_cache(maxsize=2_000)
def _letters(text: str, weight: Weight) -> tuple[QPainterPath, float]:
    """Return the outlines of the glyphs that paper shows, and how far they reach."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    at = 0.0
    for run in shape(text, weight).runs:
        face = _face(run.face) if run.face != BOX else None
        for glyph in run.glyphs:
            if face is None:
                path.addPath(_empty_box(at, glyph.step * _PER_EM))
            else:
                x, y = at + glyph.right * _PER_EM, -glyph.up * _PER_EM
                path.addPath(face.pathForGlyph(glyph.number).translated(x, y))
            at += glyph.step * _PER_EM
    return path, at


@cache
def _face(name: str) -> QRawFont:
    unhinted = QFont.HintingPreference.PreferNoHinting
    face = QRawFont(str(face_path(name)), _DRAWN_AT, unhinted)
    if not face.isValid():
        raise FileNotFoundError(face_path(name))
    return face


def _paint_icon(painter: QPainter, icon: Icon, palette: Palette) -> None:
    pen = QPen(tint_colour(icon.tint, palette), STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.translate(icon.x, icon.y)
    painter.scale(icon.size / GRID, icon.size / GRID)
    painter.strokePath(_path(icon_steps(icon.name)), pen)
    painter.restore()


def _empty_box(left: float, step: float) -> QPainterPath:
    """Return the box that stands for a letter that no bundled face holds."""
    outer, inner = QPainterPath(), QPainterPath()
    room = QRectF(left + step * 0.1, -_DRAWN_AT * 0.68, step * 0.8, _DRAWN_AT * 0.68)
    rim = _DRAWN_AT * 0.06
    outer.addRect(room)
    inner.addRect(room.adjusted(rim, rim, -rim, -rim))
    return outer.subtracted(inner)
