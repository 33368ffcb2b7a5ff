"""From spot to spot with the arrows: along ties, or to whatever lies nearest. No Qt."""

from collections.abc import Iterable, Sequence
from math import hypot

from pbi_desktop.domain.scene import Point, Spot

LEFT, RIGHT, UP, DOWN = (-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)
_LEAST_AHEAD = 0.35
"""How much of the way must go in the direction asked for: the cosine of about 70 degrees."""


def linked_that_way(spots: Sequence[Spot], key: str, way: Point) -> str:
    """Return the best spot tied to this one in a direction; empty where there is none."""
    here = spot_called(spots, key)
    if here is None:
        return ""
    tied = set(here.near) | {spot.key for spot in spots if key in spot.near}
    return _best(here, (spot for spot in spots if spot.key in tied), way)


def nearest_that_way(spots: Sequence[Spot], key: str, way: Point) -> str:
    """Return the nearest spot in a direction, tied or not; empty where there is none."""
    here = spot_called(spots, key)
    return _best(here, spots, way) if here is not None else ""


def spot_called(spots: Iterable[Spot], key: str) -> Spot | None:
    """Return the spot with a key."""
    return next((spot for spot in spots if spot.key == key), None)


def spot_at(spots: Iterable[Spot], x: float, y: float) -> Spot | None:
    """Return the smallest spot that a point lies in."""
    under = [spot for spot in spots if spot.box.holds(x, y)]
    return min(under, key=lambda spot: spot.box.width * spot.box.height, default=None)


def _best(here: Spot, others: Iterable[Spot], way: Point) -> str:
    """Return the spot that is near and straight ahead; straight counts for more than near."""
    x, y = here.box.middle
    best, least = "", float("inf")
    for other in others:
        along, across = other.box.middle[0] - x, other.box.middle[1] - y
        far = hypot(along, across)
        ahead = (along * way[0] + across * way[1]) / far if far else 0.0
        if other.key != here.key and ahead > _LEAST_AHEAD and far / ahead**2 < least:
            best, least = other.key, far / ahead**2
    return best
