"""My day's screen: the desk first, then today, promises and news, then the cases."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pbi_desktop.services.my_day_rows import Day, DayItem
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, page, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.my_day.calls import Emergencies, Questions
from pbi_desktop.ui.screens.my_day.desk_search import DeskSearch
from pbi_desktop.ui.screens.my_day.line_cards import LinesCard, ShownColumns
from pbi_desktop.ui.screens.my_day.line_words import (
    going_along,
    key_dates,
    not_answered,
    not_sent,
    referrals,
    reviews_and_checks,
)
from pbi_desktop.ui.screens.my_day.my_cases import MyCases
from pbi_desktop.ui.screens.my_day.news import NewSinceYouLooked
from pbi_desktop.ui.screens.my_day.out_card import OutCard
from pbi_desktop.ui.screens.my_day.promises import Promises
from pbi_desktop.ui.screens.my_day.to_tell import ToTell
from pbi_desktop.ui.screens.my_day.today import Today
from pbi_desktop.ui.screens.my_day.words import clock, greeting, long_day, read_id

_MINUTE_MS = 60_000
_WATCH_MS = 30_000
DESK, BOOK, OUT = "desk", "visit", "out"
_SHORTCUTS = (
    Shortcut("Enter", "In the search: look for them at the front door. In a list: open the case"),
    Shortcut("Space", "In what you promised: done"),
    Shortcut("M", "In what you promised: move to another day"),
    Shortcut("Space", "In today's visits: done"),
    Shortcut("M", "In today's visits: move, call off, or go out to it"),
    Shortcut("F5", "Look again"),
)


class MyDayScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal()
    refresh_wanted = Signal()
    ticked = Signal()
    watched = Signal()
    calendar_chosen = Signal(object)  # Path

    def __init__(self, privacy: Privacy, where: AskWhere = ask_where) -> None:
        super().__init__()
        self.where = where
        self.presenters: tuple[object, ...] = ()  # held here, or they go silent
        self._book_for: UUID | None = None
        self._greeting = label("", "page")
        self._date = label("", "body", tone="ink2")
        self.team = Button("Team day", Kind.LINK, icon="users")
        self.team.hide()
        self._failure = Notice("", Tone.DANGER)
        self._failure.hide()
        self.questions, self.emergencies = Questions(), Emergencies()
        self.desk = DeskSearch()
        self.today = Today(privacy)
        self.promises = Promises(privacy)
        self.news = NewSinceYouLooked(privacy)
        self.to_tell = ToTell(privacy)
        self.cases = MyCases(privacy)
        self.out = OutCard(privacy)
        self.not_sent = LinesCard(
            "NOT YET SENT",
            not_sent,
            privacy,
            icon="triangle-alert",
            tone="danger",
            all_pressing=True,
        )
        self.not_answered = LinesCard(
            "No answer to a concern", not_answered, privacy, icon="bell", tone="warn"
        )
        self.key_dates = LinesCard(
            "Key dates", key_dates, privacy, icon="calendar-clock", tone="warn", all_pressing=True
        )
        self.going = LinesCard("Going along", going_along, privacy, icon="heart-handshake")
        self.reviews = LinesCard("Reviews and checks", reviews_and_checks, privacy, icon="flag")
        self.referrals = LinesCard("Referrals that wait", referrals, privacy, icon="send")
        self._alarms = (self.not_sent, self.not_answered)
        self._lists = (self.going, self.reviews, self.referrals)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle, below = Columns(3, narrowest=300), ShownColumns(3, narrowest=300)
        for card in (self.today, self.promises, self.news):
            middle.add(card)
        for lines in self._lists:
            below.add(lines)
        self._below = below
        head = row(self._greeting, 0, self.team, self._date, spacing=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            page(
                head,
                self._failure,
                *self._alarms,
                self.out,
                self.questions,
                self.emergencies,
                self.desk,
                self.key_dates,
                self.to_tell,
                middle,
                below,
                self.cases,
                0,
            )
        )

    def _connect(self) -> None:
        drawn = (self.to_tell, self.today, self.promises, self.news, self.out)
        for card in (*drawn, *self._alarms, self.key_dates, *self._lists):
            card.redrawn.connect(self._order_tabs)
        self.today.calendar_wanted.connect(self._ask_where)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh_wanted)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.ticked)
        # This one never stops: who is late is called out on whatever screen the worker is.
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self.watched)
        self._watch.start()

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the day as it is now; `desk` puts the caret in the search, others open a strip."""
        self.opened.emit()
        # The shell puts the caret back right after it has shown an address: go after it.
        match tuple(parts):
            case (wanted,) if wanted == DESK:
                QTimer.singleShot(0, self, self.land)
            case (wanted,) if wanted == OUT:
                QTimer.singleShot(0, self, self.out.go_out)
            case (wanted, *case) if wanted == BOOK:
                self._book_for = read_id(case[0]) if case else None
                QTimer.singleShot(0, self, self._ask_to_book)

    def _ask_to_book(self) -> None:
        self.today.ask_to_book(self._book_for)

    def _ask_where(self) -> None:
        place = self.where(self, "my-visits.ics", "Calendar (*.ics)")
        if place is not None:
            self.calendar_chosen.emit(with_ending(place, ".ics"))

    def go_out(self, item: DayItem | None) -> None:
        """Ask where the worker goes, to a visit or not; what to know before it is said first."""
        if item is None:
            self.out.go_out()
        else:
            markers = self.today.markers_of(item)
            before = f"Before you go: {markers}" if markers else ""
            self.out.go_out(f"You go out for {clock(item.at)}", before, item.id, item.place)

    def land(self) -> None:
        """Put the caret in the search."""
        self.desk.box.setFocus()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _SHORTCUTS

    # --- what the presenter shows --------------------------------------------------------------

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""
        return self.isVisible()

    @property
    def words(self) -> tuple[str, str]:
        """The greeting and the date."""
        return self._greeting.text(), self._date.text()

    def show_day(self, day: Day, now: datetime) -> None:
        """Show a whole day."""
        self._failure.hide()
        self._greeting.setText(greeting(now, day.greeting_name))
        self._date.setText(long_day(day.today))
        self.today.show_day(day, now)
        self.promises.show_day(day)
        self.news.show_day(day)
        self.to_tell.show_day(day)
        for card in (*self._alarms, self.key_dates, *self._lists):
            card.show_day(day)
        self._below.again()
        self._below.setVisible(any(not card.isHidden() for card in self._lists))
        self.cases.show_day(day)
        self._order_tabs()

    def show_emergencies(self, waiting: int, late: int) -> None:
        """Say how many emergencies wait to be looked at."""
        self.emergencies.show_waiting(waiting, late)

    def show_team(self, *, leads: bool) -> None:
        """Offer the day of the team to who leads one."""
        self.team.setVisible(leads)

    def show_waiting(self, words: str, asked: int) -> None:
        """Say who waits at the front door, and how many questions wait for an answer."""
        self.desk.show_waiting(words)
        self.questions.show_asked(asked)

    def _order_tabs(self) -> None:
        """Put new lines where they stand: Tab goes in the order things were made."""
        stops: list[QWidget] = [
            self.team,
            *(stop for card in self._alarms for stop in card.stops()),
            *self.out.stops(),
            self.questions.look,
            self.emergencies.look,
            self.desk.box,
            self.desk.find_button,
            self.desk.waits,
            *self.key_dates.stops(),
            *self.to_tell.list.rows(),
            *self.today.stops(),
            *self.promises.stops(),
            *self.news.list.rows(),
            *(stop for card in self._lists for stop in card.stops()),
            *self.cases.stops(),
        ]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def show_now(self, now: datetime) -> None:
        """Move the line of now."""
        self.today.show_now(now)
        self._order_tabs()

    def show_failure(self, sentence: str) -> None:
        """Say why the day cannot be shown."""
        self._failure.say(f"{sentence} Press F5 to look again.", Tone.DANGER)
        self._failure.show()

    # --- keys and time -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button it is on."""
        at = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(at, QPushButton):
            at.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while in sight."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the clock alone while out of sight."""
        super().hideEvent(event)
        self._minute.stop()
