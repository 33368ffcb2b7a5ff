"""How well what somebody says fits a person on record, and why.

Weights are in bits, judged and kept here in one table: an agreement that few people share
weighs more. They never come from the rows of a store, where hidden people would move them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler

from pbi_desktop.domain.times import PartialDate, Precision

ENOUGH = 12.0
"""The weight from which a match is very likely; a good name alone never reaches it."""
POSSIBLE = 2.5
"""The weight from which somebody is shown at all; another name with the same birth is not."""
LIKE_A_NAME = 0.84
"""How alike two words are from which one may be the other misspelt."""

_NAME_SAME, _NAME_CLOSE, _NAME_DIFFERS = 9.0, 6.0, -6.0
_ONE_WORD = 0.6  # one name of two is shared by many
_BORN = {"same": 8.0, "swapped": 6.0, "month": 5.0, "near": 4.0, "year": 3.0, "differs": -5.0}
_STREET = (4.0, -0.25)  # people move: a street that differs says little
_PHONE = (6.0, -0.25)
_SHORTEST_FUZZY = 3
_BEGINS_ALIKE = 0.95
_MOST_EDITS = 2
_MOST_WORDS = 12
_ABOUT_YEARS = 3


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
        _part("street", asked.street, held.streets, _lives_at, _STREET),
        _part("phone", asked.phone, held.phones, _rings, _PHONE),
    )


def total(lines: Iterable[Line]) -> float:
    """Return the whole weight of a match."""
    return sum(line.weight for line in lines)


def name_likeness(asked: str, held: str) -> float:
    """Return 0 to 1: how alike two name keys are, words in any order, each word used once."""
    said, known = asked.split()[:_MOST_WORDS], held.split()[:_MOST_WORDS]
    if not said or not known:
        return 0.0
    # Ties go by the words themselves, so that their order on record or at the desk is no matter.
    pairs = sorted(
        (-word_likeness(one, other), one, other, i, j)
        for i, one in enumerate(said)
        for j, other in enumerate(known)
    )
    free_said, free_known = set(range(len(said))), set(range(len(known)))
    score = 0.0
    for unlike, _one, _other, i, j in pairs:
        if i in free_said and j in free_known:
            free_said.remove(i)
            free_known.remove(j)
            score -= unlike
    return score / min(len(said), len(known))


def word_likeness(said: str, known: str) -> float:
    """Return 0 to 1: how alike two words are; very short words are the same or not at all."""
    if said == known:
        return 1.0
    shorter, longer = sorted((said, known), key=len)
    if len(shorter) < _SHORTEST_FUZZY:
        return 0.0
    if longer.startswith(shorter):
        return _BEGINS_ALIKE
    edits = OSA.distance(said, known)
    by_edits = 1.0 - edits / len(longer)
    return max(by_edits, JaroWinkler.similarity(said, known) if edits <= _MOST_EDITS else 0.0)


def _name(asked: str, held: tuple[str, ...]) -> Line:
    if not asked:
        return Line("name", "not_told", "not asked", 0.0)
    likeness, words = max(
        ((name_likeness(asked, name), len(name.split())) for name in held), default=(0.0, 0)
    )
    said = len(asked.split())
    share = 1.0 if said > 1 and words > 1 else _ONE_WORD
    if likeness == 1.0 and words >= said:
        return Line("name", "same", "the same", _NAME_SAME * share)
    if likeness >= LIKE_A_NAME:
        return Line("name", "close", "sounds or looks alike", _NAME_CLOSE * share * likeness)
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
        "month": ("close", "month and year agree"),
        "near": ("close", "one figure differs"),
        "year": ("close", "the year agrees"),
        "differs": ("differs", "differs"),
    }[kind]
    return Line("born", says[0], says[1], _BORN[kind])


def _compare_dates(asked: PartialDate, held: PartialDate) -> str:
    said, known = asked.day, held.day
    if said is not None and known is not None:
        return _compare_days(said, known)
    month = len("yyyy-mm")
    if len(asked.text) >= month and asked.text[:month] == held.text[:month]:
        return "month"
    about = Precision.ABOUT in (asked.precision, held.precision)
    apart = abs(asked.year - held.year)
    return "year" if apart <= (_ABOUT_YEARS if about else 0) else "differs"


def _compare_days(said: date, known: date) -> str:
    if said == known:
        return "same"
    if (said.year, said.month, said.day) == (known.year, known.day, known.month):
        return "swapped"
    if OSA.distance(said.isoformat(), known.isoformat()) == 1:
        return "near"
    return "differs"


def _part(
    field: str,
    asked: str,
    held: tuple[str, ...],
    fits: Callable[[str, str], bool],
    weights: tuple[float, float],
) -> Line:
    if not asked:
        return Line(field, "not_told", "not asked", 0.0)
    if not held:
        return Line(field, "not_held", "not on record", 0.0)
    same, differs = weights
    if any(fits(asked, value) for value in held):
        return Line(field, "same", "agrees", same)
    return Line(field, "differs", "differs", differs)


def _lives_at(asked: str, held: str) -> bool:
    known = held.split()
    return all(any(_same_place(word, other) for other in known) for word in asked.split())


def _same_place(said: str, known: str) -> bool:
    if said == known:
        return True
    return said.isalpha() and len(said) >= _SHORTEST_FUZZY and known.startswith(said)


def _rings(asked: str, held: str) -> bool:
    return asked in held
