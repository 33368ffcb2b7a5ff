"""Counts, from the facts and the plan alone, what a reader would find wrong in a picture."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Box, Point, TextMeasure, Weight
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.plan import (
    LABEL_HEIGHT,
    LABEL_SIZE,
    LABEL_TOP,
    LABEL_WIDTH,
    SYMBOL,
    FamilyPlan,
    Placed,
)

Segment = tuple[Point, Point]


class Flat:
    """Every letter is as wide as every other."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        return 0.55 * size * len(text)


def label_box(one: Placed, now: NetworkFacts, measure: TextMeasure) -> Box:
    name = next(fact.name for fact in now.people if fact.id == one.person)
    width = min(measure.width(name, LABEL_SIZE, Weight.SEMI_BOLD), LABEL_WIDTH)
    top = one.y + SYMBOL / 2 + LABEL_TOP
    return Box(one.x - width / 2, top, width, LABEL_HEIGHT)


def symbol_box(one: Placed) -> Box:
    return Box(one.x - SYMBOL / 2, one.y - SYMBOL / 2, SYMBOL, SYMBOL)


def segments(plan: FamilyPlan) -> Iterator[tuple[int, frozenset[PersonId], Segment]]:
    for number, wire in enumerate(plan.wires):
        for chain in wire.chains:
            for segment in pairwise(chain):
                yield number, wire.people, segment


def hits(plan: FamilyPlan, now: NetworkFacts, measure: TextMeasure) -> int:
    """Return how many lines run through a symbol that they do not join, or through any label."""
    found = 0
    symbols = [(one.person, symbol_box(one)) for one in plan.people]
    labels = [label_box(one, now, measure) for one in plan.people]
    for _, people, segment in segments(plan):
        found += sum(_runs_through(segment, box) for p, box in symbols if p not in people)
        found += sum(_runs_through(segment, box) for box in labels)
    return found


def through_own_symbols(plan: FamilyPlan) -> int:
    """Return how many lines run deep through the symbol of somebody whom they join."""
    found = 0
    for one in plan.people:
        core = Box(one.x - 4, one.y - 4, 8, 8)
        found += sum(_runs_through(segment, core) for _, _, segment in segments(plan))
    return found


def _runs_through(segment: Segment, box: Box) -> bool:
    (x1, y1), (x2, y2) = segment
    inside = 0.01
    return (
        max(x1, x2) > box.x + inside
        and min(x1, x2) < box.x + box.width - inside
        and max(y1, y2) > box.y + inside
        and min(y1, y2) < box.y + box.height - inside
    )


def lying_on_each_other(plan: FamilyPlan) -> int:
    """Return how many lines lie on another line, or so near that they look like one."""
    found = 0
    for (a, _, one), (b, _, other) in combinations(segments(plan), 2):
        if a != b:
            found += _lie(one, other, 0, 1) or _lie(one, other, 1, 0)
    return found


def _lie(one: Segment, other: Segment, along: int, across: int) -> bool:
    near = 2.0
    if any(abs(s[0][across] - s[1][across]) > 0.01 for s in (one, other)):
        return False
    if abs(one[0][across] - other[0][across]) >= near:
        return False
    start = max(min(p[along] for p in one), min(p[along] for p in other))
    return min(max(p[along] for p in one), max(p[along] for p in other)) - start > near


def overlaps(plan: FamilyPlan, now: NetworkFacts, measure: TextMeasure) -> int:
    """Return how many people stand on each other, labels and all."""
    boxes = [symbol_box(one) for one in plan.people]
    boxes += [label_box(one, now, measure) for one in plan.people]
    return sum(_touch(a, b) for a, b in combinations(boxes, 2))


def _touch(a: Box, b: Box) -> bool:
    across = a.x < b.x + b.width and b.x < a.x + a.width
    return across and a.y < b.y + b.height and b.y < a.y + a.height


def couples_beside(plan: FamilyPlan, now: NetworkFacts, *, at_most: int = 99) -> tuple[int, int]:
    """Return how many couples there are, and how many of them stand beside each other.

    Counted are those of whom neither has had more than so many partners.
    """
    partners = _partners(now)
    right = {one.person: other.person for one, other in _neighbours(plan)}
    couples = {
        frozenset((tie.subject, tie.other))
        for tie in now.ties
        if tie.kind in (TieKind.PARTNER, TieKind.FORMER_PARTNER)
        and max(len(partners[tie.subject]), len(partners[tie.other])) <= at_most
    }
    beside = sum(right.get(a) == b or right.get(b) == a for a, b in map(tuple, couples))
    return len(couples), beside


