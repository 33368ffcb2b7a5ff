"""What each slot costs one guest before and after others have sat down."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from pbi_desktop.domain.scene import Box, Point
from pbi_desktop.network.ecomap.geometry import (
    Numbers,
    box_rows,
    boxes_meet,
    lines_cross,
    lines_hit,
    turn_between,
)
from pbi_desktop.network.ecomap.given import APART, GAP, HALF, Ground, Guest, Path, Seat, Side
from pbi_desktop.network.ecomap.ways import Ways, ways
from pbi_desktop.network.plan import SYMBOL

HARD = 1000.0
"""What a fault costs: a line through a symbol, words over words. All niceties cost less."""
_CLOSE = 700.0
_CROSSING, _WIRE, _LENGTH = 26.0, 7.0, 0.05
_BENT, _BEND, _ALONG = 40.0, 0.4, 22.0
_WASTE, _PLAY = 12.0, 6.0
_SPREAD, _FAR = 70.0, 175.0
_KINDRED, _NEAR = 14.0, 240.0
_SIDES = {Side.BELOW: 0.0, Side.RIGHT: 1.0, Side.LEFT: 1.0, Side.ABOVE: 4.0}
_SYMBOL_ROOM, _LABEL_ROOM, _LINE_ROOM = 5.0, 3.0, 3.0


@dataclass
class Table:
    """Who sits already: their rectangles, lines and directions at each person."""

    boxes: Numbers = field(default_factory=lambda: np.zeros((0, 4)))
    begins: Numbers = field(default_factory=lambda: np.zeros((0, 2)))
    ends: Numbers = field(default_factory=lambda: np.zeros((0, 2)))
    middles: Numbers = field(default_factory=lambda: np.zeros((0, 2)))
    sectors: list[str] = field(default_factory=list)
    leaves: dict[str, list[float]] = field(default_factory=dict)
    strides: tuple[Numbers, Numbers] = (np.zeros((0, 2)), np.zeros((0, 2)))
    """The lines in fewer pieces, to count crossings."""


def table_of(seats: list[tuple[Guest, Seat]], paths: list[Path], ties: tuple[Path, ...]) -> Table:
    """Return what stands in the way of the next guest."""
    boxes = [box for _, seat in seats for box in (seat.symbol, seat.label)]
    pieces = [piece for path in paths for piece in pairwise(path.points)]
    strides = [piece for path in paths for piece in pairwise(_few(path.points))]
    leaves: dict[str, list[float]] = {}
    for path in (*paths, *ties):
        for key in (path.one, path.other):
            leaves.setdefault(key, []).extend(path.turns_at(key))
    return Table(
        box_rows(boxes),
        _ends(pieces, 0),
        _ends(pieces, 1),
        np.array([(seat.x, seat.y) for _, seat in seats], dtype=float).reshape(-1, 2),
        [guest.sector for guest, _ in seats],
        leaves,
        (_ends(strides, 0), _ends(strides, 1)),
    )


def _few(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return a line with every third of its points, which do to count crossings."""
    return (*points[:-1:3], points[-1])


def _ends(pieces: list[tuple[Point, Point]], end: int) -> Numbers:
    return np.array([piece[end] for piece in pieces], dtype=float).reshape(-1, 2)


@dataclass(frozen=True)
class Choice:
    """Where a guest sits, by which lines, and at what cost; `at` is the side and the slot."""

    seat: Seat
    paths: list[Path]
    cost: float
    at: tuple[int, int]
    place: float = 0.0
    """The part of the cost that is not the lines'."""


