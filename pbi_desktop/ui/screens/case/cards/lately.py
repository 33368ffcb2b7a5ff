"""What happened lately: the newest of the story, told once and read by all who help."""

from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.services.case_rows import CaseNow, StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.story_list import StoryList
from pbi_desktop.ui.screens.case.story_words import chosen
from pbi_desktop.ui.screens.case.words import FILTERS, HIDDEN, MONEY, SAFETY, TALKS, low

_ALL = ""
_MOST = 6
_OFFERED = (_ALL, TALKS, SAFETY, MONEY)

_NOTHING = "Nothing is written yet. The first note goes in the line below."


class LatelyCard(Card):
    """The newest entries under one filter; the rest is on the Story tab."""

    story_wanted = Signal()
    opened = Signal(object)  # StoryEntry

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What happened lately")
        self.set_meta("", "voice")
        self.list = StoryList("What happened lately", privacy)
        self._empty = EmptyState(_NOTHING)
        self.story_button = Button("The whole story", Kind.LINK)
        self._entries: tuple[StoryEntry, ...] = ()
        self._today = date.min
        self._none = _NOTHING
        self._filter = _ALL
        self.chips = {name: ToggleChip(FILTERS.get(name, "All")) for name in _OFFERED}
        flow = Flow(gap=6)
        for chip in self.chips.values():
            chip.setAccessibleName(f"Show {low(chip.text())}")
            chip.clicked.connect(self._choose)
            flow.addWidget(chip)
        flow.addWidget(self.story_button)
        self.add(panel(flow))
        self.add(self.list)
        self.add(self._empty)
        self.story_button.clicked.connect(self.story_wanted)
        self.list.opened.connect(self.opened)

    def show_now(self, now: CaseNow, today: date) -> None:
        """Show the newest entries of a case."""
        self._entries, self._today = now.latest, today
        self._none = _NOTHING if now.header.may_write else HIDDEN
        many = now.services_reading
        self.set_meta(f"Told once, read by {many} services" if many > 1 else "", "voice")
        self.story_button.setVisible(bool(self._entries))
        self._show()

    def _choose(self) -> None:
        chip = self.sender()
        self._filter = next((name for name, own in self.chips.items() if own is chip), _ALL)
        self._show()

    def _show(self) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == self._filter)
        filters = (self._filter,) if self._filter else ()
        found = chosen(self._entries, filters)[:_MOST]
        self.list.show_entries(found, self._today)
        self.list.setVisible(bool(found))
        self._empty.say(
            self._none
            if not self._entries
            else f"Nothing about {low(FILTERS[self._filter])} among the newest entries."
            if self._filter
            else ""
        )
        self._empty.setVisible(not found)
