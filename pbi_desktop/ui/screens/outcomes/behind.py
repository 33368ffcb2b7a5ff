"""The cases behind a number: which number, and its cases to open."""

from PySide6.QtCore import Qt, Signal

from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.outcome_rows import CasesBehind, CountedCase, Number
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.layouts import clear, panel, row
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.outcomes.charts import wrapped
from pbi_desktop.ui.screens.outcomes.words import behind, opened

_MOST_ROWS = 12


class BehindCard(Card):
    """Lists the cases that a number counts; Enter opens one, Esc closes the list."""

    number_wanted = Signal(object)  # Number
    case_wanted = Signal(object)  # CaseId
    closed = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Cases behind a number")
        self._privacy = privacy
        self._numbers: tuple[Number, ...] = ()
        self._which = panel(row())
        self.choice: Choice | None = None
        self.said = wrapped("dense", "ink")
        self.table: Table[CountedCase] = Table("Cases behind the number", self._columns())
        self.table.show_at_most(_MOST_ROWS)
        self.close_button = Button("Close the list", Kind.QUIET, icon="x", key="Esc")
        for part in (self._which, self.said, self.table):
            self.add(part)
        self.add(row(self.close_button, 0))
        self.table.opened.connect(self._open)
        self.close_button.clicked.connect(self.closed)
        bind_keys(self, {"Esc": self.closed.emit})
        privacy.changed.connect(self._show_again)

    def ask(self, about: str, numbers: tuple[Number, ...]) -> None:
        """Offer the numbers of a line, and ask for the cases of the first."""
        self.set_title(f"Cases behind: {about}")
        self._numbers = numbers
        layout = self._which.layout()
        if layout is not None:
            clear(layout)
            options = {str(at): one.words for at, one in enumerate(numbers)}
            self.choice = Choice("Which number", options, value="0")
            self.choice.chosen.connect(self._choose)
            layout.addWidget(self.choice)
        self.table.show_rows([])
        self.said.setText("Looking for the cases")
        self.number_wanted.emit(numbers[0])

    def show_cases(self, number: Number, found: CasesBehind) -> None:
        """Show the cases of a number, if it is still the one that is chosen."""
        if number not in self._numbers:
            return
        self.said.setText(behind(found))
        self.table.show_rows(found.cases)
        announce(self.table, behind(found))
        if found.cases:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.number_wanted.emit(self._numbers[int(key)])

    def _open(self, case: CountedCase) -> None:
        self.case_wanted.emit(case.case_id)

    def _show_again(self) -> None:
        self.table.viewport().update()

    def _columns(self) -> tuple[Column[CountedCase], ...]:
        return (
            Column("Person", self._person, sort=lambda case: case.person.casefold(), stretch=True),
            Column("Reference", lambda case: case.reference, sort=lambda case: case.reference),
            Column(
                "Latest rating", _stage, sort=lambda case: -1 if case.stage is None else case.stage
            ),
            Column("Opened", opened, sort=lambda case: case.opened_on),
            Column("Site", lambda case: Cell(case.site, tone="ink2")),
        )

    def _person(self, case: CountedCase) -> Cell:
        return Cell(self._privacy.name(case.person), role="dense-strong")


def _stage(case: CountedCase) -> Cell:
    if case.stage is None:
        return Cell("Not rated yet", tone="ink2")
    return Cell(LABELS[case.stage], role="dense-strong", stage=int(case.stage))
