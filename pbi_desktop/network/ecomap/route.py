"""A link that no straight line and no curve can carry: led round everything on a fine grid."""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pbi_desktop.domain.scene import Box, Point
from pbi_desktop.network.ecomap.geometry import Numbers, Truths, box_rows, lines_hit, turn_between
from pbi_desktop.network.ecomap.given import APART, GAP, HALF, Anchor, Ground, Path, Seat

_CELL = 6.0
_ROOM = 3.5
_AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
_TURNS, _FINE = 60, 120
_LEAD = 10.0
_ROUND = 9.0


def routed(
    ground: Ground, seats: list[Seat], others: list[Path], path: Path, apart: float = APART
) -> Path | None:
    """Return the shortest way for a link that touches no symbol and no label; None: there is none.

    It leaves a person at least `apart` degrees from the other links there.
    """
    place = next(seat for seat in seats if seat.key == path.other)
    turns = [2 * math.pi * turn / _TURNS for turn in range(_TURNS)]
    there, here = (
        [turn for tie in (*others, *ground.ties) for turn in tie.turns_at(key)]
        for key in (path.other, path.one)
    )
    inside = path.other in ground.anchors
    goals = [turn for turn in turns if _free(turn, there, apart if inside else 0.0)]
    begins = [turn for turn in turns if _free(turn, here, apart)]
    return _found(_Search(ground, obstacles(ground, seats, path), place), path, begins, goals)


def routed_from(ground: Ground, seats: Sequence[Seat], path: Path, turn: float) -> Path | None:
    """Return the shortest way for a link that leaves in a given direction, in degrees."""
    place = next(seat for seat in seats if seat.key == path.other)
    goals = [2 * math.pi * goal / _TURNS for goal in range(_TURNS)]
    search = _Search(ground, obstacles(ground, seats, path), place)
    return _found(search, path, [math.radians(turn)], goals)


def clear_turns(anchor: Anchor, boxes: list[Box]) -> Numbers:
    """Return the directions in degrees in which a link can leave a person and touch nothing."""
    turns = [2 * math.pi * turn / _FINE for turn in range(_FINE)]
    leads = {_lead(anchor, turn): turn for turn in turns}
    clean = _clean({lead: anchor.edge(turn) for lead, turn in leads.items()}, boxes)
    return np.array([math.degrees(leads[lead]) for lead in clean])


@dataclass(frozen=True)
class _Search:
    """The room, what stands in it, and where a link is to end."""

    ground: Ground
    boxes: list[Box]
    place: Seat


def _found(search: _Search, path: Path, begin: list[float], goal: list[float]) -> Path | None:
    """Return the shortest way that leaves and comes in one of some directions (radians)."""
    place, boxes = search.place, search.boxes
    grid = _Grid(search.ground.room, boxes)
    far = HALF + GAP
    goals = grid.cells(
        [(place.x + far * math.cos(turn), place.y + far * math.sin(turn)) for turn in goal]
    )
    anchor = search.ground.anchors[path.one]
    begins = {_lead(anchor, turn): anchor.edge(turn) for turn in begin}
    found = grid.shortest(_clean(begins, boxes), goals, (place.x, place.y))
    if found is None:
        return None
    points = [begins[found[0]], *_pulled(found, boxes)]
    return Path(path.one, path.other, tuple(_rounded(points)))


def _lead(anchor: Anchor, angle: float) -> Point:
    x, y = anchor.edge(angle)
    return x + _LEAD * math.cos(angle), y + _LEAD * math.sin(angle)


def _clean(begins: dict[Point, Point], boxes: list[Box]) -> list[Point]:
    """Return the beginnings whose first few points touch nothing."""
    if not begins:
        return []
    ends, starts = np.array(list(begins)), np.array(list(begins.values()))
    hits = lines_hit(starts, ends, box_rows(boxes, _ROOM)).sum(axis=1)
    return [lead for lead, count in zip(begins, hits, strict=True) if not count]


def obstacles(ground: Ground, seats: Sequence[Seat], path: Path) -> list[Box]:
    """Return what a link must not touch."""
    return [
        *(box for key, box in ground.symbols if key != path.one),
        *ground.labels,
        *(seat.symbol for seat in seats if seat.key != path.other),
        *(seat.label for seat in seats),
    ]


def _free(angle: float, used: list[float], apart: float) -> bool:
    if not used or not apart:
        return True
    turns = turn_between(np.array([math.degrees(angle)]), np.array(used))
    return bool((turns >= apart + 1).all())


