"""On which side of each person's symbol the name stands: over no symbol, no name and no line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pbi_desktop.domain.scene import Align, Box, Point
from pbi_desktop.network.ecomap.geometry import Numbers, box_rows, boxes_meet, lines_hit
from pbi_desktop.network.picture.text import Block
from pbi_desktop.network.plan import SYMBOL

_FAR = SYMBOL / 2 + 4.0
_FAULT, _ON_LINE, _SHORT, _CUT, _MUTE = 1000.0, 60.0, 7.0, 20.0, 80.0
_SWEEPS = 3
_ROOM = 3.0
_RAYS, _SIGHT, _SHADE = 60, 260.0, 18.0


class _Place(StrEnum):
    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"
    LOWER_RIGHT = "lower_right"
    LOWER_LEFT = "lower_left"
    UPPER_RIGHT = "upper_right"
    UPPER_LEFT = "upper_left"
    ABOVE = "above"


_LIKED = dict(zip(_Place, (0.0, 8.0, 9.0, 11.0, 11.5, 12.0, 12.5, 15.0), strict=True))
_ALIGN = {
    _Place.BELOW: Align.MIDDLE,
    _Place.ABOVE: Align.MIDDLE,
    _Place.RIGHT: Align.START,
    _Place.LOWER_RIGHT: Align.START,
    _Place.UPPER_RIGHT: Align.START,
    _Place.LEFT: Align.END,
    _Place.LOWER_LEFT: Align.END,
    _Place.UPPER_LEFT: Align.END,
}


@dataclass(frozen=True)
class Tag:
    """A block of words in its place."""

    block: Block
    box: Box
    align: Align


def tags(
    blocks: Mapping[str, tuple[Block, ...]],
    middles: Mapping[str, Point],
    wires: tuple[tuple[Point, Point], ...],
    links: Mapping[str, int],
    words: Sequence[Box] = (),
) -> dict[str, Tag]:
    """Return each label's place. Of several blocks for one person a later one is the shorter.

    `links` says how many links each person may have: names leave them the free directions.
    `words` are there already.
    """
    choices = {key: _choices(some, middles[key]) for key, some in blocks.items()}
    symbols = {key: _symbol(point) for key, point in middles.items()}
    lines = np.array(wires, dtype=float).reshape(-1, 2, 2)
    rays = _free_rays(middles, symbols, links)
    fixed = {
        key: _fixed_cost(key, some, symbols, lines, words) + _shade(some, rays)
        for key, some in choices.items()
    }
    chosen = _settled(choices, fixed)
    return {key: choices[key][index][0] for key, index in chosen.items()}


_Choices = Mapping[str, list[tuple[Tag, float]]]


def _settled(choices: _Choices, fixed: Mapping[str, Numbers]) -> dict[str, int]:
    """Return each label's best place beside the others, after a few rounds of choosing again."""
    boxes = {key: box_rows([tag.box for tag, _ in some]) for key, some in choices.items()}
    chosen: dict[str, int] = {}
    for sweep in range(_SWEEPS + 1):
        before = dict(chosen)
        for key in choices:
            others = [boxes[other][index] for other, index in chosen.items() if other != key]
            cost = fixed[key]
            if others:
                wide = np.array(others) + np.array([-1, -1, 1, 1]) * _ROOM
                cost = cost + _FAULT * boxes_meet(boxes[key], wide).sum(axis=1)
            chosen[key] = int(cost.argmin())
        if sweep and chosen == before:
            break
    return chosen


def _choices(some: tuple[Block, ...], at: Point) -> list[tuple[Tag, float]]:
    return [
        (
            Tag(block, _box(block, at, place), _ALIGN[place]),
            _LIKED[place] + _SHORT * shorter + _CUT * block.cut + _MUTE * block.mute,
        )
        for shorter, block in enumerate(some)
        for place in _Place
    ]


def _box(block: Block, at: Point, place: _Place) -> Box:
    width, height = block.width, block.height
    x, y = at
    lower, upper = y + 7.0, y - 7.0 - height
    corner = {
        _Place.BELOW: (x - width / 2, y + _FAR - 1),
        _Place.ABOVE: (x - width / 2, y - _FAR - height),
        _Place.RIGHT: (x + _FAR + 2, y - height / 2),
        _Place.LEFT: (x - _FAR - 2 - width, y - height / 2),
        _Place.LOWER_RIGHT: (x + _FAR, lower),
        _Place.LOWER_LEFT: (x - _FAR - width, lower),
        _Place.UPPER_RIGHT: (x + _FAR, upper),
        _Place.UPPER_LEFT: (x - _FAR - width, upper),
    }[place]
    return Box(*corner, width, height)


def _symbol(point: Point) -> Box:
    half = SYMBOL / 2
    return Box(point[0] - half, point[1] - half, SYMBOL, SYMBOL)


def _fixed_cost(
    key: str,
    some: list[tuple[Tag, float]],
    symbols: Mapping[str, Box],
    lines: Numbers,
    words: Sequence[Box],
) -> Numbers:
    rows = box_rows([tag.box for tag, _ in some])
    there = [box for other, box in symbols.items() if other != key]
    others = box_rows([*there, *words], 3.0)
    cost = np.array([liked for _, liked in some]) + _FAULT * boxes_meet(rows, others).sum(axis=1)
    wide = rows + np.array([-1, -1, 1, 1]) * 2.0
    found: Numbers = cost + _ON_LINE * lines_hit(lines[:, 0], lines[:, 1], wide).sum(axis=0)
    return found


_Rays = list[tuple[float, Numbers, Numbers]]
"""For each person with links what a shaded direction costs, and the beginnings and ends of rays."""


def _free_rays(
    middles: Mapping[str, Point], symbols: Mapping[str, Box], links: Mapping[str, int]
) -> _Rays:
    """Return the directions in which links can leave people, as far as no symbol stands there."""
    turns = np.linspace(0, 2 * np.pi, _RAYS, endpoint=False)
    way = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    found = []
    for key, count in sorted(links.items()):
        if key not in middles:
            continue
        begins = np.array(middles[key]) + way * (SYMBOL / 2)
        ends = np.array(middles[key]) + way * _SIGHT
        others = box_rows([box for other, box in symbols.items() if other != key], 5.0)
        free = ~lines_hit(begins, ends, others).any(axis=1)
        weight = _SHADE * count / max(int(free.sum()), 1)
        found.append((weight, begins[free], ends[free]))
    return found


def _shade(some: list[tuple[Tag, float]], rays: _Rays) -> Numbers:
    """Return what each place costs because links could no longer leave there."""
    rows = box_rows([tag.box for tag, _ in some], 3.0)
    cost = np.zeros(len(rows))
    for weight, begins, ends in rays:
        cost = cost + weight * lines_hit(begins, ends, rows).sum(axis=0)
    return cost
