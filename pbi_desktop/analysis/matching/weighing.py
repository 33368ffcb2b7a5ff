"""How well what somebody says fits a person on record, and why.

Weights are in bits, judged and kept in one table: an agreement that few people share weighs
more. They never come from the rows of a store, where hidden people would move them.
"""

from collections.abc import Callable
from datetime import date

from rapidfuzz.distance import OSA

from pbi_desktop.analysis.matching.evidence import DEFAULT, Asked, Held, Line, Weights
from pbi_desktop.analysis.matching.likeness import LIKE_A_NAME, name_likeness
from pbi_desktop.domain.times import PartialDate, Precision

_ONE_WORD = 0.6  # one name of two is shared by many
_BORN = {"same": 8.0, "swapped": 6.0, "month": 5.0, "near": 4.0, "year": 3.0, "differs": -5.0}
_SHORTEST_FUZZY = 3
_ABOUT_YEARS = 3


def weigh(asked: Asked, held: Held, weights: Weights = DEFAULT) -> tuple[Line, ...]:
    """Return a line for each field: name, born, street, phone; household, reference if told."""
    street = (weights.street_same, weights.street_differs)
    phone = (weights.phone_same, weights.phone_differs)
    reference = (weights.reference_same, weights.reference_differs)
    lines = [
        _name(asked.name, (*held.names, *held.former), weights),
        _born(asked.born, held.born),
        _part("street", asked.street, held.streets, _lives_at, street),
        _part("phone", asked.phone, held.phones, _rings, phone),
    ]
    if asked.reference:
        lines.append(_part("reference", asked.reference, held.references, str.__eq__, reference))
    return tuple(lines)


def _name(asked: str, held: tuple[str, ...], weights: Weights) -> Line:
    if not asked:
        return Line("name", "not_told", "not asked", 0.0)
    likeness, words = max(
        ((name_likeness(asked, name), len(name.split())) for name in held), default=(0.0, 0)
    )
    said = len(asked.split())
    share = 1.0 if said > 1 and words > 1 else _ONE_WORD
    if likeness == 1.0 and words >= said:
        return Line("name", "same", "the same", weights.name_same * share)
    if likeness >= LIKE_A_NAME:
        return Line("name", "close", "sounds or looks alike", weights.name_close * share * likeness)
    return Line("name", "differs", "differs", weights.name_differs)


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
