"""The list of my cases: asked once, and again when one of them changed. No Qt."""

from datetime import date
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone


class CasesView(Protocol):
    """The list as its presenter sees it."""

    def show_cases(self, lines: tuple[CaseLine, ...], today: date) -> None:
        """Show these cases, those that need the worker most first."""


class CasesPresenter:
    """Asks for the cases of the worker and opens one."""

    def __init__(
        self, view: CasesView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask again."""
        self._tasks.query(
            lambda: self._desk.cases.list(self._actor), self._show, self._failed, key="cases"
        )

    def open_case(self, case: CaseId) -> None:
        """Go to a case."""
        self._navigator.go(f"case/{case}/now")

    def go_to_front_door(self) -> None:
        """Go where people are looked for."""
        self._navigator.go("front-door")

    def go_to_referrals(self) -> None:
        """Go to the list of what waits."""
        self._navigator.go("referrals")

    def _show(self, lines: tuple[CaseLine, ...]) -> None:
        self._view.show_cases(lines, london_day(self._desk.clock()))

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.touches(("cases",)):
            self.refresh()
