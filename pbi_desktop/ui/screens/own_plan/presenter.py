"""A person's own plan: asked whether it is safe, shown, printed, and put away again. No Qt."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.own_plan import NotSafeForThem, OwnPlan
from pbi_desktop.domain.safety import WhyNot
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:  # it loads the database library, which only a case needs
    from pbi_desktop.services.own_plans import PrintedPlan

NOWHERE = "There is no such case. Nothing was shown."
NOT_WRITTEN = "The file could not be written there. Nothing was given to anybody."


class OwnPlanView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""

    def show_plan(self, plan: OwnPlan) -> None:
        """Show a plan."""

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown; `may_ask`: whether asking the person now would help."""

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of printing."""


class OwnPlanPresenter:
    """Joins the screen to its service, for one worker."""

    def __init__(
        self, view: OwnPlanView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        self._asked = False
        self._shown = False
        tasks.on_changed(self._on_changed)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show `<case>`; that it was shown is logged first."""
        self._case = _case_id(parts[0]) if parts else None
        self._asked = self._shown = False
        self._view.begin()
        if self._case is None:
            self._view.show_refusal(NOWHERE, may_ask=False)
            return
        self._show()

    def asked_now(self) -> None:
        """The person was asked just now, and it is safe."""
        self._asked = True
        self._show()

    def back(self) -> None:
        """Go back to the case."""
        self._navigator.go(f"case/{self._case}/now" if self._case else "cases")

    def put_away(self) -> None:
        """Show nothing any more: whoever comes back to it is shown it anew."""
        self._shown = False
        self._view.begin()

    def print(self, place: Path) -> None:
        """Write the plan to a file for printing; that it was given is logged first."""
        case = self._case
        if case is None:
            return
        made: list[PrintedPlan] = []
        asked = self._asked

        def work() -> Changes:
            printed = self._desk.own_plans.print(self._actor, case, asked_now=asked)
            made.append(printed)
            return Changes()

        self._tasks.command(work, lambda _done: self._write(place, made[0].pdf), self._told)

    def _show(self) -> None:
        case, asked = self._case, self._asked
        if case is None:
            return
        plans: list[OwnPlan] = []

        def work() -> Changes:
            plans.append(self._desk.own_plans.show(self._actor, case, asked_now=asked))
            return Changes()

        self._tasks.command(
            work, lambda _done: self._see(case, plans[0]), partial(self._refused, case)
        )

    def _see(self, case: CaseId, plan: OwnPlan) -> None:
        if case == self._case and self._view.in_sight:
            self._shown = True
            self._view.show_plan(plan)

    def _refused(self, case: CaseId, error: BaseException) -> None:
        if case == self._case:
            may_ask = isinstance(error, NotSafeForThem) and error.why is WhyNot.NOT_ASKED
            self._view.show_refusal(explain(error), may_ask=may_ask)

    def _on_changed(self, changes: Changes) -> None:
        case = self._case
        if case is None or not self._shown or not changes.concerns(case):
            return
        self._tasks.query(
            lambda: self._desk.own_plans.look_again(self._actor, case),
            partial(self._see, case),
            partial(self._refused, case),
            key="own plan",
        )

    def _write(self, place: Path, pdf: bytes) -> None:
        """Write the file away from the window, which a slow drive must not hold up."""
        self._tasks.query(lambda: is_written(place, pdf), partial(self._say_written, place.name))

    def _say_written(self, name: str, written: bool) -> None:
        if written:
            said = f"Saved as {name}, ready to print. Hand it over, then remove the file."
            self._view.say(said, Tone.OK)
        else:
            self._view.say(NOT_WRITTEN, Tone.WARN)

    def _told(self, error: BaseException) -> None:
        self._view.say(explain(error), Tone.WARN)


def _case_id(text: str) -> CaseId | None:
    try:
        return CaseId(UUID(text))
    except ValueError:
        return None
