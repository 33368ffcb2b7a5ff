"""The Story tab: everything that happened, told once, newest first."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.casework import Marking
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.story_list import StoryList
from pbi_desktop.ui.screens.case.story_words import chosen
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.words import FILTERS, MARKINGS, under

_MARKS = (Marking.FACT, Marking.OPINION, Marking.TOLD)


class StoryTab(TabPage):
    """The whole story under filters; marks are shown in words."""

    note_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the story", lines=8)
        self._entries: tuple[StoryEntry, ...] = ()
        self._today = date.min
        self.search = SearchBox("Find in the story", "Find in the story")
        self.filters = {name: ToggleChip(words) for name, words in FILTERS.items()}
        self.marks = {mark: ToggleChip(MARKINGS[mark]) for mark in _MARKS}
        self.all_button = Button("Show all", Kind.LINK)
        self.count = label("", "support")
        self.list = StoryList("The story, newest first", privacy, whole=True)
        self._empty = EmptyState(
            "Nothing is written yet. The first note starts the story.", "Write a note", key="Ctrl J"
        )
        self._none = EmptyState("No entry fits these filters.")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._chips = panel(self._flow())
        self._search = panel(row(self.search, 0, self.count, spacing=16))
        card = Card()
        for part in (self._search, self._chips, self._empty, self._none):
            card.add(part)
        card.add(self.list, 1)
        around = QWidget()
        box = QVBoxLayout(around)
        box.setContentsMargins(24, 14, 24, 14)
        box.addWidget(card)
        self.fill(around)

    def _flow(self) -> Flow:
        flow = Flow(gap=6)
        self.search.setMinimumWidth(theme().px(300))
        for chip in self.filters.values():
            chip.setAccessibleName(f"Show only {chip.text().lower()}")
            flow.addWidget(chip)
        self._or = label("marked", "support")
        self._or.setMinimumHeight(self.marks[Marking.FACT].sizeHint().height())
        flow.addWidget(self._or)
        for chip in self.marks.values():
            chip.setAccessibleName(f"Show only what is marked {chip.text().lower()}")
            flow.addWidget(chip)
        flow.addWidget(self.all_button)
        return flow

    def _connect(self) -> None:
        for chip in (*self.filters.values(), *self.marks.values()):
            chip.clicked.connect(self._show)
        self.search.textChanged.connect(self._show)
        self.all_button.clicked.connect(self._show_all)
        self._empty.wanted.connect(self.note_wanted)

    def show_story(self, entries: tuple[StoryEntry, ...], today: date) -> None:
        """Show the whole story under the filters that are on."""
        self._entries, self._today = entries, today
        self._show()
        self.ready()

    def _show_all(self) -> None:
        for chip in (*self.filters.values(), *self.marks.values()):
            chip.setChecked(False)
        self.search.clear()
        self._show()

    def _show(self) -> None:
        filters = [name for name, chip in self.filters.items() if chip.isChecked()]
        marks = [mark for mark, chip in self.marks.items() if chip.isChecked()]
        words = self.search.text()
        found = chosen(self._entries, filters, marks, words)
        narrowed = bool(filters or marks or words.strip())
        self.list.show_entries(found, self._today)
        self._offer_filters()
        self._empty.setVisible(not self._entries)
        self._none.setVisible(bool(self._entries) and not found)
        self.list.setVisible(bool(found))
        self.all_button.setVisible(narrowed)
        many = f"{len(self._entries):,} entries" if len(self._entries) != 1 else "1 entry"
        self.count.setText(f"{len(found):,} of {many}" if narrowed else many)
        self._search.setVisible(bool(self._entries))

    def _offer_filters(self) -> None:
        """Offer only what some entry comes under: a filter that is always empty says nothing."""
        found = {name for one in self._entries for name in under(one.kind, one.category)}
        for name, chip in self.filters.items():
            chip.setVisible(name in found or chip.isChecked())
        marked = {entry.marking for entry in self._entries}
        for mark, chip in self.marks.items():
            chip.setVisible(mark in marked or chip.isChecked())
        self._or.setVisible(not marked.isdisjoint(_MARKS))
        self._chips.setVisible(bool(self._entries))
