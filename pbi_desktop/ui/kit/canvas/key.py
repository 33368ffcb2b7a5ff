"""The key of a large network: the kinds there are, or the classes it is coloured by."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.frame import painting
from pbi_desktop.ui.kit.canvas.readable import kind_words
from pbi_desktop.ui.kit.canvas.symbols import Style, paint_symbol
from pbi_desktop.ui.kit.canvas.tones import OF_KIND
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.theme import theme

_PAD = 10
_WIDEST, _TALLEST = 0.4, 0.6
"""How much of the view a key may take; longer words end in dots, a taller key is left out."""


@dataclass
class Key:
    """The key as a pixmap, drawn once for each picture, wish, look and size."""

    columns: Columns
    wish: Wish
    at_end: bool
    _size: QSize = field(default_factory=QSize)
    _pixmap: QPixmap = field(default_factory=QPixmap)
    _plate: QRect = field(default_factory=QRect)

    def paint(self, painter: QPainter, room: QRect, ratio: float) -> None:
        """Put the key in its corner of the room."""
        if self._size != room.size() * ratio:
            self._size = room.size() * ratio
            self._draw(room, ratio)
        if not self._plate.isEmpty():
            at = QPointF(self._plate.topLeft())
            painter.drawPixmap(at, self._pixmap, QRectF(QPointF(), QSizeF(self._pixmap.size())))

    def _draw(self, room: QRect, ratio: float) -> None:
        title = self.wish.decoration.title if self.wish.decoration else ""
        entries = key_entries(self.columns, self.wish)
        self._plate = _plate(title, entries, room, at_end=self.at_end)
        self._pixmap = QPixmap(self._plate.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        if self._plate.isEmpty():
            return
        with painting(self._pixmap) as on:
            on.translate(-self._plate.topLeft())
            paint_key(on, title, entries, self._plate.adjusted(1, 1, -1, -1), at_end=self.at_end)


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


def _plate(title: str, entries: list[tuple[str, Style]], room: QRect, *, at_end: bool) -> QRect:
    """Return where the key lies: the lower corner where reading begins; empty without room."""
    words = ([title] if title else []) + [text for text, _style in entries]
    if not entries:
        return QRect()
    metrics, mark = QFontMetrics(theme().font("meta")), theme().px(7)
    before = [0] * bool(title) + [2 * mark + _PAD] * len(entries)
    needed = [metrics.horizontalAdvance(t) + more for t, more in zip(words, before, strict=True)]
    wide = min(max(needed) + 2 * _PAD + mark, round(room.width() * _WIDEST))
    tall = _line() * len(words) + _PAD + 2
    if tall > room.height() * _TALLEST or wide < 4 * mark + 3 * _PAD:
        return QRect()
    left = room.right() - wide - _PAD if at_end else room.left() + _PAD
    return QRect(left, room.bottom() - tall - _PAD, wide, tall)


def _line() -> int:
    return round(QFontMetrics(theme().font("meta")).height() * 1.35)


def paint_key(
    painter: QPainter, title: str, entries: list[tuple[str, Style]], plate: QRect, *, at_end: bool
) -> None:
    """Draw the key on its plate."""
    look, left, wide = theme(), plate.left(), plate.width()
    line, mark = _line(), look.px(7)
    painter.setFont(look.font("meta"))
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


def _write(painter: QPainter, where: QRect, text: str, ink: QColor, *, at_end: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    painter.setPen(ink)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, int(flags), said)
