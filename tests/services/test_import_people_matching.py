"""Who of a spreadsheet may be known already: weighed as at the desk, and no secret told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.intake_matching import MaybeKnown
from pbi_desktop.services.import_people_matching import PeopleInSight
from tests.services.test_import_cases import born, place
from tests.support.desks import lives_at, rings_at
from tests.support.world import World

STREET = "9 Quarry Hill"
GRACE = PersonRow(
    place("people", 2), "P1", "Grace", "Okafor", born=born("1984-03-02"), address_1=STREET,
    phone="0161 496 0101",
)  # fmt: skip


@pytest.fixture
def leah(file_world: World) -> Actor:
    return file_world.worker("leah")


@pytest.fixture
def grace(file_world: World, leah: Actor) -> PersonId:
    person = file_world.person("Grace", "Okafor", born_text="1984-03-02", born_precision="day")
    return file_world.case("K7QX9B", team=[leah], subject=person).subject


def maybe(world: World, actor: Actor, row: PersonRow = GRACE) -> tuple[MaybeKnown, ...]:
    with world.store_for(actor).query(actor) as work:
        return PeopleInSight(work).maybe(row)


def test_a_protected_address_is_no_evidence_even_for_who_may_see_it(
    file_world: World, leah: Actor, grace: PersonId
) -> None:
    (before,) = maybe(file_world, leah)
    kept = {"category": Category.PROTECTED_ADDRESS, "since": date(2026, 1, 1)}
    lives_at(file_world, leah, grace, STREET, **kept)  # type: ignore[arg-type]
    assert maybe(file_world, leah) == (before,)
    assert before.evidence == "name the same, birth the same"
    unborn = replace(GRACE, given_name="Gracie", born=None)
    assert all("street" not in one.evidence for one in maybe(file_world, leah, unborn))


def test_an_earlier_home_counts_as_an_earlier_one(
    file_world: World, leah: Actor, grace: PersonId
) -> None:
    past = file_world.clock().date() - timedelta(days=30)
    lives_at(file_world, leah, grace, STREET, until=past)
    (one,) = maybe(file_world, leah)
    assert one.evidence == "name the same, birth the same, street alike"
    lives_at(file_world, leah, grace, STREET)
    (one,) = maybe(file_world, leah)
    assert one.evidence == "name the same, birth the same, street the same"


def test_any_of_several_numbers_agrees(file_world: World, leah: Actor, grace: PersonId) -> None:
    for number in ("0161 496 0101", "07700 900123"):
        rings_at(file_world, leah, grace, number)
    (one,) = maybe(file_world, leah, replace(GRACE, phone="0044 161 496 0101"))
    assert one.evidence == "name the same, birth the same, phone the same"
