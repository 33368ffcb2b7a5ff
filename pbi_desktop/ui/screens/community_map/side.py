"""Beside the map: what is chosen, and each answer as a sentence and a list that can be walked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.town_rows import Answer, AnswerRow, Asked
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.kit.widgets.tabs import Tabs
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community_map.words import NOTHING_CHOSEN, About, tied

_SHOWN = 11
Covered = Callable[[AnswerRow, int], str]
"""What a cell of a row says as it may be shown just now."""


class AboutCard(Card):
    """What is chosen on the map, and what can be done with it."""

    focus_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Chosen")
        self.words = label(NOTHING_CHOSEN, "dense", wrap=True)
        self.focus_button = Button("Focus on it", Kind.SECONDARY, icon="search", key="F")
        self.open_button = Button("Open", Kind.SECONDARY, icon="arrow-right", key="Enter")
        buttons = Flow()
        buttons.addWidget(self.focus_button)
        buttons.addWidget(self.open_button)
        self._buttons = panel(buttons)
        self.add(self.words)
        self.add(self._buttons)
        self._buttons.hide()
        self.focus_button.clicked.connect(self.focus_wanted)
        self.open_button.clicked.connect(self.open_wanted)

    def show_about(self, about: About | None, *, opens: bool) -> None:
        """Show what is known of a node, or that none is chosen."""
        self.set_title(breakable(about.title) if about else "Chosen")
        self.set_meta(about.kind if about else "")
        self.words.setText(breakable(tied(about)) if about else NOTHING_CHOSEN)
        self._buttons.setVisible(about is not None)
        self.open_button.setVisible(opens)


class AnswerPane(QWidget):
    """One answer: what it means, and the list of what was found."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, answer: Answer, covered: Covered) -> None:
        super().__init__()
        self.answer = answer
        self.means = label(answer.means, "support", wrap=True)
        last = len(answer.headings) - 1
        self.table: Table[AnswerRow] = Table(
            answer.title,
            [
                Column[AnswerRow](
                    heading,
                    lambda row, at=at: Cell(  # type: ignore[misc]  # the place is bound here
                        covered(row, at), role="dense-strong" if at == 0 else "dense"
                    ),
                    sort=lambda row, at=at: (row.rank[at], row.cells[at].casefold()),  # type: ignore[misc]
                    stretch=at == last == 2,
                )
                for at, heading in enumerate(answer.headings)
            ],
        )
        self.table.show_at_most(_SHOWN)
        self.nothing = EmptyState(answer.nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.means, self.table, self.nothing):
            box.addWidget(part)
        self.table.chosen.connect(lambda row: self.chosen.emit(row.node))
        self.table.opened.connect(lambda row: self.opened.emit(row.node))
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Show what was found this time."""
        self.answer = answer
        self.means.setText(answer.means)
        self.table.show_rows(answer.rows)
        self.table.setVisible(bool(answer.rows))
        self.nothing.setVisible(not answer.rows)

    def mark(self, node: int) -> None:
        """Choose the row that is about a node, if there is one."""
        at = next((at for at, row in enumerate(self.table.rows) if row.node == node), -1)
        self.table.blockSignals(True)
        if at < 0:
            self.table.clearSelection()
        else:
            self.table.selectRow(at)
        self.table.blockSignals(False)


class Answers(Card):
    """Every answer, one at a time behind tabs."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, covered: Covered) -> None:
        super().__init__()
        self._covered = covered
        self.tabs: Tabs | None = None
        self.panes: dict[Asked, AnswerPane] = {}

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show these answers; the one in view stays in view."""
        if tuple(self.panes) != tuple(one.asked for one in answers):
            self._make(answers)
        for one in answers:
            self.panes[one.asked].show_answer(one)

    def redraw(self) -> None:
        """Show names as they may be shown now."""
        for pane in self.panes.values():
            pane.table.show_rows(pane.answer.rows)

    def mark(self, node: int) -> None:
        """Choose the row of a node in every list."""
        for pane in self.panes.values():
            pane.mark(node)

    @property
    def pane(self) -> AnswerPane | None:
        """The answer in view."""
        return self.panes[Asked(self.tabs.key)] if self.tabs is not None else None

    def _make(self, answers: Sequence[Answer]) -> None:
        self.tabs = Tabs("Answers", {one.asked.value: one.title for one in answers})
        self.add(self.tabs)
        for one in answers:
            pane = self.panes[one.asked] = AnswerPane(one, self._covered)
            self.add(pane)
            pane.chosen.connect(self.chosen)
            pane.opened.connect(self.opened)
        self.tabs.chosen.connect(self._turn)
        self._turn(answers[0].asked.value)

    def _turn(self, key: str) -> None:
        for asked, pane in self.panes.items():
            pane.setVisible(asked == key)
