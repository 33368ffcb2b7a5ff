"""The household: a soft area round its members and their lines, with everybody else left out."""

import math
from itertools import pairwise

import networkx as nx
import numpy as np

from pbi_desktop.domain.scene import Box, Point, Step
from pbi_desktop.network.ecomap.geometry import Numbers, box_rows, lines_hit
from pbi_desktop.network.ecomap.ring import smooth
from pbi_desktop.network.plan import Wire

_CELL = 4.0
_AROUND, _ALONG = 17.0, 19.0
_CLEAR = 7.0
_SOFT = 7.0
_EDGE = 60.0
_SKIP = 3
_BESIDE, _NAMES = 210.0, 22.0

Pieces = list[tuple[Point, Point]]


def household(members: list[Box], others: list[Box], ways: Pieces) -> tuple[tuple[Step, ...], ...]:
    """Return the outlines of the area that holds the members and the ways, but not the others."""
    if not members:
        return ()
    x, y, grid = _grid(members)
    inside = [_to_box(grid, box) - _AROUND for box in members]
    inside += [_to_line(grid, *piece) - _ALONG for piece in ways]
    field = -_SOFT * np.log(sum(np.exp(-np.clip(one, -80, 200) / _SOFT) for one in inside))
    for box in others:
        field = np.maximum(field, _CLEAR - _to_box(grid, box))
    for box in members:
        field = np.minimum(field, _to_box(grid, box) - 3.0)
    return tuple(
        smooth(loop[::_SKIP]) for loop in _loops(_calm(field), x, y) if len(loop) > 6 * _SKIP
    )


def ways_between(members: dict[str, Point], wires: tuple[Wire, ...], others: list[Box]) -> Pieces:
    """Return the lines that join those at home, along the wires of the family where they do."""
    found = [*_along_wires(members, wires, others), *_along_rows(members, others)]
    joined = nx.Graph(found)
    joined.add_nodes_from(members.values())
    parts = [sorted(part & set(members.values())) for part in nx.connected_components(joined)]
    parts = sorted(part for part in parts if part)
    rows = box_rows(others, 2.0)
    while len(parts) > 1:
        _, one, other, index = min(
            (math.dist(a, b) * (3.0 if _blocked(a, b, rows) else 1.0), a, b, index)
            for a in parts[0]
            for index, part in enumerate(parts[1:], 1)
            for b in part
        )
        found.append((one, other))
        parts = [sorted(parts[0] + parts[index]), *parts[1:index], *parts[index + 1 :]]
    return found


def _along_rows(members: dict[str, Point], others: list[Box]) -> Pieces:
    """Return lines between neighbours in a row, at their symbols and at the names below."""
    rows = box_rows(others, 2.0)
    found: Pieces = []
    places = sorted(members.values(), key=lambda at: (at[1], at[0]))
    for (x0, y0), (x1, y1) in pairwise(places):
        if abs(y1 - y0) > 1 or x1 - x0 > _BESIDE or _blocked((x0, y0), (x1, y1), rows):
            continue
        found.append(((x0, y0), (x1, y1)))
        low = y0 + _NAMES
        if not _blocked((x0, low), (x1, low), rows):
            found.append(((x0, low), (x1, low)))
    return found


def _blocked(a: Point, b: Point, rows: Numbers) -> bool:
    return bool(lines_hit(np.array([a]), np.array([b]), rows).any())


def _along_wires(members: dict[str, Point], wires: tuple[Wire, ...], others: list[Box]) -> Pieces:
    """Return the pieces of wires that lie between members and touch nobody else."""
    graph = nx.Graph()
    rows = box_rows(others, 1.0)
    pieces = [piece for wire in wires for chain in wire.chains for piece in pairwise(chain)]
    points = sorted({point for piece in pieces for point in piece})
    for a, b in pieces:
        on = sorted({a, b, *(p for p in points if _on(p, a, b))}, key=lambda p: math.dist(a, p))
        for one, other in pairwise(on):
            if not _blocked(one, other, rows):
                graph.add_edge(one, other, weight=math.dist(one, other))
    ends = {}
    for point in sorted(members.values()):
        near = [p for p in graph if math.dist(p, point) < 30]
        for one in near:
            graph.add_edge(point, one, weight=math.dist(point, one))
        ends[point] = bool(near)
    found: Pieces = []
    there = [point for point, near in ends.items() if near]
    for start, end in ((a, b) for i, a in enumerate(there) for b in there[i + 1 :]):
        if nx.has_path(graph, start, end):
            path = nx.shortest_path(graph, start, end, weight="weight")
            found += pairwise(path)
    return sorted(set(found))