class Options:
    """One guest's slots with their costs; `choose` takes the best beside those who sit."""

    def __init__(self, guest: Guest, ground: Ground, slots: Numbers, bends: tuple[float, ...]):
        self.guest = guest
        self._slots = slots
        self._symbols = _around(slots, HALF)
        self._labels = np.stack([_label(slots, guest.label, side) for side in Side])
        self._ways = [ways(ground.anchors[link], slots, bends) for link in guest.links]
        self._place = _place_cost(self._labels, self._symbols, ground)
        self._path = [
            path_cost(way, link, ground) for way, link in zip(self._ways, guest.links, strict=True)
        ]
        self._own = [_own_cost(way, self._labels) for way in self._ways]

    def choose(self, table: Table, at: tuple[int, int] | None = None) -> Choice:
        """Return the best place, the lines to it, and what it costs; `at` leaves no choice."""
        place = self._place + self._beside(table)
        open_slots = [at[1]] if at else np.flatnonzero(place.min(axis=0) < HARD)
        slots = np.array(open_slots if len(open_slots) else range(len(self._slots)))
        total = place[:, slots]
        choices = []
        for way, link, base, own in zip(
            self._ways, self.guest.links, self._path, self._own, strict=True
        ):
            among = _among(way.only(slots), link, table)
            cost = (base[:, slots] + among)[:, None, :] + own[:, :, slots]
            choices.append(cost.argmin(axis=0))
            total = total + cost.min(axis=0)
        best = total[at[0]].argmin() + at[0] * len(slots) if at else total.argmin()
        side, index = divmod(int(best), len(slots))
        slot = int(slots[index])
        paths = [
            Path(link, self.guest.key, way.drawn(int(choice[side, index]), slot))
            for way, link, choice in zip(self._ways, self.guest.links, choices, strict=True)
        ]
        return Choice(
            self._seat(side, slot),
            paths,
            float(total[side, index]),
            (side, slot),
            float(place[side, slot]),
        )

    def _seat(self, side: int, slot: int) -> Seat:
        x, y = (float(part) for part in self._slots[slot])
        left, top, right, bottom = (float(part) for part in self._labels[side, slot])
        label = Box(left, top, right - left, bottom - top)
        return Seat(self.guest.key, x, y, list(Side)[side], label)

    def _beside(self, table: Table) -> Numbers:
        """Return what the others cost each place of symbol and label: sides by slots."""
        sides, slots = self._labels.shape[:2]
        labels = self._labels.reshape(-1, 4)
        wide = table.boxes + np.array([-1, -1, 1, 1]) * _LABEL_ROOM
        cost = HARD * boxes_meet(labels, wide).sum(axis=1)
        cost = cost + HARD * lines_hit(table.begins, table.ends, _wider(labels, 3.0)).sum(axis=0)
        symbols = _wider(self._symbols, _SYMBOL_ROOM)
        there = HARD * boxes_meet(symbols, wide).sum(axis=1)
        there = there + HARD * lines_hit(table.begins, table.ends, symbols).sum(axis=0)
        found: Numbers = cost.reshape(sides, slots) + (there + self._company(table))[None, :]
        return found

    def _company(self, table: Table) -> Numbers:
        """Return the cost of sitting close to others, less where they are of the same kind."""
        if not len(table.middles):
            return np.zeros(len(self._slots))
        apart = self._slots[:, None, :] - table.middles[None, :, :]
        far = np.hypot(apart[..., 0], apart[..., 1])
        kindred = np.array([s == self.guest.sector != "" for s in table.sectors])
        tight = _SPREAD * np.clip(1 - far / _FAR, 0, 1) ** 2 * np.where(kindred, 0.4, 1.0)
        cosy = _KINDRED * np.clip(1 - far / _NEAR, 0, 1) * kindred
        found: Numbers = (tight - cosy).sum(axis=1)
        return found


def _around(middles: Numbers, half: float) -> Numbers:
    return np.concatenate([middles - half, middles + half], axis=1)


def _wider(boxes: Numbers, margin: float) -> Numbers:
    return boxes + np.array([-1, -1, 1, 1]) * margin


def _label(slots: Numbers, size: tuple[float, float], side: Side) -> Numbers:
    width, height = size
    far = HALF + GAP
    left, top = {
        Side.BELOW: (-width / 2, far - 1),
        Side.RIGHT: (far + 2, -height / 2),
        Side.LEFT: (-far - 2 - width, -height / 2),
        Side.ABOVE: (-width / 2, -far - height),
    }[side]
    corner = slots + np.array([left, top])
    return np.concatenate([corner, corner + np.array([width, height])], axis=1)


def _place_cost(labels: Numbers, symbols: Numbers, ground: Ground) -> Numbers:
    """Return what family and room cost each place of symbol and label: sides by slots."""
    sides, slots = labels.shape[:2]
    flat = labels.reshape(-1, 4)
    taken = box_rows([*(box for _, box in ground.symbols), *ground.labels], _LABEL_ROOM)
    inner = [piece for tie in ground.ties for piece in pairwise(tie.points)]
    lines = np.array([*ground.wires, *inner], dtype=float).reshape(-1, 2, 2)
    cost = np.zeros((sides, slots))
    for boxes, shape in ((flat, (sides, slots)), (symbols, (1, slots))):
        faults = boxes_meet(boxes, taken).sum(axis=1) + _outside(boxes, ground.room)
        faults = faults + lines_hit(lines[:, 0], lines[:, 1], _wider(boxes, 3.0)).sum(axis=0)
        cost = cost + HARD * faults.reshape(shape)
    liked = np.array([_SIDES[side] for side in Side])[:, None]
    found: Numbers = cost + liked
    return found


