"""The symbols: people by recorded gender, services, groups, and cards for several at once."""

import math
from datetime import date

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Icon,
    Mark,
    Point,
    Shape,
    Step,
    Tint,
    Weight,
    Words,
    ellipse,
    polyline,
    rectangle,
)
from pbi_desktop.domain.ties import PersonFact
from pbi_desktop.domain.times import Precision
from pbi_desktop.network.ecomap.given import HALF
from pbi_desktop.network.plan import SYMBOL
from pbi_desktop.network.words import unborn

_R = SYMBOL / 2
_INNER = 4.0
_LINE = 1.8
_AGE, _SMALL_AGE = 13.0, 10.0
_FEW = 3
"""An age of more letters than this is written smaller."""


def age_inside(fact: PersonFact, day: date) -> str:
    """Return the age for the inside of a symbol: "35", "c. 70", "<1"; empty where not known."""
    if fact.born is None or fact.died is not None or unborn(fact, day):
        return ""
    years = fact.born.age_on(day)
    if years <= 0:
        return "<1"
    return str(years) if fact.born.precision is Precision.DAY else f"c. {years}"


def is_square(fact: PersonFact, day: date) -> bool:
    """Say whether somebody's symbol has corners to the sides."""
    return fact.gender is Gender.MAN and not unborn(fact, day)


def person(fact: PersonFact, x: float, y: float, day: date, *, about: bool) -> tuple[Mark, ...]:
    """Return somebody's symbol: shape by recorded gender, age inside, crossed out if they died."""
    tint = Tint.VOICE if about else Tint.INK
    marks: list[Mark] = [
        Shape(_outline(fact, x, y, _R, day), Tint.SURFACE, tint, _LINE + 0.4 * about)
    ]
    if about:
        marks.append(Shape(_outline(fact, x, y, _R - _INNER, day), Tint.SURFACE, tint, _LINE))
    if fact.died is not None:
        far = _R if fact.gender is Gender.MAN else _R * math.sqrt(0.5)
        far = _R * 0.55 if fact.gender not in (Gender.MAN, Gender.WOMAN) else far
        marks += [
            Shape(polyline(((x - far, y - far), (x + far, y + far))), None, tint, 1.4),
            Shape(polyline(((x - far, y + far), (x + far, y - far))), None, tint, 1.4),
        ]
    age = age_inside(fact, day)
    if age:
        size = _AGE if len(age) < _FEW + 1 else _SMALL_AGE
        marks.append(_inside(age, x, y, size, tint))
    return tuple(marks)


def unknown(x: float, y: float) -> tuple[Mark, ...]:
    """Return the symbol of the person it is about where nothing is recorded of them."""
    shape = _diamond(x, y, _R * 1.06)
    inner = _diamond(x, y, _R * 1.06 - _INNER)
    return (
        Shape(shape, Tint.SURFACE, Tint.VOICE, _LINE, (3.0, 2.5)),
        Shape(inner, Tint.SURFACE, Tint.VOICE, _LINE, (3.0, 2.5)),
    )


def _outline(fact: PersonFact, x: float, y: float, r: float, day: date) -> tuple[Step, ...]:
    box = Box(x - r, y - r, 2 * r, 2 * r)
    if unborn(fact, day):
        return polyline(((x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)), closed=True)
    if fact.gender is Gender.MAN:
        return rectangle(box)
    return ellipse(box) if fact.gender is Gender.WOMAN else _diamond(x, y, r * 1.06)


def _diamond(x: float, y: float, r: float) -> tuple[Step, ...]:
    return polyline(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), closed=True)


def _inside(text: str, x: float, y: float, size: float, tint: Tint) -> Words:
    return Words(x, y + size * 0.36, text, size, tint, Weight.SEMI_BOLD, Align.MIDDLE)


def service(
    icon: str, x: float, y: float, half: float = HALF, *, ended: bool = False
) -> tuple[Mark, ...]:
    """Return a service: a rounded square with its icon, grey where it has ended."""
    box = Box(x - half, y - half, 2 * half, 2 * half)
    fill, tint = (Tint.SURFACE, Tint.CONTROL) if ended else (Tint.INFO_SOFT, Tint.INFO)
    return (
        Shape(rectangle(box, half * 0.36), fill, tint, 1.7),
        Icon(icon, x - half / 2, y - half / 2, half, tint),
    )


def group(
    icon: str, x: float, y: float, half: float = HALF, *, ended: bool = False
) -> tuple[Mark, ...]:
    """Return a community group: a hexagon with its icon, grey where it has ended."""
    fill, tint = (Tint.SURFACE, Tint.CONTROL) if ended else (Tint.OK_SOFT, Tint.OK)
    return (
        Shape(polyline(_hexagon(x, y, half * 1.1), closed=True), fill, tint, 1.7),
        Icon(icon, x - half * 0.47, y - half * 0.47, half * 0.94, tint),
    )


def _hexagon(x: float, y: float, r: float) -> tuple[Point, ...]:
    turns = [math.radians(60 * side - 90) for side in range(6)]
    return tuple((x + r * math.cos(turn), y + r * math.sin(turn)) for turn in turns)


def card(count: int, x: float, y: float, half: float = HALF) -> tuple[Mark, ...]:
    """Return several at once: stacked dashed cards with their number."""
    back = Box(x - half + 5, y - half, 2 * half - 5, 2 * half - 8)
    front = Box(x - half, y - half + 6, 2 * half - 5, 2 * half - 8)
    look = {"fill": Tint.SURFACE, "stroke": Tint.CONTROL, "width": 1.4, "dash": (4.0, 2.5)}
    marks: list[Mark] = [Shape(rectangle(box, 5.0), **look) for box in (back, front)]  # type: ignore[arg-type]
    size = 11.5 if half == HALF else 10.0
    words = f"+{count}" if count else ""
    return (*marks, _inside(words, x - 2.5, y + 2, size, Tint.INK2)) if words else tuple(marks)


def new_badge(x: float, y: float) -> tuple[Mark, ...]:
    """Return the word "New" at the top of a symbol."""
    box = Box(x - 14, y - HALF - 5, 28, 12)
    words = Words(x, box.y + 9.2, "New", 9.5, Tint.SURFACE, Weight.SEMI_BOLD, Align.MIDDLE)
    return (Shape(rectangle(box, 6.0), Tint.OK, Tint.SURFACE, 1.0), words)
