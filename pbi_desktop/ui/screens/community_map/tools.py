"""The tools over a map: find, how far to focus, what to colour by, islands, nearer and farther."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.services.town_rows import Colouring
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick, SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel
from pbi_desktop.ui.screens.community_map.words import NO_COLOUR, STEPS

_NEARER = 1.5


class Tools(QWidget):
    """What can be done with the picture."""

    find_wanted = Signal(str)
    coloured = Signal(str)
    clustered = Signal(bool)
    steps_chosen = Signal(int)
    all_wanted = Signal()
    zoom_wanted = Signal(float)
    anew_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox("Find on the map", "Group, household, need, area")
        self.steps = Pick("Focus reaches", STEPS)
        self.colour = Pick("Colour by", ((NO_COLOUR, "Colour by what it is"),))
        self.islands = ToggleChip("Bubbles from afar", on=True)
        self.everything = Button("Show all", Kind.SECONDARY, icon="eye", key="Esc")
        self.nearer = Button("", Kind.QUIET, icon="plus", name="Nearer")
        self.farther = Button("", Kind.QUIET, icon="minus", name="Farther away")
        self.anew = Button("Lay out again", Kind.QUIET, icon="refresh-cw")
        self.other = Button("Borough view", Kind.QUIET, icon="map-pin")
        self.found = label("", "support")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        flow = Flow()
        self.search.setMinimumWidth(theme().px(250))
        for part in (
            self.search,
            self.colour,
            self.steps,
            self.islands,
            self.everything,
            self.nearer,
            self.farther,
            self.anew,
            self.other,
        ):
            flow.addWidget(part)
        self.setLayout(column(panel(flow), self.found, spacing=4))
        self.found.hide()
        self.other.hide()

    def _connect(self) -> None:
        self.search.returnPressed.connect(lambda: self.find_wanted.emit(self.search.text()))
        self.steps.chosen.connect(lambda key: self.steps_chosen.emit(int(key)))
        self.colour.chosen.connect(self.coloured)
        self.islands.toggled.connect(self.clustered)
        self.everything.clicked.connect(self.all_wanted)
        self.nearer.clicked.connect(lambda: self.zoom_wanted.emit(_NEARER))
        self.farther.clicked.connect(lambda: self.zoom_wanted.emit(1 / _NEARER))
        self.anew.clicked.connect(self.anew_wanted)
        self.other.clicked.connect(self.other_wanted)

    def land(self) -> None:
        """Put the caret into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, colourings: Sequence[Colouring]) -> None:
        """Offer these ways to colour the map; the one chosen stays."""
        before = self.colour.value
        named = [
            (one.asked.value, f"Colour by {one.title[0].lower()}{one.title[1:]}")
            for one in colourings
        ]
        self.colour.set_options([(NO_COLOUR, "Colour by what it is"), *named])
        self.colour.choose(before or NO_COLOUR)

    def say_found(self, words: str) -> None:
        """Say what a search found."""
        self.found.setText(words)
        self.found.setVisible(bool(words))
