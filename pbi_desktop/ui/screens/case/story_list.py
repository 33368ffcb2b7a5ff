"""The story as a list: thousands of entries, of which only those in sight are measured and drawn.

Two looks: one line an entry (the Now tab), and whole entries (the Story tab). Heights of whole
entries are measured once for each width, in batches, so that scrolling stays smooth.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.screens.case.story_words import StoryLine, story_line

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ENTRY_ROLE = LINE_ROLE + 1
_TOP = QModelIndex()
_GAP = 10
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class StoryModel(QAbstractListModel):
    """The entries in the order given, with their words."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._entries: list[StoryEntry] = []
        self._today = date.min

    @property
    def entries(self) -> list[StoryEntry]:
        """The entries shown."""
        return list(self._entries)

    def show_entries(self, entries: Sequence[StoryEntry], today: date) -> None:
        """Show these instead of any before."""
        self.beginResetModel()
        self._entries, self._today = list(entries), today
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return an entry, its line, or the whole line in words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        line = story_line(entry, self._today, self._privacy.detail)
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return None


class _Room:
    """Where the parts of an entry go: day, icon, heading, body, mark."""

    def __init__(self, rect: QRect, scale: float) -> None:
        look = theme()
        self.day_width = QFontMetrics(look.font("support")).horizontalAdvance("30 September 2026")
        self.icon = look.px(17)
        self.stacked = scale >= 1.3 or rect.width() < look.px(560)
        self.left = 0 if self.stacked else self.day_width + _GAP
        self.text = self.left + self.icon + _GAP
        self.width = max(rect.width() - self.text, 40)


