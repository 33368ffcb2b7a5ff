"""Stage reviews, money, groups and steps: filled, said back, kept, counted, on real services."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, ReferralKind, ReferralStatus
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.case_rows import DomainRating, NewGain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case.tabs.plan_line import PlanLine
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

TODAY = date(2026, 11, 21)  # a Saturday, by the world's clock


@pytest.fixture
def rated(world: World, desk: Desk, leah: Actor, shabana: CaseMade) -> None:
    """Let the case have a first rating, a month ago."""
    desk.reviews.rate(
        leah,
        shabana.id,
        (
            DomainRating(LifeDomain.MONEY, Stage.NOT_COPING, Stage.CRISIS),
            DomainRating(LifeDomain.HOUSING, Stage.NOT_COPING),
            DomainRating(LifeDomain.OVERALL, Stage.NOT_COPING, None, "Two crisis calls"),
        ),
        RatingKind.BASELINE,
    )
    world.clock.forward(days=30)


def kinds(desk: Desk, leah: Actor, case: CaseMade) -> dict[LifeDomain, tuple[Stage, Stage]]:
    journey = desk.cases.now(leah, case.id).journey
    return {line.domain: (line.start, line.now) for line in journey.domains}


# --- the stage review ---------------------------------------------------------------------------


def test_every_part_of_life_is_shown_with_its_last_rating_and_not_reviewed(
    rated: None, open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    form = robot.screen.forms.stage
    assert len(form.sheet.parts) == len(LifeDomain) - 1
    money = next(line for line in form.sheet.parts if line.domain is LifeDomain.MONEY)
    assert money.said.text() == "Was not coping, not reviewed today"
    assert money.ours.stage is None
    assert robot.see("Middle of 2 parts of life: not coping.")
    assert robot.window.focus_name == "Money, her view: not asked today"


def test_only_what_was_reviewed_is_kept(
    rated: None, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    robot.window.press("Down", "3", "2", "Ctrl+Enter")
    assert kinds(desk, leah, shabana) == {
        LifeDomain.MONEY: (Stage.NOT_COPING, Stage.NOT_COPING),
        LifeDomain.HOUSING: (Stage.NOT_COPING, Stage.COPING),
    }
    assert robot.undo == "Review kept"
    assert robot.see("Not coping to with support")
    assert len(desk.cases.now(leah, shabana.id).journey.points) == 1, "overall is never filled in"


def test_their_view_is_asked_before_ours_and_a_missing_rating_is_said(
    rated: None, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    robot.window.press("1")
    assert robot.window.focus_name == "Money, your rating: not reviewed today"
    robot.window.press("Ctrl+Enter")
    assert robot.see("Your own rating is missing where you asked for theirs.")
    robot.window.press("2", "Ctrl+Enter")
    line = desk.cases.now(leah, shabana.id).journey.domains[0]
    assert (line.now, line.own_view) == (Stage.COPING, Stage.NOT_COPING)


def test_overall_needs_a_reason_of_its_own(
    rated: None, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    form = robot.screen.forms.stage
    form.overall.ours.setFocus()
    robot.window.press("2", "Ctrl+Enter")
    assert robot.see("Overall is a judgement: say in a few words what it rests on.")
    assert robot.window.focus_name == "What overall rests on"
    robot.window.type("No crisis calls in 8 weeks")
    robot.window.press("Ctrl+Enter")
    point = desk.cases.now(leah, shabana.id).journey.points[-1]
    assert (point.stage, point.kind, point.reason) == (
        Stage.COPING,
        RatingKind.REVIEW,
        "No crisis calls in 8 weeks",
    )


def test_a_first_rating_is_offered_as_one(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    assert robot.screen.now.journey.review.text() == "Rate for the first time"
    robot.command("/stage")
    assert robot.screen.forms.stage.kind.value == RatingKind.BASELINE.value


def test_nothing_rated_is_refused_and_delete_takes_a_rating_back(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    robot.window.press("2", "Shift+Tab", "Delete", "Ctrl+Enter")
    assert robot.see("Nothing is reviewed yet. Rate at least one part of life.")
    assert kinds(desk, leah, shabana) == {}


def test_half_a_review_is_there_again_after_escape(
    rated: None, open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.command("/stage")
    robot.window.press("1", "2", "Esc")
    robot.go(shabana, "story")
    robot.command("/stage")
    money = robot.screen.forms.stage.sheet.parts[0]
    assert (money.own.stage, money.ours.stage) == (Stage.NOT_COPING, Stage.COPING)
    assert money.said.text() == "Was not coping, now with support"


# --- money --------------------------------------------------------------------------------------


def test_an_award_in_one_line_asks_only_what_it_was_before(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/award carer element 201.68 a month from 12 nov letter")
    assert robot.window.focus_name == "What it was before"
    robot.window.type("0")
    assert robot.see(
        "Was £0, now £201.68 a month: £2,420.16 a year more. "
        "Confirmed (award letter), so it counts."
    )
    robot.window.press("Ctrl+Enter")
    money = desk.cases.money(leah, shabana.id)
    assert money is not None
    assert (money.confirmed_a_year, money.lines[0].start) == (242016, date(2026, 11, 12))
    assert robot.see("£2,420")


def test_what_is_claimed_is_not_counted_until_it_is_confirmed(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    gain = NewGain(
        "Attendance Allowance",
        GainCategory.BENEFIT,
        GainNature.RECURRING,
        GainStatus.CLAIMED,
        Pence(7390),
        Frequency.WEEKLY,
    )
    desk.reviews.record_gain(leah, shabana.id, gain)
    robot = open_case(shabana, "money")
    assert robot.see("£3,843")
    table = robot.screen.money.table
    table.setFocus()
    robot.window.press("Down", "Enter")
    assert robot.see("Attendance Allowance: £73.90 a week, which is £3,843 a year")
    robot.window.press("Ctrl+Enter")
    money = desk.cases.money(leah, shabana.id)
    assert money is not None
    assert (money.confirmed_a_year, money.waiting) == (384280, 0)
    assert money.lines[0].evidence is Evidence.AWARD_LETTER
    assert robot.undo == "Award confirmed"


# --- groups -------------------------------------------------------------------------------------


@pytest.fixture
def groups(world: World) -> tuple[GroupId, GroupId]:
    """Let there be two groups."""
    names = ("Carers' table", "Repair bench")
    made = [
        CommunityGroup(feed="ours", source_key=name, name=name, kind="group", checked_on=TODAY)
        for name in names
    ]
    first, second = world.facts(made)
    return GroupId(first), GroupId(second)


def test_a_group_is_found_by_a_few_letters_and_agreed_before_it_is_referred_to(
    groups: tuple[GroupId, GroupId],
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
) -> None:
    robot = open_case(shabana)
    robot.command("/refer rep")
    assert [one.name for one in robot.screen.forms.refer.picker.table.rows] == ["Repair bench"]
    robot.window.press("Enter", "Ctrl+Enter")
    assert robot.see("Ask first. Without their word, give the name and number instead.")
    robot.window.press("Space", "Ctrl+Enter")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert (line.to, line.kind) == ("Repair bench", ReferralKind.REFERRAL)
    assert robot.undo == "Referred"


def test_an_agency_is_referred_to_once_one_read_what_it_is_told_and_one_not_agreed_with_is_not(
    groups: tuple[GroupId, GroupId],
    world: World,
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
) -> None:
    world.agree(AgencyKind.HOUSING)
    for kind in (AgencyKind.HOUSING, AgencyKind.POLICE):
        world.agency(kind)
    robot = open_case(shabana, "plan")
    form = robot.screen.forms.refer
    robot.command("/refer hous")
    assert [one.name for one in form.picker.table.rows] == ["Housing"]
    robot.window.press("Enter")
    assert robot.see("Housing is told, beside why: Shabana Akhtar · she/her · Case K7QX9B")
    robot.window.press("Space", "Ctrl+Enter")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert (line.to, line.kind) == ("Housing", ReferralKind.REFERRAL)
    assert robot.undo == "", "what was told is not taken back"
    robot.command("/refer poli")
    robot.window.press("Enter")
    assert robot.see("You can give the name and number instead.")
    robot.window.press("Space", "Ctrl+Enter")
    assert len(desk.cases.plan(leah, shabana.id).referrals) == 1
    form.kind.choose(ReferralKind.SIGNPOST.value)
    form.keep()
    robot.window.settle()
    assert [one.to for one in desk.cases.plan(leah, shabana.id).referrals].count("Police") == 1
    card = robot.screen.plan.referrals
    card.table.selectRow([one.to for one in card.table.rows].index("Housing"))
    robot.window.settle()
    assert [one.text() for one in card.buttons] == [
        "They accepted",
        "They sent it back",
        "They came",
        "Let it lapse",
    ]
    card.buttons[2].click()
    robot.window.settle()
    robot.window.press("Ctrl+Enter")
    assert robot.see("Waits for the second visit, since today")


def test_the_second_time_they_come_the_link_is_closed(
    groups: tuple[GroupId, GroupId],
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
) -> None:
    carers, _bench = groups
    desk.reviews.refer(leah, shabana.id, carers, ReferralKind.REFERRAL, agreed=True)
    robot = open_case(shabana)
    for day in ("yesterday", "today"):
        robot.command("/came")
        assert robot.screen.forms.came.picker.group is not None, "the group referred to is chosen"
        robot.screen.forms.came.day.set_text(day)
        robot.window.press("Ctrl+Enter")
    (line,) = desk.cases.plan(leah, shabana.id).referrals
    assert (line.status, line.times_came) == (ReferralStatus.CLOSED, 2)
    robot.go(shabana, "plan")
    assert robot.screen.plan.referrals.table.rows[0].times_came == 2


def test_the_same_day_twice_is_refused_and_everything_typed_stays(
    groups: tuple[GroupId, GroupId],
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
) -> None:
    carers, _bench = groups
    desk.reviews.attended(leah, shabana.id, carers, TODAY, came=True)
    robot = open_case(shabana)
    robot.command("/came carers")
    robot.window.press("Enter", "Ctrl+Enter")
    assert robot.see("This day is recorded already.")
    assert robot.form is robot.screen.forms.came
    assert robot.screen.forms.came.day.text() == "today"


# --- steps --------------------------------------------------------------------------------------


@pytest.fixture
def promised(desk: Desk, leah: Actor, shabana: CaseMade) -> None:
    """Let there be a late step and one to come."""
    desk.casework.add_step(leah, shabana.id, "Book an interpreter", TODAY + timedelta(days=3))
    desk.casework.add_step(leah, shabana.id, "Ring council tax", TODAY - timedelta(days=2))


def test_late_steps_come_first_and_space_settles_one(
    promised: None, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    assert robot.steps == ["Ring council tax: Late by 2 days", "Book an interpreter: Tuesday 24"]
    robot.on_step("Ring council tax")
    robot.window.press("Space")
    assert robot.steps == ["Book an interpreter: Tuesday 24"]
    assert robot.undo == "Step done"
    assert robot.window.focus_name.startswith("Book an interpreter"), "the caret stays in the list"
    robot.window.press("Ctrl+Z")
    assert len(robot.steps) == 2


def test_m_moves_a_step_by_a_forgiving_date(
    promised: None, open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.on_step("Ring council tax")
    robot.window.press("M")
    assert robot.window.focus_name == "To which day"
    robot.window.type("in 2 weeks")
    assert robot.see("Read as Saturday 5 December 2026")
    robot.window.press("Enter")
    assert "Ring council tax: 5 December" in robot.steps
    assert robot.window.focus_name.startswith("Ring council tax"), "the caret is back on the step"


def test_not_possible_is_not_not_done_and_says_why(
    promised: None, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.on_step("Ring council tax")
    robot.window.press("Enter", "Ctrl+Enter")
    assert robot.see("Say why it is not possible, in a few words.")
    robot.window.type("The line is closed")
    robot.window.press("Enter")
    settled = {step.what: step for step in desk.cases.plan(leah, shabana.id).loose_steps}
    step = settled["Ring council tax"]
    assert (step.status, step.reason) == (ActionStatus.NOT_POSSIBLE, "The line is closed")
    robot.go(shabana, "plan")
    shown = {one.text: one for one in robot.screen.plan.loose_steps.steps}["Ring council tax"]
    assert (shown.done, shown.due) == (False, "Not possible"), "no tick for what was not done"


def test_a_step_that_cannot_be_read_says_how_to_mend_it(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.command("/step")
    robot.window.press("Ctrl+Enter")
    assert robot.screen.forms.step.what.problem == "Write what will be done."
    robot.window.type("Ring council tax")
    robot.screen.forms.step.due.set_text("31 smarch")
    robot.window.press("Enter")
    assert "That is not a day" in robot.screen.forms.step.due.problem
    assert robot.steps == []


# --- the plan -----------------------------------------------------------------------------------


def test_need_goal_and_step_are_added_one_under_the_other(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana, "plan")
    robot.screen.plan.add_need.click()
    robot.window.type("Letters go unread")
    robot.window.press("Enter")
    click(robot, "Add what they want: Letters go unread")
    robot.window.type("No more letters I cannot read")
    robot.window.press("Enter")
    assert robot.see("“No more letters I cannot read”")
    click(robot, "Add a step: No more letters I cannot read")
    assert robot.see("Towards “No more letters I cannot read”")
    robot.window.type("Ask for large print")
    robot.window.press("Enter")
    (need,) = desk.cases.plan(leah, shabana.id).needs
    assert need.words == "Letters go unread"
    (step,) = need.goals[0].steps
    assert step.what == "Ask for large print"


def click(robot: CaseRobot, name: str) -> None:
    robot.window.settle()
    found = [one for one in robot.screen.findChildren(QWidget) if one.accessibleName() == name]
    shown = next(one for one in found if one.isVisible())
    shown.click()  # type: ignore[attr-defined]
    robot.window.settle()


def test_a_goal_and_a_need_are_changed_and_taken_away_with_mouse_and_keys(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    need = desk.casework.add_need(leah, shabana.id, LifeDomain.HOUSING, "Damp").made
    assert need is not None
    for words in ("A dry room", "A warm one"):
        world.clock.forward(seconds=1)  # the plan stands in the order in which it was made
        goal = desk.casework.add_goal(leah, need, words).made
        desk.casework.add_step(leah, shabana.id, f"Ring for {words}", None, goal_id=goal)
    robot = open_case(shabana, "plan")

    def goals() -> list[str]:
        robot.window.settle()
        return [one.words for each in desk.cases.plan(leah, shabana.id).needs for one in each.goals]

    line(robot, "What they want: A dry room").setFocus()
    robot.window.press("F2")
    assert robot.screen.forms.goal.title == "Change what they want"
    robot.window.press("Esc")
    robot.window.settle()
    assert line(robot, "What they want: A dry room").hasFocus()
    robot.window.press("Delete")
    assert goals() == ["A warm one"]
    assert robot.undo == "Goal taken away, with 1 step"
    assert line(robot, "What they want: A warm one").hasFocus()
    robot.window.press("Ctrl+Z")
    assert goals() == ["A dry room", "A warm one"]
    click(robot, "Take away, with 1 step: A dry room")
    assert goals() == ["A warm one"]
    click(robot, "Take away, with 1 goal and 1 step: Damp")
    assert robot.undo == "Need taken away, with 1 goal and 1 step"
    assert robot.see("No need is written down yet.")
    robot.window.press("Ctrl+Z")
    assert goals() == ["A warm one"]
    line(robot, "Need: Damp").setFocus()
    robot.window.press("Delete")
    assert goals() == []
    assert robot.screen.plan.add_need.hasFocus()


def line(robot: CaseRobot, name: str) -> PlanLine:
    robot.window.settle()
    found = [one for one in robot.screen.findChildren(PlanLine) if one.accessibleName() == name]
    return next(one for one in found if one.isVisible())


def test_a_need_of_a_category_that_is_not_shared_is_not_there(
    world: World, open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    desk.casework.add_need(leah, shabana.id, LifeDomain.MENTAL_HEALTH, "Sleeps badly")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    owen = world.worker("owen", agency=AgencyKind.HOUSING)
    world.join(shabana, owen)
    robot = open_case(shabana, "plan", by=owen)
    assert not robot.see("Sleeps badly")
    assert robot.see("No need is written down yet.")
