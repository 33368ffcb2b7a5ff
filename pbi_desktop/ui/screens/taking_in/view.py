"""The page on which lists are taken in: four steps one under another, and the earlier runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.ids import RunId
from pbi_desktop.domain.intake_matching import Decision
from pbi_desktop.services.import_rows import ImportReport, UndoneImport
from pbi_desktop.services.import_wizard_rows import FilesSeen, Looked, RunSeen, Unsure
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import page
from pbi_desktop.ui.screens.taking_in.choosing import FilesCard
from pbi_desktop.ui.screens.taking_in.columns import ColumnsCard
from pbi_desktop.ui.screens.taking_in.keeping import KeepCard, RunsCard, UndoCard
from pbi_desktop.ui.screens.taking_in.looking import LookCard
from pbi_desktop.ui.screens.taking_in.parts import StepCard, make_loud, wrapped

_ABOUT = (
    "Four steps: files, columns, a look, and keep. Nothing is kept before the last, "
    "and a whole run can be taken back."
)
_KEYS = (
    Shortcut("Ctrl+O", "Choose files"),
    Shortcut("F5", "Look at what they would change"),
    Shortcut("Ctrl+Enter", "Keep what was looked at"),
    Shortcut("S", "In the list of people: the same person"),
    Shortcut("N", "In the list of people: somebody new"),
    Shortcut("L", "In the list of people: leave out"),
    Shortcut("Esc", "Stop a run: nothing of it is kept"),
)


_MARGIN = 12


class TakingInScreen(QWidget):
    """Takes lists in, step by step, with a look before and a way back after."""

    asked = Signal()
    choose_wanted = Signal()
    files_given = Signal(object)  # list of Path
    stop_wanted = Signal()
    undo_looked = Signal(object)  # RunId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._busy = 0
        self.files = FilesCard()
        self.columns = ColumnsCard(privacy)
        self.look = LookCard(privacy)
        self.keep = KeepCard()
        self.undo = UndoCard(privacy)
        self.runs = RunsCard()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        about = wrapped()
        about.setText(_ABOUT)
        steps = (self.files, self.columns, self.look, self.keep, self.undo, self.runs)
        self.area = page(label("Take in lists", "page"), about, *steps)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self._hide_later_steps()
        self.undo.hide()

    def _connect(self) -> None:
        self.files.choose.clicked.connect(self._choose)
        self.look.progress.stop.clicked.connect(self.stop_wanted)
        self.keep.progress.stop.clicked.connect(self.stop_wanted)
        self.keep.back_wanted.connect(self.undo_looked)
        self.runs.back_wanted.connect(self.undo_looked)
        self.undo.closed.connect(self._close_undo)
        bind_keys(
            self,
            {
                "Ctrl+O": self._choose,
                "F5": self._ask_look,
                "Ctrl+Enter": self.keep.ask,
                "Esc": self._escape,
            },
        )

    # --- files by mouse ------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt
        """Welcome files."""
        if _paths(event) and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt
        """Take the files that were dropped."""
        found = _paths(event)
        if found:
            event.acceptProposedAction()
            self.files_given.emit(found)

    # --- what the shell asks -------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the earlier runs whenever the page comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def in_sight(self) -> bool:
        """Say whether the page is shown now."""
        return self.isVisible()

    def land(self) -> None:
        """Stand where work begins."""
        self.files.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the page."""
        return _KEYS

    # --- what the presenter shows --------------------------------------------------------------

    def show_files(self, names: Sequence[str], seen: FilesSeen | None, *, asked: bool) -> None:
        """Show the chosen files and what they are."""
        self._hide_later_steps()
        self.files.show_files(names, seen, asked=asked)
        if seen is None:
            return
        if seen.kind is None:
            self.files.kind.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.files, self.files.guess.text())
            return
        self.columns.show()
        self.columns.show_files(seen)
        if not self.files.kind.hasFocus():
            self._go_to(self.columns, self.columns.look)

    def show_problem(self, step: int, words: str) -> None:
        """Say in a step, in place, what is wrong there."""
        self._set_busy(0)
        if step == 1:
            self._hide_later_steps()
            self.files.guess.setText("")
            self.files.show_problem(words)
            return
        cards = {3: self.look, 4: self.keep, 5: self.undo}
        card = cards[step]
        card.show()
        card.show_problem_at_rest(words)
        self._reveal(card)

    def show_busy(self, step: int) -> None:
        """Show that a step is at work, and how to stop it."""
        self._set_busy(step)
        if step == 3:
            self.keep.hide()
            self.look.show()
            self.look.show_busy()
        elif step == 4:
            self.keep.show_busy()
        else:
            self.undo.show_busy()

    def show_progress(self, step: str, done: int, of: int) -> None:
        """Say how far a run is."""
        if self._busy == 4:
            self.keep.show_progress(step, done, of)
        elif self._busy == 3:
            self.look.show_progress(step, done, of)

    def show_look(self, looked: Looked, unsure: Sequence[Unsure]) -> None:
        """Show what a run would do, and about whom somebody has to answer."""
        self._set_busy(0)
        self.look.show_look(looked, unsure)
        self.keep.show()
        self.keep.show_look(looked.report)
        make_loud(self.columns.look, loud=not self.keep.keep.isVisible())
        target = self.look.people.pairs if unsure else self.keep.keep
        self._go_to(self.look, target)

    def show_decisions(self, decisions: Mapping[str, Decision]) -> None:
        """Show what was answered about people."""
        self.look.people.show_decisions(decisions)

    def show_kept(self, report: ImportReport) -> None:
        """Say what was kept."""
        self._set_busy(0)
        self.keep.show_kept(report)
        self.columns.hide()
        self._reveal(self.keep)

    def show_runs(self, runs: Sequence[RunSeen]) -> None:
        """List the earlier runs."""
        self.runs.show_runs(runs)

    def show_undo(self, run: RunId, would: UndoneImport) -> None:
        """Say what taking a run back would do."""
        self.undo.show()
        self.undo.show_undo(run, would)
        self._reveal(self.undo)

    def show_undone(self, undone: UndoneImport) -> None:
        """Say what taking a run back did."""
        self._set_busy(0)
        self.undo.show_undone(undone)
        self.keep.taken_back(undone.run_id)

    def show_saved(self, path: Path) -> None:
        """Say that the reasons were saved."""
        self.look.show_problem(f"The reasons were saved as {path.name}.", Tone.OK)

    def begin_again(self) -> None:
        """Show the first step, empty."""
        self._hide_later_steps()
        self.files.show_none()
        self.undo.hide()
        self.land()

    # --- within the page -----------------------------------------------------------------------

    def _set_busy(self, step: int) -> None:
        self._busy = step
        self.files.set_busy(bool(step))

    def _choose(self) -> None:
        if not self._busy:
            self.choose_wanted.emit()

    def _hide_later_steps(self) -> None:
        for card in (self.columns, self.look, self.keep):
            card.hide()
        self.look.begin_again()
        self.keep.begin_again()

    def _go_to(self, card: StepCard, target: QWidget) -> None:
        if target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(card)

    def _reveal(self, card: StepCard) -> None:
        """Bring a step to the top of the page, once what is in it has its place."""
        QTimer.singleShot(0, card, lambda: self._to_top(card))

    def _to_top(self, card: StepCard) -> None:
        page = self.area.widget()
        if page is not None and card.isVisible():
            top = card.mapTo(page, QPoint(0, 0)).y()
            self.area.verticalScrollBar().setValue(max(0, top - _MARGIN))

    def _ask_look(self) -> None:
        if self.columns.isVisible():
            self.columns.ask()

    def _escape(self) -> None:
        if self._busy in (3, 4):
            card = self.look if self._busy == 3 else self.keep
            card.progress.stop.click()
        elif self.undo.isVisible() and not self._busy:
            self._close_undo()

    def _close_undo(self) -> None:
        self.undo.hide()
        target = self.runs.table if self.runs.table.isVisible() else self.files.choose
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
