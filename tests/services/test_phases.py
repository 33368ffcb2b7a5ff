"""Phases over the store: what a move takes, closing, opening again, and the check after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ContactMethod, ReferralKind, ReferralStatus, RiskState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import IllegalMove, Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, GroupId
from pbi_desktop.domain.phases import (
    ClosureReason,
    Engagement,
    Held,
    Phase,
    SafeguardingCheck,
)
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Case, CommunityGroup
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.phases_reading import checks_due
from pbi_desktop.services.phases_rows import CheckDue, ContactSaid, PhaseEntry
from tests.support.desks import case_made, ended, undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
OVERALL = DomainRating(LifeDomain.OVERALL, Stage.COPING, Stage.NOT_COPING, "as we saw it")
MONEY = DomainRating(LifeDomain.MONEY, Stage.NOT_COPING)
CLOSING = PhaseEntry(
    Phase.CLOSED,
    closure=ClosureReason.OUTCOMES_MET,
    ratings=(replace(OVERALL, stage=Stage.ADAPTED),),
    goes_on="The choir on Fridays",
    goes_on_shared="Her GP knows of the choir",
)
CHECK = PhaseEntry(
    Phase.SUSTAINED_CHECK,
    ratings=(replace(OVERALL, stage=Stage.ADAPTED),),
    evidence="She told us herself",
    method=ContactMethod.PHONE,
)
FileDesk = tuple[World, Desk]


def enter(desk: Desk, actor: Actor, case: CaseId, entry: PhaseEntry) -> Changes:
    return desk.phases.enter(actor, case, desk.cases.header(actor, case).version, entry)


def lacks(desk: Desk, actor: Actor, case: CaseId, entry: PhaseEntry) -> set[str]:
    with pytest.raises(Invalid) as refused:
        enter(desk, actor, case, entry)
    return set(refused.value.fields)


def due(world: World, actor: Actor) -> tuple[CheckDue, ...]:
    with world.store_for(actor).query(actor) as work:
        return checks_due(work)


def closed_on(world: World, desk: Desk, case: CaseMade, day: date) -> None:
    enter(desk, case.by, case.id, CLOSING)
    world.change_fact(Case, case.id, closed_on=day)


def test_a_case_goes_all_the_way_with_what_each_phase_takes(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah], phase=Phase.IDENTIFIED).id
    with pytest.raises(IllegalMove):
        enter(desk, leah, case, PhaseEntry(Phase.PLANNED))
    assert lacks(desk, leah, case, PhaseEntry(Phase.TRIAGED)) == {
        "backup",
        "threshold",
        "safeguarding",
    }
    triaged = PhaseEntry(
        Phase.TRIAGED,
        backup=omar.worker,
        threshold="Not met",
        safeguarding=SafeguardingCheck.NOTHING_FOUND,
    )
    enter(desk, leah, case, triaged)
    assert desk.phases.page(leah, case).backup == omar.worker
    tried = ContactSaid(TODAY - timedelta(days=1), ContactMethod.PHONE, reached=False)
    engaging = PhaseEntry(Phase.ENGAGING, engagement=Engagement.NOT_REACHED, contact=tried)
    assert lacks(desk, leah, case, replace(engaging, contact=None)) == {"contact"}
    enter(desk, leah, case, engaging)
    assert lacks(desk, leah, case, PhaseEntry(Phase.ASSESSED)) == {
        "needs",
        "risks",
        "overall",
        "parts",
        "without_them",
    }
    need = desk.casework.add_need(leah, case, LifeDomain.MONEY, "Rent").made
    desk.casework.record_risk(leah, case, RiskState.NONE_KNOWN)
    desk.reviews.rate(leah, case, (OVERALL, MONEY), RatingKind.BASELINE)
    enter(desk, leah, case, PhaseEntry(Phase.ASSESSED))
    assert need is not None
    planned = PhaseEntry(Phase.PLANNED, agreed_on=TODAY, next_review_on=TODAY + timedelta(days=28))
    assert lacks(desk, leah, case, planned) == {"goals", "steps"}
    goal = desk.casework.add_goal(leah, need, "No more letters").made
    desk.casework.add_step(leah, case, "Ring", TODAY, goal_id=goal)
    enter(desk, leah, case, planned)
    assert desk.cases.header(leah, case).next_review_on == TODAY + timedelta(days=28)
    reviewed = PhaseEntry(
        Phase.REVIEWED, next_review_on=TODAY + timedelta(days=60), review_owner=omar.worker
    )
    for _review in range(2):  # what was rated before the plan, or at the last review, is no review
        assert lacks(desk, leah, case, reviewed) == {"rerated"}
        world.clock.forward(hours=1)
        desk.reviews.rate(leah, case, (OVERALL,), RatingKind.REVIEW)
        enter(desk, leah, case, reviewed)
        assert desk.cases.header(leah, case).phase is Phase.REVIEWED


def test_each_move_is_taken_back_as_one(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah], phase=Phase.IDENTIFIED).id
    triaged = PhaseEntry(
        Phase.TRIAGED,
        backup=omar.worker,
        threshold="Met: a child is at risk",
        safeguarding=SafeguardingCheck.CONCERN_RECORDED,
    )
    spoke = ContactSaid(TODAY, ContactMethod.HOME, reached=True)
    for entry in (
        triaged,
        PhaseEntry(Phase.ENGAGING, engagement=Engagement.ENGAGED, contact=spoke),
        CLOSING,
    ):
        before = (desk.phases.page(leah, case).facts, desk.cases.story(leah, case))
        done = enter(desk, leah, case, entry)
        undo(desk, leah, done)
        assert (desk.phases.page(leah, case).facts, desk.cases.story(leah, case)) == before
        enter(desk, leah, case, entry)


def test_closing_says_what_goes_on_and_keeps_the_last_rating(file_desk: FileDesk) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah]).id
    bare = replace(CLOSING, ratings=(), goes_on="", goes_on_shared=" ")
    assert lacks(desk, leah, case, bare) == {"ratings", "goes_on", "goes_on_shared"}
    assert lacks(desk, leah, case, replace(CLOSING, closure=None)) == {"reason"}
    assert lacks(desk, leah, case, replace(CLOSING, ratings=(replace(OVERALL, reason=""),))) == {
        "reason"
    }
    enter(desk, leah, case, CLOSING)
    end = desk.phases.ending(leah, case)
    assert (end.closed_on, end.reason, end.stage) == (
        TODAY,
        ClosureReason.OUTCOMES_MET,
        Stage.ADAPTED,
    )
    assert (end.goes_on, end.goes_on_shared) == (CLOSING.goes_on, CLOSING.goes_on_shared)
    assert (end.check_due_on, end.check_up) == (date(2027, 5, 21), False)
    with pytest.raises(IllegalMove):
        enter(desk, leah, case, ended(ClosureReason.DIED))


def test_whoever_died_moved_or_was_opened_twice_is_never_stuck(file_desk: FileDesk) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    choir = GroupId(
        world.fact(CommunityGroup(feed="own", source_key="1", name="Choir", kind="group"))
    )
    for reason in (ClosureReason.DIED, ClosureReason.DUPLICATE, ClosureReason.MOVED_AWAY):
        case = world.case(team=[leah], phase=Phase.IDENTIFIED).id
        desk.reviews.refer(leah, case, choir, ReferralKind.REFERRAL, agreed=True)
        done = enter(desk, leah, case, ended(reason))
        (line,) = desk.cases.plan(leah, case).referrals
        gone = reason is not ClosureReason.MOVED_AWAY
        assert (line.status is ReferralStatus.LAPSED) == gone, "nobody will come any more"
        undo(desk, leah, done)
        (line,) = desk.cases.plan(leah, case).referrals
        assert line.status is ReferralStatus.MADE


def test_opening_again_is_a_new_case_and_the_old_one_stays_as_it_was(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    old = world.case(team=[leah])
    world.note(old, "The first time round.")
    with pytest.raises(IllegalMove):
        desk.phases.reopen(leah, old.id, "Rent again")
    enter(desk, leah, old.id, CLOSING)
    with pytest.raises(Invalid):
        desk.phases.reopen(leah, old.id, " ")
    done = desk.phases.reopen(leah, old.id, "Rent again")
    new = case_made(done)
    header, before = desk.cases.header(leah, new), desk.cases.header(leah, old.id)
    assert (header.person_id, header.phase, header.closed_on) == (
        old.subject,
        Phase.IDENTIFIED,
        None,
    )
    assert (before.phase, before.closed_on) == (Phase.CLOSED, TODAY)
    beside = desk.phases.ending(leah, new).before
    assert beside is not None
    assert beside.case_id == old.id
    assert any("first time" in entry.body for entry in desk.cases.story(leah, beside.case_id))
    after = desk.phases.ending(leah, old.id).after
    assert after is not None
    assert after.case_id == new
    with pytest.raises(Invalid) as refused:
        desk.phases.reopen(leah, old.id, "And again")
    assert header.reference in refused.value.fields["case"]
    undo(desk, leah, done)
    with pytest.raises(NotFound):
        desk.cases.header(leah, new)
    desk.phases.reopen(leah, old.id, "Rent again")


def test_the_check_comes_up_by_itself_for_the_key_worker(world: World, desk: Desk) -> None:
    leah, omar, dee = (
        world.worker("leah"),
        world.worker("omar"),
        world.worker("dee", SiteRole.FRONT_DOOR),
    )
    boss = world.manager()
    soon, late, far, died = (world.case(team=[leah]) for _ in range(4))
    closed_on(world, desk, soon, date(2026, 6, 15))
    closed_on(world, desk, late, date(2026, 4, 21))
    closed_on(world, desk, far, date(2026, 8, 1))
    enter(desk, leah, died.id, ended(ClosureReason.DIED))
    world.change_fact(Case, died.id, closed_on=date(2026, 1, 1))
    found = due(world, leah)
    assert [(one.case_id, one.words, one.mine) for one in found] == [
        (late.id, "Overdue by 4 weeks", True),
        (soon.id, "Due in 3 weeks", True),
    ]
    assert (found[0].stage, found[0].days_over) == (Stage.ADAPTED, 31)
    assert due(world, omar) == due(world, dee) == due(world, boss) == ()


def test_a_check_without_a_key_worker_falls_to_a_lead(file_desk: FileDesk) -> None:
    world, desk = file_desk
    boss = world.manager()
    nobodys = world.case(by=boss)
    closed_on(world, desk, nobodys, date(2026, 4, 1))
    assert [(one.case_id, one.mine) for one in due(world, boss)] == [(nobodys.id, False)]
    assert due(world, world.manager(world.new_site("Fitton Hill"))) == ()


def test_the_check_says_whether_it_was_held(file_desk: FileDesk) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    for stage, outcome in ((Stage.ADAPTED, Held.SUSTAINED), (Stage.COPING, Held.RELAPSED)):
        case = world.case(team=[leah])
        closed_on(world, desk, case, date(2026, 5, 1))
        early = replace(CHECK, checked_on=date(2026, 10, 31))
        assert lacks(desk, leah, case.id, early) == {"checked_on"}
        judged = (replace(OVERALL, stage=stage),)
        done = enter(desk, leah, case.id, replace(CHECK, checked_on=TODAY, ratings=judged))
        end = desk.phases.ending(leah, case.id)
        assert (end.held, end.checked_on, end.check_stage) == (outcome, TODAY, stage)
        assert (end.check_evidence, end.check_method) == (CHECK.evidence, ContactMethod.PHONE)
        assert due(world, leah) == ()
        undo(desk, leah, done)
        assert [one.case_id for one in due(world, leah)] == [case.id]
        nobody = PhaseEntry(Phase.SUSTAINED_CHECK, checked_on=TODAY, without_them="Gone abroad")
        enter(desk, leah, case.id, nobody)
        end = desk.phases.ending(leah, case.id)
        assert (end.held, end.check_not_possible) == (Held.NOT_KNOWN, "Gone abroad")
        assert due(world, leah) == ()


def test_nobody_but_the_team_and_the_lead_moves_a_case(file_desk: FileDesk) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")]).id
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    with pytest.raises(NotPermitted):
        desk.phases.enter(dee, case, 1, ended())
    with pytest.raises(NotFound):
        desk.phases.enter(stranger, case, 1, ended())
    with pytest.raises(NotFound):
        desk.phases.reopen(stranger, case, "why")


def test_a_backup_is_somebody_else_and_who_was_it_stays_on_the_team(file_desk: FileDesk) -> None:
    world, desk = file_desk
    leah, omar, eve = (world.worker(name) for name in ("leah", "omar", "eve"))
    case = world.case(team=[leah], phase=Phase.IDENTIFIED).id
    entry = PhaseEntry(
        Phase.TRIAGED, threshold="Not met", safeguarding=SafeguardingCheck.NOTHING_FOUND
    )
    assert lacks(desk, leah, case, replace(entry, backup=leah.worker)) == {"backup"}
    undo(desk, leah, enter(desk, leah, case, replace(entry, backup=omar.worker)))
    assert desk.phases.page(leah, case).backup is None
    enter(desk, leah, case, replace(entry, backup=eve.worker))
    page = desk.phases.page(leah, case)
    assert (page.key_worker, page.backup) == (leah.worker, eve.worker)
    assert {choice.name for choice in page.workers} == {"Leah", "Omar", "Eve"}
