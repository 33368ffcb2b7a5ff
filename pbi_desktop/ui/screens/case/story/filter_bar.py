"""What of the story is shown: words, kinds, marks, agency and person; and how much that is."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pbi_desktop.domain.casework import Marking
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import CaseBefore, StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check, Pick, SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, row
from pbi_desktop.ui.screens.case.story_filters import NO_FILTER, StoryFilter
from pbi_desktop.ui.screens.case.story_words import earlier_words
from pbi_desktop.ui.screens.case.words import FILTERS, MARKINGS, under

BEFORE = "Also what was before:"
_MARKS = (Marking.FACT, Marking.OPINION, Marking.TOLD)
_TIGHT_FROM, _CHOICE = 1.6, 2
"""From which text size on, and how many options are no choice: all, and one."""
_SHORT, _LETTERS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon, 16
_ALL_AGENCIES, _ALL_PEOPLE = ("", "Every agency"), ("", "About everybody")


class FilterBar(QWidget):
    """The filters of a story; each is reached with Tab and turned with Space."""

    changed = Signal()
    earlier_wanted = Signal(bool)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self.search = SearchBox("Find in the story", "Find in the story")
        self.kinds = {name: ToggleChip(words) for name, words in FILTERS.items()}
        self.marks = {mark: ToggleChip(MARKINGS[mark]) for mark in _MARKS}
        self.agency = Pick("Show only what this agency wrote", [_ALL_AGENCIES])
        self.person = Pick("Show only what is about this person", [_ALL_PEOPLE])
        self.all = Button("Show all", Kind.LINK, key="Esc")
        self.more = ToggleChip("Filters")
        self.more.setAccessibleName("Show the filters")
        self.chronology = Button("Chronology", Kind.SECONDARY, icon="list")
        self.earlier = Check(BEFORE)
        self._which = label("", "support", wrap=True)
        self.count = label("", "support")
        self._or = label("marked", "support")
        self._lay_out()
        self._connect()
        self.show_count("", narrowed=False)

    def _lay_out(self) -> None:
        first, second = Flow(gap=10), Flow(gap=6)
        self.search.setMinimumWidth(theme().px(300))
        for pick in (self.agency, self.person):
            pick.setMinimumContentsLength(_LETTERS)
            pick.setSizeAdjustPolicy(_SHORT)
        for part in (
            self.search, self.agency, self.person, self.count, self.all, self.more, self.chronology,
        ):  # fmt: skip
            first.addWidget(part)
        for chip in self.kinds.values():
            chip.setAccessibleName(f"Show only {chip.text().lower()}")
            second.addWidget(chip)
        self._or.setMinimumHeight(self.marks[Marking.FACT].sizeHint().height())
        second.addWidget(self._or)
        for chip in self.marks.values():
            chip.setAccessibleName(f"Show only what is marked {chip.text().lower()}")
            second.addWidget(chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(first)
        self._below = panel(second)
        box.addWidget(self._below)
        third = row(self.earlier, spacing=6)
        third.addWidget(self._which, 1)
        self._joined = panel(third)
        self._joined.hide()
        box.addWidget(self._joined)

    def _connect(self) -> None:
        for chip in (*self.kinds.values(), *self.marks.values()):
            chip.clicked.connect(self.changed)
        self.search.textChanged.connect(self.changed)
        self.agency.chosen.connect(self.changed)
        self.person.chosen.connect(self.changed)
        self.all.clicked.connect(self.clear)
        self.more.clicked.connect(self._fit)
        self.earlier.clicked.connect(self.earlier_wanted)
        theme().changed.connect(self._fit)

    @property
    def filter(self) -> StoryFilter:
        """What is chosen."""
        return StoryFilter(
            frozenset(name for name, chip in self.kinds.items() if chip.isChecked()),
            frozenset(mark for mark, chip in self.marks.items() if chip.isChecked()),
            self.agency.value,
            self.person.value,
            self.search.text(),
        )

    def clear(self) -> None:
        """Show everything."""
        self.show_filter(NO_FILTER)
        self.search.setFocus()
        self.changed.emit()

    def show_filter(self, wanted: StoryFilter) -> None:
        """Choose these, without news of it."""
        for name, chip in self.kinds.items():
            chip.setChecked(name in wanted.kinds)
        for mark, chip in self.marks.items():
            chip.setChecked(mark in wanted.marks)
        for pick, value in ((self.agency, wanted.agency), (self.person, wanted.person)):
            if value and pick.findData(value) < 0:
                pick.addItem("", value)  # its words follow with the story
            pick.choose(value)
        with QSignalBlocker(self.search):
            self.search.setText(wanted.words)

    def _fit(self) -> None:
        """With large text show the filters when they are asked for: the story comes first."""
        tight = theme().look.scale >= _TIGHT_FROM
        self.more.setVisible(tight)
        shown = not tight or self.more.isChecked()
        self._below.setVisible(shown)
        for pick in (self.agency, self.person):
            pick.setVisible(shown and (pick.count() > _CHOICE or bool(pick.value)))

    def offer_before(self, before: Sequence[CaseBefore]) -> None:
        """Offer to tell what was before, where there was a case before this one."""
        words = earlier_words(before)
        self._which.setText(words)
        self.earlier.setAccessibleName(f"{BEFORE} {words}")
        self._joined.setVisible(bool(before))

    def forget_before(self) -> None:
        """Tell of this case alone again: what was before is asked for anew each time."""
        self.earlier.setChecked(False)
        self.offer_before(())

    def show_count(self, words: str, *, narrowed: bool) -> None:
        """Say how much is shown."""
        self.count.setText(words)
        self.all.setVisible(narrowed)

    def offer(self, entries: Sequence[StoryEntry], people: Sequence[PersonChoice]) -> None:
        """Offer only what some entry comes under: a filter that is always empty says nothing."""
        found: set[str] = set()
        for kind, category in {(one.kind, one.category) for one in entries}:
            found |= under(kind, category)
        for name, chip in self.kinds.items():
            chip.setVisible(name in found or chip.isChecked())
        marked = {entry.marking for entry in entries}
        for mark, chip in self.marks.items():
            chip.setVisible(mark in marked or chip.isChecked())
        self._or.setVisible(not marked.isdisjoint(_MARKS))
        agencies = {one.agency for one in entries if one.agency} | {self.agency.value} - {""}
        _offer(self.agency, [_ALL_AGENCIES, *((name, name) for name in sorted(agencies))])
        named = [(str(one.id), f"About {self._privacy.name(one.name)}") for one in people]
        _offer(self.person, [_ALL_PEOPLE, *named])
        self._fit()


def _offer(pick: Pick, options: list[tuple[str, str]]) -> None:
    """Offer these; what is chosen stays so while it is offered."""
    held = [(pick.itemData(at), pick.itemText(at)) for at in range(pick.count())]
    if held != options:
        chosen = pick.value
        pick.set_options(options)
        pick.choose(chosen)
