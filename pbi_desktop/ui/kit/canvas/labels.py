"""Labels: thinned on a grid of pixels, each drawn once and kept as a pixmap."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from pbi_desktop.ui.kit.canvas.columns import Array

MOST = 200
_KEPT = 1_500
_LONGEST_EMS = 15.0
_HALO = 3.0
_CELL = 6
_TRIED = 500
_FIRST = 30
"""So many labels may cover lesser marks: what matters most is named even in a crowd."""


@dataclass(frozen=True)
class Placed:
    """A label to draw, and the pixel of its top left corner."""

    pixmap: QPixmap
    x: int
    y: int


class LabelPixmaps:
    """Words as pixmaps with a halo, the least used let go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int, int], QPixmap] = OrderedDict()

    def pixmap(self, words: str, font: QFont, ink: QColor, ground: QColor) -> QPixmap:
        """Return words in an ink, with a halo of the ground round them."""
        key = (words, font.pixelSize(), ink.rgb(), ground.rgb())
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _drawn(words, font, ink, ground)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found


def _drawn(words: str, font: QFont, ink: QColor, ground: QColor) -> QPixmap:
    metrics = QFontMetricsF(font)
    most = _LONGEST_EMS * font.pixelSize()
    said = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, most)
    wide = metrics.horizontalAdvance(said) + 2 * _HALO + 2
    pixmap = QPixmap(QSize(int(wide) + 1, int(metrics.height() + 2 * _HALO)))
    pixmap.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addText(_HALO + 1, _HALO + metrics.ascent(), font, said)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(ground, 2 * _HALO)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(_HALO + 1, _HALO + metrics.ascent()), said)
    painter.end()
    return pixmap


@dataclass(frozen=True)
class Candidates:
    """Nodes in view that have words, the most important first, in pixels."""

    nodes: Array
    x: Array
    y: Array
    radius: Array


def thinned(found: Candidates, words: Callable[[int], str], line: int) -> Candidates:
    """Keep the most important node with words of each cell of a grid about as large as a label."""
    cells = (found.y / (line * 1.1)).astype(np.int64) * 100_000 + (found.x / (line * 3)).astype(
        np.int64
    )
    first = np.sort(np.unique(cells, return_index=True)[1])[: 2 * _TRIED]
    kept = [at for at in first.tolist() if words(int(found.nodes[at]))][:_TRIED]
    return Candidates(found.nodes[kept], found.x[kept], found.y[kept], found.radius[kept])


def placed(
    found: Candidates,
    pixmap_of: Callable[[int], QPixmap],
    room: tuple[int, int],
    *,
    to_the_left: bool,
) -> Iterator[Placed]:
    """Yield labels that do not overlap; only the most important ones may cover another mark."""
    wide, tall = room
    shape = (tall // _CELL + 2, wide // _CELL + 2)
    named, taken = np.zeros(shape, bool), np.zeros(shape, bool)
    for x, y, radius in zip(found.x, found.y, found.radius, strict=True):
        if 0 <= x < wide and 0 <= y < tall:
            _cells(taken, x - radius, y - radius, 2 * radius, 2 * radius)[...] = True
    drawn = 0
    for at, node in enumerate(found.nodes.tolist()):
        pixmap = pixmap_of(node)
        size = pixmap.size()
        for left, top in _beside(found, at, size, to_the_left=to_the_left):
            if not (0 <= left <= wide - size.width() and 0 <= top <= tall - size.height()):
                continue
            words = (left + 3, top + 4, size.width() - 6, size.height() - 8)
            if _cells(named if drawn < _FIRST else taken, *words).any():
                continue
            _cells(named, *words)[...] = _cells(taken, *words)[...] = True
            drawn += 1
            yield Placed(pixmap, left, top)
            break
        if drawn == MOST:
            return


def _beside(
    found: Candidates, at: int, size: QSize, *, to_the_left: bool
) -> tuple[tuple[int, int], ...]:
    """Return the places for a label: under a large mark, else at its side."""
    x, y, radius = float(found.x[at]), float(found.y[at]), float(found.radius[at])
    under = (int(x - size.width() / 2), int(y + radius * 1.1))
    middle = int(y - size.height() / 2)
    right, left = (int(x + radius + 2), middle), (int(x - radius - 2 - size.width()), middle)
    side = (left, right) if to_the_left else (right, left)
    return (under, *side) if radius >= 9 else (*side, under)


def _cells(taken: Array, left: float, top: float, wide: float, tall: float) -> Array:
    row, column = max(int(top) // _CELL, 0), max(int(left) // _CELL, 0)
    last_row, last_column = int(top + tall) // _CELL + 1, int(left + wide) // _CELL + 1
    return taken[row : max(last_row, row), column : max(last_column, column)]
