"""How a card that can be chosen looks: its ground, its outline, and the edge of the chosen one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton

from pbi_desktop.ui.kit.theme import theme

_EDGE, _RADIUS = 7, 10
_DASHES = [5.0, 3.0]


def paint_choosable(card: QAbstractButton, *, dashed: bool = False) -> None:
    """Draw ground and outline of a card: in ink and with a leading edge where it is checked."""
    look, chosen = theme(), card.isChecked()
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(card.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    hover = card.underMouse() and not chosen
    painter.fillPath(path, look.colour("sunken" if hover else "surface"))
    if chosen:
        painter.save()
        painter.setClipPath(path)
        mirrored = card.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = card.width() - _EDGE if mirrored else 0
        painter.fillRect(left, 0, _EDGE, card.height(), look.colour("primary"))
        painter.restore()
    pen = QPen(look.colour("ink" if chosen else "control" if dashed else "line"))
    pen.setWidth(2 if chosen else 1)
    if dashed:
        pen.setDashPattern(_DASHES)
    painter.strokePath(path, pen)
    painter.end()
