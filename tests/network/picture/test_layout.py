"""Everything in its place: nothing lies over anything, and a new tie moves hardly anybody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    PlaceFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.network.ecomap import seating
from pbi_desktop.network.ecomap.given import Guest
from pbi_desktop.network.ecomap.options import Choice
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.picture import layout_of, picture, seats_of
from pbi_desktop.network.picture.helps import MOST_LINES
from pbi_desktop.network.picture.layout import Layout
from tests.network.families import CAROL, IDRIS, MARYAM, NASREEN, TODAY, person_id, shabanas_family
from tests.network.picture.drawn_families import any_family, close_links, faults, most_links
from tests.network.picture.pictures import FEW, MEASURE, NEW, drawn, laid, words_of


@pytest.mark.parametrize("seed", range(FEW))
def test_nothing_lies_over_anything_it_does_not_belong_to(seed: int) -> None:
    assert not faults(laid(seed))


def test_links_at_one_person_keep_their_distance() -> None:
    """However many there are: services are folded sooner where they would stand too close."""
    layouts = [laid(seed) for seed in range(FEW)]

    assert max(map(most_links, layouts)) > 8
    assert sum(map(close_links, layouts)) == 0


@pytest.mark.long
def test_nothing_lies_over_anything_in_three_hundred_families() -> None:
    assert {seed: found for seed in range(300) if (found := faults(laid(seed)))} == {}


def test_a_new_tie_moves_hardly_anybody() -> None:
    seats, moved = moved_by_a_new_tie(range(1, 5))

    assert seats > 15
    assert moved <= seats * 0.15


@pytest.mark.long
def test_a_new_tie_moves_hardly_anybody_in_a_hundred_families() -> None:
    seats, moved = moved_by_a_new_tie(range(100))

    assert moved <= seats * 0.1


def moved_by_a_new_tie(seeds: Iterable[int]) -> tuple[int, int]:
    """Return how many stood on the rings where nothing is folded, and how many of them moved."""
    seats = moved = 0
    for seed in seeds:
        facts, before = any_family(seed), laid(seed)
        newer = replace(facts, services=(*facts.services, replace(NEW, person=facts.about)))
        after = layout_of(newer, MEASURE, plan_family)
        if before.cast.folds or after.cast.folds:
            continue
        there = {seat.key: (seat.x, seat.y) for seat in after.seating.seats}
        seats += len(before.seating.seats)
        moved += sum(there[seat.key] != (seat.x, seat.y) for seat in before.seating.seats)
    return seats, moved


def test_a_new_tie_moves_nobody_in_a_family_with_room() -> None:
    before = layout_of(shabanas_family(), MEASURE, plan_family)
    facts = replace(shabanas_family(), services=(*shabanas_family().services, NEW))
    after = layout_of(facts, MEASURE, plan_family)

    assert set(before.seating.seats) < set(after.seating.seats)


def test_a_lodger_stands_in_the_household_and_a_neighbour_does_not() -> None:
    lodger = person_id(40)
    facts = shabanas_family()
    facts = replace(
        facts,
        people=(*facts.people, PersonFact(lodger, "Lodger")),
        home=(*facts.home, HomeFact(lodger)),
    )

    layout = layout_of(facts, MEASURE, plan_family)

    assert lodger in layout.middle.places
    assert person_node(CAROL) in {seat.key for seat in layout.seating.seats}


def test_a_link_ends_at_whoever_uses_the_service() -> None:
    facts = replace(
        shabanas_family(),
        services=(
            ServiceFact(UUID(int=1), IDRIS, "School"),
            ServiceFact(UUID(int=1), MARYAM, "School"),
        ),
        groups=(GroupFact(GroupId(UUID(int=2)), NASREEN, "Lunch club"),),
    )

    paths = layout_of(facts, MEASURE, plan_family).seating.paths

    ends = {(path.one, path.other) for path in paths}
    assert (person_node(IDRIS), service_node(UUID(int=1))) in ends
    assert (person_node(MARYAM), service_node(UUID(int=1))) in ends
    assert (person_node(NASREEN), group_node(UUID(int=2))) in ends


@pytest.mark.long
def test_a_crowd_gets_three_lines_to_a_service_and_an_end_to_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = [PersonId(UUID(int=number)) for number in range(1, 26)]
    people = tuple(PersonFact(one, f"Name{place} Bell") for place, one in enumerate(ids))
    every = tuple(
        TieFact(one, other, TieKind.SIBLING, Quality.STRESSFUL)
        for place, one in enumerate(ids)
        for other in ids[place + 1 :]
    )
    services = tuple(
        ServiceFact(UUID(int=1000 + number), one, f"Service {number}")
        for number in range(40)
        for one in ids
    )
    home = tuple(HomeFact(one) for one in ids[:8])
    facts = NetworkFacts(ids[0], TODAY, people, home, every, services)
    chosen: list[str] = []
    best = seating._Ring._best

    def counted(ring: object, guest: Guest, taken: dict[str, Choice]) -> Choice:
        chosen.append(guest.key)
        return best(ring, guest, taken)  # type: ignore[arg-type]

    monkeypatch.setattr(seating._Ring, "_best", counted)
    layout = layout_of(facts, MEASURE, plan_family)
    lines = Counter(path.other for path in layout.seating.paths)
    assert max(lines.values()) == MOST_LINES
    assert len(chosen) < 400
    assert len(layout.inside) <= 12
    assert any("25 people" in text for text in words_of(drawn(facts).scene))


def symbols_that_moved(before: Layout, after: Layout) -> int:
    """Return how many symbols stand somewhere else, as seen from the person it is about."""
    origin = (before.symbols[person_node(before.cast.now.about)].middle,
              after.symbols[person_node(after.cast.now.about)].middle)  # fmt: skip
    old, new = (
        {key: (box.middle[0] - x, box.middle[1] - y) for key, box in layout.symbols.items()}
        for layout, (x, y) in zip((before, after), origin, strict=True)
    )
    return sum(new[key] != pytest.approx(old[key], abs=0.1) for key in old.keys() & new.keys())


def seated_again(seeds: Iterable[int]) -> tuple[int, int, int]:
    """Return how many symbols there were, how many a new tie moved, and how many faults it made."""
    symbols = moved = wrong = 0
    for seed in seeds:
        facts, before = any_family(seed), laid(seed)
        newer = replace(facts, services=(*facts.services, replace(NEW, person=facts.about)))
        after = layout_of(newer, MEASURE, plan_family, before.seating.chairs)
        if len(before.cast.folds) == len(after.cast.folds) == 0:
            symbols += len(before.symbols)
            moved += symbols_that_moved(before, after)
            wrong += sum(faults(after).values())
    return symbols, moved, wrong


def test_a_new_tie_moves_no_symbol_where_the_seats_are_known() -> None:
    symbols, moved, wrong = seated_again(range(1, 9))
    assert symbols > 60
    assert (moved, wrong) == (0, 0)


@pytest.mark.long
def test_a_new_tie_moves_no_symbol_in_a_hundred_families_whose_seats_are_known() -> None:
    symbols, moved, wrong = seated_again(range(100))
    assert symbols > 500
    assert moved == 0
    assert wrong <= 0.01 * symbols


def test_two_days_of_one_network_share_their_seats() -> None:
    facts = shabanas_family()
    early = replace(facts, as_at=date(2026, 2, 1))
    seats = seats_of(early, MEASURE)
    after = layout_of(facts, MEASURE, plan_family, seats)
    assert {key: after.seating.chairs[key] for key in seats if key in after.seating.chairs} == {
        key: chair for key, chair in seats.items() if key in after.seating.chairs
    }
    assert picture(facts, MEASURE, "", seats) == picture(facts, MEASURE, "", dict(seats))


def test_a_place_by_hand_wins_over_the_layout_and_lines_follow() -> None:
    facts = shabanas_family()
    service = service_node(facts.services[0].id)
    before = layout_of(facts, MEASURE, plan_family)
    places = (PlaceFact(service, 14.0, 9.0), PlaceFact(person_node(IDRIS), -12.0, 6.0))
    after = layout_of(replace(facts, places=places), MEASURE, plan_family)
    for node, dx, dy in ((service, 14.0, 9.0), (person_node(IDRIS), -12.0, 6.0)):
        x0, y0 = _from_about(before, node)
        x1, y1 = _from_about(after, node)
        assert (x1 - x0, y1 - y0) == pytest.approx((dx, dy), abs=0.1)
    assert not faults(after)
    ends = {
        point for wire in after.middle.wires if IDRIS in wire.people
        for chain in wire.chains for point in (chain[0], chain[-1])
    }  # fmt: skip
    x, y = after.middle.places[IDRIS]
    assert any(abs(px - x) < 1 and abs(py - (y - 18)) < 1 for px, py in ends)


def _from_about(layout: Layout, node: str) -> tuple[float, float]:
    x, y = layout.symbols[person_node(layout.cast.now.about)].middle
    at = layout.symbols[node].middle
    return at[0] - x, at[1] - y


def test_a_place_far_outside_or_of_nobody_is_drawn_inside_the_picture() -> None:
    facts = shabanas_family()
    service = service_node(facts.services[0].id)
    places = (
        PlaceFact(service, 1e9, -1e9),
        PlaceFact("service:gone", 5, 5),
        PlaceFact(person_node(NASREEN), float("nan"), 0),
    )
    layout = layout_of(replace(facts, places=places), MEASURE, plan_family)
    box = layout.symbols[service]
    assert box.x >= 0
    assert box.x + box.width <= layout.width
    assert box.y >= 0
