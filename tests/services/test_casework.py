"""Case work: each command keeps what was said, or refuses and says what to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, ReferralKind, ReferralStatus, RiskState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, GroupId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import ClosureReason
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote, NewStep
from pbi_desktop.services.desk import Desk
from tests.support.desks import ended, undo
from tests.support.world import World

TODAY = date(2026, 11, 21)
CLAIM = NewGain(
    "PIP",
    GainCategory.BENEFIT,
    GainNature.RECURRING,
    GainStatus.CLAIMED,
    Pence(72_65),
    Frequency.WEEKLY,
)
DIED = ended(ClosureReason.DIED)
Attempt = Callable[[Desk, Actor, CaseId, GroupId], Changes]

COMMANDS: dict[str, Attempt] = {
    "write_note": lambda d, a, c, g: d.casework.write_note(a, c, NewNote("Seen.")),
    "say_what_matters": lambda d, a, c, g: d.casework.say_what_matters(a, c, "My garden."),
    "add_need": lambda d, a, c, g: d.casework.add_need(a, c, LifeDomain.FAMILY, "Company"),
    "add_step": lambda d, a, c, g: d.casework.add_step(a, c, "Ring", TODAY),
    "record_risk": lambda d, a, c, g: d.casework.record_risk(a, c, RiskState.NONE_KNOWN),
    "rate": lambda d, a, c, g: d.reviews.rate(
        a, c, (DomainRating(LifeDomain.FAMILY, Stage.COPING),), RatingKind.BASELINE
    ),
    "record_gain": lambda d, a, c, g: d.reviews.record_gain(a, c, CLAIM),
    "refer": lambda d, a, c, g: d.reviews.refer(a, c, g, ReferralKind.SIGNPOST, agreed=False),
    "attended": lambda d, a, c, g: d.reviews.attended(a, c, g, TODAY, came=True),
    "enter": lambda d, a, c, g: d.phases.enter(a, c, seen(d, a, c), DIED),
}


def seen(desk: Desk, actor: Actor, case: CaseId) -> int:
    return desk.cases.header(actor, case).version


@pytest.fixture
def choir(world: World) -> GroupId:
    group = CommunityGroup(feed="own", source_key="1", name="Choir", kind="group")
    return GroupId(world.fact(group))


def story(desk: Desk, actor: Actor, case: CaseId) -> list[str]:
    return [entry.title for entry in desk.cases.story(actor, case)]


def test_nobody_but_the_team_and_the_lead_changes_a_case(
    world: World, desk: Desk, choir: GroupId
) -> None:
    case = world.case(team=[world.worker("leah")])
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    before = desk.cases.now(case.by, case.id)
    for name, attempt in COMMANDS.items():
        with pytest.raises(NotPermitted):
            attempt(desk, dee, case.id, choir)
        with pytest.raises(NotFound):
            attempt(desk, omar, case.id, choir)
        assert desk.cases.now(case.by, case.id) == before, name
    world.open(case, world.manager())
    for attempt in COMMANDS.values():
        kept = attempt(desk, world.manager(), case.id, choir)
        undo(desk, world.manager(), kept)


def test_each_command_says_what_it_did_and_which_case_it_touched(
    world: World, desk: Desk, choir: GroupId
) -> None:
    leah = world.worker("leah")
    for name, attempt in COMMANDS.items():
        case = world.case(team=[leah])
        kept = attempt(desk, leah, case.id, choir)
        assert kept.command is not None, name
        assert kept.done, name
        assert kept.cases == {case.id}, name
        assert kept.kinds, name


def test_empty_words_are_refused_with_what_to_do(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    work, reviews = desk.casework, desk.reviews
    future = world.clock() + timedelta(minutes=1)
    attempts: list[tuple[str, Callable[[], Changes]]] = [
        ("body", lambda: work.write_note(leah, case.id, NewNote(" \x00\n"))),
        ("at", lambda: work.write_note(leah, case.id, NewNote("Seen.", at=future))),
        ("words", lambda: work.say_what_matters(leah, case.id, " ")),
        ("words", lambda: work.add_need(leah, case.id, LifeDomain.MONEY, "")),
        ("what", lambda: work.add_step(leah, case.id, "\t", None)),
        ("harm", lambda: work.record_risk(leah, case.id, RiskState.KNOWN, " ")),
        ("harm", lambda: work.record_risk(leah, case.id, RiskState.PAST)),
        ("ratings", lambda: reviews.rate(leah, case.id, (), RatingKind.REVIEW)),
        ("importance", lambda: work.add_goal(leah, uuid4(), "x", 11)),
        ("importance", lambda: work.add_goal(leah, uuid4(), "x", 0)),
        ("words", lambda: work.add_goal(leah, uuid4(), " ", 5)),
        ("reason", lambda: work.settle_step(leah, uuid4(), 1, ActionStatus.NOT_POSSIBLE, " ")),
        ("evidence", lambda: reviews.confirm_gain(leah, uuid4(), 1, Evidence.NONE)),
    ]
    for field, attempt in attempts:
        with pytest.raises(Invalid) as refused:
            attempt()
        assert set(refused.value.fields) == {field}
        assert all(said.endswith(".") for said in refused.value.fields.values())
    assert desk.cases.story(leah, case.id) == ()


def test_hidden_characters_are_left_out_and_it_is_said(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    kept = desk.casework.write_note(leah, case.id, NewNote("Came\x00 in\u202e.\r\nSad."))
    assert kept.done == "Note kept. Hidden characters in the text were left out"
    assert desk.cases.story(leah, case.id)[0].body == "Came in.\nSad."


BODIES = [
    "a" * 100_000,
    "اس کی بہن نے کہا کہ وہ ٹھیک نہیں۔\nپھر وہ چلی گئی۔",
    "সে আর গান গায় না।",
    "<img src='file:///etc/passwd'> & <script>alert(1)</script>",
    "'; DROP TABLE notes; -- %s :name {x}",
    "👩‍👩‍👧 emoji, joiners and tabs\tstay",
]


def test_a_note_comes_through_whole(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    for body in BODIES:
        world.clock.forward(seconds=1)
        assert desk.casework.write_note(leah, case.id, NewNote(body)).done == "Note kept"
        assert desk.cases.story(leah, case.id)[0].body == body


def test_a_note_and_its_steps_are_kept_and_taken_back_as_one(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    steps = (NewStep("Ring council tax", date(2026, 11, 27)), NewStep("Ask about the meter"))
    kept = desk.casework.write_note(leah, case.id, NewNote("Home visit.", steps=steps))
    assert kept.done == "Note and 2 steps kept"
    assert {step.what for step in desk.cases.now(leah, case.id).steps} == {
        "Ring council tax",
        "Ask about the meter",
    }
    assert kept.command is not None
    desk.undo.undo(leah, kept.command)
    assert desk.cases.now(leah, case.id).steps == ()
    assert desk.cases.story(leah, case.id) == ()
    stranger = NewStep("Ring", owner_id=world.worker("sam").worker)
    with pytest.raises(Invalid):
        desk.casework.write_note(leah, case.id, NewNote("Home visit.", steps=(stranger,)))
    assert desk.cases.story(leah, case.id) == ()


def test_a_category_that_is_not_agreed_is_refused_whole(world: World, desk: Desk) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    case = world.case(team=[hari])
    world.note(case, "hers", by=case.by)
    with pytest.raises(NotPermitted):
        desk.casework.write_note(hari, case.id, NewNote("x", category=Category.HEALTH))
    both = (
        DomainRating(LifeDomain.FAMILY, Stage.COPING),
        DomainRating(LifeDomain.MENTAL_HEALTH, Stage.CRISIS),
    )
    with pytest.raises(NotPermitted):
        desk.reviews.rate(hari, case.id, both, RatingKind.BASELINE)
    assert desk.cases.now(hari, case.id).journey.domains == ()


def test_a_step_goes_to_the_team_alone_and_to_a_goal_of_its_own_case(
    world: World, desk: Desk
) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    mine, other = world.case(team=[leah]), world.case(team=[leah])
    with pytest.raises(Invalid) as refused:
        desk.casework.add_step(leah, mine.id, "Ring", None, owner_id=omar.worker)
    assert set(refused.value.fields) == {"owner"}
    need = desk.casework.add_need(leah, other.id, LifeDomain.FAMILY, "Company")
    assert need.made is not None
    goal = desk.casework.add_goal(leah, need.made, "A friend", 5)
    with pytest.raises(NotFound):
        desk.casework.add_step(leah, mine.id, "Ring", None, goal_id=goal.made)
    assert desk.cases.now(leah, mine.id).steps == ()


def test_a_step_is_settled_opened_again_and_moved(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    step = desk.casework.add_step(leah, case.id, "Ring", TODAY).made
    assert step is not None
    assert desk.casework.settle_step(leah, step, 1, ActionStatus.DONE).done == "Step done"
    assert desk.cases.now(leah, case.id).steps_done == 1
    opened = desk.casework.settle_step(leah, step, 2, ActionStatus.OPEN)
    assert opened.done == "Step open again"
    desk.casework.move_step(leah, step, 3, TODAY + timedelta(days=7))
    (line,) = desk.cases.now(leah, case.id).steps
    assert (line.due_on, line.version, line.late_days) == (TODAY + timedelta(days=7), 4, 0)


def test_what_somebody_else_changed_first_is_not_overwritten(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah, omar])
    step = desk.casework.add_step(leah, case.id, "Ring", TODAY).made
    gain = desk.reviews.record_gain(leah, case.id, CLAIM).made
    assert step is not None
    assert gain is not None
    desk.casework.move_step(omar, step, 1, TODAY + timedelta(days=1))
    desk.casework.settle_step(omar, step, 2, ActionStatus.NOT_DONE)
    desk.reviews.confirm_gain(omar, gain, 1, Evidence.AWARD_LETTER)
    desk.phases.enter(omar, case.id, 1, ended())
    attempts: list[Callable[[], Changes]] = [
        lambda: desk.casework.settle_step(leah, step, 1, ActionStatus.DONE),
        lambda: desk.casework.move_step(leah, step, 1, TODAY + timedelta(days=2)),
        lambda: desk.reviews.confirm_gain(leah, gain, 1, Evidence.CLIENT_REPORT),
        lambda: desk.phases.enter(leah, case.id, 1, ended(ClosureReason.DIED)),
    ]
    before = desk.cases.now(leah, case.id)
    for attempt in attempts:
        with pytest.raises(StaleRecord):
            attempt()
    assert desk.cases.now(leah, case.id) == before


def test_what_matters_is_kept_and_the_newest_is_shown(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    desk.casework.say_what_matters(leah, case.id, "My dog.")
    world.clock.forward(hours=1)
    desk.casework.say_what_matters(leah, case.id, "My garden.", "Ring", "No letters")
    matters = desk.cases.now(leah, case.id).matters
    assert matters is not None
    assert (matters.words, matters.please_do, matters.please_dont, matters.said_on) == (
        "My garden.",
        "Ring",
        "No letters",
        TODAY,
    )


def test_taking_up_a_case_shows_it_and_once_is_enough(world: World, desk: Desk) -> None:
    omar = world.worker("omar")
    case = world.case(team=[world.worker("leah")])
    world.note(case, "Rent.", by=case.by)
    assert desk.cases.story(omar, case.id) == ()
    for _again in range(2):
        desk.casework.take_up_case(omar, case.id)
    assert len(desk.cases.story(omar, case.id)) == 1
    assert len(desk.cases.team(omar, case.id)) == 2


# --- reviews, money, groups ----------------------------------------------------------------------


def test_overall_is_a_judgement_and_needs_its_own_reason(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    for reason in ("", "  ", "\x00"):
        overall = DomainRating(LifeDomain.OVERALL, Stage.COPING, reason=reason)
        money = DomainRating(LifeDomain.MONEY, Stage.COPING, reason="as told")
        with pytest.raises(Invalid) as refused:
            desk.reviews.rate(leah, case.id, (money, overall), RatingKind.REVIEW)
        assert set(refused.value.fields) == {"reason"}
    twice = (DomainRating(LifeDomain.MONEY, Stage.COPING),) * 2
    with pytest.raises(Invalid):
        desk.reviews.rate(leah, case.id, twice, RatingKind.REVIEW)
    assert desk.cases.now(leah, case.id).journey.domains == ()


WRONG_MONEY = [
    ({"amount": -1}, "amount"),
    ({"previous": -1}, "amount"),
    ({"amount": 10**30}, "amount"),
    ({"what": " "}, "what"),
    ({"start": TODAY, "end": TODAY - timedelta(days=1)}, "end"),
    ({"nature": GainNature.ONE_OFF, "frequency": Frequency.ONE_OFF, "previous": 5}, "previous"),
    ({"nature": GainNature.ONE_OFF}, "frequency"),
    ({"frequency": Frequency.ONE_OFF}, "frequency"),
    ({"status": GainStatus.CONFIRMED}, "evidence"),
]


def test_money_that_cannot_be_meant_is_refused(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah])
    for wrong, field in WRONG_MONEY:
        with pytest.raises(Invalid) as refused:
            desk.reviews.record_gain(leah, case.id, replace(CLAIM, **wrong))  # type: ignore[arg-type]
        assert set(refused.value.fields) == {field}
    assert desk.cases.story(leah, case.id) == ()


def test_a_claim_counts_once_it_is_confirmed(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    gain = desk.reviews.record_gain(leah, case.id, CLAIM).made
    assert gain is not None
    desk.reviews.confirm_gain(leah, gain, 1, Evidence.AWARD_LETTER)
    money = desk.cases.money(leah, case.id)
    assert money is not None
    assert (money.confirmed_a_year, money.waiting) == (72_65 * 52, 0)
    assert money.lines[0].confirmed_on == TODAY


def test_a_referral_needs_the_persons_word_and_a_signpost_does_not(
    world: World, desk: Desk, choir: GroupId
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    with pytest.raises(Invalid) as refused:
        desk.reviews.refer(leah, case.id, choir, ReferralKind.REFERRAL, agreed=False)
    assert set(refused.value.fields) == {"agreed"}
    desk.reviews.refer(leah, case.id, choir, ReferralKind.SIGNPOST, agreed=False)
    assert story(desk, leah, case.id) == ["Signposted to Choir"]
    with pytest.raises(NotFound):
        desk.reviews.refer(leah, case.id, GroupId(uuid4()), ReferralKind.SIGNPOST, agreed=False)


def test_the_second_attendance_closes_the_link(world: World, desk: Desk, choir: GroupId) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    desk.reviews.refer(leah, case.id, choir, ReferralKind.REFERRAL, agreed=True)

    def link() -> tuple[ReferralStatus, int]:
        (line,) = desk.cases.plan(leah, case.id).referrals
        return line.status, line.times_came

    days = [TODAY - timedelta(days=away) for away in (21, 14, 7, 0)]
    desk.reviews.attended(leah, case.id, choir, days[0], came=False)
    assert link() == (ReferralStatus.MADE, 0)
    desk.reviews.attended(leah, case.id, choir, days[1], came=True)
    assert link() == (ReferralStatus.ATTENDED, 1)
    second = desk.reviews.attended(leah, case.id, choir, days[2], came=True)
    assert second.done == "Second visit recorded: the link is closed"
    assert link() == (ReferralStatus.CLOSED, 2)
    assert desk.reviews.attended(leah, case.id, choir, days[3], came=True).done == (
        "Attendance recorded"
    )
    assert link() == (ReferralStatus.CLOSED, 3)


def test_a_day_is_recorded_once_and_only_when_it_has_been(
    world: World, desk: Desk, choir: GroupId
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    kept = desk.reviews.attended(leah, case.id, choir, TODAY, came=True)
    for day in (TODAY, TODAY + timedelta(days=1)):
        with pytest.raises(Invalid) as refused:
            desk.reviews.attended(leah, case.id, choir, day, came=False)
        assert set(refused.value.fields) == {"on_day"}
    with pytest.raises(NotFound):
        desk.reviews.attended(leah, case.id, GroupId(uuid4()), TODAY, came=True)
    undo(desk, leah, kept)
    desk.reviews.attended(leah, case.id, choir, TODAY, came=False)
    assert story(desk, leah, case.id) == ["Did not come to Choir"]