def _outside(boxes: Numbers, room: Box) -> Numbers:
    edges = np.array([room.x, room.y, room.x + room.width, room.y + room.height])
    out = (boxes[:, :2] < edges[:2]).any(axis=1) | (boxes[:, 2:] > edges[2:]).any(axis=1)
    return out.astype(float)


def path_cost(way: Ways, link: str, ground: Ground) -> Numbers:
    """Return what the family costs each line to each slot: bends by slots."""
    begins, ends = way.pieces
    boxes = np.concatenate(
        [
            box_rows([box for key, box in ground.symbols if key != link], _SYMBOL_ROOM),
            box_rows(list(ground.labels), _LABEL_ROOM),
        ]
    )
    hits = lines_hit(begins, ends, boxes).reshape(*way.shape, -1).any(axis=2).sum(axis=2)
    wires = np.array(ground.wires, dtype=float).reshape(-1, 2, 2)
    crossed = lines_cross(begins, ends, wires[:, 0], wires[:, 1]).reshape(*way.shape, -1)
    inner = [piece for tie in ground.ties for piece in pairwise(tie.points)]
    ties = np.array(inner, dtype=float).reshape(-1, 2, 2)
    over = lines_cross(begins, ends, ties[:, 0], ties[:, 1]).reshape(*way.shape, -1)
    found: Numbers = (
        HARD * hits
        + HARD * _leaves_room(way, ground.room)
        + _beside_wires(way, link, ground)
        + _WIRE * crossed.sum(axis=(2, 3))
        + _CROSSING * over.sum(axis=(2, 3))
        + _LENGTH * way.lengths
        + (_BEND * np.abs(way.bends) + _BENT * (way.bends != 0))[:, None]
    )
    return found


def _leaves_room(way: Ways, room: Box) -> Numbers:
    """Return 1 for each line that runs out of the picture, else 0."""
    low = np.array([room.x, room.y])
    high = low + np.array([room.width, room.height])
    out: Numbers = ((way.points < low) | (way.points > high)).any(axis=(2, 3)).astype(float)
    return out


def _beside_wires(way: Ways, link: str, ground: Ground) -> Numbers:
    """Return what each line costs for leaving a person where a line of the family leaves."""
    anchor = ground.anchors[link]
    leaves = [
        math.degrees(math.atan2(there[1] - here[1], there[0] - here[0]))
        for piece in ground.wires
        for here, there in (piece, piece[::-1])
        if math.dist(here, (anchor.x, anchor.y)) < SYMBOL * 0.75 and here != there
    ]
    cost = np.zeros(way.leaves.shape)
    if leaves:
        turns = turn_between(way.leaves.reshape(-1), np.array(leaves)).min(axis=1)
        cost = cost + _ALONG * (turns.reshape(cost.shape) < APART / 2)
    return cost


def _wasted(leaves: Numbers, there: Numbers) -> Numbers:
    """Return how many gaps each way leaves that are wide, yet too narrow for one more link."""
    ahead = (there - leaves[..., None]) % 360.0
    gaps = np.stack([ahead.min(axis=-1), (360.0 - ahead).min(axis=-1)])
    found: Numbers = ((gaps > APART + _PLAY) & (gaps < 2 * APART + _PLAY)).sum(axis=0)
    return found


def _own_cost(way: Ways, labels: Numbers) -> Numbers:
    """Return what the guest's own label costs the line: bends by sides by slots."""
    bends, slots, pieces = way.shape
    cost = np.zeros((bends, len(labels), slots))
    begins, ends = way.points[:, :, :-1], way.points[:, :, 1:]
    wide = _wider(labels, _LINE_ROOM)
    for slot in range(slots):
        hit = lines_hit(
            begins[:, slot].reshape(-1, 2), ends[:, slot].reshape(-1, 2), wide[:, slot]
        ).reshape(bends, pieces, -1)
        cost[:, :, slot] = HARD * hit.any(axis=1)
    return cost


def _among(way: Ways, link: str, table: Table) -> Numbers:
    """Return what the others cost each line to each slot: bends by slots."""
    begins, ends = way.pieces
    boxes = _wider(table.boxes, 4.0)
    hits = lines_hit(begins, ends, boxes).reshape(*way.shape, -1).any(axis=2).sum(axis=2)
    crossed = lines_cross(*way.strides, *table.strides).sum(axis=1)
    crossings = crossed.reshape(*way.shape[:2], -1).sum(axis=2)
    cost: Numbers = HARD * hits + _CROSSING * crossings
    there = np.array(table.leaves.get(link, []), dtype=float)
    if len(there):
        turns = turn_between(way.leaves.reshape(-1), there).reshape(*way.leaves.shape, -1)
        cost = cost + _CLOSE * (turns < APART).sum(axis=2) + _WASTE * _wasted(way.leaves, there)
    return cost
