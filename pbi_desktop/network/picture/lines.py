"""How a link is drawn: its shape says how the tie is, arrows which way help flows."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.scene import Point, Shape, Step, Tint, polyline
from pbi_desktop.network.ecomap.geometry import Numbers
from pbi_desktop.network.ecomap.ring import smooth

_WIDTHS = {1: 1.0, 2: 1.6, 3: 2.4}
_HEAD, _HALF_HEAD = 8.0, 3.6
_STEP = 7.0
_DASHES = {Quality.WEAK: (1.6, 4.2), Quality.PLANNED: (11.0, 6.0)}
_ENDED = (3.0, 6.0)
NOT_SAID = (8.0, 3.5, 1.6, 3.5)
_TWIN = 2.1
_TOOTH, _DEEP = 4.6, 3.6
_BAR, _BARS_APART = 6.0, 3.0


@dataclass(frozen=True)
class Bond:
    """How a tie is: `to_one` and `to_other` say where its arrows point."""

    quality: Quality | None = None
    strength: int | None = None
    to_one: bool = False
    to_other: bool = False
    tint: Tint = Tint.INK2
    plain: bool = False
    """A line that says nothing of how the tie is, such as one to folded services."""
    ended: bool = False
    """A tie that is over, and stays for one review."""

    @property
    def width(self) -> float:
        """How wide the line is: thin, steady or strong."""
        return _WIDTHS.get(self.strength or 0, 1.6)


def link(points: tuple[Point, ...], bond: Bond) -> tuple[Shape, ...]:
    """Return the marks of one link."""
    whole = _even(points)
    short = _trimmed(whole, _HEAD - 2 if bond.to_one else 0, _HEAD - 2 if bond.to_other else 0)
    marks = _LINES.get(bond.quality, _single)(short, bond)
    if bond.to_one:
        marks = (*marks, _head(whole[::-1], bond.tint))
    return (*marks, _head(whole, bond.tint)) if bond.to_other else marks


def _single(line: Numbers, bond: Bond) -> tuple[Shape, ...]:
    if bond.ended:
        return (_stroke(line, bond.tint, 1.2, _ENDED),)
    dash = () if bond.plain else NOT_SAID if bond.quality is None else _DASHES.get(bond.quality, ())
    width = 1.2 if bond.plain else max(bond.width, 1.6) if bond.quality in _DASHES else bond.width
    return (_stroke(line, bond.tint, width, dash),)


def _double(line: Numbers, bond: Bond) -> tuple[Shape, ...]:
    apart = _TWIN + max(0.0, bond.width - 1.6) / 2
    return (
        _stroke(_beside(line, apart), bond.tint, bond.width, ()),
        _stroke(_beside(line, -apart), bond.tint, bond.width, ()),
    )


def _zigzag(line: Numbers, bond: Bond) -> tuple[Shape, ...]:
    length = _length(line)
    teeth = max(2, 2 * round((length - 10) / (2 * _TOOTH)))
    at = np.linspace(5.0, max(length - 5.0, 6.0), teeth + 1)
    middle, normal = _along(line, at)
    sign = np.where(np.arange(teeth + 1) % 2, 1.0, -1.0)[:, None]
    sign[0] = sign[-1] = 0.0
    points = np.concatenate([line[:1], middle + normal * sign * _DEEP, line[-1:]])
    under = Shape(_steps(line), None, Tint.DANGER_SOFT, 13.0)
    return (under, Shape(polyline(_points(points)), None, bond.tint, bond.width))


def _cut(line: Numbers, bond: Bond) -> tuple[Shape, ...]:
    """Return a line with a gap in its middle, closed by two bars."""
    length = _length(line)
    first = _trimmed(line, 0, length / 2 + _BARS_APART)
    last = _trimmed(line, length / 2 + _BARS_APART, 0)
    middle, normal = _along(line, np.array([length / 2 - _BARS_APART, length / 2 + _BARS_APART]))
    bars = [
        Shape(polyline(_points(np.stack([at - n * _BAR, at + n * _BAR]))), None, bond.tint, 2.0)
        for at, n in zip(middle, normal, strict=True)
    ]
    return (
        _stroke(first, bond.tint, bond.width, ()),
        _stroke(last, bond.tint, bond.width, ()),
        *bars,
    )


_Drawn = Callable[[Numbers, Bond], tuple[Shape, ...]]
_LINES: dict[Quality | None, _Drawn] = {
    Quality.STRONG: _double,
    Quality.STRESSFUL: _zigzag,
    Quality.CUT_OFF: _cut,
}


def _stroke(line: Numbers, tint: Tint, width: float, dash: tuple[float, ...]) -> Shape:
    return Shape(_steps(line), None, tint, width, dash)


def _steps(line: Numbers) -> tuple[Step, ...]:
    return smooth(_list(line), closed=False)


def _head(line: Numbers, tint: Tint) -> Shape:
    """Return an arrowhead at the end of a line."""
    tip = line[-1]
    (back,), _ = _along(line, np.array([max(_length(line) - _HEAD, 0.0)]))
    way = tip - back
    far = math.hypot(*way) or 1.0
    way = way / far
    across = np.array([-way[1], way[0]]) * _HALF_HEAD
    foot = tip - way * _HEAD
    return Shape(
        polyline(_points(np.stack([tip, foot + across, foot - across])), closed=True), tint
    )


# --- lines as rows of points ---------------------------------------------------------------------


def _even(points: tuple[Point, ...]) -> Numbers:
    """Return a line with its points equally far from each other; a straight one keeps two."""
    line = np.array(points, dtype=float)
    if len(line) <= 2:
        return line
    return _along(line, np.linspace(0.0, _length(line), max(3, int(_length(line) / _STEP))))[0]


def _gone(line: Numbers) -> Numbers:
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _length(line: Numbers) -> float:
    return float(_gone(line)[-1])


def _along(line: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
    """Return the points so far along a line, and the normals there."""
    gone = _gone(line)
    points = np.stack([np.interp(at, gone, line[:, 0]), np.interp(at, gone, line[:, 1])], axis=1)
    piece = np.clip(np.searchsorted(gone, at, side="right") - 1, 0, len(line) - 2)
    way = line[piece + 1] - line[piece]
    far = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    return points, np.stack([-way[:, 1], way[:, 0]], axis=1) / far


def _trimmed(line: Numbers, begin: float, end: float) -> Numbers:
    length = _length(line)
    begin, end = min(begin, length), max(length - end, 0.0)
    gone = _gone(line)
    ends, _ = _along(line, np.array([begin, max(begin, end)]))
    inside = line[(gone > begin + 0.01) & (gone < end - 0.01)]
    return np.concatenate([ends[:1], inside, ends[1:]])


def _beside(line: Numbers, far: float) -> Numbers:
    way = np.gradient(line, axis=0)
    size = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    found: Numbers = line + np.stack([-way[:, 1], way[:, 0]], axis=1) / size * far
    return found


def _list(line: Numbers) -> list[Point]:
    return [(float(x), float(y)) for x, y in line]


def _points(line: Numbers) -> tuple[Point, ...]:
    return tuple(_list(line))
