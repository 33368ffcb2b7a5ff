"""The case view: every tab tells what is on record, and to each worker only what is theirs."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.casework import (
    ActionStatus,
    Likelihood,
    Marking,
    NoteKind,
    Quality,
    ReferralKind,
    ReferralStatus,
    RiskState,
    TeamRole,
    TieKind,
)
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import (
    Area,
    AuditEntry,
    CommunityGroup,
    Involvement,
    Relationship,
    SafeContact,
)
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote
from pbi_desktop.services.case_view import CaseView
from pbi_desktop.services.desk import Desk
from tests.support.desks import lives_at
from tests.support.statements import counted
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
AWARD = NewGain(
    "Carer's Allowance",
    GainCategory.BENEFIT,
    GainNature.RECURRING,
    GainStatus.CONFIRMED,
    Pence(81_90),
    Frequency.WEEKLY,
    evidence=Evidence.AWARD_LETTER,
    start=date(2026, 11, 1),
)


def a_group(world: World, name: str = "Choir", **columns: Any) -> GroupId:
    made = CommunityGroup(feed="own", source_key=name, name=name, kind="group", **columns)
    return GroupId(world.fact(made))


def full_case(world: World, desk: Desk) -> CaseMade:
    """A case with something on every tab, worked by leah; of several categories."""
    leah = world.worker("leah")
    person = world.person(
        "Shabana",
        "Akhtar",
        known_as="Shabi",
        born_text="1991-11-22",
        born_precision="day",
        interpreter="Urdu interpreter",
        pronouns="she/her",
    )
    case = world.case("K7QX9B", team=[leah], subject=person, others=[world.person("Bo", "Akhtar")])
    work, reviews = desk.casework, desk.reviews
    lives_at(world, leah, case.subject, "12 Alderbank Road", "OL4 1AA")
    work.say_what_matters(leah, case.id, "My garden.", "Ring first", "No letters")
    work.write_note(
        leah,
        case.id,
        NewNote(
            "Her sister said so.",
            NoteKind.VISIT,
            place="at home",
            marking=Marking.TOLD,
            told_by="her sister",
        ),
    )
    work.record_risk(leah, case.id, RiskState.KNOWN, "Falls", Likelihood.MEDIUM, "Rail", TODAY)
    need = work.add_need(leah, case.id, LifeDomain.MONEY, "Rent is behind")
    assert need.made is not None
    goal = work.add_goal(leah, need.made, "Keep my home", 9)
    work.add_step(leah, case.id, "Ring the landlord", TODAY, goal_id=goal.made)
    work.add_step(leah, case.id, "Find the lease", TODAY - timedelta(days=2))
    rated = (
        DomainRating(LifeDomain.OVERALL, Stage.NOT_COPING, Stage.CRISIS, "Rent, and alone"),
        DomainRating(LifeDomain.MONEY, Stage.CRISIS),
        DomainRating(LifeDomain.FAMILY, Stage.ADAPTED),
    )
    reviews.rate(leah, case.id, rated, RatingKind.BASELINE)
    reviews.record_gain(leah, case.id, AWARD)
    group = a_group(world)
    reviews.refer(leah, case.id, group, ReferralKind.REFERRAL, agreed=True, reason="Likes singing")
    reviews.attended(leah, case.id, group, TODAY, came=True)
    return case


def test_the_now_tab_tells_who_what_matters_how_safe_what_next_and_how_far(
    world: World, desk: Desk
) -> None:
    case = full_case(world, desk)
    now = desk.cases.now(case.by, case.id)
    head = now.header
    assert (head.name, head.known_as, head.age, head.pronouns) == (
        "Shabana Akhtar",
        "Shabi",
        34,
        "she/her",
    )
    assert (head.reference, head.site, head.phase) == ("K7QX9B", "Holts and Lees", Phase.ENGAGING)
    assert head.address == "12 Alderbank Road, OL4 1AA"
    assert (head.on_team, head.may_write) == (True, True)
    assert [alert.text for alert in head.alerts] == ["Urdu interpreter"]
    assert now.matters is not None
    assert (now.matters.words, now.matters.please_do) == ("My garden.", "Ring first")
    assert [(one.harm, one.state) for one in now.risks] == [("Falls", RiskState.KNOWN)]
    assert [(one.what, one.late_days) for one in now.steps] == [
        ("Find the lease", 2),
        ("Ring the landlord", 0),
    ]
    assert now.steps_done == 0
    (point,) = now.journey.points
    assert (point.stage, point.own_view, point.reason) == (
        Stage.NOT_COPING,
        Stage.CRISIS,
        "Rent, and alone",
    )
    assert now.money is not None
    assert now.money.confirmed_a_year == 81_90 * 52
    assert now.services_reading == 1
    assert len(now.latest) == 5


def test_the_story_is_told_newest_first_with_its_marking(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    world.clock.forward(days=1)
    desk.casework.write_note(case.by, case.id, NewNote("And then she rang."))
    story = desk.cases.story(case.by, case.id)
    assert [entry.at for entry in story] == sorted((entry.at for entry in story), reverse=True)
    assert {entry.kind for entry in story} == {
        "note",
        "visit",
        "stage",
        "money",
        "referral",
        "group",
        "risk",
    }
    visit = next(entry for entry in story if entry.kind == "visit")
    assert (visit.title, visit.marking, visit.told_by, visit.mine) == (
        "Home visit, at home",
        Marking.TOLD,
        "her sister",
        True,
    )
    assert story[0].body == "And then she rang."
    assert story[0].marking is Marking.NOT_MARKED
    titles = {entry.kind: entry.title for entry in story}
    assert titles["referral"] == "Referred to Choir"
    assert titles["group"] == "Came to Choir"
    assert titles["money"] == "Awarded: Carer's Allowance"
    assert titles["stage"] == "Overall: not coping"


def test_the_newest_entries_are_the_same_ones_on_the_now_tab(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    for number in range(12):
        at = world.clock() - timedelta(hours=number)
        desk.casework.write_note(case.by, case.id, NewNote(f"note {number}", at=at))
    story = [one for one in desk.cases.story(case.by, case.id) if one.kind != "risk"]
    latest = desk.cases.now(case.by, case.id).latest
    assert [(one.id, one.body) for one in latest] == [(one.id, one.body) for one in story[:8]]


def test_an_award_that_starts_later_is_not_told_as_of_the_future(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    claim = NewGain(
        "PIP",
        GainCategory.BENEFIT,
        GainNature.RECURRING,
        GainStatus.CLAIMED,
        Pence(100),
        Frequency.WEEKLY,
        start=date(2027, 4, 1),
    )
    desk.reviews.record_gain(leah, case.id, claim)
    (entry,) = desk.cases.story(leah, case.id)
    assert entry.at <= world.clock()


def test_the_plan_tells_needs_goals_steps_and_links(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    plan = desk.cases.plan(case.by, case.id)
    (need,) = plan.needs
    assert (need.domain, need.words) == (LifeDomain.MONEY, "Rent is behind")
    (goal,) = need.goals
    assert (goal.words, goal.importance) == ("Keep my home", 9)
    assert [step.what for step in goal.steps] == ["Ring the landlord"]
    assert [step.what for step in plan.loose_steps] == ["Find the lease"]
    (link,) = plan.referrals
    assert (link.to, link.status, link.times_came, link.last_came) == (
        "Choir",
        ReferralStatus.ATTENDED,
        1,
        TODAY,
    )


def test_a_settled_step_stays_on_the_plan_and_leaves_the_now_tab(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    step = desk.cases.plan(case.by, case.id).loose_steps[0]
    desk.casework.settle_step(
        case.by, step.id, step.version, ActionStatus.NOT_POSSIBLE, "Landlord is away"
    )
    (settled,) = desk.cases.plan(case.by, case.id).loose_steps
    assert (settled.status, settled.reason) == (ActionStatus.NOT_POSSIBLE, "Landlord is away")
    assert settled.late_days == 0
    assert [one.what for one in desk.cases.now(case.by, case.id).steps] == ["Ring the landlord"]


def test_money_is_kept_apart_by_kind(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    once = Frequency.ONE_OFF
    rows = [
        ("Fund", GainCategory.GRANT, GainNature.ONE_OFF, GainStatus.CONFIRMED, 300_00, once),
        (
            "Debt",
            GainCategory.DEBT_WRITTEN_OFF,
            GainNature.ONE_OFF,
            GainStatus.CONFIRMED,
            50_00,
            once,
        ),
        (
            "PIP",
            GainCategory.BENEFIT,
            GainNature.RECURRING,
            GainStatus.CLAIMED,
            10_00,
            Frequency.WEEKLY,
        ),
    ]
    for what, category, nature, status, amount, often in rows:
        evidence = Evidence.CLIENT_REPORT
        gain = NewGain(what, category, nature, status, Pence(amount), often, evidence=evidence)
        desk.reviews.record_gain(case.by, case.id, gain)
    money = desk.cases.money(case.by, case.id)
    assert money is not None
    assert (money.confirmed_a_year, money.confirmed_one_off, money.debt_gone, money.waiting) == (
        81_90 * 52,
        300_00,
        50_00,
        10_00 * 52,
    )
    assert {line.what for line in money.lines} == {"Carer's Allowance", "Fund", "Debt", "PIP"}
    assert money.since == date(2026, 11, 1)


def test_the_median_of_domains_is_a_rating_that_was_given_never_an_average(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    parts = [LifeDomain.MONEY, LifeDomain.FAMILY, LifeDomain.WORK, LifeDomain.CONNECTION]
    for given in ([0], [0, 3], [0, 1, 3], [0, 1, 2, 3], [3, 3, 0, 0]):
        case = world.case(team=[leah])
        rated = [DomainRating(part, Stage(one)) for part, one in zip(parts, given, strict=False)]
        desk.reviews.rate(leah, case.id, tuple(rated), RatingKind.BASELINE)
        journey = desk.cases.now(leah, case.id).journey
        assert journey.median_of_domains == sorted(given)[(len(given) - 1) // 2]
        assert journey.points == ()
        assert len(journey.domains) == len(given)


def test_a_journey_keeps_the_first_and_the_latest_rating(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    for stage in (Stage.CRISIS, Stage.COPING, Stage.NOT_COPING):
        ratings = (DomainRating(LifeDomain.MONEY, stage, own_view=stage),)
        desk.reviews.rate(leah, case.id, ratings, RatingKind.REVIEW)
        world.clock.forward(days=30)
    (line,) = desk.cases.now(leah, case.id).journey.domains
    assert (line.start, line.now, line.own_view) == (
        Stage.CRISIS,
        Stage.NOT_COPING,
        Stage.NOT_COPING,
    )


def test_helpers_are_the_live_team_key_worker_first_then_other_services(
    world: World, desk: Desk
) -> None:
    zoe, omar, gone = world.worker("zoe"), world.worker("omar"), world.worker("gone")
    case = world.case(team=[zoe])
    world.join(case, omar, by=zoe)
    world.leave(world.join(case, gone, by=zoe), by=zoe)
    world.join(case, world.worker("soon"), by=zoe, valid_from=world.clock() + timedelta(days=1))
    world.add(
        zoe,
        Involvement(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            service="Mind",
            worker_name="Ray",
            last_contact_on=TODAY,
        ),
    )
    desk.casework.write_note(omar, case.id, NewNote("Met.", at=world.clock() - timedelta(days=2)))
    helpers = desk.cases.now(zoe, case.id).helpers
    assert [(one.name, one.role, one.last_contact) for one in helpers] == [
        ("Zoe", TeamRole.KEY_WORKER, None),
        ("Omar", TeamRole.MEMBER, date(2026, 11, 19)),
        ("Ray", None, TODAY),
    ]
    assert [one.name for one in desk.cases.team(zoe, case.id)] == ["Omar", "Zoe"]


def test_how_somebody_may_be_reached_and_whom_they_care_for_is_said_first(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo")])
    safe = SafeContact(
        subject_id=case.subject,
        category=Category.CONTACT,
        may_text=True,
        may_call=False,
        may_voicemail=False,
        may_write=False,
        from_hour=9,
        to_hour=14,
        code_word="kestrel",
    )
    world.add(leah, safe)
    caring = Relationship(
        subject_id=case.subject,
        category=Category.IDENTITY,
        other_id=case.people[1],
        kind=TieKind.CARER,
    )
    world.add(leah, caring)
    alerts = [alert.text for alert in desk.cases.header(leah, case.id).alerts]
    assert alerts == ["Text 09:00 to 14:00; do not ring", "Word agreed: kestrel", "Carer for Bo"]


def test_the_newest_address_is_shown_and_a_protected_one_says_so(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    old, new = date(2020, 1, 1), date(2026, 1, 1)
    lives_at(world, leah, case.subject, "1 Unknown Row")
    lives_at(world, leah, case.subject, "2 Old Row", since=old)
    lives_at(world, leah, case.subject, "4 Past Row", since=new, until=TODAY)
    assert desk.cases.header(leah, case.id).address == "2 Old Row"
    lives_at(
        world, leah, case.subject, "3 Safe Row", category=Category.PROTECTED_ADDRESS, since=new
    )
    assert desk.cases.header(leah, case.id).address == "3 Safe Row (protected)"


def test_groups_come_nearest_first_and_words_narrow_them(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    world.fact(Area(code="E1", name="Here", vintage="2021", latitude=53.54, longitude=-2.11))
    lives_at(world, leah, case.subject, "12 Alderbank Road", area="E1")
    a_group(world, "Far choir", latitude=53.60, longitude=-2.11)
    a_group(world, "Near choir", latitude=53.55, longitude=-2.11, checked_on=TODAY)
    a_group(world, "Somewhere choir")
    a_group(world, "Here library", area_code="E1", offers="books")
    found = desk.cases.groups(leah, case.id)
    assert [(one.name, one.miles) for one in found] == [
        ("Here library", 0.0),
        ("Near choir", 0.7),
        ("Far choir", 4.1),
        ("Somewhere choir", None),
    ]
    assert [one.name for one in desk.cases.groups(leah, case.id, "CHOIR near")] == ["Near choir"]
    assert [one.name for one in desk.cases.groups(leah, case.id, "books")] == ["Here library"]
    assert desk.cases.groups(leah, case.id, "%") == ()
    never = "Never checked: ring before you send anybody"
    assert [one.checked for one in found] == [never, "Checked today", never, never]


# --- who sees what -------------------------------------------------------------------------------


def test_a_worker_at_the_same_desk_but_on_no_team_sees_the_head_alone(
    world: World, desk: Desk
) -> None:
    case = full_case(world, desk)
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    now = desk.cases.now(dee, case.id)
    assert (now.header.name, now.header.reference) == ("Shabana Akhtar", "K7QX9B")
    assert (now.header.on_team, now.header.may_write, now.header.address) == (False, False, "")
    assert (now.matters, now.risks, now.steps, now.money, now.latest) == (None, (), (), None, ())
    assert (now.journey.points, now.journey.domains, now.steps_done) == ((), (), 0)
    assert desk.cases.story(dee, case.id) == ()
    plan = desk.cases.plan(dee, case.id)
    assert (plan.needs, plan.loose_steps, plan.referrals, plan.risks) == ((), (), (), ())
    assert desk.cases.money(dee, case.id) is None
    with pytest.raises(NotPermitted):
        desk.casework.write_note(dee, case.id, NewNote("let me in"))


def test_a_partner_agency_on_the_team_sees_only_what_is_agreed(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    world.join(case, hari)
    now = desk.cases.now(hari, case.id)
    assert now.money is None
    assert desk.cases.money(hari, case.id) is None
    assert now.header.address == ""
    assert now.matters is not None
    assert {line.domain for line in now.journey.domains} == {LifeDomain.FAMILY}
    assert now.journey.median_of_domains is Stage.ADAPTED
    assert desk.cases.plan(hari, case.id).needs == ()
    assert {entry.kind for entry in desk.cases.story(hari, case.id)} == {
        "visit",
        "stage",
        "referral",
        "group",
        "risk",
    }
    world.agree(AgencyKind.HOUSING, Category.FINANCE)
    money = desk.cases.money(hari, case.id)
    assert money is not None
    assert money.confirmed_a_year == 81_90 * 52


def test_money_not_shared_and_no_money_are_two_different_answers(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    money = desk.cases.money(leah, case.id)
    assert money is not None
    assert (money.confirmed_a_year, money.lines, money.since) == (0, (), None)


def test_a_hidden_case_and_a_missing_one_look_the_same_on_every_tab(
    world: World, desk: Desk
) -> None:
    case = full_case(world, desk)
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    missing = CaseId(PersonId(case.subject))
    tabs = ("opened", "now", "story", "plan", "money", "header", "network")
    for tab in tabs:
        failures = []
        for wanted in (case.id, missing):
            with pytest.raises(NotFound) as failed:
                getattr(desk.cases, tab)(omar, wanted)
            failures.append(failed.value)
        assert failures[0] == failures[1], tab
    assert desk.cases.team(omar, case.id) == ()
    assert desk.cases.groups(omar, case.id) == desk.cases.groups(omar, missing)


def test_opening_a_case_is_written_into_the_audit_chain(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    world.clock.forward(minutes=5)
    desk.cases.opened(case.by, case.id)
    desk.cases.opened(case.by, case.id)
    boss = world.manager()
    with world.store_for(boss).query(boss) as work:
        entries = work.all(select(AuditEntry).order_by(AuditEntry.seq))
    assert (entries[-1].action, entries[-1].worker_id) == ("opened case", case.by.worker)


def test_two_stores_that_differ_only_in_hidden_rows_show_the_same_case(
    world: World, desk: Desk
) -> None:
    case = full_case(world, desk)
    before = every_tab(desk.cases, case)
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    hidden = world.case(team=[omar])
    desk.casework.write_note(omar, hidden.id, NewNote("secret"))
    desk.casework.add_step(omar, hidden.id, "secret", TODAY)
    assert every_tab(desk.cases, case) == before


def every_tab(cases: CaseView, case: CaseMade) -> list[Any]:
    actor = case.by
    return [
        read(actor, case.id)
        for read in (
            cases.now,
            cases.story,
            cases.plan,
            cases.money,
            cases.network,
            cases.team,
            cases.groups,
        )
    ]


def test_what_comes_out_is_frozen(world: World, desk: Desk) -> None:
    case = full_case(world, desk)

    def check(row: Any) -> None:
        if is_dataclass(row) and not isinstance(row, type):
            assert type(row).__dataclass_params__.frozen, row  # type: ignore[attr-defined]
            for one in fields(row):
                check(getattr(row, one.name))
        elif isinstance(row, tuple):
            for part in row:
                check(part)
        else:
            assert not isinstance(row, list | dict | set), row

    for row in every_tab(desk.cases, case):
        check(row)


def test_a_tab_asks_no_more_however_much_there_is(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    leah = case.by

    def asked() -> int:
        with counted(world, leah) as count:
            every_tab(desk.cases, case)
        return count.statements

    few = asked()
    group = a_group(world, "Books")
    for number in range(6):
        at = datetime(2026, 11, number + 1, tzinfo=UTC)
        desk.casework.write_note(leah, case.id, NewNote(f"{number}", at=at))
        desk.casework.add_step(leah, case.id, f"{number}", TODAY)
        need = desk.casework.add_need(leah, case.id, LifeDomain.FAMILY, f"{number}")
        assert need.made is not None
        desk.casework.add_goal(leah, need.made, f"{number}")
        desk.reviews.attended(leah, case.id, group, at.date(), came=bool(number % 2))
    with counted(world, leah) as now:
        desk.cases.now(leah, case.id)
    assert asked() == few
    # One each for the dates that matter, for going along, and for all that safety has to say;
    # a part of life, a person or a record more asks nothing more.
    assert now.statements <= 28


def test_the_network_in_words_names_family_services_and_groups(world: World, desk: Desk) -> None:
    case = full_case(world, desk)
    leah = case.by
    tie = Relationship(
        subject_id=case.subject,
        category=Category.IDENTITY,
        other_id=case.people[1],
        kind=TieKind.SIBLING,
        quality=Quality.STRONG,
    )
    world.add(leah, tie)
    for person in case.people:
        world.add(
            leah,
            Involvement(
                case_id=case.id,
                subject_id=person,
                category=Category.CORE,
                service="Mind",
                worker_name="Ray",
            ),
        )
    walked = a_group(world, "Walking")
    desk.reviews.attended(leah, case.id, walked, TODAY, came=True)
    outline = desk.cases.network(leah, case.id)
    words = " ".join(line.spoken for section in outline.sections for line in section.lines)
    for wanted in ("Bo", "Mind", "Choir", "Walking"):
        assert wanted in words, wanted
    assert sum("Mind" in line.title for part in outline.sections for line in part.lines) == 1


def test_a_year_of_death_is_enough_for_the_network(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo", died_text="2020")])
    desk.cases.network(leah, case.id)
