"""The list of my cases: searched as one types, opened with Enter."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.cases.words import counted, due, last_seen, matching

_STEP = 3
_SIDEWAYS_FROM = 1.3
_KEYS = (
    Shortcut("Enter", "Open the case that is chosen, or the first one"),
    Shortcut("Down", "From the search into the cases"),
)


class CasesScreen(QWidget):
    """Every case on whose team I am, those that need me most first."""

    asked = Signal()
    opened = Signal(object)  # CaseId
    front_door_wanted = Signal()
    referrals_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._lines: tuple[CaseLine, ...] | None = None
        self._today = date.min
        self.search = SearchBox("Find in your cases", "Name, reference or step")
        self.late = ToggleChip("A step is late")
        self.review = ToggleChip("Review is due")
        self.referrals = Button("Referrals that wait", Kind.QUIET, icon="send")
        self.table: Table[CaseLine] = Table("Your cases", self._columns())
        self._loading = Skeleton("your cases", 8)
        self._empty = EmptyState(
            "You have no open case yet. Look first for who is at the desk.",
            "Go to the front door",
            icon="door-open",
        )
        self._none = EmptyState("None of your cases fits. Try fewer words.")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.search.setMinimumWidth(theme().px(320))
        flow = Flow()
        for part in (self.search, self.late, self.review, self.referrals):
            flow.addWidget(part)
        self._narrowing = panel(flow)
        self.card = Card("Your cases")
        for shown in (self._narrowing, self._loading, self._empty, self._none):
            self.card.add(shown)
        self.card.add(self.table, 1)
        for hidden in (self._narrowing, self._empty, self._none, self.table):
            hidden.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 20)
        box.setSpacing(12)
        box.addWidget(label("Cases", "page"))
        box.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._open_first)
        self.late.clicked.connect(self._show)
        self.review.clicked.connect(self._show)
        self.table.opened.connect(self._open)
        self.referrals.clicked.connect(self.referrals_wanted)
        self._empty.wanted.connect(self.front_door_wanted)
        self._privacy.changed.connect(self._show)
        theme().changed.connect(self._fit)

    def _columns(self) -> tuple[Column[CaseLine], ...]:
        return (
            Column("Person", self._person, sort=lambda line: line.person.casefold()),
            Column("How far", _stage, sort=lambda line: -1 if line.stage is None else line.stage),
            Column("Last entry", self._seen, sort=lambda line: line.last_seen or date.min),
            Column("Next step", self._step, lambda line: line.next_due or date.max, stretch=True),
            Column("Look out for", self._look_out),
            Column("Site", lambda line: Cell(line.site, tone="ink2"), sort=lambda line: line.site),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the cases whenever the list comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the cases."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.table.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(0)
        else:
            super().keyPressEvent(event)

    def land(self) -> None:
        """Put the caret into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the list."""
        return _KEYS

    def show_cases(self, lines: tuple[CaseLine, ...], today: date) -> None:
        """Show these cases."""
        had_focus = self._lines is None and not self.search.isVisible()
        self._lines, self._today = lines, today
        self._show()
        if had_focus and self.isVisible() and lines:
            self.land()

    def _show(self) -> None:
        if self._lines is None:
            return
        found = matching(
            self._lines,
            self.search.text(),
            late=self.late.isChecked(),
            review=self.review.isChecked(),
        )
        self._loading.hide()
        self.table.show_rows(found)
        self._fit()
        self.table.setVisible(bool(found))
        self._narrowing.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)
        self._none.setVisible(bool(self._lines) and not found)
        self.card.set_meta(counted(len(found), len(self._lines)) if self._lines else "")

    def _fit(self) -> None:
        """Let the table scroll sideways where large text would squeeze the steps."""
        large = theme().look.scale >= _SIDEWAYS_FROM
        header = self.table.horizontalHeader()
        mode = QHeaderView.ResizeMode.Interactive if large else QHeaderView.ResizeMode.Stretch
        header.setSectionResizeMode(_STEP, mode)
        if large:
            self.table.resizeColumnToContents(_STEP)

    def _open(self, line: CaseLine) -> None:
        self.opened.emit(line.case_id)

    def _open_first(self) -> None:
        rows = self.table.rows
        if rows:
            self._open(rows[0])

    def _person(self, line: CaseLine) -> Cell:
        age = "" if line.age is None else self._privacy.detail(str(line.age))
        return Cell(self._privacy.name(line.person), about=age, role="dense-strong")

    def _seen(self, line: CaseLine) -> Cell:
        said = last_seen(line, self._today)
        return Cell(said.words, tone=said.tone)

    def _step(self, line: CaseLine) -> Cell:
        if not line.next_step:
            return Cell("No next step", tone="ink2")
        said = due(line, self._today)
        icon = "triangle-alert" if said.tone == "danger" else ""
        step = self._privacy.detail(line.next_step)
        return Cell(said.words, about=step, tone=said.tone, icon=icon)

    def _look_out(self, line: CaseLine) -> Cell:
        icon = "eye" if line.look_out else ""
        return Cell(self._privacy.detail(line.look_out), icon=icon)


def _stage(line: CaseLine) -> Cell:
    if line.stage is None:
        return Cell("Not rated yet", tone="ink2")
    return Cell(LABELS[line.stage], role="dense-strong", stage=int(line.stage))
