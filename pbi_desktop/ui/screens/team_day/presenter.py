"""Team day: what is asked of the services, and what becomes of a wish. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.access import Basis, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId, CommandId, SiteId, WorkerId
from pbi_desktop.domain.team import FeedbackKind
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.team_day.words import LEADS_ALONE

if TYPE_CHECKING:
    from pbi_desktop.services.covering import CoverLine
    from pbi_desktop.services.team_day import TeamDay
    from pbi_desktop.services.team_notes import SupervisionNote
    from pbi_desktop.services.voices import Voice

Answers = Mapping[str, object]
_KINDS = frozenset(
    {
        *("actions", "caseload_limits", "case_team", "cases", "check_outs", "concerns", "covers"),
        *("feedback", "hand_overs", "referrals", "supervisions"),
        *("appointments", "going_along", "kept_apart", "residences"),
    }
)


class TeamDayView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    def show_day(self, day: "TeamDay", notes: "Sequence[SupervisionNote]", now: datetime) -> None:
        """Show everything that waits at a site."""

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the open form what is missing."""

    def show_kept(self) -> None:
        """Close the open form: what it held is kept."""


class TeamDayPresenter:
    """Joins the screen to its services."""

    def __init__(
        self, view: TeamDayView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._site: SiteId | None = None
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask for the day as it is now."""
        desk, actor, site = self._desk, self._actor, self._site
        self._tasks.query(
            lambda: (desk.team_days.show(actor, site), desk.team_notes.supervisions(actor)),
            lambda found: self._show(*found),
            self._not_shown,
            key="team-day",
        )

    @property
    def site(self) -> SiteId | None:
        """The site that is shown."""
        return self._site

    def choose_site(self, site: str) -> None:
        """Show another site that this worker leads."""
        self._site = SiteId(UUID(site))
        self.refresh()

    def open_case(self, case: CaseId) -> None:
        """Go to a case."""
        self._navigator.go(f"case/{case}/now")

    def give(self, case: CaseId, said: Answers) -> None:
        """Make somebody key worker of a case that has none."""
        to, why = _words(said, "to"), _words(said, "why")
        if not to or not why:
            missing = {"to": "Choose who becomes key worker.", "why": "Choose on what basis."}
            self._view.show_problems({k: v for k, v in missing.items() if not _words(said, k)})
            return
        new = NewKeyWorker(
            WorkerId(UUID(to)),
            Basis(why),
            _words(said, "basis"),
            _words(said, "words"),
            person_told=said["told"] is True,
        )
        self._keep(lambda: self._desk.handing_over.hand_over(self._actor, case, new))

    def send_away(self, site: SiteId, said: Answers) -> None:
        """Say who is away, and from when to when."""
        who, first, last = _words(said, "who"), said["from"], said["to"]
        if not who or not isinstance(first, date) or not isinstance(last, date):
            missing = {"who": not who, "from": not first, "to": not last}
            words = {
                "who": "Choose who is away.",
                "from": "Write the first day, like mon.",
                "to": "Write the last day, like fri.",
            }
            self._view.show_problems(
                {name: words[name] for name, is_so in missing.items() if is_so}
            )
            return
        worker = WorkerId(UUID(who))
        self._keep(lambda: self._desk.covering.away(self._actor, site, worker, first, last))

    def stand_in(self, line: "CoverLine", said: Answers) -> None:
        """Choose who stands in."""
        who = _words(said, "cover")
        if not who:
            self._view.show_problems({"cover": "Choose who stands in."})
            return
        worker = WorkerId(UUID(who))
        self._keep(lambda: self._desk.covering.stand_in(self._actor, line.id, line.version, worker))

    def back(self, line: "CoverLine") -> None:
        """Say that somebody is back."""
        self._keep(lambda: self._desk.covering.back(self._actor, line.id, line.version))

    def hear(self, site: SiteId, said: Answers) -> None:
        """Keep what somebody said of the team."""
        kind = _words(said, "kind")
        if not kind:
            self._view.show_problems({"kind": "Choose what it is: a complaint, thanks or an idea."})
            return
        by, words = _words(said, "said_by"), _words(said, "words")
        self._keep(
            lambda: self._desk.voices.receive(self._actor, site, FeedbackKind(kind), by, words)
        )

    def answer(self, voice: "Voice", said: Answers) -> None:
        """Keep what was answered."""
        words = _words(said, "answer")
        self._keep(lambda: self._desk.voices.answer(self._actor, voice.id, voice.version, words))

    def supervise(self, site: SiteId, said: Answers) -> None:
        """Keep what was talked over with a colleague."""
        who, again = _words(said, "who"), said["next"]
        if not who:
            self._view.show_problems({"who": "Choose with whom."})
            return
        words, agreed = _words(said, "words"), _words(said, "agreed")
        day = again if isinstance(again, date) else None
        self._keep(
            lambda: self._desk.team_notes.supervise(
                self._actor, site, WorkerId(UUID(who)), words, agreed, day
            )
        )

    def limit(self, site: SiteId, said: Answers) -> None:
        """Set how many cases a role is meant to have."""
        role, most = _words(said, "role"), _words(said, "most").strip()
        if not role:
            self._view.show_problems({"role": "Choose a role."})
            return
        if most and not (most.isascii() and most.isdigit()):
            self._view.show_problems({"most": "Write a number, like 12, or leave it empty."})
            return
        number = int(most[:9]) if most else None
        self._keep(lambda: self._desk.team_days.limit(self._actor, site, SiteRole(role), number))

    def _keep(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._kept, self._failed)

    def _kept(self, changes: Changes) -> None:
        self._view.show_kept()
        undo = partial(self._undo, changes.command) if changes.command else None
        if undo is not None:
            self._navigator.offer_undo(f"{changes.done}.", undo)
        self.refresh()

    def _undo(self, command: CommandId) -> None:
        self._tasks.command(
            lambda: self._desk.undo.undo(self._actor, command),
            lambda _changes: self.refresh(),
            self._failed,
        )

    def _show(self, day: "TeamDay", notes: "tuple[SupervisionNote, ...]") -> None:
        self._site = day.site_id
        self._view.show_day(day, notes, self._desk.clock())

    def _not_shown(self, error: BaseException) -> None:
        alone = isinstance(error, NotPermitted)
        self._view.show_refused(LEADS_ALONE if alone else explain(error))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
        else:
            self._navigator.tell(explain(error), Tone.DANGER)
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self._view.in_sight and changes.touches(_KINDS):
            self.refresh()


def _words(said: Answers, name: str) -> str:
    found = said[name]
    return found if isinstance(found, str) else ""
