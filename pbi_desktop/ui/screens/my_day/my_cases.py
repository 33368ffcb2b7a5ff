"""Your cases: those that need you most first, or by street, or by review."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.my_day_rows import CaseLine, CaseOrder, Day
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.my_day.words import (
    ORDERS,
    last_seen,
    look_out_icon,
    next_step,
    who,
    why_tone,
)

_SHOWN = 8


class MyCases(Card):
    """A table of the first few; Enter opens one."""

    opened = Signal(object)  # CaseId
    order_wanted = Signal(object)  # CaseOrder
    all_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.setAccessibleName("Your cases")
        self._count = label("", "support")
        self._privacy = privacy
        self._today = date.min
        self._lines: tuple[CaseLine, ...] | None = None
        self.orders: dict[CaseOrder, ToggleChip] = {}
        self.table: Table[CaseLine] = Table("Your cases", self._columns())
        self.table.show_at_most(_SHOWN)
        self._loading = Skeleton("your cases", 5)
        self._empty = EmptyState(
            "You have no open case yet. Look first for who is at the desk.",
            "Go to the front door",
            icon="door-open",
        )
        self.all = Button("Show all", Kind.LINK)
        self._lay_out()
        self.table.opened.connect(self._open)
        self._empty.wanted.connect(self.search_wanted)
        self.all.clicked.connect(self.all_wanted)
        privacy.changed.connect(self._draw)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        flow = Flow()
        for order, words in ORDERS.items():
            chip = ToggleChip(words, on=order is CaseOrder.NEEDS_YOU)
            chip.setAccessibleName(f"Order: {words}")
            chip.clicked.connect(self._order)
            group.addButton(chip)
            flow.addWidget(chip)
            self.orders[order] = chip
        head = row(label("Your cases", "card"), self._count, spacing=12)
        head.addLayout(flow, 1)
        head.addWidget(self.all)
        self.add(head)
        for part in (self._loading, self.table, self._empty):
            self.add(part)
        for hidden in (self.table, self._empty, self.all):
            hidden.hide()

    def _columns(self) -> tuple[Column[CaseLine], ...]:
        return (
            Column("Person", self._person),
            Column("Why now", self._why),
            Column("How far", _stage),
            Column("Last entry", lambda line: last_seen(line.last_seen, self._today)),
            Column("Next step", self._step, stretch=True),
            Column("Look out for", self._look_out),
        )

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        return [*self.orders.values(), self.all, self.table]

    def show_day(self, day: Day) -> None:
        """Show the cases of a day."""
        self._lines, self._today = day.cases, day.today
        self._count.setText(str(len(day.cases)) if day.cases else "")
        self._draw()

    def _draw(self) -> None:
        if self._lines is None:
            return
        self._loading.hide()
        self.table.show_rows(self._lines[:_SHOWN])
        self.table.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)
        self.all.setVisible(len(self._lines) > _SHOWN)
        self.all.say(f"Show all {len(self._lines)}")

    def _person(self, line: CaseLine) -> Cell:
        return Cell(self._privacy.name(line.person), about=who(line), role="dense-strong")

    def _why(self, line: CaseLine) -> Cell:
        if not line.why:
            return Cell("")
        return Cell(self._privacy.detail(line.why), tone=why_tone(line), role="dense-strong")

    def _step(self, line: CaseLine) -> Cell:
        said = next_step(line, self._today)
        hidden = self._privacy.hidden and bool(line.next_step)
        words = self._privacy.detail(said.words) if hidden else said.words
        return Cell(words, tone=said.tone)

    def _look_out(self, line: CaseLine) -> Cell:
        if not line.look_out:
            return Cell("")
        return Cell(self._privacy.detail(line.look_out), icon=look_out_icon(line))

    def _open(self, line: CaseLine) -> None:
        self.opened.emit(line.case_id)

    def _order(self) -> None:
        chosen = next(order for order, chip in self.orders.items() if chip.isChecked())
        self.order_wanted.emit(chosen)


def _stage(line: CaseLine) -> Cell:
    if line.stage is None:
        return Cell("Not rated yet", tone="ink2")
    return Cell(LABELS[line.stage], role="dense-strong", stage=int(line.stage))
