"""Requests and keeping: asks the services, and again when something changed. No Qt."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.data_rights import Ground
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.retention_rows import Erased, Preview
from pbi_desktop.services.subject_access_rows import AnswerFiles, NewRequest, RequestLine, Weighing
from pbi_desktop.services.whole_files import write_whole
from pbi_desktop.ui.kit.ports import Tasks, Tone
from pbi_desktop.ui.screens.data_rights.words import WHOSE, answered, erased

_KINDS = frozenset({"subject_requests", "withheld_items", "retention_rules", "legal_holds"})


class DataRightsView(Protocol):
    """The screen as its presenter sees it."""

    def show_requests(self, lines: tuple[RequestLine, ...]) -> None:
        """Show the requests, the late ones first."""

    def show_weighing(self, found: Weighing) -> None:
        """Show every record that an answer could give."""

    def show_keeping(self, page: Preview) -> None:
        """Show which files are over, kept, or over soon."""

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""

    def show_done(self, words: str, tone: Tone) -> None:
        """Say what became of a wish."""


class DataRightsPresenter:
    """Joins the screen to the services of requests and of keeping."""

    def __init__(self, view: DataRightsView, desk: Desk, actor: Actor, tasks: Tasks) -> None:
        self._view, self._desk, self._actor, self._tasks = view, desk, actor, tasks
        self._weighed: UUID | None = None
        tasks.on_changed(self._on_changed)

    def today(self) -> date:
        """Return the day it is here."""
        return london_day(self._desk.clock())

    def refresh(self) -> None:
        """Ask for the requests, and for what is weighed."""
        access = self._desk.subject_access
        self._tasks.query(
            lambda: access.requests(self._actor),
            self._view.show_requests,
            self._not_shown,
            key="requests",
        )
        if self._weighed is not None:
            self.weigh(self._weighed)

    def look_at_keeping(self) -> None:
        """Ask which files are over: only when it is looked at, for it opens every case."""
        self._tasks.query(
            lambda: self._desk.retention.preview(self._actor),
            self._view.show_keeping,
            self._not_shown,
            key="keeping",
        )

    def open(self, new: NewRequest) -> None:
        """Take a request down."""
        self._command(lambda: self._desk.subject_access.open(self._actor, new))

    def confirm_identity(self, line: RequestLine) -> None:
        """The person showed today who they are."""
        access, today = self._desk.subject_access, self.today()
        self._command(lambda: access.confirm_identity(self._actor, line.id, line.version, today))

    def ask_back(self, line: RequestLine) -> None:
        """The person was asked today what they mean."""
        access, today = self._desk.subject_access, self.today()
        self._command(lambda: access.ask_back(self._actor, line.id, line.version, today))

    def clarified(self, line: RequestLine) -> None:
        """The person said today what they mean."""
        access, today = self._desk.subject_access, self.today()
        self._command(lambda: access.clarified(self._actor, line.id, line.version, today))

    def extend(self, line: RequestLine, why: str) -> None:
        """Two months more, told today."""
        access = self._desk.subject_access
        self._command(lambda: access.extend(self._actor, line.id, line.version, why))

    def close(self, line: RequestLine) -> None:
        """Another request than for a copy was answered today."""
        access = self._desk.subject_access
        self._command(lambda: access.close(self._actor, line.id, line.version))

    def weigh_request(self, line: RequestLine) -> None:
        """Look through the records of this request."""
        self.weigh(line.id)

    def weigh(self, request: UUID) -> None:
        """Look through the records of a request."""
        self._weighed = request
        self._tasks.query(
            lambda: self._desk.subject_access.weigh(self._actor, request),
            self._view.show_weighing,
            self._failed,
            key="weigh",
        )

    def decide(self, request: UUID, item: tuple[str, UUID], ground: Ground | None) -> None:
        """Decide on one record."""
        access = self._desk.subject_access
        self._command(lambda: access.decide(self._actor, request, item, ground))

    def answer(self, line: RequestLine, folder: Path) -> None:
        """Make the answer, and put its files into a folder."""

        def make() -> AnswerFiles:
            _refuse_missing(folder)
            found = self._desk.subject_access.answer(self._actor, line.id)
            for name, data in {**found.for_person, **found.for_agency}.items():
                _write(folder / name, data)
            return found

        self._tasks.query(make, lambda found: self._answered(found, folder), self._failed)

    def adopt(self) -> None:
        """Agree the proposed rules."""
        self._command(lambda: self._desk.retention.adopt(self._actor))

    def let_go(self, cases: tuple[CaseId, ...], typed: int) -> None:
        """Erase files for good."""
        self._tasks.query(
            lambda: self._desk.retention.run(self._actor, cases, typed), self._gone, self._failed
        )

    def _command(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._kept, self._failed)

    def _kept(self, changes: Changes) -> None:
        self._view.show_done(changes.done, Tone.OK)

    def _answered(self, found: AnswerFiles, folder: Path) -> None:
        self._view.show_done(answered(found, str(folder)), Tone.OK)
        self.refresh()

    def _gone(self, done: Erased) -> None:
        self._view.show_done(erased(done), Tone.OK)
        self.look_at_keeping()

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.refresh()
            if changes.kinds & {"retention_rules", "legal_holds"}:
                self.look_at_keeping()

    def _failed(self, error: BaseException) -> None:
        self._view.show_done(explain(error), Tone.DANGER)

    def _not_shown(self, error: BaseException) -> None:
        self._view.show_refused(WHOSE if isinstance(error, NotPermitted) else explain(error))


def _refuse_missing(folder: Path) -> None:
    """Refuse before anything is on record as given."""
    if not folder.is_dir():
        raise Invalid({"folder": f"{folder} is not there. Make it, or name another."})


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        said = f"{path.parent}: {reason}. The answer is on record; make it again elsewhere."
        raise Invalid({"folder": said}) from error
