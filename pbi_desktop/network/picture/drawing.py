"""A layout as marks: ground, household, lines, symbols and words, in the order of painting."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Mark,
    Point,
    Shape,
    TextMeasure,
    Tint,
    Weight,
    Words,
    rectangle,
)
from pbi_desktop.network.build import person_node
from pbi_desktop.network.ecomap.geometry import box_rows, boxes_meet, lines_hit
from pbi_desktop.network.ecomap.given import Seat, Side
from pbi_desktop.network.picture.helps import Help
from pbi_desktop.network.picture.household import household, ways_between
from pbi_desktop.network.picture.layout import Layout
from pbi_desktop.network.picture.lines import link
from pbi_desktop.network.picture.symbols import (
    card,
    group,
    new_badge,
    person,
    service,
    unknown,
)
from pbi_desktop.network.picture.wires import wire_marks

_ALIGN = {
    Side.BELOW: Align.MIDDLE,
    Side.ABOVE: Align.MIDDLE,
    Side.RIGHT: Align.START,
    Side.LEFT: Align.END,
}
_AT_HOME = "At home"
_HOME_SIZE = 11.5


def drawn(layout: Layout, members: frozenset[PersonId], measure: TextMeasure) -> tuple[Mark, ...]:
    """Return all marks of a layout but the key; `members` live in the household."""
    areas, outline = _areas(layout, members)
    home = _home_words(layout, outline, measure) if areas else ()
    return (
        Shape(rectangle(Box(0, 0, layout.width, layout.height)), Tint.SURFACE),
        Shape(layout.outer.outline(), Tint.CANVAS),
        Shape(layout.inner.outline(), Tint.SURFACE, Tint.LINE, 1.0),
        *areas,
        *wire_marks(layout.middle.wires),
        *_links(layout),
        *_people(layout),
        *_ring(layout),
        *home,
        *_words(layout, members),
    )


# --- the household -------------------------------------------------------------------------------


def _areas(layout: Layout, members: frozenset[PersonId]) -> tuple[tuple[Shape, ...], list[Point]]:
    """Return the household's areas, and points on their rim."""
    places = layout.middle.places
    inside = {person_node(one): places[one] for one in places if one in members}
    boxes: list[Box] = []
    others: list[Box] = []
    symbols = dict(layout.ground.symbols)
    for key, tag in layout.tags.items():
        (boxes if key in inside else others).extend((symbols[key], tag.box))
    ways = ways_between(inside, layout.middle.wires, others)
    outlines = household(boxes, others, ways)
    points = [(step[-2], step[-1]) for steps in outlines for step in steps if len(step) > 1]
    areas = [Shape(steps, Tint.VOICE_SOFT, Tint.VOICE, 1.4, (6.0, 4.0)) for steps in outlines]
    return tuple(areas), points


def _home_words(layout: Layout, rim: list[Point], measure: TextMeasure) -> tuple[Words, ...]:
    """Return "At home" just below the rim of the household, where nothing else stands."""
    width, height = measure.width(_AT_HOME, _HOME_SIZE, Weight.SEMI_BOLD), _HOME_SIZE * 1.2
    taken = box_rows(
        [*layout.symbols.values(), *layout.ground.labels,
         *(one.label for one in layout.seating.seats)], 3.0
    )  # fmt: skip
    paths = [*layout.seating.paths, *(path for path, _ in layout.inside)]
    pieces = [
        *layout.middle.pieces,
        *(piece for path in paths for piece in pairwise(path.points)),
    ]
    lines = np.array(pieces, dtype=float).reshape(-1, 2, 2)
    around = np.array(rim)
    for x, y in sorted(
        rim, key=lambda point: (-round(point[1] / 8), abs(point[0] - layout.inner.x))
    ):
        box = Box(x - width / 2, y + 3, width, height)
        row = box_rows([box])
        rimmed = ((around > row[0, :2]) & (around < row[0, 2:])).all(axis=1).any()
        free = not boxes_meet(row, taken).any() and layout.outer.holds(x, y + height + 4)
        if free and not rimmed and not lines_hit(lines[:, 0], lines[:, 1], row).any():
            return (
                Words(x, y + 3 + height * 0.8, _AT_HOME, _HOME_SIZE, Tint.VOICE,
                      Weight.SEMI_BOLD, Align.MIDDLE, _ground(layout, box)),
            )  # fmt: skip
    return ()


# --- lines ---------------------------------------------------------------------------------------


def _links(layout: Layout) -> Iterator[Mark]:
    for path, bond in layout.inside:
        yield from link(path.points, bond)
    for path in layout.seating.paths:
        yield from link(path.points, layout.bonds[path.one, path.other])


# --- symbols and words ---------------------------------------------------------------------------


def _people(layout: Layout) -> Iterator[Mark]:
    now = layout.cast.now
    facts = {fact.id: fact for fact in now.people}
    for one, (x, y) in sorted(layout.middle.places.items()):
        if one in facts:
            yield from person(facts[one], x, y, now.as_at, about=one == now.about)
        else:
            yield from unknown(x, y)


def _ring(layout: Layout) -> Iterator[Mark]:
    now = layout.cast.now
    people = {person_node(fact.id): fact for fact in now.people}
    helps = {one.key: one for one in layout.cast.helps}
    folds = {fold.key: fold for fold in layout.cast.folds}
    for seat in layout.seating.seats:
        if seat.key in people:
            yield from person(people[seat.key], seat.x, seat.y, now.as_at, about=False)
        elif seat.key in folds:
            yield from card(folds[seat.key].count, seat.x, seat.y)
        else:
            yield from _help(helps[seat.key], seat)


def _help(one: Help, seat: Seat) -> Iterator[Mark]:
    symbol = group if one.community else service
    yield from symbol(one.kind.icon, seat.x, seat.y, ended=one.ended)
    if one.new:
        yield from new_badge(seat.x, seat.y)


def _words(layout: Layout, members: frozenset[PersonId]) -> Iterator[Mark]:
    at_home = {person_node(one) for one in members}
    for union in layout.middle.unions:
        inside = union.wire.people <= members
        yield union.words(Tint.VOICE_SOFT if inside else _ground(layout, union.box))
    for key, tag in sorted(layout.tags.items()):
        halo = Tint.VOICE_SOFT if key in at_home else _ground(layout, tag.box)
        yield from tag.block.words(tag.box, tag.align, halo)
    for seat in layout.seating.seats:
        block = layout.blocks[seat.key]
        yield from block.words(seat.label, _ALIGN[seat.side], _ground(layout, seat.label))


def _ground(layout: Layout, box: Box) -> Tint:
    """Return the colour under a label."""
    if layout.inner.holds(*box.middle) or not layout.outer.holds(*box.middle):
        return Tint.SURFACE
    return Tint.CANVAS
