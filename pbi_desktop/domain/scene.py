"""A picture before it is drawn: shapes and words in points, counted from the top left.

One scene is painted on the screen and on paper; a painter knows what each tint looks like there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Tint(StrEnum):
    """What a colour stands for; the names are those of the design's tokens."""

    CANVAS = "canvas"
    SURFACE = "surface"
    SUNKEN = "sunken"
    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    CONTROL = "control"
    LINE = "line"
    PRIMARY = "primary"
    PRIMARY_SOFT = "primary_soft"
    VOICE = "voice"
    VOICE_SOFT = "voice_soft"
    DANGER = "danger"
    DANGER_SOFT = "danger_soft"
    WARN = "warn"
    WARN_SOFT = "warn_soft"
    OK = "ok"
    OK_SOFT = "ok_soft"
    INFO = "info"
    INFO_SOFT = "info_soft"
    CRISIS = "crisis"
    NOT_COPING = "not_coping"
    COPING = "coping"
    ADAPTED = "adapted"
    THRIVING = "thriving"


class Pattern(StrEnum):
    """How an area is filled, so that colour is never the only sign."""

    SOLID = "solid"
    CROSS_HATCH = "cross_hatch"
    DIAGONAL = "diagonal"
    DOTS = "dots"


class Move(NamedTuple):
    """Begin a new line here."""

    x: float
    y: float


class Line(NamedTuple):
    """Go straight to here."""

    x: float
    y: float


class Curve(NamedTuple):
    """Go to x, y along a cubic curve with two control points."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


class Close(NamedTuple):
    """Go straight back to where this line began."""


Step = Move | Line | Curve | Close


@dataclass(frozen=True)
class Shape:
    """A line or an area. `fill` and `stroke` may each be left out; `dash` is on, off, on, ..."""

    steps: tuple[Step, ...]
    fill: Tint | None = None
    stroke: Tint | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    pattern: Pattern = Pattern.SOLID
    """What lies on the fill, in the colour of the ground: hatching, diagonals or dots."""
    opacity: float = 1.0
    """How much of the ground `fill` hides: bands that lie over each other stay readable."""


class Align(StrEnum):
    """On which side of its point a label stands."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Weight(StrEnum):
    """How heavy letters are."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMI_BOLD = "semi_bold"
    BOLD = "bold"


@dataclass(frozen=True)
class Words:
    """A few words on one line, in any script; `y` is the line that letters stand on."""

    x: float
    y: float
    text: str
    size: float = 12.0
    tint: Tint = Tint.INK
    weight: Weight = Weight.REGULAR
    align: Align = Align.START
    halo: Tint | None = None
    """The colour of a rim round the letters, which keeps them readable over lines."""


@dataclass(frozen=True)
class Icon:
    """One of the bundled icons, by name, in a square whose top left corner is x, y."""

    name: str
    x: float
    y: float
    size: float
    tint: Tint = Tint.INK


Mark = Shape | Words | Icon


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle point."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in the rectangle."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True)
class Spot:
    """A thing in a picture that can be chosen: what it is, where, and what is said of it."""

    key: str
    box: Box
    said: str
    near: tuple[str, ...] = ()
    """The keys of the spots that it is tied to."""


@dataclass(frozen=True)
class Scene:
    """A picture. Marks are painted in their order; spots are read out in theirs."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()


class TextMeasure(Protocol):
    """Tells how wide words will be, on the screen and on paper alike."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        """Return the width of the words in points."""
        ...


# --- shapes that pictures are made of ------------------------------------------------------------

Point = tuple[float, float]

_ROUND = 0.5522847498
"""How far the control points of a quarter circle lie, of its radius."""


def polyline(points: tuple[Point, ...], *, closed: bool = False) -> tuple[Step, ...]:
    """Return straight lines through the points, in their order."""
    first, *rest = points
    steps: list[Step] = [Move(*first), *(Line(*point) for point in rest)]
    return (*steps, Close()) if closed else tuple(steps)


def ellipse(box: Box) -> tuple[Step, ...]:
    """Return the ellipse that touches the four sides of a rectangle."""
    (cx, cy), rx, ry = box.middle, box.width / 2, box.height / 2
    kx, ky = rx * _ROUND, ry * _ROUND
    return (
        Move(cx + rx, cy),
        Curve(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        Curve(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        Curve(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        Curve(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
        Close(),
    )


def rectangle(box: Box, radius: float = 0.0) -> tuple[Step, ...]:
    """Return a rectangle with round corners."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if radius <= 0:
        return polyline(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)
    r = min(radius, box.width / 2, box.height / 2)
    k = r * (1 - _ROUND)
    return (
        Move(left + r, top),
        Line(right - r, top),
        Curve(right - k, top, right, top + k, right, top + r),
        Line(right, bottom - r),
        Curve(right, bottom - k, right - k, bottom, right - r, bottom),
        Line(left + r, bottom),
        Curve(left + k, bottom, left, bottom - k, left, bottom - r),
        Line(left, top + r),
        Curve(left, top + k, left + k, top, left + r, top),
        Close(),
    )
