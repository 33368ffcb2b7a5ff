"""The whole story as a list of any length: only what is in sight is measured and drawn.

It is a QListView for its keyboard, its selection and its voice to screen readers; where the rows
stand is worked out here, since Qt's own way measures every row before the last is reached.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.screens.case.story.heights import Heights
from pbi_desktop.ui.screens.case.story.paint import RowRoom, guess_height, measure, paint_row
from pbi_desktop.ui.screens.case.story_list import ENTRY_ROLE, LINE_ROLE, Index, StoryModel
from pbi_desktop.ui.screens.case.story_words import StoryLine

_STEP = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StoryRows(QListView):
    """Entries to walk with the arrows, Page Up and Down, Home and End; Enter opens one."""

    opened = Signal(object)  # StoryEntry
    walked = Signal(object)  # StoryEntry

    def __init__(self, name: str, privacy: Privacy) -> None:
        super().__init__()
        self.story = StoryModel(privacy)
        self.setModel(self.story)
        self._heights = Heights()
        self._settling = False
        self.measured = self.painted = 0
        """How many rows were measured and drawn since the list was made."""
        self.setAccessibleName(name)
        self._behave()
        self.clicked.connect(self._open)
        theme().changed.connect(self.measure_again)

    def _behave(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setProperty("ringRadius", 4)

    # What is shown

    def show_entries(
        self, entries: Sequence[StoryEntry], today: date, *, main: PersonId | None = None
    ) -> None:
        """Show these; what is in sight stays in place, and what is chosen stays chosen."""
        before = self.story.rowCount()
        if self.story.show_more(entries, today, main=main):
            self._heights.extend(self._guesses(entries[before:]))
            self.updateGeometries()
            return
        held, offset, current = self._hold()
        self.story.show_entries(entries, today, main=main)
        self._heights.begin(self._guesses(entries))
        self.updateGeometries()
        self._put_back(held, offset, current)

    def entry_now(self) -> StoryEntry | None:
        """Return the entry that is chosen."""
        index = self.currentIndex()
        found: StoryEntry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        return found

    def measure_again(self) -> None:
        """Measure the rows in sight again: the text size, the width or the words changed."""
        self._measure_for(self.viewport().height())

    def _measure_for(self, tall: int) -> None:
        """Measure again; what is chosen stays in sight if it was, in a room so tall."""
        in_sight = self.currentIndex().row() in self._rows_in_sight(tall)
        held, offset, current = self._hold()
        self._heights.begin(self._guesses(self.story.entries))
        self.updateGeometries()
        self._put_back(held, offset, current)
        if in_sight:
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _guesses(self, entries: Sequence[StoryEntry]) -> list[int]:
        room = self._room()
        return [guess_height(len(entry.body), room) for entry in entries]

    def _room(self) -> RowRoom:
        return RowRoom(self.viewport().width())

    def _hold(self) -> tuple[UUID | None, int, UUID | None]:
        """Return which entry is at the top and how far it is scrolled off, and which is chosen."""
        current, place = self.entry_now(), self.verticalScrollBar().value()
        row = self._heights.row_at(place)
        if row < 0 or place == 0:
            return None, 0, current.id if current else None
        return (
            self.story.entry(row).id,
            place - self._heights.top(row),
            current.id if current else None,
        )

    def _put_back(self, held: UUID | None, offset: int, current: UUID | None) -> None:
        row = self.story.row_of(held)
        if row is not None:
            self._heights.measure(row, self._measure)
            self._go(self._heights.top(row) + offset)
        at = self.story.row_of(current)
        if at is not None:
            model = self.selectionModel()
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            model.setCurrentIndex(self.story.index(at, 0), command)

    # Where the rows stand

    def _measure(self, row: int) -> int:
        self.measured += 1
        line: StoryLine = self.story.index(row, 0).data(LINE_ROLE)
        return measure(line, self._room())

    def _settle(self) -> None:
        """Measure what came into sight, without letting anything jump."""
        if self._settling or not self._heights.count:
            return
        place = self.verticalScrollBar().value()
        self._go(self._heights.show_from(place, self.viewport().height(), self._measure))

    def _go(self, place: int) -> None:
        """Scroll to a place, and fit the bar to what is known by now."""
        self._settling = True
        bar = self.verticalScrollBar()
        tall = self.viewport().height()
        bar.setRange(0, max(0, self._heights.total - tall))
        bar.setPageStep(tall)
        bar.setSingleStep(theme().px(_STEP))
        bar.setValue(place)
        self._settling = False
        self.viewport().update()

    def _rows_in_sight(self, tall: int) -> range:
        place = self.verticalScrollBar().value()
        if not self._heights.count:
            return range(0)
        return range(self._heights.row_at(place), self._heights.row_at(place + tall - 1) + 1)

    # For Qt

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt
        """Lay nothing out beforehand."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt
        """Fit the bar to the rows."""
        if self._heights.count != self.story.rowCount():
            return  # the model is being filled: `show_entries` says when it is done
        self._go(self.verticalScrollBar().value())
        self._settle()

    def verticalOffset(self) -> int:  # noqa: N802 - Qt
        """Return how far the list is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt
        """Return nothing: it scrolls one way only."""
        return 0

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt
        """Return where an entry stands in sight."""
        row = index.row()
        if not index.isValid() or row >= self._heights.count:
            return QRect()
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights.tall(row))

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt
        """Return the entry at a point."""
        place = point.y() + self.verticalOffset()
        if not 0 <= place < self._heights.total:
            return QModelIndex()
        return self.story.index(self._heights.row_at(place), 0)

    def scrollTo(  # noqa: N802 - Qt
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring an entry into sight."""
        del hint
        row, room = index.row(), self.viewport().height()
        if not index.isValid() or row >= self._heights.count or room <= 0:
            return
        self._heights.measure(row, self._measure)
        top, end, place = self._heights.top(row), self._heights.end(row), self.verticalOffset()
        if top < place or self._heights.tall(row) >= room:
            place = top
        elif end > place + room:
            place = self._heights.show_until(row, room, self._measure)
        self._go(place)
        self._settle()

    def moveCursor(  # noqa: N802 - Qt
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the entry that a key leads to."""
        del modifiers
        row, last = max(self.currentIndex().row(), 0), self._heights.count - 1
        if last < 0:
            return QModelIndex()
        step = QAbstractItemView.CursorAction
        page = self.viewport().height()
        to = {
            step.MoveUp: row - 1,
            step.MovePrevious: row - 1,
            step.MoveDown: row + 1 if self.currentIndex().isValid() else 0,
            step.MoveNext: row + 1 if self.currentIndex().isValid() else 0,
            step.MoveHome: 0,
            step.MoveEnd: last,
        }.get(action, row)
        if action is step.MovePageDown:
            to = max(row + 1, self._heights.row_at(self._heights.top(row) + page))
        elif action is step.MovePageUp:
            to = min(row - 1, self._heights.row_at(self._heights.top(row) - page))
        return self.story.index(min(max(to, 0), last), 0)

    def setSelection(  # noqa: N802 - Qt
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Choose the entry in the middle of a place."""
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt
        """Return what to draw anew: all that is in sight."""
        del selection
        return QRegion(self.viewport().rect())

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt
        """Search nothing by its first letters: words are sought in the box above."""
        del search

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt
        """Measure what comes into sight, and draw it."""
        del dx, dy
        self._settle()
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt
        """Bring the chosen entry into sight, and have it read out."""
        QAbstractItemView.currentChanged(self, current, previous)
        if not current.isValid():
            return
        self.scrollTo(current)
        if self.hasFocus():
            said = QAccessibleEvent(self, QAccessible.Event.Focus)
            said.setChild(current.row())
            QAccessible.updateAccessibility(said)
        self.walked.emit(current.data(ENTRY_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Qt's own keys do the rest."""
        if event.key() in _ENTER and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the rows to the room there is."""
        super().showEvent(event)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again for another width; what is chosen stays in sight."""
        super().resizeEvent(event)
        before, now = event.oldSize(), event.size()
        if before.width() != now.width():
            self._measure_for(before.height())
            return
        in_sight = self.currentIndex().row() in self._rows_in_sight(before.height())
        self.updateGeometries()
        if in_sight:
            self.scrollTo(self.currentIndex())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        painter = QPainter(self.viewport())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        current = self.currentIndex().row()
        for row in self._rows_in_sight(self.viewport().height()):
            self.painted += 1
            index = self.story.index(row, 0)
            paint_row(
                painter,
                self.visualRect(index),
                index.data(LINE_ROLE),
                mirrored=mirrored,
                chosen=row == current,
            )
        painter.end()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(index.data(ENTRY_ROLE))
