"""A person's own network, to draw together on one screen: large, in their words, nothing beside."""

from uuid import UUID

from PySide6.QtCore import Signal

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.own_network import OWN_QUALITIES, OwnNetwork, OwnTie
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.scene_view import SceneView
from pbi_desktop.ui.screens.their_own.view import TheirOwnScreen

CHOOSE = "Touch somebody, or choose them here"
_FINGER = 48


class OwnNetworkScreen(TheirOwnScreen[OwnNetwork]):
    """The network of a person, to speak of tie by tie."""

    said = Signal(object, object)  # UUID of the tie, Quality or None
    done = Signal()

    def __init__(self, privacy: Privacy) -> None:
        self.done_button = Button("We went through it together", Kind.PRIMARY, icon="check")
        super().__init__(privacy, "My network", what="the picture", way_on=self.done_button)
        self.view = SceneView("My network, drawn")
        self.whom = Pick(CHOOSE)
        self.chips = {one: ToggleChip(words, loud=True) for one, words in OWN_QUALITIES.items()}
        self._ties = Card()
        self._picture = Card()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        words = Flow()
        for chip in self.chips.values():
            chip.setMinimumHeight(max(theme().px(_FINGER), _FINGER))
            words.addWidget(chip)
        for part in (label(CHOOSE, "panel", wrap=True), self.whom, panel(words)):
            self._ties.add(part)
        self._picture.add(self.view)
        self.place(self._ties, self._picture)

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.done)
        self.view.chosen.connect(self._choose_node)
        self.whom.chosen.connect(self._choose_tie)
        for quality, chip in self.chips.items():
            chip.clicked.connect(lambda _on, one=quality: self._say(one))

    @property
    def tie(self) -> OwnTie | None:
        """The tie that is spoken of."""
        return next((tie for tie in self._told if str(tie.record) == self.whom.value), None)

    def called(self, own: OwnNetwork) -> str:
        """Return whose network it is."""
        return own.name

    def fill(self, own: OwnNetwork) -> None:
        """Show the picture, and the ties that may be spoken of; the one chosen stays so."""
        self._ties.show()
        self._picture.show()
        self.view.show_scene(own.scene, own.alt)
        chosen = self.whom.value
        told = ((str(one.record), one.with_whom) for one in own.ties)
        self.whom.set_options([("", CHOOSE), *told])
        self.whom.choose(chosen)
        self._choose_tie()

    def empty(self, said: str) -> None:
        """Draw nobody, and name nobody that could be chosen."""
        self._ties.hide()
        self._picture.hide()
        self.view.cover(said)
        if self._own is None:
            self.whom.set_options([("", CHOOSE)])

    @property
    def _told(self) -> tuple[OwnTie, ...]:
        return self._own.ties if self._own else ()

    def _choose_node(self, node: str) -> None:
        found = next((tie for tie in self._told if tie.node == node), None)
        self.whom.choose(str(found.record) if found else "")
        self._choose_tie()

    def _choose_tie(self) -> None:
        tie = self.tie
        if tie is not None:
            self.view.choose(tie.node)
        for quality, chip in self.chips.items():
            chip.setEnabled(tie is not None)
            chip.setChecked(tie is not None and tie.said is quality)

    def _say(self, quality: Quality) -> None:
        tie = self.tie
        if tie is not None:
            record: UUID = tie.record
            self.said.emit(record, None if tie.said is quality else quality)
