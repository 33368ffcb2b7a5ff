"""A front door at a small shop, with a few people on record."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from tests.support.robots.desk_window import DeskWindow
from tests.support.robots.front_door import FrontDoorRobot
from tests.support.world import World

Opener = Callable[..., DeskWindow]


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def shabana(world: World, desk: Desk, leah: Actor) -> CaseId:
    """Return the case of somebody whose birth, street and phone are on record."""
    return known(
        desk, leah, world, "Shabana Akhtar", "4 9 1991", "14 Alderbank Road", "07700 900417"
    )


@pytest.fixture
def namesake(world: World, desk: Desk, leah: Actor) -> CaseId:
    """Return the case of somebody with a name that sounds the same."""
    return known(desk, leah, world, "Shabana Akhter", "12 4 1993", "2 Quarry Fold")


def known(
    desk: Desk,
    worker: Actor,
    world: World,
    name: str,
    born: str = "",
    street: str = "",
    phone: str = "",
) -> CaseId:
    """Put somebody on record by the front door's own service."""
    given, _, family = name.partition(" ")
    arrival = Arrival(world.site, given, family, born=born, street=street, phone=phone)
    made = desk.front_door.arrive(worker, arrival).made
    assert made is not None
    return CaseId(made)


@pytest.fixture
def open_window(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a window at an address; every window is closed afterwards."""
    opened: list[DeskWindow] = []

    def open_it(address: str = "front-door", actor: Actor = leah) -> DeskWindow:
        window = DeskWindow(qtbot, desk, actor, tmp_path)
        opened.append(window)
        return window.open(address)

    yield open_it
    for window in opened:
        window.close()


@pytest.fixture
def door(open_window: Opener) -> FrontDoorRobot:
    """Return the front door, with the caret where typing begins."""
    return FrontDoorRobot(open_window())
