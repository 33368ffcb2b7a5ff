"""Lines of text on a page, one under another or side by side, each said by its own element."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pbi_desktop.domain.documents import Said, Text
from pbi_desktop.domain.scene import Box, Tint
from pbi_desktop.reports.bidi import base_level
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.flow import Strip
from pbi_desktop.reports.pdf.lines import Bit, Style, TextLine, lines_of
from pbi_desktop.reports.pdf.structure import Element
from pbi_desktop.reports.typeface import language_of


@dataclass(frozen=True)
class Cell:
    """Text in a column. Without an element it is decoration: said once already, elsewhere."""

    element: Element | None
    lines: tuple[TextLine, ...]
    x: float
    width: float
    style: Style
    on_the_right: bool = False

    def part(self, first: int, last: int) -> "Cell":
        """Return some of the lines."""
        lines = self.lines[first:last]
        return Cell(self.element, lines, self.x, self.width, self.style, self.on_the_right)

    def paint(self, canvas: TaggedCanvas, top: float) -> None:
        """Draw the lines one under another."""
        for number, line in enumerate(self.lines):
            x = self.x + (self.width - line.width if self.on_the_right else 0.0)
            _paint_line(canvas, line, (x, top + number * self.style.height), self)


def cell(element: Element | None, text: Text, x: float, width: float, style: Style) -> Cell:
    """Return a text cut to a column."""
    return Cell(element, lines_of(text, width, style), x, width, style)


def right_to_left(text: Text) -> bool:
    """Say whether all of a text comes from records and runs from right to left."""
    pieces = [one for one in text if not isinstance(one, str) or one.strip()]
    return bool(pieces) and all(
        isinstance(one, Said) and base_level(one.text) == 1 for one in pieces
    )


def _paint_line(
    canvas: TaggedCanvas, line: TextLine, corner: tuple[float, float], owner: Cell
) -> None:
    x, top = corner
    for bit in line.bits:
        _paint_bit(canvas, bit, Box(x, top, bit.width, owner.style.height), owner)
        x += bit.width


def _paint_bit(canvas: TaggedCanvas, bit: Bit, box: Box, owner: Cell) -> None:
    style, element = owner.style, owner.element
    link = _link(element, bit.anchor) if element is not None and bit.anchor else None
    element = link or element
    if element is not None and not bit.shaped.reads_plain:
        language = language_of(bit.shaped.text)
        element = element.add("Span", said=bit.shaped.text, language=language)
    tint = Tint.PRIMARY if bit.anchor else style.tint
    canvas.belongs_to(element)
    canvas.words(box.x, box.y + style.ascent, bit.shaped, style.size, tint)
    if bit.anchor:
        canvas.fill(Box(box.x, box.y + style.ascent + 1.2, box.width, 0.6), tint)
    if link is not None:
        canvas.link(link, box, bit.anchor, bit.shaped.text)


def _link(element: Element, anchor: str) -> Element:
    """Return the link that the line before left open, or a new one."""
    last = element.kids[-1] if element.kids else None
    if isinstance(last, Element) and last.kind == "Link" and last.leads_to == anchor:
        return last
    link = element.add("Link")
    link.leads_to = anchor
    return link


# --- strips --------------------------------------------------------------------------------------

Ground = Callable[[TaggedCanvas, float, float], None]
"""Draws what lies behind or under a strip, from its top and its height."""


def paragraph(one: Cell, gap: float, after: float = 0.0) -> list[Strip]:
    """Return a strip for each line; no single line stays behind or goes ahead alone."""
    count = len(one.lines)
    return [
        Strip(
            one.style.height + (after if number == count - 1 else 0.0),
            one.part(number, number + 1).paint,
            gap if number == 0 else 0.0,
            keep=count > 1 and number in (0, count - 2),
        )
        for number in range(count)
    ]


@dataclass(frozen=True)
class Padding:
    """What stays free above and below the text of a row."""

    above: float = 0.0
    below: float = 0.0


def row(
    cells: list[Cell], padding: Padding, limit: float, ground: Ground | None = None
) -> list[Strip]:
    """Return cells side by side as one strip, or as several where they are higher than `limit`.

    Then each is a quarter as high at most, so that the first need not begin a page.
    """
    line = max(one.style.height for one in cells)
    count = max(1, *(len(one.lines) for one in cells))
    free = limit - padding.above - padding.below
    at_once = count if count * line <= free else max(1, int(free / 4 / line))
    return [
        _row_strip([one.part(first, first + at_once) for one in cells], padding, line, ground)
        for first in range(0, count, at_once)
    ]


def _row_strip(cells: list[Cell], padding: Padding, line: float, ground: Ground | None) -> Strip:
    count = max(1, *(len(one.lines) for one in cells))
    height = count * line + padding.above + padding.below

    def paint(canvas: TaggedCanvas, top: float) -> None:
        if ground is not None:
            canvas.belongs_to(None)
            ground(canvas, top, height)
        for one in cells:
            one.paint(canvas, top + padding.above)

    return Strip(height, paint)


def kept_together(strips: list[Strip]) -> Iterator[Strip]:
    """Yield the strips so that no page ends between them."""
    for number, strip in enumerate(strips):
        keep = number < len(strips) - 1
        yield Strip(strip.height, strip.paint, strip.gap, keep=keep, repeat=strip.repeat)
