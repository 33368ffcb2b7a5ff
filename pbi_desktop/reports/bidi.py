"""In which order letters stand on a line where scripts meet: the Unicode Bidirectional Algorithm.

Without embeddings, overrides and isolates: those never reach a document (`domain.text`).
"""

from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

_FIRST_RIGHT_TO_LEFT = "\u0590"
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_NUMBERS = frozenset({"EN", "AN"})


class Stretch(NamedTuple):
    """Letters of one direction, from `start` up to but without `end`."""

    start: int
    end: int
    level: int

    @property
    def right_to_left(self) -> bool:
        """Whether the letters run from right to left."""
        return self.level % 2 == 1


def base_level(text: str) -> int:
    """Return 1 where the first letter runs from right to left, else 0."""
    if text.isascii():
        return 0
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return 0


def visual_order(text: str, base: int) -> tuple[Stretch, ...]:
    """Return the stretches of one line as the eye meets them, from left to right."""
    if base == 0 and not any(letter >= _FIRST_RIGHT_TO_LEFT for letter in text):
        return (Stretch(0, len(text), 0),) if text else ()
    stretches = [
        Stretch(places[0], places[-1] + 1, level)
        for level, group in groupby(enumerate(_levels(text, base)), key=lambda pair: pair[1])
        for places in [[place for place, _ in group]]
    ]
    for level in range(max((one.level for one in stretches), default=0), 0, -1):
        stretches = _turned(stretches, level)
    return tuple(stretches)


def _turned(stretches: list[Stretch], level: int) -> list[Stretch]:
    """Return the stretches, each row of them at this level or above turned round (rule L2)."""
    turned: list[Stretch] = []
    for high, group in groupby(stretches, key=lambda one: one.level >= level):
        row = list(group)
        turned += row[::-1] if high else row
    return turned


def _levels(text: str, base: int) -> list[int]:
    kinds = _neutrals_settled(_numbers_settled(_weak_settled(text, base)), base)
    levels = [_level(kind, base) for kind in kinds]
    for place in range(len(text) - 1, -1, -1):  # rule L1: space at the end keeps the line's way
        if bidirectional(text[place]) not in ("WS", "S", "B", "BN"):
            break
        levels[place] = base
    return levels


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 1 if kind == "R" else 2


def _weak_settled(text: str, base: int) -> list[str]:
    """Return each letter's kind after rules W1 to W3."""
    kinds: list[str] = []
    before, strong = "R" if base else "L", "R" if base else "L"
    for letter in text:
        kind = bidirectional(letter) or "L"
        if kind in ("NSM", "BN"):
            kind = before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds.append("AN" if kind == "EN" and strong == "AL" else kind)
    return ["R" if kind == "AL" else kind for kind in kinds]


def _numbers_settled(kinds: list[str]) -> list[str]:
    """Return the kinds after rules W4 to W6: what stands in or at a number belongs to it."""
    settled = list(kinds)
    for place in range(1, len(settled) - 1):
        left, kind, right = settled[place - 1 : place + 2]
        both = left == right
        if both and ((kind == "ES" and left == "EN") or (kind == "CS" and left in _NUMBERS)):
            settled[place] = left
    for order in (range(1, len(settled)), range(len(settled) - 2, -1, -1)):
        step = 1 if order.step == 1 else -1
        for place in order:
            if settled[place] == "ET" and settled[place - step] == "EN":
                settled[place] = "EN"
    return ["ON" if kind in ("ES", "ET", "CS") else kind for kind in settled]


def _neutrals_settled(kinds: list[str], base: int) -> list[str]:
    """Return the kinds after rules W7, N1 and N2: what has no way of its own takes one."""
    way = strong = "R" if base else "L"
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
    place = 0
    before = way
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            after = _side(kinds[end]) if end < len(kinds) else way
            kinds[place:end] = [before if before == after else way] * (end - place)
        else:
            before = _side(kinds[place])
            end += 1
        place = end
    return kinds


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind
