"""Ties, days and places of a network, worked on with keys alone and by hand."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember
from pbi_desktop.services.network_rows import Look, Sort
from tests.support.statements import counted
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener
from tests.ui.screens.case.on_network import logged, on_part, strip


def test_a_tie_is_added_rated_changed_and_ended_from_words_and_picture_with_keys_alone(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor
) -> None:
    farah = NewMember("Farah", kind=TieKind.SIBLING, at_home=False)
    desk.household.add_member(leah, family.id, farah)
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    on_part(robot, "Family elsewhere", 0)
    window.press("T")
    form = robot.screen.forms.tie
    assert robot.form is form
    assert form.other.currentText().startswith("Farah")
    form.subject.choose(
        next(str(one.id) for one in network.strip.records.people if one.name == "Nasreen")
    )
    form.kind.choose(TieKind.PARENT.value)
    form.kind.chosen.emit(form.kind.value)
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Tie added"
    on_part(robot, "Family elsewhere", 0)
    before = strip(robot)
    window.press("N")
    assert {before.split(".")[0], strip(robot).split(".")[0]} == {
        "Farah: sister, brother or sibling of Shabana",
        "Nasreen: mother, father or parent of Farah",
    }
    window.press("F6")
    assert network.picture.view.hasFocus()
    window.press("5")
    window.settle()
    assert "Stressful" in strip(robot)
    assert robot.undo == "Tie changed"
    window.press("F2")
    window.settle()
    assert robot.form is form
    assert form.tie.quality is Quality.STRESSFUL
    form.since.set_text("3 may 2026")
    window.press("Ctrl+Enter")
    window.settle()
    assert "Since 3 May 2026" in strip(robot)
    network.picture.view.setFocus()
    window.press("Delete")
    window.settle()
    assert "Ended 21 November 2026" in strip(robot)
    window.press("Ctrl+Z")
    window.settle()
    assert "Ended" not in strip(robot)


def test_days_are_walked_by_week_and_quarter_and_nothing_jumps(
    open_case: Opener, family: CaseMade, world: World, desk: Desk
) -> None:
    world.clock.forward(days=200)
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    slider = network.bar.slider
    stood = {spot.key: spot.box for spot in network.picture.view.spots}
    slider.setFocus()
    with counted(world, family.by) as walked:
        window.press("Left")
        window.settle()
    with counted(world, family.by) as looked:
        desk.pictures.look(family.by, family.id, Look(as_at=slider.day))
    assert 0 < walked.statements <= looked.statements, "a day is read once, and today not again"
    today = slider.ticks[-1]
    assert (today - slider.day).days == 7
    window.press("PageDown")
    window.settle()
    assert (today - slider.day).days == 98
    read = QAccessible.queryAccessibleInterface(slider)
    assert read.role() == QAccessible.Role.Slider
    assert read.text(QAccessible.Text.Value) == say_date(slider.day)
    shown = {spot.key: spot.box for spot in network.picture.view.spots}
    assert {key: stood[key] for key in shown} == shown
    window.press("Home")
    window.settle()
    assert slider.day == slider.ticks[0]
    window.press("End")
    window.settle()
    assert slider.said.endswith(", today")
    assert network.bar.difference.text().startswith("Since ")
    network.bar.chips[Sort.FAMILY].click()
    window.settle()
    assert [line for line in network.tree.sentences if line.startswith("Family")] == []
    network.bar.chips[Sort.SERVICES].click()
    network.bar.chips[Sort.COMMUNITY].click()
    window.settle()
    assert all(chip.isChecked() for chip in network.bar.chips.values())


def test_something_is_moved_by_keys_and_by_hand_put_back_and_laid_out_anew(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    view = network.picture.view

    def stands() -> tuple[float, float]:
        return next(spot.box.middle for spot in view.spots if spot.key == clinic)

    on_part(robot, "Services", 0)
    clinic = network.tree.node
    was = stands()
    window.press("F6")
    window.press("Alt+Right")
    window.settle()
    assert stands() == pytest.approx((was[0] + 12, was[1]))
    assert network.put_back.isVisible()
    network.put_back.click()
    window.settle()
    assert stands() == pytest.approx(was)
    spot = next(spot for spot in view.spots if spot.key == clinic)
    middle = view.place_of(spot).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(-30, 0))
    QTest.mouseMove(view, middle + QPoint(-40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(-40, 0))
    window.settle()
    assert stands()[0] < was[0] - 10
    network.anew.click()
    window.settle()
    assert stands() == pytest.approx(was)


def test_a_screen_reader_meets_every_node_with_its_ties(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    view = robot.screen.network.picture.view
    read = QAccessible.queryAccessibleInterface(view)
    items = [read.child(at) for at in range(read.childCount())]
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names == [spot.said for spot in view.spots]
    assert len(names) == 3
    ties = [item.text(QAccessible.Text.Description) for item in items]
    assert any("Nasreen: mother, father or parent of Shabana" in said for said in ties)
    assert all(ties)


def test_going_through_it_with_them_and_an_expected_child_are_kept(
    open_case: Opener, family: CaseMade, world: World
) -> None:
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    network.gone_through.click()
    window.settle()
    assert robot.form is not None
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Gone through with them: kept"
    assert logged(world, "check network") == 1
    network.expected.click()
    window.settle()
    form = robot.screen.forms.expected
    form.due.set_text("12 march 2027")
    form.first.choose(str(network.strip.records.people[0].id))
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Expected child added"
    assert [line for line in network.tree.sentences if line.startswith("Baby")]
