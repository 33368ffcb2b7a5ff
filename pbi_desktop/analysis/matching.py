"""How well what somebody says fits a person on record, and why.

Weights are in bits, judged and kept here in one table: an agreement that few people share
weighs more. They never come from the rows of a store, where hidden people would move them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler

from pbi_desktop.domain.times import PartialDate, Precision

ENOUGH = 12.0
"""The weight from which a match is very likely; a good name alone never reaches it."""
POSSIBLE = 4.0

_NAME_SAME, _NAME_CLOSE, _NAME_DIFFERS = 9.0, 6.0, -6.0
_BORN = {"same": 8.0, "swapped": 6.0, "near": 4.0, "year": 3.0, "differs": -5.0}
_STREET_SAME, _STREET_DIFFERS = 4.0, -0.5
_PHONE_SAME, _PHONE_DIFFERS = 6.0, -0.5
_CLOSE = 0.84
_SHORTEST_FUZZY = 3


@dataclass(frozen=True)
class Held:
    """What is on record of one person, as search keys."""

    names: tuple[str, ...]
    born: PartialDate | None
    streets: tuple[str, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What somebody says, as search keys; None or empty: not said."""

    name: str = ""
    born: PartialDate | None = None
    street: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Line:
    """One field's part in a match: `verdict` is same, close, differs, not_told or not_held."""

    field: str
    verdict: str
    says: str
    weight: float


def weigh(asked: Asked, held: Held) -> tuple[Line, ...]:
    """Return a line for each field, in the order name, born, street, phone."""
    return (
        _name(asked.name, held.names),
        _born(asked.born, held.born),
        _part("street", asked.street, held.streets, _STREET_SAME, _STREET_DIFFERS),
        _part("phone", asked.phone, held.phones, _PHONE_SAME, _PHONE_DIFFERS),
    )


def total(lines: Iterable[Line]) -> float:
    """Return the whole weight of a match."""
    return sum(line.weight for line in lines)


def name_likeness(asked: str, held: str) -> float:
    """Return 0 to 1: how alike two name keys are, words in any order."""
    said, known = asked.split(), held.split()
    if not said or not known:
        return 0.0
    shorter, longer = sorted((said, known), key=len)
    return sum(max(_word(word, other) for other in longer) for word in shorter) / len(shorter)


def _word(said: str, known: str) -> float:
    if said == known:
        return 1.0
    shorter, longer = sorted((said, known), key=len)
    if longer.startswith(shorter) and len(shorter) >= _SHORTEST_FUZZY:
        return 0.95
    if len(shorter) < _SHORTEST_FUZZY:
        return 0.0
    edits = OSA.distance(said, known)
    by_edits = 1.0 - edits / len(longer)
    return max(by_edits, JaroWinkler.similarity(said, known) if edits <= 2 else 0.0)


def _name(asked: str, held: tuple[str, ...]) -> Line:
    if not asked:
        return Line("name", "not_told", "not asked", 0.0)
    best = max((name_likeness(asked, name) for name in held), default=0.0)
    whole = len(asked.split()) > 1
    share = 1.0 if whole else 0.6
    if best == 1.0:
        return Line("name", "same", "the same", _NAME_SAME * share)
    if best >= _CLOSE:
        return Line("name", "close", "sounds or looks alike", _NAME_CLOSE * share * best)
    return Line("name", "differs", "differs", _NAME_DIFFERS)


def _born(asked: PartialDate | None, held: PartialDate | None) -> Line:
    if asked is None:
        return Line("born", "not_told", "not asked", 0.0)
    if held is None:
        return Line("born", "not_held", "not on record", 0.0)
    kind = _compare_dates(asked, held)
    says = {
        "same": ("same", "agrees"),
        "swapped": ("close", "day and month swapped"),
        "near": ("close", "one figure differs"),
        "year": ("close", "the year agrees"),
        "differs": ("differs", "differs"),
    }[kind]
    return Line("born", says[0], says[1], _BORN[kind])


def _compare_dates(asked: PartialDate, held: PartialDate) -> str:
    said, known = asked.day, held.day
    if said is not None and known is not None:
        return _compare_days(said, known)
    about = Precision.ABOUT in (asked.precision, held.precision)
    apart = abs(asked.year - held.year)
    return "year" if apart <= (3 if about else 0) else "differs"


def _compare_days(said: date, known: date) -> str:
    if said == known:
        return "same"
    if (said.year, said.month, said.day) == (known.year, known.day, known.month):
        return "swapped"
    if OSA.distance(said.isoformat(), known.isoformat()) == 1:
        return "near"
    return "differs"


def _part(field: str, asked: str, held: tuple[str, ...], same: float, differs: float) -> Line:
    if not asked:
        return Line(field, "not_told", "not asked", 0.0)
    if not held:
        return Line(field, "not_held", "not on record", 0.0)
    if any(asked in value for value in held):
        return Line(field, "same", "agrees", same)
    return Line(field, "differs", "differs", differs)
