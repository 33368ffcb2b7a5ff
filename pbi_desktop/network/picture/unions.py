"""When couples came together or apart: a few words on the line between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pbi_desktop.domain.casework import TieNature
from pbi_desktop.domain.scene import Align, Box, Point, TextMeasure, Tint, Weight, Words
from pbi_desktop.network.ecomap.geometry import box_rows, boxes_meet, lines_hit
from pbi_desktop.network.plan import Wire, WireKind

_SIZE = 9.5
_HEIGHT, _ABOVE, _OVER_STROKES = 11.0, 2.0, 9.0
_MARGIN = 3.0
_SHARES = (0.5, 0.3, 0.7)
_SAID = {
    TieNature.MARRIED: "married",
    TieNature.LIVING_TOGETHER: "together",
    TieNature.SEPARATED: "separated",
    TieNature.DIVORCED: "divorced",
}
_NOT_SAID = {WireKind.TOGETHER: "since", WireKind.APART: "apart"}


@dataclass(frozen=True)
class Union:
    """The words on the line of one couple."""

    wire: Wire
    text: str
    box: Box

    def moved(self, dx: float, dy: float) -> "Union":
        """Return the words in another place."""
        box = Box(self.box.x + dx, self.box.y + dy, self.box.width, self.box.height)
        return Union(self.wire.moved(dx, dy), self.text, box)

    def words(self, halo: Tint) -> Words:
        """Return the words as they are painted."""
        x, y = self.box.middle[0], self.box.y + _HEIGHT * 0.8
        return Words(x, y, self.text, _SIZE, Tint.INK2, Weight.REGULAR, Align.MIDDLE, halo)


def unions(
    wires: tuple[Wire, ...], symbols: Mapping[str, Box], measure: TextMeasure
) -> tuple[Union, ...]:
    """Return the words of all couples of whom a day is known, where they lie on nothing.

    Where the line is short only the year is said.
    """
    pieces = [piece for wire in wires for chain in wire.chains for piece in pairwise(chain)]
    lines = np.array(pieces, dtype=float).reshape(-1, 2, 2)
    taken = list(symbols.values())
    found: list[Union] = []
    for wire in wires:
        for text, box in _choices(wire, measure):
            row = box_rows([box], 1.0)
            if boxes_meet(row, box_rows(taken, 1.0)).any():
                continue
            if not lines_hit(lines[:, 0], lines[:, 1], row).any():
                found.append(Union(wire, text, box))
                taken.append(box)
                break
    return tuple(found)


def _choices(wire: Wire, measure: TextMeasure) -> Iterator[tuple[str, Box]]:
    """Return the words and places that may do, the best first."""
    if wire.on is None or wire.kind not in _NOT_SAID:
        return
    said = _SAID[wire.nature] if wire.nature in _SAID else _NOT_SAID[wire.kind]
    level = [p for chain in wire.chains for p in pairwise(chain) if p[0][1] == p[1][1]]
    if not level:
        return
    (x0, y), (x1, _) = max(level, key=_length)
    left, right = min(x0, x1), max(x0, x1)
    up = _OVER_STROKES if wire.kind is WireKind.APART else _ABOVE
    for text in (f"{said} {wire.on.year}", str(wire.on.year)):
        width = measure.width(text, _SIZE, Weight.REGULAR)
        if width + 2 * _MARGIN > right - left:
            continue
        for share in _SHARES:
            x = left + (right - left) * share - width / 2
            if left + _MARGIN <= x and x + width <= right - _MARGIN:
                yield text, Box(x, y - up - _HEIGHT, width, _HEIGHT)


def _length(piece: tuple[Point, Point]) -> float:
    return abs(piece[1][0] - piece[0][0])
