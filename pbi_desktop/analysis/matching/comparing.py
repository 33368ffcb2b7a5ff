"""How far the two records of each pair agree, field by field, as levels; all pairs at once."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from pbi_desktop.analysis.matching.columns import Column, Ints, People
from pbi_desktop.analysis.matching.fields import SWAPPED
from pbi_desktop.analysis.matching.otherwise import by_earlier_addresses, by_other_names
from pbi_desktop.analysis.matching.vocabulary import Vocabulary
from pbi_desktop.domain.name_lore import canonical
from pbi_desktop.domain.names import name_key

Levels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Agreement = Mapping[str, Levels]

_NEAR, _LITTLE = 0.9, 0.78
_LITTLE_OF_NAMES = 0.85
_BY_SOUND = 0.7
_DIFFERS, _SOME, _CLOSE, _VARIANT, _EXACT = 1, 2, 3, 4, 5


def compare(people: People, words: Vocabulary, left: Ints, right: Ints) -> Agreement:
    """Return the levels of each field that somebody has a value of."""
    found: dict[str, Levels] = {"born": born_levels(people.born[left], people.born[right])}
    found["given"], found["family"] = _names(people, words, left, right)
    for name in ("street", "second", "locality"):
        column: Column = getattr(people, name)
        if column.said:
            found[name] = _text(column, left, right)
    if people.street.said and people.second.said:
        _cross_addresses(people, found, left, right)
    for name in ("house", "postcode", "phone", "email", "reference"):
        column = getattr(people, name)
        if column.said:
            found[name] = _figures(column, left, right)
    if people.sex.said:
        found["sex"] = _equal(people.sex, left, right)
    if (people.age >= 0).any():
        found["age"] = _ages(people, found["born"], left, right)
    if people.related.any():
        found["household"] = _households(people, left, right)
    by_other_names(people, found, left, right)
    by_earlier_addresses(people, found, left, right)
    return found


def born_levels(one: NDArray[np.int16], other: NDArray[np.int16]) -> Levels:
    """Return for rows of year, month and day: 4 same, 3 one slip, 2 two parts agree, 1 differs."""
    same = one == other
    whole = (one[:, 2] > 0) & (other[:, 2] > 0)
    near_year = np.abs(one[:, 0] - other[:, 0]) == 1
    swapped = (one[:, 1] == other[:, 2]) & (one[:, 2] == other[:, 1]) & same[:, 0]
    slip = swapped | (near_year & same[:, 1] & same[:, 2]) | _one_figure(one, other)
    levels = np.full(len(one), _DIFFERS, dtype=np.uint8)
    levels[same.sum(axis=1) >= 2] = _SOME
    levels[slip] = _CLOSE
    levels[same.all(axis=1)] = _VARIANT
    part = ~whole
    months = (one[:, 1] > 0) & (other[:, 1] > 0)
    levels[part] = np.where(same[part, 0] & (same[part, 1] | ~months[part]), _SOME, _DIFFERS)
    levels[(one[:, 0] == 0) | (other[:, 0] == 0)] = 0
    return levels


def _one_figure(one: NDArray[np.int16], other: NDArray[np.int16]) -> Mask:
    """Say which dates differ in one figure of eight, or in two that changed places."""
    first, second = _figures_of(one), _figures_of(other)
    unlike = first != second
    count = unlike.sum(axis=1)
    turned = np.zeros(len(one), dtype=bool)
    for at in range(first.shape[1] - 1):
        crossed = (first[:, at] == second[:, at + 1]) & (first[:, at + 1] == second[:, at])
        turned |= crossed & unlike[:, at]
    return np.asarray((count == 1) | ((count == 2) & turned))


def _figures_of(rows: NDArray[np.int16]) -> NDArray[np.int8]:
    parts = ((0, 1000), (0, 100), (0, 10), (0, 1), (1, 10), (1, 1), (2, 10), (2, 1))
    return np.stack([(rows[:, part] // size % 10).astype(np.int8) for part, size in parts], axis=1)


def _names(people: People, words: Vocabulary, left: Ints, right: Ints) -> tuple[Levels, Levels]:
    given, family = people.given.codes, people.family.codes
    levels = (
        _name(words, given[left], given[right]),
        _name(words, family[left], family[right]),
    )
    crossed = np.flatnonzero((levels[0] < _CLOSE) & (levels[1] < _CLOSE))
    first = _name(words, given[left[crossed]], family[right[crossed]])
    second = _name(words, family[left[crossed]], given[right[crossed]])
    both = np.minimum(first, second) >= _CLOSE
    half = (np.maximum(first, second) >= _CLOSE) & (np.minimum(first, second) == 0)
    levels[0][crossed[both]], levels[1][crossed[both]] = SWAPPED, 0
    levels[0][crossed[half]], levels[1][crossed[half]] = _CLOSE, 0
    return levels


def _name(words: Vocabulary, one: Ints, other: Ints) -> Levels:
    levels = np.full(len(one), _DIFFERS, dtype=np.uint8)
    open_ = np.flatnonzero((one != other) & (one > 0) & (other > 0))
    a, b = one[open_], other[open_]
    alike = _likeness(words.values, a, b, JaroWinkler.similarity)
    same_sound = (words.sounds[a] == words.sounds[b]) & (alike >= _BY_SOUND)
    a_word = (words.first[a] == words.first[b]) | (words.last[a] == words.last[b])
    a_word |= (words.first[a] == words.last[b]) | (words.last[a] == words.first[b])
    initial = words.initial[a] == words.initial[b]
    initial &= words.is_initial[a] | words.is_initial[b]
    grade = np.where((alike >= _LITTLE_OF_NAMES) | initial, _SOME, _DIFFERS).astype(np.uint8)
    grade[(alike >= _NEAR) | same_sound | a_word] = _CLOSE
    grade[words.known[a] & words.known[b]] = _DIFFERS  # Hassan is not Hussain misspelt
    grade[words.usual[a] == words.usual[b]] = _VARIANT
    maybe = np.flatnonzero((grade < _VARIANT) & words.shortened[a] & words.shortened[b])
    short = [
        words.short_for(*pair) for pair in zip(a[maybe].tolist(), b[maybe].tolist(), strict=True)
    ]
    grade[maybe[np.array(short, dtype=bool)]] = _VARIANT
    levels[open_] = grade
    levels[one == other] = _EXACT
    levels[(one == 0) | (other == 0)] = 0
    return levels


def _text(column: Column, left: Ints, right: Ints) -> Levels:
    """Return 4 the same, 3 near, 2 a little alike, 1 differs."""
    one, other = column.codes[left], column.codes[right]
    levels = np.full(len(left), _DIFFERS, dtype=np.uint8)
    open_ = np.flatnonzero((one != other) & (one > 0) & (other > 0))
    alike = _likeness(column.values, one[open_], other[open_], JaroWinkler.similarity)
    levels[open_[alike >= _LITTLE]] = _SOME
    levels[open_[alike >= _NEAR]] = _CLOSE
    levels[one == other] = _VARIANT
    levels[(one == 0) | (other == 0)] = 0
    return levels


def _figures(column: Column, left: Ints, right: Ints) -> Levels:
    """Return 3 the same, 2 but for one figure, 1 differs."""
    one, other = column.codes[left], column.codes[right]
    levels = np.full(len(left), _DIFFERS, dtype=np.uint8)
    open_ = np.flatnonzero((one != other) & (one > 0) & (other > 0))
    alike = _likeness(column.values, one[open_], other[open_], OSA.similarity)
    longest = _lengths(column.values)
    size = np.maximum(longest[one[open_]], longest[other[open_]])
    most = np.where(size >= 10, 2, 1)
    levels[open_[(size - alike <= most) & (alike >= 1)]] = _SOME
    levels[one == other] = _CLOSE
    levels[(one == 0) | (other == 0)] = 0
    return levels


def _cross_addresses(people: People, found: dict[str, Levels], left: Ints, right: Ints) -> None:
    """Raise the street to near where it stands in the other's second line; the rest is not told."""
    open_ = np.flatnonzero((found["street"] < _CLOSE) & (found["second"] < _CLOSE))
    street, second = people.street, people.second
    values = max((street.values, second.values), key=len)
    for one, other in ((left, right), (right, left)):
        a, b = street.codes[one[open_]], second.codes[other[open_]]
        there = (a > 0) & (b > 0)
        alike = np.zeros(len(open_), dtype=np.float32)
        alike[there] = _likeness(values, a[there], b[there], JaroWinkler.similarity)
        met = open_[alike >= _NEAR]
        found["street"][met], found["second"][met] = _CLOSE, 0


