"""The check before a case is opened, and what Enter does: nothing is lost and nothing is silent."""

import pytest
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Worker
from tests.support.robots.front_door import FrontDoorRobot
from tests.support.world import World
from tests.ui.screens.front_door.conftest import Opener

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)


def test_a_wrong_answer_takes_the_check_back_and_says_so(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+Y")
    door.tell(phone="555")
    assert not door.is_checked
    assert door.strip == "What they told you differs. Ask again."
    door.window.press("Enter")
    assert door.window.shell.address == "front-door"
    door.window.press("Alt+Y", "Enter")
    assert door.window.shell.address == f"case/{shabana}/now", "who says it fits says it again"


def test_what_differed_before_the_check_leaves_it_and_an_answer_taken_back_says_no_more(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991", phone="555")
    door.window.press("Alt+Y")
    door.tell(street="alderbank")
    assert door.is_checked
    door.screen.telling.street.editor.selectAll()
    door.screen.telling.street.editor.setFocus()
    door.window.type("quarry fold")
    assert not door.is_checked
    assert "differs" in door.strip
    for field in (door.screen.telling.street, door.screen.telling.phone):
        field.editor.clear()
    door.window.settle()
    assert (door.is_checked, door.strip) == (False, "")


def test_the_box_is_reached_where_the_answer_is_not_typed(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991", phone="417")
    assert "name on it" in door.screen.who.check.question
    door.window.press("Enter")
    assert door.window.focus_name == "They answered, and it fits"
    door.window.press("Space", "Enter")
    assert door.window.shell.address.startswith("case/")


def test_whoever_will_not_answer_leads_to_the_box_by_enter_alone(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Enter", "Enter")
    assert door.window.focus_name == "They answered, and it fits"
    assert door.asks_for_check


def test_the_check_is_not_turned_while_somebody_new_is_started(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Ctrl+N", "Alt+Y", "Esc")
    assert not door.is_checked


def test_enter_acts_on_a_reason_and_on_a_fold_and_opens_nothing(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+Y")
    door.screen.telling.why.land()
    door.window.press("Enter")
    assert door.screen.telling.why.reasons == ("Money",)
    door.screen.telling.more.head.setFocus()
    door.window.press("Enter")
    assert door.unfolded == {"more"}
    assert door.window.shell.address == "front-door"
    door.screen.people.matches.land()
    door.window.press("Enter")
    assert door.window.shell.address == f"case/{shabana}/now"


# --- nothing is refused in silence --------------------------------------------------------------


def said_by(door: FrontDoorRobot) -> str:
    return "\n".join(door.window.shell.notices.texts)


def test_what_is_wrong_of_a_contact_is_said_where_it_was_told(door: FrontDoorRobot) -> None:
    door.tell(name="kofi")
    wrong = {"given_name": "Too long.", "family_name": "Too long.", "postcode": "No such one."}
    assert door.screen.show_problems({**wrong, "site": "Choose."}) == ("Choose.",)
    QApplication.processEvents()
    assert door.screen.telling.name.problem == "Too long."
    assert door.screen.telling.street.problem == "No such one."
    assert door.window.focus_name == "Name, as it sounds", "and never at a form that is not there"


def test_who_is_at_no_desk_is_told_so_and_not_left_in_silence(
    world: World, open_window: Opener
) -> None:
    door = FrontDoorRobot(open_window("front-door", world.worker("zora", role=None)))
    door.tell(name="kofi")
    door.window.press("Alt+K")
    assert "You are at the desk of no site." in said_by(door)
    assert door.told["name"] == "kofi"


def test_somebody_new_is_offered_once_and_not_beside_their_form(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee quux", born="1988")
    assert door.screen.people.start_new.isVisible()
    door.window.press("Ctrl+N")
    assert not door.screen.people.start_new.isVisible()
    door.tell(phone="999")
    assert not door.screen.people.start_new.isVisible()
    door.window.press("Esc")
    assert door.screen.people.start_new.isVisible()


def test_after_a_search_that_failed_nobody_is_offered_to_be_started(
    world: World, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    assert door.may_start_new
    world.change_fact(Worker, leah.worker, active=False)
    door.tell(phone="417")
    assert not door.may_start_new


def test_where_nobody_matches_a_colleague_can_be_asked_by_a_link(door: FrontDoorRobot) -> None:
    assert not door.screen.people.ask.isVisible()
    door.tell(name="zebedee quux")
    link = door.screen.people.ask
    assert link.isVisible()
    assert "Alt A" in link.accessibleDescription()
    link.setFocus()
    door.window.press("Enter")
    assert door.window.shell.undo_bar.isVisible()
    assert door.told["name"] == ""


def test_the_note_promises_no_call_while_one_only_searches(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee quux")
    assert "Once you keep this contact or open a case" in door.shown_words()
