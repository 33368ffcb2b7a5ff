"""The strip: whose cases, what is typed so far, and what is kept. No Qt."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.kit.undoing import Undoing
from pbi_desktop.ui.screens.case.drafting import pack, unpack
from pbi_desktop.ui.screens.case.keeping import keep
from pbi_desktop.ui.screens.case.wishes import Wish

DRAFT = "jot"


class JotView(Protocol):
    """The strip as its presenter sees it."""

    def offer(self, cases: tuple[CaseChoice, ...], today: date) -> None:
        """Offer these cases."""

    def know_team(self, team: tuple[TeamChoice, ...]) -> None:
        """Offer these workers as owners of steps."""

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was typed before."""

    def kept(self) -> None:
        """Empty and close: what it held is kept."""

    def refused(self, sentence: str, problems: Mapping[str, str]) -> None:
        """Say why it was not kept."""


class JotPresenter:
    """Joins the strip to the services, off the GUI thread."""

    def __init__(
        self, view: JotView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._undoing = Undoing(desk, actor, tasks, navigator)
        self._kept: str | None = None

    def begin(self) -> None:
        """Look for what was put aside, once, and for the cases there are now."""
        if self._kept is None:
            self._tasks.query(
                lambda: self._desk.drafts.find(self._actor, DRAFT, None), self._restore, key="jot"
            )
        self._tasks.query(
            lambda: self._desk.community.cases(self._actor),
            lambda cases: self._view.offer(cases, london_day(self._desk.clock())),
            self._failed,
            key="jot cases",
        )

    def chosen(self, case: CaseId) -> None:
        """Ask who may own a step in this case."""
        self._tasks.query(
            lambda: self._desk.cases.team(self._actor, case),
            self._view.know_team,
            self._failed,
            key="jot team",
        )

    def drafted(self, fields: Mapping[str, str]) -> None:
        """Keep what is typed so far; nothing at all is dropped."""
        text = pack(fields)
        if text == (self._kept or ""):
            return
        self._kept = text
        self._tasks.command(
            partial(self._keep_draft, text),
            lambda _changes: self._navigator.saved(self._desk.clock()),
            lambda error: self._navigator.not_saved(explain(error)),
        )

    def wish(self, case: CaseId, wish: Wish) -> None:
        """Keep a note or a step; what is typed stays in the strip until that is done."""
        self._tasks.command(
            lambda: keep(wish, self._desk, self._actor, case), self._done, self._refused
        )

    def _restore(self, text: str) -> None:
        self._kept = text
        self._view.restore(unpack(text))

    def _keep_draft(self, text: str) -> Changes:
        if text:
            self._desk.drafts.keep(self._actor, DRAFT, None, text)
        else:
            self._desk.drafts.drop(self._actor, DRAFT, None)
        return Changes()

    def _done(self, changes: Changes) -> None:
        self._view.kept()
        self.drafted({})
        self._undoing.offer(changes)

    def _refused(self, error: BaseException) -> None:
        problems = error.fields if isinstance(error, Invalid) else {}
        self._view.refused(explain(error), problems)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)
