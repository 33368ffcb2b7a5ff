"""Safety in a case, by keyboard: written down is not sent, and what is not asked says so."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.safety import ConcernAbout, KeptFrom, Way
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.safety_rows import NewConcern, NewMarker
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.cards.folded import FoldedLines
from pbi_desktop.ui.screens.case.panels.safe_contact import read_hour
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.robots.case import CaseRobot
from tests.support.stores import FileHome
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener

TODAY = date(2026, 11, 21)


@pytest.fixture
def world(file_home: FileHome) -> World:
    """Return a town in a file: no database has a part in this."""
    return World(file_home)


@pytest.fixture
def family(world: World, leah: Actor) -> CaseMade:
    """Return a case of hers with a child and another adult in it."""
    amina = world.person("Amina", "Akhtar", born_text="2018-03-02", born_precision="day")
    carl = world.person("Carl", "Akhtar", born_text="1980", born_precision="year")
    subject = world.person("Shabana", "Akhtar", born_text="1991", born_precision="year")
    return world.case("K7QX9B", team=[leah], subject=subject, others=[amina, carl])


def keep(robot: CaseRobot) -> None:
    robot.window.press("Ctrl+Enter")
    robot.window.settle()


def test_a_concern_is_loud_until_its_time_recipient_and_reference_are_said(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(family)
    forms = robot.screen.forms.safety
    assert robot.command("/concern bruise on her arm") is forms.concern
    assert forms.concern.kind.value == forms.concern.knows.value == ""
    keep(robot)
    assert desk.concerns.waiting(leah) == ()
    assert robot.form == forms.concern
    forms.concern.kind.choose("child")
    forms.concern.person.choose(str(family.people[1]))
    keep(robot)
    (line,) = desk.concerns.waiting(leah)
    assert (line.name, line.is_sent) == ("Amina Akhtar", False)
    assert is_loud(robot)
    for words in ("Concern about a child: Amina Akhtar", "Bruise on her arm"):
        assert robot.see(words), words
    assert "NOT YET SENT" in robot.undo
    button = next(b for b in buttons(robot) if b.startswith("I have sent it"))
    buttons(robot)[button].click()
    robot.window.settle()
    assert robot.screen.forms.dock.form == forms.sent
    forms.sent.sent.set_text("today at 8:40")
    forms.sent.recipient.set_text("Duty desk, Joan")
    keep(robot)
    assert forms.sent.reference.problem
    assert is_loud(robot)
    forms.sent.reference.set_text("MASH-2231")
    keep(robot)
    assert not is_loud(robot)
    assert robot.see("Sent today to Duty desk, Joan, MASH-2231. Ask for the answer 23 November")
    buttons(robot)["What they answered: Concern about a child"].click()
    robot.window.settle()
    forms.sent.outcome.set_text("They visit on Monday.")
    keep(robot)
    assert robot.see("They visit on Monday.")
    assert desk.concerns.waiting(leah) == ()


def test_a_child_is_seen_and_who_is_responsible_is_asked(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family)
    forms = robot.screen.forms.safety
    assert robot.see("Amina, 8: not seen yet")
    assert robot.see("Parental responsibility not asked: Amina")
    robot.command("/child")
    assert forms.child.child.value == str(family.people[1])
    forms.child.what.choose("seen")
    forms.child.fit()
    forms.child.words.set_text("I like my room.")
    keep(robot)
    assert robot.form == forms.child, "nobody said whether they were alone, nor who saw them"
    forms.child.alone.choose("yes")
    forms.child.by.choose("me")
    keep(robot)
    assert robot.see("Amina, 8: seen alone today by Leah")
    robot.command("/child")
    forms.child.what.choose("responsible")
    forms.child.adult.choose(str(family.people[2]))
    forms.child.holds.choose("yes")
    keep(robot)
    assert robot.see("Parental responsibility: Carl Akhtar")


def test_a_step_that_restricts_is_ticked_and_waits_for_a_decision_on_capacity(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(family)
    robot.command("/step Fit the door alarm")
    robot.screen.forms.step.restricts.click()
    keep(robot)
    assert robot.undo == "Step added"
    assert robot.screen.now.steps.steps.steps[0].about.startswith("Restricts them")
    robot.screen.forms.change(desk.cases.now(leah, family.id).steps[0])
    robot.window.settle()
    assert robot.screen.forms.step.restricts.isChecked()
    robot.screen.forms.step.restricts.click()
    keep(robot)
    assert not desk.cases.now(leah, family.id).steps[0].restricts
    robot.window.press("Ctrl+Z")
    forms = robot.screen.forms.safety
    (step,) = desk.cases.now(leah, family.id).steps
    robot.on_step("Fit the door alarm")
    robot.window.press("Space")
    robot.window.settle()
    assert any("no decision on capacity allows it" in one for one in robot.notices)
    robot.command("/capacity whether to have an alarm on the door")
    forms.capacity.step.choose(str(step.id))
    forms.capacity.capacity.choose("has")
    forms.capacity.on.set_text("today")
    forms.capacity.by.set_text("Leah")
    keep(robot)
    assert not forms.capacity.isHidden(), "nobody said whether she agreed"
    forms.capacity.agreed.choose("yes")
    keep(robot)
    assert robot.see("They can decide this · assessed today by Leah")
    robot.on_step("Fit the door alarm")
    robot.window.press("Space")
    robot.window.settle()
    assert desk.cases.now(leah, family.id).steps == ()
    assert desk.cases.plan(leah, family.id).loose_steps[0].status is ActionStatus.DONE


def test_a_marker_safe_contact_and_who_is_kept_apart_are_kept_from_their_panels(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    lead = world.manager()
    robot = open_case(family)
    forms, card = robot.screen.forms.safety, robot.screen.now.safety
    card.more[Form.SAFE_CONTACT].click()
    robot.window.settle()
    forms.safe_contact.text.setChecked(True)
    forms.safe_contact.start.set_text("nine-ish")
    keep(robot)
    assert forms.safe_contact.start.problem
    forms.safe_contact.restore({"from_hour": "9", "to_hour": "14:00"})
    keep(robot)
    ways = desk.safety.ways(leah, family.subject)
    assert (ways.hours, ways.may(Way.TEXT), ways.may(Way.CALL)) == (((9, 14),), True, False)
    card.more[Form.SAFE_CONTACT].click()
    robot.window.settle()
    assert (forms.safe_contact.text.isChecked(), forms.safe_contact.end.text()) == (True, "14:00")
    forms.safe_contact.call.setChecked(True)
    keep(robot)
    assert desk.safety.ways(leah, family.subject).call
    card.more[Form.MARKER].click()
    robot.window.settle()
    forms.marker.words.set_text("Two dogs")
    keep(robot)
    assert robot.form == forms.marker
    shown = {"evidence": "Bitten on 3 November", "decided_by": str(lead.worker)}
    forms.marker.restore({**shown, "expires_on": "in 3 months", "person_told": "yes"})
    keep(robot)
    assert robot.see("For visitors: Two dogs")
    robot.window.privacy.hide(True)
    assert not robot.see("Two dogs")
    robot.window.privacy.hide(False)
    robot.window.settle()
    buttons(robot)["End what visitors are told"].click()
    robot.window.settle()
    assert not robot.see("Two dogs")
    card.more[Form.APART].click()
    robot.window.settle()
    who = {"person": str(family.people[0]), "other": str(family.people[2])}
    kept_from = KeptFrom.EVERYTHING.value
    forms.apart.restore({"what": "apart", **who, "kept_from": kept_from, "reason": "He hurt her"})
    keep(robot)
    assert len(desk.apart.warnings(lead, (family.people[0], family.people[2]))) == 1
    assert robot.see("Kept apart: Shabana Akhtar and Carl Akhtar")
    assert not robot.see("He hurt her")
    buttons(robot)["Let Shabana Akhtar and Carl Akhtar meet again"].click()
    robot.window.settle()
    assert not robot.see("Kept apart")
    robot.window.press("Ctrl+Z")
    robot.window.settle()
    assert robot.see("Kept apart")


def test_a_reader_sees_what_waits_and_changes_nothing(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    desk.concerns.record(leah, family.id, NewConcern(ConcernAbout.ADULT, "Seen"))
    new = NewMarker("Two dogs", "Bitten", world.manager().worker, date(2027, 1, 1), True)
    desk.safety.mark_for_visitors(leah, family.id, new)
    robot = open_case(family)
    card = robot.screen.now.safety
    now = desk.cases.now(leah, family.id)
    card.show_safety(now.risks, now.safety, TODAY, may_write=False)
    robot.window.settle()
    assert is_loud(robot)
    assert not any(name.startswith(("I have sent", "End what")) for name in buttons(robot))


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("9", 9), ("14:00", 14), ("2pm", 14), ("24", 24), ("midnight", 24), ("", None), ("x", None),
     ("9:30", None), ("25", None), ("0", 0)],
)  # fmt: skip
def test_an_hour_is_read_whole_or_not_at_all(typed: str, hour: int | None) -> None:
    assert read_hour(typed) == hour


def test_what_presses_is_never_folded_away_and_the_rest_is_a_key_away() -> None:
    lines = FoldedLines("how safe")
    made = [(presses, label(f"line {at}", "support")) for at, presses in enumerate("qPqPqPqPPP")]
    lines.show_lines((presses == "P", line) for presses, line in made)
    pressing = {line.text() for presses, line in made if presses == "P"}
    assert {line.text() for _, line in made if not line.isHidden()} == pressing
    assert lines.more.accessibleName() == "Show 4 more: how safe"
    lines.more.click()
    assert not any(line.isHidden() for _, line in made)
    assert lines.more.accessibleName() == "Show fewer: how safe"
    lines.show_lines([(False, label(f"line {at}", "support")) for at in range(4)])
    assert not lines.more.isVisibleTo(lines)


def test_how_far_and_what_was_gained_are_said_before_one_scrolls(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family)
    now = robot.screen.now
    assert robot.see("How far: not rated yet. What they have gained: nothing recorded yet.")
    assert now.safety.mapTo(now, QPoint()).y() < now.so_far.mapTo(now, QPoint()).y()
    ways = now.safety.more
    assert ways[Form.CONCERN].isVisible()
    assert not ways[Form.CAPACITY].isVisible()
    now.safety.others.setFocus()
    robot.window.press("Space")
    assert ways[Form.CAPACITY].isVisible()


def is_loud(robot: CaseRobot) -> bool:
    chips = robot.screen.now.safety.findChildren(Chip)
    return "NOT YET SENT" in [chip.text for chip in chips if chip.isVisible()]


def buttons(robot: CaseRobot) -> dict[str, Button]:
    found = robot.screen.now.safety.findChildren(Button)
    return {one.accessibleName(): one for one in found if one.isVisible()}


def test_a_concern_about_a_child_is_about_a_child_and_says_so_where_there_is_none(
    open_case: Opener, world: World, leah: Actor, family: CaseMade
) -> None:
    robot = open_case(family)
    form = robot.screen.forms.safety.concern
    robot.command("/concern nobody was at home")
    form.kind.choose("child")
    form.fit()
    assert [form.person.itemText(at) for at in range(form.person.count())] == ["Amina Akhtar"]
    form.kind.choose("adult")
    form.fit()
    assert form.person.count() == 3
    grown = world.person("Ada", "Bell", born_text="1970", born_precision="year")
    robot = open_case(world.case(team=[leah], subject=grown))
    form = robot.screen.forms.safety.concern
    robot.command("/concern nobody was at home")
    assert not robot.see("No child is on this case yet")
    form.kind.choose("child")
    form.fit()
    assert robot.see("No child is on this case yet")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert robot.see("Concern about a child who is not on this case; kept with Ada Bell")
