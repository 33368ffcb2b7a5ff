"""Who leads a team sees what nobody holds, what is late and who is away, and puts it right."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import Basis, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.domain.team import (
    AuditPoint,
    FeedbackKind,
    FeedbackState,
    StoryUse,
    answer_by,
    may_use,
    over,
)
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, CaseTeamMember, Worker
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.services.safety_rows import NewConcern
from pbi_desktop.services.standing import is_on_team
from tests.support.desks import undo
from tests.support.world import CaseMade, World

Shop = tuple[World, Desk]


def today(world: World) -> date:
    return london_day(world.clock())


def on_team(world: World, worker: Actor, case: CaseMade) -> bool:
    with world.store_for(worker).query(worker) as work:
        return is_on_team(work, case.id)


def handed(to: Actor, words: str = "Ring after ten. The dog is friendly.") -> NewKeyWorker:
    return NewKeyWorker(to.worker, Basis.TASK, "Their new key worker", words, person_told=True)


def test_a_lead_sees_what_nobody_holds_who_is_over_and_what_is_late(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, boss = world.worker("leah"), world.manager()
    held, loose = world.case(team=[leah]), world.case(team=[])
    world.open(held, leah)
    desk.casework.add_step(leah, held.id, "Ring the council", today(world))
    desk.team_days.limit(boss, world.site, SiteRole.KEY_WORKER, 1)
    another = world.case(team=[leah])
    world.clock.forward(days=3)
    day = desk.team_days.show(boss)
    assert [one.case_id for one in day.unallocated] == [loose.id]
    assert [(one.what, one.owner_id, one.late_days) for one in day.late] == [
        ("Ring the council", leah.worker, 3)
    ]
    (load,) = (one for one in day.loads if one.worker_id == leah.worker)
    assert (load.cases, load.most, load.over, load.late) == (2, 1, 1, 1)
    assert another.id not in {one.case_id for one in day.unallocated}
    with pytest.raises(NotPermitted):
        desk.team_days.show(leah)
    desk.team_days.limit(boss, world.site, SiteRole.KEY_WORKER, None)
    assert {one.most for one in desk.team_days.show(boss).loads} == {None}


def test_each_site_has_a_day_of_its_own(file_desk: Shop) -> None:
    world, desk = file_desk
    far = world.new_site("Fitton Hill")
    leah, omar = world.worker("leah"), world.worker("omar")
    tess, tom = (world.worker(name, site=far) for name in ("tess", "tom"))
    boss, due = world.manager(), world.clock() + timedelta(hours=2)
    world.role(boss, SiteRole.DUTY_LEAD, far)
    desk.outings.check_out(leah, world.site, "the clinic", due, omar.worker)
    desk.outings.check_out(tess, far, "the court", due, tom.worker)
    ended = today(world) - timedelta(days=200)
    closed = {}
    for site in (world.site, far):
        case = closed[site] = world.case(team=[], site=site)
        world.change_fact(Case, case.id, phase=Phase.CLOSED, closed_on=ended)
    for site, place in ((world.site, "the clinic"), (far, "the court")):
        day = desk.team_days.show(boss, site)
        assert [one.place for one in day.out] == [place]
        assert [one.case_id for one in day.checks] == [closed[site].id]


def test_what_nobody_sent_is_seen_to_though_the_case_is_closed(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, boss = world.worker("leah"), world.manager()
    case = world.case(team=[leah])
    desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.ADULT, "A bruise on the arm."))
    world.change_fact(Case, case.id, phase=Phase.CLOSED, closed_on=today(world))
    day = desk.team_days.show(boss)
    assert [one.case_id for one in day.concerns] == [case.id]
    assert day.unallocated == ()


def test_a_lead_of_two_sites_comes_to_where_concerns_are_not_sent(file_desk: Shop) -> None:
    world, desk = file_desk
    boss, far = world.manager(), world.new_site("Fitton Hill")
    world.role(boss, SiteRole.DUTY_LEAD, far)
    before = desk.team_days.show(boss)
    first = before.site_id
    away = next(key for key, _name in before.sites if key != first)
    leah = world.worker("leah", site=away)
    case = world.case(team=[leah], site=away)
    desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.ADULT, "A bruise on the arm."))
    day = desk.team_days.show(boss)
    assert (day.site_id, day.elsewhere) == (away, ())
    assert [count for _site, count in desk.team_days.show(boss, first).elsewhere] == [1]


def test_a_case_whose_key_worker_left_is_held_by_nobody(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    case = world.case(team=[leah])
    assert desk.team_days.show(boss).unallocated == ()
    world.change_fact(Worker, leah.worker, active=False)
    day = desk.team_days.show(boss)
    assert [one.case_id for one in day.unallocated] == [case.id]
    assert day.loads == ()
    desk.handing_over.hand_over(boss, case.id, handed(tom))
    (note,) = desk.handing_over.notes(boss, case.id)
    assert (note.by, note.to) == ("Leah", "Tom")


def test_who_holds_a_case_of_a_site_is_seen_there_wherever_they_work(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, boss = world.worker("leah"), world.manager()
    tess = world.worker("tess", site=world.new_site("Fitton Hill"))
    case = world.case(team=[leah])
    world.join(case, tess)
    desk.casework.add_step(tess, case.id, "Ring the court", today(world))
    world.clock.forward(days=2)
    loads = {one.name: (one.cases, one.late) for one in desk.team_days.show(boss).loads}
    assert loads == {"Leah": (1, 0), "Tess": (0, 1)}


def test_only_who_leads_a_site_limits_its_cases(world: World, desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        desk.team_days.limit(world.worker("leah"), world.site, SiteRole.KEY_WORKER, 5)
    elsewhere = world.new_site("Fitton Hill")
    boss = world.manager()
    with pytest.raises(NotPermitted):
        desk.team_days.limit(boss, elsewhere, SiteRole.KEY_WORKER, 5)
    with pytest.raises(Invalid):
        desk.team_days.limit(boss, world.site, SiteRole.KEY_WORKER, 0)


def test_who_stands_in_is_on_those_cases_for_those_days_and_no_longer(
    world: World, desk: Desk
) -> None:
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    case = world.case(team=[leah])
    begins = today(world) + timedelta(days=1)
    away = desk.covering.away(boss, world.site, leah.worker, begins, begins + timedelta(days=1))
    assert desk.team_days.show(boss).uncovered == 1
    (line,) = desk.team_days.show(boss).covers
    done = desk.covering.stand_in(boss, line.id, line.version, tom.worker)
    assert done.done == "Covered: 1 case"
    assert desk.team_days.show(boss).uncovered == 0
    assert not on_team(world, tom, case), "not before the first day"
    world.clock.forward(days=1)
    assert on_team(world, tom, case)
    assert desk.my_day.show(tom).cases[0].case_id == case.id
    world.clock.forward(days=2)
    assert not on_team(world, tom, case)
    assert desk.team_days.show(boss).covers == ()
    assert away.made == line.id


def test_who_is_back_early_ends_it_and_it_can_be_taken_back(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, tom, ann = (world.worker(name) for name in ("leah", "tom", "ann"))
    boss, case = world.manager(), world.case(team=[leah])
    first = today(world)
    desk.covering.away(boss, world.site, leah.worker, first, first + timedelta(days=5))
    (line,) = desk.team_days.show(boss).covers
    desk.covering.stand_in(boss, line.id, line.version, tom.worker)
    (line,) = desk.team_days.show(boss).covers
    desk.covering.stand_in(boss, line.id, line.version, ann.worker)
    assert (on_team(world, tom, case), on_team(world, ann, case)) == (False, True)
    (line,) = desk.team_days.show(boss).covers
    back = desk.covering.back(boss, line.id, line.version)
    assert not on_team(world, ann, case)
    undo(desk, boss, back)
    assert on_team(world, ann, case)
    for worker, days in ((leah, 1), (tom, -1)):
        with pytest.raises(Invalid):
            desk.covering.away(boss, world.site, worker.worker, first, first + timedelta(days=days))


def test_who_stands_in_again_stays_for_all_of_the_days(file_desk: Shop) -> None:
    world, desk = file_desk
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    case, other = world.case(team=[leah]), world.case(team=[leah])
    desk.exclusions.record(leah, other.id, other.subject, tom.worker, "They are brothers.")
    for first in (today(world), today(world) + timedelta(days=2)):
        desk.covering.away(boss, world.site, leah.worker, first, first + timedelta(days=1))
        line = next(one for one in desk.team_days.show(boss).covers if one.from_day == first)
        done = desk.covering.stand_in(boss, line.id, line.version, tom.worker)
        assert done.done == "Covered: 1 case. 1 stays with its own team"
    for stays in (True, True, True, True, False):
        assert (on_team(world, tom, case), on_team(world, tom, other)) == (stays, False)
        world.clock.forward(days=1)


def test_a_case_goes_to_another_with_a_basis_and_a_note_and_is_never_without(
    world: World, desk: Desk
) -> None:
    leah, tom = world.worker("leah"), world.worker("tom")
    case = world.case(team=[leah])
    for bad in (handed(tom, " "), handed(leah)):
        with pytest.raises(Invalid):
            desk.handing_over.hand_over(leah, case.id, bad)
    assert (tom.worker, "Tom") in desk.handing_over.choices(leah, case.id)
    done = desk.handing_over.hand_over(leah, case.id, handed(tom))
    (note,) = desk.handing_over.notes(tom, case.id)
    assert (note.by, note.to, note.basis) == ("Leah", "Tom", Basis.TASK)
    with world.store_for(tom).query(tom) as work:
        team = {
            (one.worker_id, one.role)
            for one in work.all(select(CaseTeamMember).where(CaseTeamMember.case_id == case.id))
            if one.valid_to is None
        }
    assert team == {(tom.worker, TeamRole.KEY_WORKER), (leah.worker, TeamRole.BACKUP)}
    undo(desk, leah, done)
    assert desk.handing_over.notes(leah, case.id) == ()


def test_supervision_shows_to_the_two_and_the_manager_alone(world: World, desk: Desk) -> None:
    leah, tom = world.worker("leah"), world.worker("tom")
    duty, boss = world.worker("dot", SiteRole.DUTY_LEAD), world.manager()
    desk.team_notes.supervise(
        duty, world.site, leah.worker, "Tired after the hearing", "Swap Friday"
    )
    for reads, number in ((duty, 1), (leah, 1), (boss, 1), (tom, 0)):
        assert len(desk.team_notes.supervisions(reads)) == number
    with pytest.raises(NotPermitted):
        desk.team_notes.supervise(leah, world.site, tom.worker, "x")
    with pytest.raises(Invalid):
        desk.team_notes.supervise(duty, world.site, tom.worker, "x", next_on=today(world))


def test_a_file_audit_says_of_every_point_whether_it_was_in_order(file_desk: Shop) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah])
    desk.team_notes.audit_file(leah, case.id, [AuditPoint.BASELINE], "Ask about the children")
    (found,) = desk.team_notes.audits(leah, case.id)
    assert found.in_order == (AuditPoint.BASELINE,)
    assert set(found.missing) == set(AuditPoint) - {AuditPoint.BASELINE}
    with pytest.raises((NotPermitted, NotFound)):
        desk.team_notes.audit_file(world.worker("tom"), case.id, [])


def test_a_complaint_is_kept_as_it_was_said_and_late_without_an_answer(
    world: World, desk: Desk
) -> None:
    leah, boss = world.worker("leah"), world.manager()
    kept = desk.voices.receive(
        leah, world.site, FeedbackKind.COMPLAINT, "A neighbour", "Nobody rang back."
    )
    desk.voices.receive(leah, world.site, FeedbackKind.THANKS, "Mrs K", "You came with me.")
    world.clock.forward(days=21)
    first, second = desk.voices.heard(boss)
    assert (first.id, first.late_days > 0, first.words) == (kept.made, True, "Nobody rang back.")
    assert second.answer_by is None
    desk.voices.answer(boss, first.id, first.version, "Rang on Monday and said sorry.")
    answered = next(one for one in desk.voices.heard(boss) if one.id == kept.made)
    assert (answered.state, answered.late_days) == (FeedbackState.ANSWERED, 0)
    with pytest.raises(Invalid):
        desk.voices.answer(boss, answered.id, answered.version, "Again")
    assert desk.voices.heard(world.worker("tom")) == ()


def test_their_own_words_go_as_far_as_they_agreed_until_they_take_them_back(
    file_desk: Shop,
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah])
    words = "I see the same face now."
    desk.voices.keep_words(leah, case.id, words, "Mrs K", StoryUse.PARTNERS)
    assert [one.words for one in desk.voices.usable(leah, StoryUse.TEAM)] == [words]
    assert desk.voices.usable(leah, StoryUse.PUBLIC) == ()
    (one,) = desk.voices.of_case(leah, case.id)
    desk.voices.take_back(leah, one.id, one.version)
    assert desk.voices.usable(leah, StoryUse.TEAM) == ()
    (kept,) = desk.voices.of_case(leah, case.id)
    assert kept.taken_back_on == today(world)
    with pytest.raises(Invalid):
        desk.voices.take_back(leah, kept.id, kept.version)


@given(st.sampled_from(StoryUse), st.sampled_from(StoryUse), st.booleans())
def test_words_never_go_further_than_agreed_nor_after_they_were_taken_back(
    agreed: StoryUse, wanted: StoryUse, taken: bool
) -> None:
    order = list(StoryUse)
    may = may_use(agreed, wanted, date(2026, 11, 1) if taken else None)
    assert may is (not taken and order.index(wanted) <= order.index(agreed))


def test_an_answer_is_due_after_ten_days_that_are_worked() -> None:
    assert answer_by(FeedbackKind.COMPLAINT, date(2026, 11, 2)) == date(2026, 11, 16)
    assert answer_by(FeedbackKind.THANKS, date(2026, 11, 2)) is None
    assert (over(12, 10), over(3, 10), over(50, None)) == (2, 0, 0)
