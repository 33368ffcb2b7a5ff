"""Three hundred invented families, and what a reader would find wrong in their pictures."""

from collections import Counter
from collections.abc import Iterable
from time import process_time

import pytest

from pbi_desktop.network.genogram.layout import plan_family
from tests.network.genogram.counting import (
    Flat,
    couples_beside,
    each_once,
    hits,
    lying_on_each_other,
    overlaps,
    siblings_in_order,
    siblings_together,
    through_own_symbols,
)
from tests.network.genogram.random_families import SEEDS, Shape, random_family, shape_of

_FEW = SEEDS[:60]


def test_lines_hit_nobody_and_couples_and_siblings_stand_as_they_should() -> None:
    assert_right(count(_FEW))


@pytest.mark.long
def test_all_three_hundred_families_are_drawn_as_they_should_be() -> None:
    assert_right(count(SEEDS))


def test_sixty_people_are_laid_out_in_well_under_a_second() -> None:
    seed = next(seed for seed in SEEDS if len(random_family(seed).people) >= 60)
    now = random_family(seed)
    started = process_time()
    plan_family(now, Flat())
    assert process_time() - started < 1


def assert_right(found: Counter[tuple[Shape, str]]) -> None:
    for shape in Shape:
        assert found[shape, "families"] > 0
        for wrong in ("not once", "hits", "own symbols", "on each other", "overlaps"):
            assert found[shape, wrong] == 0, wrong
    for shape in (Shape.TREE, Shape.JOINED):
        assert found[shape, "couples beside"] == found[shape, "couples"] > 0
    assert found[Shape.TREE, "in order"] == found[Shape.TREE, "pairs of siblings"] > 0
    assert found[Shape.TREE, "together"] == found[Shape.TREE, "groups of siblings"] > 0
    for good, whole in (("in order", "pairs of siblings"), ("together", "groups of siblings")):
        assert found[Shape.JOINED, good] >= 0.9 * found[Shape.JOINED, whole] > 0


def count(seeds: Iterable[int]) -> Counter[tuple[Shape, str]]:
    """Return what is right and wrong in the pictures; couples are those of at most two partners."""
    found: Counter[tuple[Shape, str]] = Counter()
    for seed in seeds:
        now, shape = random_family(seed), shape_of(seed)
        plan = plan_family(now, Flat())
        couples, beside = couples_beside(plan, now, at_most=2)
        pairs, in_order = siblings_in_order(plan, now)
        groups, together = siblings_together(plan, now)
        figures = {
            "families": 1,
            "not once": not each_once(plan, now),
            "hits": hits(plan, now, Flat()),
            "own symbols": through_own_symbols(plan),
            "on each other": lying_on_each_other(plan),
            "overlaps": overlaps(plan, now, Flat()),
            "couples": couples,
            "couples beside": beside,
            "pairs of siblings": pairs,
            "in order": in_order,
            "groups of siblings": groups,
            "together": together,
        }
        found.update({(shape, name): figure for name, figure in figures.items()})
    return found
