"""The screen: who waits and what is asked, and what is known of the chosen one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.card_list import CardList, ChoosableCard, has_keyboard
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, Skeleton
from pbi_desktop.ui.kit.widgets.side_by_side import SideBySide
from pbi_desktop.ui.screens.waiting.alert_card import AlertCard
from pbi_desktop.ui.screens.waiting.contact_card import ContactCard
from pbi_desktop.ui.screens.waiting.screen_port import NOTHING, Onward, Sort, Waiting, Written
from pbi_desktop.ui.screens.waiting.words import (
    NO_NAME,
    NOBODY,
    age,
    age_tone,
    alert_spoken,
    heading,
    marks,
    moment,
    sender,
    spoken,
)

_KEYS = (
    Shortcut("Up, Down", "In the list: the one before, the next one"),
    Shortcut("Enter", "In the list: go to what is to be decided"),
    Shortcut("Space", "In “Who is it?”: choose"),
    Shortcut("Ctrl+Enter", "Do what is opened; else accept the arrival, or keep the answer"),
    Shortcut("Esc", "Leave what was opened: return, send on, give"),
    Shortcut("F5", "Look again"),
)


class WaitingScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal(object)  # the parts of the address
    refresh_wanted = Signal()
    chosen = Signal(object)  # the key of a line
    desk_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self._privacy = privacy
        self._found = Waiting()
        self._heading = label("Who waits", "panel", wrap=True)
        self._meta = label(
            "Most pressing first, then who waits longest. Arrow keys move.", "support", wrap=True
        )
        self.failure = Notice("", Tone.DANGER)
        self.loading = Skeleton("who waits", 4)
        self.list = CardList("Who waits, most pressing first")
        self.empty = EmptyState(NOBODY, "Go to the front door", icon="door-open")
        self.alert, self.contact = AlertCard(privacy), ContactCard(privacy)
        left = column(
            self._heading, self._meta, self.failure, self.loading, self.list, self.empty, 0,
            spacing=10,
        )  # fmt: skip
        right = column(self.alert, self.contact, 0, spacing=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SideBySide(panel(left), panel(right), shares=(38, 62)))
        for part in (self._meta, self.failure, self.list, self.empty, self.alert, self.contact):
            part.hide()
        self._bind()

    def _bind(self) -> None:
        bind_keys(self, {"Ctrl+Enter": self._finish, "F5": self.refresh_wanted.emit})
        self.list.chosen.connect(self.chosen)
        self.empty.wanted.connect(self.desk_wanted)
        self._privacy.changed.connect(self._redraw)

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what waits; the end of the address may name one line of it."""
        self.opened.emit(tuple(parts))

    def land(self) -> None:
        """Put the keyboard where work begins."""
        desk = self.empty.findChild(Button)
        if self.empty.isVisible() and desk is not None:
            desk.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.land()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _KEYS

    # --- what the presenter shows --------------------------------------------------------------

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""
        return self.isVisible()

    @property
    def written(self) -> Written:
        """What is written of the line that is open."""
        if self._found.alert is not None:
            return self.alert.written
        return self.contact.moving.written if self._found.contact is not None else NOTHING

    def name_of(self, line: WaitingLine) -> str:
        """Return the name that was given, as it may be shown now."""
        return self._privacy.name(line.name) or NO_NAME

    def show_waiting(self, found: Waiting, written: Written) -> None:
        """Show everything that waits, what is known of the chosen line, what was begun of it."""
        first, had_keys = self.loading.isVisibleTo(self), has_keyboard(self)
        gone = self._found.chosen is not None and self._found.chosen not in found.in_order()
        new = (found.alerts, found.contacts) != (self._found.alerts, self._found.contacts)
        self._found = found
        self.failure.hide()
        self.loading.hide()
        self._heading.setText(heading(len(found.contacts), len(found.alerts)))
        if new:
            self.list.show_cards(self._cards(), found.chosen)
        else:
            self.list.mark(found.chosen)
        some = bool(found.in_order())
        for part in (self._meta, self.list):
            part.setVisible(some)
        self.empty.setVisible(not some)
        self._show_chosen(written)
        if first or (had_keys and (gone or not has_keyboard(self))):
            QTimer.singleShot(0, self, self.land)

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        """Show who the arrival may be."""
        self.contact.show_matches(matches)

    def show_onward(self, onward: Onward) -> None:
        """Offer where the arrival may go, and to whom."""
        self.contact.moving.offer(onward)

    def show_kept(self) -> None:
        """Close what was opened: it is done."""
        self.show_problems({})
        if self._found.alert is None:
            self.contact.moving.close_strip()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is missing."""
        card = self.alert if self._found.alert is not None else self.contact
        card.show_problems(problems)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self.loading.hide()
        self.failure.say(f"{sentence} Press F5 to look again.", Tone.DANGER)
        self.failure.show()

    def _show_chosen(self, written: Written) -> None:
        alert, contact = self._found.alert, self._found.contact
        if alert is not None:
            self.alert.show_alert(alert, written)
        if contact is not None:
            self.contact.show_contact(contact, written)
        self.alert.setVisible(alert is not None)
        self.contact.setVisible(contact is not None)

    def _cards(self) -> list[ChoosableCard]:
        alerts = [self._alert_card(line) for line in self._found.alerts]
        return [*alerts, *(self._contact_card(line) for line in self._found.contacts)]

    def _alert_card(self, line: AlertLine) -> ChoosableCard:
        name = self._privacy.name(line.said_name) or NO_NAME
        head = row(Icon("bell", 18, "warn"), label(f"Do you know {name}?", "strong", wrap=True))
        head.setStretch(1, 1)
        about = label(f"Asked {moment(line.called_at)}, written by {line.by}", "support", wrap=True)
        return ChoosableCard((Sort.ALERT, line.id), alert_spoken(line, name), head, about)

    def _contact_card(self, line: WaitingLine) -> ChoosableCard:
        name = self.name_of(line)
        head = row(
            label(name, "strong", wrap=True),
            label(age(line), "dense-strong", tone=age_tone(line)),
            spacing=10,
        )
        head.setStretch(0, 1)
        flow = Flow()
        for words, icon, tone in marks(line.urgency, line.safe_now):
            flow.addWidget(Chip(words, icon=icon, tone=tone))
        parts = (head, label(sender(line), "support", wrap=True), flow)
        return ChoosableCard((Sort.CONTACT, line.id), spoken(line, name), *parts)

    def _redraw(self) -> None:
        self.list.show_cards(self._cards(), self._found.chosen)

    # --- keys ----------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self.alert.isVisible():
            self.alert.ask_answer()
        elif self.contact.isVisible():
            self.contact.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the list to what is to be decided."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and any(card.hasFocus() for card in self.list.cards()):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if self._found.contact is not None and self._found.contact.may_accept:
            self.contact.who.list.land()
        elif self._found.alert is not None:
            self.alert.answer.land()
