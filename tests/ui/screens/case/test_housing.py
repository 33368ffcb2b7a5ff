"""Home, debts, dates and the plan on the screen: typed, kept, said back, taken back."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.housing import DebtKind, KeyDateState, Tenure, Went
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.screens.case.panels.debt import DebtForm
from pbi_desktop.ui.screens.case.panels.home import HomeForm
from pbi_desktop.ui.screens.case.panels.key_date import KeyDateForm
from pbi_desktop.ui.screens.case.panels.step import StepForm
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

TODAY = date(2026, 11, 21)  # a Saturday, by the world's clock


def click(robot: CaseRobot, name: str) -> None:
    robot.window.settle()
    found = [one for one in robot.screen.findChildren(QAbstractButton) if one.isVisible()]
    next(one for one in found if one.accessibleName() == name or one.text() == name).click()
    robot.window.settle()


def test_a_date_that_matters_is_asked_its_consequence_and_stands_before_the_steps(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    desk.casework.add_step(leah, shabana.id, "Ring the council", date(2026, 11, 1))
    robot = open_case(shabana)
    assert not robot.screen.now.dates.isVisible()
    form = robot.command("/date possession hearing tue at 10")
    assert isinstance(form, KeyDateForm)
    assert robot.see("Read as Tuesday 24 November 2026, 10:00")
    robot.window.press("Ctrl+Enter")
    assert robot.see("Write what happens if it is missed, in plain words.")
    assert robot.see("Say what the hearing is about.")
    form.subject.choose(str(int(Category.HOUSING)))
    form.consequence.set_text("The court can give the home back to the landlord.")
    robot.window.press("Ctrl+Enter")
    assert robot.undo == "Date written down"
    for words in ("In 3 days", "If it is missed: The court can give the home back"):
        assert robot.see(words)
    chips = [chip.text for chip in robot.screen.head.findChildren(Chip) if chip.isVisible()]
    assert "In 3 days: Possession hearing" in chips, "the head says it on every tab"
    cards = [card for card, _wide in robot.screen.now.grid._cards]
    assert cards.index(robot.screen.now.dates) + 1 == cards.index(robot.screen.now.steps)
    click(robot, "What became of it? Possession hearing")
    robot.window.press("Ctrl+Enter")
    assert robot.see("Choose one of the answers.")
    answer = robot.screen.forms.housing.answer
    click(robot, "Moved to another day")
    answer.when.set_text("8 dec at 2")
    answer.words.set_text("no judge")
    robot.window.settle()
    answer.keep()
    robot.window.settle()
    lines = desk.key_dates.dates(leah, shabana.id)
    assert [(one.state, one.on_day) for one in lines] == [
        (KeyDateState.COMING, date(2026, 12, 8)),
        (KeyDateState.MOVED, date(2026, 11, 24)),
    ]
    assert robot.see("In 17 days")
    robot.window.press("Ctrl+Z")
    robot.window.settle()
    assert robot.see("In 3 days")


def test_home_and_debts_are_written_down_and_an_earlier_figure_stays(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    robot = open_case(shabana, "money")
    home = robot.command("/home private landlord Mr Field 100 a week")
    assert isinstance(home, HomeForm)
    assert (home.tenure.value, home.landlord.text()) == (Tenure.PRIVATE_RENT.value, "Mr Field")
    robot.window.press("Ctrl+Enter")
    debt = robot.command("/debt rent 1410 Mr Field")
    assert isinstance(debt, DebtForm)
    assert robot.see("Comes first: it can cost the home.")
    debt.as_at.set_text("3 nov")
    robot.window.press("Ctrl+Enter")
    assert robot.see("£1,410 of rent is owed: 14.1 weeks of rent, at £100 a week.")
    table = robot.screen.money.debts.table
    table.setFocus()
    table.selectRow(0)
    robot.window.press("Enter")
    assert robot.see("It was £1,410 on 3 November. That stays in its history.")
    debt.amount.set_text("1240")
    robot.window.press("Ctrl+Enter")
    (line,) = desk.housing.shown(leah, shabana.id).debts
    assert (line.kind, line.amount, line.as_at) == (DebtKind.RENT, 1_240_00, TODAY)
    model = table.model()
    shown = [model.data(model.index(0, column)) for column in range(5)]
    assert shown == [
        "Rent",
        "Mr Field",
        "£1,240 on 21 November",
        "Owed",
        "was £1,410 on 3 November",
    ]
    assert robot.see("With a sign: these come first.")
    assert robot.see("12.4 weeks of rent")
    table.selectRow(0)
    click(robot, "Paid or written off")
    click(robot, "Paid")
    robot.screen.forms.housing.answer.keep()
    robot.window.settle()
    assert robot.see("Paid £1,240")
    assert not robot.see("weeks of rent")


def test_going_along_is_planned_and_what_happened_becomes_a_note(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    robot = open_case(shabana)
    robot.command("/with county court mon at 10")
    robot.window.press("Ctrl+Enter")
    assert robot.undo == "Going along planned"
    assert robot.see("You go along: County court")
    assert robot.see("Monday 23 November 2026, 10:00")
    world.clock.forward(days=3)
    robot.go(shabana, "plan")
    robot.go(shabana, "now")
    click(robot, "How did it go? You go along: County court")
    robot.window.press("Ctrl+Enter")
    assert robot.see("Write what happened there.")
    robot.window.type("The judge suspended it.")
    robot.window.press("Ctrl+Enter")
    assert [one.went for one in desk.key_dates.going(leah, shabana.id)] == [Went.WENT]
    assert desk.cases.story(leah, shabana.id)[0].body == "The judge suspended it."


def test_the_plan_says_who_does_a_step_whether_it_is_agreed_and_when_to_look_again(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    housing = world.agency(AgencyKind.HOUSING)
    need = desk.casework.add_need(leah, shabana.id, LifeDomain.HOUSING, "Damp").made
    assert need is not None
    goal = desk.casework.add_goal(leah, need, "A dry room", 8).made
    desk.casework.add_step(leah, shabana.id, "Mend the roof", None, goal_id=goal)
    robot = open_case(shabana, "plan")
    assert robot.see("Matters 8 of 10 to them · Not agreed yet")
    click(robot, "Say whether they agree")
    click(robot, "They agreed")
    robot.screen.forms.housing.answer.keep()
    robot.window.settle()
    assert robot.see("Agreed with them on 21 November 2026.")
    assert robot.see("Agreed today")
    click(robot, "Set the review")
    robot.window.type("in 3 months")
    robot.window.press("Ctrl+Enter")
    assert robot.see("Look at it again on 21 February 2027.")
    step = desk.cases.plan(leah, shabana.id).needs[0].goals[0].steps[0]
    robot.screen.forms.change(step)
    robot.window.settle()
    form = robot.form
    assert isinstance(form, StepForm)
    form.agency.choose(str(housing))
    form.done_by.set_text("Repairs")
    form.confidence.set_text("11")
    robot.window.press("Ctrl+Enter")
    assert robot.see("Write a number from 1 to 10, or leave it empty.")
    form.confidence.set_text("4")
    robot.window.press("Ctrl+Enter")
    kept = desk.cases.plan(leah, shabana.id).needs[0].goals[0].steps[0]
    assert (kept.agency, kept.done_by.who, kept.confidence) == ("Housing", "Repairs", 4)
    assert (kept.status, kept.owner_id) == (ActionStatus.OPEN, leah.worker)
    click(robot, "Change this: A dry room")
    robot.screen.forms.goal.importance.set_text("10")
    robot.screen.forms.goal.keep()
    robot.window.settle()
    assert robot.see("Matters 10 of 10 to them")
    click(robot, "Change this need: Damp")
    robot.screen.forms.need.words.set_text("Black mould")
    robot.screen.forms.need.keep()
    robot.window.settle()
    assert robot.see("Black mould")
