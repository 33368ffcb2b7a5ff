"""A lead's window over a real file: everything is reached by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.team_day.screen import make_team_day
from pbi_desktop.ui.screens.team_day.view import TeamDayScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in
from tests.support.world import World


class TeamWindow(DeskWindow):
    """One lead's window."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("team-day", "Team day", "users", 1, self._make(make_team_day)),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere()),
        ]

    @property
    def team(self) -> TeamDayScreen:
        """The screen."""
        found = self.shell.screen_at("team-day")
        assert isinstance(found, TeamDayScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.shell)


@pytest.fixture
def shop(file_world: World) -> Iterator[Desk]:
    """Return the services of everybody in the town."""
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    yield Desk(reading, lambda: store, file_world.clock)
    reading.close()


@pytest.fixture
def open_window(
    shop: Desk, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[Actor], TeamWindow]]:
    """Return a function that opens somebody's window; every window is closed afterwards."""
    opened: list[TeamWindow] = []

    def open_it(actor: Actor) -> TeamWindow:
        window = TeamWindow(qtbot, shop, actor, tmp_path)
        opened.append(window)
        window.open("team-day")
        return window

    yield open_it
    for window in opened:
        window.close()
