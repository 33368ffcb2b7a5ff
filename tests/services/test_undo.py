"""Undo: every view is exactly as before, or nothing is touched at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, ReferralKind, ReferralStatus, RiskState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import (
    IllegalMove,
    Invalid,
    NotFound,
    NotPermitted,
    PbiError,
    StaleRecord,
)
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, CommandId, GroupId, PersonId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import (
    Base,
    CaseRecord,
    CommunityGroup,
    Household,
    Membership,
    PersonRecord,
)
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Told
from pbi_desktop.services.my_day_rows import CaseOrder
from pbi_desktop.services.phases_rows import PhaseEntry
from tests.support.desks import undo
from tests.support.world import World

TODAY = date(2026, 11, 21)


KINDS = [
    mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, CaseRecord | PersonRecord)
    or mapper.class_.__tablename__ in ("people", "cases", "case_people", "case_team", "households")
]


def _columns(kind: type[Base]) -> list[Any]:
    return [column for column in kind.__table__.columns if column.name != "version"]


@dataclass(frozen=True)
class Town:
    """A case, its worker, and a group to go to."""

    world: World
    desk: Desk
    actor: Actor
    case: CaseId
    person: PersonId
    group: GroupId
    bench: GroupId

    def records(self) -> dict[str, list[Any]]:
        """All that this worker sees of every kind of record, whatever a screen makes of it.

        Undo is a change like any other: the version goes on, everything else is as it was.
        """
        with self.world.store_for(self.actor).query(self.actor) as work:
            return {
                kind.__tablename__: sorted(map(repr, work.rows(select(*_columns(kind)))))
                for kind in KINDS
            }

    def tabs(self) -> list[Any]:
        """Everything that the screens show of it."""
        cases, actor = self.desk.cases, self.actor
        seen: list[Any] = [
            cases.now(actor, self.case),
            cases.story(actor, self.case),
            cases.plan(actor, self.case),
            cases.money(actor, self.case),
            cases.network(actor, self.case),
            cases.team(actor, self.case),
            [self.desk.my_day.show(actor, order) for order in CaseOrder],
            self.desk.front_door.search(actor, Told("Ann Bell")),
        ]
        return [_without_versions(one) for one in seen]


def _without_versions(row: Any) -> Any:
    if isinstance(row, list | tuple):
        return [_without_versions(part) for part in row]
    if hasattr(row, "__dataclass_fields__"):
        values = {name: getattr(row, name) for name in row.__dataclass_fields__}
        return {name: _without_versions(one) for name, one in values.items() if name != "version"}
    return row


def build(world: World, desk: Desk) -> Town:
    leah = world.worker(f"leah{uuid4().hex[:6]}")
    case = world.case(team=[leah], phase=Phase.PLANNED)
    groups = world.facts(
        [
            CommunityGroup(feed="own", source_key=uuid4().hex, name=name, kind="group")
            for name in ("Choir", "Repair bench")
        ]
    )
    return Town(world, desk, leah, case.id, case.subject, *map(GroupId, groups))


# --- every command there is: given a town and a number to vary by ---------------------------------


def some_step(town: Town, number: int) -> Any:
    plan = town.desk.cases.plan(town.actor, town.case)
    steps = [*plan.loose_steps, *(s for n in plan.needs for g in n.goals for s in g.steps)]
    return steps[number % len(steps)] if steps else None


def note(town: Town, number: int) -> Changes:
    return town.desk.casework.write_note(town.actor, town.case, NewNote(f"note {number}"))


def matters(town: Town, number: int) -> Changes:
    return town.desk.casework.say_what_matters(town.actor, town.case, f"garden {number}")


def need(town: Town, number: int) -> Changes:
    domain = list(LifeDomain)[number % len(LifeDomain)]
    return town.desk.casework.add_need(town.actor, town.case, domain, f"need {number}")


def goal(town: Town, number: int) -> Changes | None:
    needs = town.desk.cases.plan(town.actor, town.case).needs
    if not needs:
        return None
    return town.desk.casework.add_goal(town.actor, needs[number % len(needs)].id, "goal", 5)


def step(town: Town, number: int) -> Changes:
    goals = [g for n in town.desk.cases.plan(town.actor, town.case).needs for g in n.goals]
    chosen = goals[number % len(goals)].id if goals else None
    due = TODAY + timedelta(days=number % 9 - 4)
    return town.desk.casework.add_step(town.actor, town.case, f"step {number}", due, goal_id=chosen)


def settle(town: Town, number: int) -> Changes | None:
    found = some_step(town, number)
    if found is None:
        return None
    status = list(ActionStatus)[number % len(ActionStatus)]
    return town.desk.casework.settle_step(town.actor, found.id, found.version, status, "why")


def move(town: Town, number: int) -> Changes | None:
    found = some_step(town, number)
    if found is None:
        return None
    due = TODAY + timedelta(days=number + 30)
    return town.desk.casework.move_step(town.actor, found.id, found.version, due)


def risk(town: Town, number: int) -> Changes:
    return town.desk.casework.record_risk(
        town.actor, town.case, list(RiskState)[number % len(RiskState)], "Falls"
    )


def rate(town: Town, number: int) -> Changes:
    overall = DomainRating(LifeDomain.OVERALL, Stage(number % 4), reason="judged")
    money = DomainRating(LifeDomain.MONEY, Stage(number % 4))
    return town.desk.reviews.rate(town.actor, town.case, (overall, money), RatingKind.REVIEW)


def gain(town: Town, number: int) -> Changes:
    claimed = NewGain(
        f"PIP {number}",
        GainCategory.BENEFIT,
        GainNature.RECURRING,
        GainStatus.CLAIMED,
        Pence(100 + number),
        Frequency.WEEKLY,
    )
    return town.desk.reviews.record_gain(town.actor, town.case, claimed)


def confirm(town: Town, number: int) -> Changes | None:
    money = town.desk.cases.money(town.actor, town.case)
    lines = money.lines if money else ()
    if not lines:
        return None
    line = lines[number % len(lines)]
    evidence = (Evidence.AWARD_LETTER, Evidence.CLIENT_REPORT)[number % 2]
    return town.desk.reviews.confirm_gain(town.actor, line.id, line.version, evidence)


def refer(town: Town, number: int) -> Changes:
    group = (town.group, town.bench)[number // 2 % 2]
    return town.desk.reviews.refer(
        town.actor, town.case, group, list(ReferralKind)[number % 2], agreed=True
    )


def attend(town: Town, number: int) -> Changes:
    day = TODAY - timedelta(days=number)
    return town.desk.reviews.attended(town.actor, town.case, town.group, day, came=number % 3 > 0)


def advance(town: Town, number: int) -> Changes:
    head = town.desk.cases.header(town.actor, town.case)
    entry = PhaseEntry(
        (Phase.REVIEWED, Phase.ASSESSED)[number % 2],
        next_review_on=TODAY + timedelta(days=30 + number),
        review_owner=town.actor.worker,
    )
    return town.desk.phases.enter(town.actor, town.case, head.version, entry)


def close(town: Town, number: int) -> Changes:
    head = town.desk.cases.header(town.actor, town.case)
    judged = DomainRating(LifeDomain.OVERALL, list(Stage)[number % 4], reason="as it is")
    entry = PhaseEntry(
        Phase.CLOSED,
        closure=list(ClosureReason)[number % len(ClosureReason)],
        ratings=(judged,) * (number % 3 > 0),
        without_them="not in touch",
        goes_on="the choir",
        goes_on_shared="nothing",
    )
    return town.desk.phases.enter(town.actor, town.case, head.version, entry)


def reopen(town: Town, number: int) -> Changes:
    return town.desk.phases.reopen(town.actor, town.case, f"again {number}")


def referral_of(town: Town, number: int, status: ReferralStatus) -> Any:
    plan = town.desk.cases.plan(town.actor, town.case)
    lines = [line for line in plan.referrals if line.status is status]
    return lines[number % len(lines)] if lines else None


def accept(town: Town, number: int) -> Changes | None:
    line = referral_of(town, number, ReferralStatus.MADE)
    if line is None or line.kind is ReferralKind.SIGNPOST:
        return None
    return town.desk.referrals.accept(town.actor, line.id, line.version, "Tuesday")


def lapse(town: Town, number: int) -> Changes | None:
    line = referral_of(town, number, ReferralStatus.ACCEPTED)
    if line is None:
        return None
    return town.desk.referrals.lapse(town.actor, line.id, line.version, "moved")


def come_in(town: Town, number: int) -> Changes:
    return town.desk.front_door.take_up(
        town.actor, town.person, checked=True, words=f"again {number}"
    )


Command = Callable[[Town, int], Changes | None]
COMMANDS: tuple[Command, ...] = (
    note,
    matters,
    need,
    goal,
    step,
    settle,
    move,
    risk,
    rate,
    gain,
    confirm,
    refer,
    attend,
    accept,
    advance,
    close,
    come_in,
    reopen,
    lapse,
)
SEQUENCES = st.lists(
    st.tuples(st.sampled_from(COMMANDS), st.integers(0, 40)), min_size=1, max_size=5
)


def try_it(town: Town, command: Command, number: int) -> Changes | None:
    try:
        return command(town, number)
    except (Invalid, IllegalMove):  # such as a day recorded twice: nothing was done
        return None


def test_undo_of_each_command_restores_every_view(world: World, desk: Desk) -> None:
    town = build(world, desk)
    for before_it in (need, goal, step, gain, refer, rate):
        before_it(town, 0)
    tabs = town.tabs()
    for command in COMMANDS[:-2]:
        before = town.records()
        done = command(town, 2)
        assert done is not None, command
        assert town.records() != before, command
        undone = undo(desk, town.actor, done)
        assert (undone.done, undone.cases) == ("Undone", done.cases), command
        assert town.records() == before, command
    assert town.tabs() == tabs


@given(sequence=SEQUENCES)
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_undoing_backwards_restores_every_record_on_the_way(
    world: World, desk: Desk, sequence: list[tuple[Command, int]]
) -> None:
    town = build(world, desk)
    trail: list[tuple[Any, Changes]] = []
    for command, number in sequence:
        before = town.records()
        done = try_it(town, command, number)
        if done is not None and done.kinds:
            trail.append((before, done))
    for before, done in reversed(trail):
        undo(desk, town.actor, done)
        assert town.records() == before


@given(sequence=SEQUENCES, chosen=st.integers(0, 5))
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_undoing_out_of_order_is_done_whole_or_refused_whole(
    world: World, desk: Desk, sequence: list[tuple[Command, int]], chosen: int
) -> None:
    town = build(world, desk)
    tried = [try_it(town, command, number) for command, number in sequence]
    trail = [done for done in tried if done is not None and done.kinds]
    if not trail:
        return
    done = trail[chosen % len(trail)]
    before = town.records()
    try:
        undo(desk, town.actor, done)
    except StaleRecord:
        assert town.records() == before
    else:
        assert town.records() != before
        with pytest.raises(PbiError):
            undo(desk, town.actor, done)


def test_what_another_has_changed_since_is_not_undone(world: World, desk: Desk) -> None:
    town = build(world, desk)
    omar = world.worker("omar")
    desk.casework.take_up_case(omar, town.case)
    added = step(town, 0)
    assert added.made is not None
    moved = desk.casework.move_step(town.actor, added.made, 1, TODAY)
    desk.casework.settle_step(omar, added.made, 2, ActionStatus.DONE)
    before = town.records()
    for done in (moved, added):
        with pytest.raises(StaleRecord):
            undo(desk, town.actor, done)
        assert town.records() == before


def test_two_changes_of_one_record_are_undone_backwards(world: World, desk: Desk) -> None:
    town = build(world, desk)
    before = town.records()
    added = step(town, 0)
    assert added.made is not None
    moved = desk.casework.move_step(town.actor, added.made, 1, TODAY)
    undo(desk, town.actor, moved)
    undo(desk, town.actor, added)
    assert town.records() == before


def test_another_workers_command_is_not_ones_own_to_undo(world: World, desk: Desk) -> None:
    town = build(world, desk)
    omar, stranger = world.worker("omar"), world.worker("eve", site=world.new_site("Far"))
    desk.casework.take_up_case(omar, town.case)
    desk.cases.opened(omar, town.case)
    done = note(town, 1)
    before = town.records()
    with pytest.raises(NotPermitted):
        undo(desk, omar, done)
    with pytest.raises(NotFound):
        undo(desk, stranger, done)
    with pytest.raises(NotFound):
        desk.undo.undo(omar, CommandId(uuid4()))
    assert town.records() == before


def test_a_need_with_a_goal_is_not_taken_from_under_it(world: World, desk: Desk) -> None:
    town = build(world, desk)
    added = need(town, 1)
    then = goal(town, 0)
    step(town, 0)
    before = town.records()
    for done in (added, then):
        assert done is not None
        with pytest.raises(StaleRecord):
            undo(desk, town.actor, done)
        assert town.records() == before


def test_an_undo_can_be_undone(world: World, desk: Desk) -> None:
    town = build(world, desk)
    done = note(town, 1)
    after = town.records()
    undone = undo(desk, town.actor, done)
    again = undo(desk, town.actor, undone)
    assert town.records() == after
    undo(desk, town.actor, again)
    assert town.records() != after


def test_undoing_twice_is_refused(world: World, desk: Desk) -> None:
    town = build(world, desk)
    done = rate(town, 1)
    undo(desk, town.actor, done)
    before = town.records()
    with pytest.raises(StaleRecord):
        undo(desk, town.actor, done)
    assert town.records() == before


def test_households_made_at_the_desk_are_not_taken_from_who_moved_in(
    world: World, desk: Desk
) -> None:

    leah = world.worker("leah")
    kept = desk.front_door.arrive(leah, Arrival(world.site, "Ann", "Bell"))
    other = world.case(team=[leah])
    with world.store_for(leah).query(leah) as work:
        home = work.all(select(Household))[0].id
    living = Membership(
        subject_id=other.subject, category=Category.IDENTITY, household_id=home, started_on=TODAY
    )
    world.add(leah, living)
    with pytest.raises(StaleRecord):
        undo(desk, leah, kept)


def test_a_note_in_a_case_that_is_not_open_is_taken_back_whole(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    town = build(world, desk)
    before = town.records()
    world.clock.forward(days=3)  # no case is open for so long
    done = note(town, 1)
    assert done.command is not None
    desk.undo.undo(town.actor, done.command, done.cases)
    assert town.records() == before
