"""The plan: whose steps are, who does them, whether it is agreed, and when to look again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.services.case_rows import CasePlan, GoalLine, Step
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.plan_rows import DoneBy, StepWords
from tests.support.desks import EveryonesReading, EveryonesStore, ended, undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)
Town = tuple[World, Desk]


@pytest.fixture
def leah(file_desk: Town) -> Actor:
    return file_desk[0].worker("leah")


@pytest.fixture
def tom(file_desk: Town) -> Actor:
    world, _desk = file_desk
    world.agree(AgencyKind.HOUSING)
    return world.worker("tom", agency=AgencyKind.HOUSING)


@pytest.fixture
def case(file_desk: Town, leah: Actor, tom: Actor) -> CaseMade:
    return file_desk[0].case(team=[leah, tom])


@pytest.fixture
def desk(file_desk: Town) -> Desk:
    return file_desk[1]


def plan(desk: Desk, leah: Actor, case: CaseMade) -> CasePlan:
    return desk.cases.plan(leah, case.id)


def goal(desk: Desk, leah: Actor, case: CaseMade) -> GoalLine:
    return plan(desk, leah, case).needs[0].goals[0]


def only_step(desk: Desk, leah: Actor, case: CaseMade) -> Step:
    return plan(desk, leah, case).loose_steps[0]


@pytest.fixture
def planned(desk: Desk, leah: Actor, case: CaseMade) -> CaseMade:
    """Return the case with one need, one goal and one loose step of Leah's."""
    need = desk.casework.add_need(leah, case.id, LifeDomain.HOUSING, "Damp")
    assert need.made is not None
    desk.casework.add_goal(leah, need.made, "A dry room for the baby", 9)
    desk.casework.add_step(leah, case.id, "Report the damp", FRIDAY)
    return case


