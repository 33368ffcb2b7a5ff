"""Home and debts: on what footing they live, the rent that is behind, notices, what is owed."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.housing_rows import DebtLine, HomeAndDebts, HomeLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.cards.dates import date_line
from pbi_desktop.ui.screens.case.housing_words import (
    DEBT_KINDS,
    TENURES,
    arrears_words,
    debt_before,
    debt_now,
    debt_state,
    home_facts,
    totals_words,
)
from pbi_desktop.ui.screens.case.words import HIDDEN

_FIRST = "With a sign: these come first. They can cost the home, the heating or freedom."


class HomeCard(Card):
    """Where they live and on what footing, the rent that is owed, and the days that hang on it."""

    add_wanted = Signal()
    change_wanted = Signal(object)  # HomeLine
    end_wanted = Signal(object)  # HomeLine
    date_wanted = Signal()
    became_wanted = Signal(object)  # KeyDateLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Home")
        self._privacy = privacy
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.arrears = label("", "dense-strong", tone="warn", wrap=True)
        self._dates = QVBoxLayout()
        self._dates.setSpacing(10)
        self._notices = label("Notices and other dates", "column")
        self.add_button = Button("Add a home", Kind.LINK, icon="plus")
        self.date_button = Button("Add a date that matters", Kind.LINK, icon="plus")
        foot = Flow(gap=16)
        foot.addWidget(self.add_button)
        foot.addWidget(self.date_button)
        for part in (self._lines, self.arrears, self._notices, self._dates, panel(foot)):
            self.add(part)
        self.add_button.clicked.connect(self.add_wanted)
        self.date_button.clicked.connect(self.date_wanted)

    def show_home(self, rows: HomeAndDebts, today: date, *, may_write: bool) -> None:
        """Show homes, rent arrears and dates; what is not shared looks like nothing at all."""
        clear(self._lines)
        for home in rows.homes:
            self._lines.addWidget(self._home(home, today, may_write=may_write))
        if not rows.homes:
            none = "No home is written down yet. Ask how they live there." if may_write else HIDDEN
            self._lines.addWidget(EmptyState(none))
        said = arrears_words(rows)
        self.arrears.setText(said)
        self.arrears.setVisible(bool(said))
        clear(self._dates)
        became = self.became_wanted.emit if may_write else None
        for line in rows.dates:
            self._dates.addWidget(date_line(line, today, self._privacy, became))
        self._notices.setVisible(bool(rows.dates))
        self.add_button.setVisible(may_write)
        self.date_button.setVisible(may_write)

    def _home(self, home: HomeLine, today: date, *, may_write: bool) -> QWidget:
        lives = home.ended_on is None
        footing = label(TENURES[home.tenure], "dense-strong" if lives else "dense", wrap=True)
        facts = label(
            self._privacy.detail(" · ".join(home_facts(home, today))), "support", wrap=True
        )
        parts = column(footing, *([facts] if facts.text() else []), spacing=2)
        if may_write and lives:
            flow = Flow(gap=16)
            for words, wanted in (
                ("Change", self.change_wanted),
                ("It has ended", self.end_wanted),
            ):
                button = Button(words, Kind.LINK)
                button.setAccessibleName(f"{words}: {TENURES[home.tenure]}")
                button.clicked.connect(lambda _c=False, wanted=wanted: wanted.emit(home))
                flow.addWidget(button)
            parts.addWidget(panel(flow))
        mark = Icon("house" if lives else "history", 18, "ink2" if lives else "ink3")
        line = row(mark, parts, spacing=10)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return panel(line)


class DebtsCard(Card):
    """What is owed: what can cost home, heat or freedom first; states are never added up."""

    add_wanted = Signal()
    change_wanted = Signal(object)  # DebtLine
    gone_wanted = Signal(object)  # DebtLine

    def __init__(self) -> None:
        super().__init__("Debts")
        self._today = date.min
        self._may_write = False
        self.totals = label("", "support", wrap=True)
        self.first = label(_FIRST, "support", tone="warn", wrap=True)
        self.table: Table[DebtLine] = Table("Debts", self._columns())
        self.add_button = Button("Add a debt", Kind.SECONDARY, icon="plus")
        self.change_button = Button("New figure", Kind.SECONDARY, icon="pencil")
        self.gone_button = Button("Paid or written off", Kind.SECONDARY, icon="circle-check")
        self._empty = EmptyState("No debt is written down yet. Ask what is owed, and to whom.")
        buttons = Flow(gap=8)
        for button in (self.add_button, self.change_button, self.gone_button):
            buttons.addWidget(button)
        for part in (self.totals, self.first, self._empty, self.table, panel(buttons)):
            self.add(part)
        self.add_button.clicked.connect(self.add_wanted)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._fit)
        self.change_button.clicked.connect(self._change)
        self.gone_button.clicked.connect(self._gone)

    def _columns(self) -> tuple[Column[DebtLine], ...]:
        return (
            Column("What", _what),
            Column("To whom", lambda line: line.creditor),
            Column(
                "Owed",
                lambda line: Cell(debt_now(line, self._today), role="dense-strong"),
                sort=lambda line: line.amount,
            ),
            Column("Where it is", lambda line: debt_state(line, self._today)),
            Column("Before", lambda line: debt_before(line, self._today), stretch=True),
        )

    def show_debts(self, rows: HomeAndDebts, today: date, *, may_write: bool) -> None:
        """Show the debts as far as they may be seen."""
        self._today, self._may_write = today, may_write
        said = totals_words(rows)
        self.totals.setText(
            f"{said}. Each is a figure of its own: they are not gains." if said else ""
        )
        self.totals.setVisible(bool(said))
        first = any(line.priority and line.settled_on is None for line in rows.debts)
        self.first.setVisible(first)
        self.table.show_rows(rows.debts)
        self.table.show_at_most(max(len(rows.debts), 3))
        self.table.setVisible(bool(rows.debts))
        none = "No debt is written down yet. Ask what is owed, and to whom."
        self._empty.say(none if may_write and rows.sees_money else HIDDEN)
        self._empty.setVisible(not rows.debts)
        self.add_button.setVisible(may_write)
        self._fit()

    def _open(self, line: DebtLine) -> None:
        if self._may_write:
            self.change_wanted.emit(line)

    def _change(self) -> None:
        if self.table.current is not None:
            self.change_wanted.emit(self.table.current)

    def _gone(self) -> None:
        if self.table.current is not None:
            self.gone_wanted.emit(self.table.current)

    def _fit(self) -> None:
        line = self.table.current
        self.change_button.setVisible(line is not None and self._may_write)
        open_still = line is not None and line.settled_on is None
        self.gone_button.setVisible(open_still and self._may_write)


def _what(line: DebtLine) -> Cell:
    first = line.priority and line.settled_on is None
    tone, icon = ("warn", "triangle-alert") if first else ("ink", "")
    return Cell(DEBT_KINDS[line.kind], tone=tone, icon=icon, role="dense-strong")
