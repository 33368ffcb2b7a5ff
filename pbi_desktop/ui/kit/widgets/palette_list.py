"""The answers of the palette: groups, lines with icon, detail and shortcut, drawn by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pbi_desktop.ui.kit.ports import Suggestion
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import key_hint_size, paint_key_hint
from pbi_desktop.ui.kit.writing import write

ITEM = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class PaletteList(QListWidget):
    """The answers under their headings; it never takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What was found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_suggestions(self, found: Sequence[Suggestion]) -> None:
        """Show these, under the name of each group, the first one chosen."""
        self.clear()
        group = ""
        for suggestion in found:
            if suggestion.group != group:
                group = suggestion.group
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            item = QListWidgetItem(_spoken(suggestion))
            item.setData(ITEM, suggestion)
            self.addItem(item)
        if found:
            self.setCurrentRow(1)
        self.updateGeometry()

    def suggestions(self) -> list[Suggestion]:
        """Return what is shown, without headings."""
        items = [self.item(at).data(ITEM) for at in range(self.count())]
        return [item for item in items if isinstance(item, Suggestion)]

    def step(self, step: int) -> None:
        """Choose the answer before or after, over headings; say it aloud."""
        at = self.currentRow() + step
        while 0 <= at < self.count() and not self.item(at).flags() & Qt.ItemFlag.ItemIsEnabled:
            at += 1 if step > 0 else -1
        if 0 <= at < self.count():
            self.setCurrentRow(at)
            announce(self, self.item(at).text())

    def sizeHint(self) -> QSize:
        """Return the height of every answer."""
        return QSize(
            theme().px(400), sum(self.sizeHintForRow(at) for at in range(self.count())) + 4
        )


def _spoken(suggestion: Suggestion) -> str:
    parts = (suggestion.text, suggestion.detail, suggestion.shortcut)
    return ", ".join(part for part in parts if part)


class _Painter(QStyledItemDelegate):
    """Draws a heading, or an answer with its icon, detail and shortcut."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        chosen = index.data(ITEM)
        rect: QRect = option.rect
        look = theme()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(chosen, Suggestion):
            painter.setFont(look.font("meta"))
            painter.setPen(look.colour("ink2"))
            write(painter, rect.adjusted(10, 0, -10, 0), str(index.data()))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(QPen(look.colour("primary"), 1))
                painter.setBrush(look.colour("primary_soft"))
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
            self._paint(painter, rect.adjusted(10, 0, -10, 0), chosen, mirrored=mirrored)
        painter.restore()

    def _paint(self, painter: QPainter, room: QRect, line: Suggestion, *, mirrored: bool) -> None:
        look = theme()
        at = _places(room, line)
        icon = _within(room, at.icon, mirrored)
        look.paint_icon(painter, icon, line.icon or "arrow-right", "ink2")
        for where, words, role, tone in (
            (at.text, line.text, "strong", "ink"),
            (at.detail, line.detail, "support", "ink2"),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(tone))
            write(painter, _within(room, where, mirrored), words)
        if line.shortcut:
            key = _within(room, at.key, mirrored)
            paint_key_hint(painter, key, line.shortcut, look.colour("ink2"))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or an answer."""
        tall = 40 if isinstance(index.data(ITEM), Suggestion) else 24
        return QSize(theme().px(200), theme().px(tall))


def _within(room: QRect, rect: QRect, mirrored: bool) -> QRect:
    if not mirrored:
        return rect
    return QRect(room.left() + room.right() - rect.right(), rect.y(), rect.width(), rect.height())


@dataclass(frozen=True)
class _Places:
    """Where the parts of a line go, before mirroring."""

    icon: QRect
    text: QRect
    detail: QRect
    key: QRect


def _places(room: QRect, line: Suggestion) -> _Places:
    look = theme()
    side = look.px(18)
    icon = QRect(room.left(), room.center().y() - side // 2, side, side)
    key = key_hint_size(line.shortcut).width() + 2 if line.shortcut else 0
    start, end = room.left() + side + 10, room.right() - key - (8 if key else 0)
    words = QFontMetrics(look.font("strong")).horizontalAdvance(line.text) + 2
    text = QRect(start, room.top(), max(min(words, end - start), 1), room.height())
    rest = max(end - text.right() - 10, 0)
    detail = QRect(text.right() + 10, room.top(), rest, room.height())
    return _Places(icon, text, detail, QRect(room.right() - key, room.top(), key, room.height()))
