"""My day of a key worker with a few cases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from tests.support.robots.desk_window import DeskWindow
from tests.support.robots.my_day import MyDayRobot
from tests.support.world import CaseMade, World

Opener = Callable[[], MyDayRobot]


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def shabana(world: World, leah: Actor) -> CaseMade:
    """Return a case of hers."""
    return world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))


@pytest.fixture
def kofi(world: World, leah: Actor) -> CaseMade:
    """Return another case of hers."""
    return world.case(team=[leah], subject=world.person("Kofi", "Mensah"))


@pytest.fixture
def open_day(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens My day; every window is closed afterwards."""
    opened: list[DeskWindow] = []

    def open_it() -> MyDayRobot:
        window = DeskWindow(qtbot, desk, leah, tmp_path)
        opened.append(window)
        return MyDayRobot(window.open("my-day"))

    yield open_it
    for window in opened:
        window.close()
