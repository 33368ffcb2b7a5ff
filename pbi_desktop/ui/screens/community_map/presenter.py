"""The community map's decisions: when it is read, what is opened from it. No Qt."""

from functools import partial
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotPermitted, PbiError
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.town_rows import TownPage
from pbi_desktop.ui.kit.ports import Navigator, Running, Tasks, Tone, Watch
from pbi_desktop.ui.screens.community_map.words import LEADS_ALONE

_SHOWN_HERE = (
    *("attendances", "case_team", "cases", "community_groups", "households", "identity_links"),
    *("involvements", "memberships", "needs", "people", "relationships", "residences"),
)


class Stopped(PbiError):
    """The worker stopped the reading."""


class TownView(Protocol):
    """The screen as its presenter sees it."""

    def show_reading(self) -> None:
        """Say that the town is being read."""

    def show_page(self, page: TownPage) -> None:
        """Show this town."""

    def show_stopped(self) -> None:
        """Say that the reading was stopped."""

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""

    def show_changed(self) -> None:
        """Say that records have changed since."""

    def in_sight(self) -> bool:
        """Say whether the screen is shown now."""


class TownPresenter:
    """Reads the town when it comes into sight, and opens what is chosen on it."""

    def __init__(  # noqa: PLR0913 - everything that a screen is made from
        self,
        view: TownView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        running: Running,
        *,
        borough: bool,
    ) -> None:
        self._view, self._actor, self._tasks = view, actor, tasks
        self._navigator, self._running = navigator, running
        self._read = desk.community_map.borough if borough else desk.community_map.show
        self._page: TownPage | None = None
        self._old = True
        tasks.on_changed(self._on_changed)

    def shown(self) -> None:
        """Read when the screen comes into sight, unless nothing has changed since."""
        if self._old:
            self.refresh()

    def refresh(self, *, anew: bool = False) -> None:
        """Read again; `anew` lays everything out from the start."""
        self._old = False
        self._view.show_reading()
        told = partial(_tell, self._running.begin())
        self._tasks.query(
            lambda: self._read(self._actor, told, anew=anew), self._show, self._failed, key="town"
        )

    def stop(self) -> None:
        """Stop reading."""
        self._running.stop()

    def open_borough(self) -> None:
        """Go to the borough view."""
        self._navigator.go("borough")

    def open(self, node: int) -> bool:
        """Go to the case or group that a node stands for; say whether there is one."""
        page = self._page
        if page is None:
            return False
        cases, group = page.cases.get(node, ()), page.groups.get(node)
        if cases:
            self._navigator.go(f"case/{cases[0]}/network")
        elif group is not None:
            self._navigator.go(f"community/{group}")
        return bool(cases) or group is not None

    def _show(self, page: TownPage) -> None:
        self._page = page
        self._view.show_page(page)

    def _failed(self, error: BaseException) -> None:
        self._old = True  # coming back reads again
        if isinstance(error, Stopped):
            self._view.show_stopped()
        elif isinstance(error, NotPermitted):
            self._view.show_refused(LEADS_ALONE)
        else:
            self._view.show_stopped()
            self._navigator.tell(explain(error), Tone.DANGER)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWN_HERE) and self._page is not None:
            self._old = True
            if self._view.in_sight():
                self._view.show_changed()


def _tell(watch: Watch, done: int, of: int) -> None:
    if not watch("", done, of):
        raise Stopped
