"""The drawn network: nothing lies over anything, everything said is drawn, and order is nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.scene import Icon, Scene, Shape, Tint, Words
from pbi_desktop.domain.ties import (
    CheckFact,
    GroupFact,
    HomeFact,
    NetworkFacts,
    NetworkPicture,
    PersonFact,
    PlaceFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.network.ecomap import seating
from pbi_desktop.network.ecomap.given import Guest
from pbi_desktop.network.ecomap.options import Choice
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.misfits import MISFIT
from pbi_desktop.network.outline import outline
from pbi_desktop.network.picture import layout_of, picture, seats_of
from pbi_desktop.network.picture.helps import MOST_LINES
from pbi_desktop.network.picture.kinds import group_kind, service_kind
from pbi_desktop.network.picture.layout import Layout
from pbi_desktop.network.picture.lines import Bond, link
from pbi_desktop.reports.icons import icon_steps
from tests.network.families import (
    CAROL,
    IDRIS,
    MARYAM,
    NASREEN,
    SHABANA,
    TODAY,
    networks,
    person_id,
    shabanas_family,
    someone,
)
from tests.network.picture.drawn_families import (
    PlainMeasure,
    any_family,
    close_links,
    faults,
    most_links,
)

MEASURE = PlainMeasure()
FEW = 12
ALONE = NetworkFacts(SHABANA, TODAY, (someone(SHABANA, "Shabana", "1991-04-09", Gender.WOMAN),))
NEW = ServiceFact(UUID(int=7777), SHABANA, "New thing", "", Quality.WORKING, started_on=TODAY)


@cache
def laid(seed: int) -> Layout:
    return layout_of(any_family(seed), MEASURE, plan_family)


def drawn(facts: NetworkFacts) -> NetworkPicture:
    return picture(facts, MEASURE)


def words_of(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Words)]


def services(count: int, user: int = 1) -> tuple[ServiceFact, ...]:
    kinds = ("Surgery", "Council tax", "School", "Police", "Landlord")
    return tuple(
        ServiceFact(UUID(int=900 + number), person_id(user), f"{kinds[number % 5]} {number}")
        for number in range(count)
    )


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


def test_the_order_of_facts_means_nothing() -> None:
    chance = Random(3)  # noqa: S311 - not for secrets: the same order at every run

    def shuffled(facts: Iterable[Any]) -> tuple[Any, ...]:
        mixed = list(facts)
        chance.shuffle(mixed)
        return tuple(mixed)

    for facts in (shabanas_family(), any_family(3), any_family(12)):
        mixed = NetworkFacts(
            facts.about,
            facts.as_at,
            shuffled(facts.people),
            shuffled(facts.home),
            shuffled(facts.ties),
            shuffled(facts.services),
            shuffled(facts.groups),
        )
        assert drawn(mixed) == drawn(facts)


@settings(max_examples=15)
@given(networks)
def test_whatever_is_on_record_is_drawn_and_said(facts: NetworkFacts) -> None:
    found = drawn(facts)

    lines = {
        line.node: line.spoken
        for part in found.outline.sections
        for line in part.lines
        if not line.node.startswith(f"{MISFIT}:")
    }
    spots = {spot.key: spot.said for spot in found.scene.spots}
    assert spots == lines
    assert all(set(spot.near) <= set(spots) for spot in found.scene.spots)
    assert not faults(layout_of(facts, MEASURE, plan_family))


def test_spots_are_read_out_in_the_order_of_the_words() -> None:
    found = drawn(shabanas_family())

    lines = [line.node for part in found.outline.sections for line in part.lines]
    assert [spot.key for spot in found.scene.spots] == lines
    spot = next(one for one in found.scene.spots if one.key == group_node(UUID(int=31)))
    assert spot.near == (person_node(IDRIS),)


def test_the_picture_says_in_a_sentence_what_it_shows() -> None:
    assert drawn(shabanas_family()).alt == (
        "Network of Shabana on 21 November 2026: 4 people at home, 3 family members elsewhere, "
        "3 services, 3 groups and 1 other person. "
        "Stressful: Council tax and Imran with Nasreen."
    )


def test_day_source_and_who_checked_stand_on_the_picture() -> None:
    said = " ".join(words_of(drawn(ALONE).scene)[-2:])
    assert "As at 21 November 2026" in said
    assert "From the records that you may see" in said
    assert "Checked with the person: not recorded" in said
    checks = (CheckFact(date(2026, 5, 1), False), CheckFact(date(2026, 11, 3), True))
    checked = words_of(drawn(replace(ALONE, checks=checks)).scene)[-1]
    assert "Checked with Shabana: 3 November 2026, together" in checked
    told = replace(ALONE, checks=checks, as_at=date(2026, 6, 1))
    assert "Shabana: 1 May 2026, read out or told" in words_of(drawn(told).scene)[-1]
    team = " ".join(words_of(picture(ALONE, MEASURE, "Holts and Lees").scene)[-2:])
    assert "From the records of Holts and Lees" in team


def test_the_key_shows_only_what_is_used() -> None:
    plain = words_of(drawn(ALONE).scene)
    assert "Woman or girl" in plain
    for unused in ("Man or boy", "Died", "Service", "Community group", "Stressful", "At home"):
        assert unused not in plain
    full = words_of(drawn(shabanas_family()).scene)
    for used in ("Died", "Service", "Community group", "Stressful", "Strong", "Apart"):
        assert used in full


def test_no_words_are_too_small_to_read() -> None:
    for facts in (shabanas_family(), any_family(7), replace(ALONE, services=services(40))):
        sizes = [mark.size for mark in drawn(facts).scene.marks if isinstance(mark, Words)]
        assert min(sizes) >= 8.5


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


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_words() -> None:
    name = "Maximiliana " * 25
    long = replace(ALONE, people=(PersonFact(SHABANA, name),))

    found = drawn(long)

    assert not any(len(text) > 80 for text in words_of(found.scene)[:-1])
    assert name.strip() in " ".join(found.scene.spots[0].said.split())


@pytest.mark.parametrize(
    "facts",
    [
        NetworkFacts(SHABANA, TODAY, ()),
        ALONE,
        replace(ALONE, home=(HomeFact(SHABANA),)),
        replace(ALONE, services=services(1)),
        replace(ALONE, services=(*services(1), replace(services(1)[0], quality=Quality.WEAK))),
        replace(ALONE, people=(PersonFact(SHABANA, "\u0634\u0628\u0627\u0646\u06c1"),)),
        replace(ALONE, people=(PersonFact(SHABANA, ""),)),
        replace(
            ALONE,
            people=(*ALONE.people, PersonFact(NASREEN, "Nasreen"), PersonFact(IDRIS, "Idris")),
            ties=(
                TieFact(SHABANA, NASREEN, TieKind.PARENT),
                TieFact(NASREEN, IDRIS, TieKind.PARENT),
                TieFact(IDRIS, SHABANA, TieKind.PARENT),
            ),
        ),
    ],
    ids=["nobody", "alone", "home", "one service", "twice", "urdu", "no name", "circle"],
)
def test_odd_facts_give_a_sensible_picture(facts: NetworkFacts) -> None:
    found = drawn(facts)

    assert found.scene.spots
    assert found.alt
    assert not faults(layout_of(facts, MEASURE, plan_family))


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


def test_somebody_expected_is_a_triangle_and_somebody_dead_is_crossed_out() -> None:
    due = PersonFact(IDRIS, "Baby", born=PartialDate.of_day(TODAY + timedelta(days=90)))
    dead = PersonFact(MARYAM, "Gran", died=PartialDate.of_year(2019), gender=Gender.WOMAN)
    facts = replace(
        ALONE,
        people=(*ALONE.people, due, dead),
        ties=(
            TieFact(SHABANA, IDRIS, TieKind.PARENT),
            TieFact(MARYAM, SHABANA, TieKind.PARENT),
        ),
    )

    said = words_of(drawn(facts).scene)

    assert "To be born" in said
    assert "Died" in said
    assert "Died 2019" in said
    assert not any("-" in text for text in said)


def test_an_age_that_is_roughly_known_says_so() -> None:
    about = PersonFact(SHABANA, "Shabana", born=PartialDate.of_year(1956, about=True))

    assert "c. 70" in words_of(drawn(replace(ALONE, people=(about,))).scene)


# --- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("quality", [None, *Quality])
def test_every_quality_is_told_by_the_shape_of_its_line(quality: Quality | None) -> None:
    def look(one: Quality | None) -> list[tuple[object, ...]]:
        shapes = link(((0, 0), (120, 0)), Bond(one))
        return [(shape.dash, len(shape.steps), shape.steps[0]) for shape in shapes]

    others = [other for other in (None, *Quality) if other is not quality]
    assert all(look(quality) != look(other) for other in others)


@pytest.mark.parametrize("quality", [Quality.STRONG, Quality.STRESSFUL])
def test_double_and_zigzag_lines_end_before_the_arrowhead(quality: Quality) -> None:
    *lines, head = link(((0, 0), (120, 0)), Bond(quality, to_other=True))

    assert head.fill is not None
    reach = max(step[-2] for line in lines for step in line.steps if len(step) > 1)
    assert reach < 115
    assert max(step[-2] for step in head.steps if len(step) > 1) == pytest.approx(120)


@given(st.sampled_from(Flow), st.booleans())
def test_arrows_point_the_way_that_help_flows(flow: Flow, community: bool) -> None:
    help_fact = replace(NEW, flow=flow)
    group = GroupFact(GroupId(UUID(int=4)), SHABANA, "Choir", flow=flow)
    facts = replace(ALONE, groups=(group,)) if community else replace(ALONE, services=(help_fact,))

    (bond,) = layout_of(facts, MEASURE, plan_family).bonds.values()

    assert bond.to_one == (flow in (Flow.TO_FAMILY, Flow.BOTH))
    assert bond.to_other == (flow in (Flow.FROM_FAMILY, Flow.BOTH))
    assert bond.tint is (Tint.OK if community else Tint.INFO)


def test_every_icon_that_a_name_can_call_for_is_bundled() -> None:
    names = ("Surgery", "Court", "Police", "Jobcentre", "School", "Lunch", "Garden", "Chat", "?",
             "Council tax", "Money advice", "Housing", "Interpreter", "Nursery", "Club", "Mosque",
             "Carers")  # fmt: skip
    for name in names:
        assert icon_steps(service_kind(name).icon)
        assert icon_steps(group_kind(name).icon)
    assert group_kind("Homework club").sector == "school"
    assert service_kind("Home repairs").sector == "housing"


def test_the_household_has_an_outline_and_leaves_out_whoever_lives_elsewhere() -> None:
    scene = drawn(shabanas_family()).scene

    dashed = [
        mark
        for mark in scene.marks
        if isinstance(mark, Shape) and mark.fill is Tint.VOICE_SOFT and len(mark.steps) > 20
    ]
    assert len(dashed) == 1
    rim = [step[-2:] for step in dashed[0].steps if len(step) > 1]
    spots = {spot.key: spot.box for spot in scene.spots}
    for node, inside in ((person_node(IDRIS), True), (person_node(person_id(6)), False)):
        assert _within(spots[node].middle, rim) is inside
    assert any(isinstance(mark, Icon) for mark in scene.marks)


def _within(at: tuple[float, float], rim: Sequence[tuple[float, ...]]) -> bool:
    """Say by the even-odd rule whether a point lies inside a rim."""
    x, y = at
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise([*rim, rim[0]]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed += 1
    return crossed % 2 == 1


def test_a_day_long_ago_shows_who_was_there_then() -> None:
    facts = replace(shabanas_family(), as_at=date(2024, 1, 1))

    said = words_of(drawn(facts).scene)

    assert any("As at 1 January 2024" in text for text in said)
    assert "Key worker" not in said


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


def test_what_ended_stays_grey_for_one_review_and_is_said() -> None:
    def facts(ended: date) -> NetworkFacts:
        over = ServiceFact(UUID(int=77), SHABANA, "Police", quality=Quality.STRESSFUL,
                           flow=Flow.TO_FAMILY, ended_on=ended)  # fmt: skip
        club = GroupFact(GroupId(UUID(int=78)), SHABANA, "Choir", ended_on=ended)
        return replace(ALONE, services=(over,), groups=(club,))

    lately = facts(TODAY - timedelta(days=40))
    bonds = layout_of(lately, MEASURE, plan_family).bonds
    assert set(bonds.values()) == {Bond(tint=Tint.CONTROL, ended=True)}
    said = words_of(drawn(lately).scene)
    assert said.count("Ended 12 Oct") == 2
    assert "Ended lately" in said
    assert "Stressful" not in said
    section = next(s for s in outline(lately).sections if s.title == "Ended lately")
    assert [line.spoken for line in section.lines] == [
        "Choir. Ended 12 October 2026.",
        "Police. Ended 12 October 2026.",
    ]
    long_ago = drawn(facts(TODAY - timedelta(days=200)))
    assert "Police" not in words_of(long_ago.scene)
    assert all(section.title != "Ended lately" for section in long_ago.outline.sections)


# --- seats that were taken before, and places by hand ---------------------------------------------


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


def test_nothing_is_folded_alone() -> None:
    several = tuple(replace(one, name=f"Surgery {n}") for n, one in enumerate(services(20)))
    club = GroupFact(GroupId(UUID(int=78)), SHABANA, "Choir", started_on=TODAY)
    layout = layout_of(replace(ALONE, services=several, groups=(club,)), MEASURE, plan_family)
    assert [fold.count for fold in layout.cast.folds] == [12]
    assert group_node(club.id) in {seat.key for seat in layout.seating.seats}
