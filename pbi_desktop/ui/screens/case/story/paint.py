"""One entry of the whole story as it is drawn: day, heading, words, and what sort of statement.

Fact, opinion and what somebody told differ in a word, a sign and the bar beside the text: a solid
one, a broken one, a double one.
"""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextLayout

from pbi_desktop.domain.casework import Marking
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.writing import breakable, wrapped
from pbi_desktop.ui.screens.case.story_list import Pen
from pbi_desktop.ui.screens.case.story_words import MARK_ICONS, StoryLine

MOST_LINES = 6
_GAP = 10
_BAR = 12
_STACKED_FROM = 1.3
_LETTER_SHARE = 0.5
"""How wide a letter is on the whole, of its font's height."""
REST = "… Enter shows the rest"


class RowRoom:
    """Where the parts of an entry go at a width."""

    def __init__(self, width: int) -> None:
        look = theme()
        strong, support = (
            QFontMetrics(look.font("dense-strong")),
            QFontMetrics(look.font("support")),
        )
        self.day = support.horizontalAdvance("30 September 2026")
        self.icon, self.head = look.px(17), strong.height()
        self.line, self.meta = QFontMetrics(look.font("dense")).lineSpacing(), support.height()
        inside = width - 2 * _GAP
        self.stacked = look.look.scale >= _STACKED_FROM or inside < look.px(560)
        self.left = 0 if self.stacked else self.day + _GAP
        self.text = self.left + self.icon + _GAP
        self.width = max(inside - self.text, 40)
        self.top = _GAP + (self.head if self.stacked else 0)
        """Where the heading begins."""


