"""The requests: the list with the late ones first, and what may be done with the chosen one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.data_rights import KIND_LABELS, RequestKind
from pbi_desktop.domain.due_dates import ClockState
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.subject_access_rows import RequestLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, row
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.data_rights.choosing import choose_row
from pbi_desktop.ui.screens.data_rights.taking_down import TakingDown
from pbi_desktop.ui.screens.data_rights.words import NOBODY, about, due, may_take_longer, tone

_COLUMNS = (
    Column[RequestLine]("Due", lambda one: Cell(due(one), tone=tone(one), icon=_icon(one))),
    Column[RequestLine]("What", lambda one: KIND_LABELS[one.kind], stretch=True),
    Column[RequestLine]("Answered by", lambda one: one.agency, sort=lambda one: one.agency),
    Column[RequestLine]("Came on", lambda one: say_date(one.received_on)),
)
_MOST_ROWS = 10


def _icon(line: RequestLine) -> str:
    return {"danger": "circle-alert", "warn": "clock"}.get(tone(line), "")


class RequestsPart(QWidget):
    """Says what it is wished to do with the request that is chosen."""

    identity_wanted = Signal(object)
    ask_wanted = Signal(object)
    clarified_wanted = Signal(object)
    extend_wanted = Signal(object, str)
    close_wanted = Signal(object)
    weigh_wanted = Signal(object)

    def __init__(self, today: Callable[[], date], privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        person = Column[RequestLine](
            "Person", lambda one: privacy.name(one.person), sort=lambda one: one.person
        )
        columns = [_COLUMNS[0], person, *_COLUMNS[1:]]
        self.table: Table[RequestLine] = Table("Requests, the late ones first", columns)
        self.table.show_at_most(_MOST_ROWS)
        self.none = label(NOBODY, "body", wrap=True)
        self.about = label("", "body", wrap=True)
        self.weigh = Button("Look through the records", Kind.PRIMARY, icon="search")
        self.identity = Button("Identity confirmed today", Kind.SECONDARY, icon="shield-check")
        self.ask = Button("Asked today what they mean", Kind.SECONDARY)
        self.clarified = Button("They said today what they mean", Kind.SECONDARY)
        self.close_it = Button("Answered today", Kind.SECONDARY, icon="check")
        self.why = LineField("Why it takes longer", hint="As the person was told today", letters=44)
        self.extend = Button("Two months more", Kind.SECONDARY, icon="calendar-clock")
        self.chosen = Card("This request")
        self.taking_down = TakingDown(today)
        self._lay_out()
        self._connect()

    @property
    def line(self) -> RequestLine | None:
        """The request that is chosen."""
        return self.table.current

    def show_requests(self, lines: tuple[RequestLine, ...]) -> None:
        """Show the requests, and keep the chosen one chosen."""
        before = self.line
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        keys = [one.id for one in lines]
        if lines:
            choose_row(self.table, keys.index(before.id) if before and before.id in keys else 0)
        self._say_chosen()

    def _lay_out(self) -> None:
        there = Card("Requests", "One calendar month to answer")
        there.add(self.none)
        there.add(self.table)
        steps = Flow()
        for button in (self.weigh, self.identity, self.ask, self.clarified, self.close_it):
            steps.addWidget(button)
        self.chosen.add(self.about)
        self.chosen.add(steps)
        self.chosen.add(self.why)
        self.chosen.add(row(self.extend, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for part in (there, self.chosen, self.taking_down):
            box.addWidget(part)
        box.addStretch(1)
        self.chosen.hide()

    def _connect(self) -> None:
        self.table.chosen.connect(self._say_chosen)
        self.table.opened.connect(self._weigh)
        wishes = (
            (self.identity, self.identity_wanted),
            (self.ask, self.ask_wanted),
            (self.clarified, self.clarified_wanted),
            (self.close_it, self.close_wanted),
            (self.weigh, self.weigh_wanted),
        )
        for button, wish in wishes:
            button.clicked.connect(partial(self._wish, wish))
        self.extend.clicked.connect(self._extend)
        self.why.entered.connect(self._extend)

    def _wish(self, wish: SignalInstance, _on: bool = False) -> None:
        if self.line is not None:
            wish.emit(self.line)

    def show_again(self) -> None:
        """Show the same, names hidden or not."""
        self.show_requests(tuple(self.table.rows))

    def _told(self, line: RequestLine) -> str:
        if self._privacy.hidden:
            line = replace(line, words="")
        return about(line, self._privacy.name(line.person))

    def _weigh(self, line: RequestLine) -> None:
        if line.kind is RequestKind.ACCESS:
            self.weigh_wanted.emit(line)

    def _extend(self) -> None:
        if not self.why.text().strip():
            self.why.show_problem("Say why it takes longer, as the person was told.")
        elif self.line is not None:
            self.why.clear_problem()
            self.extend_wanted.emit(self.line, self.why.text())

    def _say_chosen(self, _line: object = None) -> None:
        line = self.line
        self.chosen.setVisible(line is not None)
        if line is None:
            return
        self.about.setText(self._told(line))
        waits = line.state is ClockState.WAITS_FOR_CLARITY
        runs = line.state is ClockState.RUNS
        self.weigh.setVisible(line.kind is RequestKind.ACCESS)
        self.identity.setVisible(line.state is ClockState.WAITS_FOR_IDENTITY)
        self.ask.setVisible(runs)
        self.clarified.setVisible(waits)
        self.close_it.setVisible(runs and line.kind is not RequestKind.ACCESS)
        for part in (self.why, self.extend):
            part.setVisible(may_take_longer(line))
