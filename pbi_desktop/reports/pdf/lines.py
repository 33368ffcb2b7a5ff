"""Text cut into lines that fit a width; a word that is wider than the width is cut too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from pbi_desktop.domain.documents import Link, Piece, Said, Text
from pbi_desktop.domain.scene import Tint, Weight
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.bidi import base_level
from pbi_desktop.reports.typeface import EM, Shaped, shape

_LEADING = 1.25
_ASCENT = 0.96
_NOBODY = -1
_PARTS = re.compile(r"\n|[ \t]+|[^ \t\n]+")
_AFTER_HYPHENS = re.compile(r"(?<=[\w)][-\u2013\u2014\u200b])(?=\w)")


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float = 9.5
    weight: Weight = Weight.REGULAR
    tint: Tint = Tint.INK
    even_figures: bool = False

    def shaped(self, text: str, base: int) -> Shaped:
        """Return a text as glyphs."""
        return shape(text, self.weight, base, even_figures=self.even_figures)

    @property
    def height(self) -> float:
        """How high a line is."""
        return self.size * _LEADING

    @property
    def ascent(self) -> float:
        """How far below the top of a line its letters stand."""
        return self.size * _ASCENT


@dataclass(frozen=True)
class Bit:
    """Part of one piece on one line, as glyphs."""

    shaped: Shaped
    width: float
    anchor: str = ""
    piece: int = 0


@dataclass(frozen=True)
class TextLine:
    """One line: its bits from left to right, and their width without the blank at the end."""

    bits: tuple[Bit, ...]
    width: float


@dataclass(frozen=True)
class _Part:
    """Letters of one piece that stay together, and whether a blank may be broken before them."""

    text: str
    piece: int


_Word = tuple[_Part, ...]


def lines_of(text: Text, width: float, style: Style) -> tuple[TextLine, ...]:
    """Return the text in lines no wider than `width`; no text is no line."""
    pieces = tuple(text)
    found: list[TextLine] = []
    for row in _rows(pieces):
        found += _filled(row, pieces, width, style)
    while found and not found[-1].bits:
        found.pop()
    return tuple(found)


def natural_width(text: Text, style: Style) -> tuple[float, float]:
    """Return the width of the longest word and of the longest line."""
    pieces = tuple(text)
    longest = widest = 0.0
    for row in _rows(pieces):
        line = 0.0
        for blank, word in row:
            wide = sum(_width(part.text, style) for part in word)
            longest = max(longest, wide)
            line += wide + (_width(" ", style) if blank else 0.0)
        widest = max(widest, line)
    return longest, widest


def _width(text: str, style: Style) -> float:
    return style.shaped(text, base_level(text)).step * style.size / EM


def _rows(pieces: tuple[Piece, ...]) -> list[list[tuple[bool, _Word]]]:
    """Return the words between forced line ends, each with whether a blank stands before it."""
    rows: list[list[tuple[bool, _Word]]] = [[]]
    glued, blank = False, False
    for number, piece in enumerate(pieces):
        for part in _PARTS.findall(clean_text(piece if isinstance(piece, str) else piece.text)[0]):
            if part == "\n" and isinstance(piece, Said):
                rows.append([])
                glued = blank = False
            elif part.isspace() and "\u00a0" not in part and "\u202f" not in part:
                glued, blank = False, bool(rows[-1])
            else:
                _add(rows[-1], part, number, glued=glued, blank=blank)
                glued, blank = True, False
    return rows


def _add(row: list[tuple[bool, _Word]], text: str, piece: int, *, glued: bool, blank: bool) -> None:
    for place, part in enumerate(_AFTER_HYPHENS.split(text)):
        if place == 0 and glued and row:
            before, word = row[-1]
            row[-1] = (before, (*word, _Part(part, piece)))
        else:
            row.append((blank and place == 0, (_Part(part, piece),)))


# --- lines ---------------------------------------------------------------------------------------


def _filled(
    row: list[tuple[bool, _Word]], pieces: tuple[Piece, ...], width: float, style: Style
) -> Iterator[TextLine]:
    space = _width(" ", style)
    line: list[_Part] = []
    used = 0.0
    for blank, whole in row:
        word: _Word = whole
        wide = sum(_width(part.text, style) for part in word)
        gap = space if blank and line else 0.0
        if line and used + gap + wide > width:
            yield _line(line, pieces, style, blank=blank)
            line, used, gap = [], 0.0, 0.0
        while wide > width:
            head, word = _cut(word, width, style)
            yield _line(list(head), pieces, style, blank=False)
            wide = sum(_width(part.text, style) for part in word)
        if gap:
            line.append(_Part(" ", _joint(line[-1], word, pieces)))
        line += word
        used += gap + wide
    yield _line(line, pieces, style, blank=False)


def _joint(before: _Part, word: _Word, pieces: tuple[Piece, ...]) -> int:
    """Return whose a blank between words is: that of both, else of the program's own words.

    A blank at the end of a name in Urdu would stand on its left.
    """
    sides = (before.piece, word[0].piece if word else before.piece)
    if sides[0] == sides[1]:
        return sides[0]
    return next((side for side in sides if isinstance(pieces[side], str)), _NOBODY)


def _cut(word: _Word, width: float, style: Style) -> tuple[_Word, _Word]:
    """Return as much of a word as fits, at least one letter, and the rest."""
    head: list[_Part] = []
    used = 0.0
    for place, part in enumerate(word):
        wide = _width(part.text, style)
        if used + wide <= width:
            head.append(part)
            used += wide
            continue
        fits = _letters_that_fit(part.text, width - used, style)
        if not fits and not head:
            fits = _next_letter(part.text, 1)
        rest = (_Part(part.text[fits:], part.piece), *word[place + 1 :])
        if fits:
            head.append(_Part(part.text[:fits], part.piece))
        return tuple(head), tuple(one for one in rest if one.text)
    return tuple(head), ()


def _letters_that_fit(text: str, width: float, style: Style) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle], style) <= width:
            low = middle
        else:
            high = middle - 1
    while low and low < len(text) and _next_letter(text, low) != low:
        low -= 1
    return low


def _next_letter(text: str, place: int) -> int:
    """Return the first place from here on where a letter begins: marks stay with theirs."""
    while place < len(text) and (
        category(text[place])[0] == "M"
        or category(text[place]) == "Cf"
        or text[place - 1] == "\u200d"
    ):
        place += 1
    return place


def _line(parts: list[_Part], pieces: tuple[Piece, ...], style: Style, *, blank: bool) -> TextLine:
    together: list[_Part] = []
    for part in parts:
        if together and together[-1].piece == part.piece:
            together[-1] = _Part(together[-1].text + part.text, part.piece)
        else:
            together.append(part)
    bits = [_bit(part, pieces, style) for part in together]
    width = sum(bit.width for bit in bits)
    if blank and bits:  # the text layer keeps the blank that the eye no longer needs
        end = _Part(" ", parts[-1].piece)
        bits.append(_bit(end, pieces, style))
    return TextLine(tuple(bits), width)


def _bit(part: _Part, pieces: tuple[Piece, ...], style: Style) -> Bit:
    piece = "" if part.piece == _NOBODY else pieces[part.piece]
    base = base_level(piece.text) if isinstance(piece, Said) else 0
    shaped = style.shaped(part.text, base if part.text != " " else 0)
    anchor = piece.anchor if isinstance(piece, Link) else ""
    return Bit(shaped, shaped.step * style.size / EM, anchor, part.piece)
