"""A concern that nobody has sent: from the line of My day, and by a command, to its being sent."""

from datetime import timedelta

from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.services.safety_rows import NewConcern
from tests.journeys.conftest import Sit
from tests.journeys.known import known_case
from tests.journeys.seat import Seat
from tests.journeys.test_by_keys import open_known

SENT = 9
"""From the line of My day to a concern that was sent."""


def unsent(seat: Seat) -> list[str]:
    """Return what the concerns that wait to be sent are about."""
    waiting = seat.desk.concerns.waiting(seat.actor)
    mine = [one for one in waiting if one.case_id == known_case().case]
    return [one.about for one in mine if one.waits is Waits.FOR_SENDING]


def write_concern(seat: Seat, about: ConcernAbout) -> None:
    """Write down a concern."""
    noticed = seat.desk.clock() - timedelta(days=3)
    new = NewConcern(about, "Bruises on both arms", noticed_at=noticed)
    seat.desk.concerns.record(seat.actor, known_case().case, new)


def say_it_was_sent(seat: Seat) -> None:
    """Fill what the open form asks for."""
    seat.wait_for(lambda: seat.focus_name == "When you sent it", "it asks when it was sent")
    seat.press("Ctrl+A")
    seat.type("yesterday at 16:40")
    seat.press("Tab")
    seat.type("Duty desk, Joan")
    seat.press("Tab")
    seat.type("MASH-2231")
    seat.press("Ctrl+Enter")


def test_what_was_sent_is_said_from_the_line_that_says_it_is_not(sit: Sit) -> None:
    seat = sit()
    assert unsent(seat) == []
    write_concern(seat, ConcernAbout.ADULT)
    write_concern(seat, ConcernAbout.EXPLOITATION)
    seat.press("F5")
    for _ in range(40):
        if "exploitation" in seat.focus_name or "an adult" in seat.focus_name:
            break
        seat.press("Shift+Backtab")
    if "an adult" not in seat.focus_name:
        seat.press("Down")
    assert "an adult" in seat.focus_name
    seat.keys = 0
    seat.press("Enter")
    assert seat.shell.address.startswith(f"case/{known_case().case}/now/concern_sent/")
    assert seat.reads("Concern about an adult")
    say_it_was_sent(seat)
    assert unsent(seat) == [ConcernAbout.EXPLOITATION], "the one of that line, not the other"
    assert seat.keys <= SENT
    seat.press("Ctrl+Z")
    assert len(unsent(seat)) == 2


def test_a_command_asks_when_it_was_sent_and_says_where_nothing_waits(seat: Seat) -> None:
    open_known(seat)
    seat.type("/sent")
    seat.press("Enter")
    seat.wait_for(lambda: seat.reads("No concern of this case waits"), "it says so")
    seat.press("Ctrl+Enter", "Esc")
    write_concern(seat, ConcernAbout.ADULT)
    seat.type("/sent yesterday at 16:40")
    seat.press("Enter")
    seat.wait_for(lambda: seat.reads("Concern about an adult"), "it asks about what waits")
    say_it_was_sent(seat)
    assert unsent(seat) == []
