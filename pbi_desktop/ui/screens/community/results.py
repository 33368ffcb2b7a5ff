"""What a search found: one card each, one stop of Tab; arrows move, Enter opens, A the register."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.domain.ids import GroupId
from pbi_desktop.services.community_rows import GroupCard
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.choosable import paint_choosable
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, row
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community.words import (
    YOURS,
    Section,
    fresh_look,
    spoken,
    what,
    when,
)

_FIRST = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ResultCard(QAbstractButton):
    """One group: its name, what it offers, when and where, and how fresh its entry is."""

    opened = Signal(object)  # GroupId
    register_wanted = Signal(object)

    def __init__(self, card: GroupCard) -> None:
        super().__init__()
        self.card = card
        self.setCheckable(True)
        self.setProperty("ringRadius", 10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(spoken(card))
        self.setAccessibleDescription("Enter: open. A: today's register.")
        self.clicked.connect(self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 16, 12)
        box.setSpacing(4)
        box.addWidget(label(breakable(card.name), "card", wrap=True))
        box.addWidget(label(breakable(what(card)), "dense", wrap=True))
        box.addLayout(_fact("calendar", when(card), strong=card.meets_today is True))
        if card.where:
            box.addLayout(_fact("map-pin", card.where))
        icon, tone = fresh_look(card.checked.state)
        box.addLayout(_fact(icon, card.checked.words, tone=tone))
        if card.yours:
            box.addLayout(_fact("users", YOURS))
        if card.found_by:
            box.addWidget(label(card.found_by, "support", wrap=True))

    def show_chosen(self, chosen: bool) -> None:
        """Show whether this is the group that is open at the right."""
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Scroll to where the keyboard is."""
        super().focusInEvent(event)
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, A is the register; the arrows go to the list."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit(self.card.id)
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self.register_wanted.emit(self.card.id)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _open(self) -> None:
        self.opened.emit(self.card.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and outline: dashed where the entry is stale, with an edge where chosen."""
        paint_choosable(self, dashed=self.card.checked.state.needs_ringing)


def _fact(icon: str, words: str, *, tone: str = "ink2", strong: bool = False) -> QHBoxLayout:
    """Return one fact with its icon beside the first line."""
    line = QHBoxLayout()
    line.setSpacing(7)
    line.addWidget(Icon(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(breakable(words), "column" if strong else "support", wrap=True), 1)
    return line


class ResultList(QWidget):
    """The results under their headings. What the keyboard is on is chosen."""

    chosen = Signal(object)  # GroupId
    opened = Signal(object)
    register_wanted = Signal(object)
    left_upwards = Signal()
    redrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Groups and places found")
        self._sections: tuple[Section, ...] = ()
        self._all = False
        self._cards: list[ResultCard] = []
        self.more = Button("Show the rest", Kind.LINK, icon="chevron-down")
        self.more.clicked.connect(self._show_rest)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(8)
        box.addLayout(self._inside)
        box.addLayout(row(self.more, 0))
        box.addStretch(1)
        self.more.hide()

    def cards(self) -> list[ResultCard]:
        """Return the cards in their order."""
        return list(self._cards)

    def show_sections(self, sections: Sequence[Section], chosen: GroupId | None) -> None:
        """Show these; the keyboard stays in the list if it was there."""
        if tuple(sections) != self._sections:
            self._sections, self._all = tuple(sections), False
            self._fill(chosen)
        self._mark(chosen)

    def land(self) -> None:
        """Put the keyboard on the chosen card, else on the first."""
        card = next((card for card in self._cards if card.isChecked()), None)
        if card is None and self._cards:
            card = self._cards[0]
        if card is not None:
            self._enter(card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from card to card; Up from the first goes to the search."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
        elif at + step < 0:
            self.left_upwards.emit()
        else:
            to = min(at + step, len(self._cards) - 1)
            self._enter(self._cards[to])

    def _enter(self, card: ResultCard) -> None:
        """Put the keyboard on a card, which chooses it."""
        self._mark(card.card.id)
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(card.card.id)

    def _fill(self, chosen: GroupId | None) -> None:
        had_focus = any(card.hasFocus() for card in self._cards)
        clear(self._inside)
        self._cards = []
        most = _FIRST if not self._all else sum(len(one.cards) for one in self._sections)
        for section in self._sections:
            room = section.cards[: max(most - len(self._cards), 0)]
            if section.heading and room:
                self._inside.addWidget(label(section.heading, "column", tone="ink2"))
            for found in room:
                self._add(found)
        total = sum(len(one.cards) for one in self._sections)
        self.more.say(f"Show the other {total - len(self._cards)}")
        self.more.setVisible(total > len(self._cards))
        self._mark(chosen)
        if had_focus:
            self.land()
        self.redrawn.emit()

    def _add(self, card: GroupCard) -> None:
        made = ResultCard(card)
        made.opened.connect(self.opened)
        made.register_wanted.connect(self.register_wanted)
        self._inside.addWidget(made)
        self._cards.append(made)

    def _mark(self, chosen: GroupId | None) -> None:
        for card in self._cards:
            card.show_chosen(card.card.id == chosen)
        if self._cards and not any(card.isChecked() for card in self._cards):
            self._cards[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _show_rest(self) -> None:
        first = len(self._cards)
        chosen = next((card.card.id for card in self._cards if card.isChecked()), None)
        self._all = True
        self._fill(chosen)
        if first < len(self._cards):
            card = self._cards[first]  # it can have the keyboard once it has its place
            QTimer.singleShot(0, card, lambda: self._enter(card))
