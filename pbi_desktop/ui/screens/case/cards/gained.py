"""What they have gained: confirmed a year in one figure; what must not be added is kept apart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.domain.gains import GainNature, GainStatus
from pbi_desktop.services.case_rows import CaseHeader, GainLine, MoneySummary
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.gain_words import kept_apart, not_counted, pounds
from pbi_desktop.ui.screens.case.pronouns import pronouns

_MOST_LINES = 3

_NOTHING = "Nothing recorded yet. Begin with what they get now, and ask what they are owed."


class GainedCard(Card):
    """The figure, what it is made of, and what is not in it."""

    add_wanted = Signal()
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("What they have gained")
        self.figure = label("", "figure", tone="ok", tabular=True)
        self._beside = label("a year, confirmed", "body")
        line = row(self.figure, self._beside, 0, spacing=10)
        line.setAlignment(self._beside, Qt.AlignmentFlag.AlignBottom)
        self._beside.setContentsMargins(0, 0, 0, 5)
        self._figures = panel(line)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._empty = EmptyState(_NOTHING)
        self._line = rule()
        self.apart = label("", "support", wrap=True)
        self.waiting = label("", "support", wrap=True)
        self.add_button = Button("Record money", Kind.LINK, icon="plus")
        self.all_button = Button("All money", Kind.LINK, name="All money, on its own tab")
        for part in (self._figures, self._grid, self._empty, self._line, self.apart, self.waiting):
            self.add(part)
        self.add(row(self.add_button, 0, self.all_button))
        self.add_button.clicked.connect(self.add_wanted)
        self.all_button.clicked.connect(self.all_wanted)

    def show_money(self, money: MoneySummary, header: CaseHeader) -> None:
        """Show a summary of what was gained."""
        self.set_title(f"What {pronouns(header.pronouns).has} gained")
        self.set_meta(f"Since {_month(money)}" if money.since else "")
        counted = [line for line in money.lines if _in_the_figure(line)]
        self.figure.setText(pounds(money.confirmed_a_year))
        self._figures.setVisible(bool(money.lines))
        self._empty.setVisible(not money.lines)
        self.all_button.setVisible(bool(money.lines))
        self.add_button.setVisible(header.may_write)
        self._show_lines(counted)
        for part, words in ((self.apart, kept_apart(money)), (self.waiting, not_counted(money))):
            part.setText(words)
            part.setVisible(bool(words))
        self._line.setVisible(bool(kept_apart(money) or not_counted(money)))

    def _show_lines(self, lines: list[GainLine]) -> None:
        clear(self._grid)
        most = sorted(lines, key=lambda line: -line.year_value)
        for at, line in enumerate(most[:_MOST_LINES]):
            self._grid.addWidget(Icon("circle-check", 17, "ok"), at, 0)
            self._grid.addWidget(label(line.what, "dense", wrap=True), at, 1)
            self._grid.addWidget(_amount(line), at, 2)
        left = len(lines) - _MOST_LINES
        if left > 0:
            more = f"and {left} more" if left > 1 else "and 1 more"
            self._grid.addWidget(label(more, "support"), _MOST_LINES, 1)


def _amount(line: GainLine) -> QWidget:
    words = label(f"{pounds(line.year_value)} a year", "dense-strong", tabular=True)
    words.stand_at_end()
    return words


def _in_the_figure(line: GainLine) -> bool:
    return line.status is GainStatus.CONFIRMED and line.nature is GainNature.RECURRING


def _month(money: MoneySummary) -> str:
    return f"{money.since:%B %Y}" if money.since else ""
