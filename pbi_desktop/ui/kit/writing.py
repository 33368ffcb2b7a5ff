"""Words in painted widgets: at the leading edge, each in the direction of its own script.

QPainter mirrors alignment in a right-to-left window and takes the window's direction for the
text's too, so that "8 days ago" would read "days ago 8". Here the side comes from the window and
the direction from the text.
"""

import re
import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

_LONGEST_RUN, _PIECE = 24, 12
_BREAK, _JOINER = "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH JOINER}"
_LONG_RUN = re.compile(rf"[^ \t\r\n{_BREAK}]{{{_LONGEST_RUN + 1},}}")


def breakable(text: str) -> str:
    """Return a text in which a long run of letters without a space may go on in the next line."""
    return _LONG_RUN.sub(_with_breaks, text)


def _with_breaks(run: re.Match[str]) -> str:
    made: list[str] = []
    since, before = 0, ""
    for letter in run[0]:
        if since >= _PIECE and not _belong_together(before, letter):
            made.append(_BREAK)
            since = 0
        made.append(letter)
        since, before = since + 1, letter
    return "".join(made)


def _belong_together(before: str, letter: str) -> bool:
    """Say whether a mark stays with its letter, or two signs are one picture."""
    return _JOINER in (before, letter) or unicodedata.category(letter).startswith("M")


def reads_right_to_left(text: str) -> bool:
    """Say whether a text begins, in its first strong letter, in a right-to-left script."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def own_direction(text: str) -> Qt.TextFlag:
    """Return the flag that draws a text in the direction of its own script."""
    if reads_right_to_left(text):
        return Qt.TextFlag.TextForceRightToLeft
    return Qt.TextFlag.TextForceLeftToRight


def is_mirrored(widget: QWidget) -> bool:
    """Say whether a widget is laid out from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirror(widget: QWidget, rect: QRect) -> QRect:
    """Return where a rectangle of a widget stands in the widget's own direction."""
    if not is_mirrored(widget):
        return rect
    left = widget.width() - rect.x() - rect.width()
    return QRect(left, rect.y(), rect.width(), rect.height())


def write(painter: QPainter, where: QRect, text: str, *, at_end: bool = False) -> int:
    """Draw one line, at the leading edge or the trailing one, dots for what does not fit.

    Returns the width it took.
    """
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored != at_end else Qt.AlignmentFlag.AlignLeft
    own = own_direction(text)
    fixed = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    flags = int(side) | int(fixed) | int(own) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(where, flags, shown)
    return metrics.horizontalAdvance(shown)


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
