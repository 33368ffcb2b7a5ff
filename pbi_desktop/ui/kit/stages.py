"""The shape and pattern of each stage of coping: told apart without colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from pbi_desktop.ui.kit.theme import theme

_STAR = ((0.5, 0.02), (0.64, 0.36), (0.99, 0.38), (0.72, 0.6), (0.81, 0.95), (0.5, 0.75))
PATTERNS = (
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.HorPattern,
)


def shape(stage: int, box: QRectF) -> QPainterPath:
    """Return the outline of a stage's shape inside a square."""
    path = QPainterPath()
    if stage == 0:
        _polygon(path, box, ((0.5, 0.04), (1, 0.94), (0, 0.94)))
    elif stage == 1:
        _polygon(path, box, ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))
    elif stage == 2:
        inset = box.width() * 0.07
        path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), 1, 1)
    elif stage == 3:
        path.addEllipse(box.adjusted(0.4, 0.4, -0.4, -0.4))
    else:
        _polygon(path, box, (*_STAR, *((1 - x, y) for x, y in reversed(_STAR[1:-1]))))
    return path


def _polygon(path: QPainterPath, box: QRectF, points: tuple[tuple[float, float], ...]) -> None:
    at = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
    path.addPolygon(QPolygonF(at))
    path.closeSubpath()


def paint_stage(painter: QPainter, box: QRectF, stage: int, *, hollow: bool = False) -> None:
    """Draw a stage: solid is the worker's judgement, hollow the person's own view."""
    look = theme()
    colour = QColor(look.palette.stages[stage])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if hollow:
        width = max(box.width() / 8, 1.6)
        path = shape(stage, box.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        painter.fillPath(path, look.colour("surface"))
        painter.strokePath(path, QPen(colour, width))
    else:
        painter.fillPath(shape(stage, box), colour)
        if stage == 3:
            _tick(painter, box)
    painter.restore()


def _tick(painter: QPainter, box: QRectF) -> None:
    pen = QPen(theme().colour("surface"), max(box.width() / 9, 1.4))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = ((0.28, 0.53), (0.44, 0.68), (0.72, 0.36))
    line = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
    painter.drawPolyline(QPolygonF(line))


def stage_brush(stage: int) -> QBrush:
    """Return the fill of a stage for an area, such as a bar: its colour in its own pattern."""
    return QBrush(QColor(theme().palette.stages[stage]), PATTERNS[stage])
