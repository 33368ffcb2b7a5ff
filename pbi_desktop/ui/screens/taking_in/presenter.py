"""Taking lists in: files, columns, a look, and only then something is kept. No Qt."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.ids import RunId
from pbi_desktop.domain.intake_matching import Decision
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import FileOnDisk, ImportReport, UndoneImport
from pbi_desktop.services.import_wizard_rows import (
    FilesSeen,
    ListKind,
    Looked,
    RunSeen,
    Unsure,
    Wish,
)
from pbi_desktop.services.whole_files import write_whole
from pbi_desktop.ui.kit.ports import Navigator, Running, Tasks, Tone
from pbi_desktop.ui.screens.taking_in.words import failed, kept

ColumnsChosen = Mapping[str, Mapping[str, str]]
_OF_PEOPLE = (
    *("people", "households", "memberships", "addresses", "residences", "contact_points"),
    *("cases", "case_people", "case_team", "stage_ratings", "gains", "contacts", "notes"),
)
_TOUCHED = {
    ListKind.PLACES: ("areas", "postcodes", "addresses", "community_groups"),
    ListKind.DIRECTORY: ("community_groups",),
    ListKind.DEMAND: ("demand_events",),
}


class TakingInView(Protocol):
    """The screen as its presenter sees it."""

    def show_files(self, names: Sequence[str], seen: FilesSeen | None, *, asked: bool) -> None:
        """Show the chosen files and what they are; `asked` if the worker has said so."""

    def show_problem(self, step: int, words: str) -> None:
        """Say in a step, in place, what is wrong there."""

    def show_busy(self, step: int) -> None:
        """Show that a step is at work, and how to stop it."""

    def show_look(self, looked: Looked, unsure: Sequence[Unsure]) -> None:
        """Show what a run would do, and about whom somebody has to answer."""

    def show_decisions(self, decisions: Mapping[str, Decision]) -> None:
        """Show what was answered about people."""

    def show_kept(self, report: ImportReport) -> None:
        """Say what was kept."""

    def show_runs(self, runs: Sequence[RunSeen]) -> None:
        """List the earlier runs."""

    def show_undo(self, run: RunId, would: UndoneImport) -> None:
        """Say what taking a run back would do."""

    def show_undone(self, undone: UndoneImport) -> None:
        """Say what taking a run back did."""

    def show_saved(self, path: Path) -> None:
        """Say that the reasons were saved."""

    def begin_again(self) -> None:
        """Show the first step, empty."""

    def in_sight(self) -> bool:
        """Say whether the page is shown now."""


class TakingInPresenter:
    """Walks the steps; nothing is kept before the last."""

    def __init__(  # noqa: PLR0913 - everything that a screen is made from
        self,
        view: TakingInView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        running: Running,
    ) -> None:
        self._view, self._actor, self._tasks, self._running = view, actor, tasks, running
        self._navigator = navigator
        self._desk = desk
        self._files: tuple[FileOnDisk, ...] = ()
        self._kind: ListKind | None = None
        self._columns: ColumnsChosen = {}
        self._unsure: dict[str, Unsure] = {}
        self._decisions: dict[str, Decision] = {}
        self._busy = False

    def shown(self) -> None:
        """Say at once if this worker may take nothing in; list the earlier runs."""
        self._tasks.query(self._check, lambda _none: None, self._failed_at(1), key="check")
        self._list_runs()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files to those chosen, and see what they are."""
        if self._busy:
            return
        known = {file.path for file in self._files}
        added = (FileOnDisk(path.name, path) for path in paths if path not in known)
        self._see((*self._files, *added), None)

    def choose_kind(self, kind: ListKind) -> None:
        """Read the files as this kind of list."""
        if self._files and not self._busy:
            self._see(self._files, kind)

    def begin_again(self) -> None:
        """Let go of the files, the columns and the answers."""
        if not self._busy:
            self._files, self._kind = (), None
            self._forget()
            self._view.begin_again()

    def look(self, columns: ColumnsChosen) -> None:
        """Show what a run would do."""
        if self._kind is None or self._busy:
            return
        if columns != self._columns:
            self._forget()
        self._columns = columns
        wish, watch = self._wish(self._kind), self._running.begin()
        door = self._desk.import_wizard
        self._begin(3)
        self._tasks.query(
            lambda: door.look(self._actor, wish, watch), self._looked, self._ended_at(3)
        )

    def look_again(self) -> None:
        """Show what a run would do with the answers so far."""
        self.look(self._columns)

    def answer(self, key: str, decision: Decision) -> None:
        """Keep an answer about somebody."""
        self._decisions[key] = decision
        self._view.show_decisions(self._decisions)

    def keep(self) -> None:
        """Take the files in."""
        if self._kind is None or self._busy:
            return
        kind, found = self._kind, list[ImportReport]()
        wish, watch = self._wish(kind), self._running.begin()
        door = self._desk.import_wizard

        def work() -> Changes:
            found.append(door.keep(self._actor, wish, watch))
            return Changes(kinds=frozenset(_TOUCHED.get(kind, _OF_PEOPLE)))

        self._begin(4)
        self._tasks.command(work, lambda _changes: self._kept(found[0]), self._ended_at(4))

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        self._running.stop()

    def look_at_undo(self, run: RunId) -> None:
        """Show what taking a run back would do."""
        if self._busy:
            return
        door = self._desk.import_wizard
        self._tasks.query(
            lambda: door.look_at_undo(self._actor, run),
            lambda would: self._view.show_undo(run, would),
            self._failed_at(5),
            key="look at undo",
        )

    def undo(self, run: RunId) -> None:
        """Take a run back."""
        if self._busy:
            return
        found = list[UndoneImport]()
        door = self._desk.import_wizard

        def work() -> Changes:
            found.append(door.undo(self._actor, run))
            return Changes(kinds=frozenset({*_OF_PEOPLE, *sum(_TOUCHED.values(), ())}))

        self._begin(5)
        self._tasks.command(work, lambda _changes: self._undone(found[0]), self._ended_at(5))

    def save_reasons(self, path: Path, report: ImportReport) -> None:
        """Write the reasons of the refused rows to a file."""
        self._tasks.query(
            lambda: _write(path, report), self._view.show_saved, self._failed_at(3), key="reasons"
        )

    # --- what came back ------------------------------------------------------------------------

    def _check(self) -> None:
        self._desk.import_wizard.check(self._actor)

    def _list_runs(self) -> None:
        door = self._desk.import_wizard
        self._tasks.query(lambda: door.runs(self._actor), self._view.show_runs, key="runs")

    def _see(self, files: tuple[FileOnDisk, ...], kind: ListKind | None) -> None:
        self._files, self._kind = files, kind
        self._forget()
        door = self._desk.import_wizard
        names = tuple(file.name for file in files)
        self._view.show_files(names, None, asked=kind is not None)
        self._tasks.query(
            lambda: door.see(self._actor, files, kind),
            lambda seen: self._seen(names, seen, asked=kind is not None),
            self._not_seen,
            key="see",
        )

    def _seen(self, names: Sequence[str], seen: FilesSeen, *, asked: bool) -> None:
        self._kind = seen.kind
        self._view.show_files(names, seen, asked=asked)

    def _not_seen(self, error: BaseException) -> None:
        """Let go of files that cannot be read: the next ones begin anew."""
        self.begin_again()
        self._view.show_problem(1, failed(error))

    def _looked(self, looked: Looked) -> None:
        self._busy = False
        for one in looked.unsure:
            self._unsure[one.key] = one
        self._view.show_look(looked, tuple(self._unsure.values()))
        self._view.show_decisions(self._decisions)

    def _kept(self, report: ImportReport) -> None:
        self._busy = False
        self._view.show_kept(report)
        if not self._view.in_sight():
            self._navigator.tell(kept(report), Tone.OK)
        self._list_runs()

    def _undone(self, undone: UndoneImport) -> None:
        self._busy = False
        self._view.show_undone(undone)
        self._list_runs()

    def _wish(self, kind: ListKind) -> Wish:
        return Wish(kind, self._files, self._columns, dict(self._decisions))

    def _forget(self) -> None:
        self._columns = {}
        self._unsure.clear()
        self._decisions.clear()

    def _begin(self, step: int) -> None:
        self._busy = True
        self._view.show_busy(step)

    def at_rest(self) -> None:
        """Let the next step begin."""
        self._busy = False

    def _failed_at(self, step: int) -> "_Failed":
        return _Failed(self, step, ends=False)

    def _ended_at(self, step: int) -> "_Failed":
        return _Failed(self, step, ends=True)

    def fail(self, step: int, error: BaseException) -> None:
        """Say in a step what went wrong."""
        self._view.show_problem(step, failed(error))
        if not self._view.in_sight():
            self._navigator.tell(failed(error), Tone.WARN)


class _Failed:
    """Hears of a failure, and knows in which step it belongs."""

    def __init__(self, presenter: TakingInPresenter, step: int, *, ends: bool) -> None:
        self._presenter, self._step, self._ends = presenter, step, ends

    def __call__(self, error: BaseException) -> None:
        if self._ends:  # what runs has ended; something that failed beside it has not
            self._presenter.at_rest()
        self._presenter.fail(self._step, error)


def _write(path: Path, report: ImportReport) -> Path:
    from pbi_desktop.services.import_answers import reasons_csv

    try:
        write_whole(path, reasons_csv(report))
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise UnreadableInput(path.name, f"The system says: {reason}.") from error
    return path
