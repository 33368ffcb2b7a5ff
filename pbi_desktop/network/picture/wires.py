"""How the lines of a family are drawn: by their shape, never by colour alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pbi_desktop.domain.casework import TieNature
from pbi_desktop.domain.scene import Point, Shape, Tint, polyline
from pbi_desktop.network.plan import Wire, WireKind

_WIDTH = 1.4
_BESIDE = 3.4
_STROKE, _STROKES_APART = 4.0, 5.0


@dataclass(frozen=True)
class Look:
    """How one kind of line looks."""

    dash: tuple[float, ...] = ()
    beside: tuple[float, ...] = ()
    """The dashes of a second line beside the first."""
    strokes: int = 0
    """How many strokes go across."""


_STEP, _FOSTER, _ADOPTED = Look((9.0, 4.0)), Look((1.8, 3.4)), Look(beside=(3.0, 2.6))
_LOOKS: Mapping[tuple[WireKind, TieNature | None], Look] = {
    (WireKind.TOGETHER, TieNature.LIVING_TOGETHER): Look((5.0, 3.5)),
    (WireKind.APART, None): Look(strokes=1),
    (WireKind.APART, TieNature.SEPARATED): Look(strokes=1),
    (WireKind.APART, TieNature.DIVORCED): Look(strokes=2),
    (WireKind.DISTANT, None): Look((7.0, 3.0, 1.8, 3.0)),
    (WireKind.SIBLINGS, TieNature.HALF): Look((7.0, 3.0, 1.8, 3.0, 1.8, 3.0)),
    **{(kind, TieNature.STEP): _STEP for kind in (WireKind.CHILD, WireKind.SIBLINGS)},
    **{(kind, TieNature.FOSTER): _FOSTER for kind in (WireKind.CHILD, WireKind.SIBLINGS)},
    **{(kind, TieNature.ADOPTIVE): _ADOPTED for kind in (WireKind.CHILD, WireKind.SIBLINGS)},
}


def look_of(kind: WireKind, nature: TieNature | None) -> Look:
    """Return how a line looks."""
    return _LOOKS.get((kind, nature), Look())


def wire_marks(wires: tuple[Wire, ...]) -> Iterator[Shape]:
    """Return the marks of all lines of a family."""
    for wire in wires:
        look = look_of(wire.kind, wire.nature)
        for chain in wire.chains:
            yield from _line(chain, look)
        if look.strokes:
            yield from _across(*_clear_place(wire, wires), look.strokes)


def sample(kind: WireKind, nature: TieNature | None, start: Point, end: Point) -> list[Shape]:
    """Return a short piece of a line, for the key."""
    look = look_of(kind, nature)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return [*_line((start, end), look), *_across(*middle, look.strokes)]


def _line(chain: tuple[Point, ...], look: Look) -> Iterator[Shape]:
    yield Shape(polyline(chain), None, Tint.INK2, _WIDTH, look.dash)
    if look.beside:
        yield Shape(polyline(_aside(chain)), None, Tint.INK2, _WIDTH, look.beside)


def _aside(chain: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return a line beside another that runs level or upright, corners and all."""
    ways = [_normal(*piece) for piece in pairwise(chain)]
    found = []
    for index, (x, y) in enumerate(chain):
        near = {*ways[max(index - 1, 0) : index + 1]}
        found.append((x + sum(n[0] for n in near), y + sum(n[1] for n in near)))
    return tuple(found)


def _normal(here: Point, there: Point) -> Point:
    """Return what leads from a piece to the line beside it."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    far = (dx * dx + dy * dy) ** 0.5 or 1.0
    return round(-dy / far * _BESIDE, 6), round(dx / far * _BESIDE, 6)


def _across(x: float, y: float, strokes: int) -> Iterator[Shape]:
    """Return strokes across a level line."""
    for index in range(strokes):
        at = x + (index - (strokes - 1) / 2) * _STROKES_APART
        points = ((at - _STROKE, y + 2 * _STROKE), (at + _STROKE, y - 2 * _STROKE))
        yield Shape(polyline(points), None, Tint.INK2, _WIDTH)


def _clear_place(wire: Wire, wires: tuple[Wire, ...]) -> Point:
    """Return a place on the line between former partners, clear of where others join it."""
    pieces = [piece for chain in wire.chains for piece in pairwise(chain)]
    (x0, y0), (x1, y1) = max(
        pieces, key=lambda piece: abs(piece[1][0] - piece[0][0]) + abs(piece[1][1] - piece[0][1])
    )
    joins = [
        point for other in wires if other is not wire for chain in other.chains for point in chain
    ]
    shares = (0.62, 0.38, 0.74, 0.26, 0.5)
    return max(
        ((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in shares),
        key=lambda at: min([12.0, *(abs(at[0] - j[0]) + abs(at[1] - j[1]) for j in joins)]),
    )
