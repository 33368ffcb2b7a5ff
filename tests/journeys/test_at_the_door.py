"""Somebody at the desk, known or new, by keys alone: with large text, and with a lock on the way.

The number of keys is that of the drawn flow; locking and unlocking are not part of it.
"""

import pytest

from pbi_desktop.services.approach_rows import WaitingLine
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import LIGHT, Look
from tests.journeys.conftest import Sit
from tests.journeys.known import known_case
from tests.journeys.seat import Seat

KNOWN, NEW = 4, 7
NOBODY = "zebedee quux 7 2 1988"


def lock_and_unlock(seat: Seat) -> None:
    """Step away from the seat and come back; the keys of that are not counted."""
    keys = seat.keys
    seat.press("Ctrl+L")
    assert seat.windows() == ["LockScreen"]
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    seat.keys = keys


@pytest.fixture(params=[1.0, 2.0], ids=["100 %", "200 %"])
def desk(request: pytest.FixtureRequest, sit: Sit) -> Seat:
    """Return the key worker's seat, with text of two sizes."""
    seat = sit()
    theme().apply(Look(LIGHT, request.param))
    seat.settle()
    return seat


def test_a_known_person_is_opened_though_the_seat_was_left(desk: Seat) -> None:
    desk.type(known_case().told)
    desk.press("Enter")
    lock_and_unlock(desk)
    desk.press("Alt+Y")
    lock_and_unlock(desk)
    desk.press("Enter")
    assert desk.shell.address == f"case/{known_case().case}/now"
    assert desk.keys <= KNOWN


def test_somebody_new_is_taken_in_though_the_seat_was_left(desk: Seat) -> None:
    desk.type(NOBODY)
    desk.press("Enter")
    lock_and_unlock(desk)
    desk.press("Ctrl+N", "Right", "Space", "Tab")
    desk.type("The boiler ")
    lock_and_unlock(desk)
    desk.type("is broken.")
    desk.press("Ctrl+Enter")
    assert desk.keys <= NEW
    assert desk.shell.address.startswith("case/")
    found = desk.desk.front_door.search(desk.actor, desk.desk.front_door.read("zebedee quux"))
    case = found.matches[0].open_case
    assert case is not None
    words = [entry.body for entry in desk.desk.cases.story(desk.actor, case)]
    assert any("The boiler is broken." in body for body in words)


def test_whoever_is_not_sure_asks_a_colleague_in_three_keys(sit: Sit) -> None:
    seat = sit()

    def waiting() -> list[WaitingLine]:
        return [one for one in seat.desk.waiting.list(seat.actor) if "Quux" in one.name]

    seat.type(NOBODY)
    seat.press("Enter", "Alt+A")
    assert seat.keys <= 3
    assert [one.name for one in waiting()] == ["Zebedee Quux"]
    seat.press("Ctrl+Z")
    assert waiting() == []


def test_advice_only_is_kept_in_three_keys(sit: Sit) -> None:
    seat = sit()
    seat.type(NOBODY)
    seat.press("Enter", "Alt+K")
    assert seat.keys <= 3
    assert seat.shell.address == "front-door"
    assert seat.focus_name == "Name, as it sounds"
    assert seat.shell.undo_bar.isVisible()
