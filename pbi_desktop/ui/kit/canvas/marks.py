"""The nodes of a drawing: a raster of how many, small stamps, or symbols, by their size."""

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

import numpy as np
from PySide6.QtGui import QPainter
from shiboken6 import wrapInstance

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.frame import painting
from pbi_desktop.ui.kit.canvas.job import Job
from pbi_desktop.ui.kit.canvas.symbols import Style, stamp
from pbi_desktop.ui.kit.canvas.tones import OF_KIND, Tones, dimmed
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.theme import theme

LEAST, LARGEST = 1.3, 24.0
"""The radius of a mark in pixels, however far away or near."""
_STAMPED_UP_TO = 5.0
_RASTER_BELOW = 1.0
_A_SLICE = 3_000
_CROWD = np.array([0.0, 0.62, 0.8, 0.92, 1.0], np.float64)


def radii(columns: Columns, nodes: Array, scale: float, ratio: float, wish: Wish) -> Array:
    """Return the radius in pixels of the marks of some nodes."""
    size = columns.size[nodes] * scale
    if wish.decoration is not None and wish.decoration.times is not None:
        size = size * wish.decoration.times[nodes]
    shown: Array = np.clip(size, LEAST * ratio, LARGEST * ratio)
    return shown


def draw_marks(job: Job, nodes: Array) -> Iterator[None]:
    """Draw nodes, the least important first so that the others lie on top of them."""
    frame, columns, wish = job.frame, job.columns, job.wish
    styles = _styles(job.tones, wish)
    style = _style_of(columns, nodes, wish)
    x = columns.x[nodes] * frame.camera.scale + frame.camera.x
    y = columns.y[nodes] * frame.camera.scale + frame.camera.y
    yield
    if columns.usual * frame.camera.scale < _RASTER_BELOW * frame.ratio:
        yield from _raster(job, x, y, (style, styles))
        return
    radius = radii(columns, nodes, frame.camera.scale, frame.ratio, wish)
    small = radius <= _STAMPED_UP_TO
    yield
    yield from _stamped(job, (x[small], y[small], radius[small], style[small]), styles)
    large = np.flatnonzero(~small)
    for start in range(0, len(large), _A_SLICE // 6):
        some = large[start : start + _A_SLICE // 6]
        _pieces(job, (x[some], y[some], radius[some], style[some]), styles)
        yield


def _styles(tones: Tones, wish: Wish) -> list[Style]:
    """Return a style for each class of each kind, and the same again for what is not in focus."""
    look = theme()
    classes = wish.decoration.classes if wish.decoration is not None else (None,)
    made = []
    for faint in (False, True):
        for entry in classes:
            for kind in NodeKind:
                tone = look.colour(entry.tone if entry is not None else OF_KIND[kind])
                shown = dimmed(tones.ground, tone) if faint else tone
                made.append(Style(kind, shown.rgb(), entry is not None and entry.hollow))
    return made


def _style_of(columns: Columns, nodes: Array, wish: Wish) -> Array:
    style = columns.kind[nodes].astype(np.int32)
    classes = 1
    if wish.decoration is not None:
        classes = len(wish.decoration.classes)
        style += len(NodeKind) * wish.decoration.of_node[nodes].astype(np.int32)
    if wish.focus is not None:
        style += np.where(wish.focus[nodes], 0, len(NodeKind) * classes).astype(np.int32)
    return style


def _raster(job: Job, x: Array, y: Array, look: tuple[Array, list[Style]]) -> Iterator[None]:
    """Draw squares of a few pixels, the stronger the more nodes lie in each."""
    frame, (style, styles) = job.frame, look
    side = max(round(1.6 * frame.ratio), 2)
    across, down = frame.wide // side, frame.tall // side
    column, row = (x * (1 / side)).astype(np.int32), (y * (1 / side)).astype(np.int32)
    inside = np.flatnonzero((column >= 0) & (column < across) & (row >= 0) & (row < down))
    place = (row * across + column)[inside].astype(np.int64)
    yield
    upper = np.full(across * down, -1, np.int32)
    upper[place] = inside
    held = np.flatnonzero(upper >= 0)
    yield
    much = np.minimum(np.bincount(place, minlength=across * down)[held], len(_CROWD) - 1)
    colour = _shades(job.tones, styles)[style[upper[held]], much]
    yield
    corner = (held // across * frame.wide + held % across) * side
    pixels = frame.pixels.reshape(-1)
    for down_by in range(side):
        for across_by in range(side):
            pixels[corner + (down_by * frame.wide + across_by)] = colour
        yield


def _shades(tones: Tones, styles: list[Style]) -> Array:
    """Return the colour of each style by how many nodes crowd together: uint32, by style."""
    full = np.array([[style.colour] for style in styles], np.uint32).view(np.uint8)
    ground = np.array([tones.ground.rgb()], np.uint32).view(np.uint8).astype(np.float64)
    mixed = ground + (full[:, None, :] - ground) * _CROWD[:, None]
    return np.rint(mixed).astype(np.uint8).view(np.uint32)[..., 0]


_Marks = tuple[Array, Array, Array, Array]


def _stamped(job: Job, marks: _Marks, styles: list[Style]) -> Iterator[None]:
    """Write small marks into the pixels."""
    frame = job.frame
    x, y, radius, style = marks
    room = int(_STAMPED_UP_TO * 2) + 4
    inside = (x > room) & (x < frame.wide - room) & (y > room) & (y < frame.tall - room)
    middle = y[inside].astype(np.int32) * frame.wide + x[inside].astype(np.int32)
    key = style[inside] * 64 + np.rint(radius[inside] * 2).astype(np.int32)
    order = key.argsort(kind="stable")
    middle, key = middle[order], key[order]
    bounds = [*np.flatnonzero(np.diff(key, prepend=-1)).tolist(), len(key)]
    pixels = frame.pixels.reshape(-1)
    ground = job.tones.ground.rgb()
    written = 0
    for start, end in pairwise(bounds):
        which = styles[int(key[start]) // 64]
        rows, columns, colours = stamp(which, (int(key[start]) % 64) / 2, ground)
        at = rows * frame.wide + columns
        for first in range(start, end, _A_SLICE // 3):
            some = middle[first : min(first + _A_SLICE // 3, end)]
            pixels[some[:, None] + at] = colours
            written += some.size * at.size
            if written > 30_000:
                written = 0
                yield


def _pieces(job: Job, marks: _Marks, styles: list[Style]) -> None:
    """Draw symbols as pieces of one pixmap, from numbers in the memory of numpy."""
    frame, sheet, tones = job.frame, job.kept.sheet, job.tones
    x, y, radius, style = marks
    if not len(x):
        return
    size = (np.rint(radius / 2) * 2).astype(np.int32)
    kinds, which = np.unique(style * 1_000 + size, return_inverse=True)
    places = np.array(
        [
            sheet.place(styles[key // 1_000], key % 1_000, tones.ground).getRect()
            for key in kinds.tolist()
        ],
        np.float64,
    )
    pieces = np.empty((len(x), 10), np.float64)
    pieces[:, 0], pieces[:, 1] = np.rint(x), np.rint(y)
    pieces[:, 2:6] = places[which.reshape(-1)]
    pieces[:, 6:8], pieces[:, 8], pieces[:, 9] = 1.0, 0.0, 1.0
    kind = QPainter.PixmapFragment
    fragments = cast("QPainter.PixmapFragment", wrapInstance(pieces.ctypes.data, kind))
    with painting(frame.image, frame.ratio) as painter:
        painter.drawPixmapFragments(fragments, len(pieces), sheet.pixmap)
