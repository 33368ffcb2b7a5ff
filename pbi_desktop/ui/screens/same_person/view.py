"""The screen: likely pairs to choose from, why the chosen two may be one, and what was decided."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.duplicates import LikelyPair
from pbi_desktop.services.front_door_rows import Strength
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.evidence_words import STRENGTHS, agreeing
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import CardList, ChoosableCard, has_keyboard
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice
from pbi_desktop.ui.kit.widgets.progress import Progress
from pbi_desktop.ui.kit.widgets.side_by_side import SideBySide
from pbi_desktop.ui.kit.widgets.strength_bars import StrengthBars
from pbi_desktop.ui.screens.same_person.decided import Decided
from pbi_desktop.ui.screens.same_person.pair_card import PairCard
from pbi_desktop.ui.screens.same_person.presenter import Worklist, key_of
from pbi_desktop.ui.screens.same_person.words import (
    ALL_DONE,
    NO_PAIRS,
    STOPPED,
    heading,
    progress,
    spoken,
)

_KEYS = (
    Shortcut("Up, Down", "In the list: the pair before, the next pair"),
    Shortcut("Alt+Y", "Same person: link the two, for the reason that is written"),
    Shortcut("Alt+X", "Not the same: keep the two apart for good"),
    Shortcut("Alt+N", "Not sure: leave the pair, and go on to the next"),
    Shortcut("Enter", "In the list: write the reason"),
    Shortcut("F5", "Look again"),
    Shortcut("Esc", "Stop looking"),
)


class SamePersonScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal()
    look_wanted = Signal()
    stop_wanted = Signal()
    chosen = Signal(object)  # the key of a pair
    link_wanted = Signal(str)
    apart_wanted = Signal(str)
    unsure_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self._privacy = privacy
        self._found = Worklist()
        self._heading = label("Likely pairs", "panel", wrap=True)
        self._meta = label("Best first. Arrow keys move.", "support", wrap=True)
        self.progress = Progress("Stop looking", "Stopping. Nothing is changed.")
        self.failure = Notice("", Tone.DANGER)
        self.list = CardList("Likely pairs, best first")
        self.empty = EmptyState(NO_PAIRS, "Look again", icon="refresh-cw", key="F5")
        self.again = Button("Look again", Kind.LINK, icon="refresh-cw", key="F5")
        self.pair = PairCard(privacy)
        self.decided = Decided(privacy)
        left = column(
            row(self._heading, self.again, spacing=12), self._meta, self.progress, self.failure,
            self.list, self.empty, 0, spacing=10,
        )  # fmt: skip
        right = column(self.pair, self.decided, 0, spacing=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SideBySide(panel(left), panel(right), shares=(38, 62)))
        for part in (self._meta, self.progress, self.failure, self.empty, self.pair, self.again):
            part.hide()
        self._bind()

    def _bind(self) -> None:
        bind_keys(
            self,
            {
                "Alt+Y": self.pair.same.click,
                "Alt+X": self.pair.apart.click,
                "Alt+N": self.pair.unsure.click,
                "F5": self.look_wanted.emit,
            },
        )
        self.pair.link_wanted.connect(self.link_wanted)
        self.pair.apart_wanted.connect(self.apart_wanted)
        self.pair.unsure_wanted.connect(self.unsure_wanted)
        self.list.chosen.connect(self.chosen)
        self.again.clicked.connect(self.look_wanted)
        self.empty.wanted.connect(self.look_wanted)
        self.progress.stop.clicked.connect(self.stop_wanted)
        self._privacy.changed.connect(self._redraw)

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, _parts: Sequence[str]) -> None:
        """Show the pairs that are left."""
        self.opened.emit()

    def land(self) -> None:
        """Put the keyboard where work begins."""
        if self._found.chosen is not None:
            self.list.land()
        elif self.progress.isVisibleTo(self):
            self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            again = self.empty.findChild(Button) if self.empty.isVisible() else self.again
            (again or self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _KEYS

    # --- what the presenter shows --------------------------------------------------------------

    def show_running(self) -> None:
        """Show that pairs are looked for; the keyboard goes to what stops it."""
        had_keys = has_keyboard(self)
        for part in (self.empty, self.failure, self.again, self.list, self.pair, self._meta):
            part.hide()
        self._heading.setText("Likely pairs")
        self.progress.begin("Looking for people who may be here twice. Nothing is changed.")
        if had_keys:
            self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, _step: str, done: int, of: int) -> None:
        """Say how far the search is."""
        self.progress.say(progress(done, of))

    def show_worklist(self, found: Worklist) -> None:
        """Show the pairs, and why the chosen one may be one person."""
        at_work = self.progress.isVisibleTo(self) and self.isVisible()
        new = found.pairs != self._found.pairs or found.unsure != self._found.unsure
        self._found = found
        self._rest()
        self._heading.setText(heading(len(found.pairs), len(found.unsure)))
        chosen = key_of(found.chosen) if found.chosen is not None else None
        if new:
            self.list.show_cards([self._card(pair) for pair in found.pairs], chosen)
        else:
            self.list.mark(chosen)
        had_keys = has_keyboard(self)
        self._show_parts()
        if found.chosen is not None:
            self.pair.show_pair(found.chosen)
        if at_work or (had_keys and not has_keyboard(self)):
            QTimer.singleShot(0, self, self.land)

    def show_stopped(self) -> None:
        """Say that the search was stopped."""
        self._rest()
        self.empty.say(STOPPED)
        self.empty.show()
        self.land()

    def show_failure(self, sentence: str) -> None:
        """Say why there are no pairs to show."""
        self._rest()
        self.failure.say(sentence, Tone.DANGER)
        self.failure.show()
        self.again.show()

    def show_decided(self, lines: tuple[LinkLine, ...]) -> None:
        """Show what was decided before."""
        self.decided.show_decided(lines)

    def show_problem(self, words: str) -> None:
        """Say at the reason what is missing."""
        self.pair.show_problem(words)

    def show_reason(self, reason: str) -> None:
        """Show the reason that is being written for the chosen pair."""
        self.pair.show_reason(reason)

    def _rest(self) -> None:
        self.progress.hide()
        self.failure.hide()

    def _show_parts(self) -> None:
        some = bool(self._found.pairs)
        for part in (self.list, self._meta, self.again):
            part.setVisible(some)
        self.pair.setVisible(self._found.chosen is not None)
        self.empty.say(ALL_DONE if self._found.decided_any else NO_PAIRS)
        self.empty.setVisible(not some)

    def _card(self, pair: LikelyPair) -> ChoosableCard:
        names = self._privacy.name(pair.one.name), self._privacy.name(pair.other.name)
        unsure = key_of(pair) in self._found.unsure
        tone = "primary" if pair.strength is Strength.VERY_LIKELY else "ink2"
        strength = label(STRENGTHS[pair.strength], "dense-strong", tone=tone)
        said = column(*(label(name, "strong", wrap=True) for name in names), spacing=2)
        strong = column(row(0, strength, StrengthBars(pair.bars), spacing=8), 0)
        head = row(said, strong, spacing=10)
        head.setStretch(0, 1)
        flow = Flow(gap=12)
        for words in agreeing(pair.evidence):
            flow.addWidget(panel(row(Icon("check", 16, "ok"), label(words, "support"), spacing=5)))
        if unsure:
            flow.addWidget(Chip("Not sure yet", icon="circle-question-mark"))
        return ChoosableCard(key_of(pair), spoken(pair, names, unsure=unsure), head, flow)

    def _redraw(self) -> None:
        chosen = self._found.chosen
        cards = [self._card(pair) for pair in self._found.pairs]
        self.list.show_cards(cards, key_of(chosen) if chosen is not None else None)

    # --- keys and sight ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the list to the reason; Esc stops looking."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and any(card.hasFocus() for card in self.list.cards()):
            self.pair.reason.editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.progress.isVisible():
            self.progress.stop.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking: other screens wait for the same lane."""
        super().hideEvent(event)
        self.stop_wanted.emit()
