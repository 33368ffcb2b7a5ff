"""What changed since one looked, told without its words; and why a case comes first."""

from datetime import date, timedelta

from pbi_desktop.domain.access import AgencyKind, Basis, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.housing import KeyDateKind, KeyDateState
from pbi_desktop.domain.safety import ConcernAbout, ConcernState
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Concern, KeyDate, StaffMarker
from pbi_desktop.services.case_rows import DomainRating, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.services.visit_rows import NewVisit
from tests.support.desks import undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)


def news(desk: Desk, actor: Actor) -> list[tuple[str, str, str, int]]:
    return [(one.by, one.agency, one.title, one.count) for one in desk.my_day.show(actor).news]


def named(world: World, name: str, *team: Actor) -> CaseMade:
    return world.case(team=team, subject=world.person(name))


def test_what_others_did_is_told_until_one_looks_again(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    world.agree(AgencyKind.POLICE)
    leah, tom = world.worker("leah"), world.worker("tom", agency=AgencyKind.POLICE)
    mine, other = named(world, "Ann", leah, tom), named(world, "Bo", leah, tom)
    world.clock.forward(minutes=1)
    written = desk.casework.write_note(tom, mine.id, NewNote("Secret words"))
    desk.casework.write_note(tom, mine.id, NewNote("More secret words"))
    desk.casework.write_note(leah, mine.id, NewNote("her own"))
    gone = desk.casework.write_note(tom, other.id, NewNote("A slip"))
    undo(desk, tom, gone)
    assert news(desk, leah) == [("Tom", "police", "Wrote a note", 2)]
    assert "ecret" not in repr(desk.my_day.show(leah))
    world.clock.forward(hours=1)
    desk.cases.opened(leah, mine.id)
    assert news(desk, leah) == []
    world.clock.forward(hours=1)
    assert written.made is not None
    desk.corrections.correct(tom, "notes", written.made, 1, {"body": "Right words", "place": ""})
    assert news(desk, leah) == [("Tom", "police", "Changed a note", 1)]
    assert news(desk, tom) == [("Leah", "council", "Wrote a note", 1)]


def test_whoever_is_handed_a_case_is_told_first_by_whom_until_they_open_it(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    new, known = named(world, "Ann", leah), named(world, "Bo", leah, tom)
    desk.cases.opened(tom, known.id)
    world.clock.forward(minutes=1)
    desk.handing_over.hand_over(boss, new.id, handed(tom))
    done = desk.handing_over.hand_over(leah, known.id, handed(tom))
    world.clock.forward(minutes=1)
    desk.casework.write_note(leah, known.id, NewNote("Since then"))
    told = desk.my_day.show(tom).news
    notes = {case: desk.handing_over.notes(boss, case)[0].id for case in (new.id, known.id)}
    assert {(one.case_id, one.title, one.by, one.note) for one in told[:2]} == {
        (new.id, "Handed this case to you", "Manager", notes[new.id]),
        (known.id, "Handed this case to you", "Leah", notes[known.id]),
    }
    assert "Wrote a note" in [one.title for one in told[2:]]
    assert "Wrote a hand-over note" not in [one.title for one in told], "it is said once"
    assert "friendly" not in repr(told)
    undo(desk, leah, done)
    assert [one.case_id for one in desk.my_day.show(tom).news if one.note] == [new.id]
    world.clock.forward(minutes=1)
    desk.cases.opened(tom, new.id)
    assert [one for one in desk.my_day.show(tom).news if one.note] == []


def test_others_of_the_team_hear_of_a_hand_over_and_whoever_takes_a_case_does_not(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, tom, omar, boss = *map(world.worker, ("leah", "tom", "omar")), world.manager()
    case = named(world, "Ann", leah, omar)
    world.clock.forward(minutes=1)
    desk.handing_over.hand_over(boss, case.id, handed(tom))
    assert "Wrote a hand-over note" in [title for _by, _of, title, _count in news(desk, omar)]
    assert not any(one.note for one in desk.my_day.show(omar).news)
    world.clock.forward(minutes=1)
    desk.handing_over.hand_over(boss, case.id, handed(boss))
    assert not any(one.note for one in desk.my_day.show(boss).news)


def handed(to: Actor) -> NewKeyWorker:
    return NewKeyWorker(to.worker, Basis.TASK, "Theirs now", "A friendly dog", person_told=True)


def test_cases_come_by_the_gravest_reason_and_say_it(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    names = ("Crisis", "Dated", "Fine", "Late", "Told", "Unseen")
    cases = {name: named(world, name, leah) for name in names}
    for name, case in cases.items():
        if name != "Unseen":
            desk.casework.write_note(leah, case.id, NewNote("seen"))
    overall = DomainRating(LifeDomain.OVERALL, Stage.CRISIS, reason="as told")
    desk.reviews.rate(leah, cases["Crisis"].id, (overall,), RatingKind.BASELINE)
    desk.casework.add_step(leah, cases["Late"].id, "ring", TODAY - timedelta(days=3))
    _key_date(world, leah, cases["Dated"], TODAY + timedelta(days=2))
    _key_date(world, leah, cases["Fine"], TODAY + timedelta(days=20))
    world.add(
        leah,
        Concern(
            case_id=cases["Told"].id,
            subject_id=cases["Told"].subject,
            category=Category.SAFEGUARDING,
            about=ConcernAbout.ADULT,
            noticed_at=world.clock(),
            worker_id=leah.worker,
            state=ConcernState.NOT_SENT,
        ),
    )
    day = desk.my_day.show(leah)
    assert [(line.person.split()[0], line.why) for line in day.cases] == [
        ("Told", "A concern is not sent yet"),
        ("Dated", "Eviction, in 2 days"),
        ("Late", "A step is late by 3 days"),
        ("Crisis", "In crisis"),
        ("Unseen", "Nothing written yet"),
        ("Fine", ""),
    ]
    assert [one.person.split()[0] for one in day.key_dates] == ["Dated", "Fine"]
    assert [one.name.split()[0] for one in day.concerns] == ["Told"]
    assert desk.cases.list(leah) == day.cases


def test_a_marker_shows_to_who_visits_today_and_to_nobody_else(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    case = named(world, "Ann", leah, omar)
    world.add(
        leah,
        StaffMarker(
            subject_id=case.subject,
            category=Category.CORE,
            words="A dog that bites",
            evidence="Seen on 3 November",
            decided_by=leah.worker,
            decided_on=TODAY,
            expires_on=TODAY + timedelta(days=90),
            person_told=True,
        ),
    )
    assert desk.my_day.show(leah).markers == ()
    made = desk.visits.book(leah, case.id, NewVisit("Visit", world.clock())).made
    assert [one.words for one in desk.my_day.show(leah).markers] == ["A dog that bites"]
    assert desk.my_day.show(omar).markers == ()
    assert made is not None
    desk.visits.settle(leah, made, 1)
    assert desk.my_day.show(leah).markers == ()


def _key_date(world: World, actor: Actor, case: CaseMade, day: date) -> None:
    world.add(
        actor,
        KeyDate(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.HOUSING,
            date_kind=KeyDateKind.EVICTION,
            what="Eviction",
            on_day=day,
            consequence="They lose the flat.",
            state=KeyDateState.COMING,
        ),
    )
