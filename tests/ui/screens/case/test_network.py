"""The network in words: somebody or a service added, found at once, and taken back."""

from datetime import date

import pytest

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember
from pbi_desktop.ui.screens.case.network_words import Adding, say_born
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener
from tests.ui.screens.case.on_network import here, on_part, said


def test_somebody_is_added_shown_landed_on_and_taken_back(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    robot.window.settle()
    form = robot.screen.forms.member
    assert robot.form is form
    assert form.kind_words.text() == "They are her"
    assert form.gender.value == "not_recorded"
    robot.window.type("Nasreen")
    form.kind.choose(TieKind.PARENT.value)
    form.born.set_text("68")
    form.tie.controls["quality"].choose(Quality.STRONG.value)
    robot.window.press("Ctrl+Enter")
    assert robot.form is None
    assert here(robot).startswith("Nasreen, parent, about 68")
    assert robot.undo == "Added to the family"
    robot.window.press("Ctrl+Z")
    assert said(robot, "Nasreen") == []


def test_a_service_is_added_shown_landed_on_and_taken_back(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_service.click()
    robot.window.settle()
    form = robot.screen.forms.service
    robot.window.type("Memory clinic")
    form.worker.set_text("Dr Lowe")
    form.since.set_text("3 may 2026")
    form.tie.controls["quality"].choose(Quality.WORKING.value)
    robot.window.press("Ctrl+Enter")
    assert here(robot) == "Memory clinic: steady"
    assert said(robot, "Memory") == ["Memory clinic: steady. Worker: Dr Lowe. Since 3 May 2026."]
    assert robot.undo == "Service added"
    robot.window.press("Ctrl+Z")
    assert said(robot, "Memory") == []


@pytest.mark.parametrize(
    ("part", "form", "where"),
    [
        ("Family at home", Form.MEMBER, Adding.HOME),
        ("Family elsewhere", Form.MEMBER, Adding.ELSEWHERE),
        ("Community", Form.MEMBER, Adding.ELSEWHERE),
        ("Services", Form.SERVICE, None),
    ],
)
def test_t_adds_to_the_part_the_keyboard_is_in_and_an_empty_part_offers_it(
    open_case: Opener, shabana: CaseMade, part: str, form: Form, where: Adding | None
) -> None:
    robot = open_case(shabana, "network")
    on_part(robot, part)
    robot.window.press("T")
    assert robot.form is not None
    assert robot.form.form is form
    if where is not None:
        assert robot.screen.forms.member.home.value == where.value
    robot.window.press("Esc")
    assert robot.form is None
    assert robot.screen.network.tree.hasFocus()
    on_part(robot, part, 1 if part == "Family at home" else 0)
    robot.window.press("Enter")
    assert robot.form is not None
    assert robot.form.form is form


def test_escape_puts_somebody_aside_and_what_was_typed_is_there_again(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    on_part(robot, "Family elsewhere")
    robot.window.press("T")
    robot.window.type("Farah")
    robot.window.press("Esc")
    assert robot.form is None
    on_part(robot, "Family at home")
    robot.window.press("T")
    form = robot.screen.forms.member
    assert form.given.text() == "Farah"
    assert form.home.value == Adding.ELSEWHERE.value


def test_what_is_missing_is_said_with_how_to_mend_it(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    before = desk.cases.network(leah, shabana.id)
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    form = robot.screen.forms.member
    form.born.set_text("smarch")
    form.keep()
    assert form.given.problem == "Write a name, as much of it as you know."
    assert "or leave it empty" in form.born.problem
    assert robot.see("Choose who they are, under “They are her”.")
    robot.screen.network.add_service.click()
    service = robot.screen.forms.service
    service.since.set_text("1 january 2027")
    service.keep()
    assert service.service.problem == "Write which service it is."
    assert "still to come" in service.since.problem
    assert desk.cases.network(leah, shabana.id) == before


def test_a_name_the_records_refuse_stays_in_the_form(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    robot.window.type("123")
    robot.screen.forms.member.kind.choose(TieKind.CHILD.value)
    robot.window.press("Ctrl+Enter")
    form = robot.screen.forms.member
    assert robot.form is form
    assert (form.given.text(), form.given.problem) == ("123", "Write a name.")


def test_a_worker_off_the_team_is_offered_nothing(
    open_case: Opener, shabana: CaseMade, world: World, desk: Desk, leah: Actor
) -> None:
    desk.household.add_member(leah, shabana.id, NewMember("Nasreen", kind=TieKind.PARENT))
    bev = world.worker("bev", SiteRole.KEY_WORKER)
    robot = open_case(shabana, "network", by=bev)
    network = robot.screen.network
    assert robot.see("You are not on the team of this case")
    assert not network.isVisible()
    assert not network.add_member.isVisible()
    assert not network.add_service.isVisible()
    assert network.tree.sentences == []
    robot.window.press("T")
    assert robot.form is None


def test_a_birth_is_said_back_with_its_age() -> None:
    today = date(2026, 11, 21)
    assert say_born(PartialDate.of_day(date(1991, 4, 9)), today) == "Read as 9 April 1991, aged 35"
    assert (
        say_born(PartialDate.of_year(1958, about=True), today)
        == "Read as about 1958, aged about 68"
    )
    assert say_born(PartialDate.of_day(today), today) == "Read as 21 November 2026, aged under 1"
