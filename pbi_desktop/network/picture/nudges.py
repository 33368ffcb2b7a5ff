"""Symbols that somebody moved by hand: the lines of the family follow them."""

import math
from collections.abc import Mapping
from dataclasses import replace

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Box, Point
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import person_node
from pbi_desktop.network.plan import SYMBOL, Wire

_AT = SYMBOL * 0.75
_ELBOW = 12.0
_FARTHEST = 600.0
_OUT = 40.0


def offsets(facts: NetworkFacts) -> dict[str, Point]:
    """Return how far each node was moved; of several places for one the last in order counts."""
    found = {}
    for place in sorted(facts.places, key=repr):
        if math.isfinite(place.dx) and math.isfinite(place.dy):
            dx = max(-_FARTHEST, min(_FARTHEST, place.dx))
            found[place.node] = dx, max(-_FARTHEST, min(_FARTHEST, place.dy))
    return found


def moved_people(
    places: Mapping[PersonId, Point], by: Mapping[str, Point]
) -> dict[PersonId, Point]:
    """Return where everybody stands with what was moved by hand."""
    found = {}
    for person, (x, y) in places.items():
        dx, dy = by.get(person_node(person), (0.0, 0.0))
        found[person] = x + dx, y + dy
    return found


def kept_near(
    places: Mapping[PersonId, Point], by: Mapping[str, Point], box: Box
) -> dict[str, Point]:
    """Return the offsets of people, none of whom leaves the family by more than a little."""
    left, right = box.x - _OUT, box.x + box.width + _OUT
    top, bottom = box.y - _OUT, box.y + box.height + _OUT
    found = {}
    for person, (x, y) in places.items():
        if person_node(person) in by:
            dx, dy = by[person_node(person)]
            there = min(max(x + dx, left), right), min(max(y + dy, top), bottom)
            found[person_node(person)] = there[0] - x, there[1] - y
    return found


def moved_wires(
    wires: tuple[Wire, ...], places: Mapping[PersonId, Point], by: Mapping[str, Point]
) -> tuple[Wire, ...]:
    """Return the lines with their ends at those who were moved from their places."""
    if not by:
        return wires
    return tuple(_moved(wire, places, by) for wire in wires)


def _moved(wire: Wire, places: Mapping[PersonId, Point], by: Mapping[str, Point]) -> Wire:
    here = {
        places[person]: by[person_node(person)]
        for person in wire.people
        if person in places and person_node(person) in by
    }
    if not here:
        return wire
    chains = wire.chains
    for middle, offset in sorted(here.items()):
        chains = tuple(_led(_led(c, middle, offset)[::-1], middle, offset)[::-1] for c in chains)
    return replace(wire, chains=chains)


def _led(chain: tuple[Point, ...], middle: Point, offset: Point) -> tuple[Point, ...]:
    """Return a chain whose last point follows a symbol, if it ended there."""
    *rest, before, end = chain
    if math.dist(end, middle) > _AT:
        return chain
    (dx, dy), (x, y) = offset, end
    there = x + dx, y + dy
    if before[0] == x:
        turn = y + math.copysign(min(_ELBOW, abs(before[1] - y)), before[1] - y)
        corners = [(x, turn), (x + dx, turn)] if dx else []
    elif before[1] == y:
        turn = x + math.copysign(min(_ELBOW, abs(before[0] - x)), before[0] - x) + dx
        corners = [(turn, y), (turn, y + dy)] if dy else []
    else:
        corners = []
    return (*rest, before, *corners, there)
