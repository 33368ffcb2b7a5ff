"""Labels: thinned on a grid of pixels, each drawn once and kept as a pixmap."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from pbi_desktop.ui.kit.canvas.columns import Array
from pbi_desktop.ui.kit.canvas.frame import painting

MOST = 200
_KEPT = 1_500
_LONGEST_EMS = 15.0
_HALO = 3.0
_CELL = 6
_TRIED = 320
_FIRST = 30
"""So many labels may cover lesser marks: what matters most is named even in a crowd."""


class Label:
    """Words with a halo of the ground round them: measured at once, drawn once placed."""

    def __init__(self, words: str, font: QFont, ink: QColor, ground: QColor) -> None:
        metrics = QFontMetricsF(font)
        most = _LONGEST_EMS * font.pixelSize()
        self._font, self._ink, self._ground = font, ink, ground
        self._said = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, most)
        self._base = _HALO + metrics.ascent()
        self.wide = int(metrics.horizontalAdvance(self._said) + 2 * _HALO + 2) + 1
        self.tall = int(metrics.height() + 2 * _HALO)

    @cached_property
    def pixmap(self) -> QPixmap:
        """The words drawn."""
        pixmap = QPixmap(QSize(self.wide, self.tall))
        pixmap.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addText(_HALO + 1, self._base, self._font, self._said)
        with painting(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            halo = QPen(self._ground, 2 * _HALO)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, halo)
            painter.setFont(self._font)
            painter.setPen(self._ink)
            painter.drawText(QPointF(_HALO + 1, self._base), self._said)
        return pixmap


class Labels:
    """Words as labels, the oldest let go."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, int, int], Label] = {}

    def pixmap(self, words: str, font: QFont, ink: QColor, ground: QColor) -> QPixmap:
        """Return words in an ink on a ground, drawn."""
        return self.of_style(font, ink, ground)(words).pixmap

    def of_style(self, font: QFont, ink: QColor, ground: QColor) -> Callable[[str], Label]:
        """Return what gives words in an ink on a ground."""
        size, of_ink, of_ground = font.pixelSize(), ink.rgb(), ground.rgb()
        kept = self._kept

        def label(words: str) -> Label:
            key = (words, size, of_ink, of_ground)
            found = kept.get(key)
            if found is not None:
                return found
            found = kept[key] = Label(words, font, ink, ground)
            if len(kept) > _KEPT:
                del kept[next(iter(kept))]
            return found

        return label


@dataclass(frozen=True)
class Placed:
    """A label to draw for a node, and the pixel of its top left corner."""

    node: int
    label: Label
    x: int
    y: int


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
    nodes = found.nodes[first].tolist()
    kept = [at for at, node in zip(first.tolist(), nodes, strict=True) if words(node)][:_TRIED]
    return Candidates(found.nodes[kept], found.x[kept], found.y[kept], found.radius[kept])


def placed(
    found: Candidates,
    label_of: Callable[[int], Label],
    room: tuple[int, int],
    *,
    to_the_left: bool,
) -> Iterator[Placed]:
    """Yield labels that do not overlap; only the most important ones may cover another mark."""
    wide, tall = room
    named, taken = Cells(tall), Cells(tall)
    columns = (found.nodes, found.x, found.y, found.radius)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    for _node, x, y, radius in rows:
        side = int(2 * radius)
        taken.take(int(x - radius), int(y - radius), side, side)
    drawn = 0
    for node, x, y, radius in rows:
        label = label_of(node)
        across, down = label.wide, label.tall
        for left, top in _beside((x, y, radius), label, to_the_left=to_the_left):
            if not (0 <= left <= wide - across and 0 <= top <= tall - down):
                continue
            words = (left + 3, top + 4, across - 6, down - 8)
            if not (named if drawn < _FIRST else taken).free(*words):
                continue
            named.take(*words)
            taken.take(*words)
            drawn += 1
            yield Placed(node, label, left, top)
            break
        if drawn == MOST:
            return


def _beside(
    mark: tuple[float, float, float], label: Label, *, to_the_left: bool
) -> tuple[tuple[int, int], ...]:
    """Return the places for a label: under a large mark, else at its side."""
    x, y, radius = mark
    under = (int(x - label.wide / 2), int(y + radius * 1.1))
    middle = int(y - label.tall / 2)
    right, left = (int(x + radius + 2), middle), (int(x - radius - 2 - label.wide), middle)
    side = (left, right) if to_the_left else (right, left)
    return (under, *side) if radius >= 9 else (*side, under)


class Cells:
    """Which cells of a grid are taken: a whole number for each row, a bit for each cell.

    Numbers of any length are compared faster than so small parts of an array.
    """

    def __init__(self, tall: int) -> None:
        self._rows = [0] * (tall // _CELL + 2)

    def free(self, left: int, top: int, wide: int, tall: int) -> bool:
        """Say whether nothing lies in any cell that a rectangle inside the grid touches."""
        bits = (1 << (left + wide) // _CELL + 1) - (1 << left // _CELL)
        rows = self._rows[top // _CELL : (top + tall) // _CELL + 1]
        return not any(row & bits for row in rows)

    def take(self, left: int, top: int, wide: int, tall: int) -> None:
        """Take every cell of the grid that a rectangle touches."""
        first, last = max(left // _CELL, 0), max((left + wide) // _CELL + 1, 0)
        bits = (1 << last) - (1 << first)
        rows = self._rows
        for row in range(max(top // _CELL, 0), min((top + tall) // _CELL + 1, len(rows))):
            rows[row] |= bits
