"""A key worker of a small shop, a few groups, and people who go there. On the encrypted file."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.desk import Desk
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.desk_window import DeskWindow
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)  # a Saturday
LAST_WEEK = TODAY - timedelta(days=7)
Opener = Callable[..., DeskWindow]


@pytest.fixture
def town(file_world: World) -> World:
    """Return a town on the encrypted file: the services are tested on both databases."""
    return file_world


@pytest.fixture
def town_desk(town: World) -> Iterator[Desk]:
    """Return the services of the town."""
    reading, store = EveryonesReading(town), EveryonesStore(town)
    yield Desk(reading, lambda: store, town.clock)
    reading.close()


@pytest.fixture
def leah(town: World) -> Actor:
    """Return a key worker of the site."""
    return town.worker("leah")


def a_group(town: World, name: str, kind: str = "group", **columns: Any) -> GroupId:
    """Let there be a group or place."""
    made = CommunityGroup(feed="own list", source_key=name, name=name, kind=kind, **columns)
    return GroupId(town.fact(made))


@pytest.fixture
def bench(town: World) -> GroupId:
    """Return a group that meets today."""
    return a_group(
        town,
        "Repair Bench",
        offers="Tools and tea",
        when_text="Saturdays 10:00 to 13:00",
        checked_on=TODAY - timedelta(days=21),
        phone="01632 960112",
    )


@pytest.fixture
def pantry(town: World) -> GroupId:
    """Return a place that meets on another day and was checked long ago."""
    return a_group(
        town,
        "Lees Pantry",
        "food_bank",
        offers="Food",
        when_text="Mondays",
        checked_on=date(2025, 9, 1),
    )


def referred(
    town: World, desk: Desk, by: Actor, group: GroupId, *names: str
) -> dict[str, CaseMade]:
    """Refer new people to a group; returns their cases by name."""
    made = {}
    for name in names:
        given, _, family = name.partition(" ")
        made[name] = town.case(team=[by], subject=town.person(given, family))
        desk.reviews.refer(by, made[name].id, group, ReferralKind.REFERRAL, agreed=True)
    return made


@pytest.fixture
def open_window(town_desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a window at an address; every window is closed afterwards."""
    opened: list[DeskWindow] = []

    def open_it(address: str = "community", actor: Actor = leah) -> DeskWindow:
        window = DeskWindow(qtbot, town_desk, actor, tmp_path)
        opened.append(window)
        return window.open(address)

    yield open_it
    for window in opened:
        window.close()
