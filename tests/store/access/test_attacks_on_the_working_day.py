"""The working day from the inside: what is said of safety, papers and the team, and in whose name.

Each town is shared by the tests of a database; each test has a case of its own.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import or_, select

from pbi_desktop.domain.access import Basis, Category, Seal, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.errors import Invalid, PbiError
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.domain.letters import AddressInLetter, LetterTo
from pbi_desktop.domain.safety import ConcernAbout, ConcernState, KeptFrom
from pbi_desktop.models import (
    AuditDetail,
    Case,
    CaseTeamMember,
    CheckOut,
    Chronology,
    ChronologyLine,
    Concern,
    ConcernDetail,
    Exclusion,
    Feedback,
    FileAudit,
    KeptApart,
    LetterTemplate,
    Paper,
    PaperContent,
    Record,
    ResidentStory,
    Revision,
    SafeContact,
    StaffMarker,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.services.letter_reading import templates
from pbi_desktop.services.letters_rows import LetterWish
from pbi_desktop.services.safety_reading import markers_of
from pbi_desktop.services.safety_rows import NewApart, NewConcern
from pbi_desktop.services.visit_rows import NewVisit
from tests.support.desks import EveryonesReading, EveryonesStore, lives_at
from tests.support.insiders import Street, altering, plain_columns, seal
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World


@pytest.fixture(scope="module", params=BOTH)
def street(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Street]:
    with opened(request.param, request, tmp_path_factory.mktemp("day")) as home:
        yield Street(World(home))


def plain(street: Street, kind: type[Any], case: CaseMade, by: Actor, **columns: Any) -> Any:
    """Return a record of a kind in a case, as its worker would keep it."""
    about = {"case_id": case.id, "subject_id": case.subject, "worker_id": by.worker}
    at = {"site_id": case.site, "auditor_id": by.worker, "at": street.world.clock()}
    held = {**plain_columns(kind.__tablename__, street.world), **about, **at, **columns}
    return kind(**{name: held[name] for name in held if name in kind.__table__.c})


def kept(street: Street, kind: type[Any], case: CaseMade, by: Actor, **columns: Any) -> RecordId:
    """Keep a record of a kind in a case."""
    return RecordId(street.world.add(by, plain(street, kind, case, by, **columns)).id)


def seen(street: Street, actor: Actor, case: CaseMade, *kinds: type[Any]) -> set[UUID]:
    """Return the ids that somebody sees of these kinds, and of the records in their history."""
    with street.world.store_for(actor).query_case(actor, case.id) as work:
        found = {row[0] for kind in kinds for row in work.rows(select(kind.id))}
        named = [kind.__tablename__ for kind in kinds]
        told = work.rows(select(Revision.record_id).where(Revision.kind.in_(named)))
        return found | {row[0] for row in told}


# --- in whose name -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (Concern, "worker_id"),
        (Concern, "sent_by"),
        (FileAudit, "auditor_id"),
        (CheckOut, "worker_id"),
        (CheckOut, "raised_by"),
        (Feedback, "owner_id"),
    ],
)
def test_nobody_says_that_another_did_it(street: Street, kind: type[Record], column: str) -> None:
    case = street.case()
    forged = plain(street, kind, case, street.leah, **{column: street.ben.worker})
    street.refused(street.leah, lambda work: work.add(forged))


@pytest.mark.parametrize(
    ("kind", "column"),
    [(Concern, "sent_by"), (CheckOut, "raised_by"), (Feedback, "owner_id")],
)
def test_nobody_says_later_that_another_did_it(
    street: Street, kind: type[Record], column: str
) -> None:
    made = kept(street, kind, street.case(), street.leah)
    street.refused(street.leah, altering(kind, made, **{column: street.ben.worker}))
    street.does(street.leah, altering(kind, made, **{column: street.leah.worker}))


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        (ConcernDetail, "words", "Nothing was seen"),
        (FileAudit, "missing", ""),
        (ResidentStory, "called", "Ann Bell"),
        (ChronologyLine, "source", "Dr Reed"),
        (StaffMarker, "words", "No dogs here"),
    ],
)
def test_what_somebody_said_stays_as_they_said_it(
    street: Street, kind: type[Record], column: str, value: str
) -> None:
    case = street.case()
    more: dict[str, Any] = {"category": Category.CORE}
    if kind is ConcernDetail:
        more["concern_id"] = kept(street, Concern, case, street.leah)
    if kind is ChronologyLine:
        more["chronology_id"] = kept(street, Chronology, case, street.leah)
    made = kept(street, kind, case, street.leah, **more)
    street.refused(street.ben, altering(kind, made, **{column: value}))


# --- concerns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state", [ConcernState.SENT, ConcernState.ANSWERED, ConcernState.NOT_FOR_SENDING]
)
def test_no_concern_leaves_the_list_without_what_it_takes(
    street: Street, state: ConcernState
) -> None:
    made = kept(street, Concern, street.case(), street.leah)
    street.refused(street.ben, altering(Concern, made, state=state))


@pytest.mark.parametrize(
    ("kind", "column", "whole"),
    [(ConcernDetail, "concern_id", Concern), (PaperContent, "paper_id", Paper)],
)
def test_nobody_adds_words_of_their_own_to_what_another_kept(
    street: Street, kind: type[Record], column: str, whole: type[Record]
) -> None:
    case = street.case()
    made = kept(street, whole, case, street.leah, category=Category.CORE)
    added = plain(street, kind, case, street.ben, **{column: made})
    street.refused(street.ben, lambda work: work.add(added))
    kept(street, kind, case, street.leah, **{column: made})


# --- what belongs to a sealed record -------------------------------------------------------------


def test_what_a_sealed_concern_a_paper_or_an_entry_says_is_as_closed(street: Street) -> None:
    case = street.case()
    concern = kept(street, Concern, case, street.leah, category=Category.CORE)
    paper = kept(street, Paper, case, street.leah)
    note = street.world.note(case, "CORE sealed", by=street.leah)
    line = {"chronology_id": kept(street, Chronology, case, street.leah), "entry_id": note}
    parts = {
        kept(street, ConcernDetail, case, street.leah, concern_id=concern),
        kept(street, PaperContent, case, street.leah, paper_id=paper),
        kept(street, ChronologyLine, case, street.leah, **line, marking=Marking.NOT_MARKED),
    }
    kinds = (ConcernDetail, PaperContent, ChronologyLine)
    assert parts <= seen(street, street.ben, case, *kinds)
    for record in (concern, paper, note):
        seal(street, case, record, street.leah)
    assert parts <= seen(street, street.leah, case, *kinds)
    assert not parts & seen(street, street.ben, case, *kinds)


# --- markers and people kept apart ---------------------------------------------------------------


def test_a_marker_for_visitors_is_never_of_a_sort_that_the_counter_sees(street: Street) -> None:
    case, counter = street.case(), street.new("fay", SiteRole.FRONT_DOOR)
    exposed = plain(street, StaffMarker, case, street.leah, category=Category.IDENTITY)
    street.refused(street.leah, lambda work: work.add(exposed))
    made = kept(street, StaffMarker, case, street.leah, category=Category.CORE)
    street.refused(street.leah, altering(StaffMarker, made, category=Category.IDENTITY))
    with street.world.store_for(counter).query(counter) as work:
        assert work.rows(select(StaffMarker.id)) == []
        assert not work.rows(select(Revision.id).where(Revision.record_id == made))


def test_who_works_with_the_one_never_learns_from_history_that_they_are_kept_apart(
    street: Street,
) -> None:
    case = street.case()
    more = {"other_id": case.people[1], "category": Category.IDENTITY}
    made = kept(street, KeptApart, case, street.leah, **more)
    assert made in seen(street, street.leah, case, KeptApart)
    assert made not in seen(street, street.ben, case, KeptApart)


@pytest.mark.parametrize("kind", [Concern, CheckOut, Feedback, FileAudit, StaffMarker, KeptApart])
def test_nobody_but_the_author_takes_it_out_of_view(street: Street, kind: type[Record]) -> None:
    case, lead = street.case(), street.world.manager()
    street.world.open(case, lead)
    more = {"other_id": case.people[1], "category": Category.CORE}
    made = kept(street, kind, case, street.leah, **more)
    street.refused(lead, lambda work: work.withdraw(work.get(kind, made)))
    street.does(street.leah, lambda work: work.withdraw(work.get(kind, made)))


@pytest.mark.xfail(strict=True, reason="to take back is a change that can be undone, by anybody")
def test_words_that_were_taken_back_stay_taken_back(street: Street) -> None:
    made = kept(street, ResidentStory, street.case(), street.leah)
    street.does(street.leah, altering(ResidentStory, made, taken_back_on=date(2026, 11, 21)))
    street.refused(street.ben, altering(ResidentStory, made, taken_back_on=None))


def test_the_counter_reads_nothing_of_what_was_done_in_a_case(street: Street) -> None:
    case, counter = street.case(), street.new("fay", SiteRole.FRONT_DOOR)
    word = f"for conference {uuid4()}"
    with street.world.store_for(street.leah).command(street.leah, "print") as work:
        work.log("printed chronology", case=case.id, text=word)
    asked = select(AuditDetail.text).where(AuditDetail.text == word)
    told = [street.world.store_for(one) for one in (street.leah, counter)]
    for store, actor, number in zip(told, (street.leah, counter), (1, 0), strict=True):
        with store.query(actor) as work:
            assert len(work.rows(asked)) == number


# --- through the program -------------------------------------------------------------------------


@pytest.fixture
def shop(file_world: World) -> Iterator[tuple[World, Desk]]:
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    yield file_world, Desk(reading, lambda: store, file_world.clock)
    reading.close()


def conflict(world: World, worker: Actor, person: UUID) -> None:
    since = {"valid_from": world.clock() - timedelta(seconds=1), "reason": "kin"}
    world.fact(Exclusion(worker_id=worker.worker, person_id=person, **since))


def on_team(world: World, case: CaseMade) -> set[UUID]:
    with world.trusted() as connection:
        team = CaseTeamMember.__table__.c
        asked = select(team.worker_id).where(team.case_id == case.id, team.withdrawn_at.is_(None))
        lasts = or_(team.valid_to.is_(None), team.valid_to > world.clock())
        return set(connection.execute(asked.where(lasts)).scalars())


def test_standing_in_opens_no_sealed_case_none_of_a_conflict_and_none_to_a_stranger(
    shop: tuple[World, Desk],
) -> None:
    world, desk = shop
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    nina = world.worker("nina", site=world.new_site("Fitton Hill"))
    plain_case, of_kin, sealed = (world.case(team=[leah, boss]) for _ in range(3))
    conflict(world, tom, of_kin.subject)
    world.change_fact(Case, sealed.id, seal=Seal.NAMED)
    today = world.clock().date()
    with pytest.raises(Invalid):
        desk.covering.away(boss, world.site, nina.worker, today, today)
    desk.covering.away(boss, world.site, leah.worker, today, today)
    (line,) = desk.team_days.show(boss).covers
    with pytest.raises(Invalid):
        desk.covering.stand_in(boss, line.id, line.version, nina.worker)
    done = desk.covering.stand_in(boss, line.id, line.version, tom.worker)
    assert done.done == "Covered: 1 case. 2 stay with their own team"
    assert [tom.worker in on_team(world, one) for one in (plain_case, of_kin, sealed)] == [
        True,
        False,
        False,
    ]


def test_who_is_back_ends_no_cover_for_somebody_else(shop: tuple[World, Desk]) -> None:
    world, desk = shop
    leah, ben, tom = (world.worker(name) for name in ("leah", "ben", "tom"))
    boss, today = world.manager(), world.clock().date()
    hers, his = world.case(team=[leah]), world.case(team=[ben])
    for one in (leah, ben):
        desk.covering.away(boss, world.site, one.worker, today, today)
    for line in desk.team_days.show(boss).covers:
        desk.covering.stand_in(boss, line.id, line.version, tom.worker)
    (line,) = (one for one in desk.team_days.show(boss).covers if one.away_id == leah.worker)
    desk.covering.back(boss, line.id, line.version)
    assert [tom.worker in on_team(world, one) for one in (hers, his)] == [False, True]


def test_no_case_goes_to_whom_a_conflict_keeps_away_nor_to_somebody_elsewhere(
    shop: tuple[World, Desk],
) -> None:
    world, desk = shop
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    nina = world.worker("nina", site=world.new_site("Fitton Hill"))
    left = world.worker("left", active=False)
    case = world.case(team=[leah, boss], others=[world.person("Bo", "Bell")])
    conflict(world, tom, case.people[1])
    assert tom.worker not in dict(desk.handing_over.choices(leah, case.id))
    for one in (tom, nina, left):
        to = NewKeyWorker(one.worker, Basis.TASK, "Theirs", "Ring first", person_told=True)
        with pytest.raises(Invalid):
            desk.handing_over.hand_over(leah, case.id, to)
        with pytest.raises(Invalid):
            desk.apart.own_case(boss, case.id, case.people[1], one.worker)
    assert on_team(world, case) == {leah.worker, boss.worker}


def test_the_counter_cannot_tell_a_case_of_ones_own_by_why_it_was_opened(
    shop: tuple[World, Desk],
) -> None:
    world, desk = shop
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    counter = world.worker("fay", SiteRole.FRONT_DOOR)
    case = world.case(team=[leah], others=[world.person("Bo", "Bell")])
    apart = NewApart(case.people[1], case.subject, KeptFrom.EVERYTHING, "He hurt her")
    desk.apart.own_case(boss, case.id, case.people[1], tom.worker, apart)
    with world.store_for(counter).query(counter) as work:
        said = {row[0] for row in work.rows(select(Case.source))}
    assert not any("apart" in (word or "") for word in said)


def test_a_marker_lapses_within_a_year_whatever_day_a_statement_wrote(
    shop: tuple[World, Desk],
) -> None:
    world, _desk = shop
    leah = world.worker("leah")
    case = world.case(team=[leah])
    ever = {"expires_on": date(9999, 1, 1), "decided_on": world.clock().date()}
    held = {**plain_columns("staff_markers", world), "subject_id": case.subject, **ever}
    world.add(leah, StaffMarker(**{**held, "category": Category.CORE}))
    for days, number in ((1, 1), (365, 0)):
        world.clock.forward(days=days)
        with world.store_for(leah).query(leah) as work:
            assert len(markers_of(work, [case.subject])) == number


def test_where_somebody_of_the_case_lives_in_secret_is_in_no_letter_to_another(
    shop: tuple[World, Desk],
) -> None:
    world, desk = shop
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Dana", "Bell")])
    ways = {"may_text": True, "may_call": True, "may_voicemail": True, "may_write": True}
    about = {"subject_id": case.subject, "category": Category.CONTACT}
    world.add(leah, SafeContact(**about, **ways))
    for person, line in ((case.people[1], "14 Larch Close"), (case.subject, "9 Elm Yard")):
        lives_at(world, leah, person, line, category=Category.PROTECTED_ADDRESS)
    chosen = next(one for one in templates() if one.key == "appointment")

    def make(to: str, place: str) -> None:
        values = {"when": "Tuesday", "place": place}
        wish = LetterWish(chosen.key, chosen.text, values, address=to, agreed=True)
        desk.letters.make(leah, case.id, wish)

    for to, place in (("9 Elm Yard", "14 Larch Close"), ("3 Oak Road", "9 Elm Yard")):
        with pytest.raises(AddressInLetter):
            make(to, place)
    make("9 Elm Yard", "the shop")


def test_a_place_to_go_to_names_nobody_of_the_case(shop: tuple[World, Desk]) -> None:
    world, desk = shop
    leah, tom = world.worker("leah"), world.worker("tom")
    case = world.case(team=[leah], others=[world.person("Zebedee", "Quarshie")])
    back = world.clock() + timedelta(hours=1)
    desk.visits.book(leah, case.id, NewVisit("Visit", back))
    with pytest.raises(Invalid):
        desk.outings.check_out(leah, world.site, "Zebedee's flat", back, tom.worker)
    desk.outings.check_out(leah, world.site, "High Street", back, tom.worker)


@pytest.mark.xfail(
    strict=True, reason="a worker says which lead decided, and the lead is not asked"
)
def test_nobody_lays_a_concern_aside_in_the_name_of_a_lead(shop: tuple[World, Desk]) -> None:
    world, desk = shop
    leah, ben, boss = world.worker("leah"), world.worker("ben"), world.manager()
    case = world.case(team=[leah, ben])
    desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.ADULT, "A bruise"))
    (line,) = desk.concerns.waiting(boss)
    why = "Did not meet it"
    with suppress(Invalid):
        desk.concerns.not_for_sending(ben, case.id, line.id, line.version, why, boss.worker)
    assert len(desk.concerns.waiting(boss)) == 1


@pytest.mark.xfail(strict=True, reason="who works with a case says who does, themselves too")
def test_whoever_stands_in_stays_no_longer_than_they_were_asked_to(
    shop: tuple[World, Desk],
) -> None:
    world, desk = shop
    leah, tom, boss = world.worker("leah"), world.worker("tom"), world.manager()
    case, today = world.case(team=[leah]), world.clock().date()
    desk.covering.away(boss, world.site, leah.worker, today, today)
    (line,) = desk.team_days.show(boss).covers
    desk.covering.stand_in(boss, line.id, line.version, tom.worker)
    with suppress(PbiError), world.store_for(tom).command(tom, "stay") as work:
        mine = (CaseTeamMember.case_id == case.id, CaseTeamMember.worker_id == tom.worker)
        [place] = work.all(select(CaseTeamMember).where(*mine))
        place.valid_to = None
        work.save(place)
    world.clock.forward(days=2)
    assert tom.worker not in on_team(world, case)


def test_nobody_but_a_lead_of_the_site_writes_what_its_letters_say(street: Street) -> None:
    world = street.world
    lead, desk = world.worker("dora", SiteRole.DUTY_LEAD), world.worker("dan")
    there = world.new_site("Derker")
    outside = world.worker("dov", SiteRole.TEAM_MANAGER, site=there)
    words = {"letter": "own-1", "language": "", "letter_to": LetterTo.PERSON, "name": "N"}
    letter = {**words, "title": "T", "body": "Our words"}
    made = world.add(lead, LetterTemplate(site_id=world.site, **letter))
    for actor in (desk, outside):
        with pytest.raises(PbiError):
            world.add(actor, LetterTemplate(site_id=world.site, **letter))
        with pytest.raises(PbiError), world.store_for(actor).command(actor, "change") as work:
            held = work.get(LetterTemplate, made.id)
            held.body = "Not our words"
            work.save(held)
        with pytest.raises(PbiError), world.store_for(actor).command(actor, "take") as work:
            work.withdraw(work.get(LetterTemplate, made.id))
    with world.store_for(desk).query(desk) as work:  # a desk reads it
        assert work.get(LetterTemplate, made.id).body == "Our words"
