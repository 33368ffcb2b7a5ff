"""My day: what needs this worker comes first, and nothing of anybody else's."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Appointment, Case
from pbi_desktop.services.case_rows import DomainRating, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.my_day_rows import CaseOrder, NewsKind
from tests.support.desks import lives_at
from tests.support.statements import counted
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)


def visit(world: World, case: CaseMade, worker: Actor, at: datetime, what: str = "Visit") -> None:
    world.add(
        worker,
        Appointment(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            at=at,
            worker_id=worker.worker,
            what=what,
            done=False,
        ),
    )


def days(*away: int) -> Iterable[date]:
    return (TODAY + timedelta(days=day) for day in away)


def named(world: World, name: str, *team: Actor) -> CaseMade:
    given, _, family = name.partition(" ")
    return world.case(team=team, subject=world.person(given, family))


def test_promises_come_late_first_and_those_without_a_day_last(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = named(world, "Ann Bell", leah)
    desk.casework.add_step(leah, case.id, "some day", None)
    words = ("week", "late", "today", "far", "later", "soon")
    for due, what in zip(days(6, -2, 0, 7, -9, 1), words, strict=True):
        desk.casework.add_step(leah, case.id, what, due)
    day = desk.my_day.show(leah)
    assert [(one.what, one.late_days) for one in day.promises] == [
        ("later", 9),
        ("late", 2),
        ("today", 0),
        ("soon", 0),
        ("week", 0),
        ("far", 0),
        ("some day", 0),
    ]
    assert (day.late, day.due_today, day.due_this_week) == (2, 1, 2)


def test_only_ones_own_open_steps_are_promises(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah, omar])
    desk.casework.add_step(leah, case.id, "hers", TODAY)
    desk.casework.add_step(leah, case.id, "his", TODAY, owner_id=omar.worker)
    done = desk.casework.add_step(leah, case.id, "done", TODAY)
    assert done.made is not None
    desk.casework.settle_step(leah, done.made, 1, ActionStatus.DONE)
    assert [one.what for one in desk.my_day.show(leah).promises] == ["hers"]
    assert [one.what for one in desk.my_day.show(omar).promises] == ["his"]


def test_todays_visits_are_shown_in_order_and_no_others(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = named(world, "Ann Bell", leah, omar)
    now = world.clock()
    visit(world, case, leah, now + timedelta(hours=5), "second")
    visit(world, case, leah, now - timedelta(hours=1), "first")
    visit(world, case, leah, now + timedelta(days=1), "tomorrow")
    visit(world, case, leah, now - timedelta(days=1), "yesterday")
    visit(world, case, omar, now, "his")
    items = desk.my_day.show(leah).items
    assert [(one.what, one.person) for one in items] == [
        ("first", "Ann Bell"),
        ("second", "Ann Bell"),
    ]


@pytest.mark.parametrize(
    ("now", "inside", "outside"),
    [
        # Summer time: the day in Oldham begins at 23:00 UTC the day before.
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), (2026, 6, 30, 23, 0), (2026, 7, 1, 23, 0)),
        # The day the clocks go back has 25 hours.
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), (2026, 10, 25, 23, 59), (2026, 10, 26, 0, 0)),
        # The day the clocks go on has 23.
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), (2027, 3, 28, 22, 59), (2027, 3, 28, 23, 0)),
        # Winter: London is UTC.
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), (2026, 12, 31, 0, 0), (2027, 1, 1, 0, 0)),
    ],
)
def test_a_day_is_a_day_in_oldham(
    world: World,
    desk: Desk,
    now: datetime,
    inside: tuple[int, int, int, int, int],
    outside: tuple[int, int, int, int, int],
) -> None:
    world.clock.set(now)
    leah = world.worker("leah")
    case = world.case(team=[leah])
    visit(world, case, leah, datetime(*inside, tzinfo=UTC), "today")
    visit(world, case, leah, datetime(*outside, tzinfo=UTC), "not today")
    assert [one.what for one in desk.my_day.show(leah).items] == ["today"]


def test_a_step_is_late_from_midnight_in_oldham(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    desk.casework.add_step(leah, case.id, "ring", date(2027, 6, 30))
    for at, late in (((2027, 6, 30, 22, 59), 0), ((2027, 6, 30, 23, 0), 1)):
        world.clock.set(datetime(*at, tzinfo=UTC))
        day = desk.my_day.show(leah)
        assert (day.promises[0].late_days, day.late) == (late, late)
        assert day.cases[0].late_days == late


def test_news_is_what_others_did_on_ones_cases_since_one_looked(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    mine = named(world, "Ann Bell", leah, omar)
    other = named(world, "Bo Lind", omar)
    desk.casework.write_note(omar, mine.id, NewNote("long ago"))
    world.clock.set(datetime(2026, 11, 22, 0, 0, tzinfo=UTC))
    desk.casework.write_note(omar, mine.id, NewNote("yesterday at midnight"))
    world.clock.set(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    desk.casework.write_note(omar, other.id, NewNote("not hers"))
    desk.casework.write_note(leah, mine.id, NewNote("her own"))
    desk.casework.record_risk(omar, mine.id, RiskState.NONE_KNOWN)
    news = desk.my_day.show(leah).news
    assert [(one.kind, one.by, one.person) for one in news] == [
        (NewsKind.RISK, "Omar", "Ann Bell"),
        (NewsKind.NOTE, "Omar", "Ann Bell"),
    ]
    assert news[0].at > news[1].at


def test_a_review_of_many_parts_of_life_is_one_piece_of_news(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah, omar])
    parts = [domain for domain in LifeDomain if domain is not LifeDomain.OVERALL]
    ratings = tuple(DomainRating(domain, Stage.COPING) for domain in parts)
    world.clock.forward(minutes=1)
    desk.reviews.rate(omar, case.id, ratings, RatingKind.BASELINE)
    assert [one.kind for one in desk.my_day.show(leah).news] == [NewsKind.STAGE]


def test_cases_come_worst_first(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    fine, crisis = named(world, "Fine", leah), named(world, "Crisis", leah)
    late, later = named(world, "Late", leah), named(world, "Later", leah)
    rating = RatingKind.BASELINE
    for case, stage in ((fine, Stage.ADAPTED), (crisis, Stage.CRISIS)):
        overall = DomainRating(LifeDomain.OVERALL, stage, reason="as told")
        desk.reviews.rate(leah, case.id, (overall,), rating)
    desk.casework.add_step(leah, late.id, "ring", TODAY - timedelta(days=1))
    desk.casework.add_step(leah, later.id, "ring", TODAY - timedelta(days=3))
    lines = desk.my_day.show(leah).cases
    assert [line.person for line in lines] == ["Later", "Late", "Crisis", "Fine"]
    assert [line.stage for line in lines] == [None, None, Stage.CRISIS, Stage.ADAPTED]
    assert desk.cases.list(leah) == lines


def test_cases_by_street_go_house_by_house_and_unknown_ones_last(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    homes = {"Ann": "9 Mill Brow", "Bo": "10 Alderbank Road", "Cy": "2 Alderbank Road", "Di": ""}
    for name, street in homes.items():
        case = named(world, name, leah)
        if street:
            lives_at(world, leah, case.subject, street)
    lines = desk.my_day.show(leah, CaseOrder.STREET).cases
    assert [line.person for line in lines] == ["Cy", "Bo", "Ann", "Di"]


def test_cases_by_review_go_by_the_day_of_the_review(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    due = {"Far": 60, "Soon": 7, "Past": -3, "None": None}
    for name, away in due.items():
        case = named(world, name, leah)
        if away is not None:
            world.change_fact(Case, case.id, next_review_on=TODAY + timedelta(days=away))
    lines = desk.my_day.show(leah, CaseOrder.REVIEW).cases
    assert [(line.person, line.review_due) for line in lines] == [
        ("Past", True),
        ("Soon", True),
        ("Far", False),
        ("None", False),
    ]


def test_a_case_line_says_what_to_look_out_for_and_what_is_next(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    born = world.person("Ann", "Bell", born_text="1991-11-22", born_precision="day")
    case = world.case(team=[leah], subject=born)
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "Falls on the stairs")
    desk.casework.add_step(leah, case.id, "any time", None)
    desk.casework.add_step(leah, case.id, "later", TODAY + timedelta(days=3))
    desk.casework.add_step(leah, case.id, "next", TODAY + timedelta(days=2))
    desk.casework.write_note(leah, case.id, NewNote("seen", at=world.clock() - timedelta(days=4)))
    (line,) = desk.my_day.show(leah).cases
    assert (line.age, line.look_out, line.next_step) == (34, "Falls on the stairs", "next")
    assert (line.last_seen, line.next_due) == (date(2026, 11, 17), date(2026, 11, 23))


def test_a_case_that_one_has_left_or_that_is_closed_is_not_among_ones_cases(
    world: World, desk: Desk
) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    left, closed = world.case(team=[omar]), world.case(team=[leah])
    place = world.join(left, leah)
    world.leave(place, by=omar)
    world.change_fact(
        Case,
        closed.id,
        phase=Phase.CLOSED,
        closed_on=TODAY,
        closure_reason=ClosureReason.MOVED_AWAY,
    )
    day = desk.my_day.show(leah)
    assert (day.cases, day.news) == ((), ())


def test_a_lead_sees_as_their_own_only_the_cases_on_whose_team_they_are(
    world: World, desk: Desk
) -> None:
    world.case(team=[world.worker("leah")])
    boss = world.manager()
    assert desk.my_day.show(boss).cases == ()
    mine = world.case(team=[boss])
    assert [line.case_id for line in desk.my_day.show(boss).cases] == [mine.id]


def test_two_stores_that_differ_only_in_hidden_rows_give_the_same_day(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    case = named(world, "Ann Bell", leah)
    desk.casework.add_step(leah, case.id, "ring", TODAY)
    before = desk.my_day.show(leah)
    hidden = named(world, "Ann Bell", omar)
    desk.casework.write_note(omar, hidden.id, NewNote("secret"))
    desk.casework.add_step(omar, hidden.id, "late", TODAY - timedelta(days=9))
    visit(world, hidden, omar, world.clock())
    assert desk.my_day.show(leah) == before


def test_a_day_asks_no_more_however_many_cases_there_are(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")

    def one_more(number: int) -> None:
        case = named(world, f"P{number} Bell", leah, omar)
        world.clock.forward(minutes=1)
        desk.casework.add_step(leah, case.id, "ring", TODAY)
        desk.casework.write_note(omar, case.id, NewNote("seen"))
        visit(world, case, leah, world.clock())

    one_more(0)
    with counted(world, leah) as few:
        desk.my_day.show(leah)
    for number in range(1, 6):
        one_more(number)
    with counted(world, leah) as many:
        day = desk.my_day.show(leah, CaseOrder.STREET)
    assert len(day.cases) == len(day.items) == len(day.promises) == len(day.news) == 6
    assert many.statements <= few.statements + 1 <= 26
