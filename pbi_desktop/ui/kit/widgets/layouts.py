"""Arrangements that fit the room there is: chips that flow on, columns that become fewer."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.ui.kit.theme import theme

Part = QWidget | QLayout | int
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int = 8) -> QHBoxLayout:
    """Return parts side by side in reading order; a number is a gap, 0 takes what is left."""
    return _filled(QHBoxLayout(), parts, spacing)


def column(*parts: Part, spacing: int = 8) -> QVBoxLayout:
    """Return parts one under another; a number is a gap, 0 takes what is left."""
    return _filled(QVBoxLayout(), parts, spacing)


def _filled(box: _Box, parts: Iterable[Part], spacing: int) -> _Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif part:
            box.addSpacing(part)
        else:
            box.addStretch(1)
    return box


def panel(layout: QLayout, *, surface: str = "") -> QWidget:
    """Return a widget that holds a layout, on a ground of the theme if one is named."""
    made = QWidget()
    if surface:
        made.setProperty("surface", surface)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if inner is not None:
            clear(inner)


def scrolled(content: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls up and down, and sideways only if it must."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setProperty("surface", "clear")
    content.setProperty("surface", content.property("surface") or "clear")
    area.setWidget(content)
    return area


def page(*parts: Part) -> QScrollArea:
    """Return a whole screen: parts one under another on the canvas, scrolling as one.

    What height is left over stays below them, unless a 0 among the parts takes it.
    """
    rest = () if 0 in parts else (0,)
    content = panel(column(*parts, *rest, spacing=16))
    layout = content.layout()
    if layout is not None:
        layout.setContentsMargins(24, 18, 24, 24)
    return scrolled(content)


class Flow(QLayout):
    """Lays items in reading order and starts a new line when one is full."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt
        """Return one item, or nothing."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt
        """Remove and return one item, or nothing."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt
        """Return none: a flow takes the height it needs and no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return true: a narrower flow is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size with every item on one line."""
        margins = self.contentsMargins()
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        height = max((hint.height() for hint in hints), default=0)
        return _grown(QSize(width, height), margins)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt
        """Return the room of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return _grown(size, self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            tall = max(item.sizeHint().height() for item in line)
            if move:
                self._place(line, QRect(inner.x(), y, inner.width(), tall))
            y += tall + self._gap
        return max(y - self._gap, inner.y()) - rect.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items, line by line."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = min(item.sizeHint().width(), width)
            if not lines or taken + wide > width:
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += wide + self._gap
        return lines

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        """Put the items of a line beside each other, each in the middle of its height."""
        right_to_left = is_mirrored(self.parentWidget())
        x = 0
        for item in line:
            hint = item.sizeHint()
            width = min(hint.width(), room.width())
            left = room.right() - x - width + 1 if right_to_left else room.x() + x
            top = room.y() + (room.height() - hint.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, hint.height())))
            x += width + self._gap


def is_mirrored(widget: QWidget | None) -> bool:
    """Say whether this widget is read from the right."""
    return widget is not None and widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _grown(size: QSize, margins: QMargins) -> QSize:
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def columns_for(width: int, scale: float, most: int, narrowest: int) -> int:
    """Return how many columns fit: three become two at 130 % text and one at 160 %."""
    by_text = 1 if scale >= 1.6 else 2 if scale >= 1.3 else most
    by_width = max(1, width // max(narrowest, 1))
    return max(1, min(most, by_text, by_width))


class Columns(QWidget):
    """Cards side by side while they fit; fewer columns in less room or with larger text.

    Each card may span several of the columns; cards keep their order, so reading order and Tab
    order stay the same however many columns there are.
    """

    def __init__(self, most: int = 3, *, narrowest: int = 300, gap: int = 16) -> None:
        super().__init__()
        self._most, self._narrowest = most, narrowest
        self._cards: list[tuple[QWidget, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._shown = columns_for(10_000, theme().look.scale, most, 1)
        theme().changed.connect(self._refit)

    @property
    def shown(self) -> int:
        """How many columns there are now."""
        return self._shown

    def add(self, card: QWidget, span: int = 1) -> None:
        """Add a card at the end."""
        self._cards.append((card, span))
        self._place(self._shown)

    def set_cards(self, cards: Sequence[tuple[QWidget, int]]) -> None:
        """Show these cards, each with its span, instead of any before."""
        for old, _span in self._cards:
            self._grid.removeWidget(old)
            if all(old is not card for card, _ in cards):
                old.hide()
                old.deleteLater()
        self._cards = list(cards)
        self._place(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns for the new width."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        scale = theme().look.scale
        wanted = columns_for(self.width(), scale, self._most, theme().px(self._narrowest))
        if wanted != self._shown:
            self._place(wanted)

    def _place(self, columns: int) -> None:
        self._shown = columns
        at_row, at = 0, 0
        for card, span in self._cards:
            width = min(span, columns)
            if at + width > columns:
                at_row, at = at_row + 1, 0
            self._grid.addWidget(card, at_row, at, 1, width)
            at += width
        for index in range(self._most):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
            self._grid.setColumnMinimumWidth(index, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room of one column: narrower windows get fewer columns, never a cut card."""
        widest = max((card.minimumSizeHint().width() for card, _ in self._cards), default=0)
        return QSize(widest, super().minimumSizeHint().height())
