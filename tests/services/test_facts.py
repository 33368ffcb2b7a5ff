"""The facts of reports and of the network: of the right people, each of a known category."""

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import (
    ActionStatus,
    Quality,
    ReferralKind,
    ReferralStatus,
    RiskState,
    TieKind,
)
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import AgencyId, CaseId, GroupId, PersonId, SiteId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.outcomes import CaseFacts, Period
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.sharing import Fact, SummaryFacts
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.models import (
    Attendance,
    CommunityGroup,
    Goal,
    Household,
    Involvement,
    Membership,
    Need,
    Referral,
    Relationship,
    Risk,
    SafeContact,
    WhatMatters,
)
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.network_facts import EVERYTHING, read_network
from pbi_desktop.services.outcome_facts import read_case_facts
from pbi_desktop.services.summary_facts import read_summary
from tests.support.desks import ended, lives_at, rings_at
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AWARD = NewGain(
    "PIP",
    GainCategory.BENEFIT,
    GainNature.RECURRING,
    GainStatus.CONFIRMED,
    Pence(100),
    Frequency.WEEKLY,
    evidence=Evidence.AWARD_LETTER,
)


def summary(world: World, actor: Actor, case: CaseId) -> SummaryFacts:
    recipient = AgencyId(world.agency(AgencyKind.HOUSING))
    with world.store_for(actor).query(actor) as work:
        return read_summary(work, case, recipient)


def network(
    world: World, actor: Actor, case: CaseId, told: frozenset[Category] = EVERYTHING
) -> NetworkFacts:
    with world.store_for(actor).query(actor) as work:
        return read_network(work, case, told)


def outcomes(
    world: World, actor: Actor, period: Period = YEAR, site: SiteId | None = None
) -> list[CaseFacts]:
    with world.store_for(actor).query(actor) as work:
        return read_case_facts(work, period, site)


def facts_in(row: Any) -> list[Fact]:
    if isinstance(row, tuple):
        return [fact for part in row for fact in facts_in(part)]
    if not is_dataclass(row) or isinstance(row, type):
        return []
    own = [row] if isinstance(row, Fact) else []
    return [*own, *(fact for one in fields(row) for fact in facts_in(getattr(row, one.name)))]


def of_the_case(case: CaseMade, person: PersonId, category: Category = Category.CORE) -> Any:
    return {"case_id": case.id, "subject_id": person, "category": category}


def two_in_a_case(world: World, desk: Desk) -> CaseMade:
    """A case in which everything is there twice: of the main person, and of somebody else."""
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo", "Other")])
    desk.casework.write_note(leah, case.id, NewNote("NOTEWORDS"))
    for person, says in zip(case.people, ("mine", "theirs"), strict=True):
        world.clock.forward(hours=1)
        core = of_the_case(case, person)
        need = world.add(leah, Need(**core, domain=LifeDomain.WORK, words=f"need {says}"))
        for category in (Category.CORE, Category.HEALTH):
            own = {**core, "category": category}
            words = f"goal {says} {category.name}"
            world.add(leah, Goal(**own, need_id=need.id, words=words))
        world.add(leah, WhatMatters(**core, words=f"matters {says}", said_on=TODAY))
        risk = Risk(
            **core, state=RiskState.KNOWN, harm=f"risk {says}", likelihood="low", checked_on=TODAY
        )
        world.add(leah, risk)
        lives_at(world, leah, person, f"1 {says} road")
        rings_at(world, leah, person, "07700 900123" if says == "mine" else "07700 900999")
    world.add(
        leah,
        SafeContact(
            subject_id=case.subject,
            category=Category.CONTACT,
            may_text=True,
            may_call=False,
            may_voicemail=False,
            may_write=False,
        ),
    )
    desk.casework.add_step(leah, case.id, "ring", TODAY)
    desk.casework.add_step(leah, case.id, "some day", None)
    done = desk.casework.add_step(leah, case.id, "done", TODAY).made
    assert done is not None
    desk.casework.settle_step(leah, done, 1, ActionStatus.DONE)
    rated = (DomainRating(LifeDomain.MONEY, Stage.CRISIS), DomainRating(LifeDomain.WORK, Stage(1)))
    desk.reviews.rate(leah, case.id, rated, RatingKind.BASELINE)
    return case


