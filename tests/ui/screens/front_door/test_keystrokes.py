"""The two most frequent tasks by keyboard alone: their keys are counted and may not rise."""

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Case, Contact, Person
from tests.support.robots.front_door import FrontDoorRobot
from tests.support.world import World
from tests.ui.screens.front_door.conftest import Opener

KNOWN_PERSON = 4
NOBODY_MATCHES = 7


@pytest.mark.parametrize("words", ["shabana 1991", "14 alderbank road", "900417", "9/4/91"])
def test_a_known_person_is_opened_from_my_day(
    shabana: CaseId, namesake: CaseId, open_window: Opener, words: str
) -> None:
    window = open_window("my-day")
    window.type(words)
    window.press("Enter")
    assert FrontDoorRobot(window).chosen == "Shabana Akhtar"
    window.press("Alt+Y", "Enter")
    assert window.shell.address == f"case/{shabana}/now"
    assert window.keys <= KNOWN_PERSON
    assert QApplication.activeModalWidget() is None


def test_another_than_the_first_costs_one_arrow_more(
    shabana: CaseId, namesake: CaseId, open_window: Opener
) -> None:
    window = open_window("my-day")
    window.type("shabana akhtar")
    window.press("Enter")
    robot = FrontDoorRobot(window)
    others = [name for name in robot.matches if name != robot.chosen]
    window.press("Down")
    assert robot.chosen == others[0]
    window.press("Alt+Y", "Enter")
    assert window.shell.address.startswith("case/")
    assert window.keys <= KNOWN_PERSON


def test_from_another_screen_it_costs_one_key_more(shabana: CaseId, open_window: Opener) -> None:
    window = open_window("cases")
    window.press("Ctrl+1")
    window.type("shabana 1991")
    window.press("Enter", "Alt+Y", "Enter")
    assert window.shell.address == f"case/{shabana}/now"
    assert window.keys <= KNOWN_PERSON


def test_somebody_new_is_opened_from_my_day(
    world: World, leah: Actor, shabana: CaseId, open_window: Opener
) -> None:
    window = open_window("my-day")
    window.type("zebedee quux 7 2 1988")
    window.press("Enter", "Ctrl+N", "Right", "Space", "Tab")
    window.type("The boiler is broken.")
    window.press("Ctrl+Enter")
    assert window.shell.address.startswith("case/")
    assert window.shell.address != f"case/{shabana}/now"
    assert window.keys <= NOBODY_MATCHES
    assert QApplication.activeModalWidget() is None
    with world.store_for(leah).query(leah) as work:
        made = work.all(select(Person).where(Person.family_name == "Quux"))
        assert [(one.given_name, one.born_text) for one in made] == [("Zebedee", "1988-02-07")]
        case = work.all(select(Case).where(Case.subject_id == made[0].id))[0]
        contact = work.all(select(Contact).where(Contact.case_id == case.id))[0]
        assert (contact.reasons, contact.words) == ("Home", "The boiler is broken.")
