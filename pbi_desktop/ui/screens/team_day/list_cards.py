"""The cards of Team day: a list with what can be done, and what a chosen line was about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.table import Table

_ROWS = 8


@dataclass(frozen=True)
class Told:
    """What a line was about, in whole: the words, and what became of them."""

    words: Callable[[Any], tuple[str, str]]
    shown: Callable[[str], str]
    """Covers the words while names are hidden."""
    role: str = "dense"
    tone: str = ""


class ListCard(Card):
    """A list with what can be done, and a sentence where it is empty."""

    def __init__(self, title: str, table: Table[Any], *buttons: Button) -> None:
        super().__init__(title)
        self._table, self._none = table, label("", "support", wrap=True)
        self._of_lines = [button for button in buttons if button.property("ofLine")]
        table.show_at_most(_ROWS)
        self.add(table)
        self.add(self._none)
        flow = Flow()
        for button in buttons:
            flow.addWidget(button)
        if buttons:
            self.add(panel(flow))

    def show_rows(self, rows: Sequence[Any], none: str) -> None:
        """Show these, or the sentence; what is done to a line is offered where there is one."""
        self._table.show_rows(rows)
        self._none.setText("" if rows else none)
        self._none.setVisible(not rows)
        for part in (self._table, *self._of_lines):
            part.setVisible(bool(rows))
        self.set_meta(f"{len(rows):,}" if rows else "")


class ToldCard(ListCard):
    """A list of which the chosen line is read in whole below it."""

    def __init__(self, title: str, table: Table[Any], *buttons: Button, told: Told) -> None:
        super().__init__(title, table, *buttons)
        self._told = told
        self.words = label("", told.role, tone=told.tone, wrap=True)
        self.after = label("", "dense", wrap=True)
        for at, part in enumerate((self.words, self.after)):
            self.body.insertWidget(at + 1, part)
        table.chosen.connect(self._tell)

    def show_rows(self, rows: Sequence[Any], none: str) -> None:
        """Show these, and what the chosen one was about: the first, where none is chosen."""
        super().show_rows(rows, none)
        if rows and self._table.current is None:
            self._table.selectRow(0)
        self._tell(self._table.current)

    def _tell(self, line: object) -> None:
        words, after = self._told.words(line) if line is not None else ("", "")
        for shown, text in ((self.words, words), (self.after, after)):
            shown.setText(self._told.shown(text) if text else "")
            shown.setVisible(bool(text))
