"""Frequent tasks in Community by keyboard alone: how many keys each takes, and no dialog."""

from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralStatus
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.services.desk import Desk
from tests.support.robots.community import CommunityRobot
from tests.support.world import World
from tests.ui.screens.community.conftest import TODAY, Opener, referred

TWELVE = (
    *("Ann Bell", "Bo Cole", "Cy Dee", "Di Ebb", "Ed Fay", "Fi Gow"),
    *("Gil Hu", "Hal Ink", "Ida Jay", "Jo Kay", "Kit Lee", "Lou May"),
)
REGISTER_KEYS = 6
REFER_KEYS = 4


def test_a_register_of_twelve_with_two_absent_takes_six_keys(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, *TWELVE)
    window = open_window()
    robot = CommunityRobot(window)
    window.press("Down")  # from the search to tonight's group
    assert robot.chosen == "Repair Bench"
    window.keys = 0
    window.press("A")
    assert robot.register == [f"{name}: Not said" for name in TWELVE], "nobody is marked"
    window.press("Down", "N", "N", "E", "Ctrl+Enter")
    assert window.keys == REGISTER_KEYS
    lines = town_desk.community.register(leah, bench, TODAY).people
    missed = {"Bo Cole", "Cy Dee"}
    assert [(one.name, one.mark) for one in lines] == [
        (name, Mark.MISSED if name in missed else Mark.CAME) for name in TWELVE
    ]
    assert window.shell.undo_bar.text == "10 came, 2 did not."
    assert QApplication.activeModalWidget() is None


def test_the_whole_way_from_another_screen_takes_two_keys_more(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell")
    window = open_window("cases")
    window.press("Ctrl+6", "Down", "A", "C", "Ctrl+Enter")
    (line,) = town_desk.community.register(leah, bench, TODAY).people
    assert line.mark is Mark.CAME
    assert window.keys == REGISTER_KEYS - 1


def test_somebody_is_referred_with_four_keys(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    town.case(team=[leah], subject=town.person("Ann", "Bell"))
    town.case(team=[leah], subject=town.person("Cy", "Dee"))
    window = open_window(f"community/{bench}")
    assert window.focus_name == "Refer or signpost"
    window.keys = 0
    window.press("Space")
    window.type("dee")
    window.press("Enter", "Space", "Ctrl+Enter")
    assert window.keys == REFER_KEYS
    (goer,) = town_desk.community.group(leah, bench).people
    assert (goer.name, goer.status) == ("Cy Dee", ReferralStatus.MADE)
    assert window.shell.undo_bar.text == "Referred."
    window.press("Ctrl+Z")
    assert town_desk.community.group(leah, bench).people == ()
