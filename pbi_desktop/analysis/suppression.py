"""Which counts a shared copy must hide, so that 1 to 4 cases can neither be read nor worked out.

Each count is the size of a set of cases. Cases that are placed alike by everything that is
published form one class, so each count is a sum of class sizes. A hidden count can be worked out
just where its sum is a combination of the sums still shown; then one more of these is hidden, the
smallest, until it cannot. Whoever looks is taken to know which classes are empty, which is more
than they can know: the result errs towards hiding. What remains is that a hidden count lies in a
range, never which number it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key")
Classes = frozenset[int]
"""The classes that a count is the sum of, by number."""

SMALLEST_SHOWN = 5


def is_small(count: int) -> bool:
    """Say whether a count points to so few that a shared copy hides it."""
    return 0 < count < SMALLEST_SHOWN


def hidden(
    shown: Mapping[Key, Classes], secret: Iterable[Classes], sizes: Sequence[int]
) -> frozenset[Key]:
    """Return the keys of the counts to hide.

    `shown` is all that would be printed; `secret` holds further counts that are not printed but
    must not be worked out either; `sizes` is how many cases each class has.
    """
    counts = {classes: sum(sizes[one] for one in classes) for classes in {*shown.values(), *secret}}
    small = sorted((classes for classes in counts if is_small(counts[classes])), key=sorted)
    still = {classes for classes in shown.values() if classes and not is_small(counts[classes])}
    while leak := _first_leak(small, still):
        still.remove(min(leak, key=lambda classes: (counts[classes], sorted(classes))))
    return frozenset(key for key, classes in shown.items() if classes and classes not in still)


_Row = dict[int, Fraction]


def _first_leak(small: Sequence[Classes], shown: Collection[Classes]) -> list[Classes]:
    """Return shown counts that together give away a small one; none where nothing does."""
    ordered = sorted(shown, key=sorted)
    basis: dict[int, tuple[_Row, _Row]] = {}
    for number, classes in enumerate(ordered):
        row, made_of = _reduced(_row(classes), {number: Fraction(1)}, basis)
        if row:
            basis[min(row)] = (row, made_of)
    for classes in small:
        rest, made_of = _reduced(_row(classes), {}, basis)
        if not rest:
            return [ordered[number] for number in made_of]
    return []


def _row(classes: Classes) -> _Row:
    return {one: Fraction(1) for one in classes}


def _reduced(row: _Row, made_of: _Row, basis: Mapping[int, tuple[_Row, _Row]]) -> tuple[_Row, _Row]:
    """Return what is left of a row after the basis is taken out, and what was used for that."""
    while pivots := [one for one in row if one in basis]:
        pivot = min(pivots)
        by, by_made_of = basis[pivot]
        factor = row[pivot] / by[pivot]
        row, made_of = _minus(row, by, factor), _minus(made_of, by_made_of, factor)
    return row, made_of


def _minus(left: _Row, right: _Row, factor: Fraction) -> _Row:
    result = dict(left)
    for one, value in right.items():
        rest = result.get(one, Fraction(0)) - factor * value
        if rest:
            result[one] = rest
        else:
            result.pop(one, None)
    return result
