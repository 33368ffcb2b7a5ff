"""The last step, and the way back: keeping, earlier runs, and taking a run back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from pbi_desktop.domain.ids import RunId
from pbi_desktop.services.import_rows import ImportReport, UndoneImport
from pbi_desktop.services.import_wizard_rows import RunSeen
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.progress import Progress
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.taking_in.parts import (
    StepCard,
    buttons,
    fit_table,
    say,
    select,
    wrapped,
)
from pbi_desktop.ui.screens.taking_in.words import (
    SHORT_KINDS,
    can_keep,
    kept,
    progress,
    run_on,
    was_undone,
    would_undo,
)

_MOST_ROWS, _MOST_NAMES = 8, 200


class KeepCard(StepCard):
    """Keeps what was looked at, all together or nothing; then offers the way back."""

    keep_wanted = Signal()
    back_wanted = Signal(object)  # RunId
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("4. Keep")
        self._run: RunId | None = None
        self.about = wrapped("dense", "ink")
        self.keep = Button("Keep these rows", Kind.PRIMARY, icon="check", key="Ctrl Enter")
        self.progress = Progress("Cancel: keep nothing")
        self.back = Button("Take the whole run back", Kind.SECONDARY, icon="undo-2")
        self.again = Button("Take in another list", Kind.SECONDARY, icon="plus")
        for part in (self.about, self.progress, buttons(self.keep, self.back, self.again)):
            self.add(part)
        self.keep.clicked.connect(self.ask)
        self.back.clicked.connect(self._ask_back)
        self.again.clicked.connect(self.again_wanted)
        self.begin_again()

    def begin_again(self) -> None:
        """Show nothing of a run."""
        self._run = None
        self.show_problem("")
        for part in (self.progress, self.keep, self.back, self.again):
            part.hide()

    def show_look(self, report: ImportReport) -> None:
        """Offer to keep what was looked at, if there is anything."""
        self.begin_again()
        say(self.about, can_keep(report))
        self.keep.setVisible(bool(report.new or report.changed))

    def ask(self) -> None:
        """Ask to keep, if it is offered."""
        if self.keep.isVisible():
            self.keep_wanted.emit()

    def show_busy(self) -> None:
        """Show that the run is under way."""
        self.show_problem("")
        self.keep.hide()
        self.progress.begin("Keeping. Nothing is kept before all is.")
        self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, step: str, done: int, of: int) -> None:
        """Say how far the run is."""
        self.progress.say(progress(step, done, of))

    def show_problem_at_rest(self, words: str) -> None:
        """Say what is wrong or that it was stopped, and offer it again."""
        self.progress.hide()
        self.keep.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_problem(words, Tone.WARN)

    def show_kept(self, report: ImportReport) -> None:
        """Say what was kept, and offer the way back."""
        self.progress.hide()
        self._run = report.run_id
        self.show_problem(kept(report), Tone.OK)
        say(self.about, "")
        self.back.setVisible(report.run_id is not None)
        self.again.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def taken_back(self, run: RunId) -> None:
        """Offer no way back for a run that was taken back."""
        if run == self._run:
            self._run = None
            self.back.hide()

    def _ask_back(self) -> None:
        if self._run is not None:
            self.back_wanted.emit(self._run)


class UndoCard(StepCard):
    """Says what taking a run back would do, and does it if that is wanted."""

    undo_wanted = Signal(object)  # RunId
    closed = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Take a run back")
        self._privacy = privacy
        self.run: RunId | None = None
        self._names: tuple[str, ...] = ()
        self.about = wrapped("dense", "ink")
        self.names: Table[str] = Table("Kept, because people worked on them", self._columns())
        self.names.show_at_most(_MOST_ROWS)
        self.undo = Button("Take it back now", Kind.DANGER, icon="undo-2")
        self.leave = Button("Leave it as it is", Kind.SECONDARY, key="Esc")
        self.close_button = Button("Close", Kind.SECONDARY, key="Esc")
        self.working = wrapped("support")
        row = buttons(self.undo, self.leave, self.close_button)
        for part in (self.about, self.names, self.working, row):
            self.add(part)
        self.undo.clicked.connect(self._undo)
        self.leave.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        privacy.changed.connect(self._show_again)

    def show_undo(self, run: RunId, would: UndoneImport) -> None:
        """Say what taking a run back would do; nothing is done yet."""
        self.run = run
        self._show(would_undo(would), would)
        self._offer(deciding=True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undone(self, undone: UndoneImport) -> None:
        """Say what was done."""
        self._show("", undone)
        self.show_problem(was_undone(undone), Tone.OK)
        self._offer(deciding=False)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self) -> None:
        """Say that it is under way."""
        say(self.working, "Taking the run back.")
        for one in (self.undo, self.leave):
            one.hide()

    def show_problem_at_rest(self, words: str) -> None:
        """Say why it cannot be done."""
        say(self.about, "")
        self.names.hide()
        self._offer(deciding=False)
        self.show_problem(words)

    def _offer(self, *, deciding: bool) -> None:
        say(self.working, "")
        self.undo.setVisible(deciding)
        self.leave.setVisible(deciding)
        self.close_button.setVisible(not deciding)

    def _show(self, words: str, undone: UndoneImport) -> None:
        self.show_problem("")
        say(self.about, words)
        self.names.setVisible(bool(undone.kept))
        self.names.show_rows(undone.kept[:_MOST_NAMES])
        fit_table(self.names)

    def _undo(self) -> None:
        if self.run is not None:
            self.undo_wanted.emit(self.run)

    def _show_again(self) -> None:
        self.names.viewport().update()

    def _columns(self) -> tuple[Column[str], ...]:
        return (Column("Kept", lambda name: Cell(self._privacy.detail(name))),)


class RunsCard(StepCard):
    """The earlier runs; Enter shows what taking one back would do."""

    back_wanted = Signal(object)  # RunId

    def __init__(self) -> None:
        super().__init__("Earlier runs")
        self.about = wrapped()
        self.table: Table[RunSeen] = Table("Earlier runs", _run_columns())
        self.table.show_at_most(_MOST_ROWS)
        self.back = Button("Take it back", Kind.SECONDARY, icon="undo-2", key="Enter")
        for part in (self.about, self.table, buttons(self.back)):
            self.add(part)
        self.table.opened.connect(self._ask)
        self.table.chosen.connect(self._offer)
        self.back.clicked.connect(self._ask_current)
        self.show_runs(())

    def show_runs(self, runs: Sequence[RunSeen]) -> None:
        """List these runs."""
        self.table.show_rows(runs)
        fit_table(self.table)
        self.table.setVisible(bool(runs))
        self.back.setVisible(bool(runs))
        say(self.about, "" if runs else "Nothing was taken in yet.")
        if runs:
            select(self.table, 0)
            self._offer(self.table.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the table fill its room."""
        super().resizeEvent(event)
        fit_table(self.table)

    def _offer(self, run: RunSeen | None) -> None:
        self.back.setEnabled(run is not None and not run.taken_back)

    def _ask_current(self) -> None:
        if self.table.current is not None:
            self._ask(self.table.current)

    def _ask(self, run: RunSeen) -> None:
        if not run.taken_back:
            self.back_wanted.emit(run.id)


def _run_columns() -> tuple[Column[RunSeen], ...]:
    return (
        Column("When", lambda run: Cell(run_on(run), role="dense-strong"), sort=lambda r: r.on),
        Column("What", lambda run: SHORT_KINDS[run.kind], sort=lambda run: SHORT_KINDS[run.kind]),
        Column("Accepted", lambda run: f"{run.accepted:,}", trailing=True),
        Column("Refused", lambda run: f"{run.refused:,}", trailing=True),
        Column("State", _state),
        Column("Files", lambda run: Cell(run.files, tone="ink2")),
    )


def _state(run: RunSeen) -> Cell:
    return Cell("Taken back", tone="ink2", icon="undo-2") if run.taken_back else Cell("Kept")
