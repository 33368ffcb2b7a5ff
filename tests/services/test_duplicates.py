"""Likely pairs in what is there: best first, explained, and never decided by the program."""

from datetime import date
from typing import Any

import pytest

from pbi_desktop.analysis.matching import ENOUGH, bars, strength
from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.models import PersonReference, Relationship
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.duplicates import LikelyPair
from pbi_desktop.services.front_door_rows import Strength
from tests.support.desks import goes_by, lives_at, rings_at
from tests.support.world import CaseMade, World

STREET = "12 Alderbank Road"


def someone(
    world: World, leah: Actor, given: str, family: str, born: str, **place: Any
) -> CaseMade:
    """Return the case of somebody with a birth."""
    person = world.person(given, family, born_text=born, born_precision="day")
    return world.case(team=[leah], subject=person, **place)


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def twice(world: World, leah: Actor) -> tuple[CaseMade, CaseMade]:
    return one_in_two_records(world, leah)


def one_in_two_records(world: World, leah: Actor) -> tuple[CaseMade, CaseMade]:
    """Return one woman in two records, among neighbours."""
    first = someone(world, leah, "Shabana", "Akhtar", "1991-04-09")
    second = someone(world, leah, "Shabanah", "Akhter", "1991-04-09")
    for case in (first, second):
        lives_at(world, leah, case.subject, STREET, "OL4 1AA")
        rings_at(world, leah, case.subject, "07700 900123")
    someone(world, leah, "Ann", "Bell", "1980-05-05")
    someone(world, leah, "Robert", "Stone", "1955-03-02")
    return first, second


def ends(pairs: tuple[LikelyPair, ...]) -> list[set[str]]:
    return [{pair.one.name, pair.other.name} for pair in pairs]


def test_a_pair_is_shown_with_both_sides_and_why(
    desk: Desk, leah: Actor, twice: tuple[CaseMade, CaseMade]
) -> None:
    (pair,) = desk.duplicates.likely(leah)
    assert {pair.one.id, pair.other.id} == {case.subject for case in twice}
    assert {pair.one.born, pair.other.born} == {"9 April 1991"}
    said = {case.says for side in (pair.one, pair.other) for case in side.cases}
    assert said == {f"{case.reference}, open since 21 November 2026" for case in twice}
    assert pair.strength is Strength.VERY_LIKELY
    assert pair.weight == sum(line.weight for line in pair.evidence) >= ENOUGH
    assert {line.field: line.verdict for line in pair.evidence} == {
        "name": "close",
        "born": "same",
        "street": "same",
        "phone": "same",
    }


def test_what_somebody_decided_on_is_gone_and_a_split_brings_it_back(
    desk: Desk, leah: Actor, twice: tuple[CaseMade, CaseMade]
) -> None:
    one, other = (case.subject for case in twice)
    before = desk.duplicates.likely(leah)
    for decide in (desk.identities.link, desk.identities.keep_apart):
        made = decide(leah, one, other, "We asked her").made
        assert made is not None
        assert desk.duplicates.likely(leah) == ()
        desk.identities.split(leah, made, 1)
        assert desk.duplicates.likely(leah) == before