def test_a_summary_is_about_its_person_and_each_fact_knows_its_category(
    world: World, desk: Desk
) -> None:
    case = two_in_a_case(world, desk)
    told = summary(world, case.by, case.id)
    facts = facts_in(told)
    assert len(facts) >= 10
    assert {fact.about for fact in facts} == {case.subject}
    assert all(isinstance(fact.category, Category) for fact in facts)
    assert "theirs" not in repr(told)
    assert "900999" not in repr(told)


def test_a_summary_tells_no_note_and_no_goal_kept_more_closely(world: World, desk: Desk) -> None:
    case = two_in_a_case(world, desk)
    told = summary(world, case.by, case.id)
    assert "NOTEWORDS" not in repr(told)
    (plan,) = told.plan
    assert (plan.category, plan.need, plan.goals) == (
        Category.CORE,
        "need mine",
        ("goal mine CORE",),
    )


def test_a_summary_tells_open_steps_in_order_and_the_latest_of_each_domain(
    world: World, desk: Desk
) -> None:
    case = two_in_a_case(world, desk)
    world.clock.forward(days=1)
    later = (DomainRating(LifeDomain.MONEY, Stage.ADAPTED, Stage.COPING),)
    desk.reviews.rate(case.by, case.id, later, RatingKind.REVIEW)
    told = summary(world, case.by, case.id)
    assert [step.what for step in told.steps] == ["ring", "some day"]
    money = next(one for one in told.stages if one.domain is LifeDomain.MONEY)
    assert (money.first, money.latest, money.own_view) == (
        Stage.CRISIS,
        Stage.ADAPTED,
        Stage.COPING,
    )
    assert money.category is Category.FINANCE
    assert told.safe_contact is not None
    assert told.safe_contact.phone == "07700 900123"


