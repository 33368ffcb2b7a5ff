"""Opening a case at the desk: everything in one command, or nothing of it."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import PartInCase, TeamRole
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, PbiError
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import (
    Address,
    Area,
    Case,
    CasePerson,
    CaseTeamMember,
    Contact,
    ContactPoint,
    Household,
    Membership,
    Person,
    PersonReference,
    Postcode,
    Record,
    Residence,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from tests.support.desks import case_made, ended, find, names_of, undo
from tests.support.world import World

MADE = (Person, Household, Membership, Address, Residence, Case, CasePerson, CaseTeamMember)


def somebody(world: World, **fields: object) -> Arrival:
    plain = Arrival(
        world.site,
        "Shabana",
        "Akhtar",
        born="9 4 1991",
        street="12 Alderbank Rd",
        postcode="ol4 1aa",
        phone="07700 900123",
        language="Urdu",
        reasons=("Money", "Home"),
        words="I do not know where to start.",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def counts(world: World, *kinds: type[Record]) -> list[int]:
    """Count above the rule, so that nothing half-written can hide."""
    with world.trusted() as above:
        tables = [kind.__table__ for kind in kinds]
        return [int(above.scalar(select(func.count()).select_from(one)) or 0) for one in tables]


def test_a_new_person_gets_household_case_contact_and_team_in_one_command(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    world.facts(
        [
            Area(code="E01005317", name="Oldham 001A", vintage="2021"),
            Postcode(postcode="OL4 1AA", area_code="E01005317"),
        ]
    )
    kept = desk.front_door.arrive(leah, somebody(world))
    assert kept.done == "Case opened"
    with world.store_for(leah).query(leah) as work:
        case = work.get(Case, case_made(kept))
        person = work.get(Person, case.subject_id)
        assert (person.given_name, person.family_name) == ("Shabana", "Akhtar")
        assert (person.born_text, person.first_language) == ("1991-04-09", "Urdu")
        home = work.all(select(Address))[0]
        assert (home.line_1, home.postcode) == ("12 Alderbank Rd", "OL4 1AA")
        assert (home.area_code, home.street_key) == ("E01005317", "12 alderbank road")
        assert work.all(select(Household))[0].name == "Akhtar"
        assert work.all(select(Membership))[0].subject_id == person.id
        assert work.all(select(ContactPoint))[0].value_key == "07700900123"
        contact = work.all(select(Contact))[0]
        assert (contact.reasons, contact.words) == ("Money, Home", "I do not know where to start.")
        assert contact.identity_checked
        member = work.all(select(CaseTeamMember))[0]
        assert (member.worker_id, member.role) == (leah.worker, TeamRole.KEY_WORKER)
        assert work.all(select(CasePerson))[0].part is PartInCase.MAIN
    assert names_of(find(desk, leah, "shabana akhtar", born="1991", street="alderbank road")) == [
        "Shabana Akhtar"
    ]


def test_whom_they_live_with_and_their_reference_are_in_the_case(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    said = somebody(world, lives_with="Mum and Noor", reference="fcho 1182")
    case = case_made(desk.front_door.arrive(leah, said))
    with world.store_for(leah).query(leah) as work:
        [kept] = work.all(select(PersonReference))
        assert (kept.issuer, kept.value, kept.subject_id) == (
            "Themselves",
            "fcho 1182",
            work.get(Case, case).subject_id,
        )
        [contact] = work.all(select(Contact))
        assert contact.words == "I do not know where to start.\nLives with: Mum and Noor"
    assert names_of(find(desk, leah, reference="FCHO1182")) == ["Shabana Akhtar"]


REFUSED = [
    ({"postcode": "OL4"}, "postcode"),
    ({"phone": "ask her"}, "phone"),
    ({"born": "31 2 1991"}, "born"),
    ({"given_name": "123", "family_name": ""}, "given_name"),
    ({"given_name": "a" * 1001}, "given_name"),
]


def test_nothing_is_half_written_when_one_part_is_refused(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for wrong, field in REFUSED:
        with pytest.raises(Invalid) as refused:
            desk.front_door.arrive(leah, somebody(world, **wrong))
        assert set(refused.value.fields) == {field}
        assert counts(world, *MADE) == [0] * len(MADE)


NAMES = [
    ("X", ""),
    ("", "Ng"),
    ("Shabana", ""),
    ("a" * 150, "b" * 149),
    ("شبانہ", "اختر"),
    ("শাবানা", "আখতার"),
    ("Siân", "O’Dowd-D'Arcy"),
    ("<b>Ann</b>", "& <img src=x>"),
    ("Robert'); DROP TABLE people;--", "{}%s:name"),
]


def test_every_name_comes_through_whole_and_is_found(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for given, family in NAMES:
        plain = somebody(world, given_name=given, family_name=family, born="", phone="")
        kept = desk.front_door.arrive(leah, plain)
        whole = f"{given} {family}".strip()
        assert desk.cases.header(leah, case_made(kept)).name == whole
        assert names_of(find(desk, leah, whole))[0] == whole


def test_no_name_given_is_said_so(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    nobody = Arrival(world.site, "", "  ")
    kept = desk.front_door.arrive(leah, nobody)
    assert desk.cases.header(leah, case_made(kept)).name == "Not given"
    assert counts(world, Address, Residence, ContactPoint) == [0, 0, 0]


def test_hidden_characters_are_left_out_and_it_is_said(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    spoilt = somebody(
        world, given_name="Ann\x00\u202e", family_name="Be\nll", words="one\x07\ntwo\ud800"
    )
    kept = desk.front_door.arrive(leah, spoilt)
    assert kept.done == "Case opened. Hidden characters in the text were left out"
    assert desk.cases.header(leah, case_made(kept)).name == "Ann Be ll"
    story = desk.cases.story(leah, case_made(kept))
    assert story[0].body == "“one\ntwo”"


def test_a_worker_of_another_site_can_open_nothing_here(world: World, desk: Desk) -> None:
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    case = world.case(subject=world.person("Ann", "Bell"))
    with pytest.raises(NotPermitted):
        desk.front_door.arrive(omar, somebody(world))
    with pytest.raises(NotFound):
        desk.front_door.take_up(omar, case.subject, checked=True)
    assert counts(world, *MADE) == [1, 0, 0, 0, 0, 1, 1, 0]


def test_only_who_is_at_the_desk_opens_a_case(world: World, desk: Desk) -> None:
    for role in (SiteRole.AUDITOR, SiteRole.PARTNER, SiteRole.COMMISSIONER, None):
        guest = world.worker(f"guest{role}", role)
        with pytest.raises(NotPermitted):
            desk.front_door.arrive(guest, somebody(world))
    assert counts(world, *MADE) == [0] * len(MADE)


def test_an_agency_that_may_not_hold_addresses_keeps_none(world: World, desk: Desk) -> None:
    world.agree(AgencyKind.VOLUNTARY, Category.IDENTITY, Category.CORE)
    vic = world.worker("vic", agency=AgencyKind.VOLUNTARY)
    with pytest.raises(NotPermitted):
        desk.front_door.arrive(vic, somebody(world))
    assert counts(world, *MADE) == [0] * len(MADE)
    only_a_name = somebody(world, street="", postcode="", phone="")
    assert desk.front_door.arrive(vic, only_a_name).made is not None


def test_an_open_case_is_taken_up_by_joining_its_team_once(world: World, desk: Desk) -> None:
    omar = world.worker("omar")
    case = world.case(team=[world.worker("leah")])
    for _again in range(2):
        kept = desk.front_door.take_up(omar, case.subject, checked=True, reasons=("Home",))
        assert kept.made == case.id
    assert desk.cases.header(omar, case.id).on_team
    assert counts(world, CaseTeamMember, Contact, Case) == [2, 2, 1]


def test_nothing_is_taken_up_before_identity_is_checked(world: World, desk: Desk) -> None:
    omar = world.worker("omar")
    case = world.case(team=[world.worker("leah")])
    with pytest.raises(NotPermitted):
        desk.front_door.take_up(omar, case.subject, checked=False)
    assert counts(world, CaseTeamMember, Contact) == [1, 0]
    assert not desk.cases.header(omar, case.id).on_team


def closed_case(world: World, desk: Desk, leah: Actor) -> tuple[CaseId, PersonId]:
    case = world.case(team=[leah])
    version = desk.cases.header(leah, case.id).version
    desk.phases.enter(leah, case.id, version, ended())
    return case.id, case.subject


def test_somebody_whose_case_was_closed_gets_a_new_one_linked_to_it(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    old, person = closed_case(world, desk, leah)
    kept = desk.front_door.take_up(leah, person, checked=True, words="Me again.")
    assert kept.made not in (None, old)
    with world.store_for(leah).query(leah) as work:
        new = work.get(Case, case_made(kept))
        assert (new.previous_case_id, new.subject_id, new.closed_on) == (old, person, None)
    (found,) = find(desk, leah, "Ann Bell")
    assert (found.open_case, found.on_team) == (kept.made, True)


def test_somebody_known_from_another_household_gets_a_case_of_their_own(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    first = world.case(team=[leah], others=[world.person("Bo", "Lind")])
    kept = desk.front_door.take_up(leah, first.people[1], checked=True)
    assert kept.made != first.id
    assert desk.cases.header(leah, case_made(kept)).name == "Bo Lind"


def test_a_person_who_comes_back_elsewhere_gets_a_case_at_that_site(
    world: World, desk: Desk
) -> None:
    hill = world.new_site("Fitton Hill")
    omar = world.worker("omar", site=hill)
    leah = world.worker("leah")
    old, person = closed_case(world, desk, leah)
    with world.store_for(leah).command(leah, "ask omar along") as work:
        work.add(
            CaseTeamMember(
                case_id=old, worker_id=omar.worker, role=TeamRole.MEMBER, valid_from=work.now
            )
        )
    kept = desk.front_door.take_up(omar, person, checked=True)
    with world.store_for(omar).query(omar) as work:
        new = work.get(Case, case_made(kept))
        assert (new.site_id, new.previous_case_id) == (hill, old)


def test_opening_is_undone_as_one_and_leaves_nothing_to_see(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    kept = desk.front_door.arrive(leah, somebody(world))
    undo(desk, leah, kept)
    for actor in (leah, world.manager()):
        assert find(desk, actor, "Shabana Akhtar") == ()
        with pytest.raises(NotFound):
            desk.cases.header(actor, case_made(kept))
        with world.store_for(actor).query(actor) as work:
            left = {kind.__tablename__ for kind in MADE if work.all(select(kind))}
        assert left <= {"case_people", "case_team"}, left


def test_taking_up_is_undone_too(world: World, desk: Desk) -> None:
    omar = world.worker("omar")
    case = world.case(team=[world.worker("leah")])
    kept = desk.front_door.take_up(omar, case.subject, checked=True)
    undo(desk, omar, kept)
    assert not desk.cases.header(omar, case.id).on_team
    assert desk.cases.story(world.manager(), case.id) == ()


def test_an_opening_on_which_others_have_built_is_not_undone(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    kept = desk.front_door.arrive(leah, somebody(world))
    case = case_made(kept)
    desk.casework.take_up_case(omar, case)
    with pytest.raises(PbiError):
        undo(desk, leah, kept)
    assert desk.cases.header(omar, case).on_team
