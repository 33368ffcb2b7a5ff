"""The key along the bottom: only what the picture uses; and whence the picture comes."""

from dataclasses import dataclass

from pbi_desktop.domain.casework import Quality, TieNature
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.scene import (
    Box,
    Mark,
    Shape,
    TextMeasure,
    Tint,
    Weight,
    Words,
    ellipse,
    polyline,
    rectangle,
)
from pbi_desktop.domain.ties import CheckFact, NetworkFacts
from pbi_desktop.network.picture.lines import Bond, link
from pbi_desktop.network.picture.symbols import card, group, service
from pbi_desktop.network.picture.text import fit
from pbi_desktop.network.picture.wires import sample
from pbi_desktop.network.plan import WireKind

_SIZE = 10.5
_ROW, _GAP, _EDGE = 19.0, 14.0, 18.0
_SAMPLE, _SIGN, _SPACE = 30.0, 14.0, 5.0
_R = 6.0
_BETWEEN = "  \N{MIDDLE DOT}  "
_LONGEST = 110


@dataclass(frozen=True)
class Entry:
    """One sign of the key: `sign` names it; a bond is drawn as a line."""

    words: str
    sign: str = ""
    bond: Bond | None = None
    line: tuple[WireKind, TieNature | None] | None = None

    @property
    def room(self) -> float:
        """How wide the sign is."""
        return _SAMPLE if self.bond or self.line else _SIGN


LINES = (
    (Quality.STRONG, "Strong"),
    (Quality.WORKING, "Steady"),
    (Quality.WEAK, "Thin"),
    (Quality.PLANNED, "Planned"),
    (Quality.STRESSFUL, "Stressful"),
    (Quality.CUT_OFF, "Cut off"),
    (None, "Not said how it is"),
)
"""How ties are, in the order of the key."""


def key(
    entries: tuple[Entry, ...], width: float, top: float, measure: TextMeasure
) -> tuple[tuple[Mark, ...], float]:
    """Return the marks of the key, and the y below it."""
    marks: list[Mark] = [
        Shape(polyline(((0.0, top), (width, top))), None, Tint.LINE, 1.0),
    ]
    x, y = _EDGE, top + _ROW
    for entry in entries:
        words = measure.width(entry.words, _SIZE, Weight.REGULAR)
        wide = entry.room + _SPACE + words
        if x > _EDGE and x + wide > width - _EDGE:
            x, y = _EDGE, y + _ROW
        marks += _sign(entry, x, y - _SIZE * 0.36)
        marks.append(Words(x + entry.room + _SPACE, y, entry.words, _SIZE, Tint.INK2))
        x += wide + _GAP
    return tuple(marks), y + (8.0 if entries else -_ROW)


def origin_words(now: NetworkFacts, source: str, name: str) -> tuple[str, ...]:
    """Return of which day the picture is, whence, and when it was gone through with whom."""
    return (
        f"As at {say_date(now.as_at)}",
        f"From the records of {source}" if source else "From the records that you may see",
        _checked(now.checks, name),
    )


def _checked(checks: tuple[CheckFact, ...], name: str) -> str:
    if not checks:
        return "Checked with the person: not recorded"
    last = max(checks, key=lambda check: (check.on_day, check.together))
    how = "together" if last.together else "read out or told"
    return f"Checked with {name}: {say_date(last.on_day)}, {how}"


def origin(
    said: tuple[str, ...], width: float, y: float, measure: TextMeasure
) -> tuple[tuple[Mark, ...], float]:
    """Return the lines that say whence the picture comes, and the y below them."""
    room = width - 2 * _EDGE
    rows = [""]
    for part in said:
        joined = _BETWEEN.join(row for row in (rows[-1], part) if row)
        if measure.width(joined, _SIZE, Weight.REGULAR) <= room and len(joined) <= _LONGEST:
            rows[-1] = joined
        else:
            rows.append(part)
    marks: list[Mark] = []
    for row in rows:
        y += 11.0 if not marks else _ROW - 4.0
        marks.append(Words(_EDGE, y, _fit(row, measure, room), _SIZE, Tint.INK3))
    return tuple(marks), y + 11.0


def _fit(words: str, measure: TextMeasure, room: float) -> str:
    return fit(words, _SIZE, Weight.REGULAR, measure, room)


def _sign(entry: Entry, x: float, y: float) -> list[Mark]:
    if entry.bond is not None:
        return list(link(((x, y), (x + _SAMPLE, y)), entry.bond))
    if entry.line is not None:
        return list(sample(*entry.line, (x, y), (x + _SAMPLE, y)))
    if entry.sign in ("twins", "identical"):
        return _twins(entry.sign, x + _SIGN / 2, y)
    middle = x + _SIGN / 2
    if entry.sign in _BUILT:
        return list(_BUILT[entry.sign]("", middle, y))
    return _person(entry.sign, middle, y)


_BUILT = {
    "service": lambda _icon, x, y: service("building-2", x, y, 7.0),
    "group": lambda _icon, x, y: group("store", x, y, 7.0),
    "fold": lambda _icon, x, y: card(0, x, y, 7.0),
}


def _twins(sign: str, x: float, y: float) -> list[Mark]:
    marks: list[Mark] = [
        Shape(polyline(((x - _R, y + _R), (x, y - _R), (x + _R, y + _R))), None, Tint.INK2, 1.4)
    ]
    if sign == "identical":
        bar = polyline(((x - _R / 2, y), (x + _R / 2, y)))
        marks.append(Shape(bar, None, Tint.INK2, 1.4))
    return marks


def _person(sign: str, x: float, y: float) -> list[Mark]:
    box = Box(x - _R, y - _R, 2 * _R, 2 * _R)
    if sign == "home":
        area = Box(x - 7, y - 6, 14, 12)
        return [Shape(rectangle(area, 4.0), Tint.VOICE_SOFT, Tint.VOICE, 1.2, (3.0, 2.0))]
    if sign == "about":
        inner = Box(x - 3.6, y - 3.6, 7.2, 7.2)
        return [Shape(ellipse(one), Tint.SURFACE, Tint.VOICE, 1.3) for one in (box, inner)]
    shapes = {
        "man": rectangle(box),
        "woman": ellipse(box),
        "other": polyline(((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)), closed=True),
        "unborn": polyline(((x, y - _R), (x + _R, y + _R), (x - _R, y + _R)), closed=True),
    }
    if sign in shapes:
        return [Shape(shapes[sign], Tint.SURFACE, Tint.INK, 1.3)]
    return [
        Shape(polyline(((x - 5, y - 5), (x + 5, y + 5))), None, Tint.INK, 1.3),
        Shape(polyline(((x - 5, y + 5), (x + 5, y - 5))), None, Tint.INK, 1.3),
    ]
