"""A shop with people who wait, on the encrypted file: services are tried on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.who_comes import WhoComesWindow
from tests.support.world import World

Opener = Callable[..., WhoComesWindow]


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
def known(file_world: World, shop: Desk, leah: Actor) -> CaseId:
    """Return the case of somebody on record who is one of those who wait."""
    said = Arrival(file_world.site, "Shabana", "Akhtar", "9 4 1991", street="14 Alderbank Road")
    made = shop.front_door.arrive(leah, said).made
    assert made is not None
    return CaseId(made)


@pytest.fixture
def arrivals(file_world: World, shop: Desk, leah: Actor) -> None:
    """Let two people wait: one for nine days, one since this morning, who is not safe."""
    shop.contacts.keep(
        leah,
        NewContact(
            file_world.site,
            ContactMethod.PARTNER_REFERRAL,
            "Shabana",
            "Aktar",
            "9 4 1991",
            "14 Alderbank Road",
            "OL4 1AA",
            "07700 900417",
            lives_with="Amina and Yusuf",
            reference="FCHO 1182",
            language="Urdu",
            reasons=("Money", "Home"),
            words="A letter says I must go to court about council tax.",
            urgency=Urgency.SOON,
            consent_told=True,
            referrer="Dr Nasreen Malik, Alder surgery",
        ),
    )
    file_world.clock.forward(days=9)
    shop.contacts.keep(
        leah,
        NewContact(
            file_world.site,
            ContactMethod.PHONE,
            "Kofi",
            words="He said he would come back tonight.",
            urgency=Urgency.NOW,
            safe_now=SafeNow.NOT_SAFE,
        ),
    )


@pytest.fixture
def omar(file_world: World) -> Actor:
    """Return the duty lead of another site, whose people Leah does not see."""
    there = file_world.new_site("Fitton Hill")
    return file_world.worker("omar", SiteRole.DUTY_LEAD, site=there)


@pytest.fixture
def asked(file_world: World, shop: Desk, leah: Actor, omar: Actor) -> None:
    """Let somebody come to Leah whom Omar's site knows."""
    there = shop.front_door.sites(omar)[0].id
    shop.front_door.arrive(omar, Arrival(there, "Ewa", "Nowicka", "2 1 1980", street="3 Fold"))
    words = "I am somebody else here."
    came = NewContact(
        file_world.site, given_name="Ewa", family_name="Nowicka", born="2 1 1980", words=words
    )
    shop.contacts.keep(leah, came)


@pytest.fixture
def open_window(shop: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a window at an address; every window is closed afterwards."""
    opened: list[WhoComesWindow] = []

    def open_it(address: str = "waiting", actor: Actor = leah) -> WhoComesWindow:
        window = WhoComesWindow(qtbot, shop, actor, tmp_path)
        opened.append(window)
        window.open(address)
        return window

    yield open_it
    for window in opened:
        window.close()