def test_a_number_is_handed_on_only_with_a_word_on_how_to_ring_it(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    rings_at(world, leah, case.subject, "07700 900123")
    assert summary(world, leah, case.id).safe_contact is None


def test_a_summary_holds_only_what_its_maker_may_see(world: World, desk: Desk) -> None:
    case = two_in_a_case(world, desk)
    world.agree(AgencyKind.VOLUNTARY, Category.IDENTITY, Category.CORE)
    vic = world.worker("vic", None, AgencyKind.VOLUNTARY)
    world.join(case, vic)
    facts = facts_in(summary(world, vic, case.id))
    assert {fact.category for fact in facts} == {Category.IDENTITY, Category.CORE}


def test_outcomes_count_each_visible_case_of_the_period_once(world: World, desk: Desk) -> None:
    hill = world.new_site("Fitton Hill")
    boss, other = world.manager(), world.manager(hill)
    early = world.case(opened_on=date(2025, 12, 31))
    first = world.case(opened_on=date(2026, 1, 1))
    last = world.case(opened_on=date(2026, 12, 31), others=[world.person("Bo")])
    far = world.case(site=hill)
    assert {fact.case for fact in outcomes(world, boss)} == {first.id, last.id}
    assert {fact.case for fact in outcomes(world, other)} == {far.id}
    assert outcomes(world, boss, site=hill) == []
    assert early.id not in {fact.case for fact in outcomes(world, boss, site=world.site)}


def test_outcomes_read_what_was_rated_gained_and_attended(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo")], phase=Phase.PLANNED)
    group = GroupId(world.fact(CommunityGroup(feed="o", source_key="1", name="A", kind="group")))
    home = world.add(leah, Household(name="Bell"))
    living = Membership(subject_id=case.subject, category=Category.IDENTITY, household_id=home.id)
    world.add(leah, living)
    rated = (
        DomainRating(LifeDomain.OVERALL, Stage.CRISIS, reason="x"),
        DomainRating(LifeDomain.MONEY, Stage.COPING),
    )
    desk.reviews.rate(leah, case.id, rated, RatingKind.BASELINE)
    desk.reviews.record_gain(leah, case.id, AWARD)
    for away in (7, 0):
        desk.reviews.attended(leah, case.id, group, TODAY - timedelta(days=away), came=True)
    world.add(
        leah,
        Attendance(**of_the_case(case, case.people[1]), group_id=group, on_day=TODAY, came=True),
    )
    version = desk.cases.header(leah, case.id).version
    desk.phases.enter(leah, case.id, version, ended())
    (fact,) = outcomes(world, world.manager())
    assert (fact.closed_on, fact.closure_reason) == (TODAY, ClosureReason.MOVED_AWAY)
    assert (fact.household, fact.money_assessed, fact.engaged) == (home.id, True, True)
    assert {(one.domain, one.stage) for one in fact.ratings} == {
        (LifeDomain.OVERALL, Stage.CRISIS),
        (LifeDomain.MONEY, Stage.COPING),
    }
    assert [one.gain.amount for one in fact.gains] == [100]
    assert [(one.group, one.came) for one in fact.attendances][:2] == [(group, True)] * 2


def test_outcomes_that_are_undone_are_not_counted(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    before = outcomes(world, world.manager())
    done = desk.reviews.record_gain(leah, case.id, AWARD)
    assert outcomes(world, world.manager()) != before
    assert done.command is not None
    desk.undo.undo(leah, done.command)
    assert outcomes(world, world.manager()) == before


def test_a_network_holds_the_people_of_the_case_and_their_ties_alone(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo")])
    stranger = world.case(team=[leah], subject=world.person("Cy"))
    for other, kind in ((case.people[1], TieKind.SIBLING), (stranger.subject, TieKind.FRIEND)):
        tie = Relationship(
            subject_id=case.subject,
            category=Category.IDENTITY,
            other_id=other,
            kind=kind,
            quality=Quality.STRONG,
        )
        world.add(leah, tie)
    facts = network(world, leah, case.id)
    assert {person.id for person in facts.people} == set(case.people)
    assert [tie.kind for tie in facts.ties] == [TieKind.SIBLING]
    assert (facts.about, facts.as_at) == (case.subject, TODAY)


def test_one_service_of_two_people_is_one_service(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo")])
    for person in case.people:
        mind = Involvement(**of_the_case(case, person), service="Mind", worker_name="Ray")
        world.add(leah, mind)
    world.add(leah, Involvement(**of_the_case(case, case.subject), service="Turning Point"))
    services = network(world, leah, case.id).services
    assert len(services) == 3
    assert len({one.id for one in services}) == 2


def test_one_group_is_one_tie_whether_referred_twice_or_not_at_all(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    choir, walk = (
        GroupId(world.fact(CommunityGroup(feed="o", source_key=name, name=name, kind="group")))
        for name in ("Choir", "Walk")
    )
    for kind in (ReferralKind.SIGNPOST, ReferralKind.REFERRAL):
        desk.reviews.refer(leah, case.id, choir, kind, agreed=True)
        world.clock.forward(days=1)
    for away, came in ((2, True), (1, False)):
        for group in (choir, walk):
            desk.reviews.attended(leah, case.id, group, TODAY - timedelta(days=away), came=came)
    lapsed = Referral(
        **of_the_case(case, case.subject),
        kind=ReferralKind.REFERRAL,
        status=ReferralStatus.LAPSED,
        agreed_with_person=True,
        made_on=TODAY,
        agency_id=world.agency(AgencyKind.HOUSING),
    )
    world.add(leah, lapsed)
    groups = {one.name: one for one in network(world, leah, case.id).groups}
    assert set(groups) == {"Choir", "Walk"}
    assert groups["Choir"].worker == "Leah"
    assert groups["Choir"].note == ""
    for one in groups.values():
        assert (len(one.came), len(one.missed)) == (1, 1)


def test_a_network_shows_a_partner_only_what_is_agreed(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    for category, service in ((Category.CORE, "Mind"), (Category.HEALTH, "Clinic")):
        world.add(leah, Involvement(**of_the_case(case, case.subject, category), service=service))
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    world.join(case, hari)
    assert [one.name for one in network(world, hari, case.id).services] == ["Mind"]


def test_what_an_agency_is_told_of_a_network_is_as_if_the_rest_were_not_there(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo"), world.person("Cy")])
    _subject, bo, cy = case.people
    told = frozenset({Category.IDENTITY, Category.CORE})

    def tie(person: PersonId, category: Category) -> None:
        record = Relationship(
            subject_id=person, category=category, other_id=case.subject, kind=TieKind.SIBLING
        )
        world.add(leah, record)

    def service(category: Category, name: str) -> None:
        record = Involvement(**of_the_case(case, case.subject, category), service=name)
        world.add(leah, record)

    tie(bo, Category.IDENTITY)
    service(Category.CORE, "Mind")
    before = network(world, leah, case.id, told)
    tie(cy, Category.SAFEGUARDING)
    service(Category.HEALTH, "Clinic")
    service(Category.OFFENDING, "Probation")
    assert network(world, leah, case.id, told) == before
    assert {one.id for one in before.people} == {case.subject, bo}
    assert len(network(world, leah, case.id).services) == 3
