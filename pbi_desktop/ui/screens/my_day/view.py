"""My day's screen: the desk first, then today, promises and news, then the cases."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pbi_desktop.services.my_day_rows import Day
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, page, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.my_day.calls import Emergencies, Questions
from pbi_desktop.ui.screens.my_day.desk_search import DeskSearch
from pbi_desktop.ui.screens.my_day.my_cases import MyCases
from pbi_desktop.ui.screens.my_day.news import NewSinceYesterday
from pbi_desktop.ui.screens.my_day.promises import Promises
from pbi_desktop.ui.screens.my_day.to_tell import ToTell
from pbi_desktop.ui.screens.my_day.today import Today
from pbi_desktop.ui.screens.my_day.words import greeting, long_day

_MINUTE_MS = 60_000
DESK = "desk"
_SHORTCUTS = (
    Shortcut("Enter", "In the search: look for them at the front door. In a list: open the case"),
    Shortcut("Space", "In what you promised: done"),
    Shortcut("M", "In what you promised: move to another day"),
    Shortcut("F5", "Look again"),
)


class MyDayScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal()
    refresh_wanted = Signal()
    ticked = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self._greeting = label("", "page")
        self._date = label("", "body", tone="ink2")
        self._failure = Notice("", Tone.DANGER)
        self._failure.hide()
        self.questions, self.emergencies = Questions(), Emergencies()
        self.desk = DeskSearch()
        self.today = Today(privacy)
        self.promises = Promises(privacy)
        self.news = NewSinceYesterday(privacy)
        self.to_tell = ToTell(privacy)
        self.cases = MyCases(privacy)
        middle = Columns(3, narrowest=300)
        for card in (self.today, self.promises, self.news):
            middle.add(card)
        head = row(self._greeting, 0, self._date)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            page(
                head,
                self._failure,
                self.questions,
                self.emergencies,
                self.desk,
                self.to_tell,
                middle,
                self.cases,
                0,
            )
        )
        self.to_tell.redrawn.connect(self._order_tabs)
        for card in (self.today, self.promises, self.news):
            card.redrawn.connect(self._order_tabs)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh_wanted)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.ticked)

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the day as it is now; `desk` puts the caret in the search."""
        self.opened.emit()
        if tuple(parts) == (DESK,):
            # The shell puts the caret back right after it has shown an address: go after it.
            QTimer.singleShot(0, self, self.land)

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
        self.cases.show_day(day)
        self._order_tabs()

    def show_emergencies(self, waiting: int, late: int) -> None:
        """Say how many emergencies wait to be looked at."""
        self.emergencies.show_waiting(waiting, late)

    def show_waiting(self, words: str, asked: int) -> None:
        """Say who waits at the front door, and how many questions wait for an answer."""
        self.desk.show_waiting(words)
        self.questions.show_asked(asked)

    def _order_tabs(self) -> None:
        """Put new lines where they stand: Tab goes in the order things were made."""
        stops = [
            self.desk.find_button,
            self.desk.waits,
            *self.to_tell.list.rows(),
            *self.today.list.rows(),
            *self.promises.stops(),
            *self.news.list.rows(),
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