def _equal(column: Column, left: Ints, right: Ints) -> Levels:
    one, other = column.codes[left], column.codes[right]
    return np.where((one > 0) & (other > 0), np.where(one == other, 2, 1), 0).astype(np.uint8)


def _ages(people: People, born: Levels, left: Ints, right: Ints) -> Levels:
    """Return 2 where ages agree but for a year, 1 where not; where births are told they decide."""
    one, other = people.age[left], people.age[right]
    told = (one >= 0) & (other >= 0) & (born == 0)
    return np.where(told, np.where(np.abs(one - other) <= 1, 2, 1), 0).astype(np.uint8)


def _households(people: People, left: Ints, right: Ints) -> Levels:
    """Return 2 where a relative of the same name is told of both, 1 where none is."""
    levels = np.zeros(len(left), dtype=np.uint8)
    for at in np.flatnonzero(people.related[left] & people.related[right]).tolist():
        one, other = people.records[left[at]], people.records[right[at]]
        levels[at] = 2 if _canonical(one.household) & _canonical(other.household) else 1
    return levels


def _canonical(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(canonical(word) for name in names for word in name_key(name).split())


def _likeness(
    values: list[str], one: Ints, other: Ints, scorer: Callable[..., float]
) -> NDArray[np.float32]:
    if not len(one):
        return np.empty(0, dtype=np.float32)
    words = np.array(values, dtype=object)
    return np.asarray(
        cpdist(words[one].tolist(), words[other].tolist(), scorer=scorer, dtype=np.float32,
               workers=-1)
    )  # fmt: skip


def _lengths(values: list[str]) -> Ints:
    return np.fromiter(map(len, values), dtype=np.int32, count=len(values))
