"""From the front door to the screens beside it: who waits, and who may be here twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from tests.support.accessibility import tab_ring
from tests.support.robots.who_comes import WhoComesWindow

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)


@pytest.fixture
def window(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[WhoComesWindow]:
    """Return a window in which those screens are the real ones."""
    made = WhoComesWindow(qtbot, desk, leah, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("link", "address", "says"),
    [("Who waits", "waiting", "Nobody waits"), ("Same person?", "same-person", "Likely pairs")],
)
def test_the_keyboard_leads_to_the_screens_beside_the_door(
    window: WhoComesWindow, link: str, address: str, says: str
) -> None:
    window.open("front-door")
    for _ in tab_ring(window.shell):
        if window.focus_name == link:
            break
        window.press("Tab")
    window.press("Enter")
    assert window.shell.address == address
    window.wait_for(says)
