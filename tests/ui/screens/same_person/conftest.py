"""A shop where two people are here twice, and twins are not, on the encrypted file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.who_comes import WhoComesWindow
from tests.support.world import World

Opener = Callable[..., WhoComesWindow]
TWICE = (
    ("Shabana", "Akhtar", "4 9 1991", "14 Alderbank Road", "07700 900417"),
    ("Shabana", "Aktar", "9 4 1991", "14 Alderbank Road", "07700 900417"),
    ("Kofi", "Mensah", "12 3 1988", "2 Quarry Fold", "07700 900555"),
    ("Kofi", "Mensah", "12 3 1988", "9 Wren Street", "07700 900555"),
    ("Derek", "Tattersall", "1 2 1950", "5 Mill Lane", ""),
)


@pytest.fixture
def shop(file_world: World) -> Iterator[Desk]:
    """Return the services of everybody in the town."""
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    yield Desk(reading, lambda: store, file_world.clock)
    reading.close()


@pytest.fixture
def leah(file_world: World) -> Actor:
    """Return a key worker of the site."""
    return file_world.worker("leah")


@pytest.fixture
def town(file_world: World, shop: Desk, leah: Actor) -> None:
    """Put five records of three people there."""
    for given, family, born, street, phone in TWICE:
        said = Arrival(file_world.site, given, family, born, street=street, phone=phone)
        shop.front_door.arrive(leah, said)


@pytest.fixture
def open_window(shop: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a window at an address; every window is closed afterwards."""
    opened: list[WhoComesWindow] = []

    def open_it(address: str = "same-person", actor: Actor = leah) -> WhoComesWindow:
        window = WhoComesWindow(qtbot, shop, actor, tmp_path)
        opened.append(window)
        window.open(address)
        return window

    yield open_it
    for window in opened:
        window.close()
