"""Small parts that the steps share."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.widgets.table import Table

R = TypeVar("R")


def wrapped(role: str = "dense", tone: str = "ink2") -> Words:
    """Return words that take the lines they need at their width, and ask for no more."""
    made = label("", role, tone=tone, wrap=True)
    # Qt reckons with the lines they would need in the narrowest column, and leaves a gap below.
    made.setMinimumHeight(1)
    return made


def say(words: Words, text: str) -> None:
    """Say something, or nothing and take no room."""
    words.setText(text)
    words.setVisible(bool(text))


class StepCard(Card):
    """A step: its title, and in place what is wrong with it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.problem = Notice("", Tone.DANGER)
        self.add(self.problem)
        self.problem.hide()

    def show_problem(self, text: str, tone: Tone = Tone.DANGER) -> None:
        """Say what is wrong here; no words take the message away."""
        self.problem.say(text, tone)
        self.problem.setVisible(bool(text))
        if text:
            announce(self, text, urgent=tone is Tone.DANGER)

    def show_problem_at_rest(self, words: str) -> None:
        """Say what is wrong, now that nothing runs any more."""
        self.show_problem(words)


def buttons(*some: Button) -> QWidget:
    """Return buttons that go on in the next line where one line is too short."""
    flow = Flow()
    for one in some:
        flow.addWidget(one)
    return panel(flow)


def fit_table(table: Table[R]) -> None:
    """Let a table fill its room, or scroll sideways within its card where its words are longer."""
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    table.resizeColumnsToContents()
    needed = sum(header.sectionSize(at) for at in range(header.count()))
    header.setStretchLastSection(needed <= table.viewport().width())
    bar = table.horizontalScrollBar().sizeHint().height()
    table.setMinimumHeight(table.sizeHint().height() + bar)


def select(table: Table[R], at: int) -> None:
    """Choose a row in any direction of the window.

    Qt's own `selectRow` finds none where columns from right to left do not fill the table.
    """
    table.setCurrentIndex(table.rows_model.index(at, table.rows_model.columnCount() - 1))


def make_loud(button: Button, *, loud: bool) -> None:
    """Make a button the one primary button of the page, or one of the others."""
    button.kind = Kind.PRIMARY if loud else Kind.SECONDARY
    button.update()
