"""The Sharing log: asks for the log of a case or a site, and saves it as PDF. No Qt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.sharing_log_rows import CaseLog, LogPrint, SiteLog
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Tasks, Tone
from pbi_desktop.ui.screens.sharing_log.words import NOT_SAVED, WHOSE, saved


class SharingLogView(Protocol):
    """The screen as its presenter sees it."""

    def show_case(self, log: CaseLog) -> None:
        """Show the log of one case."""

    def show_site(self, log: SiteLog) -> None:
        """Show the log of every case."""

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""


class SharingLogPresenter:
    """Asks the services for one worker."""

    def __init__(self, view: SharingLogView, desk: Desk, actor: Actor, tasks: Tasks) -> None:
        self._view, self._desk, self._actor, self._tasks = view, desk, actor, tasks
        self._shown: CaseLog | None = None
        self._for_resident = False

    def open(self, part: str) -> None:
        """Show what an address names: a case by its id, or "site"."""
        if part == "site":
            self.show_site()
            return
        try:
            case = CaseId(UUID(part))
        except ValueError:
            return
        log, for_resident = self._desk.sharing_log, self._for_resident
        self._ask(lambda: log.of_case(self._actor, case, for_resident=for_resident))

    def show_reference(self, reference: str) -> None:
        """Show the log of the case with a reference."""
        log, for_resident = self._desk.sharing_log, self._for_resident
        self._ask(lambda: log.of_reference(self._actor, reference, for_resident=for_resident))

    def show_site(self) -> None:
        """Show the log of every case, for who audits."""
        self._tasks.query(
            lambda: self._desk.sharing_log.of_site(self._actor),
            self._site_shown,
            self._site_refused,
            key="sharing-log",
        )

    def choose_version(self, for_resident: bool) -> None:
        """Show the case again, as the person may be shown it or as the team sees it."""
        self._for_resident = for_resident
        if self._shown is not None:
            self.open(str(self._shown.case_id))

    def save(self, folder: Path) -> None:
        """Save the log that is shown as PDF."""
        shown = self._shown
        if shown is None:
            return
        printed: list[LogPrint] = []
        log = self._desk.sharing_log

        def work() -> Changes:
            made = log.print_case(self._actor, shown.case_id, for_resident=shown.for_resident)
            printed.append(made)
            return Changes()

        self._tasks.command(work, lambda _changes: self._write(folder, printed[0]), self._refused)

    def _ask(self, work: Callable[[], CaseLog]) -> None:
        self._tasks.query(work, self._case_shown, self._refused, key="sharing-log")

    def _case_shown(self, log: CaseLog) -> None:
        self._shown = log
        self._view.show_case(log)

    def _site_shown(self, log: SiteLog) -> None:
        self._shown = None
        self._view.show_site(log)

    def _write(self, folder: Path, made: LogPrint) -> None:
        place = folder / made.name
        written = partial(is_written, place, made.pdf)
        self._tasks.query(written, partial(self._say_written, place))

    def _say_written(self, place: Path, written: bool) -> None:
        words, tone = (saved(str(place)), Tone.OK) if written else (NOT_SAVED, Tone.WARN)
        self._view.show_said(words, tone)
        if written and self._shown is not None:
            self.open(str(self._shown.case_id))

    def _refused(self, error: BaseException) -> None:
        self._view.show_said(explain(error), Tone.WARN)

    def _site_refused(self, error: BaseException) -> None:
        words = WHOSE if isinstance(error, NotPermitted) else explain(error)
        self._view.show_said(words, Tone.WARN)
