"""What is folded where there is no room, and what never is."""

from dataclasses import replace
from uuid import UUID

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.picture import layout_of
from tests.network.families import SHABANA, TODAY, person_id
from tests.network.picture.pictures import ALONE, MEASURE, drawn, services, words_of


def test_forty_services_are_folded_and_every_one_is_named() -> None:
    found = drawn(replace(ALONE, services=services(40)))

    keys = [spot.key for spot in found.scene.spots]
    help_keys = [key for key in keys if key.startswith(("service:", "fold:"))]
    assert len(help_keys) <= 12
    said = " ".join(spot.said for spot in found.scene.spots)
    assert all(fact.name in said for fact in services(40))
    assert any(text.endswith("more health") for text in words_of(found.scene))


def test_strain_is_never_folded_away() -> None:
    strained = ServiceFact(
        UUID(int=5), SHABANA, "Bailiffs", quality=Quality.STRESSFUL, started_on=TODAY
    )
    found = drawn(replace(ALONE, services=(*services(40), strained)))

    assert service_node(UUID(int=5)) in [spot.key for spot in found.scene.spots]


def test_a_large_family_is_folded_by_branch_and_nobody_is_lost() -> None:
    people = [person_id(number) for number in range(1, 41)]
    facts = NetworkFacts(
        people[0],
        TODAY,
        tuple(PersonFact(one, f"Person {index}") for index, one in enumerate(people)),
        tuple(HomeFact(one) for one in people[:4]),
        tuple(
            TieFact(people[(index - 1) // 3], people[index], TieKind.PARENT)
            for index in range(1, 40)
        ),
    )

    found = drawn(facts)

    keys = [spot.key for spot in found.scene.spots]
    assert len(keys) <= 25
    assert all(person_node(one) in keys for one in people[:4])
    said = " ".join(spot.said for spot in found.scene.spots)
    assert all(f"Person {index}" in said for index in range(40))


def test_a_crowd_of_friends_is_folded() -> None:
    friends = [person_id(number) for number in range(20, 32)]
    facts = replace(
        ALONE,
        people=(*ALONE.people, *(PersonFact(one, f"Friend {one}") for one in friends)),
        ties=tuple(TieFact(one, SHABANA, TieKind.FRIEND) for one in friends),
    )

    said = [spot.said for spot in drawn(facts).scene.spots]

    assert any(one.startswith("7 more people: ") for one in said)


def test_nothing_is_folded_alone() -> None:
    several = tuple(replace(one, name=f"Surgery {n}") for n, one in enumerate(services(20)))
    club = GroupFact(GroupId(UUID(int=78)), SHABANA, "Choir", started_on=TODAY)
    layout = layout_of(replace(ALONE, services=several, groups=(club,)), MEASURE, plan_family)
    assert [fold.count for fold in layout.cast.folds] == [12]
    assert group_node(club.id) in {seat.key for seat in layout.seating.seats}
