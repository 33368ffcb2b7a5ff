"""A case with the eyes of an agency: asked for anew, said all the time, and left by Esc."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.actor import Actor
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

POLICE = "police-safeguarding"


def look_as(robot: CaseRobot, key: str) -> None:
    head = robot.screen.head
    head.view_as.choose(key)
    head.eyes_wanted.emit(key)
    robot.window.settle()


def band(robot: CaseRobot) -> str:
    return robot.window.shell.ribbon.accessibleName()


def press_esc(robot: CaseRobot) -> None:
    robot.screen.head.tabs.setFocus()
    QApplication.processEvents()
    QTest.keyClick(robot.screen.head.tabs, Qt.Key.Key_Escape)
    robot.window.settle()


def test_shows_what_both_may_counted_again_until_esc(
    open_case: Opener, world: World, leah: Actor, shabana: CaseMade
) -> None:
    world.agree(AgencyKind.POLICE, Category.IDENTITY, Category.CORE, purpose=Purpose.SAFEGUARDING)
    world.note(shabana, "about the rent", by=leah)
    world.note(shabana, "about her sleep", by=leah, category=Category.HEALTH)
    robot = open_case(shabana, "story")
    look_as(robot, POLICE)
    assert [line for line in robot.story if "rent" in line]
    assert not [line for line in robot.story if "sleep" in line]
    assert band(robot).startswith("VIEWING AS POLICE")
    assert "They may hold more" in band(robot)
    assert not robot.screen.forms.dock.isVisible()
    assert not robot.screen.head.share.isVisible()
    press_esc(robot)
    assert [line for line in robot.story if "sleep" in line]
    assert band(robot).startswith("OFFICIAL-SENSITIVE")
    assert robot.screen.forms.dock.isVisible()


def test_says_so_where_nothing_would_be_given(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    look_as(robot, POLICE)
    assert robot.see("Police would get nothing of this case")
    assert band(robot).startswith("VIEWING AS POLICE")
    QTest.keyClick(robot.screen.missing.to_list, Qt.Key.Key_Escape)
    robot.window.settle()
    assert robot.screen.head.isVisible()


def test_ends_when_the_case_is_left(
    open_case: Opener, world: World, leah: Actor, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    look_as(robot, POLICE)
    robot.window.open("cases")
    assert band(robot).startswith("OFFICIAL-SENSITIVE")
    robot.go(shabana)
    assert robot.screen.head.view_as.value == "me"
