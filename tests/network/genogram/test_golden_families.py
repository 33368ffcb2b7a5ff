"""Families of the past and hard ones by hand: no line over anybody, couples and siblings right."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pbi_desktop.domain.casework import TieKind, TieNature
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import on_the_day
from pbi_desktop.network.genogram.layout import plan_family
from tests.network.families import shabanas_family
from tests.network.genogram.counting import (
    Flat,
    couples_beside,
    each_once,
    generations_level,
    hits,
    lying_on_each_other,
    overlaps,
    siblings_in_order,
    through_own_symbols,
)
from tests.network.genogram.gedcom import GedcomFamily, read
from tests.network.genogram.named import Family

SMALL = (
    "bach",
    "basic",
    "bhutto_family",
    "bronte",
    "gramps_sample",
    "nehru_gandhi_family",
    "shakespeare",
)
_BESIDE_THE_PROJECT = Path(__file__).parents[3].parent / "shared" / "data"
_MOST = 60


def reference(name: str) -> GedcomFamily:
    folder = Path(os.environ.get("PBI_REFERENCE_DATA", _BESIDE_THE_PROJECT))
    path = folder / "graphs" / f"{name}.ged"
    if not path.is_file():
        pytest.skip(f"reference data not found: {path}")
    return read(path)


def count(families: Iterable[NetworkFacts]) -> Counter[str]:
    """Return what is right and wrong in the pictures of families, and print it."""
    found: Counter[str] = Counter()
    for facts in families:
        now = on_the_day(facts)
        plan = plan_family(now, Flat())
        couples, beside = couples_beside(plan, now, at_most=2)
        pairs, in_order = siblings_in_order(plan, now)
        found.update(
            {
                "families": 1,
                "people": len(plan.people),
                "not once": not each_once(plan, now),
                "lines over somebody": hits(plan, now, Flat()) + through_own_symbols(plan),
                "lines on lines": lying_on_each_other(plan),
                "people on people": overlaps(plan, now, Flat()),
                "not level": generations_level(plan, now),
                "couples": couples,
                "couples apart": couples - beside,
                "pairs of siblings": pairs,
                "siblings out of order": pairs - in_order,
            }
        )
    print(dict(found))  # noqa: T201 - the figures are the point
    return found


NEVER = ("not once", "lines over somebody", "lines on lines", "people on people")


@pytest.mark.parametrize("name", SMALL)
def test_small_families_of_the_past_are_drawn_without_a_fault(name: str) -> None:
    found = count([reference(name).whole()])
    for wrong in (*NEVER, "not level", "couples apart", "siblings out of order"):
        assert found[wrong] == 0, wrong


def royal(step: int) -> list[NetworkFacts]:
    family = reference("royal92")
    return [family.around(person, _MOST) for person in list(family.people)[::step]]


def assert_royal(found: Counter[str]) -> None:
    for wrong in NEVER:
        assert found[wrong] == 0, wrong
    assert found["not level"] <= 0.02 * found["couples"]
    assert found["couples apart"] <= 0.005 * found["couples"]
    assert found["siblings out of order"] <= 0.01 * found["pairs of siblings"]


def test_neighbourhoods_of_european_royalty_are_drawn_nearly_without_a_fault() -> None:
    """Uncles marry nieces and cousins cousins: now and then no order serves all of them."""
    assert_royal(count(royal(250)))


@pytest.mark.long
def test_six_hundred_neighbourhoods_of_european_royalty_are_no_worse() -> None:
    assert_royal(count(royal(5)))


# --- hard families by hand ------------------------------------------------------------------------


def brothers_who_marry_sisters() -> Family:
    family = Family("A m 1950", "B m 1952", "X w 1951", "Y w 1953", "P w 1925", "Q w 1926")
    family.tie("P", TieKind.PARENT, "A", "B").tie("Q", TieKind.PARENT, "X", "Y")
    return family.couple("A", "X").couple("B", "Y")


def cousins_who_marry() -> Family:
    family = Family("Gran w 1930", "Ann w 1955", "Ben m 1958", "Cat w 1980", "Dan m 1981", "Kid")
    family.tie("Gran", TieKind.PARENT, "Ann", "Ben").tie("Ann", TieKind.PARENT, "Cat")
    return family.tie("Ben", TieKind.PARENT, "Dan").couple("Cat", "Dan", "Kid")


def sisters_with_one_husband() -> Family:
    family = Family("Ann w 1950", "Bea w 1955", "Max m 1952", "Ma w 1925", "A 1975", "B 1980")
    family.tie("Ma", TieKind.PARENT, "Ann", "Bea")
    return family.former("Max", "Ann", "A").couple("Max", "Bea", "B")


def each_child_by_another_father() -> Family:
    family = Family("Mum w 1980", "A m", "B m", "One 2000", "Two 2004", "Three 2008")
    family.former("Mum", "A", "One").couple("Mum", "B", "Two")
    return family.tie("Mum", TieKind.PARENT, "Three")


def stepfamily_from_both_sides() -> Family:
    family = Family("Ann w 1980", "Ben m 1979", "Old m 1978", "Ex w 1981", "A 2004", "B 2005")
    family.union("Ann", TieNature.MARRIED, "Ben", 2012).former("Ann", "Old", "A")
    family.former("Ben", "Ex", "B").tie("Ben", TieKind.PARENT, "A", nature=TieNature.STEP)
    return family.tie("Ann", TieKind.PARENT, "B", nature=TieNature.STEP)


def foster_home_of_many() -> Family:
    names = [f"Kid{number} {2005 + number}" for number in range(8)]
    family = Family("Ann w 1970", "Bea w 1972", *names).union("Ann", TieNature.MARRIED, "Bea")
    for parent in ("Ann", "Bea"):
        for number in range(8):
            nature = (TieNature.FOSTER, TieNature.ADOPTIVE, None)[number % 3]
            family.tie(parent, TieKind.PARENT, f"Kid{number}", nature=nature)
    return family


def triplets_and_twins() -> Family:
    family = Family("Ann w", "Ben m", "A 2010", "B 2010", "C 2010", "D 2014", "E 2014", "F 2016")
    family.couple("Ann", "Ben", "A", "B", "C", "D", "E", "F")
    family.tie("A", TieKind.SIBLING, "B", "C", nature=TieNature.TWIN)
    return family.tie("D", TieKind.SIBLING, "E", nature=TieNature.IDENTICAL_TWIN)


def adopted_with_both_families() -> Family:
    family = Family("Kid 2010", "Ann w 1970", "Ben m 1971", "Ma w 1990", "Pa m 1991", "Sis 2012")
    family.couple("Ann", "Ben").couple("Ma", "Pa", "Sis")
    for parent in ("Ann", "Ben"):
        family.tie(parent, TieKind.PARENT, "Kid", nature=TieNature.ADOPTIVE)
    return family.parents("Ma", "Pa", "Kid")


def grandparents_who_raise() -> Family:
    family = Family("Kid 2015", "Gran w 1950", "Gramps m 1948", "Aunt w 1980")
    family.couple("Gran", "Gramps", "Aunt").tie("Gran", TieKind.GRANDPARENT, "Kid")
    return family.tie("Gramps", TieKind.GRANDPARENT, "Kid")


def widow_who_married_his_brother() -> Family:
    family = Family("Ann w 1950", "Old m 1945", "Young m 1952", "Pa m 1920", "A 1970", "B 1980")
    family.tie("Pa", TieKind.PARENT, "Old", "Young").couple("Ann", "Old", "A")
    return family.couple("Ann", "Young", "B").died("Old", 1975)


def niece_older_than_her_uncle() -> Family:
    family = Family("Gran w 1940", "Ann w 1960", "Ben m 1985", "Niece w 1982", "Kid 2005")
    family.tie("Gran", TieKind.PARENT, "Ann", "Ben").tie("Ann", TieKind.PARENT, "Niece")
    return family.tie("Niece", TieKind.PARENT, "Kid")


def four_generations_of_lone_mothers() -> Family:
    family = Family("Kid 2020", "Mum w 2000", "Nan w 1980", "Gran w 1960", "Aunt w 1983")
    family.tie("Gran", TieKind.PARENT, "Nan", "Aunt").tie("Nan", TieKind.PARENT, "Mum")
    return family.tie("Mum", TieKind.PARENT, "Kid")


def shabana() -> Family:
    family = Family("Shabana")
    facts = shabanas_family()
    family.people, family.ties = list(facts.people), list(facts.ties)
    return family


HARD: tuple[Callable[[], Family], ...] = (
    brothers_who_marry_sisters,
    cousins_who_marry,
    sisters_with_one_husband,
    each_child_by_another_father,
    stepfamily_from_both_sides,
    foster_home_of_many,
    triplets_and_twins,
    adopted_with_both_families,
    grandparents_who_raise,
    widow_who_married_his_brother,
    niece_older_than_her_uncle,
    four_generations_of_lone_mothers,
    shabana,
)


@pytest.mark.parametrize("family", HARD)
def test_hard_families_by_hand_are_drawn_without_a_fault(family: Callable[[], Family]) -> None:
    found = count([family().now])
    for wrong in (*NEVER, "not level", "couples apart", "siblings out of order"):
        assert found[wrong] == 0, wrong
