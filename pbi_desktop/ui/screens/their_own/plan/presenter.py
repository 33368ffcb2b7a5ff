"""A person's own plan: shown as what is theirs is, and printed for them. No Qt."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.own_plan import OwnPlan
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.their_own.presenter import TheirOwnPresenter, TheirOwnView

if TYPE_CHECKING:  # it loads the database library, which only a case needs
    from pbi_desktop.services.own_plans import PrintedPlan

NOT_WRITTEN = "The file could not be written there. Nothing was given to anybody."


class OwnPlanPresenter(TheirOwnPresenter[OwnPlan]):
    """Joins the screen to its service, for one worker."""

    def __init__(
        self,
        view: TheirOwnView[OwnPlan],
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        super().__init__(view, lambda: desk.own_plans, actor, tasks, navigator)
        self._desk = desk

    def print(self, place: Path) -> None:
        """Write the plan to a file for printing; that it was given is logged first."""
        case = self._case
        if case is None:
            return
        made: list[PrintedPlan] = []
        asked = self._asked

        def work() -> Changes:
            made.append(self._desk.own_plans.print(self._actor, case, asked_now=asked))
            return Changes()

        self._tasks.command(work, lambda _done: self._write(place, made[0].pdf), self._warn)

    def _write(self, place: Path, pdf: bytes) -> None:
        """Write the file away from the window, which a slow drive must not hold up."""
        self._tasks.query(lambda: is_written(place, pdf), partial(self._say_written, place.name))

    def _say_written(self, name: str, written: bool) -> None:
        if written:
            said = f"Saved as {name}, ready to print. Hand it over, then remove the file."
            self._view.say(said, Tone.OK)
        else:
            self._view.say(NOT_WRITTEN, Tone.WARN)
