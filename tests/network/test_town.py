"""A town as a map: who stands where, what it answers, and what is not told of few households."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.town import (
    FEWEST_TOLD,
    TownArea,
    TownFacts,
    TownGroup,
    TownHome,
    TownService,
    told_count,
)
from pbi_desktop.network.large.town import town, town_picture
from pbi_desktop.network.large.town_answers import answers, taken_together
from pbi_desktop.network.large.town_layout import laid_out

CODES = ("A", "B", "C", "D")
AREAS = tuple(
    TownArea(code, f"Ward {code}", (53.5 + at / 50, -2.0)) for at, code in enumerate(CODES)
)
SURGERY = TownService("service:surgery", "Surgery")
CHOIR = TownGroup("group:choir", "Choir", "A", helps=frozenset({LifeDomain.CONNECTION}))


def homes(*areas: str, company: int = 0) -> tuple[TownHome, ...]:
    return tuple(
        TownHome(f"home:{at:03}", f"Name {at}", area, company) for at, area in enumerate(areas)
    )


def test_who_has_a_service_and_nobody_else_is_found_and_who_has_company_is_not() -> None:
    alone, befriended, singing, without = homes("A", "A", "A", "A")
    befriended = TownHome(befriended.key, befriended.name, "A", company=1)
    served = {(one.key, SURGERY.key) for one in (alone, befriended, singing)}
    facts = TownFacts(
        AREAS,
        (alone, befriended, singing, without),
        (CHOIR,),
        (SURGERY,),
        frozenset(served | {(singing.key, CHOIR.key)}),
    )
    found = answers(facts)
    assert found.services_only == (alone.key,)
    assert [(one.group, one.homes, one.only) for one in found.carrying] == [(CHOIR.key, 1, 1)]


def test_reach_is_the_same_area_or_a_quarter_of_an_hour_on_foot_and_needs_a_place() -> None:
    here, there, nowhere = homes("A", "B", "")
    needs = {(one.key, LifeDomain.CONNECTION) for one in (here, there, nowhere)}
    needs |= {(here.key, LifeDomain.MONEY)}
    found = answers(TownFacts(AREAS, (here, there, nowhere), (CHOIR,), needs=frozenset(needs)))
    said = {(one.area, one.domain): (one.in_reach, one.measured) for one in found.needs}
    assert said == {
        ("A", LifeDomain.CONNECTION): (True, True),
        ("A", LifeDomain.MONEY): (False, True),
        ("B", LifeDomain.CONNECTION): (False, True),
        ("", LifeDomain.CONNECTION): (False, False),
    }


@given(st.lists(st.sampled_from((*CODES, "")), max_size=40))
@settings(max_examples=60, deadline=None)
def test_without_names_no_area_ever_has_one_to_four_households(where: list[str]) -> None:
    told = taken_together(TownFacts(AREAS, homes(*where)))
    counts = Counter(home.area for home in told.homes)
    assert all(count >= FEWEST_TOLD for count in counts.values())
    assert not any(home.name for home in told.homes)
    # Whoever has no place to show is never given one.
    assert counts[""] in (0, where.count(""))
    if len(where) - where.count("") >= FEWEST_TOLD:
        assert len(told.homes) >= len(where) - where.count("")


def test_small_numbers_are_told_only_where_names_are() -> None:
    said = [told_count(number, named=False) for number in (0, 1, 4, 5, 1_200)]
    assert said == ["0", "1 to 4", "1 to 4", "5", "1,200"]
    assert told_count(3, named=True) == "3"


@given(st.permutations(homes(*"AABBBCD")))
@settings(max_examples=20, deadline=None)
def test_the_same_facts_in_any_order_are_the_same_map(mixed_homes: list[TownHome]) -> None:
    some = homes(*"AABBBCD")
    ties = frozenset({(some[0].key, SURGERY.key)})
    facts = TownFacts(AREAS, some, (CHOIR,), (SURGERY,), ties)
    mixed = TownFacts(AREAS[::-1], tuple(mixed_homes), (CHOIR,), (SURGERY,), ties)
    one, other = town(facts), town(mixed)
    assert one.graph.ids == other.graph.ids
    assert np.array_equal(laid_out(one).positions, laid_out(other).positions)


def test_each_stands_in_the_disc_of_its_area_and_places_are_not_tied_to_all_that_is_there() -> None:
    facts = TownFacts(AREAS, homes(*"AAAAABBBBBCCCCC"), (CHOIR,))
    now = town(facts)
    layout = laid_out(now)
    away = np.hypot(*(layout.positions - layout.centre[layout.island]).T)
    assert (away <= layout.radius[layout.island]).all()
    assert len(np.unique(layout.positions.round(3), axis=0)) == now.graph.size
    picture = town_picture(now, layout, {"A": "Ward A\n5"})
    assert not (picture.kind[picture.edges] == NodeKind.PLACE).any()
    assert picture.islands.words[0] == "Ward A\n5"


def test_nobody_moves_when_somebody_comes_and_the_new_one_is_in_their_own_area() -> None:
    many = homes(*("A" * 30 + "B" * 30))
    before = town(TownFacts(AREAS, many, (CHOIR,)))
    layout = laid_out(before)
    more = (*many, TownHome("home:new", "New", "B"))
    now = town(TownFacts(AREAS, more, (CHOIR,)))
    later = laid_out(now, (before, layout))
    rows = [now.graph.ids.index(key) for key in before.graph.ids]
    assert np.array_equal(later.positions[rows], layout.positions)
    new = now.graph.ids.index("home:new")
    assert now.codes[later.island[new]] == "B"
    away = np.hypot(*(later.positions[new] - later.centre[later.island[new]]))
    assert away <= later.radius[later.island[new]]
