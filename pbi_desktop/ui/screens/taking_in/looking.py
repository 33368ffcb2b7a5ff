"""The third step: what a run would do, which rows it refuses and why, and who may be known."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.services.import_rows import ImportReport
from pbi_desktop.services.import_wizard_rows import ListKind, Looked, Unsure
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel
from pbi_desktop.ui.kit.widgets.progress import Progress
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.taking_in.known import PeoplePanel
from pbi_desktop.ui.screens.taking_in.parts import (
    StepCard,
    buttons,
    fit_table,
    say,
    wrapped,
)
from pbi_desktop.ui.screens.taking_in.words import covered, figures, notes, progress, refused_about

_MOST_ROWS = 8


class LookCard(StepCard):
    """What would happen, before anything is kept."""

    save_wanted = Signal(object)  # ImportReport

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("3. Look before anything is kept")
        self._privacy = privacy
        self._report: ImportReport | None = None
        self.progress = Progress("Stop looking")
        self._flow = Flow(gap=28)
        self._figures = panel(self._flow)
        self.notes = wrapped()
        self.refused_about = wrapped("dense-strong", "ink")
        self.refused: Table[RefusedRow] = Table("Refused rows", self._columns())
        self.refused.show_at_most(_MOST_ROWS)
        self.save = Button("Save the reasons as CSV", Kind.SECONDARY, icon="download")
        self._rows = panel(column(self.refused_about, self.refused, buttons(self.save)))
        self.people = PeoplePanel(privacy)
        for part in (self.progress, self._figures, self.notes, self._rows, self.people):
            self.add(part)
            part.hide()
        self.save.clicked.connect(self._save)
        privacy.changed.connect(self._show_again)

    def show_busy(self) -> None:
        """Show that the files are looked at."""
        self.show_problem("")
        self.progress.begin("Looking. Nothing is kept.")

    def show_progress(self, step: str, done: int, of: int) -> None:
        """Say how far the look is."""
        self.progress.say(progress(step, done, of))

    def show_problem_at_rest(self, words: str) -> None:
        """Say what is wrong, and that nothing runs any more."""
        self.progress.hide()
        self.show_problem(words)

    def show_look(self, looked: Looked, unsure: Sequence[Unsure]) -> None:
        """Show what a run would do."""
        report = self._report = looked.report
        self.progress.hide()
        self.show_problem("")
        clear(self._flow)
        for number, word in figures(report):
            self._flow.addWidget(_figure(number, word))
        self._figures.show()
        say(self.notes, notes(report))
        self._rows.show()
        say(self.refused_about, refused_about(report.refused))
        self.refused.setVisible(bool(report.refused))
        self.save.setVisible(bool(report.refused))
        self.refused.show_rows(report.refused)
        self._fit()
        self.people.show_people(unsure)

    def begin_again(self) -> None:
        """Forget what was looked at."""
        self._report = None
        self.show_problem("")
        for part in (self.progress, self._figures, self.notes, self._rows, self.people):
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the table fill its room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fit_table(self.refused)

    def _save(self) -> None:
        if self._report is not None:
            self.save_wanted.emit(self._report)

    def _show_again(self) -> None:
        self.refused.viewport().update()

    def _columns(self) -> tuple[Column[RefusedRow], ...]:
        return (
            Column("File", lambda row: Cell(row.file, tone="ink2"), sort=lambda row: row.file),
            Column(
                "Row",
                lambda row: Cell(f"{row.row_number:,}", role="dense-strong"),
                sort=lambda row: row.row_number,
                trailing=True,
            ),
            Column("Why it is refused", self._reason, sort=lambda row: row.reason),
        )

    def _reason(self, row: RefusedRow) -> Cell:
        personal = self._report is None or ListKind(self._report.kind).is_about_people
        hidden = self._privacy.hidden and personal
        return Cell(covered(row.reason) if hidden else row.reason)


def _figure(number: str, word: str) -> QWidget:
    made = panel(column(label(number, "figure", tabular=True), label(word, "support"), spacing=0))
    made.setAccessibleName(f"{number} {word}")
    return made
