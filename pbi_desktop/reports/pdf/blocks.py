"""The blocks of a document as strips: what each looks like, and what it is to a reader who hears.

The measures are those of the HTML report on paper (`reports.style`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pbi_desktop.domain.documents import (
    Block,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Notice,
    NoticeKind,
    Para,
    Piece,
    Table,
    Text,
    Tone,
    plain,
)
from pbi_desktop.domain.scene import Box, Tint, Weight
from pbi_desktop.domain.text import clean_line
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.flow import Strip
from pbi_desktop.reports.pdf.lines import Style, natural_width
from pbi_desktop.reports.pdf.pictures import paint_scene
from pbi_desktop.reports.pdf.rows import (
    Cell,
    Padding,
    cell,
    kept_together,
    paragraph,
    right_to_left,
    row,
)
from pbi_desktop.reports.pdf.strokes import Placing, number
from pbi_desktop.reports.pdf.structure import Element
from pbi_desktop.reports.pdf.tables import table_strips

BODY = Style()
_SMALL = Style(8.3, tint=Tint.INK2)
_NAME = Style(tint=Tint.INK2)
_TONES = {
    Tone.PLAIN: BODY,
    Tone.LEAD: Style(13.0, Weight.SEMI_BOLD),
    Tone.OWN_WORDS: Style(10.5, tint=Tint.VOICE),
    Tone.SMALL: _SMALL,
    Tone.LINE: BODY,
}
_HEADINGS = {1: Style(15.0, Weight.BOLD), 2: Style(11.0, Weight.BOLD), 3: Style(10.0, Weight.BOLD)}
_GAP, _WIDE_GAP = 2.8, 10.0
_HEADING_GAPS = {1: (0.0, 3.0), 2: (6.4, 0.8), 3: (5.0, 0.5)}
_NAMES_WIDTH, _NAMES_GAP = 107.7, 9.5
_SECOND_AT, _SECOND_NAMES_WIDTH = 290.0, 75.0
_SIDE_BY_SIDE = 4
"""So many pairs, where they are short, stand two in a row."""
_MARK_AT, _INDENT = 3.0, 13.3
_PANEL_SIDE, _PANEL_PAD, _BAR = 8.5, 2.9, 3.0
_PICTURE_AT_MOST = 425.0
_NO_NUMBERS = {"List": {"ListNumbering": "/None"}}
_BULLETS = {"List": {"ListNumbering": "/Disc"}}
_NUMBERS = {"List": {"ListNumbering": "/Decimal"}}


@dataclass
class Body:
    """Where blocks are set: the body of a page, the element they belong to, and what can be led to.

    It remembers the last heading: a level that nobody can hear must not be left out between two.
    """

    root: Element
    box: Box
    anchors: frozenset[str] = frozenset()
    level: int = field(default=0)
    scale: float = 1.0
    """How much larger than usual its paragraphs and lists are, and wider apart."""

    def style(self, usual: Style) -> Style:
        """Return how a text of a paragraph or a list looks here."""
        return replace(usual, size=usual.size * self.scale)

    @property
    def gap(self) -> float:
        """What stays free above a paragraph or a list."""
        return _GAP if self.scale == 1.0 else _WIDE_GAP

    def cell(self, element: Element, text: Text, style: Style) -> Cell:
        """Return a text as wide as the body."""
        return cell(element, self.known(text), self.box.x, self.box.width, style)

    def known(self, text: Text) -> Text:
        """Return the text without links that lead nowhere."""
        return tuple(self._known(piece) for piece in text)

    def _known(self, piece: Piece) -> Piece:
        lost = isinstance(piece, Link) and piece.anchor not in self.anchors
        return piece.text if lost and isinstance(piece, Link) else piece


def block_strips(block: Block, body: Body) -> list[Strip]:
    """Return a block as strips; a block that says nothing is no strip."""
    return _MAKERS[type(block)](block, body)


def heading_strips(text: Text, level: int, anchor: str, body: Body) -> list[Strip]:
    """Return a heading, which stays with what follows it and stands in the outline."""
    title = clean_line(plain(text))[0]
    if not title:
        return []
    body.level = min(level, body.level + 1)
    style = _HEADINGS[min(level, 3)]
    above, below = _HEADING_GAPS[min(level, 3)]
    strips = paragraph(body.cell(body.root.add(f"H{body.level}"), text, style), above, below)
    first, told = strips[0], body.level

    def paint(canvas: TaggedCanvas, top: float) -> None:
        canvas.bookmark(told, title, top)
        if anchor:
            canvas.anchor(anchor, top)
        first.paint(canvas, top)

    return [replace(one, keep=True) for one in (replace(first, paint=paint), *strips[1:])]


def _heading(block: Heading, body: Body) -> list[Strip]:
    return heading_strips(block.text, block.level, block.anchor, body)


def _says(text: Text) -> bool:
    return bool(clean_line(plain(text))[0])


def _para(block: Para, body: Body) -> list[Strip]:
    if not _says(block.text):
        return []
    style = body.style(_TONES[block.tone])
    if block.tone is Tone.OWN_WORDS:
        element = body.root.add("BlockQuote").add("P")
        return _panel([(element, block.text, style)], body, Tint.VOICE_SOFT, Tint.VOICE)
    gap = 0.0 if block.tone is Tone.LINE else body.gap
    return paragraph(body.cell(body.root.add("P"), block.text, style), gap)


def _notice(block: Notice, body: Body) -> list[Strip]:
    ground, bar = (
        (Tint.WARN_SOFT, Tint.WARN)
        if block.kind is NoticeKind.WARNING
        else (Tint.INFO_SOFT, Tint.INFO)
    )
    bold = Style(weight=Weight.BOLD)
    said = [one for one in (((block.title,), bold), (block.text, BODY)) if _says(one[0])]
    if not said:
        return []
    section = body.root.add("Sect")
    parts = [(section.add("P"), text, style) for text, style in said]
    return _panel(parts, body, ground, bar)


def _panel(
    parts: list[tuple[Element, Text, Style]], body: Body, ground: Tint, bar: Tint
) -> list[Strip]:
    """Return paragraphs on a ground of their own, with a bar beside them."""
    box, inset = body.box, _PANEL_SIDE + _BAR
    width = box.width - inset - _PANEL_SIDE
    cells = [
        replace(
            cell(element, body.known(text), box.x + inset, width, style),
            on_the_right=right_to_left(text),
        )
        for element, text, style in parts
    ]
    lines = [(one, place) for one in cells for place in range(len(one.lines))]
    strips = []
    for at, (one, place) in enumerate(lines):
        above = _PANEL_PAD if at == 0 else 0.0
        below = _PANEL_PAD if at == len(lines) - 1 else 0.0
        height = one.style.height + above + below
        paint = _panel_line(one.part(place, place + 1), box, (above, height), (ground, bar))
        strips.append(Strip(height, paint, _GAP if at == 0 else 0.0))
    return list(kept_together(strips))


def _panel_line(
    one: Cell, box: Box, size: tuple[float, float], tints: tuple[Tint, Tint]
) -> Callable[[TaggedCanvas, float], None]:
    above, height = size
    ground, bar = tints

    def paint(canvas: TaggedCanvas, top: float) -> None:
        canvas.belongs_to(None)
        canvas.fill(Box(box.x, top, box.width, height), ground)
        canvas.fill(Box(box.x, top, _BAR, height), bar)
        one.paint(canvas, top + above)

    return paint


def _list(block: ListBlock, body: Body) -> list[Strip]:
    items = [item for item in block.items if _says(item)]
    if not items:
        return []
    marks = [f"{place}." if block.ordered else "\u2022" for place in range(1, len(items) + 1)]
    style = body.style(BODY)
    widest = max(natural_width((mark,), style)[0] for mark in marks)
    indent = max(_INDENT, _MARK_AT + widest + 4.0)
    listed = body.root.add("L", attributes=_NUMBERS if block.ordered else _BULLETS)
    strips: list[Strip] = []
    for mark, item in zip(marks, items, strict=True):
        element = listed.add("LI")
        label = cell(element.add("Lbl"), (mark,), body.box.x + _MARK_AT, indent, style)
        text = body.known(item)
        said = cell(element.add("LBody"), text, body.box.x + indent, body.box.width - indent, style)
        strips += row([label, said], Padding(), body.box.height)
    return [replace(strips[0], gap=body.gap), *strips[1:]]


def _key_values(block: KeyValues, body: Body) -> list[Strip]:
    pairs = [(name, value) for name, value in block.pairs if _says((name, *value))]
    if not pairs:
        return []
    listed = body.root.add("L", attributes=_NO_NUMBERS)
    strips: list[Strip] = []
    while pairs:
        beside = len(pairs) > 1 and len(block.pairs) >= _SIDE_BY_SIDE and _both_fit(pairs, body.box)
        cells = _pair(listed, pairs.pop(0), body, 0.0)
        if beside:
            cells += _pair(listed, pairs.pop(0), body, _SECOND_AT)
        strips += row(cells, Padding(0.3, 0.3), body.box.height)
    return _spaced(strips)


def _both_fit(pairs: list[tuple[str, Text]], box: Box) -> bool:
    """Say whether the next two pairs are so short that they can stand side by side."""
    room = _SECOND_AT - _NAMES_WIDTH - 2 * _NAMES_GAP
    beside = box.width - _SECOND_AT - _SECOND_NAMES_WIDTH - _NAMES_GAP
    (_, first), (name, second) = pairs[:2]
    wide = natural_width((name,), _NAME)[1]
    return (
        not any("\n" in plain(text) for text in (first, second))
        and natural_width(first, BODY)[1] <= room
        and wide <= _SECOND_NAMES_WIDTH
        and natural_width(second, BODY)[1] <= beside
    )


def _pair(listed: Element, pair: tuple[str, Text], body: Body, at: float) -> list[Cell]:
    """Return a name and what it is, in the first or the second column of pairs."""
    name, value = pair
    element = listed.add("LI")
    names_width = _SECOND_NAMES_WIDTH if at else _NAMES_WIDTH
    inset = at + names_width + _NAMES_GAP
    names = cell(element.add("Lbl"), (name,), body.box.x + at, names_width, _NAME)
    width = body.box.width - inset
    return [names, cell(element.add("LBody"), body.known(value), body.box.x + inset, width, BODY)]


def _spaced(strips: list[Strip]) -> list[Strip]:
    return [replace(strips[0], gap=_GAP), *strips[1:]]


def _table(block: Table, body: Body) -> list[Strip]:
    rows = tuple(tuple(body.known(text) for text in texts) for texts in block.rows)
    return table_strips(replace(block, rows=rows), body.root, body.box)


def _figure(block: Figure, body: Body) -> list[Strip]:
    strips = [picture_strip(block, body, min(body.box.width, _PICTURE_AT_MOST), 1.0)]
    if block.caption.strip():
        caption = body.cell(body.root.add("P"), (block.caption,), _SMALL)
        strips = [replace(strips[0], keep=True), *paragraph(caption, 1.5)]
    return strips + (_table(block.table, body) if block.table else [])


def picture_strip(block: Figure, body: Body, width: float, at_most: float) -> Strip:
    """Return a picture no wider than `width`, no higher than the body, and scaled no further."""
    scene, box = block.scene, body.box
    room = box.height - 4 * BODY.height if block.caption else box.height
    scale = min(width / max(scene.width, 1.0), room / max(scene.height, 1.0), at_most)
    left = box.x + max(0.0, width - scene.width * scale) / 2
    element = body.root.add("Figure", alt=clean_line(block.alt)[0])

    def paint(canvas: TaggedCanvas, top: float) -> None:
        place = Placing(left, top, scale)
        seen = Box(left, top, scene.width * scale, scene.height * scale)
        element.attributes = _bounds(canvas.from_below(seen))
        canvas.belongs_to(element)
        paint_scene(canvas, scene, place)

    return Strip(scene.height * scale, paint, 5.0)


def _bounds(corners: tuple[float, ...]) -> dict[str, dict[str, str]]:
    return {"Layout": {"Placement": "/Block", "BBox": f"[{' '.join(map(number, corners))}]"}}


_MAKERS: dict[type, Callable[[Any, Body], list[Strip]]] = {
    Heading: _heading,
    Para: _para,
    ListBlock: _list,
    Table: _table,
    KeyValues: _key_values,
    Notice: _notice,
    Figure: _figure,
}