class _Painter(QStyledItemDelegate):
    """Draws one entry, from the reading side."""

    def __init__(self, view: "StoryList", *, whole: bool) -> None:
        super().__init__(view)
        self._view = view
        self._whole = whole
        self._heights: dict[tuple[UUID, int], int] = {}

    def forget(self) -> None:
        """Measure again: the text size, the words or the width changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of an entry at the width there is."""
        del option
        look = theme()
        width = self._view.viewport().width()
        if not self._whole:
            return QSize(width, look.px(look.look.density.row - 6))
        entry: StoryEntry = index.data(ENTRY_ROLE)
        key = (entry.id, width)
        if key not in self._heights:
            self._heights[key] = self._measure(index.data(LINE_ROLE), width)
        return QSize(width, self._heights[key])

    def _measure(self, line: StoryLine, width: int) -> int:
        look = theme()
        room = _Room(QRect(0, 0, width - 2 * _GAP, 0), look.look.scale)
        tall = self._head_height(room)
        if line.body:
            metrics = QFontMetrics(look.font("dense"))
            box = metrics.boundingRect(QRect(0, 0, room.width, 100_000), _WRAPPED, line.body)
            tall += box.height() + 3
        return tall + 2 * _GAP

    def _head_height(self, room: _Room) -> int:
        look = theme()
        tall = QFontMetrics(look.font("dense-strong")).height()
        return tall * 2 if room.stacked else tall

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry and the line under it."""
        look = theme()
        rect: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text its own
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("primary_soft"))
        painter.setPen(look.colour("line"))
        if self._whole:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line: StoryLine = index.data(LINE_ROLE)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        pen = _Pen(painter, rect, mirrored=mirrored)
        if self._whole:
            self._paint_whole(pen, line)
        else:
            self._paint_line(pen, line)
        painter.restore()

    def _paint_whole(self, pen: "_Pen", line: StoryLine) -> None:
        look = theme()
        room = _Room(QRect(0, 0, pen.width, 0), look.look.scale)
        strong = QFontMetrics(look.font("dense-strong")).height()
        top = _GAP
        pen.words(QRect(0, top, room.day_width, strong), line.day, "support", "ink2")
        if room.stacked:
            top += strong
        pen.icon(QRect(room.left, top + (strong - room.icon) // 2, room.icon, room.icon), line.icon)
        mark = pen.trailing(QRect(room.text, top, room.width, strong), line.mark)
        head = QRect(room.text, top, room.width - mark, strong)
        used = pen.words(head, line.title, "dense-strong", "ink")
        by = QRect(room.text + used + _GAP, top, room.width - mark - used - _GAP, strong)
        pen.words(by, line.by, "support", "ink2")
        body = QRect(room.text, top + strong + 3, room.width, 100_000)
        pen.wrapped(body, line.body)

    def _paint_line(self, pen: "_Pen", line: StoryLine) -> None:
        look = theme()
        tall = pen.height
        side = look.px(17)
        day = min(pen.advance("support", line.day), pen.width // 4)
        day = max(day, min(look.px(98), pen.width // 4))
        pen.words(QRect(0, 0, day, tall), line.day, "support", "ink2")
        at = day + _GAP
        pen.icon(QRect(at, (tall - side) // 2, side, side), line.icon)
        at += side + _GAP
        mark = pen.trailing(QRect(at, 0, pen.width - at, tall), line.mark)
        left = pen.width - at - mark
        first = line.by.split()[0] if line.by else ""
        title = f"{line.title}, {first}" if first else line.title
        share = left if not line.body else min(left, max(look.px(210), left * 2 // 5))
        used = pen.words(QRect(at, 0, share, tall), title, "dense-strong", "ink")
        used = max(used, min(share, look.px(210)))
        body = " ".join(line.body.split())
        pen.words(QRect(at + used + _GAP, 0, left - used - _GAP, tall), body, "dense", "ink")


class _Pen:
    """Writes into one entry by places counted from its reading side."""

    def __init__(self, painter: QPainter, rect: QRect, *, mirrored: bool) -> None:
        self._painter, self._mirrored = painter, mirrored
        self._inside = rect.adjusted(_GAP, 0, -_GAP, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._side = side | Qt.AlignmentFlag.AlignAbsolute

    @property
    def width(self) -> int:
        """How wide the entry is, within its margins."""
        return self._inside.width()

    @property
    def height(self) -> int:
        """How tall the entry is."""
        return self._inside.height()

    def advance(self, role: str, words: str) -> int:
        """Return how wide words are."""
        return QFontMetrics(theme().font(role)).horizontalAdvance(words)

    def place(self, at: QRect) -> QRect:
        """Return a place counted from the reading side as one of the painter."""
        left = (
            self._inside.right() - at.x() - at.width() + 1
            if self._mirrored
            else (self._inside.left() + at.x())
        )
        return QRect(left, self._inside.top() + at.y(), at.width(), at.height())

    def icon(self, at: QRect, name: str) -> None:
        """Draw an icon."""
        theme().paint_icon(self._painter, self.place(at), name, "ink2")

    def words(self, at: QRect, words: str, role: str, tone: str) -> int:
        """Write one line, with dots where it has no room; return how much room it took."""
        if at.width() <= 0 or not words:
            return 0
        font = theme().font(role)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, at.width())
        self._painter.setFont(font)
        self._painter.setPen(theme().colour(tone))
        flags = int(self._side | Qt.AlignmentFlag.AlignVCenter)
        self._painter.drawText(self.place(at), flags, shown)
        return metrics.horizontalAdvance(shown)

    def trailing(self, at: QRect, words: str) -> int:
        """Write at the far side; return how much room it took, with a gap."""
        if not words:
            return 0
        width = min(self.advance("meta", words) + 2, at.width() // 2)
        end = QRect(at.x() + at.width() - width, at.y(), width, at.height())
        self.words(end, words, "meta", "ink2")
        return width + _GAP

    def wrapped(self, at: QRect, words: str) -> None:
        """Write as many lines as it takes."""
        self._painter.setFont(theme().font("dense"))
        self._painter.setPen(theme().colour("ink"))
        self._painter.drawText(self.place(at), int(self._side) | _WRAPPED, words)


class StoryList(QListView):
    """Entries to walk with the arrows; Enter opens one, Tab leaves."""

    opened = Signal(object)  # StoryEntry

    def __init__(self, name: str, privacy: Privacy, *, whole: bool) -> None:
        super().__init__()
        self.story = StoryModel(privacy)
        self._whole = whole
        self.setModel(self.story)
        self._painter = _Painter(self, whole=whole)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._behave()
        self.doubleClicked.connect(self._open)
        theme().changed.connect(self._remeasure)

    def _behave(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setProperty("ringRadius", 4)
        if self._whole:
            self.setLayoutMode(QListView.LayoutMode.Batched)
            self.setBatchSize(200)
        else:
            self.setUniformItemSizes(True)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_entries(self, entries: Sequence[StoryEntry], today: date) -> None:
        """Show these; the entry that was chosen stays chosen if it is still there."""
        index = self.currentIndex()
        before: StoryEntry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        self._painter.forget()
        self.story.show_entries(entries, today)
        if before is not None:
            self._choose(lambda entry: entry.id == before.id)
        self.updateGeometry()

    def _choose(self, wanted: Callable[[StoryEntry], bool]) -> None:
        for at, entry in enumerate(self.story.entries):
            if wanted(entry):
                self.setCurrentIndex(self.story.index(at, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Qt's own keys do the rest."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure whole entries again for another width."""
        if self._whole and event.oldSize().width() != event.size().width():
            self._painter.forget()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of all lines; whole entries scroll instead."""
        look = theme()
        if self._whole:
            return QSize(look.px(480), look.px(400))
        rows = self.story.rowCount()
        return QSize(look.px(320), rows * look.px(look.look.density.row - 6) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return all of the lines, or room for some whole entries."""
        hint = self.sizeHint()
        return QSize(theme().px(200), theme().px(160) if self._whole else hint.height())

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(index.data(ENTRY_ROLE))

    def _remeasure(self) -> None:
        self._painter.forget()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