def test_a_third_record_is_asked_about_once_and_never_against_a_decision(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    twice = one_in_two_records(world, leah)
    one, other = (case.subject for case in twice)
    third = someone(world, leah, "Shabana", "Akhtar", "1991-04-09").subject
    lives_at(world, leah, third, STREET, "OL4 1AA")
    rings_at(world, leah, third, "07700 900123")
    assert len(desk.duplicates.likely(leah)) == 3
    desk.identities.link(leah, one, other, "We asked her")
    assert len(desk.duplicates.likely(leah)) == 1
    desk.identities.keep_apart(leah, other, third, "Her cousin")
    assert desk.duplicates.likely(leah) == ()


def test_those_who_are_something_to_each_other_are_two(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    twice = one_in_two_records(world, leah)
    one, other = (case.subject for case in twice)
    about = {"category": Category.IDENTITY, "kind": TieKind.SIBLING}
    world.add(leah, Relationship(subject_id=one, other_id=other, **about))
    assert desk.duplicates.likely(leah) == ()


def test_hidden_people_are_in_no_pair_and_move_nothing(
    world: World, desk: Desk, leah: Actor, twice: tuple[CaseMade, CaseMade]
) -> None:
    before = desk.duplicates.likely(leah)
    there = world.new_site("Fitton Hill")
    nina = world.worker("nina", site=there)
    for _ in range(3):
        hidden = someone(world, nina, "Shabana", "Akhtar", "1991-04-09", site=there)
        lives_at(world, nina, hidden.subject, STREET, "OL4 1AA")
    assert desk.duplicates.likely(leah) == before
    assert len(desk.duplicates.likely(nina)) == 3


def test_a_former_name_finds_and_is_not_said_and_a_protected_address_is_no_evidence(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    one = someone(world, leah, "Grace", "Okafor", "1991-04-09").subject
    other = someone(world, leah, "Zuleika", "Rahman", "1991-04-09").subject
    goes_by(world, leah, one, "Zuleika Rahman")
    for person in (one, other):
        rings_at(world, leah, person, "07700 900123")
        lives_at(
            world, leah, person, "9 Quarry Hill", category=Category.PROTECTED_ADDRESS,
            since=date(2026, 1, 1),
        )  # fmt: skip
    (pair,) = desk.duplicates.likely(leah)
    said = " ".join(line.says for line in pair.evidence).casefold()
    assert "zuleika" not in said
    assert "rahman" not in said
    street = next(line for line in pair.evidence if line.field == "street")
    assert (street.verdict, street.says, street.weight) == ("not_held", "not on record", 0)


def test_of_several_numbers_homes_and_references_those_that_agree_count(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    one, other = (case.subject for case in one_in_two_records(world, leah))
    (before,) = desk.duplicates.likely(leah)
    for person, written in ((one, "HA 77"), (other, "ha77")):
        refer(world, leah, person, "Homes", written)
    refer(world, leah, one, "Council", "A-1")
    world.clock.forward(minutes=5)
    rings_at(world, leah, one, "0161 496 0002")
    lives_at(world, leah, other, "3 Mill Brow", "OL1 2BB", since=date(2026, 10, 1))
    (after,) = desk.duplicates.likely(leah)
    lines = {line.field: line for line in after.evidence}
    assert {name: lines[name].verdict for name in ("phone", "street", "reference")} == {
        "phone": "same", "street": "same", "reference": "same",
    }  # fmt: skip
    assert after.weight == before.weight + lines["reference"].weight > before.weight


def refer(world: World, actor: Actor, person: PersonId, issuer: str, value: str) -> None:
    """Let an agency call somebody by a reference."""
    about = {"subject_id": person, "category": Category.IDENTITY}
    key = reference_key(value)
    world.add(actor, PersonReference(**about, issuer=issuer, value=value, value_key=key))


def test_pairs_of_every_kind_are_ranked_by_one_scale(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    one_in_two_records(world, leah)
    changed = someone(world, leah, "Grace", "Okafor", "1970-02-03").subject
    someone(world, leah, "Zuleika", "Rahman", "1970-02-03")
    goes_by(world, leah, changed, "Zuleika Rahman")
    someone(world, leah, "Quentin", "Ashdown", "1962-05-06")
    someone(world, leah, "Quentin", "Ashdown", "1962-06-05")
    pairs = desk.duplicates.likely(leah)
    assert [{pair.one.name, pair.other.name} for pair in pairs] == [
        {"Shabana Akhtar", "Shabanah Akhter"},
        {"Grace Okafor", "Zuleika Rahman"},
        {"Quentin Ashdown"},
    ]
    weights = [pair.weight for pair in pairs]
    assert weights == sorted(weights, reverse=True)
    assert [pair.strength for pair in pairs] == [strength(weight) for weight in weights]
    assert [pair.bars for pair in pairs] == [bars(weight) for weight in weights]


def test_looking_is_told_how_far_it_is_and_stops_when_asked(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    one_in_two_records(world, leah)
    steps: list[tuple[int, int]] = []
    desk.duplicates.likely(leah, lambda done, of: steps.append((done, of)))
    shares = [done / of for done, of in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)

    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done * 2 > of:
            raise Stopped

    with pytest.raises(Stopped):
        desk.duplicates.likely(leah, stop)


def test_only_somebody_at_a_desk_looks(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    ida = world.worker("ida", SiteRole.AUDITOR)
    with pytest.raises(NotPermitted):
        desk.duplicates.likely(ida)
