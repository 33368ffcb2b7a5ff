"""The bundled typefaces: which glyphs stand where, and how wide words are, on screen and paper.

HarfBuzz shapes every text: Urdu letters join, Bengali signs move, Latin pairs are kerned. A letter
that no face holds becomes an empty box; the text layer still says which letter it was.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

from pbi_desktop.domain.resources import resources
from pbi_desktop.domain.scene import Close, Curve, Line, Move, Step, Weight
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.bidi import base_level, visual_order

EM = 1000
"""All lengths of a typeface are in thousandths of its size."""
BOX = ""
"""The face of letters that no bundled face holds."""

_LATIN = "AtkinsonHyperlegibleNext"
_FAMILIES = (_LATIN, "NotoNaskhArabic", "NotoSansBengali")
_LATIN_CUT = {
    Weight.REGULAR: "Regular",
    Weight.MEDIUM: "Medium",
    Weight.SEMI_BOLD: "SemiBold",
    Weight.BOLD: "Bold",
}
_OTHER_CUT = {
    Weight.REGULAR: "Regular",
    Weight.MEDIUM: "Regular",
    Weight.SEMI_BOLD: "SemiBold",
    Weight.BOLD: "SemiBold",
}
_BOX_STEP = 600
_ONLY_URDU = frozenset("ٹڈڑںہھےۓیکگچپژۂۃ")


class Glyph(NamedTuple):
    """One glyph of a face, where it stands, and the letters that it is a picture of."""

    number: int
    width: int
    """How far the face itself moves on after this glyph."""
    step: int
    """How far to move on here."""
    right: int
    up: int
    text: str


@dataclass(frozen=True)
class Run:
    """Glyphs of one face, from left to right."""

    face: str
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Shaped:
    """A line of text as glyphs."""

    text: str
    runs: tuple[Run, ...]
    step: int
    reads_plain: bool
    """Whether the letters, glyph by glyph, are the text in its own order."""


class Typeface:
    """The bundled faces as one: measures words for layouts (`domain.scene.TextMeasure`)."""

    def width(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of the words in points."""
        return shape(text, weight).step * size / EM


def language_of(text: str) -> str:
    """Return the language that a text's script points to: "ur", "ar", "bn", or ""."""
    if text.isascii():
        return ""
    if any("\u0980" <= letter <= "\u09ff" for letter in text):
        return "bn"
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ur" if any(letter in _ONLY_URDU for letter in text) else "ar"
    return ""


@cache
def outline(face: str, number: int) -> tuple[Step, ...]:
    """Return the lines of a glyph, in thousandths of its size, with y growing upwards."""
    pen = _Pen()
    font_of(face).draw_glyph_with_pen(number, pen)
    return tuple(pen.steps)


def face_path(face: str) -> Path:
    """Return where the file of a face lies."""
    return resources() / "fonts" / f"{face}.ttf"


def shape(
    text: str,
    weight: Weight = Weight.REGULAR,
    base: int | None = None,
    *,
    even_figures: bool = False,
) -> Shaped:
    """Return the text as glyphs on one line; `base` 1 is a line that runs from right to left.

    Even figures are all as wide as each other, for columns of numbers.
    """
    return _shape(text, weight, base_level(text) if base is None else base, even_figures)


@lru_cache(maxsize=32_768)
def _shape(text: str, weight: Weight, base: int, even: bool) -> Shaped:
    kept = text if text.isascii() and text.isprintable() else _one_line(text)
    runs: list[Run] = []
    plain = True
    for stretch in visual_order(kept, base):
        plain = plain and not stretch.right_to_left
        parts = _by_face(kept[stretch.start : stretch.end], weight)
        for face, letters in reversed(parts) if stretch.right_to_left else parts:
            run = _glyphs(face, letters, even=even, right_to_left=stretch.right_to_left)
            runs.append(Run(face, run))
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    plain = plain and all(glyph.text for glyph in glyphs) and all(run.face != BOX for run in runs)
    return Shaped(kept, tuple(runs), sum(glyph.step for glyph in glyphs), plain)


def _one_line(text: str) -> str:
    return clean_text(text)[0].replace("\n", " ").replace("\t", " ")


# --- faces ---------------------------------------------------------------------------------------


