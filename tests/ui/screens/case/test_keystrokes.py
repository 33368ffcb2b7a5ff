"""The frequent tasks by keyboard alone: how many keys each takes, and that none opens a dialog."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case.ports import Tab
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


@pytest.fixture
def bench(world: World) -> GroupId:
    """Let there be a group."""
    group = CommunityGroup(feed="ours", source_key="1", name="Repair bench", kind="group")
    return GroupId(world.fact(group))


def typed(robot: CaseRobot, text: str) -> None:
    """Type where the caret is; what is typed is not counted."""
    robot.window.type(text)


def test_a_note_takes_two_keys(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana, "plan")
    robot.window.press("Ctrl+J")
    typed(robot, "Home visit, all well")
    robot.window.press("Ctrl+Enter")
    assert len(desk.cases.story(leah, shabana.id)) == 1
    assert robot.window.keys == 2
    assert robot.window.focus_name == "Write what happened", "the next note can start at once"


def test_a_stage_review_with_one_change_takes_nine_keys(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    first = DomainRating(LifeDomain.HOUSING, Stage.NOT_COPING)
    desk.reviews.rate(leah, shabana.id, (first,), RatingKind.BASELINE)
    world.clock.forward(days=30)
    robot = open_case(shabana)
    typed(robot, "/stage")
    robot.window.press("Enter", "Down", "1", "2", "Tab", "Tab", "2", "Tab")
    typed(robot, "No crisis calls in 8 weeks")
    robot.window.press("Ctrl+Enter")
    journey = desk.cases.now(leah, shabana.id).journey
    assert journey.points[-1].stage is Stage.COPING
    assert journey.domains[0].now is Stage.COPING
    assert robot.window.keys == 9


def test_an_award_takes_three_keys_and_one_line(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    typed(robot, "/award carer element 201.68 a month from 12 nov letter")
    robot.window.press("Enter")
    typed(robot, "0")
    robot.window.press("Ctrl+Enter")
    money = desk.cases.money(leah, shabana.id)
    assert money is not None
    assert money.confirmed_a_year == 242016
    assert robot.window.keys == 2


def test_a_referral_takes_four_keys(
    bench: GroupId, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    typed(robot, "/refer rep")
    robot.window.press("Enter", "Enter", "Space", "Ctrl+Enter")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert (line.to, line.kind) == ("Repair bench", ReferralKind.REFERRAL)
    assert robot.window.keys == 4


def test_a_step_takes_two_keys(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    typed(robot, "/step ring council tax fri")
    robot.window.press("Enter", "Enter")
    assert robot.steps == ["Ring council tax: Friday 27"]
    assert robot.window.keys == 2


def test_ctrl_tab_goes_from_tab_to_tab_and_back_finds_each(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    for tab in (*list(Tab)[1:], Tab.NOW):
        robot.window.press("Ctrl+Tab")
        assert robot.window.shell.address == f"case/{shabana.id}/{tab}"
        assert robot.screen.head.tabs.key == tab
    robot.window.press("Ctrl+Shift+Tab")
    assert robot.screen.head.tabs.key == Tab.SHARING
    robot.window.press("Alt+Left")
    assert robot.screen.head.tabs.key == Tab.NOW


def test_escape_closes_a_form_and_brings_the_caret_back(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    button = robot.screen.now.safety.add_button
    button.setFocus()
    robot.window.press("Space")
    assert robot.window.focus_name == "What harm could happen"
    robot.window.press("Esc")
    assert robot.form is None
    assert QApplication.focusWidget() is button


def test_an_address_can_name_the_form_to_open(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    robot.window.shell.go(f"case/{shabana.id}/now/stage")
    robot.window.settle()
    assert robot.form is robot.screen.forms.stage
    robot.window.shell.go(f"case/{shabana.id}/plan/note")
    robot.window.settle()
    assert robot.form is None
    assert robot.window.focus_name == "Write what happened"


def test_the_slash_can_be_done_without_typing_it(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    composer = robot.screen.forms.composer
    composer.more_button.click()
    robot.window.settle()
    robot.window.press("Tab")
    assert robot.window.focus_name == "a step: slash step"
    robot.window.press("Space")
    assert robot.form is robot.screen.forms.step
    robot.window.press("Esc")
    assert composer.edit.toPlainText() == ""


def test_a_second_lock_in_the_middle_loses_nothing(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    typed(robot, "Half a sentence")
    robot.window.press("Ctrl+L")
    robot.screen.flush()
    robot.window.settle()
    assert "Half a sentence" in desk.drafts.find(leah, "case.note", shabana.id)


def test_the_day_on_the_wall_is_the_day_of_words(
    open_case: Opener, shabana: CaseMade, world: World
) -> None:
    world.clock.forward(days=2)
    robot = open_case(shabana)
    typed(robot, "/step ring fri")
    assert robot.see("Ring, by Friday 27 November")
    assert world.clock().date() == date(2026, 11, 23)
