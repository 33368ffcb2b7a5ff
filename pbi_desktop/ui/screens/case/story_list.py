"""The newest of a story as lines: one an entry, as the Now tab shows them; and their model."""

from collections.abc import Sequence
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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.screens.case.story_words import StoryLine, story_line

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ENTRY_ROLE = LINE_ROLE + 1
_TOP = QModelIndex()
_GAP = 10


def line_of(entry: StoryEntry, today: date, privacy: Privacy, main: PersonId | None) -> StoryLine:
    """Return an entry as a line, as far as it may be shown now."""
    other = main is not None and entry.about != main
    return story_line(entry, today, privacy.detail, privacy.name if other else None)


class StoryModel(QAbstractListModel):
    """The entries in the order given, with their words."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._entries: list[StoryEntry] = []
        self._rows: dict[UUID, int] | None = None
        self._today = date.min
        self._main: PersonId | None = None

    @property
    def entries(self) -> list[StoryEntry]:
        """The entries shown."""
        return list(self._entries)

    def entry(self, row: int) -> StoryEntry:
        """Return the entry of a row."""
        return self._entries[row]

    def row_of(self, key: UUID | None) -> int | None:
        """Return the row of an entry, if it is shown."""
        if self._rows is None:
            self._rows = {entry.id: row for row, entry in enumerate(self._entries)}
        return self._rows.get(key) if key is not None else None

    def show_entries(
        self, entries: Sequence[StoryEntry], today: date, *, main: PersonId | None = None
    ) -> None:
        """Show these instead of any before; what is about another than `main` says about whom."""
        self.beginResetModel()
        self._entries, self._rows = list(entries), None
        self._today, self._main = today, main
        self.endResetModel()

    def show_more(
        self, entries: Sequence[StoryEntry], today: date, *, main: PersonId | None
    ) -> bool:
        """Show what these have at the end beyond what is shown; False where they differ before."""
        before = len(self._entries)
        same = (today, main) == (self._today, self._main)
        if not (same and before and list(entries[:before]) == self._entries):
            return False
        if len(entries) > before:
            self.beginInsertRows(QModelIndex(), before, len(entries) - 1)
            self._entries, self._rows = list(entries), None
            self.endInsertRows()
        return True

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
        if role not in (LINE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = line_of(entry, self._today, self._privacy, self._main)
        return line if role == LINE_ROLE else line.spoken


class Pen:
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


class _Painter(QStyledItemDelegate):
    """Draws one entry as one line, from the reading side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        del option, index
        look = theme()
        return QSize(look.px(200), look.px(look.look.density.row - 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        look = theme()
        rect: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text its own
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("primary_soft"))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        self._paint_line(Pen(painter, rect, mirrored=mirrored), index.data(LINE_ROLE))
        painter.restore()

    def _paint_line(self, pen: Pen, line: StoryLine) -> None:
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


class StoryList(QListView):
    """Entries to walk with the arrows; Enter opens one, Tab leaves."""

    opened = Signal(object)  # StoryEntry

    def __init__(self, name: str, privacy: Privacy) -> None:
        super().__init__()
        self.story = StoryModel(privacy)
        self.setModel(self.story)
        self._painter = _Painter(self)
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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setProperty("ringRadius", 4)

    def show_entries(self, entries: Sequence[StoryEntry], today: date) -> None:
        """Show these; the entry that was chosen stays chosen if it is still there."""
        index = self.currentIndex()
        before: StoryEntry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        self.story.show_entries(entries, today)
        row = self.story.row_of(before.id) if before is not None else None
        if row is not None:
            self.setCurrentIndex(self.story.index(row, 0))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Qt's own keys do the rest."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of all lines."""
        look = theme()
        rows = self.story.rowCount()
        return QSize(look.px(320), rows * look.px(look.look.density.row - 6) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the room of all lines."""
        return QSize(theme().px(200), self.sizeHint().height())

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(index.data(ENTRY_ROLE))

    def _remeasure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
