"""Safety: what is recorded is not sent, what restricts needs capacity, who must not meet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.concerns import ConcernMoved, Waits
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.safety import (
    Capacity,
    CapacityMissing,
    ConcernAbout,
    ConcernState,
    KeptFrom,
    Way,
)
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import (
    Action,
    CasePerson,
    CaseRecord,
    Goal,
    Need,
    Note,
    Relationship,
    Risk,
    WhatMatters,
)
from pbi_desktop.services.case_rows import Step
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.plan_rows import StepWords
from pbi_desktop.services.safety_reading import apart_warnings, markers_of, safe_ways
from pbi_desktop.services.safety_rows import (
    ConcernLine,
    NewApart,
    NewCapacity,
    NewChildSeen,
    NewConcern,
    NewMarker,
    NewSafeContact,
    NewSent,
)
from pbi_desktop.store.unit_of_work import Work
from tests.support.desks import find, undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
SEEN = NewConcern(ConcernAbout.ADULT, "A bruise on the arm. She would not say how.")
DOGS = "Two dogs loose in the yard"
MARKER = NewMarker(DOGS, "Bitten on 3 November, Leah's note", None, date(2027, 5, 1), True)
ALLOWED = NewCapacity(
    "A door alarm at night",
    Capacity.LACKS,
    TODAY,
    "Dr Reed",
    "Pictures, in the morning, her sister there",
    best_interest="The alarm, looked at again in a month",
    consulted="Her sister and Dr Reed",
)


@pytest.fixture
def town(file_desk: tuple[World, Desk]) -> tuple[World, Desk]:
    return file_desk


def family(world: World, *team: Actor) -> CaseMade:
    child = world.person("Amina", "Bell", born_text="2018-03-02", born_precision="day")
    return world.case(
        "K7QX9B", team=list(team), subject=world.person("Ann", "Bell"),
        others=[world.person("Carl", "Bell"), child],
    )  # fmt: skip


def waiting(desk: Desk, actor: Actor) -> ConcernLine:
    (line,) = desk.concerns.waiting(actor)
    return line


def steps(desk: Desk, actor: Actor, case: CaseMade) -> tuple[Step, ...]:
    return desk.cases.now(actor, case.id).steps


def sent(world: World, recipient: str = "Adult duty desk", reference: str = "MASH-77") -> NewSent:
    return NewSent(world.clock(), recipient, reference)


def test_a_concern_stands_as_not_sent_for_its_worker_and_lead_until_all_three_are_said(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    omar = world.worker("omar", SiteRole.DUTY_LEAD, site=world.new_site("Fitton Hill"))
    case = family(world, leah)
    lead = world.manager()
    kept = desk.concerns.record(leah, case.id, SEEN)
    assert "NOT YET SENT" in kept.done
    line = waiting(desk, lead)
    assert (line.waits, line.late_days, line.name) == (Waits.FOR_SENDING, 0, "Ann Bell")
    assert SEEN.words not in repr(line)
    assert desk.concerns.waiting(omar) == ()
    world.clock.forward(days=1)
    assert waiting(desk, leah).late_days == 1
    for lacking in (
        replace(sent(world), at=None),
        replace(sent(world), recipient=" "),
        replace(sent(world), reference=""),
        replace(sent(world), at=world.clock() + timedelta(hours=1)),
    ):
        with pytest.raises(Invalid):
            desk.concerns.send(lead, line.id, line.version, lacking)
        assert not waiting(desk, leah).is_sent
    gone = desk.concerns.send(lead, line.id, line.version, sent(world))
    after = waiting(desk, leah)
    assert (after.waits, after.recipient, after.their_reference) == (
        Waits.FOR_ANSWER,
        "Adult duty desk",
        "MASH-77",
    )
    undo(desk, lead, gone)
    assert waiting(desk, leah).waits is Waits.FOR_SENDING


def test_the_outcome_is_chased_and_ends_it_and_nothing_goes_back(
    town: tuple[World, Desk],
) -> None:
    world, desk = town
    leah = world.worker("leah")
    case = family(world, leah)
    made = desk.concerns.record(leah, case.id, replace(SEEN, about=ConcernAbout.CHILD))
    line = waiting(desk, leah)
    with pytest.raises(ConcernMoved) as refused:
        desk.concerns.answer(leah, case.id, line.id, line.version, "They will visit.")
    assert "Nothing was changed" in explain(refused.value)
    desk.concerns.send(leah, line.id, line.version, sent(world))
    world.clock.forward(days=4)
    line = waiting(desk, leah)
    assert (line.waits, line.late_days) == (Waits.FOR_ANSWER, 2)
    with pytest.raises(ConcernMoved):
        desk.concerns.send(leah, line.id, line.version, sent(world))
    desk.concerns.answer(leah, case.id, line.id, line.version, "A social worker visits Monday.")
    assert desk.concerns.waiting(leah) == ()
    (told,) = desk.cases.now(leah, case.id).safety.concerns
    assert (told.line.id, told.words) == (made.made, SEEN.words)
    assert told.outcome == "A social worker visits Monday."


def test_only_a_lead_decides_that_a_concern_is_not_for_sending_and_says_why(
    town: tuple[World, Desk],
) -> None:
    world, desk = town
    leah, lead = world.worker("leah"), world.manager()
    case = family(world, leah)
    desk.concerns.record(leah, case.id, SEEN)
    line = waiting(desk, leah)
    attempts: list[tuple[str, Actor | None]] = [("", lead), ("They know her", leah), ("So", None)]
    for reason, decider in attempts:
        with pytest.raises(Invalid):
            desk.concerns.not_for_sending(
                leah, case.id, line.id, line.version, reason, decider.worker if decider else None
            )
        assert waiting(desk, leah).waits is Waits.FOR_SENDING
    desk.concerns.not_for_sending(
        leah, case.id, line.id, line.version, "Below the threshold", lead.worker
    )
    (told,) = desk.cases.now(leah, case.id).safety.concerns
    assert (told.line.state, told.decided_by) == (ConcernState.NOT_FOR_SENDING, "Manager")
    assert told.not_sent_reason == "Below the threshold"


MOVES = ("send", "send_half", "answer", "not_for", "undo")


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.sampled_from(MOVES), max_size=5))
def test_whatever_is_done_a_concern_is_never_sent_without_its_three_facts(
    town: tuple[World, Desk], moves: list[str]
) -> None:
    world, desk = town
    login = f"leah{world.clock().timestamp()}"
    world.clock.forward(seconds=1)
    leah = world.worker(login)
    case = world.case(team=[leah])
    desk.concerns.record(leah, case.id, SEEN)
    last: list[Changes] = []
    for move in moves:
        (told,) = desk.cases.now(leah, case.id).safety.concerns
        if move == "undo":
            if last:
                undo(desk, leah, last.pop())
            continue
        with suppress(Invalid, ConcernMoved):
            last.append(attempt(desk, world, leah, told.line, move))
    (told,) = desk.cases.now(leah, case.id).safety.concerns
    line = told.line
    whole = line.sent_at is not None and bool(line.recipient) and bool(line.their_reference)
    assert line.is_sent is whole
    assert line.is_sent is (line.state in (ConcernState.SENT, ConcernState.ANSWERED))


def attempt(desk: Desk, world: World, actor: Actor, line: ConcernLine, move: str) -> Changes:
    if move in ("send", "send_half"):
        new = sent(world, "Adult duty desk" if move == "send" else "")
        return desk.concerns.send(actor, line.id, line.version, new)
    if move == "answer":
        return desk.concerns.answer(actor, line.case_id, line.id, line.version, "Seen")
    lead = world.manager().worker
    return desk.concerns.not_for_sending(actor, line.case_id, line.id, line.version, "No", lead)


def test_a_child_is_seen_by_somebody_alone_or_not_and_that_is_dated(
    town: tuple[World, Desk],
) -> None:
    world, desk = town
    leah = world.worker("leah")
    case = family(world, leah)
    carl, amina = case.people[1:]
    (line,) = desk.cases.now(leah, case.id).safety.children
    assert (line.name, line.age, line.seen_on, line.responsible) == ("Amina", 8, None, ())
    for lacking in (
        NewChildSeen(amina, seen=True),
        NewChildSeen(amina, seen=False),
        NewChildSeen(amina, seen=True, alone=True, at=world.clock() + timedelta(hours=1)),
    ):
        with pytest.raises(Invalid):
            desk.safety.see_child(leah, case.id, lacking)
    desk.safety.see_child(
        leah, case.id, NewChildSeen(amina, seen=True, alone=True, words="I like my room.")
    )
    world.clock.forward(days=3)
    desk.safety.see_child(leah, case.id, NewChildSeen(amina, seen=False, why_not="Asleep"))
    desk.safety.say_responsible(leah, case.id, carl, amina, responsible=True)
    (line,) = desk.cases.now(leah, case.id).safety.children
    assert (line.seen_on, line.seen_by, line.alone) == (TODAY, "Leah", True)
    assert (line.missed_on, line.why_not) == (TODAY + timedelta(days=3), "Asleep")
    assert (line.words, line.responsible) == ("I like my room.", ("Carl Bell",))
    stranger = world.case(team=[leah], subject=world.person("Zed", "Other"))
    with pytest.raises(NotFound):
        desk.safety.see_child(
            leah, case.id, NewChildSeen(stranger.subject, seen=False, why_not="Out")
        )


def test_who_has_parental_responsibility_is_said_on_the_tie_there_is(
    town: tuple[World, Desk],
) -> None:
    world, desk = town
    leah = world.worker("leah")
    case = family(world, leah)
    ann, _carl, amina = case.people
    tie = {"category": Category.IDENTITY, "kind": TieKind.CHILD}
    world.add(leah, Relationship(subject_id=amina, other_id=ann, **tie))
    before = desk.cases.network(leah, case.id)
    kept = desk.safety.say_responsible(leah, case.id, ann, amina, responsible=True)
    said = desk.cases.network(leah, case.id)
    assert [one.lines for one in said.sections] == [one.lines for one in before.sections]
    desk.safety.say_responsible(leah, case.id, ann, amina, responsible=False)
    assert desk.cases.now(leah, case.id).safety.children[0].responsible == ()
    with world.store_for(leah).query(leah) as work:
        assert work.get(Relationship, kept.made or amina).kind is TieKind.PARENT


def test_a_step_that_restricts_is_not_done_before_a_decision_on_capacity_allows_it(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = family(world, leah)
    desk.casework.add_step(leah, case.id, "Fit the door alarm", TODAY)
    (step,) = steps(desk, leah, case)
    desk.safety.say_restricts(leah, step.id, step.version, restricts=True)
    refusals: list[NewCapacity | None] = [
        None,
        NewCapacity("The alarm", Capacity.NOT_ASSESSED),
        NewCapacity("The alarm", Capacity.HAS, TODAY, "Leah", agreed=False),
    ]
    for decision in refusals:
        if decision is not None:
            desk.safety.record_capacity(leah, case.id, replace(decision, step_id=step.id))
        (step,) = steps(desk, leah, case)
        with pytest.raises(CapacityMissing) as refused:
            desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
        assert "no decision on capacity allows it" in explain(refused.value)
        assert steps(desk, leah, case)[0].status is ActionStatus.OPEN
    whole = replace(ALLOWED, step_id=step.id)
    for lacking, field in (
        (replace(whole, best_interest=" "), "best_interest"),
        (replace(whole, consulted=""), "consulted"),
        (replace(whole, help_given=" "), "help_given"),
        (replace(whole, assessed_by=""), "assessed_by"),
        (replace(whole, assessed_on=None), "assessed_on"),
    ):
        with pytest.raises(Invalid) as missing:
            desk.safety.record_capacity(leah, case.id, lacking)
        assert set(missing.value.fields) == {field}
    world.clock.forward(seconds=1)
    allowed = desk.safety.record_capacity(leah, case.id, replace(ALLOWED, step_id=step.id))
    (step,) = steps(desk, leah, case)
    assert desk.cases.now(leah, case.id).safety.capacity[0].allows == ("Fit the door alarm",)
    done = desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
    undo(desk, leah, done)
    undo(desk, leah, allowed)
    (step,) = steps(desk, leah, case)
    with pytest.raises(CapacityMissing):
        desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
    free = StepWords(step.what, leah.worker, restricts=False)
    desk.plans.change_step(leah, step.id, step.version, free)
    (step,) = steps(desk, leah, case)
    desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
    (step,) = desk.cases.plan(leah, case.id).loose_steps
    attempts: list[Callable[[], Changes]] = [
        lambda: desk.safety.say_restricts(leah, step.id, step.version, restricts=True),
        lambda: desk.plans.change_step(leah, step.id, step.version, replace(free, restricts=True)),
    ]
    for attempt in attempts:
        with pytest.raises(CapacityMissing):  # what is done already is not made so afterwards
            attempt()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    capacity=st.sampled_from(Capacity),
    agreed=st.sampled_from([True, False, None]),
    best=st.sampled_from(["", "As she was"]),
    asked=st.sampled_from(["", "Her sister"]),
)
def test_whatever_was_decided_nothing_restricting_is_done_without_the_rule(
    town: tuple[World, Desk], capacity: Capacity, agreed: bool | None, best: str, asked: str
) -> None:
    world, desk = town
    world.clock.forward(seconds=1)
    leah = world.worker(f"leah{world.clock().timestamp()}")
    case = world.case(team=[leah])
    desk.casework.add_step(leah, case.id, "Lock the cupboard", TODAY)
    (step,) = steps(desk, leah, case)
    new = replace(ALLOWED, capacity=capacity, agreed=agreed, best_interest=best, consulted=asked)
    desk.safety.say_restricts(leah, step.id, step.version, restricts=True)
    try:
        desk.safety.record_capacity(leah, case.id, replace(new, step_id=step.id))
    except Invalid:
        assert not (capacity is Capacity.HAS and agreed)
    (step,) = steps(desk, leah, case)
    allowed = agreed is True if capacity is Capacity.HAS else bool(best and asked)
    assert step.restricts
    if allowed and capacity is not Capacity.NOT_ASSESSED:
        desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
        return
    with pytest.raises(CapacityMissing):
        desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)


def test_a_marker_reaches_visitors_and_never_the_counter_a_list_or_a_search(
    town: tuple[World, Desk],
) -> None:
    world, desk = town
    leah, lead = world.worker("leah"), world.manager()
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    case = family(world, leah)
    for lacking in (
        replace(MARKER, decided_by=leah.worker),
        replace(MARKER, decided_by=lead.worker, evidence=" "),
        replace(MARKER, decided_by=lead.worker, expires_on=None),
        replace(MARKER, decided_by=lead.worker, expires_on=date(2028, 1, 1)),
        replace(MARKER, decided_by=lead.worker, person_told=None),
        replace(MARKER, decided_by=lead.worker, person_told=False),
    ):
        with pytest.raises(Invalid):
            desk.safety.mark_for_visitors(leah, case.id, lacking)
    new = replace(MARKER, decided_by=lead.worker)
    desk.safety.mark_for_visitors(leah, case.id, new)
    (marker,) = desk.cases.now(leah, case.id).safety.markers
    assert (marker.words, marker.decided_by, marker.name) == (DOGS, "Manager", "Ann Bell")
    for worker in (leah, lead, dee):
        at_a_counter = (
            find(desk, worker, "Ann Bell"),
            desk.cases.list(worker),
            desk.my_day.show(worker),
            desk.waiting.list(worker),
        )
        assert DOGS not in repr(at_a_counter)
    with world.store_for(dee).query(dee) as work:
        assert markers_of(work, case.people) == ()
    desk.safety.end_marker(leah, case.id, marker.id, marker.version)
    assert desk.cases.now(leah, case.id).safety.markers == ()


def test_a_marker_lapses_on_its_day(town: tuple[World, Desk]) -> None:
    world, desk = town
    leah, lead = world.worker("leah"), world.manager()
    case = family(world, leah)
    new = replace(MARKER, decided_by=lead.worker, expires_on=TODAY + timedelta(days=2))
    desk.safety.mark_for_visitors(leah, case.id, new)
    world.clock.forward(days=1)
    assert len(desk.cases.now(leah, case.id).safety.markers) == 1
    world.clock.forward(days=1)
    assert desk.cases.now(leah, case.id).safety.markers == ()


def test_safe_contact_is_asked_kept_and_changed_as_one_saw_it(town: tuple[World, Desk]) -> None:
    world, desk = town
    leah = world.worker("leah")
    case = family(world, leah)
    assert not desk.safety.ways(leah, case.subject).asked
    told = NewSafeContact(
        True, False, False, True, 9, 14, code_word="Marigold", letters_to="Her sister's"
    )
    for lacking in (
        replace(told, from_hour=25),
        replace(told, to_hour=9),
        replace(told, letter=False),
    ):
        with pytest.raises(Invalid):
            desk.safety.say_safe_contact(leah, case.id, lacking)
    desk.safety.say_safe_contact(leah, case.id, told)
    with world.store_for(leah).query(leah) as work:
        ways = safe_ways(work, case.subject)
    assert (ways.may(Way.TEXT, world.clock()), ways.may(Way.CALL)) == (True, False)
    assert (ways.code_word, ways.letters_to) == ("Marigold", "Her sister's")
    person = desk.safety.choices(leah, case.id).people[0]
    assert person.contact == replace(told, person_id=case.subject)
    with pytest.raises(StaleRecord):
        desk.safety.say_safe_contact(leah, case.id, told)
    changed = desk.safety.say_safe_contact(
        leah, case.id, replace(told, text=False), person.contact_seen
    )
    assert not desk.safety.ways(leah, case.subject).text
    undo(desk, leah, changed)
    assert desk.safety.ways(leah, case.subject).text


def test_who_is_kept_apart_warns_a_lead_alone_and_nobody_else_learns_of_it(
    world: World, desk: Desk
) -> None:
    leah, noor = world.worker("leah"), world.worker("noor")
    case = family(world, leah, noor)
    ann, carl, _amina = case.people
    reason = "He hurt her in October"
    kept = desk.apart.keep(leah, case.id, NewApart(ann, carl, KeptFrom.BOOKINGS, reason))
    lead = world.manager()
    (warning,) = desk.apart.warnings(lead, (carl, ann))
    assert warning.names == ("Ann Bell", "Carl Bell")
    assert desk.apart.warnings(lead, (ann,)) == ()
    assert desk.apart.warnings(leah, (ann, carl)) == ()
    assert len(desk.apart.of_case(leah, case.id)) == 1
    for other in (noor,):
        assert desk.apart.of_case(other, case.id) == ()
        assert desk.apart.warnings(other, (ann, carl)) == ()
    with world.store_for(noor).query(noor) as work:
        assert apart_warnings(work, (ann, carl)) == ()
    desk.apart.end(lead, kept.made or ann, warning.version)
    assert desk.apart.warnings(lead, (ann, carl)) == ()


def test_somebody_kept_apart_gets_a_case_a_worker_and_a_plan_of_their_own(
    world: World, desk: Desk
) -> None:
    leah, noor = world.worker("leah"), world.worker("noor")
    lead = world.manager()
    case = family(world, leah)
    ann, carl, _amina = case.people
    apart = NewApart(carl, ann, KeptFrom.EVERYTHING, "He hurt her in October")
    with pytest.raises(NotPermitted):
        desk.apart.own_case(leah, case.id, carl, noor.worker)
    for person, worker in ((ann, noor), (carl, leah), (carl, None)):
        with pytest.raises(Invalid):
            desk.apart.own_case(lead, case.id, person, worker.worker if worker else None)
    made = desk.apart.own_case(lead, case.id, carl, noor.worker, apart)
    assert made.made is not None
    new = CaseId(made.made)
    assert desk.cases.header(noor, new).name == "Carl Bell"
    with pytest.raises(NotPermitted):
        desk.casework.add_step(leah, new, "Ring", TODAY)
    desk.casework.add_step(noor, new, "Find a room for him", TODAY)
    assert steps(desk, leah, case) == ()
    with world.store_for(lead).query(lead) as work:
        assert carl not in of_case(work, case)
    assert len(desk.apart.warnings(lead, (ann, carl))) == 1


def written(world: World, who: Actor, case: CaseId) -> dict[type[CaseRecord], list[CaseRecord]]:
    """Return what somebody sees written in a case, by kind."""
    with world.store_for(who).query_case(who, case) as work:
        kinds: tuple[type[CaseRecord], ...] = (Note, Need, Goal, Action, Risk)
        return {
            kind: list(work.all(select(kind).where(kind.case_id == case).order_by(kind.id)))
            for kind in kinds
        }


def about(world: World, leah: Actor, case: CaseMade, person: PersonId) -> tuple[UUID, UUID]:
    """Write of a need, a goal and an open step of one person of a case; returns goal and step."""
    with world.store_for(leah).command(leah, "plan") as work:
        of: dict[str, Any] = {"case_id": case.id, "subject_id": person, "category": Category.CORE}
        need = work.add(Need(**of, domain=LifeDomain.HOUSING, words="A room"))
        goal = work.add(Goal(**of, need_id=need.id, words="My own door"))
        step = work.add(
            Action(
                **of,
                goal_id=goal.id,
                what="Ring the landlord",
                owner_id=leah.worker,
                status=ActionStatus.OPEN,
            )
        )
        return goal.id, step.id


def test_what_is_about_somebody_alone_goes_into_their_own_case_and_undo_puts_it_back(
    world: World, desk: Desk
) -> None:
    leah, noor, lead = world.worker("leah"), world.worker("noor"), world.manager()
    case = family(world, leah)
    ann, carl, _amina = case.people
    world.note(case, "Carl came in.", by=leah, subject=carl)
    world.note(case, "Ann rang.", by=leah)
    about(world, leah, case, carl)
    desk.casework.add_step(leah, case.id, "Ring Ann", TODAY)
    before = {
        kind: {one.id for one in rows} for kind, rows in written(world, leah, case.id).items()
    }
    done = desk.apart.own_case(lead, case.id, carl, noor.worker)
    assert done.done == (
        "They have a case of their own, with 4 records about them. "
        "They stay on this one too: things were written about them here"
    )
    assert done.made is not None
    new = CaseId(done.made)
    here, there = written(world, leah, case.id), written(world, noor, new)
    assert {one.subject_id for rows in here.values() for one in rows} == {ann}
    assert {kind: len(rows) for kind, rows in there.items() if rows} == {
        **{Note: 1, Need: 1},
        **{Goal: 1, Action: 1},
    }
    (note,) = there[Note]
    assert isinstance(note, Note)
    assert (note.body, note.worker_id, note.created_by) == (
        "Carl came in.",
        leah.worker,
        lead.worker,
    )
    (need,) = desk.cases.plan(noor, new).needs
    (step,) = need.goals[0].steps
    assert (step.what, step.owner_id) == ("Ring the landlord", noor.worker)
    assert desk.cases.plan(leah, new).needs == (), "the household's worker has no part in it"
    undo(desk, lead, done)
    after = {kind: {one.id for one in rows} for kind, rows in written(world, leah, case.id).items()}
    assert after == before
    with pytest.raises(NotFound):
        desk.cases.header(noor, new)


def test_what_goes_along_keeps_its_order_and_the_last_word_is_the_last(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, noor, lead = world.worker("leah"), world.worker("noor"), world.manager()
    case = family(world, leah)
    carl = case.people[1]
    of: dict[str, Any] = {"case_id": case.id, "subject_id": carl, "category": Category.CORE}
    for number in range(4):
        with world.store_for(leah).command(leah, "plan") as work:
            work.add(Need(**of, domain=LifeDomain.HOUSING, words=f"Need {number}"))
            work.add(WhatMatters(**of, words=f"Word {number}", said_on=TODAY))
        world.clock.forward(minutes=1)
    done = desk.apart.own_case(lead, case.id, carl, noor.worker)
    assert done.made is not None
    new = CaseId(done.made)
    assert [one.words for one in desk.cases.plan(noor, new).needs] == [
        f"Need {number}" for number in range(4)
    ]
    matters = desk.cases.now(noor, new).matters
    assert matters is not None
    assert matters.words == "Word 3"


def test_what_is_sealed_stays_where_its_seal_is_with_all_that_is_tied_to_it(
    world: World, desk: Desk
) -> None:
    leah, noor, lead = world.worker("leah"), world.worker("noor"), world.manager()
    case = family(world, leah)
    carl = case.people[1]
    goal, step = about(world, leah, case, carl)
    sealed = world.note(case, "Told to Leah alone.", by=leah, subject=carl)
    desk.seals.seal_record(leah, "notes", sealed, [leah.worker], "He asked for it.")
    desk.seals.seal_record(lead, "actions", step, [leah.worker], "He asked for it.")
    done = desk.apart.own_case(lead, case.id, carl, noor.worker)
    assert done.made is not None
    assert done.done.startswith("They have a case of their own. They stay"), "nothing moved"
    assert not any(written(world, noor, CaseId(done.made)).values())
    here = {one.id for rows in written(world, leah, case.id).values() for one in rows}
    assert {sealed, step, goal} <= here


def of_case(work: Work, case: CaseMade) -> list[PersonId]:
    found = work.all(select(CasePerson).where(CasePerson.case_id == case.id))
    return [one.person_id for one in found]


ATTEMPTS: dict[str, Callable[[Desk, Actor, CaseMade], Changes]] = {
    "record": lambda d, a, c: d.concerns.record(a, c.id, SEEN),
    "see_child": lambda d, a, c: d.safety.see_child(
        a, c.id, NewChildSeen(c.people[2], seen=False, why_not="Out")
    ),
    "capacity": lambda d, a, c: d.safety.record_capacity(a, c.id, ALLOWED),
    "marker": lambda d, a, c: d.safety.mark_for_visitors(a, c.id, MARKER),
    "safe_contact": lambda d, a, c: d.safety.say_safe_contact(
        a, c.id, NewSafeContact(True, True, True, True)
    ),
    "apart": lambda d, a, c: d.apart.keep(
        a, c.id, NewApart(c.people[0], c.people[1], KeptFrom.EVERYTHING, "Because")
    ),
}


def test_nobody_but_the_team_and_the_lead_writes_about_safety(world: World, desk: Desk) -> None:
    case = family(world, world.worker("leah"))
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    for name, attempt in ATTEMPTS.items():
        with pytest.raises(NotPermitted):
            attempt(desk, dee, case)
        with pytest.raises(NotFound):
            attempt(desk, omar, case)
        assert desk.cases.now(case.by, case.id).safety.concerns == (), name


def test_a_concern_and_health_are_not_told_to_who_is_given_neither(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.VOLUNTARY, Category.IDENTITY, Category.CORE)
    vic = world.worker("vic", agency=AgencyKind.VOLUNTARY)
    case = family(world, leah, vic)
    desk.concerns.record(leah, case.id, SEEN)
    desk.safety.record_capacity(leah, case.id, ALLOWED)
    seen = desk.cases.now(vic, case.id).safety
    assert (seen.concerns, seen.capacity, desk.concerns.waiting(vic)) == ((), (), ())
