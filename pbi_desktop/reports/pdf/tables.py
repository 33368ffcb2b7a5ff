"""Tables on paper: columns as wide as their words ask for, and a header on every page."""

from dataclasses import dataclass, replace

from pbi_desktop.domain.documents import Table, Text
from pbi_desktop.domain.scene import Box, Tint, Weight
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.flow import Strip
from pbi_desktop.reports.pdf.lines import Style, lines_of, natural_width
from pbi_desktop.reports.pdf.rows import Cell, Ground, Padding, cell, paragraph, row
from pbi_desktop.reports.pdf.structure import Element

_BODY = Style()
_FIGURES = Style(even_figures=True)
_HEAD = Style(weight=Weight.SEMI_BOLD)
_CAPTION = Style(8.3, tint=Tint.INK2)
_SIDE = 5.0
_PADDING = Padding(1.7, 2.2)
_RULE, _HEAD_RULE = 0.75, 1.5
_REPEATED_AT_MOST = 0.3
"""A header higher than this share of the page is not repeated."""
_ROW_SCOPE = {"Table": {"Scope": "/Row"}}
_COLUMN_SCOPE = {"Table": {"Scope": "/Column"}}


@dataclass(frozen=True)
class _Columns:
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    figures: frozenset[int]

    def cells(self, elements: list[Element | None], texts: list[Text], head: int) -> list[Cell]:
        """Return one cell a column; the first `head` of them are set as headers."""
        return [
            self._cell(place, element, text, _HEAD if place < head else _style(place, self.figures))
            for place, (element, text) in enumerate(zip(elements, texts, strict=True))
        ]

    def _cell(self, place: int, element: Element | None, text: Text, style: Style) -> Cell:
        left, width = self.lefts[place] + _SIDE, self.widths[place] - 2 * _SIDE
        made = cell(element, text, left, width, style)
        return replace(made, on_the_right=True) if place in self.figures else made


def table_strips(table: Table, parent: Element, box: Box) -> list[Strip]:
    """Return a table as strips; `box` is the body of a page, which is as wide as the table."""
    if not table.header:
        return []
    element = parent.add("Table")
    strips: list[Strip] = []
    if table.caption.strip():
        caption = Cell(
            element.add("Caption"),
            lines_of((table.caption,), box.width, _CAPTION),
            box.x,
            box.width,
            _CAPTION,
        )
        strips = [replace(one, keep=True) for one in paragraph(caption, 2.8, 0.5)]
    columns = _columns(table, box)
    # A table without rows has no body, and a head without a body is none either.
    head = element.add("THead" if table.rows else "TBody").add("TR")
    names: list[Text] = [(name,) for name in table.header]
    cells = [head.add("TH", attributes=_COLUMN_SCOPE) for _ in names]
    strips += [
        replace(one, keep=bool(table.rows), gap=0.0 if strips else 5.0)
        for one in _head_row(columns.cells([*cells], names, len(names)), box)
    ]
    again = _head_row(columns.cells([None for _ in names], names, len(names)), box)
    small = len(again) == 1 and again[0].height <= _REPEATED_AT_MOST * box.height
    return strips + _body(table, element, columns, box, again[0] if small else None)


def _body(
    table: Table, element: Element, columns: _Columns, box: Box, again: Strip | None
) -> list[Strip]:
    if not table.rows:
        return []
    body = element.add("TBody")
    limit = box.height - (again.height if again else 0.0)
    strips: list[Strip] = []
    for texts in table.rows:
        line = body.add("TR")
        elements: list[Element | None] = [line.add("TH", attributes=_ROW_SCOPE)]
        elements += [line.add("TD") for _ in texts[1:]]
        cells = columns.cells(elements, list(texts), 1)
        strips += [replace(one, repeat=again) for one in row(cells, _PADDING, limit, _rule(box))]
    return strips


def _head_row(cells: list[Cell], box: Box) -> list[Strip]:
    return row(cells, _PADDING, box.height, _rule(box, _HEAD_RULE, Tint.INK))


def _rule(box: Box, width: float = _RULE, tint: Tint = Tint.CONTROL) -> Ground:
    def ground(canvas: TaggedCanvas, top: float, height: float) -> None:
        canvas.fill(Box(box.x, top + height - width, box.width, width), tint)

    return ground


def _style(place: int, figures: frozenset[int]) -> Style:
    if place == 0:
        return _HEAD
    return _FIGURES if place in figures else _BODY


# --- columns -------------------------------------------------------------------------------------


def _columns(table: Table, box: Box) -> _Columns:
    """Return columns that fill the width: no word is broken while there is room for all words."""
    longest, widest = [], []
    for place, name in enumerate(table.header):
        sizes = [natural_width((name,), _HEAD)]
        style = _style(place, table.figures)
        sizes += [natural_width(texts[place], style) for texts in table.rows]
        line = max(line for _, line in sizes)
        unbroken = max(word for word, _ in sizes)
        if place in table.figures:  # what is counted is not broken: "40 of 50"
            unbroken = max([unbroken, *(line for _, line in sizes[1:])])
        longest.append(unbroken + 2 * _SIDE + 0.1)
        widest.append(line + 2 * _SIDE + 0.1)
    widths = _shared_out(longest, widest, box.width)
    lefts = [box.x + sum(widths[:place]) for place in range(len(widths))]
    return _Columns(tuple(lefts), tuple(widths), table.figures)


def _shared_out(longest: list[float], widest: list[float], width: float) -> list[float]:
    """Return a width for each column: short ones get what they ask for, long ones share the rest.

    A name without blanks must not squeeze out everything else: it is broken.
    """
    if sum(widest) <= width:
        return [one * width / sum(widest) for one in widest]
    fair = max(width / len(longest), width * 0.4)
    longest = [min(one, fair) for one in longest]
    if sum(longest) >= width:
        return [one * width / sum(longest) for one in longest]
    low, high = 0.0, width
    for _ in range(30):
        middle = (low + high) / 2
        if sum(_up_to(longest, widest, middle)) > width:
            high = middle
        else:
            low = middle
    return _up_to(longest, widest, low)


def _up_to(longest: list[float], widest: list[float], most: float) -> list[float]:
    return [max(word, min(line, most)) for word, line in zip(longest, widest, strict=True)]
