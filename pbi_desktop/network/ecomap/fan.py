"""Links that stand too close at one person, spread like a fan: each turns as little as need be."""

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from pbi_desktop.domain.scene import Box
from pbi_desktop.network.ecomap.geometry import Numbers, box_rows, lines_hit
from pbi_desktop.network.ecomap.given import APART, Anchor, Ground, Path, Seat
from pbi_desktop.network.ecomap.route import clear_turns, obstacles, routed_from
from pbi_desktop.network.ecomap.ways import ways

_MOST = int(360 // APART)
_ROOMS = (APART + 1.0, APART + 0.2)
"""How far apart links are put: a little more than need be, where there is room."""
_SHARP = 100.0
_ROOM = 3.5
_STILL = 0.1
_LITTLE = 0.5
_NEAR = 45.0


def spread(ground: Ground, seats: Sequence[Seat], paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the links, those at a busy person at their distance wherever there is room for that.

    No link changes its ends, none comes to touch a symbol or a label, and none to stand closer.
    """
    found = list(paths)
    for key in sorted(ground.anchors):
        turns = _turns(key, found, ground)
        if len(turns) <= _MOST and too_close(turns):
            other = _spread_at(key, ground, seats, found)
            if too_close(_turns(key, other, ground)) < too_close(turns):
                found = other
    return tuple(found)


def _turns(key: str, paths: Sequence[Path], ground: Ground) -> list[float]:
    return [turn for path in (*paths, *ground.ties) for turn in path.turns_at(key)]


def too_close(turns: Sequence[float]) -> int:
    """Return how many pairs of links stand too close."""
    return sum(abs(_off(one, other)) < APART - _LITTLE for one, other in combinations(turns, 2))


def _off(there: float, here: float) -> float:
    """Return how far one direction is from another, from -180 to 180."""
    return (there - here + 180.0) % 360.0 - 180.0


def _spread_at(
    key: str, ground: Ground, seats: Sequence[Seat], paths: Sequence[Path]
) -> list[Path]:
    """Return the links with those at one person turned to where they have room."""
    mine = [index for index, path in enumerate(paths) if path.one == key]
    if not mine:  # what stands too close is family and friends: they keep their places
        return list(paths)
    fixed = [turn for tie in ground.ties for turn in tie.turns_at(key)]
    now = [*(paths[index].leaves for index in mine), *fixed]
    clear = clear_turns(ground.anchors[key], obstacles(ground, seats, paths[mine[0]]))
    free = np.unique(np.concatenate([clear, np.array(now) % 360.0]))
    found = list(paths)
    for room in _ROOMS:
        wanted = _chosen(now, free, len(mine), room)
        if wanted:
            for index, turn in zip(mine, wanted, strict=False):
                if abs(_off(turn, paths[index].leaves)) > _STILL:
                    found[index] = _led(paths[index], turn, ground, seats) or paths[index]
            break
    return found


def _chosen(now: Sequence[float], free: Numbers, loose: int, room: float) -> list[float]:
    """Return a direction for each link, in the same order round, all of them with room.

    The first `loose` may turn, the others stay. Empty: there is no room for all of them.
    """
    order = sorted(range(len(now)), key=lambda index: now[index] % 360.0)
    begin = next((at for at, index in enumerate(order) if index >= loose), 0)
    order = [*order[begin:], *order[:begin]]
    first = order[0]
    starts = [turn for turn in free if abs(_off(turn, now[first])) < _NEAR]
    starts = [now[first]] if first >= loose else starts
    tries = [_round([(now[i], i < loose) for i in order], free, start, room) for start in starts]
    cost, best = min(tries, default=(math.inf, []))
    return [] if cost == math.inf else [best[order.index(index)] for index in range(len(now))]


def _round(
    links: Sequence[tuple[float, bool]], free: Numbers, start: float, room: float
) -> tuple[float, list[float]]:
    """Return how much links turn in all, and their directions, where the first has a given one."""
    ahead = np.sort((free - start) % 360.0)
    ahead = ahead[ahead <= 360.0 - room]
    before = np.searchsorted(ahead, ahead - room, side="right") - 1
    cost = np.where(ahead < _STILL, abs(_off(start, links[0][0])), np.inf)
    came: list[Numbers] = []
    for turn, loose in links[1:]:
        least = np.minimum.accumulate(cost)
        whose = np.maximum.accumulate(np.where(cost <= least, np.arange(len(cost)), 0))
        own = np.abs((ahead + start - turn + 180.0) % 360.0 - 180.0)
        own = own if loose else np.where(own < _STILL, own, np.inf)
        cost = np.where(before >= 0, least[before], np.inf) + own
        came.append(whose[before])
    if not len(cost) or not np.isfinite(cost.min()):
        return math.inf, []
    at = int(cost.argmin())
    total, found = float(cost[at]), [at]
    for step in reversed(came):
        found.append(int(step[found[-1]]))
    return total, [float(ahead[index] + start) for index in reversed(found)]


def _led(path: Path, turn: float, ground: Ground, seats: Sequence[Seat]) -> Path | None:
    """Return a link that leaves in a given direction: in a curve, or round what is in the way."""
    place = next(seat for seat in seats if seat.key == path.other)
    curve = _curved(path, turn, ground.anchors[path.one], place)
    if curve is not None and not _touches(curve, obstacles(ground, seats, path), ground.room):
        return curve
    return routed_from(ground, seats, path, turn)


def _curved(path: Path, turn: float, anchor: Anchor, place: Seat) -> Path | None:
    there = np.array([[place.x, place.y]])
    bend = _off(turn, math.degrees(math.atan2(place.y - anchor.y, place.x - anchor.x)))
    for _ in range(3):
        if abs(bend) > _SHARP:
            return None
        way = ways(anchor, there, (bend,))
        found = Path(path.one, path.other, way.drawn(0, 0))
        bend += _off(turn, found.leaves)
    return found if abs(_off(turn, found.leaves)) < _STILL else None


def _touches(path: Path, boxes: list[Box], room: Box) -> bool:
    points = np.array(path.points)
    low = np.array([room.x, room.y])
    outside = (points < low) | (points > low + np.array([room.width, room.height]))
    hit = lines_hit(points[:-1], points[1:], box_rows(boxes, _ROOM)).any()
    return bool(hit or outside.any())
