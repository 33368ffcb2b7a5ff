"""The edges of a drawing: at most 12,000, handed to QPainter as numbers, a slice at a time."""

from collections.abc import Iterator
from typing import cast

import numpy as np
from PySide6.QtCore import QLine, QLineF
from PySide6.QtGui import QColor, QPainter, QPen
from shiboken6 import wrapInstance

from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.frame import Frame, painting
from pbi_desktop.ui.kit.canvas.job import Job
from pbi_desktop.ui.kit.canvas.tones import dimmed

MOST = 12_000
A_SLICE = 2_000
_SMOOTH_UP_TO = 2_500
"""So many edges are drawn with smooth sides at rest; more of them look the same without."""
_READ = 16_384


def draw_lines(job: Job) -> Iterator[None]:
    """Draw the most important edges in view, the long ones first and faintest."""
    frame, columns = job.frame, job.columns
    found: list[Array] = []
    count = 0
    for start in range(0, len(columns.edges), _READ):
        some = _in_view(frame, columns, start)
        found.append(some[: MOST - count])
        count += len(found[-1])
        yield
        if count >= MOST:
            break
    if not count:
        return
    edges = columns.edges[np.concatenate(found)]
    ends = _ends(frame, columns, edges)
    yield
    smooth = not job.moving and count <= _SMOOTH_UP_TO
    for pen, rows in _sorted_into_pens(job, edges, ends):
        yield from _draw(frame, ends[rows], pen, smooth=smooth)


def _in_view(frame: Frame, columns: Columns, start: int) -> Array:
    """Return which of some edges may cross what is drawn."""
    left, top, right, bottom = frame.part
    one, other = columns.edges[start : start + _READ].T
    x, to_x, y, to_y = columns.x[one], columns.x[other], columns.y[one], columns.y[other]
    crosses = (np.maximum(x, to_x) >= left) & (np.minimum(x, to_x) <= right)
    crosses &= (np.maximum(y, to_y) >= top) & (np.minimum(y, to_y) <= bottom)
    return np.flatnonzero(crosses) + start


def _ends(frame: Frame, columns: Columns, edges: Array) -> Array:
    one, other = edges.T
    ends = np.empty((len(edges), 4), np.float64)
    for at, (column, shift) in enumerate(
        ((columns.x, frame.camera.x), (columns.y, frame.camera.y)) * 2
    ):
        np.multiply(column[one if at < 2 else other], frame.camera.scale, out=ends[:, at])
        ends[:, at] += shift
    return ends


def _sorted_into_pens(job: Job, edges: Array, ends: Array) -> Iterator[tuple[QPen, Array]]:
    """Yield the rows for each pen, the faintest first."""
    frame, columns, tones, wish = job.frame, job.columns, job.tones, job.wish
    long = np.hypot(ends[:, 0] - ends[:, 2], ends[:, 1] - ends[:, 3])
    usual = columns.middle_length * frame.camera.scale
    far, near = long > 3 * usual, long <= 1.5 * usual
    wide = 1.0 if frame.ratio < 1.5 else frame.ratio
    if wish.focus is None:
        shades = ((tones.far_edge, far), (tones.edge, ~far & ~near), (tones.near_edge, near))
        for tone, rows in shades:
            yield QPen(tone, wide), np.flatnonzero(rows)
        return
    inside = wish.focus[edges].all(axis=1)
    yield QPen(dimmed(tones.ground, tones.edge), wide), np.flatnonzero(~inside)
    strong = QColor(tones.near_edge)
    yield QPen(tones.edge, wide), np.flatnonzero(inside & far)
    yield QPen(strong, 1.4 * wide), np.flatnonzero(inside & ~far)


def _draw(frame: Frame, ends: Array, pen: QPen, *, smooth: bool) -> Iterator[None]:
    """Draw lines from the memory of the array, which lives until they are drawn."""
    lines = np.ascontiguousarray(ends if smooth else np.rint(ends).astype(np.int32))
    kind = QLineF if smooth else QLine
    pen.setCosmetic(True)
    for start in range(0, len(lines), A_SLICE):
        some = lines[start : start + A_SLICE]
        with painting(frame.image, frame.ratio) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            painter.setPen(pen)
            painter.drawLines(cast("QLine", wrapInstance(some.ctypes.data, kind)), len(some))
        yield
