"""What lies over the drawing: the node chosen with its links, the ring, its name, and the key."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.ui.kit.canvas.camera import Camera
from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.labels import LabelPixmaps
from pbi_desktop.ui.kit.canvas.marks import LARGEST, LEAST
from pbi_desktop.ui.kit.canvas.readable import kind_words
from pbi_desktop.ui.kit.canvas.symbols import Style, paint_symbol
from pbi_desktop.ui.kit.canvas.tones import OF_KIND
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.focus_ring import INK, RING
from pbi_desktop.ui.kit.theme import theme

_MOST_LINKS = 60
_PAD = 10


@dataclass(frozen=True)
class Marked:
    """A node to be told apart, with the node it was reached from along a link, or -1."""

    node: int
    origin: int = -1


@dataclass(frozen=True)
class Drawn:
    """A picture as a camera sees it."""

    columns: Columns
    camera: Camera

    def point(self, node: int) -> QPointF:
        """Return where a node stands in the view."""
        return QPointF(*self.camera.seen(float(self.columns.x[node]), float(self.columns.y[node])))

    def line(self, one: int, other: int) -> QLineF:
        """Return the line between the rims of two marks."""
        line = QLineF(self.point(one), self.point(other))
        start, end = (self.radius(node) + 3 for node in (one, other))
        if line.length() > start + end:
            line = QLineF(
                line.pointAt(start / line.length()), line.pointAt(1 - end / line.length())
            )
        return line

    def radius(self, node: int) -> float:
        """Return the radius of a mark in the view."""
        size = float(self.columns.size[node]) * self.camera.scale
        return min(max(size, LEAST), LARGEST)


@dataclass(frozen=True)
class Name:
    """Words for a mark: where its middle is, and how large it is."""

    words: str
    middle: QPointF
    radius: float


def paint_chosen(
    painter: QPainter, drawn: Drawn, marked: Marked, radius: float, *, keyboard: bool
) -> None:
    """Draw the links of the node chosen, and the ink edge and ring round it."""
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    about = marked.origin if marked.origin >= 0 else marked.node
    ends = [int(node) for node in drawn.columns.links(about)[:_MOST_LINKS]]
    painter.setPen(QPen(look.colour("primary"), 1.4))
    painter.drawLines([drawn.line(about, other) for other in ends])
    if marked.origin >= 0:
        painter.setPen(QPen(look.colour("primary"), 3.5))
        painter.drawLine(drawn.line(marked.origin, marked.node))
    at = drawn.point(marked.node)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rings = [(INK, radius + 3.0, "ink")]
    if keyboard:
        rings.append((RING, radius + 3.0 + (INK + RING) / 2, "focus"))
    for wide, out, tone in rings:
        painter.setPen(QPen(look.colour(tone), wide))
        painter.drawEllipse(at, out, out)


def paint_name(painter: QPainter, labels: LabelPixmaps, name: Name, room: QRect) -> None:
    """Draw a name on a plate beside a mark, inside the room there is."""
    look = theme()
    font, ratio = look.font("dense-strong"), painter.device().devicePixelRatioF()
    font.setPixelSize(round(font.pixelSize() * ratio))
    pixmap = labels.pixmap(name.words, font, look.colour("ink"), look.colour("surface"))
    wide, tall = pixmap.width() / ratio, pixmap.height() / ratio
    left = name.middle.x() + name.radius + 9
    if left + wide + 8 > room.right():
        left = name.middle.x() - name.radius - 17 - wide
    where = QRectF(max(left, 2.0), name.middle.y() - tall / 2 - 1, wide + 8, tall + 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("control"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(where, 6, 6)
    painter.drawPixmap(
        QRectF(where.x() + 4, where.y() + 1, wide, tall), pixmap, QRectF(pixmap.rect())
    )


def key_entries(columns: Columns, wish: Wish) -> list[tuple[str, Style]]:
    """Return what the key tells: the kinds there are, or the classes of the decoration."""
    look = theme()
    if wish.decoration is not None:
        return [
            (entry.words, Style(NodeKind.PERSON, look.colour(entry.tone).rgb(), entry.hollow))
            for entry in wish.decoration.classes
        ]
    return [
        (kind_words(kind), Style(kind, look.colour(OF_KIND[kind]).rgb())) for kind in columns.kinds
    ]


def paint_key(
    painter: QPainter, title: str, entries: list[tuple[str, Style]], room: QRect, *, at_end: bool
) -> QRect:
    """Draw the key in the lower corner where reading begins; returns where its plate is."""
    if not entries:
        return QRect()
    look = theme()
    font = look.font("meta")
    painter.setFont(font)
    metrics = painter.fontMetrics()
    line, mark = round(metrics.height() * 1.35), look.px(7)
    words = ([title] if title else []) + [text for text, _style in entries]
    wide = max(metrics.horizontalAdvance(text) for text in words) + 3 * _PAD + 2 * mark
    tall = line * len(words) + _PAD
    if wide > room.width() * 0.5 or tall > room.height() * 0.6:
        return QRect()
    left = room.right() - wide - _PAD if at_end else room.left() + _PAD
    plate = QRect(left, room.bottom() - tall - _PAD, wide, tall)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(plate, 8, 8)
    y = plate.top() + _PAD // 2
    if title:
        _write(
            painter,
            QRect(left + _PAD, y, wide - 2 * _PAD, line),
            title,
            look.colour("ink2"),
            at_end=at_end,
        )
        y += line
    for text, style in entries:
        painter.save()
        middle = plate.right() - _PAD - mark if at_end else left + _PAD + mark
        painter.translate(middle, y + line / 2)
        paint_symbol(painter, style, mark * 0.85, look.colour("surface"), large=True)
        painter.restore()
        start = left + _PAD if at_end else left + 2 * _PAD + 2 * mark
        where = QRect(start, y, wide - 3 * _PAD - 2 * mark, line)
        _write(painter, where, text, look.colour("ink"), at_end=at_end)
        y += line
    return plate.adjusted(-1, -1, 2, 2)


def _write(painter: QPainter, where: QRect, text: str, ink: QColor, *, at_end: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    painter.setPen(ink)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(where, int(flags), text)
