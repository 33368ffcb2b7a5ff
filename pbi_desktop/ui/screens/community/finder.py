"""The left of Community: the search, what to narrow it to, and the results."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.ids import GroupId
from pbi_desktop.services.community_rows import Filters, GroupCard
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, Skeleton
from pbi_desktop.ui.screens.community.results import ResultList
from pbi_desktop.ui.screens.community.words import counted, sections

_PAUSE_MS = 150
_HOW = "Arrow keys move, Enter opens, A is today's register."
_NONE_AT_ALL = "There is no group or place in this store yet. Import a list of them first."
_NONE_FITS = "No group or place fits. Try fewer words, or turn off a choice above."


class Finder(QWidget):
    """Looks as one types; Down goes into the results, Enter opens the first."""

    looked_for = Signal(str, object)  # words, Filters
    map_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox("Find a group or place", "What, for whom or where: food, men, Lees")
        self.today = ToggleChip("Meets today")
        self.groups = ToggleChip("Groups")
        self.places = ToggleChip("Places")
        self.lately = ToggleChip("Checked lately")
        self.map_button = Button("Map", Kind.QUIET, icon="map-pin", name="Community map")
        self.results = ResultList()
        self._count = label("", "support")
        self._how = label(_HOW, "support", wrap=True)
        self._loading = Skeleton("groups and places", 8)
        self._empty = EmptyState(_NONE_FITS)
        self._failure = Notice("", Tone.DANGER)
        self._opens = self._goes_down = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        flow = Flow()
        for button in (*self.chips, self.map_button):
            flow.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(label("Community", "page"))
        for part in (self.search, panel(flow)):
            box.addWidget(part)
        box.addLayout(column(self._count, self._how, spacing=2))
        box.addWidget(self._failure)
        for part in (self._loading, self._empty):
            box.addWidget(part)
        box.addWidget(scrolled(self.results), 1)
        for part in (self._empty, self._failure, self._how):
            part.hide()

    def _connect(self) -> None:
        self.search.textEdited.connect(self._pause.start)
        self.search.returnPressed.connect(self._open_first)
        for chip in self.chips:
            chip.clicked.connect(self._look)
        self.map_button.clicked.connect(self.map_wanted)
        self.results.left_upwards.connect(self.land)

    @property
    def chips(self) -> tuple[ToggleChip, ...]:
        """What the results can be narrowed to."""
        return (self.today, self.groups, self.places, self.lately)

    @property
    def filters(self) -> Filters:
        """What is turned on."""
        today, groups, places, lately = (chip.isChecked() for chip in self.chips)
        return Filters(today, groups, places, lately)

    @property
    def said(self) -> str:
        """How many were found, or what to do where nothing was."""
        return self._empty.text if self._empty.isVisibleTo(self) else self._count.text()

    def land(self) -> None:
        """Put the caret into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the results."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._go_down()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing more: the window may be closing."""
        super().hideEvent(event)
        self._pause.stop()

    def show_results(
        self, cards: Sequence[GroupCard], chosen: GroupId | None, *, searched: bool
    ) -> None:
        """Show what was found, or what to do where nothing was."""
        self._loading.hide()
        self._failure.hide()
        words = counted(len(cards), searched=searched)
        if searched and words != self._count.text():
            announce(self, words)
        self._count.setText(words)
        for part in (self._count, self._how):
            part.setVisible(bool(cards))
        narrowed = searched or self.filters != Filters()
        self._empty.say(_NONE_FITS if narrowed else _NONE_AT_ALL)
        self._empty.setVisible(not cards)
        self.results.show_sections(sections(cards, searched=searched), chosen)
        if self._opens:
            self._open_first()
        elif self._goes_down:
            self._go_down()

    def show_failure(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self._loading.hide()
        self._failure.say(sentence, Tone.DANGER)
        self._failure.show()

    def _look(self) -> None:
        self._pause.stop()
        self.looked_for.emit(self.search.text(), self.filters)

    def _go_down(self) -> None:
        """Go to the best of what the words find, once the answer to them is there."""
        self._goes_down = self._pause.isActive()
        if self._goes_down:
            self._look()
        else:
            self.results.land()

    def _open_first(self) -> None:
        """Open the best of what the words find, once the answer to them is there."""
        if self._pause.isActive():
            self._look()
            self._opens = True
            return
        self._opens = False
        cards = self.results.cards()
        if cards:
            self.results.opened.emit(cards[0].card.id)
