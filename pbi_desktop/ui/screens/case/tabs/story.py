"""The Story tab: everything that happened, told once, newest first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import CaseBefore, PastWords, StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.layouts import panel, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.story.filter_bar import FilterBar
from pbi_desktop.ui.screens.case.story.pane import EntryPane
from pbi_desktop.ui.screens.case.story.rows import StoryRows
from pbi_desktop.ui.screens.case.story_filters import NO_FILTER, Sieve, StoryFilter, say_count
from pbi_desktop.ui.screens.case.tabs.page import TabPage

_BESIDE_FROM = 940
_LARGE = 1.6


class StoryTab(TabPage):
    """The whole story under filters, and one entry of it in whole."""

    note_wanted = Signal()
    chronology_wanted = Signal()
    past_wanted = Signal(object)  # StoryEntry
    earlier_wanted = Signal(bool)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the story", lines=8)
        self._entries: tuple[StoryEntry, ...] = ()
        self._people: tuple[PersonChoice, ...] = ()
        self._today = date.min
        self._more = self._may_write = False
        self._case: CaseId | None = None
        self._kept: dict[CaseId, StoryFilter] = {}
        self._sieve = Sieve()
        self._privacy = privacy
        self.bar = FilterBar(privacy)
        self.search, self.count, self.all_button = self.bar.search, self.bar.count, self.bar.all
        self.list = StoryRows("The story, newest first", privacy)
        self.pane = EntryPane(privacy)
        self._empty = EmptyState(
            "Nothing is written yet. The first note starts the story.", "Write a note", key="Ctrl J"
        )
        self._none = EmptyState("No entry fits these filters. Esc shows all.")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(16)
        self._sides.addWidget(self.list, 3)
        self._sides.addWidget(self.pane, 2)
        self.pane.hide()
        self._both = panel(self._sides)
        card = Card()
        for part in (self.bar, self._empty, self._none):
            card.add(part)
        card.add(self._both, 1)
        around = QWidget()
        box = QVBoxLayout(around)
        box.setContentsMargins(24, 14, 24, 14)
        box.addWidget(card)
        self._area = scrolled(around)
        self.fill(self._area)

    def _connect(self) -> None:
        self.bar.changed.connect(self._narrow)
        self.bar.chronology.clicked.connect(self.chronology_wanted)
        self.bar.earlier_wanted.connect(self.earlier_wanted)
        self._empty.wanted.connect(self.note_wanted)
        self.list.opened.connect(self._open)
        self.list.walked.connect(self._follow)
        self.pane.closed.connect(self._close_pane)
        self.pane.past_wanted.connect(self.past_wanted)
        theme().changed.connect(self._arrange)

    # For the screen

    def enter(self, case: CaseId, *, may_write: bool) -> None:
        """Show the story of this case; its filters are as they were left."""
        self._may_write = may_write
        if case != self._case:
            self._case = case
            self.bar.show_filter(self._kept.get(case, NO_FILTER))

    def forget(self) -> None:
        """Have nothing of any story left."""
        self._case = None
        self._entries, self._people = (), ()
        self._sieve.forget()
        self.bar.forget_before()
        self.pane.forget()
        self.pane.hide()
        self._show()

    def show_story(
        self,
        entries: tuple[StoryEntry, ...],
        today: date,
        people: tuple[PersonChoice, ...] = (),
        *,
        more: bool = False,
        before: tuple[CaseBefore, ...] = (),
    ) -> None:
        """Show the story under the filters that are on; `more` of it is still being read.

        What was `before`, in cases before this one, is offered to be told with it.
        """
        self.bar.offer_before(before)
        self._entries, self._today, self._people, self._more = entries, today, people, more
        self._sieve.know(entries)
        self._show()
        self.ready()

    def show_past(self, note: object, past: Sequence[PastWords]) -> None:
        """Show what an entry said before."""
        self.pane.show_past(note, past)

    def seek(self) -> None:
        """Put the caret where words of the story are sought."""
        self._area.ensureWidgetVisible(self.search)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Within

    @property
    def _main(self) -> PersonId | None:
        """Whom the case is about before all others."""
        return next((one.id for one in self._people if one.is_main), None)

    def _narrow(self) -> None:
        if self._case is not None:
            self._kept[self._case] = self.bar.filter
        self._show()
        announce(self.list, self.count.text())

    def _show(self) -> None:
        self.bar.offer(self._entries, self._people)
        wanted = self.bar.filter
        found = self._sieve.chosen(self._entries, wanted)
        self.list.show_entries(found, self._today, main=self._main)
        self.bar.show_count(
            say_count(len(found), len(self._entries), narrowed=wanted.narrows, more=self._more),
            narrowed=wanted.narrows,
        )
        self.bar.setVisible(bool(self._entries))
        self._empty.setVisible(not self._entries)
        self._none.setVisible(bool(self._entries) and not found)
        self._both.setVisible(bool(found))
        self._refresh_pane()

    def _refresh_pane(self) -> None:
        """Show the open entry as it is now; close it where it is there no more."""
        shown = self.pane.entry
        if shown is None or self.pane.isHidden():
            return
        row = self.list.story.row_of(shown.id)
        if row is None:
            self._close_pane()
        else:
            self._show_in_pane(self.list.story.entry(row))

    def _open(self, entry: object) -> None:
        if not isinstance(entry, StoryEntry):
            return
        self._show_in_pane(entry)
        self.pane.show()
        self._arrange()
        if not self.list.hasFocus() or not self.list.underMouse():
            self.pane.area.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.pane)

    def _follow(self, entry: object) -> None:
        if isinstance(entry, StoryEntry) and not self.pane.isHidden():
            self._show_in_pane(entry)

    def _show_in_pane(self, entry: StoryEntry) -> None:
        self.pane.show_entry(entry, self._today, may_write=self._may_write, main=self._main)

    def _close_pane(self) -> None:
        inside = self.pane.isAncestorOf(QApplication.focusWidget() or self)
        self.pane.forget()
        self.pane.hide()
        self.list.show()
        if inside:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Show the open entry beside the list, or in its place where both have no room."""
        wide = self.width() >= theme().px(_BESIDE_FROM) and theme().look.scale < _LARGE
        self.list.setVisible(wide or self.pane.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Take F6 between the list and the open entry: elsewhere it goes to the next pane."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and _is_f6(event) and self._other_side() is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the open entry, then clears the filters; F6 swaps sides."""
        other = self._other_side()
        if event.key() == Qt.Key.Key_F6 and other is not None:
            other.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and not self.pane.isHidden():
            self._close_pane()
        elif event.key() == Qt.Key.Key_Escape and self.bar.filter.narrows:
            self.bar.clear()
        else:
            super().keyPressEvent(event)

    def _other_side(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        if focused is None or self.pane.isHidden():
            return None
        if focused is self.list:
            return self.pane.area
        return self.list if self.pane.isAncestorOf(focused) and self.list.isVisible() else None


def _is_f6(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F6
