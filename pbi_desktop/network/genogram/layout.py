"""A family on paper: everybody once, generation by generation, and the lines between them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise, zip_longest

from pbi_desktop.domain.scene import TextMeasure, Weight
from pbi_desktop.domain.ties import NetworkFacts, PersonFact
from pbi_desktop.network.genogram.columns import placed
from pbi_desktop.network.genogram.kin import Kin, kin_of
from pbi_desktop.network.genogram.lines import Route, routes_of
from pbi_desktop.network.genogram.order import ordered
from pbi_desktop.network.genogram.points import HALF, SLANT, Heights, drawn
from pbi_desktop.network.genogram.wires import Columns, Wiring
from pbi_desktop.network.plan import (
    LABEL_HEIGHT,
    LABEL_SIZE,
    LABEL_TOP,
    LABEL_WIDTH,
    NOTE_SIZE,
    SYMBOL,
    FamilyPlan,
    Placed,
    Wire,
)
from pbi_desktop.network.words import life_words

_RIM = 4.0
"""Room round a symbol, for the double outline."""
_GAP = 18.0
_DATED = SYMBOL + 36.0
"""How far apart two partners stand with a year on the line between them."""
_STRANGERS = 14.0
"""More room between neighbours who are neither partners nor siblings."""
_LINE = 9.0
"""More room in a gap for each line beyond the first."""
_LANE = 10.0
_ABOVE = 12.0
_BELOW = 14.0
_PARTS = 48.0


def plan_family(now: NetworkFacts, measure: TextMeasure) -> FamilyPlan:
    """Return where everybody of a family stands, with the lines between them.

    `now` holds the facts of one day. The same facts in any order give the same plan. The person
    whom the picture is about is always in it; others whom no family tie joins to anybody are
    `apart`. Ties that contradict each other are left out, people never.
    """
    kin, apart = kin_of(now)
    half = {index: _half(fact, now.as_at, measure) for index, fact in enumerate(kin.people)}
    parts = [_part(kin, people, half) for people in kin.parts()]
    heights, height = _heights(parts)
    people: list[Placed] = []
    wires: list[Wire] = []
    right = 0.0
    for wiring in parts:
        left, far = _reach(wiring)
        start = right + _PARTS if people else 0.0
        right = start + far - left
        people += [
            Placed(kin.people[person].id, wiring.x[person] + start - left, heights.middles[level])
            for person, level in wiring.level.items()
        ]
        wires += [wire.moved(start - left) for wire in drawn(kin, wiring, heights)]
    people.sort(key=lambda one: (one.y, one.x))
    return FamilyPlan(tuple(people), tuple(wires), right, height, apart)


def _half(fact: PersonFact, day: date, measure: TextMeasure) -> float:
    """Return how far a person's symbol and label reach to each side."""
    wide = [measure.width(name, LABEL_SIZE, Weight.SEMI_BOLD) for name in (fact.name, fact.short)]
    wide += [measure.width(words, NOTE_SIZE, Weight.REGULAR) for words in life_words(fact, day)]
    return max(HALF + _RIM, min(max(wide), LABEL_WIDTH) / 2)


def _part(kin: Kin, people: Sequence[int], half: Mapping[int, float]) -> Wiring:
    """Return one connected part of a family, with room for its lines between people."""
    couples = {couple.people: couple for couple in kin.couples}

    def gap(left: int, right: int) -> float:
        pair = (min(left, right), max(left, right))
        close = pair in couples or kin.parents[left] & kin.parents[right] or pair in kin.siblings
        least = _DATED if pair in couples and couples[pair].on else 0.0
        return max(least, half[left] + half[right] + _GAP + (0.0 if close else _STRANGERS))

    rows, x = ordered(kin, people, gap)
    routes = routes_of(kin, rows, x)
    lines = Counter(slot for route in routes for slot in route.slots())
    slots = {pair: (level, i + 1) for level, row in enumerate(rows) for i, pair in _pairs(row)}

    def wider(left: int, right: int) -> float:
        return gap(left, right) + _LINE * max(0, lines[slots[left, right]] - 1)

    rough = Columns(rows, x, half)
    lean = {route.unit: _lean(route, rough, route.unit) for route in routes if route.unit}
    columns = Columns(rows, placed(kin, rows, wider, lean), half)
    return Wiring(routes, columns, kin.natures.twins)


def _lean(route: Route, columns: Columns, unit: tuple[int, ...]) -> float:
    """Return how far right of the middle between parents their line goes down."""
    middle = sum(columns.x[person] for person in unit) / len(unit)
    if route.drop is not None:
        return sum(columns.slot(route.drop, 1)) / 2 - middle
    if len(route.exits) != 1:
        return 0.0
    off = columns.half[unit[0]] + _GAP / 2
    return off if route.exits[0].to_right else -off


def _pairs(row: Sequence[int]) -> list[tuple[int, tuple[int, int]]]:
    return list(enumerate(pairwise(row)))


def _heights(parts: Sequence[Wiring]) -> tuple[Heights, float]:
    """Return how far down everything is, with the same heights for all parts of a family."""
    deepest = [max(strip) for strip in zip_longest(*(p.depth for p in parts), fillvalue=0)]
    slants = {level for part in parts for level in part.twin_levels}
    middles: list[float] = []
    lanes: list[list[float]] = []
    y = 0.0
    for level, depth in enumerate(deepest):
        y += _ABOVE if level else 0.0
        lanes.append([y + _LANE * lane for lane in range(depth)])
        y += _LANE * max(0, depth - 1) + (_BELOW if depth or level else _RIM)
        y += SLANT if level in slants else 0.0
        middles.append(y + HALF)
        y += SYMBOL + LABEL_TOP + LABEL_HEIGHT
    return Heights(middles, lanes), y


def _reach(wiring: Wiring) -> tuple[float, float]:
    """Return how far a part reaches to the left and right, with its labels and lines."""
    left, right = wiring.reach()
    lefts = [wiring.x[person] - wiring.columns.half[person] for person in wiring.level]
    rights = [wiring.x[person] + wiring.columns.half[person] for person in wiring.level]
    return min([left, *lefts]), max([right, *rights])
