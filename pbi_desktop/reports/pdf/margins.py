"""What stands at the head and the foot of every page: the marking, whose copy, which page.

It is read out once, at the beginning and at the end of the document; on every other page it is
there for the eye alone.
"""

from dataclasses import dataclass

from pbi_desktop.domain.documents import DocumentMarking, Text
from pbi_desktop.domain.scene import Box, Tint, Weight
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.lines import Style, natural_width
from pbi_desktop.reports.pdf.rows import Cell, cell
from pbi_desktop.reports.pdf.structure import Element
from pbi_desktop.reports.phrases import copy_line

_STYLE = Style(8.0)
_BOLD = Style(8.0, Weight.BOLD)
_EDGE = 22.0
_SIDE = 39.7
_RULE = 0.9
_AIR = 2.0
_BEYOND = 5.0
_NUMBER_WIDTH = 90.0
_LINES_AT_MOST = 8
"""Beyond this a marking would leave no room for what it marks."""


@dataclass(frozen=True)
class Paper:
    """The size of a page."""

    width: float
    height: float


PORTRAIT = Paper(595.28, 841.89)
LANDSCAPE = Paper(841.89, 595.28)


class Margins:
    """The head and foot of the pages of one document."""

    def __init__(self, marking: DocumentMarking, paper: Paper) -> None:
        self._marking, self._paper = marking, paper
        self._width = paper.width - 2 * _SIDE
        head, copy = self._marks(None, 0.0), self._copy(None, 0.0)
        self._head_height = _lines(head) * _STYLE.height + _AIR + _RULE
        self._foot_height = (_lines(head) + len(copy.lines)) * _STYLE.height + _AIR + _RULE

    @property
    def body(self) -> Box:
        """What is left of the page."""
        top = _EDGE + self._head_height + _BEYOND
        bottom = self._paper.height - _EDGE - self._foot_height - _BEYOND
        return Box(_SIDE, top, self._width, bottom - top)

    def begin(self, canvas: TaggedCanvas, element: Element | None) -> None:
        """Begin a page with its head; what is said there belongs to the element, if any."""
        canvas.begin_page(self._paper.width, self._paper.height)
        for one in self._marks(element, _SIDE):
            one.paint(canvas, _EDGE)
        canvas.belongs_to(None)
        rule = _EDGE + self._head_height - _RULE
        canvas.fill(Box(_SIDE, rule, self._width, _RULE), Tint.INK)

    def end(self, canvas: TaggedCanvas, element: Element | None, page: str) -> None:
        """End a page with its foot; `page` says which of how many it is."""
        canvas.belongs_to(None)
        top = self._paper.height - _EDGE - self._foot_height
        canvas.fill(Box(_SIDE, top, self._width, _RULE), Tint.INK)
        top += _RULE + _AIR
        marks = self._marks(None, _SIDE)
        for one in marks:
            one.paint(canvas, top)
        top += _lines(marks) * _STYLE.height
        which = cell(None, (page,), _SIDE, self._width, _STYLE)
        Cell(None, which.lines, _SIDE, self._width, _STYLE, on_the_right=True).paint(canvas, top)
        self._copy(element, _SIDE).paint(canvas, top)

    def _marks(self, element: Element | None, x: float) -> list[Cell]:
        """Return the protection in bold and beside it how to handle the document."""
        protection = (str(self._marking.protection),)
        inset = natural_width(protection, _BOLD)[1] + 5.0
        handling: Text = (self._marking.handling,)
        return [
            _short(cell(element, protection, x, inset, _BOLD)),
            _short(cell(element, handling, x + inset, self._width - inset, _STYLE)),
        ]

    def _copy(self, element: Element | None, x: float) -> Cell:
        text = copy_line(self._marking)
        return _short(cell(element, text, x, self._width - _NUMBER_WIDTH, _STYLE))


def _short(one: Cell) -> Cell:
    return one.part(0, _LINES_AT_MOST)


def _lines(cells: list[Cell]) -> int:
    return max(len(one.lines) for one in cells)