class _Grid:
    """Cells of the room, of which some are taken."""

    def __init__(self, room: Box, boxes: list[Box]) -> None:
        self._room = room
        self._columns = int(room.width // _CELL) + 1
        self._rows = int(room.height // _CELL) + 1
        self._free = self._raster(box_rows(boxes, _ROOM + 1.0)).tolist()

    def _raster(self, rows: object) -> Truths:
        free = np.ones((self._rows, self._columns), dtype=bool)
        for left, top, right, bottom in np.asarray(rows):
            x0 = max(0, math.ceil((left - self._room.x) / _CELL))
            y0 = max(0, math.ceil((top - self._room.y) / _CELL))
            x1 = int((right - self._room.x) // _CELL)
            y1 = int((bottom - self._room.y) // _CELL)
            free[y0 : y1 + 1, x0 : x1 + 1] = False
        return free

    def point(self, cell: tuple[int, int]) -> Point:
        """Return the middle of a cell."""
        return self._room.x + cell[0] * _CELL, self._room.y + cell[1] * _CELL

    def cells(self, points: list[Point]) -> dict[tuple[int, int], Point]:
        """Return the free cells nearest to points."""
        found: dict[tuple[int, int], Point] = {}
        for x, y in points:
            cell = round((x - self._room.x) / _CELL), round((y - self._room.y) / _CELL)
            if self._is_free(*cell):
                found.setdefault(cell, (x, y))
        return found

    def _is_free(self, x: int, y: int) -> bool:
        return 0 <= x < self._columns and 0 <= y < self._rows and self._free[y][x]

    def shortest(
        self, begins: list[Point], goals: dict[tuple[int, int], Point], towards: Point
    ) -> list[Point] | None:
        """Return the shortest way from one of the points to one of the goals round a middle."""
        x, y = (towards[0] - self._room.x) / _CELL, (towards[1] - self._room.y) / _CELL
        near = (HALF + GAP) / _CELL + 1
        starts = self.cells(begins)
        far = dict.fromkeys(starts, 0.0)
        came: dict[tuple[int, int], tuple[int, int]] = {}
        queue = [(0.0, cell) for cell in sorted(starts)]
        done: set[tuple[int, int]] = set()
        while queue:
            _, cell = heapq.heappop(queue)
            if cell in goals:
                return self._traced(cell, came, starts, goals)
            if cell in done:
                continue
            done.add(cell)
            for dx, dy in _AROUND:
                then = cell[0] + dx, cell[1] + dy
                cost = far[cell] + math.hypot(dx, dy)
                if self._is_free(*then) and cost < far.get(then, math.inf):
                    far[then] = cost
                    came[then] = cell
                    left = max(0.0, math.hypot(then[0] - x, then[1] - y) - near)
                    heapq.heappush(queue, (cost + left, then))
        return None

    def _traced(
        self,
        cell: tuple[int, int],
        came: dict[tuple[int, int], tuple[int, int]],
        starts: dict[tuple[int, int], Point],
        goals: dict[tuple[int, int], Point],
    ) -> list[Point]:
        points = [goals[cell], self.point(cell)]
        while cell in came:
            cell = came[cell]
            points.append(self.point(cell))
        points.append(starts[cell])
        return points[::-1]


def _pulled(points: list[Point], boxes: list[Box]) -> list[Point]:
    """Return the way pulled tight: corners only where something stands."""
    rows = box_rows(boxes, _ROOM)
    kept = [points[0]]
    at = 0
    while at < len(points) - 1:
        ahead = np.array(points[at + 1 :])
        here = np.repeat(np.array([points[at]]), len(ahead), axis=0)
        hits = lines_hit(here, ahead, rows).sum(axis=1)
        at += 1 + max((int(index) for index in np.nonzero(hits == 0)[0]), default=0)
        kept.append(points[at])
    return kept


def _rounded(points: list[Point]) -> list[Point]:
    """Return the way with its corners cut a little."""
    found = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        found += [_towards(here, before), _near(before, here, after), _towards(here, after)]
    return [*found, points[-1]]


def _towards(here: Point, there: Point) -> Point:
    far = math.dist(here, there)
    part = min(_ROUND, far / 2) / far if far else 0.0
    return here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part


def _near(before: Point, here: Point, after: Point) -> Point:
    (x0, y0), (x1, y1) = _towards(here, before), _towards(here, after)
    return (x0 + 2 * here[0] + x1) / 4, (y0 + 2 * here[1] + y1) / 4
