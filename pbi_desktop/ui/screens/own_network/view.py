"""A person's own network, to draw together on one screen: large, in their words, nothing beside."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.own_network import OWN_QUALITIES, OwnNetwork, OwnTie
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, page, panel
from pbi_desktop.ui.kit.widgets.notices import Notice, Skeleton
from pbi_desktop.ui.kit.widgets.scene_view import SceneView

COVERED = "Names are hidden. Press F8 to show the picture."
NOTHING = "Nothing is shown."
CHOOSE = "Touch somebody, or choose them here"
_FINGER = 48
_KEYS = (Shortcut("Esc", "Back to the case"),)


class OwnNetworkScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    address_shown = Signal(object)
    asked_now = Signal()
    said = Signal(object, object)  # UUID of the tie, Quality or None
    done = Signal()
    back_wanted = Signal()
    put_away = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._network: OwnNetwork | None = None
        self.title = label("My network", "figure", wrap=True)
        self.about = label("", "panel", tone="ink2", wrap=True)
        self.notice = Notice("", Tone.INFO)
        self.ask_button = Button("I asked them now: it is safe", Kind.PRIMARY)
        self.done_button = Button("We went through it together", Kind.PRIMARY, icon="check")
        self.back_button = Button("Back to the case", Kind.SECONDARY, icon="arrow-left", key="Esc")
        self.view = SceneView("My network, drawn")
        self.whom = Pick(CHOOSE)
        self.chips = {one: ToggleChip(words, loud=True) for one, words in OWN_QUALITIES.items()}
        self._ties = Card()
        self._picture = Card()
        self._waiting = Skeleton("the picture")
        self._lay_out()
        self._connect()
        self.begin()

    def _lay_out(self) -> None:
        ways, words = Flow(), Flow()
        for button in (self.ask_button, self.done_button, self.back_button):
            ways.addWidget(button)
        for chip in self.chips.values():
            chip.setMinimumHeight(max(theme().px(_FINGER), _FINGER))
            words.addWidget(chip)
        for part in (label(CHOOSE, "panel", wrap=True), self.whom, panel(words)):
            self._ties.add(part)
        self._picture.add(self.view)
        self.area = page(
            self.title,
            self.about,
            panel(ways),
            self.notice,
            self._waiting,
            self._ties,
            self._picture,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)

    def _connect(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=within).activated.connect(self.back_wanted)
        self.ask_button.clicked.connect(self.asked_now)
        self.done_button.clicked.connect(self.done)
        self.back_button.clicked.connect(self.back_wanted)
        self.view.chosen.connect(self._choose_node)
        self.whom.chosen.connect(self._choose_tie)
        for quality, chip in self.chips.items():
            chip.clicked.connect(lambda _on, one=quality: self._say(one))
        self._privacy.changed.connect(self._show_again)

    # For the shell

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def land(self) -> None:
        """Put the focus on what leads on, or back."""
        asks = self.ask_button.isVisibleTo(self)
        (self.ask_button if asks else self.back_button).setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show nothing to whoever comes here next."""
        if not event.spontaneous():
            self.put_away.emit()
        super().hideEvent(event)

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""
        return self.isVisible()

    @property
    def tie(self) -> OwnTie | None:
        """The tie that is spoken of."""
        ties = self._network.ties if self._network else ()
        return next((tie for tie in ties if str(tie.record) == self.whom.value), None)

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""
        self._network = None
        self.about.setText("")
        self.view.cover(NOTHING)
        self.whom.set_options([("", CHOOSE)])
        self._waiting.show()
        for part in (self.notice, self.ask_button, self.done_button, self._ties, self._picture):
            part.hide()

    def show_network(self, network: OwnNetwork) -> None:
        """Show the picture, or that names are hidden."""
        chosen = self.whom.value
        asked = self.ask_button.hasFocus()
        self._network = network
        covered = self._privacy.hidden
        self._waiting.hide()
        self.ask_button.hide()
        self.notice.hide()
        if asked:
            self.land()
        for part in (self.done_button, self._ties, self._picture):
            part.setVisible(not covered)
        self.about.setText(COVERED if covered else network.name)
        if covered:
            self.view.cover(COVERED)
            return
        self.view.show_scene(network.scene, network.alt)
        self.whom.set_options(
            [("", CHOOSE), *((str(one.record), one.with_whom) for one in network.ties)]
        )
        self.whom.choose(chosen)
        self._choose_tie()

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown."""
        self.begin()
        self._waiting.hide()
        self.ask_button.setVisible(may_ask)
        self.say(sentence, Tone.WARN)
        if self.isVisible():
            self.land()

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.notice.say(sentence, tone)
        self.notice.show()
        announce(self, sentence)

    def _show_again(self) -> None:
        if self._network is not None:
            self.show_network(self._network)

    def _choose_node(self, node: str) -> None:
        ties = self._network.ties if self._network else ()
        found = next((tie for tie in ties if tie.node == node), None)
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
