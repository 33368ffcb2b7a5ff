"""What was decided before: who is linked, who is kept apart, by whom, when and why."""

from PySide6.QtCore import Signal

from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.same_person.words import (
    NOBODY_DECIDED,
    decided_on,
    decision,
    take_back,
)

_SHOWN = 8


class Decided(Card):
    """A table, newest first; the chosen line can be taken back."""

    take_back_wanted = Signal(object)  # LinkLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What was decided")
        self._privacy = privacy
        self.table: Table[LinkLine] = Table("What was decided", self._columns())
        self.table.show_at_most(_SHOWN)
        self.empty = EmptyState(NOBODY_DECIDED)
        self.why = label("", "dense", wrap=True)
        self.back = Button("Split again", icon="split")
        for part in (self.empty, self.table, self.why):
            self.add(part)
        self.add(row(self.back, 0))
        for hidden in (self.table, self.why, self.back):
            hidden.hide()
        self.table.chosen.connect(self._say_chosen)
        self.back.clicked.connect(self._take_back)
        privacy.changed.connect(self._redraw)

    def show_decided(self, lines: tuple[LinkLine, ...]) -> None:
        """Show these, newest first; the chosen one stays chosen."""
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.set_meta(f"{len(lines):,}" if lines else "")
        self._say_chosen()

    def _columns(self) -> tuple[Column[LinkLine], ...]:
        return (
            Column("Who", self._who, stretch=True),
            Column("Decided", _decision),
            Column("By", lambda line: line.by),
            Column("When", decided_on),
        )

    def _who(self, line: LinkLine) -> Cell:
        return Cell(" and ".join(map(self._privacy.name, line.names)), role="dense-strong")

    def _say_chosen(self, _line: object = None) -> None:
        line = self.table.current
        for part in (self.why, self.back):
            part.setVisible(line is not None)
        if line is not None:
            self.why.setText(f"Why: “{self._privacy.detail(line.reason)}”" if line.reason else "")
            self.back.say(take_back(line), "split" if line.same else "undo-2")

    def _take_back(self) -> None:
        if self.table.current is not None:
            self.take_back_wanted.emit(self.table.current)

    def _redraw(self) -> None:
        self.show_decided(tuple(self.table.rows))


def _decision(line: LinkLine) -> Cell:
    return Cell(decision(line), icon="link" if line.same else "unlink")