def guess_height(letters: int, room: RowRoom) -> int:
    """Return about how tall an entry with so many letters is."""
    by_line = max(8, int(room.width / (room.line * _LETTER_SHARE)))
    lines = min(-(-letters // by_line), MOST_LINES)
    return room.top + room.head + lines * room.line + _GAP


def measure(line: StoryLine, room: RowRoom) -> int:
    """Return how tall an entry is."""
    tall = room.top + room.head + _GAP
    if room.stacked:
        tall += sum(room.meta for words in (line.who, line.mark) if words)
    if line.body:
        lines, cut = _lines(line, room)
        tall += 3 + round(sum(lines.lineAt(at).height() for at in range(_shown(lines)))) + 1
        tall += room.meta if cut else 0
    return tall + (room.meta + 3 if line.corrected else 0)


def paint_row(
    painter: QPainter, rect: QRect, line: StoryLine, *, mirrored: bool, chosen: bool
) -> None:
    """Draw one entry and the line under it."""
    look = theme()
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text its own
    if chosen:
        painter.fillRect(rect, look.colour("primary_soft"))
        if not look.palette.soft_fills:
            painter.setPen(QPen(look.colour("ink"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
    painter.setPen(look.colour("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    pen = Pen(painter, rect, mirrored=mirrored)
    room = RowRoom(rect.width())
    pen.words(QRect(0, _GAP, room.day, room.head), line.day, "support", "ink2")
    at = QRect(room.left, room.top + (room.head - room.icon) // 2, room.icon, room.icon)
    pen.icon(at, line.icon)
    top = _paint_stacked(pen, line, room) if room.stacked else _paint_head(pen, line, room)
    if line.body:
        top = _paint_body(painter, pen, line, room, top + 3, mirrored=mirrored)
    if line.corrected:
        _paint_corrected(pen, line, room, top + 3)
    painter.restore()


def _paint_head(pen: Pen, line: StoryLine, room: RowRoom) -> int:
    """Draw heading, who and mark on one line; return where it ends."""
    mark = _paint_mark(pen, line, QRect(room.text, room.top, room.width, room.head), at_end=True)
    left = room.width - mark
    used = pen.words(QRect(room.text, room.top, left, room.head), line.title, "dense-strong", "ink")
    who = QRect(room.text + used + _GAP, room.top, left - used - _GAP, room.head)
    pen.words(who, line.who, "support", "ink2")
    return room.top + room.head


def _paint_stacked(pen: Pen, line: StoryLine, room: RowRoom) -> int:
    """Draw heading, who and mark under one another; return where they end."""
    top = room.top
    pen.words(QRect(room.text, top, room.width, room.head), line.title, "dense-strong", "ink")
    top += room.head
    if line.who:
        pen.words(QRect(room.text, top, room.width, room.meta), line.who, "support", "ink2")
        top += room.meta
    if line.mark:
        _paint_mark(pen, line, QRect(room.text, top, room.width, room.meta), at_end=False)
        top += room.meta
    return top


def _paint_mark(pen: Pen, line: StoryLine, room: QRect, *, at_end: bool) -> int:
    """Draw the sign and word of what sort of statement it is; return the width it took."""
    if not line.mark or line.marking is None:
        return 0
    side = theme().px(15)
    words = min(pen.advance("support", line.mark) + 2, room.width() // 2)
    width = side + 5 + words
    left = room.x() + (room.width() - width if at_end else 0)
    middle = room.y() + (room.height() - side) // 2
    pen.icon(QRect(left, middle, side, side), MARK_ICONS[line.marking])
    box = QRect(left + side + 5, room.y(), words, room.height())
    pen.words(box, line.mark, "support", "ink")
    return width + _GAP


def _paint_body(  # noqa: PLR0913 - where and how
    painter: QPainter, pen: Pen, line: StoryLine, room: RowRoom, top: int, *, mirrored: bool
) -> int:
    look = theme()
    lines, cut = _lines(line, room, mirrored=mirrored)
    inset = _inset(line)
    tall = round(sum(lines.lineAt(at).height() for at in range(_shown(lines)))) + 1
    place = pen.place(QRect(room.text + inset, top, room.width - inset, tall))
    painter.setPen(look.colour("ink"))
    in_sight = QRectF(place.adjusted(0, 0, 0, -2))  # the line below only touches it
    lines.draw(painter, QPointF(place.topLeft()), _voices(line), in_sight)
    end = top + tall
    if cut:
        rest = QRect(room.text + inset, end, room.width - inset, room.meta)
        pen.words(rest, REST, "support", "primary")
        end += room.meta
    if line.marking is not None:
        _paint_bar(painter, pen.place(QRect(room.text, top, _BAR, end - top)), line.marking)
    return end


def _voices(line: StoryLine) -> list[QTextLayout.FormatRange]:
    """Return how somebody's own words are told apart: by colour, and by their quotation marks."""
    if not line.voice:
        return []
    own = QTextLayout.FormatRange()
    own.start, own.length = 0, len(breakable(line.body[: line.voice]))
    own.format.setForeground(theme().colour("voice"))
    return [own]


def _paint_bar(painter: QPainter, where: QRect, marking: Marking) -> None:
    """Draw the bar beside it: solid for a fact, broken for an opinion, double for what was told."""
    middle = where.center().x()
    style = Qt.PenStyle.DashLine if marking is Marking.OPINION else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme().colour("ink2"), 3 if marking is Marking.FACT else 2, style))
    beside = (-2, 2) if marking is Marking.TOLD else (0,)
    for by in beside:
        x = middle + by + 0.5
        painter.drawLine(QLineF(x, where.top() + 2, x, where.bottom() - 1))


def _paint_corrected(pen: Pen, line: StoryLine, room: RowRoom, top: int) -> None:
    side = theme().px(15)
    pen.icon(QRect(room.text, top + (room.meta - side) // 2, side, side), "history")
    words = QRect(room.text + side + 5, top, room.width - side - 5, room.meta)
    pen.words(words, f"{line.corrected}. Enter shows more.", "support", "ink2")


def _inset(line: StoryLine) -> int:
    return _BAR + 4 if line.marking is not None else 0


def _lines(line: StoryLine, room: RowRoom, *, mirrored: bool = False) -> tuple[QTextLayout, bool]:
    """Return the words broken into lines, and whether there are more than are shown."""
    # What cannot be in sight need not be broken into lines: a story may be a book.
    most = MOST_LINES * 400
    text = breakable(line.body[:most])
    lines = wrapped(text, theme().font("dense"), room.width - _inset(line), mirrored=mirrored)
    return lines, lines.lineCount() > MOST_LINES or len(line.body) > most


def _shown(lines: QTextLayout) -> int:
    return min(lines.lineCount(), MOST_LINES)
