"""Candidates for a search: out of the views of one worker, capped, in few statements."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import PartInCase, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import Case, CasePerson, PersonReference, Relationship
from pbi_desktop.store import person_search as people
from pbi_desktop.store.person_search import KnownCase, Met, Wanted
from tests.support.desks import EveryonesReading, goes_by, lives_at, rings_at
from tests.support.world import CaseMade, World

SPANS = (("1990", "1990"), ("1991-04", "1991-04-99"))
Find = Callable[[EveryonesReading, Actor], set[UUID]]


def ids(found: list[Met]) -> set[UUID]:
    return {one.id for one in found}


def one_of_each(world: World) -> tuple[CaseMade, Actor, list[Find]]:
    """A person, a stranger to them, and every way to find them."""
    ann = world.person("Ann", "Bell", born_text="1991-04-09", born_precision=Precision.DAY)
    case = world.case("K7QX9B", subject=ann, others=[world.person("Zed", "Moss")])
    about: dict[str, Any] = {"subject_id": case.subject, "category": Category.IDENTITY}
    tie = {"other_id": case.people[1], "kind": TieKind.SIBLING}
    world.add(case.by, PersonReference(**about, issuer="Homes", value="HA 77", value_key="ha77"))
    world.add(case.by, Relationship(**about, **tie))
    goes_by(world, case.by, case.subject, "Peggy")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    return (
        case,
        stranger,
        [
            lambda reading, actor: ids(people.by_one_beginning(reading, actor, "an", SPANS)),
            lambda reading, actor: ids(people.by_one_beginning(reading, actor, "bell")),
            lambda reading, actor: ids(people.by_beginnings(reading, actor, [("a", "b")], SPANS)),
            lambda reading, actor: ids(people.by_pairs(reading, actor, [("ann", "bell")], SPANS)),
            lambda reading, actor: ids(people.by_keys(reading, actor, ["ann"], ["x"], SPANS)),
            lambda reading, actor: ids(people.by_other_names(reading, actor, ["peg"])),
            lambda reading, actor: ids(people.by_other_names(reading, actor, (), ["peggy"])),
            lambda reading, actor: ids(people.by_birth(reading, actor, SPANS)),
            lambda reading, actor: people.by_reference(reading, actor, "k7qx9b"),
            lambda reading, actor: people.by_reference(reading, actor, "ha77"),
            lambda reading, actor: ids(people.met(reading, actor, [case.subject])),
            lambda reading, actor: set(people.related(reading, actor, ["zed", "mo"])),
            lambda reading, actor: people.by_street(reading, actor, "12 alder"),
            lambda reading, actor: people.by_street(reading, actor, "ol41aa"),
            lambda reading, actor: people.by_phone(reading, actor, "900123"),
            lambda reading, actor: {
                one.id for one in people.candidates(reading, actor, [case.subject])
            },
            lambda reading, actor: set(people.known_cases(reading, actor, [case.subject], 2**60)),
        ],
    )


def test_each_way_finds_the_person_for_who_may_see_them_and_for_nobody_else(
    world: World, reading: EveryonesReading
) -> None:
    case, stranger, ways = one_of_each(world)
    for place, way in enumerate(ways):
        assert way(reading, case.by) == {case.subject}, place
        assert way(reading, stranger) == set(), place


def test_each_way_is_one_statement(world: World, reading: EveryonesReading) -> None:
    case, _stranger, ways = one_of_each(world)
    for way in ways[:-2]:
        before = reading.asked
        way(reading, case.by)
        assert reading.asked == before + 1


def test_candidates_hold_everything_to_compare(world: World, reading: EveryonesReading) -> None:
    case, _stranger, _ways = one_of_each(world)
    (found,) = people.candidates(reading, case.by, [case.subject])
    assert found.names == ("ann bell", "peggy")
    assert found.born is not None
    assert found.born.text == "1991-04-09"
    assert found.streets == ("12 alderbank road ol4 1aa ol41aa",)
    assert found.phones == ("07700900123",)


def test_only_what_was_told_is_read_and_in_the_order_asked_for(
    world: World, reading: EveryonesReading
) -> None:
    case = world.case(others=[world.person(f"P{number}") for number in range(30)])
    wanted = [case.people[4], PersonId(uuid4()), *reversed(case.people)]
    before = reading.asked
    found = people.candidates(reading, case.by, wanted, Wanted(phones=True))
    assert reading.asked == before + 3
    assert [one.id for one in found] == [case.people[4], *reversed(case.people)]
    before = reading.asked
    assert people.candidates(reading, case.by, []) == []
    assert people.known_cases(reading, case.by, [], 0) == {}
    assert reading.asked == before


def test_prefixes_are_capped_after_the_rule_has_filtered(
    world: World, reading: EveryonesReading
) -> None:
    hill = world.new_site("Fitton Hill")
    mine = world.case(site=hill, subject=world.person("Zia", "Ali"))
    many = [world.person("Zia", f"A{number:03d}") for number in range(people.MOST_CANDIDATES + 5)]
    case = world.case(subject=world.person("Zia", "A"))
    family = PartInCase.HOUSEHOLD
    world.facts(
        CasePerson(case_id=case.id, person_id=PersonId(one), part=family)
        for one in world.facts(many)
    )
    assert ids(people.by_one_beginning(reading, mine.by, "zia")) == {mine.subject}
    most = people.by_one_beginning(reading, world.manager(), "zia")
    assert len(most) == people.MOST_CANDIDATES


def test_letters_beyond_the_basic_planes_are_found_by_their_beginning(
    world: World, reading: EveryonesReading
) -> None:
    case = world.case(subject=world.person("𐐀𐐁𐐂", "Ōtā"))
    (found,) = people.met(reading, case.by, [case.subject])
    for key in (found.given_key, found.family_key):
        assert ids(people.by_one_beginning(reading, case.by, key[0])) == {case.subject}


def test_the_case_offered_is_open_ones_own_and_about_the_person(
    world: World, reading: EveryonesReading
) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    closed = world.case(team=[leah])
    world.change_fact(Case, closed.id, closed_on=world.clock().date())
    theirs = world.case(subject=closed.subject, team=[omar], by=omar)
    now = int(world.clock().timestamp() * 1_000_000)
    offered = people.known_cases(reading, leah, [closed.subject], now)
    assert offered == {closed.subject: KnownCase(theirs.id, mine=False, closed_on=None)}
    household = CasePerson(
        case_id=theirs.id,
        person_id=PersonId(world.case(others=[world.person("Bo")]).people[1]),
        part=PartInCase.HOUSEHOLD,
    )
    world.add(world.manager(), household)
    assert people.known_cases(reading, omar, [household.person_id], now) == {}
    assert people.known_cases(reading, omar, [closed.subject], now) == {
        closed.subject: KnownCase(theirs.id, mine=True, closed_on=None)
    }


def test_who_lives_with_one_of_many_namesakes_is_met(
    world: World, reading: EveryonesReading
) -> None:
    by = world.manager()
    namesakes = [world.person("Mohammed", "Hussain") for _ in range(61)]
    case = world.case(subject=world.person("Ann", "Bell"), others=namesakes, by=by)
    tied = sorted(case.people[1:])[-1]
    about = {"subject_id": case.subject, "category": Category.IDENTITY}
    world.add(by, Relationship(**about, other_id=tied, kind=TieKind.SIBLING))
    before = reading.asked
    found = people.related(reading, by, ["mohammed", "hussain"])
    assert reading.asked == before + 1
    assert found == {case.subject: 2}
    assert people.related(reading, by, ["moh"]) == {case.subject: 1}
    assert people.related(reading, by, []) == {}


def test_those_related_to_most_of_the_names_come_before_the_cap(
    world: World, reading: EveryonesReading
) -> None:
    by = world.manager()
    names = ["Zora", "Zora", "Zora Quill"]
    people_of_name = [world.person(*name.split()) for name in names]
    ours = [world.person("Ann", f"Bell{place}") for place in range(3)]
    case = world.case(others=[*people_of_name, *ours], by=by)
    zoras, tied = case.people[1:4], case.people[4:]
    ties = [
        Relationship(
            subject_id=one, category=Category.IDENTITY, other_id=zora, kind=TieKind.SIBLING
        )
        for one, zora in zip(sorted(tied), zoras, strict=True)
    ]
    world.facts(ties)
    found = people.related(reading, by, ["zora", "quill"])
    assert [found[one] for one in sorted(tied)] == [1, 1, 2]
    assert next(iter(found)) == sorted(tied)[2]
