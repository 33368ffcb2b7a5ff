"""What was asked, unfolded or begun in one case never shows in the next one."""

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import ELSEWHERE
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


@pytest.fixture
def rosa(world: World, leah: Actor) -> CaseMade:
    return world.case("B3RTQ2", team=[leah], subject=world.person("Rosa", "Okafor"))


def test_an_answer_that_comes_after_its_case_was_left_is_not_shown_in_the_next(
    open_case: Opener, shabana: CaseMade, rosa: CaseMade
) -> None:
    robot = open_case(shabana, "story")
    robot.screen.forms.open(Form.STAGE)  # asks for what the Now tab of this case shows
    robot.go(rosa, "story")
    assert not robot.screen.now.is_ready, "nobody asked for it of the case in view"
    robot.go(rosa)
    assert robot.screen.now.is_ready


def test_what_was_unfolded_in_one_case_is_folded_in_the_next(
    open_case: Opener, shabana: CaseMade, rosa: CaseMade
) -> None:
    robot = open_case(shabana)
    card = robot.screen.now.safety
    card.others.click()
    assert card.more[Form.MARKER].isVisible()
    robot.go(rosa)
    assert card.others.isVisible()
    assert not card.more[Form.MARKER].isVisible()


def test_a_case_that_nobody_sees_is_read_only_once_it_is_seen_again(
    open_case: Opener, shabana: CaseMade, world: World, leah: Actor
) -> None:
    robot = open_case(shabana, "story")
    robot.screen.hide()
    world.note(shabana, "She rang about the rent", by=leah)
    robot.window.lane.tell(ELSEWHERE)
    assert robot.window.lane.waiting == 0, "what is read of a case is in its log"
    robot.screen.show()
    robot.window.settle()
    assert [line for line in robot.story if "about the rent" in line]
