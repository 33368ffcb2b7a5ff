"""Who is found: by every way in which a name, a home or a relative is told; hidden people never."""

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import (
    Address,
    OtherName,
    PersonReference,
    Relationship,
    Residence,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Told, Verdict
from tests.support.desks import find, lives_at, names_of, rings_at
from tests.support.world import CaseMade, World


def case_of(world: World, given: str, family: str, born: str = "", **of_case: object) -> CaseMade:
    when = {"born_text": born, "born_precision": Precision.DAY} if born else {}
    return world.case(subject=world.person(given, family, **when), **of_case)  # type: ignore[arg-type]


HELD = [
    ("Shabana", "Akhtar"),
    ("Mohammed", "Hussain"),
    ("Elizabeth", "Smith-Jones"),
    ("Siobhan", "O'Neill"),
    ("Harpreet", "Kaur"),
    ("Ali", "Khan"),
    ("S", "Begum"),
    ("Łukasz", "Żółć"),
    ("محمد", "علي"),
]
TOLD = [
    ("Shabana Aktar", "Shabana Akhtar"),
    ("Akhtar Shabana", "Shabana Akhtar"),
    ("Shbaana Akhtar", "Shabana Akhtar"),
    ("S Akhtar", "Shabana Akhtar"),
    ("shab akh", "Shabana Akhtar"),
    ("Shabanaa Akhtr", "Shabana Akhtar"),
    ("Mohd Hussein", "Mohammed Hussain"),
    ("Muhammad Husain", "Mohammed Hussain"),
    ("Liz Jones", "Elizabeth Smith-Jones"),
    ("Elizabeth Smith", "Elizabeth Smith-Jones"),
    ("Sioban Oneil", "Siobhan O'Neill"),
    ("Mrs Harpreet Kaur", "Harpreet Kaur"),
    ("Sabina Begum", "S Begum"),
    ("Lukasz Zolc", "Łukasz Żółć"),
    ("علي محمد", "محمد علي"),
]


def test_a_name_is_found_however_it_is_said(world: World, desk: Desk) -> None:
    for given, family in HELD:
        case_of(world, given, family)
    missed = [
        (said, held)
        for said, held in TOLD
        if held not in names_of(find(desk, world.manager(), said))
    ]
    assert missed == []


def test_a_former_name_finds_a_person_and_shows_nowhere(world: World, desk: Desk) -> None:
    case = case_of(world, "Robin", "Vale")
    former = OtherName(
        subject_id=case.subject,
        category=Category.IDENTITY,
        name="Zebedee Quill",
        name_key="zebedee quill",
        kind="former",
    )
    world.add(case.by, former)
    (found,) = find(desk, case.by, "Zebedee Quill")
    assert found.name == "Robin Vale"
    assert "Zebedee" not in repr(found).replace("told='Zebedee Quill'", "")


def test_an_earlier_address_and_a_landmark_count(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell")
    day = world.clock().date()
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA", until=day)
    with world.store_for(case.by).command(case.by, "move in") as work:
        flat = Address(
            line_1="1 Mill Brow", street_key="1 mill brow", line_2="Over the Co-op", locality="Lees"
        )
        home = work.add(flat)
        contact = {"subject_id": case.subject, "category": Category.CONTACT}
        work.add(Residence(address_id=home.id, **contact))
    for said, verdict in (
        ("alderbank road", Verdict.CLOSE),
        ("mill brow", Verdict.SAME),
        ("co-op", Verdict.SAME),
        ("lees", Verdict.SAME),
    ):
        (found,) = find(desk, case.by, "Ann Bell", street=said)
        assert next(one for one in found.evidence if one.field == "street").verdict is verdict, said


def test_a_word_that_is_nobodys_name_is_tried_as_a_place(world: World, desk: Desk) -> None:
    case = case_of(world, "Shabana", "Akhtar", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    for line in ("alderbank shabana", "shabana alderbank", "alderbank 9 4"):
        result = desk.front_door.search(case.by, desk.front_door.read(line))
        assert names_of(result.matches) == ["Shabana Akhtar"], line
        assert result.read_as["street"] == "Read as a street or a place"
        street = next(one for one in result.matches[0].evidence if one.field == "street")
        assert (street.told, street.verdict) == ("alderbank", Verdict.SAME)


def test_a_day_without_its_year_is_weighed(world: World, desk: Desk) -> None:
    case_of(world, "Ann", "Bell", "1991-04-09")
    case_of(world, "Ann", "Bell", "1960-01-02")
    best = find(desk, world.manager(), "Ann Bell", born="9 4")[0]
    line = next(line for line in best.evidence if line.field == "born")
    assert (line.verdict, line.says) == (Verdict.CLOSE, "day and month agree")


def test_a_reference_finds_the_person_alone(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell", reference="K7QX9B")
    about = {"subject_id": case.subject, "category": Category.IDENTITY}
    world.add(case.by, PersonReference(**about, issuer="Homes", value="HA 77", value_key="ha77"))
    for said in ("k7qx9b", "HA77", "ha 77"):
        (found,) = find(desk, case.by, reference=said)
        assert found.person_id == case.subject
        assert found.evidence[-1].field == "reference"
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    assert find(desk, stranger, reference="k7qx9b") == ()


def test_a_relative_is_evidence_and_finds_whom_they_live_with(world: World, desk: Desk) -> None:
    case = world.case(subject=world.person("Ann", "Bell"), others=[world.person("Zora", "Quill")])
    about = {"subject_id": case.subject, "category": Category.IDENTITY}
    world.add(case.by, Relationship(**about, other_id=case.people[1], kind=TieKind.SIBLING))
    (found,) = find(desk, case.by, "Ann Bell", household="Zora")
    assert [one.field for one in found.evidence] == ["name", "born", "street", "phone", "household"]
    assert found.evidence[-1].verdict is Verdict.SAME
    assert "Ann Bell" in names_of(find(desk, case.by, household="zora quill"))


def test_whom_somebody_new_may_be_is_asked_with_every_slip(world: World, desk: Desk) -> None:
    case_of(world, "Shabana", "Akhtar", "1991-04-09")
    for number in range(6):
        case_of(world, "Sabana", f"Aktar{'abcdef'[number]}", "1950-01-01")
    told = Told("Sabana Aktar", "4 9 1991")
    known = desk.front_door.already_known(world.manager(), told)
    assert known.matches[0].name == "Shabana Akhtar"
    assert len(known.matches) <= 5


def test_what_is_known_of_a_case_is_said_only_of_cases_in_sight(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(subject=world.person("Ann", "Bell"), team=[leah])
    assert [one.known_at for one in find(desk, leah, "Ann Bell")] == ["Open case"]
    world.case(others=[world.person("Bo", "Lind")])
    assert [one.known_at for one in find(desk, world.manager(), "Bo Lind")] == [""]
    assert case.subject


NASTY = [
    "",
    "x",
    "x" * 2000,
    "x " * 1000,
    "' OR 1=1 --",
    'NEAR("a" AND b*) NOT c',
    "%_%",
    "😀 😀",
    "\x00\x1b[31m",
    "[[1,2]]",
    ":low ?1 {marks}",
    "99 99 9999",
    "ZZ99 9ZZ",
    "٣٥",
    "²²²",
]


def test_bad_input_finds_nobody_and_never_fails(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    door = desk.front_door
    for said in NASTY:
        for told in (
            door.read(said),
            Told(said),
            Told(born=said),
            Told(street=said),
            Told(phone=said),
            Told(reference=said),
            Told(household=said),
        ):
            assert door.search(case.by, told).matches == (), (said, told)
            assert door.already_known(case.by, told).matches == (), (said, told)


ASKED = [
    Told("Shabana Akhtar"),
    Told("Shabanna Aktar"),
    Told("shab"),
    Told("Akhtar"),
    Told("Shabana Akhtar", born="9 4 1991"),
    Told("Peggy Doyle"),
    Told("Pegy Doile"),
    Told(born="9 4 1991"),
    Told(street="alderbank"),
    Told("shabana alderbank"),
    Told(phone="900"),
    Told(reference="hidden1"),
    Told("Shabana", household="Zora"),
]


def answers(desk: Desk, actor: Actor) -> list[object]:
    door = desk.front_door
    return [(door.search(actor, told), door.already_known(actor, told)) for told in ASKED]


def test_hidden_people_change_no_answer_however_near_they_are(world: World, desk: Desk) -> None:
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    site = desk.front_door.sites(omar)[0].id
    seen = case_of(world, "Shabana", "Akhtar", "1991-04-09", team=[omar], by=omar, site=site)
    lives_at(world, omar, seen.subject, "12 Alderbank Road", "OL4 1AA")
    before = answers(desk, omar)
    names = [("Shabana", "Akhtar"), ("Shabanna", "Aktar"), ("Shab", "Zora"), ("Alderbank", "Doyle")]
    for place, (given, family) in enumerate(names * 8):
        person = world.person(given, family, born_text="1991-04-09", born_precision=Precision.DAY)
        hidden = world.case(subject=person)
        if place < len(names):
            tie_in_hiding(world, hidden, seen.subject)
    assert answers(desk, omar) == before


def tie_in_hiding(world: World, hidden: CaseMade, seen: PersonId) -> None:
    """Give somebody hidden all that a search could stumble over."""
    identity = {"subject_id": hidden.subject, "category": Category.IDENTITY}
    lives_at(world, hidden.by, hidden.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, hidden.by, hidden.subject, "07700 900123")
    world.facts(
        [
            OtherName(**identity, name="Peggy Doyle", name_key="peggy doyle", kind="also"),
            PersonReference(**identity, issuer="H", value="hidden1", value_key="hidden1"),
            Relationship(**identity, other_id=seen, kind=TieKind.SIBLING),
        ]
    )


@pytest.mark.parametrize("told", [Told("Shabana"), Told("Shabanna Aktar", "1991")])
def test_a_search_asks_few_questions(world: World, desk: Desk, told: Told) -> None:
    case_of(world, "Shabana", "Akhtar")
    reading = desk.front_door._reading
    before = reading.asked  # type: ignore[attr-defined]
    desk.front_door.search(world.manager(), told)
    assert reading.asked - before <= 12  # type: ignore[attr-defined]
