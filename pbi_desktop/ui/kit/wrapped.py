"""Words that wrap inside a painted widget: at spaces, and inside a word only if it must."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: int, *, mirrored: bool = False) -> QTextLayout:
    """Return the text broken into lines of a width, standing at the leading edge."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    absolute = Qt.AlignmentFlag.AlignAbsolute
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | absolute)
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def wrapped_height(text: str, font: QFont, width: int) -> int:
    """Return how tall a text is at a width; nothing for no text."""
    if not text:
        return 0
    layout = wrapped(text, font, width)
    return round(sum(layout.lineAt(at).height() for at in range(layout.lineCount())) + 0.5)


def paint_wrapped(painter: QPainter, where: QRect, text: str, *, mirrored: bool) -> None:
    """Draw a text in the painter's font and pen, broken into lines of the rectangle's width."""
    layout = wrapped(text, painter.font(), where.width(), mirrored=mirrored)
    layout.draw(painter, QPointF(where.topLeft()))