def _on(p: Point, a: Point, b: Point) -> bool:
    return abs(math.dist(a, p) + math.dist(p, b) - math.dist(a, b)) < 0.01


# --- distances -----------------------------------------------------------------------------------


def _grid(boxes: list[Box]) -> tuple[Numbers, Numbers, Numbers]:
    left = min(box.x for box in boxes) - _EDGE
    top = min(box.y for box in boxes) - _EDGE
    right = max(box.x + box.width for box in boxes) + _EDGE
    bottom = max(box.y + box.height for box in boxes) + _EDGE
    x, y = np.arange(left, right, _CELL), np.arange(top, bottom, _CELL)
    return x, y, np.stack(np.meshgrid(x, y), axis=-1)


def _to_box(grid: Numbers, box: Box) -> Numbers:
    half = np.array([box.width / 2, box.height / 2])
    away = np.abs(grid - np.array(box.middle)) - half
    outside = np.hypot(*np.moveaxis(np.maximum(away, 0.0), -1, 0))
    found: Numbers = outside + np.minimum(away.max(axis=-1), 0.0)
    return found


def _to_line(grid: Numbers, a: Point, b: Point) -> Numbers:
    start, way = np.array(a), np.array(b) - np.array(a)
    length = float(way @ way) or 1.0
    share = np.clip(((grid - start) @ way) / length, 0.0, 1.0)
    found: Numbers = np.hypot(*np.moveaxis(grid - start - share[..., None] * way, -1, 0))
    return found


def _calm(field: Numbers) -> Numbers:
    """Return the field with its corners softened."""
    for _ in range(2):
        field = np.pad(field, 1, mode="edge")
        field = (field[:-2] + 2 * field[1:-1] + field[2:]) / 4
        field = (field[:, :-2] + 2 * field[:, 1:-1] + field[:, 2:]) / 4
    return field


# --- the line where the field is nothing ---------------------------------------------------------

_Edge = tuple[int, int, bool]
"""An edge of the grid: its column, its row, and whether it goes down."""

_CORNERS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("left", "top"),), 2: (("top", "right"),), 3: (("left", "right"),),
    4: (("right", "bottom"),), 5: (("left", "top"), ("right", "bottom")), 6: (("top", "bottom"),),
    7: (("left", "bottom"),), 8: (("bottom", "left"),), 9: (("bottom", "top"),),
    10: (("top", "right"), ("bottom", "left")), 11: (("bottom", "right"),),
    12: (("right", "left"),), 13: (("right", "top"),), 14: (("top", "left"),),
}  # fmt: skip


def _loops(field: Numbers, x: Numbers, y: Numbers) -> list[list[Point]]:
    inside = field < 0
    sign = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    links: dict[_Edge, list[_Edge]] = {}
    for row, column in np.argwhere((sign > 0) & (sign < 15)):
        edges = {
            "top": (int(column), int(row), False),
            "bottom": (int(column), int(row) + 1, False),
            "left": (int(column), int(row), True),
            "right": (int(column) + 1, int(row), True),
        }
        for one, other in _CORNERS[int(sign[row, column])]:
            links.setdefault(edges[one], []).append(edges[other])
            links.setdefault(edges[other], []).append(edges[one])
    return [[_point(edge, field, x, y) for edge in loop] for loop in _chains(links)]


def _chains(links: dict[_Edge, list[_Edge]]) -> list[list[_Edge]]:
    found = []
    left = dict.fromkeys(sorted(links))
    while left:
        here: _Edge | None = next(iter(left))
        loop = []
        while here is not None:
            loop.append(here)
            left.pop(here)
            here = next((there for there in links[here] if there in left), None)
        found.append(loop)
    return found


def _point(edge: _Edge, field: Numbers, x: Numbers, y: Numbers) -> Point:
    column, row, down = edge
    a = field[row, column]
    b = field[row + 1, column] if down else field[row, column + 1]
    share = float(a / (a - b)) if a != b else 0.5
    step = _CELL * share
    return float(x[column]) + (0 if down else step), float(y[row]) + (step if down else 0)
