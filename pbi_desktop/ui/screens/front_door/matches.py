"""The people who may be meant: one card each, best first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.front_door_rows import Match, Strength
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.choosable import paint_choosable
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.strength_bars import StrengthBars
from pbi_desktop.ui.screens.front_door.arrangement import reveal
from pbi_desktop.ui.screens.front_door.words import STRENGTHS, Mark, marks, spoken


class MatchCard(QAbstractButton):
    """One match: its name, how sure it is, and what agrees. Choosing it shows why."""

    chosen = Signal(object)  # PersonId

    def __init__(self, match: Match, privacy: Privacy) -> None:
        super().__init__()
        self.match = match
        self.setCheckable(True)
        self.setProperty("ringRadius", 10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        name = privacy.name(match.name)
        self.setAccessibleName(spoken(match, name))
        self.clicked.connect(self._say)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 16, 14)
        box.setSpacing(10)
        tone = "primary" if match.strength is Strength.VERY_LIKELY else "ink2"
        strength = label(STRENGTHS[match.strength], "dense-strong", tone=tone)
        head = row(label(name, "card", wrap=True), strength, StrengthBars(match.bars), spacing=10)
        head.setStretch(0, 1)
        box.addLayout(head)
        flow = Flow(gap=14)
        for mark in marks(match):
            flow.addWidget(_mark(mark))
        box.addLayout(flow)

    def show_chosen(self, chosen: bool) -> None:
        """Show whether this is the match whose evidence is open."""
        self.setChecked(chosen)
        stop = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(stop)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the match the keyboard comes to."""
        super().focusInEvent(event)
        reveal(self)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows and Enter to the list and the screen."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _say(self) -> None:
        self.chosen.emit(self.match.person_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the outline: the chosen one in ink, with a leading edge."""
        paint_choosable(self)


def _mark(mark: Mark) -> QWidget:
    role = "column" if mark.tone == "ok" else "support"
    tone = mark.tone if mark.tone != "danger" else "ink2"
    return panel(row(Icon(mark.icon, 16, mark.tone), label(mark.text, role, tone=tone), spacing=5))


class MatchList(QWidget):
    """The matches, one stop of Tab; Up and Down move, and what the keyboard is on is chosen."""

    chosen = Signal(object)  # PersonId
    redrawn = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._matches: tuple[Match, ...] = ()
        self._cards: list[MatchCard] = []
        self.setAccessibleName("Possible matches")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        privacy.changed.connect(self._redraw)

    def cards(self) -> list[MatchCard]:
        """Return the cards in their order."""
        return list(self._cards)

    def show_matches(self, matches: Sequence[Match], chosen: PersonId | None) -> bool:
        """Show these, and say whether they are new; the keyboard stays in the list."""
        if tuple(matches) == self._matches:
            self._mark_chosen(chosen)
            return False
        had_focus = any(card.hasFocus() for card in self._cards)
        self._fill(tuple(matches))
        self._mark_chosen(chosen)
        if had_focus:
            self.land()
        return True

    def land(self) -> None:
        """Put the keyboard on the chosen match."""
        card = next((card for card in self._cards if card.isChecked()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from match to match."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        to = max(0, min(at + step, len(self._cards) - 1))
        self._cards[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, matches: tuple[Match, ...]) -> None:
        for card in self._cards:
            card.blockSignals(True)  # a card that goes passes the keyboard on: that is no choice
        clear(self._box)
        self._matches, self._cards = matches, []
        for match in matches:
            card = MatchCard(match, self._privacy)
            card.chosen.connect(self.chosen)
            self._box.addWidget(card)
            self._cards.append(card)

    def _mark_chosen(self, chosen: PersonId | None) -> None:
        for card in self._cards:
            card.show_chosen(card.match.person_id == chosen)

    def _redraw(self) -> None:
        matches = self._matches
        chosen = next((c.match.person_id for c in self._cards if c.isChecked()), None)
        self._matches = ()
        if matches:
            self.show_matches(matches, chosen)
            self.redrawn.emit()
