"""What lies on what: lines against rectangles and against each other, many at a time."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.domain.scene import Box

Numbers: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]

_TINY = 1e-9


def box_rows(boxes: list[Box], margin: float = 0.0) -> Numbers:
    """Return rectangles as rows of left, top, right, bottom, each wider by a margin."""
    rows = [
        (b.x - margin, b.y - margin, b.x + b.width + margin, b.y + b.height + margin) for b in boxes
    ]
    return np.array(rows, dtype=float).reshape(-1, 4)


def lines_hit(starts: Numbers, ends: Numbers, boxes: Numbers) -> Truths:
    """Say for each straight line (n rows of x, y) which of m rectangles it touches: n by m."""
    enter, leave = _inside(starts[:, :1], ends[:, :1], boxes[:, 0], boxes[:, 2])
    below, above = _inside(starts[:, 1:], ends[:, 1:], boxes[:, 1], boxes[:, 3])
    enter, leave = np.maximum(enter, below), np.minimum(leave, above)
    hit: Truths = (enter <= leave) & (leave >= 0) & (enter <= 1)
    return hit


def _inside(start: Numbers, end: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Return the shares of each line at which it comes between two bounds, and leaves them."""
    way = end - start
    way = np.where(np.abs(way) < _TINY, _TINY, way)
    one, other = (low - start) / way, (high - start) / way
    return np.minimum(one, other), np.maximum(one, other)


def lines_cross(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Truths:
    """Say which of n lines from a to b cross which of m lines from c to d: n by m."""
    first = _sides(c, d, a) * _sides(c, d, b)
    second = _sides(a, b, c) * _sides(a, b, d)
    crossed: Truths = (first < 0) & (second.T < 0)
    return crossed


def _sides(begins: Numbers, ends: Numbers, points: Numbers) -> Numbers:
    """Return on which side of m lines n points lie, by the sign: n by m."""
    way = ends - begins
    across = np.stack([-way[:, 1], way[:, 0]])
    found: Numbers = points @ across - (begins * across.T).sum(axis=1)
    return found


def boxes_meet(some: Numbers, others: Numbers) -> Truths:
    """Say which of n rectangles overlap which of m: n by m."""
    one, other = some[:, None, :], others[None, :, :]
    met: Truths = (
        (one[..., 0] < other[..., 2])
        & (other[..., 0] < one[..., 2])
        & (one[..., 1] < other[..., 3])
        & (other[..., 1] < one[..., 3])
    )
    return met


def turn_between(some: Numbers, others: Numbers) -> Numbers:
    """Return the angle between directions in degrees, 0 to 180: n by m."""
    apart = np.abs(some[:, None] - others[None, :]) % 360.0
    turned: Numbers = np.minimum(apart, 360.0 - apart)
    return turned
