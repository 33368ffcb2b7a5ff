"""The Money tab: every gain with how sure it is; kinds that must not be added stay apart."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.gains import GainStatus
from pbi_desktop.services.case_rows import GainLine, MoneySummary
from pbi_desktop.services.housing_rows import HomeAndDebts
from pbi_desktop.ui.kit.days import short_day
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.cards.home import DebtsCard, HomeCard
from pbi_desktop.ui.screens.case.gain_words import amount_words, is_waiting, pounds, worth
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.words import EVIDENCE, GAIN_CATEGORIES, GAIN_STATUSES

_ICONS = {GainStatus.CONFIRMED: ("circle-check", "ok"), GainStatus.REJECTED: ("circle-x", "ink2")}
_WAITS = ("clock", "warn")


class MoneyTab(TabPage):
    """Four figures that are never added up, and the gains they are made of."""

    add_wanted = Signal()
    confirm_wanted = Signal(object)  # GainLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("money", lines=8)
        self._today = date.min
        self._may_write = False
        self._figures = Card("", "")
        self._flow = Flow(gap=44)
        self._figures.add(panel(self._flow))
        self.home, self.debts = HomeCard(privacy), DebtsCard()
        self.card = Card("Every gain")
        self.table: Table[GainLine] = Table("Every gain", self._columns())
        self.add_button = Button("Record money", Kind.SECONDARY, icon="plus")
        self.confirm_button = Button("Confirm this award", Kind.SECONDARY, icon="circle-check")
        self._keys = label("Choose a gain with the arrows. Enter confirms one that waits.", "meta")
        self._empty = EmptyState("No money is recorded yet.", "Record money", icon="plus")
        self._nothing = EmptyState("There is nothing to show here.")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for part in (self._empty, self._nothing, self.table):
            self.card.add(part)
        self.card.add(row(self.add_button, self.confirm_button, 0, self._keys))
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.setSpacing(14)
        box.addWidget(self._figures)
        box.addWidget(self.home)
        box.addWidget(self.debts)
        box.addWidget(self.card)
        box.addStretch(1)
        self.fill(scrolled(panel(box)))

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_wanted)
        self._empty.wanted.connect(self.add_wanted)
        self.table.opened.connect(self._ask)
        self.table.chosen.connect(self._fit)
        self.confirm_button.clicked.connect(self._ask_current)

    def _columns(self) -> tuple[Column[GainLine], ...]:
        return (
            Column(
                "What",
                lambda line: Cell(line.what, GAIN_CATEGORIES[line.category], role="dense-strong"),
                stretch=True,
            ),
            Column("How sure", _status),
            Column("Amount", amount_words, sort=lambda line: line.amount, trailing=True),
            Column("Was", lambda line: pounds(line.previous) if line.previous else "£0",
                   trailing=True),
            Column("Worth", worth, sort=lambda line: line.year_value, trailing=True),
            Column("From", lambda line: short_day(line.start, self._today) if line.start else ""),
            Column("Until", lambda line: short_day(line.end, self._today) if line.end else ""),
            Column("Shown by", lambda line: EVIDENCE[line.evidence]),
        )  # fmt: skip

    def show_money(self, money: MoneySummary | None, today: date, *, may_write: bool) -> None:
        """Show the gains of a case; what is not shared looks like nothing at all."""
        self._today, self._may_write = today, may_write
        lines = money.lines if money is not None else ()
        self._show_figures(money if lines else None)
        self.table.show_rows(lines)
        self.table.show_at_most(max(len(lines), 3))
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(money is None)
        self._empty.setVisible(money is not None and not lines and may_write)
        self.add_button.setVisible(bool(lines) and may_write)
        self._keys.setVisible(any(is_waiting(line) for line in lines) and may_write)
        self._fit()
        self.ready()

    def show_home(self, rows: HomeAndDebts, today: date, *, may_write: bool) -> None:
        """Show home and debts; where neither is shared, neither card is there."""
        self.home.show_home(rows, today, may_write=may_write)
        self.debts.show_debts(rows, today, may_write=may_write)
        self.home.setVisible(rows.sees_home or bool(rows.dates))
        self.debts.setVisible(rows.sees_money)

    def _show_figures(self, money: MoneySummary | None) -> None:
        clear(self._flow)
        self._figures.setVisible(money is not None)
        if money is None:
            return
        for amount, about, tone in (
            (money.confirmed_a_year, "a year, confirmed", "ok"),
            (money.confirmed_one_off, "came once, confirmed", "ink"),
            (money.debt_gone, "of debt gone: not income", "ink"),
            (money.waiting, "claimed or estimated: not counted yet", "ink2"),
        ):
            self._flow.addWidget(_figure(pounds(amount), about, tone))

    def _ask(self, line: GainLine) -> None:
        if is_waiting(line) and self._may_write:
            self.confirm_wanted.emit(line)

    def _ask_current(self) -> None:
        if self.table.current is not None:
            self._ask(self.table.current)

    def _fit(self) -> None:
        line = self.table.current
        self.confirm_button.setVisible(line is not None and is_waiting(line) and self._may_write)


def _status(line: GainLine) -> Cell:
    icon, tone = _ICONS.get(line.status, _WAITS if is_waiting(line) else ("minus", "ink2"))
    return Cell(GAIN_STATUSES[line.status], tone=tone, icon=icon)


def _figure(amount: str, about: str, tone: str) -> QWidget:
    figure = label(amount, "figure", tone=tone, tabular=True)
    made = panel(column(figure, label(about, "dense", tone="ink2"), spacing=0))
    made.setAccessibleName(f"{amount} {about}")
    return made
