"""Twelve services round a family: our ring against simple annealing on the same slots.

The annealing swaps and moves services from slot to slot and label sides, with straight links, and
counts its cost anew each time: what a link or a label runs over, crossings, links that leave a
person too close together, and how long they are. It cools over 4,000 steps. Both are then counted
by the same rule; ours must have no line or word over anything.
"""

import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import inf
from random import Random
from time import process_time

import numpy as np

from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network_layouts import say
from pbi_desktop.domain.scene import Box, Point
from pbi_desktop.network.ecomap.geometry import box_rows, boxes_meet, lines_hit
from pbi_desktop.network.ecomap.given import (
    APART,
    GAP,
    HALF,
    Anchor,
    Ground,
    Guest,
    Path,
    Seat,
    Seating,
    Side,
)
from pbi_desktop.network.ecomap.ring import Ring
from pbi_desktop.network.ecomap.seating import seat

SERVICES = 12
_ROOM = Box(0, 0, 1000, 720)
_RING = Ring(500, 360, 390, 280)
_STEPS = 4_000
_HOT, _COLD = 60.0, 0.5
_HIT, _CROSSING, _CLOSE, _LENGTH = 100.0, 26.0, 40.0, 0.05


def ring_lines(rounds: int, steps: int = _STEPS) -> list[Measured]:
    """Return our ring against annealing, a family for each round."""
    ratios = []
    hits = [0, 0]
    seat(*_given(99))
    for number in range(rounds):
        ground, guests = _given(number)
        begun = process_time()
        ours = seat(ground, guests)
        between = process_time()
        theirs = annealed(ground, guests, number, steps)
        took = (between - begun) / (process_time() - between)
        wrong = [faults(ground, side) for side in (ours, theirs)]
        hits = [sum(pair) for pair in zip(hits, wrong, strict=True)]
        ratios.append(inf if wrong[0] else took)
    say(f"Rings of {SERVICES}: {hits[0]} faults in ours, {hits[1]} in the annealed; {rounds} each.")
    return [(f"ecomap, {SERVICES} services", "simple annealing", tuple(ratios), 1 / 40, 1 / 50)]


def faults(ground: Ground, seating: Seating) -> int:
    """Return how often a link runs over a symbol or words, or words lie over anything."""
    boxes = [
        *ground.symbols,
        *((one.key, one.symbol) for one in seating.seats),
        *(("", box) for box in ground.labels),
        *(("", one.label) for one in seating.seats),
    ]
    rows = box_rows([box for _key, box in boxes], -0.5)
    meet = boxes_meet(rows, rows)
    found = int(np.triu(meet, 1).sum())
    for path in seating.paths:
        points = np.array(path.points)
        struck = np.asarray(lines_hit(points[:-1], points[1:], rows).any(axis=0))
        found += sum(
            bool(hit) and key not in (path.one, path.other)
            for hit, (key, _box) in zip(struck, boxes, strict=True)
        )
    return found


def annealed(ground: Ground, guests: Sequence[Guest], seed: int, steps: int) -> Seating:
    """Return a ring by simple annealing on the same slots."""
    dice = Random(seed)  # noqa: S311 - a search, not a secret
    slots = [(float(x), float(y)) for x, y in ground.ring.slots(ground.ring.count)]
    at = dice.sample(range(len(slots)), len(guests))
    sides = [dice.choice(list(Side)) for _guest in guests]
    cost = _cost(ground, _laid(ground, guests, slots, at, sides))
    for step in range(steps):
        heat = _HOT * (_COLD / _HOT) ** (step / steps)
        trial, turned = list(at), list(sides)
        _change(dice, trial, turned, len(slots))
        after = _cost(ground, _laid(ground, guests, slots, trial, turned))
        if after < cost or dice.random() < math.exp((cost - after) / heat):
            at, sides, cost = trial, turned, after
    return _laid(ground, guests, slots, at, sides)


def _change(dice: Random, at: list[int], sides: list[Side], count: int) -> None:
    """Turn a label, move somebody to another slot, or let two change places."""
    one = dice.randrange(len(at))
    if dice.random() < 0.3:
        sides[one] = dice.choice(list(Side))
        return
    slot = dice.randrange(count)
    if slot in at:
        other = at.index(slot)
        at[other] = at[one]
    at[one] = slot


def _laid(
    ground: Ground,
    guests: Sequence[Guest],
    slots: Sequence[Point],
    at: Sequence[int],
    sides: Sequence[Side],
) -> Seating:
    seats, paths = [], []
    for guest, slot, side in zip(guests, at, sides, strict=True):
        x, y = slots[slot]
        seats.append(Seat(guest.key, x, y, side, _label(x, y, guest.label, side)))
        for link in guest.links:
            anchor = ground.anchors[link]
            begin = anchor.edge(math.atan2(y - anchor.y, x - anchor.x))
            far = math.dist(begin, (x, y))
            short = 1 - (HALF + GAP) / far
            end = (begin[0] + (x - begin[0]) * short, begin[1] + (y - begin[1]) * short)
            paths.append(Path(link, guest.key, (begin, end)))
    return Seating(tuple(seats), tuple(paths))


def _label(x: float, y: float, size: tuple[float, float], side: Side) -> Box:
    width, height = size
    left, top = {
        Side.BELOW: (-width / 2, HALF + GAP),
        Side.ABOVE: (-width / 2, -HALF - GAP - height),
        Side.RIGHT: (HALF + GAP, -height / 2),
        Side.LEFT: (-HALF - GAP - width, -height / 2),
    }[side]
    return Box(x + left, y + top, width, height)


def _cost(ground: Ground, seating: Seating) -> float:
    cost = _HIT * faults(ground, seating)
    cost += _LENGTH * sum(math.dist(*path.points) for path in seating.paths)
    for one, other in combinations(seating.paths, 2):
        cost += _CROSSING * _cross(one.points, other.points)
        if one.one == other.one:
            turn = abs(one.leaves - other.leaves) % 360
            cost += _CLOSE * (min(turn, 360 - turn) < APART)
    return cost


def _cross(one: Sequence[Point], other: Sequence[Point]) -> int:
    return sum(_parts(a, b) and _parts(b, a) for a in pairwise(one) for b in pairwise(other))


def _parts(line: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (x0, y0), (x1, y1) = line
    sides = [(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in other]
    return sides[0] * sides[1] < 0


def _given(seed: int) -> tuple[Ground, tuple[Guest, ...]]:
    """Return an invented family of five in two rows, and twelve services that help them."""
    dice = Random(seed)  # noqa: S311 - an invented family, not a secret
    places = {
        "p0": (440, 310),
        "p1": (560, 310),
        "c0": (400, 420),
        "c1": (500, 420),
        "c2": (600, 420),
    }
    anchors = {key: Anchor(key, x, y, square=dice.random() < 0.5) for key, (x, y) in places.items()}
    symbols = tuple((key, Box(x - 18, y - 18, 36, 36)) for key, (x, y) in places.items())
    labels = tuple(Box(x - 26, y + 22, 52, 14) for x, y in places.values())
    guests = tuple(
        Guest(
            f"service {number}",
            (dice.choice(sorted(places)),),
            (dice.uniform(60, 110), 28.0),
            dice.choice(("health", "council", "community")),
        )
        for number in range(SERVICES)
    )
    return Ground(_ROOM, _RING, anchors, symbols, labels), guests
