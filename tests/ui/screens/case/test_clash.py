"""Two workers on one case: what differs joins, the same is chosen by keys, and no word goes."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.joining import Clash, Overtaken
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.models import Action
from pbi_desktop.services.case_rows import GainLine, NewGain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.screens.case.clash_words import in_two_versions
from pbi_desktop.ui.screens.case.panels.clash import ClashForm
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.accessibility import clipped, unnamed
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

CLAIM = NewGain(
    "PIP",
    GainCategory.BENEFIT,
    GainNature.RECURRING,
    GainStatus.CLAIMED,
    Pence(8190),
    Frequency.WEEKLY,
)
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


@pytest.fixture
def world(file_world: World) -> World:
    """The file alone: what joins on either database has its own tests."""
    return file_world


@pytest.fixture
def omar(world: World, desk: Desk, shabana: CaseMade) -> Actor:
    """Return a colleague on her team."""
    omar = world.worker("omar")
    world.join(shabana, omar)
    return omar


def step_of(desk: Desk, actor: Actor, case: CaseMade) -> tuple[int, date | None, ActionStatus]:
    (step,) = desk.cases.plan(actor, case.id).loose_steps
    return step.version, step.due_on, step.status


def gain_of(desk: Desk, actor: Actor, case: CaseMade) -> GainLine:
    money = desk.cases.money(actor, case.id)
    assert money is not None
    return money.lines[0]


def clash_in(robot: CaseRobot) -> ClashForm:
    form = robot.form
    assert isinstance(form, ClashForm), form
    return form


def focused() -> str:
    widget = QApplication.focusWidget()
    assert isinstance(widget, ToggleChip)
    return widget.accessibleName()


def test_two_who_change_the_same_choose_by_keys_and_lose_nothing(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, omar: Actor
) -> None:
    made = desk.casework.add_step(leah, shabana.id, "Ring the landlord", FRIDAY).made
    assert made is not None
    robot = open_case(shabana)
    press = robot.window.press

    # Different things: no question. Leah's screen does not know yet that Omar moved it.
    desk.casework.move_step(omar, made, 1, MONDAY)
    robot.on_step("Ring the landlord")
    press("Space")
    assert step_of(desk, leah, shabana) == (3, MONDAY, ActionStatus.DONE)
    assert robot.form is None
    press("Ctrl+Z")
    assert step_of(desk, leah, shabana) == (4, MONDAY, ActionStatus.OPEN)

    # The same thing: both are shown, and nothing is kept before somebody has chosen.
    robot.on_step("Ring the landlord")
    press("Enter")
    robot.screen.forms.line.reason.set_text("He has moved out")
    desk.casework.settle_step(omar, made, 4, ActionStatus.NOT_DONE, "No time")
    press("Ctrl+Enter")
    form = clash_in(robot)
    assert robot.see("Omar changed the same since you saw it.")
    assert robot.see("What became of it: Not possible\nWhy: He has moved out")
    assert robot.see("What became of it: Not done\nWhy: No time")
    assert (unnamed(form), clipped(form)) == ([], [])
    assert step_of(desk, leah, shabana)[2] is ActionStatus.NOT_DONE
    assert "He has moved out" in desk.drafts.find(leah, f"case.{Form.LINE}", made)

    press("Ctrl+Enter")
    assert robot.see("Choose which to keep. Until then nothing is overwritten.")
    assert focused() == "What became of it: Keep mine"

    # Put aside: what was typed comes back with the line.
    press("Esc")
    assert robot.form is None
    robot.screen.forms.settle(desk.cases.plan(leah, shabana.id).loose_steps[0])
    robot.window.settle()
    assert robot.screen.forms.line.reason.text() == "He has moved out"

    # Once more, and theirs changes again meanwhile: asked anew, then mine is kept.
    desk.casework.settle_step(omar, made, 5, ActionStatus.NOT_DONE, "No time at all")
    press("Ctrl+Enter")
    clash_in(robot)
    press("Space", "Ctrl+Enter")
    assert step_of(desk, leah, shabana) == (7, MONDAY, ActionStatus.NOT_POSSIBLE)
    assert robot.form is None
    assert desk.drafts.find(leah, f"case.{Form.LINE}", made) == ""


def test_theirs_may_stay_and_what_cannot_be_kept_any_more_says_so(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, omar: Actor, world: World
) -> None:
    gain = desk.reviews.record_gain(leah, shabana.id, CLAIM).made
    step = desk.casework.add_step(leah, shabana.id, "Ring the landlord", FRIDAY).made
    assert gain is not None
    assert step is not None
    robot = open_case(shabana, "money")
    line = gain_of(desk, leah, shabana)
    robot.screen.forms.confirm_gain(line)
    desk.reviews.confirm_gain(omar, gain, 1, Evidence.CLIENT_REPORT)
    robot.window.press("Ctrl+Enter")
    form = clash_in(robot)
    robot.window.press("Space", "Right", "Ctrl+Enter")
    assert robot.form is None
    line = gain_of(desk, leah, shabana)
    assert (line.evidence, line.version) == (Evidence.CLIENT_REPORT, 2)

    robot.screen.forms.settle(desk.cases.plan(leah, shabana.id).loose_steps[0])
    robot.screen.forms.line.reason.set_text("He has moved out")
    desk.casework.settle_step(omar, step, 1, ActionStatus.NOT_DONE)
    robot.window.press("Ctrl+Enter")
    assert clash_in(robot) is form
    with world.store_for(omar).command(omar, "take away") as work:
        work.withdraw(work.get(Action, step))
    robot.window.press("Space", "Ctrl+Enter")
    assert clash_in(robot).notice.isVisible()
    assert "He has moved out" in desk.drafts.find(leah, f"case.{Form.LINE}", step)


def test_every_value_is_said_in_words(world: World) -> None:
    base = {"due_on": "2026-11-27", "owner_id": "x", "agreed": False, "amount": 100, "what": ""}
    mine = {"due_on": None, "owner_id": "y", "agreed": True, "amount": 8190, "what": "Ring"}
    at = {"settled_at": "2026-07-01T09:05:00+00:00", "status": "not_possible"}
    error = Overtaken(
        "actions",
        world.maker,
        2,
        (Clash("due_on", base, mine, base, False), Clash("status", at, at, at, False)),
    )
    (first, second), them = in_two_versions(error, ())
    assert them == "Somebody else"
    assert first.was.split("; ") == [
        "By which day: 27 November 2026",
        "Whose it is: Somebody else",
        "Agreed: No",
        "Amount: £1",
        "What: Nothing",
    ]
    assert first.mine.splitlines()[2:] == ["Agreed: Yes", "Amount: £81.90", "What: Ring"]
    assert second.mine == "Settled at: 1 July 2026, 10:05\nWhat became of it: Not possible"
