"""The Sharing tab's decisions: what is asked of the services, and what is kept. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Category, Seal
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.services.case_rows import TeamChoice
    from pbi_desktop.services.consents import ConsentLine, ConsentPage
    from pbi_desktop.services.exclusions import ExclusionLine
    from pbi_desktop.services.explaining_access import Askable, Explanation
    from pbi_desktop.services.handing_over import HandOverNote
    from pbi_desktop.services.seals import SealedRecord, SealPage
    from pbi_desktop.services.team_notes import AuditNote
    from pbi_desktop.services.voices import OwnWords

OPENS_AND_CLOSES = frozenset(
    {
        "agreements",
        "consents",
        "exclusions",
        "memberships",
        "record_seals",
        "residences",
        "restrictions",
        "seal_names",
    }
)
"""The kinds that change what shows of a case, though they belong to none."""


class RightsView(Protocol):
    """What the presenter asks of the tab."""

    def show_rights(self, found: "Rights") -> None:
        """Show everything of the tab."""

    def show_why(self, answer: "Explanation") -> None:
        """Show why something does not show."""

    def forget_form(self, form: str) -> None:
        """Empty a form: what it held is kept."""

    def refuse_form(self, form: str, problems: Mapping[str, str]) -> None:
        """Say at a form what is missing."""


@dataclass(frozen=True)
class FileNotes:
    """Their own words, each hand-over, and who looked at the file; each the newest first."""

    own_words: "tuple[OwnWords, ...]" = ()
    handed: "tuple[HandOverNote, ...]" = ()
    looked: "tuple[AuditNote, ...]" = ()


_NO_NOTES = FileNotes()


@dataclass(frozen=True)
class Rights:
    """What the tab shows of one case."""

    consents: "ConsentPage"
    seals: "SealPage"
    apart: "tuple[ExclusionLine, ...]"
    workers: "tuple[TeamChoice, ...]"
    askable: "Askable"
    notes: FileNotes = _NO_NOTES


class RightsPresenter:
    """Joins the Sharing tab to its services."""

    def __init__(
        self,
        view: RightsView,
        desk: Desk,
        actor: Callable[[], Actor],
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        """`actor` is asked each time whose eyes see the case."""
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self.kept: Callable[[Changes], None] | None = None
        """Hears what was done and can be undone."""
        self.shared: Callable[[CaseId], None] | None = None
        """Shows what was shared of a case, on the same tab."""
        self._case: CaseId | None = None
        self._case_version = 0
        self._main: PersonId | None = None

    def load(self, case: CaseId) -> None:
        """Fill the tab."""
        self._case = case
        if self.shared is not None:
            self.shared(case)
        actor = self._actor()
        self._tasks.query(
            partial(self._read, case, actor),
            partial(self._show, case, actor),
            self._failed,
            key="case tab",
        )

    def leave(self) -> None:
        """Show nothing of this case any more: another is in view, or none."""
        self._case = self._main = None

    def _read(self, case: CaseId, actor: Actor) -> Rights:
        desk = self._desk
        return Rights(
            desk.consents.of_case(actor, case),
            desk.seals.of_case(actor, case),
            desk.exclusions.of_case(actor, case),
            desk.exclusions.workers(actor),
            desk.explaining.askable(actor, case),
            FileNotes(
                desk.voices.of_case(actor, case),
                desk.handing_over.notes(actor, case),
                desk.team_notes.audits(actor, case),
            ),
        )

    def _show(self, case: CaseId, actor: Actor, found: Rights) -> None:
        if case != self._case or actor != self._actor():  # another case by now, or other eyes
            return
        self._case_version = found.seals.case_version
        people = found.consents.people
        self._main = next((one.id for one in people if one.is_main), None)
        self._view.show_rights(found)

    # What is wished

    def say(self, person: str, about: str, kind: str, given: bool, words: str) -> None:
        """Keep what a person says."""
        case, agency = self._case, AgencyKind(kind) if kind else None
        if case is None or not person:
            return

        def keep() -> Changes:
            from pbi_desktop.services.consents import NewConsent

            said = NewConsent(PersonId(UUID(person)), Category(int(about)), agency, given, words)
            return self._desk.consents.record(self._actor(), case, said)

        self._change(keep, "consent")

    def withdraw(self, line: "ConsentLine") -> None:
        """End what was said."""
        self._change(lambda: self._desk.consents.withdraw(self._actor(), line.id, line.version))

    def keep_apart(self, person: str, worker: str, reason: str) -> None:
        """Keep a worker and a person apart."""
        case = self._case
        if case is None or not person or not worker:
            return
        whom, who = PersonId(UUID(person)), WorkerId(UUID(worker))
        self._change(
            lambda: self._desk.exclusions.record(self._actor(), case, whom, who, reason), "apart"
        )

    def let_meet(self, line: "ExclusionLine") -> None:
        """Let them meet again."""
        self._change(lambda: self._desk.exclusions.end(self._actor(), line.id, line.version))

    def seal(self, seal: str) -> None:
        """Close the case further, or open it."""
        case, seen = self._case, self._case_version
        if case is not None:
            wanted = Seal(int(seal))
            self._change(lambda: self._desk.seals.seal_case(self._actor(), case, seen, wanted))

    def unseal(self, sealed: "SealedRecord") -> None:
        """Open a sealed record to all who may read its kind."""
        self._change(lambda: self._desk.seals.open_record(self._actor(), sealed.id, sealed.version))

    def protect(self) -> None:
        """Protect where the person lives whom the case is about."""
        case, person = self._case, self._main
        if case is not None and person is not None:
            self._change(lambda: self._desk.protecting.protect(self._actor(), case, person))

    def take_back(self, words: "OwnWords") -> None:
        """Say that a resident took their own words back."""
        self._change(lambda: self._desk.voices.take_back(self._actor(), words.id, words.version))

    def why(self, person: str, category: str) -> None:
        """Tell why something does not show."""
        case = self._case
        if case is None or not person:
            return
        whom, about = PersonId(UUID(person)), Category(int(category))
        self._tasks.query(
            lambda: self._desk.explaining.why(self._actor(), case, whom, about),
            self._view.show_why,
            self._failed,
            key="case why",
        )

    def log_wanted(self) -> None:
        """Go to the log of who looked."""
        self._navigator.go("sharing-log")

    def _change(self, work: Callable[[], Changes], form: str = "") -> None:
        self._tasks.command(work, partial(self._done, form), partial(self._refused, form))

    def _done(self, form: str, changes: Changes) -> None:
        if form:
            self._view.forget_form(form)
        if self.kept is not None:
            self.kept(changes)

    def _refused(self, form: str, error: BaseException) -> None:
        if form and isinstance(error, Invalid):
            self._view.refuse_form(form, error.fields)
        else:
            self._navigator.tell(explain(error), Tone.WARN)
        if self._case is not None:
            self.load(self._case)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)
