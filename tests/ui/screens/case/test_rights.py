"""The Sharing tab by keys and clicks: what they said, why not, and what is closed."""

import pytest
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.access import Category, Seal
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from tests.support.accessibility import unnamed
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


@pytest.fixture
def robot(open_case: Opener, shabana: CaseMade) -> CaseRobot:
    return open_case(shabana, "sharing")


def says(robot: CaseRobot, answer: str, words: str) -> None:
    card = robot.screen.rights.consent
    card.about.choose(str(int(Category.HEALTH)))
    if answer:
        card.answer.choose(answer)
    card.words.set_text(words)
    card.keep.click()
    robot.window.settle()


def test_what_they_say_is_kept_in_their_words_and_taken_back(robot: CaseRobot) -> None:
    says(robot, "yes", "The nurse may tell you.")
    assert robot.see("Yes to every agency: health")
    assert robot.see("“The nurse may tell you.”")
    assert robot.screen.rights.consent.words.text() == ""
    robot.window.press("Ctrl+Z")
    robot.window.settle()
    assert not robot.see("Yes to every agency: health")


def test_yes_and_no_on_one_day_say_what_counts(robot: CaseRobot) -> None:
    says(robot, "yes", "The nurse may tell you.")
    says(robot, "no", "I have thought again.")
    assert robot.see("it counts as no")
    assert "counts as no" in robot.undo


def test_without_an_answer_or_words_nothing_is_kept(robot: CaseRobot) -> None:
    says(robot, "", "Hm.")
    assert robot.see("Choose yes or no first.")
    says(robot, "yes", "")
    assert robot.see("Write what they said")
    assert not robot.see("Yes to every agency")


def test_a_withdrawn_yes_counts_no_more(robot: CaseRobot) -> None:
    says(robot, "yes", "Fine.")
    robot.screen.rights.consent.buttons[0].click()
    robot.window.settle()
    assert robot.see("Withdrawn 21 November 2026")


def test_why_is_told_by_a_key(
    open_case: Opener, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.window.press("Ctrl+Shift+Y")
    robot.window.settle()
    assert robot.screen.rights.why.category.hasFocus()
    robot.screen.rights.why.category.choose(str(int(Category.HEALTH)))
    robot.screen.rights.why.ask.click()
    robot.window.settle()
    assert robot.see("shows to you")
    assert robot.see("Yes: You are on the team of this case")


def test_consent_is_one_key_away(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    robot.window.press("Ctrl+Shift+C")
    robot.window.settle()
    assert robot.screen.rights.consent.person.hasFocus()


def test_a_worker_is_kept_apart_and_the_case_sealed(
    open_case: Opener, world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    nina = world.worker("nina")
    robot = open_case(shabana, "sharing")
    card = robot.screen.rights.apart
    card.worker.choose(str(nina.worker))
    card.reason.set_text("They are sisters.")
    card.keep.click()
    robot.window.settle()
    assert robot.see("Nina and Shabana Akhtar: They are sisters.")
    seal = robot.screen.rights.seal
    seal.choice.choose(str(int(Seal.NAMED)))
    seal.choice.chosen.emit(seal.choice.value)
    robot.window.settle()
    assert desk.seals.of_case(leah, shabana.id).seal is Seal.OPEN, "to choose is not to wish"
    assert seal.keep.isVisible()
    seal.keep.click()
    robot.window.settle()
    assert desk.seals.of_case(leah, shabana.id).seal is Seal.NAMED


def test_every_part_has_a_name(robot: CaseRobot) -> None:
    says(robot, "yes", "Fine.")
    assert unnamed(robot.screen) == []
    assert isinstance(robot.screen.rights, QWidget)