def test_another_agency_does_a_step_and_its_owner_asks_after_it(
    file_desk: Town, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    housing = world.agency(AgencyKind.HOUSING)
    kept = desk.casework.add_step(
        leah, case.id, "Mend the roof", FRIDAY, done_by=DoneBy(housing, "Repairs"), confidence=4
    )
    step = only_step(desk, leah, case)
    assert (step.owner, step.mine, step.agency) == ("Leah", True, "Housing")
    assert (step.done_by, step.confidence) == (DoneBy(housing, "Repairs"), 4)
    assert [one.name for one in desk.plans.agencies(leah)] == ["Council", "Housing"]
    with pytest.raises(NotFound):
        desk.casework.add_step(leah, case.id, "X", None, done_by=DoneBy(case.id))
    undo(desk, leah, kept)
    assert plan(desk, leah, case).loose_steps == ()
    desk.casework.add_step(leah, case.id, "Ring her aunt", None, done_by=DoneBy(who="Herself"))
    assert only_step(desk, leah, case).done_by == DoneBy(None, "Herself")


def test_each_change_of_the_plan_is_kept_and_taken_back(
    file_desk: Town, leah: Actor, tom: Actor, planned: CaseMade
) -> None:
    world, desk = file_desk
    words = StepWords(
        "Report the damp again", tom.worker, DoneBy(world.agency(AgencyKind.HOUSING)), 7
    )

    def now() -> CasePlan:
        return plan(desk, leah, planned)

    before = unversioned(now())
    attempts: list[Callable[[], Changes]] = [
        lambda: desk.plans.change_need(leah, now().needs[0].id, now().needs[0].version, "Mould"),
        lambda: desk.plans.change_goal(
            leah, goal(desk, leah, planned).id, goal(desk, leah, planned).version, "Dry walls", 10
        ),
        lambda: desk.plans.change_step(
            leah, now().loose_steps[0].id, now().loose_steps[0].version, words
        ),
        lambda: desk.plans.agree_plan(leah, planned.id, TODAY),
        lambda: desk.plans.agree_plan(leah, planned.id, None, "He cannot be reached."),
        lambda: desk.plans.set_review(leah, planned.id, now().header.version, FRIDAY),
    ]
    for attempt in attempts:
        kept = attempt()
        assert kept.done
        assert kept.cases == {planned.id}
        assert unversioned(now()) != before
        undo(desk, leah, kept)
        assert unversioned(now()) == before


def unversioned(shown: CasePlan) -> list[object]:
    goals = [goal for need in shown.needs for goal in need.goals]
    return [
        [need.words for need in shown.needs],
        [(goal.words, goal.importance, goal.agreed_on) for goal in goals],
        [(s.what, s.owner_id, s.done_by, s.confidence, s.status) for s in shown.loose_steps],
        shown.agreed,
        shown.header.next_review_on,
    ]


def test_goals_are_agreed_with_the_plan_and_a_later_one_is_not(
    file_desk: Town, leah: Actor, planned: CaseMade
) -> None:
    world, desk = file_desk
    need = plan(desk, leah, planned).needs[0]
    desk.plans.agree_plan(leah, planned.id, TODAY)
    world.clock.forward(minutes=1)
    desk.casework.add_goal(leah, need.id, "A cot of her own")
    shown = plan(desk, leah, planned)
    assert [one.agreed_on for one in shown.needs[0].goals] == [TODAY, None]
    assert shown.agreed is not None
    assert (shown.agreed.agreed_on, shown.agreed.not_agreed) == (TODAY, "")


def test_what_cannot_be_so_is_refused_at_its_field(
    desk: Desk, leah: Actor, planned: CaseMade
) -> None:
    plans, step = desk.plans, only_step(desk, leah, planned)
    aim, head = goal(desk, leah, planned), plan(desk, leah, planned).header
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    stranger = StepWords("Ring", planned.by.worker, confidence=11)
    attempts: list[tuple[str, Callable[[], Changes]]] = [
        ("words", lambda: plans.change_need(leah, aim.id, 1, " ")),
        ("words", lambda: plans.change_goal(leah, aim.id, 1, " ", 3)),
        ("importance", lambda: plans.change_goal(leah, aim.id, 1, "x", 0)),
        ("confidence", lambda: plans.change_step(leah, step.id, 1, stranger)),
        ("what", lambda: plans.change_step(leah, step.id, 1, StepWords(" ", leah.worker))),
        ("not_agreed", lambda: plans.agree_plan(leah, planned.id, None, " ")),
        ("not_agreed", lambda: plans.agree_plan(leah, planned.id, TODAY, "but no")),
        ("agreed_on", lambda: plans.agree_plan(leah, planned.id, tomorrow)),
        ("review_on", lambda: plans.set_review(leah, planned.id, head.version, yesterday)),
        ("confidence", lambda: desk.casework.add_step(leah, planned.id, "x", None, confidence=0)),
    ]
    for field, attempt in attempts:
        with pytest.raises(Invalid) as refused:
            attempt()
        assert set(refused.value.fields) == {field}
        assert all(said.endswith(".") for said in refused.value.fields.values())
    desk.phases.enter(leah, planned.id, head.version, ended())
    with pytest.raises(NotPermitted):
        plans.set_review(leah, planned.id, head.version + 1, tomorrow)


def test_a_step_that_another_agency_moved_or_settled_is_shown_so(
    file_desk: Town, leah: Actor, tom: Actor, planned: CaseMade
) -> None:
    world, desk = file_desk

    def changed() -> tuple[str, str, ActionStatus | None] | None:
        found = only_step(desk, leah, planned).changed
        return None if found is None else (found.by, found.agency, found.became)

    step = only_step(desk, leah, planned)
    assert changed() is None
    moved = desk.casework.move_step(tom, step.id, step.version, FRIDAY + timedelta(days=3))
    assert changed() == ("Tom", "Housing", None)
    undo(desk, tom, moved)
    assert changed() is None, "what was taken back has not happened"
    world.clock.forward(minutes=1)
    step = only_step(desk, leah, planned)
    desk.casework.settle_step(tom, step.id, step.version, ActionStatus.NOT_POSSIBLE, "Listed wall")
    assert changed() == ("Tom", "Housing", ActionStatus.NOT_POSSIBLE)
    step = only_step(desk, leah, planned)
    desk.casework.settle_step(leah, step.id, step.version, ActionStatus.OPEN)
    assert changed() is None, "its owner took it up again"
    assert desk.cases.now(leah, planned.id).steps[0].changed is None


def test_a_goal_and_a_need_go_with_what_stands_under_them_and_come_back_whole(
    world: World, reading: EveryonesReading
) -> None:
    desk = Desk(reading, lambda: EveryonesStore(world), world.clock)
    leah = world.worker("leah")
    case = world.case(team=[leah])
    need = desk.casework.add_need(leah, case.id, LifeDomain.HOUSING, "Damp").made
    assert need is not None
    for words in ("A dry room", "A warm one"):
        world.clock.forward(seconds=1)  # the plan stands in the order in which it was made
        towards = desk.casework.add_goal(leah, need, words).made
        for what in ("Ring repairs", "Buy a heater"):
            desk.casework.add_step(leah, case.id, what, FRIDAY, goal_id=towards)
    desk.casework.add_step(leah, case.id, "Ring her sister", FRIDAY)
    before = plan(desk, leah, case)
    dry = before.needs[0].goals[0]
    goal_gone = desk.plans.take_away_goal(
        leah, dry.id, dry.version, [step.id for step in dry.steps]
    )
    assert goal_gone.done == "Goal taken away, with 2 steps"
    (left,) = plan(desk, leah, case).needs[0].goals
    assert left.words == "A warm one"
    assert [one.what for one in plan(desk, leah, case).loose_steps] == ["Ring her sister"]
    undo(desk, leah, goal_gone)
    assert unversioned(plan(desk, leah, case)) == unversioned(before)
    goals = before.needs[0].goals
    under = [one.id for one in goals] + [one.id for each in goals for one in each.steps]
    need_gone = desk.plans.take_away_need(leah, need, before.needs[0].version, under)
    assert need_gone.done == "Need taken away, with 2 goals and 4 steps"
    assert plan(desk, leah, case).needs == ()
    undo(desk, leah, need_gone)
    assert unversioned(plan(desk, leah, case)) == unversioned(before)


def test_a_line_that_somebody_changed_or_added_to_is_not_taken_away(
    file_desk: Town, leah: Actor, tom: Actor, planned: CaseMade
) -> None:
    world, desk = file_desk
    seen = goal(desk, leah, planned)
    kept = desk.casework.add_step(tom, planned.id, "Ask the landlord", FRIDAY, goal_id=seen.id)
    with pytest.raises(StaleRecord):
        desk.plans.take_away_goal(leah, seen.id, seen.version)
    undo(desk, tom, kept)
    need = plan(desk, leah, planned).needs[0]
    desk.plans.change_goal(tom, seen.id, seen.version, "Dry walls", 10)
    with pytest.raises(StaleRecord):
        desk.plans.take_away_goal(leah, seen.id, seen.version)
    with pytest.raises(StaleRecord):
        desk.plans.take_away_need(leah, need.id, need.version)
    ben = world.worker("ben")
    with pytest.raises((NotFound, NotPermitted)):
        desk.plans.take_away_need(ben, need.id, need.version, [seen.id])
    with pytest.raises((NotFound, NotPermitted)):
        desk.plans.take_away_goal(ben, seen.id, seen.version)
    assert [one.words for one in plan(desk, leah, planned).needs[0].goals] == ["Dry walls"]