@cache
def _faces(weight: Weight) -> tuple[str, ...]:
    cuts = (_LATIN_CUT[weight], _OTHER_CUT[weight], _OTHER_CUT[weight])
    return tuple(f"{family}-{cut}" for family, cut in zip(_FAMILIES, cuts, strict=True))


@cache
def font_of(face: str) -> Any:
    """Return HarfBuzz's own font of a face."""
    import uharfbuzz  # costs 45 ms, and only a report or a picture needs it

    blob = uharfbuzz.Blob.from_file_path(str(face_path(face)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@cache
def _letters(face: str) -> frozenset[int]:
    return frozenset(font_of(face).face.unicodes)


@cache
def _face_of(letter: str, weight: Weight) -> str | None:
    """Return the face for a letter; None for one that shows nothing by itself or nowhere."""
    for face in _faces(weight):
        if ord(letter) in _letters(face):
            return face
    return None


def _by_face(text: str, weight: Weight) -> list[tuple[str, str]]:
    """Return the text in pieces of one face; marks and joiners stay with their letter."""
    faces: list[str] = []
    first = _faces(weight)[0]
    for letter in text:
        before = faces[-1] if faces else ""
        if before and _clings(letter, before):
            faces.append(before)
            continue
        invisible = category(letter) == "Cf"
        faces.append(_face_of(letter, weight) or (before or first if invisible else BOX))
    return [
        (face, "".join(letter for _, letter in group))
        for face, group in groupby(zip(faces, text, strict=True), key=lambda pair: pair[0])
    ]


def _clings(letter: str, face: str) -> bool:
    kind = category(letter)
    return kind == "Cf" or (kind[0] in "MZ" and ord(letter) in _letters(face))


# --- glyphs --------------------------------------------------------------------------------------


def _glyphs(face: str, text: str, *, even: bool, right_to_left: bool) -> tuple[Glyph, ...]:
    if face == BOX:
        boxes = tuple(Glyph(0, _BOX_STEP, _BOX_STEP, 0, 0, letter) for letter in text)
        return boxes[::-1] if right_to_left else boxes
    import uharfbuzz

    font = font_of(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints([ord(letter) for letter in text])
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = language_of(text) or "en"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"tnum": even})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    said = _said(text, [info.cluster for info in infos], right_to_left=right_to_left)
    return tuple(
        Glyph(
            info.codepoint,
            font.get_glyph_h_advance(info.codepoint),
            place.x_advance,
            place.x_offset,
            place.y_offset,
            letters,
        )
        for info, place, letters in zip(infos, places, said, strict=True)
    )


def _said(text: str, clusters: list[int], *, right_to_left: bool) -> list[str]:
    """Return for each glyph its letters, so that all together read as the text.

    Of glyphs that share letters each takes one, and the last to be read whatever is left.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    order = range(len(clusters) - 1, -1, -1) if right_to_left else range(len(clusters))
    left = Counter(clusters)
    taken = dict.fromkeys(clusters, 0)
    said = [""] * len(clusters)
    for place in order:
        cluster = clusters[place]
        left[cluster] -= 1
        first = cluster + taken[cluster]
        last = min(first + 1, ends[cluster]) if left[cluster] else ends[cluster]
        said[place] = text[first:last]
        taken[cluster] += last - first
    return said


Corner = tuple[float, float]


class _Pen:
    """Takes down a glyph's lines; the names are those that HarfBuzz calls."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._last: Corner = (0.0, 0.0)

    def moveTo(self, to: Corner) -> None:  # noqa: N802
        self._add(Move(*to), to)

    def lineTo(self, to: Corner) -> None:  # noqa: N802
        self._add(Line(*to), to)

    def curveTo(self, one: Corner, two: Corner, to: Corner) -> None:  # noqa: N802
        self._add(Curve(*one, *two, *to), to)

    def qCurveTo(self, middle: Corner, to: Corner) -> None:  # noqa: N802
        """Take a curve with one control point as one with two."""
        ends = (self._last, to)
        one, two = (
            (end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3)
            for end in ends
        )
        self._add(Curve(*one, *two, *to), to)

    def closePath(self) -> None:  # noqa: N802
        self.steps.append(Close())

    def _add(self, step: Step, to: Corner) -> None:
        self.steps.append(step)
        self._last = to
