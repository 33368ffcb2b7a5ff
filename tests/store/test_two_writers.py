"""Two workers on one record: different things join, the same thing waits for somebody's choice."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, Likelihood, RiskState
from pbi_desktop.domain.errors import IllegalMove, NotFound, StaleRecord
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.domain.joining import Keep, Overtaken, Seen
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Action, CommunityGroup, Note, Revision, Risk
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.casework import Casework
from pbi_desktop.services.phases import Phases
from pbi_desktop.services.phases_rows import PhaseEntry
from pbi_desktop.services.reviews import Reviews
from tests.support.desks import EveryonesStore
from tests.support.world import CaseMade, World

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def team_of_two(world: World) -> tuple[Actor, Actor, CaseMade]:
    leah, omar = world.worker("leah"), world.worker("omar")
    return leah, omar, world.case(team=[leah, omar], phase=Phase.PLANNED)


def casework(world: World) -> Casework:
    return Casework(lambda: EveryonesStore(world))


def step(world: World, case: CaseMade) -> RecordId:
    made = casework(world).add_step(case.by, case.id, "Ring the landlord", FRIDAY).made
    assert made is not None
    return RecordId(made)


def change(world: World, actor: Actor, key: RecordId, seen: int, **fields: Any) -> None:
    kind: type[Any] = fields.pop("kind", Action)
    with world.store_for(actor).command(actor, "change") as work:
        record = work.get_to_change(kind, key, seen)
        for name, value in fields.items():
            setattr(record, name, value)
        work.save(record)


def found(world: World, actor: Actor, key: RecordId, *names: str) -> tuple[Any, ...]:
    with world.store_for(actor).query(actor) as work:
        record = work.get(Action, key)
        return tuple(getattr(record, name) for name in names)


def overtaken(world: World, actor: Actor, key: RecordId, seen: int, **fields: Any) -> Overtaken:
    with pytest.raises(Overtaken) as caught:
        change(world, actor, key, seen, **fields)
    return caught.value


def test_changes_of_different_fields_join(world: World) -> None:
    leah, omar, case = team_of_two(world)
    one = step(world, case)
    casework(world).move_step(leah, one, 1, MONDAY)
    casework(world).settle_step(omar, one, 1, ActionStatus.NOT_POSSIBLE, "no phone")
    change(world, leah, one, 1, what="Ring the landlord about the damp")
    assert found(world, leah, one, "due_on", "status", "reason", "what", "version") == (
        MONDAY,
        ActionStatus.NOT_POSSIBLE,
        "no phone",
        "Ring the landlord about the damp",
        4,
    )
    changes = select(Revision.after).where(Revision.record_id == one, Revision.version > 1)
    with world.trusted() as connection:  # each change stands in the history with its own fields
        kept = connection.scalars(changes.order_by(Revision.version)).all()
    assert [sorted(json.loads(after)) for after in kept] == [
        ["due_on"],
        ["reason", "settled_at", "status"],
        ["what"],
    ]


def test_the_same_field_is_put_side_by_side_and_each_choice_holds(file_world: World) -> None:
    world = file_world
    leah, omar, case = team_of_two(world)
    for wish, kept in (
        (Keep.MINE, "Omar's words"),
        (Keep.THEIRS, "Leah's words"),
        (Keep.BOTH, "Leah's words; Omar's words"),
    ):
        one = step(world, case)
        change(world, leah, one, 1, what="Leah's words")
        error = overtaken(world, omar, one, 1, what="Omar's words", due_on=MONDAY)
        (clash,) = error.clashes
        assert (clash.name, error.by, error.met, error.record) == ("what", "Leah", 2, one)
        assert (clash.base, clash.mine, clash.theirs) == (
            {"what": "Ring the landlord"},
            {"what": "Omar's words"},
            {"what": "Leah's words"},
        )
        assert found(world, omar, one, "what", "due_on") == ("Leah's words", FRIDAY)
        seen = Seen(1).choosing(error.met, {clash.name: wish})
        change(world, omar, one, seen, what="Omar's words", due_on=MONDAY)
        assert found(world, leah, one, "what", "due_on") == (kept, MONDAY)


def test_a_choice_made_in_view_of_something_older_is_asked_again(file_world: World) -> None:
    world = file_world
    leah, omar, case = team_of_two(world)
    one = step(world, case)
    change(world, leah, one, 1, what="first")
    error = overtaken(world, omar, one, 1, what="mine")
    change(world, leah, one, 2, what="second")
    seen = Seen(1).choosing(error.met, {"what": Keep.MINE})
    again = overtaken(world, omar, one, seen, what="mine")
    assert again.clashes[0].theirs == {"what": "second"}
    change(world, leah, one, 3, due_on=MONDAY)  # of something else: the choice holds
    change(world, omar, one, seen.choosing(again.met, {"what": Keep.MINE}), what="mine")
    assert found(world, leah, one, "what", "due_on") == ("mine", MONDAY)


def test_a_state_is_never_joined_into_one_that_may_not_be(file_world: World) -> None:
    world = file_world
    leah, omar, case = team_of_two(world)
    store = lambda: EveryonesStore(world)  # noqa: E731
    overall = DomainRating(LifeDomain.OVERALL, Stage.COPING, reason="As agreed")
    Reviews(store).rate(omar, case.id, (overall,), RatingKind.REVIEW)
    work = Phases(store)
    work.enter(leah, case.id, 1, PhaseEntry(Phase.CLOSED, closure=ClosureReason.MOVED_AWAY))
    reviewed = PhaseEntry(Phase.REVIEWED, next_review_on=FRIDAY, review_owner=omar.worker)
    with pytest.raises(Overtaken) as caught:
        work.enter(omar, case.id, 1, reviewed)
    (clash,) = caught.value.clashes
    assert (clash.mine["phase"], clash.theirs["phase"]) == ("reviewed", "closed")
    assert not clash.can_keep_both
    mine = Seen(1).choosing(caught.value.met, {clash.name: Keep.MINE})
    with pytest.raises(IllegalMove):  # judged from where the case stands, not from where it stood
        work.enter(omar, case.id, mine, reviewed)
    theirs = Seen(1).choosing(caught.value.met, {clash.name: Keep.THEIRS})
    assert not work.enter(omar, case.id, theirs, reviewed).kinds


def test_what_one_took_away_or_moved_is_not_joined(file_world: World) -> None:
    world = file_world
    leah, omar, case = team_of_two(world)
    one, two, three = (step(world, case) for _ in range(3))
    change(world, leah, one, 1, what="more")
    with pytest.raises(StaleRecord), world.store_for(omar).command(omar, "away") as work:
        work.withdraw(work.get_to_change(Action, one, 1))
    change(world, leah, two, 1, category=Category.FINANCE)
    with pytest.raises(StaleRecord) as caught:
        change(world, omar, two, 1, due_on=MONDAY)
    assert not isinstance(caught.value, Overtaken)
    with world.store_for(leah).command(leah, "away") as work:
        work.withdraw(work.get(Action, three))
    with pytest.raises(NotFound):
        change(world, omar, three, 1, due_on=MONDAY)


def test_a_service_that_writes_something_else_first_looks_again(file_world: World) -> None:
    world = file_world
    leah, omar, case = team_of_two(world)
    one = step(world, case)
    change(world, leah, one, 1, what="first")
    store = world.store_for(omar)
    with pytest.raises(StaleRecord), store.command(omar, "both") as work:
        seen = work.get_to_change(Action, one, 1)
        seen.due_on = MONDAY
        work.add(Risk(**_risk(case)))
    with pytest.raises(StaleRecord), store.command(omar, "forgets to save") as work:
        work.get_to_change(Action, one, 1)
    assert found(world, leah, one, "what", "version") == ("first", 2)


def _risk(case: CaseMade) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "subject_id": case.subject,
        "category": Category.CORE,
        "state": RiskState.KNOWN,
        "harm": "Falls",
        "likelihood": Likelihood.LOW,
        "checked_on": FRIDAY,
    }


def test_a_kind_that_joins_nothing_and_a_hidden_history_are_looked_at_again(
    file_world: World,
) -> None:
    world = file_world
    leah, omar, _case = team_of_two(world)
    group = world.add(leah, CommunityGroup(feed="own", source_key="k", name="Choir", kind="group"))
    key = RecordId(group.id)
    change(world, leah, key, 1, kind=CommunityGroup, name="Choirs")
    with pytest.raises(StaleRecord) as caught:
        change(world, omar, key, 1, kind=CommunityGroup, summary="Sings")
    assert not isinstance(caught.value, Overtaken)


def test_who_may_only_read_is_refused_as_before(world: World) -> None:
    leah, omar, case = team_of_two(world)
    note = world.note(case, by=leah)
    stranger = world.worker("eve", site=world.new_site("Far"))
    with pytest.raises(NotFound):
        change(world, stranger, note, 1, kind=Note, place="Court")
    change(world, omar, note, 1, kind=Note, place="Court")


def test_two_open_units_wait_for_each_other_and_join(postgres_world: World) -> None:
    world = postgres_world
    leah, omar, case = team_of_two(world)
    one = step(world, case)
    with ThreadPoolExecutor(1) as other:
        with world.store_for(leah).command(leah, "change") as work:
            record = work.get_to_change(Action, one, 1)
            second = other.submit(change, world, omar, one, 1, due_on=MONDAY)
            record.what = "Leah's"
            work.save(record)
        second.result(timeout=10)
    assert found(world, leah, one, "what", "due_on", "version") == ("Leah's", MONDAY, 3)
