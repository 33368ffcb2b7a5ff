"""Cards to choose from: one stop of Tab, and arrows move.

What the keyboard comes to is chosen, for lists where choosing shows more; where choosing is an
answer, Space or a click chooses, and passing by with the keyboard does not.
"""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.ui.kit.widgets.choosable import paint_choosable
from pbi_desktop.ui.kit.widgets.layouts import Part, clear, column

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChoosableCard(QAbstractButton):
    """One card of a list, known by its key. What it shows is put into it part by part."""

    came = Signal(object)  # its key

    def __init__(self, key: Hashable, spoken: str, *parts: Part) -> None:
        super().__init__()
        self.key = key
        self.by_focus = True
        self.setCheckable(True)
        self.setAccessibleName(spoken)
        self.setProperty("ringRadius", 10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.clicked.connect(self._say)
        box = column(*parts, spacing=6)
        box.setContentsMargins(20, 12, 16, 12)
        self.setLayout(box)

    def show_chosen(self, *, chosen: bool, stop: bool) -> None:
        """Show whether this is the one that is chosen, and whether Tab stops here."""
        self.setChecked(chosen)
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the card that the keyboard comes to, and choose it where that is how to choose."""
        super().focusInEvent(event)
        reveal(self)
        if self.by_focus:
            self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows and Enter to the list and the screen."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _say(self) -> None:
        self.came.emit(self.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the outline: the chosen one in ink, with a leading edge."""
        paint_choosable(self)


class CardList(QWidget):
    """Cards one under another; Up and Down move."""

    chosen = Signal(object)  # the key of a card

    def __init__(self, name: str, *, by_focus: bool = True) -> None:
        super().__init__()
        self._by_focus = by_focus
        self._cards: list[ChoosableCard] = []
        self.setAccessibleName(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)

    def cards(self) -> Sequence[ChoosableCard]:
        """Return the cards in their order."""
        return list(self._cards)

    def show_cards(self, cards: Sequence[ChoosableCard], chosen: Hashable | None) -> None:
        """Show these, one of them chosen; the keyboard stays in the list if it was there."""
        had_focus = any(card.hasFocus() for card in self._cards)
        for card in self._cards:
            card.blockSignals(True)  # a card that goes passes the keyboard on: that is no choice
        clear(self._box)
        self._cards = list(cards)
        for card in self._cards:
            card.by_focus = self._by_focus
            card.came.connect(self.chosen)
            self._box.addWidget(card)
            if self.isVisible():
                card.show()  # at once: only what shows can take the keyboard
        self.mark(chosen)
        if had_focus:
            self.land()

    def mark(self, chosen: Hashable | None) -> None:
        """Show another card as chosen, without news of it."""
        at = next((i for i, card in enumerate(self._cards) if card.key == chosen), 0)
        for i, card in enumerate(self._cards):
            card.show_chosen(chosen=card.key == chosen, stop=i == at)

    def land(self) -> None:
        """Put the keyboard on the chosen card, or on the first."""
        first = self._cards[:1]
        for card in [one for one in self._cards if one.isChecked()] or first:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from card to card."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        at = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        to = max(0, min(at + step, len(self._cards) - 1))
        self._cards[to].setFocus(Qt.FocusReason.TabFocusReason)


def has_keyboard(screen: QWidget) -> bool:
    """Say whether the keyboard is somewhere in sight on a screen."""
    at = QApplication.focusWidget()
    return at is not None and screen.isAncestorOf(at) and at.isVisible()


def reveal(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it can be seen."""
    at = widget.parentWidget()
    while at is not None:
        if isinstance(at, QScrollArea):
            at.ensureWidgetVisible(widget, 24, 48)
        at = at.parentWidget()