def _neighbours(plan: FamilyPlan) -> list[tuple[Placed, Placed]]:
    rows: dict[float, list[Placed]] = defaultdict(list)
    for one in plan.people:
        rows[one.y].append(one)
    return [n for row in rows.values() for n in pairwise(sorted(row, key=lambda one: one.x))]


def siblings_in_order(plan: FamilyPlan, now: NetworkFacts) -> tuple[int, int]:
    """Return how many pairs of full siblings are next in age, and how many stand in that order."""
    x = {one.person: one.x for one in plan.people}
    years = {fact.id: fact.born.text for fact in now.people if fact.born}
    pairs = in_order = 0
    for children in _full_siblings(now):
        known = sorted((years[child], child) for child in children if child in years)
        for (older, one), (younger, other) in pairwise(known):
            if older < younger:
                pairs += 1
                in_order += x[one] < x[other]
    return pairs, in_order


def siblings_together(plan: FamilyPlan, now: NetworkFacts) -> tuple[int, int]:
    """Return how many groups of siblings there are, and how many have nobody else in between.

    Partners of siblings, and their further partners, belong to the group.
    """
    height = {one.person: one.y for one in plan.people}
    partners = _partners(now)
    groups = together = 0
    for children in _full_siblings(now):
        heights = {height[child] for child in children}
        if len(heights) > 1:
            continue
        across = sorted(plan.people, key=lambda one: one.x)
        here = [one.person for one in across if one.y in heights]
        places = sorted(here.index(child) for child in children)
        own = _with_partners(children, partners)
        groups += 1
        together += set(here[places[0] : places[-1] + 1]) <= own
    return groups, together


def _with_partners(people: set[PersonId], partners: dict[PersonId, set[PersonId]]) -> set[PersonId]:
    own, todo = set[PersonId](), set(people)
    while todo:
        own |= todo
        todo = set[PersonId]().union(*(partners[person] for person in todo)) - own
    return own


def _partners(now: NetworkFacts) -> dict[PersonId, set[PersonId]]:
    partners: dict[PersonId, set[PersonId]] = defaultdict(set)
    for tie in now.ties:
        if tie.kind in (TieKind.PARTNER, TieKind.FORMER_PARTNER):
            partners[tie.subject].add(tie.other)
            partners[tie.other].add(tie.subject)
    for both in _parents(now).values():
        for parent in both:
            partners[parent] |= both - {parent}
    return partners


def _parents(now: NetworkFacts) -> dict[PersonId, set[PersonId]]:
    parents: dict[PersonId, set[PersonId]] = defaultdict(set)
    for tie in now.ties:
        if tie.kind is TieKind.PARENT:
            parents[tie.other].add(tie.subject)
        elif tie.kind is TieKind.CHILD:
            parents[tie.subject].add(tie.other)
    return parents


def _full_siblings(now: NetworkFacts) -> list[set[PersonId]]:
    groups: dict[frozenset[PersonId], set[PersonId]] = defaultdict(set)
    for child, both in _parents(now).items():
        groups[frozenset(both)].add(child)
    return [children for children in groups.values() if len(children) > 1]


def generations_level(plan: FamilyPlan, now: NetworkFacts) -> int:
    """Return how many couples and full siblings are on two levels, or not below their parents."""
    y = {one.person: one.y for one in plan.people}
    couples = {
        frozenset((tie.subject, tie.other))
        for tie in now.ties
        if tie.kind in (TieKind.PARTNER, TieKind.FORMER_PARTNER) and tie.subject != tie.other
    }
    uneven = sum(len({y[one] for one in couple}) > 1 for couple in couples)
    uneven += sum(len({y[child] for child in some}) > 1 for some in _full_siblings(now))
    above = [(parent, child) for child, both in _parents(now).items() for parent in both]
    return uneven + sum(y[parent] >= y[child] for parent, child in above)


def each_once(plan: FamilyPlan, now: NetworkFacts) -> bool:
    drawn = Counter([one.person for one in plan.people] + list(plan.apart))
    return drawn == Counter({fact.id for fact in now.people})


def crossings(plan: FamilyPlan) -> int:
    """Return how many times lines of different families cross."""
    return sum(
        a != b and (_cross(one, other) or _cross(other, one))
        for (a, _, one), (b, _, other) in combinations(segments(plan), 2)
    )


def _cross(level: Segment, upright: Segment) -> bool:
    (x1, y), (x2, y2) = level
    (x, top), (x3, bottom) = upright
    if abs(y - y2) > 0.01 or abs(x - x3) > 0.01:
        return False
    return min(x1, x2) < x < max(x1, x2) and min(top, bottom) < y < max(top, bottom)
