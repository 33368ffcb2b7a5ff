"""Emergencies: what is asked of the services, and where a wish leads. No Qt."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.access import Category, Emergency
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.services.case_people import PersonChoice
    from pbi_desktop.services.glass import GlassReview, OpenGlass


class GlassView(Protocol):
    """What the presenter asks of the screen."""

    def ask(self, people: "tuple[PersonChoice, ...]") -> None:
        """Ask whom, what and why."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the form what is missing."""

    def show_waiting(
        self, mine: "tuple[OpenGlass, ...]", waiting: "tuple[GlassReview, ...]"
    ) -> None:
        """Show what is open, and what waits to be looked at."""

    def say_missing(self, card: object, words: str) -> None:
        """Say at a review what is missing."""


class GlassPresenter:
    """Joins the screen to its services."""

    def __init__(
        self, view: GlassView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        tasks.on_changed(self._on_changed)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the form for a case, or what waits where no case is named."""
        self._case = _case_id(parts[0]) if parts else None
        case = self._case
        if case is None:
            self._navigator.crumbs("Emergencies")
            self._load()
            return
        self._navigator.crumbs("Cases", "Open in an emergency")
        self._tasks.query(
            lambda: self._desk.glass.people(self._actor, case),
            self._view.ask,
            self._failed,
            key="glass",
        )

    def open(self, people: Sequence[str], categories: Sequence[Category], reason: str) -> None:
        """Open what was chosen, and go to the case."""
        case = self._case
        if case is None:
            return
        asked = Emergency(tuple(PersonId(UUID(one)) for one in people), tuple(categories), reason)
        self._tasks.command(
            lambda: self._desk.glass.break_glass(self._actor, case, asked),
            partial(self._opened, case),
            self._not_opened,
        )

    def review(self, one: "GlassReview", outcome: str) -> None:
        """Keep what came of looking at it."""
        self._tasks.command(
            lambda: self._desk.glass.review(self._actor, one.id, one.version, outcome),
            self._reviewed,
            partial(self._not_reviewed, one),
        )

    def _load(self) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.query(
            lambda: (desk.glass.open_now(actor), desk.glass.to_review(actor)),
            lambda found: self._view.show_waiting(*found),
            self._failed,
            key="glass",
        )

    def _opened(self, case: CaseId, changes: Changes) -> None:
        self._navigator.tell(f"{changes.done}.", Tone.WARN)
        self._navigator.go(f"case/{case}/now")

    def _not_opened(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
        else:
            self._failed(error)

    def _reviewed(self, changes: Changes) -> None:
        self._navigator.tell(f"{changes.done}.", Tone.OK)

    def _not_reviewed(self, one: "GlassReview", error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.say_missing(one, error.fields.get("outcome", ""))
        else:
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)

    def _on_changed(self, changes: Changes) -> None:
        if self._case is None and changes.touches({"broken_glass"}):
            self._load()


def _case_id(text: str) -> CaseId | None:
    try:
        return CaseId(UUID(text))
    except ValueError:
        return None
