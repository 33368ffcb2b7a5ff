"""Phases on the screen: all that is missing at once, closing, opening again, the check, by keys."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.phases import ClosureReason, Held, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Case, CommunityGroup
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.phases_rows import PhaseEntry
from tests.support.desks import ended
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

OVERALL = DomainRating(LifeDomain.OVERALL, Stage.COPING, Stage.COPING, "as agreed")
MONEY = DomainRating(LifeDomain.MONEY, Stage.COPING)


@pytest.fixture
def choirs(world: World) -> tuple[GroupId, GroupId]:
    made = [
        CommunityGroup(feed="own", source_key=name, name=name, kind="group")
        for name in ("Choir", "Repair bench")
    ]
    first, second = world.facts(made)
    return GroupId(first), GroupId(second)


def test_the_form_says_everything_missing_at_once_and_leads_to_each(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/phase")
    form = robot.screen.forms.phase
    assert form.to.value == Phase.ASSESSED.value
    assert robot.see("5 things are still missing:")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.header(leah, shabana.id).phase is Phase.ENGAGING, "it blocks the move"
    form.fields.without_them.set_text("In hospital")
    robot.window.settle()
    assert robot.see("4 things are still missing:")
    need = next(one for one in form.lacks.buttons if "need" in one.text())
    need.click()
    robot.window.settle()
    assert robot.form is robot.screen.forms.need
    robot.screen.forms.need.words.set_text("Rent")
    robot.window.press("Ctrl+Enter")
    robot.command("/risk")
    robot.screen.forms.risk.state.choose("none_known")
    robot.window.press("Ctrl+Enter")
    desk.reviews.rate(leah, shabana.id, (OVERALL, MONEY), RatingKind.BASELINE)
    robot.command("/phase")
    assert form.fields.without_them.text() == "In hospital", "what was said is kept as a draft"
    assert robot.see("Nothing is missing.")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.header(leah, shabana.id).phase is Phase.ASSESSED
    robot.window.press("Ctrl+Z")
    assert robot.screen.head.phase.text() == "Phase: Engaging"


def test_a_case_is_closed_opened_again_and_the_old_story_is_a_click_away(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/close outcomes met")
    form = robot.screen.forms.phase
    assert (form.to.value, form.reason.value) == (Phase.CLOSED.value, "outcomes_met")
    assert robot.see("3 things are still missing:")
    robot.window.press("Ctrl+Enter")
    QApplication.processEvents()
    first = form.fields.sheet.overall.ours
    assert first.hasFocus(), "what is missing first, and their own rating"
    assert first.visibleRegion().boundingRect().height() == first.height(), "it is in sight"
    form.fields.sheet.overall.own.setFocus()
    robot.window.press("3", "3")
    form.fields.sheet.reason.set_text("Pays her rent, sings on Fridays")
    form.fields.goes_on.set_text("The choir")
    robot.window.press("Ctrl+Enter")
    assert not form.fields.goes_on.problem, "it is written by now"
    assert form.fields.goes_on_shared.problem
    form.fields.goes_on_shared.set_text("Nothing")
    robot.window.press("Ctrl+Enter")
    assert robot.screen.head.phase.text() == "Phase: Closed today"
    assert desk.cases.now(leah, shabana.id).journey.points[-1].kind is RatingKind.CLOSING
    assert robot.see("Outcomes met, today. Overall at closing: adapted.")
    assert robot.see("What goes on: The choir")
    card = robot.screen.now.ending
    next(one for one in card.buttons if one.text() == "Open again, as a new case").click()
    robot.window.settle()
    robot.window.press("Ctrl+Enter")
    assert robot.see("Write why they need us again.")
    form.fields.why.set_text("A letter from the landlord")
    robot.window.press("Ctrl+Enter")
    assert robot.screen.head.phase.text() == "Phase: Identified"
    assert f"/{shabana.id}/" not in robot.window.shell.address
    before = next(one for one in card.buttons if shabana.reference in one.text())
    before.click()
    robot.window.settle()
    assert str(shabana.id) in robot.window.shell.address
    assert robot.see("What goes on: The choir")


def test_the_check_after_closing_is_written_down_where_the_case_ended(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    closing = PhaseEntry(
        Phase.CLOSED,
        closure=ClosureReason.OUTCOMES_MET,
        ratings=(OVERALL,),
        goes_on="The choir",
        goes_on_shared="Nothing",
    )
    desk.phases.enter(leah, shabana.id, 1, closing)
    world.change_fact(Case, shabana.id, closed_on=date(2026, 5, 1))
    robot = open_case(shabana)
    assert robot.see("Check after closing: overdue by 2 weeks")
    check = robot.screen.now.ending.buttons[0]
    assert check.text() == "Write down the check"
    check.click()
    robot.window.settle()
    form = robot.screen.forms.phase
    form.fields.checked_on.set_text("yesterday")
    form.fields.sheet.overall.ours.setFocus()
    robot.window.press("1")
    form.fields.sheet.reason.set_text("Two letters of arrears")
    form.fields.evidence.set_text("She showed us")
    form.fields.method.choose("phone")
    robot.window.press("Ctrl+Enter")
    assert desk.phases.ending(leah, shabana.id).held is Held.RELAPSED
    assert robot.see("They have lost ground since closing.")


def test_who_died_is_never_asked_for_more(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/close died")
    assert robot.see("Nothing is missing.")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.header(leah, shabana.id).phase is Phase.CLOSED
    assert not robot.see("Write down the check")
    robot.window.press("Ctrl+Z")
    assert robot.screen.head.phase.text() == "Phase: Engaging"
    desk.phases.enter(leah, shabana.id, desk.cases.header(leah, shabana.id).version, ended())


def test_what_became_of_a_referral_is_told_and_it_is_sent_on(
    choirs: tuple[GroupId, GroupId],
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
) -> None:
    desk.reviews.refer(leah, shabana.id, choirs[0], ReferralKind.REFERRAL, agreed=True)
    robot = open_case(shabana, "plan")
    card = robot.screen.plan.referrals
    assert [one.text() for one in card.buttons] == [
        "They accepted",
        "They sent it back",
        "Let it lapse",
    ]
    card.buttons[1].click()
    robot.window.settle()
    form = robot.screen.forms.referral
    robot.window.press("Ctrl+Enter")
    assert robot.see("Write why, in a few words.")
    form.words.set_text("The choir is full")
    robot.window.press("Ctrl+Enter")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert (line.status, line.answer) == (ReferralStatus.RETURNED, "The choir is full")
    card.table.setFocus()
    assert [one.text() for one in card.buttons] == ["Send it on", "Close it"]
    robot.window.press("Enter")
    assert [one.name for one in form.picker.table.rows] == ["Repair bench", "Council"]
    form.picker.search.setFocus()
    QTest.keyClicks(form.picker.search, "repair")
    robot.window.settle()
    robot.window.press("Enter", "Space", "Ctrl+Enter")
    assert {line.to: line.status for line in desk.cases.plan(leah, shabana.id).referrals} == {
        "Choir": ReferralStatus.REROUTED,
        "Repair bench": ReferralStatus.MADE,
    }
    robot.window.press("Ctrl+Z")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert line.status is ReferralStatus.RETURNED
