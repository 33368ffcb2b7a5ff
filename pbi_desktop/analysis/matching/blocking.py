"""Which pairs of two lists are worth comparing: those that meet in some block of a few values.

Each pass groups people by one or two values. Values that few share make small blocks, and small
blocks come first: a pass stops when it has made as many pairs as it may. In what is left, people
are put in order and each is compared with the next few, so that nobody is beyond reach.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints, People
from pbi_desktop.analysis.matching.vocabulary import Vocabulary

Keys = NDArray[np.int64]
Pairs = tuple[Ints, Ints]

_PAIRS_EACH = 0.7
_PAIRS_ALWAYS = 150_000
_LARGEST_BLOCK = 400
_NEXT_FEW = 2
_FEW_ENOUGH = 1_500_000
# About how many bits the cheapest agreements are worth, to leave out pairs that have no hope.
_NAME_BITS = 5
_BORN_BITS = (4, 3, 4)
_BITS = {"house": 4, "street": 6, "second": 6, "locality": 1, "postcode": 7, "phone": 12}
_BITS |= {"email": 14, "reference": 14}
_LEAST_BITS = 13
_MONTHS, _DAYS = 100, 10_000
_SHIFT = 1 << 24


def candidates(people: People, words: Vocabulary, split: int | None) -> Pairs:
    """Return the pairs to compare, each once; with `split` only those across that place."""
    most = max(int(_PAIRS_EACH * people.count), _PAIRS_ALWAYS)
    order = np.lexsort((people.born[:, 0], words.usual[people.given.codes], people.family.codes))
    rank = np.empty(people.count, dtype=np.int32)
    rank[order] = np.arange(people.count, dtype=np.int32)
    met = [
        _meet(keys, rank, most, split, chained=not place)
        for place, keys in enumerate(_passes(people, words))
    ]
    codes = np.concatenate([pairs for pairs in met if len(pairs)] or [np.empty(0, np.int64)])
    codes.sort()
    if len(codes):
        codes = codes[np.concatenate(([True], codes[1:] != codes[:-1]))]
    left, right = (part.astype(np.int32) for part in np.divmod(codes, people.count))
    if len(left) <= _FEW_ENOUGH:
        return left, right
    hopeful = _hopeful(people, words, left, right)
    return left[hopeful], right[hopeful]


def _hopeful(people: People, words: Vocabulary, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Say which pairs agree in enough to be worth a look at their letters."""
    bits = np.zeros(len(left), dtype=np.int8)
    given, family = words.sounds[people.given.codes], words.sounds[people.family.codes]
    for one, other in ((given, given), (family, family), (given, family), (family, given)):
        bits += _agree(one, other, left, right) * np.int8(_NAME_BITS)
    for part, worth in enumerate(_BORN_BITS):
        born = people.born[:, part]
        bits += _agree(born, born, left, right) * np.int8(worth)
    for name, worth in _BITS.items():
        codes = getattr(people, name).codes
        bits += _agree(codes, codes, left, right) * np.int8(worth)
    return np.asarray(bits >= _LEAST_BITS)


def _agree(
    one: NDArray[np.integer], other: NDArray[np.integer], left: Ints, right: Ints
) -> NDArray[np.int8]:
    first = one[left]
    return np.asarray((first == other[right]) & (first > 0), dtype=np.int8)


def _passes(people: People, words: Vocabulary) -> Iterator[Keys]:
    """Give the keys of each pass; 0 takes no part in it."""
    given, family = words.usual[people.given.codes], words.usual[people.family.codes]
    sound_given, sound_family = words.sounds[people.given.codes], words.sounds[people.family.codes]
    year, month, day = (people.born[:, part].astype(np.int64) for part in range(3))
    whole = (month > 0) & (day > 0)
    born = np.where(whole, year * _DAYS + month * _MONTHS + day, 0)
    in_year = np.where(whole, month * _MONTHS + day, 0)
    yield _both(np.minimum(given, family), np.maximum(given, family))
    yield born
    yield _both(born, words.initial[people.given.codes])
    yield _both(born, words.initial[people.family.codes])
    for name in (given, family):
        yield _both(name, in_year)
        yield _both(name, np.where(whole, year * _MONTHS + month, 0))
        yield _both(name, np.where(whole, year * _MONTHS + day, 0))
        yield _both(name, year)
    yield _both(np.minimum(sound_given, sound_family), np.maximum(sound_given, sound_family))
    for place in (people.postcode, people.locality, people.street, people.second):
        if place.said:
            yield from (_both(place.codes, name) for name in (given, family))
            yield _both(place.codes, year)
            yield _both(place.codes, in_year)
    yield from _homes(people)
    for column in (people.phone, people.email, people.reference):
        if column.said:
            yield column.codes.astype(np.int64)
    for column in (people.given, people.family):
        yield column.codes.astype(np.int64)


def _homes(people: People) -> Iterator[Keys]:
    """Give the keys of those who live in one place, by what an address may have left."""
    parts = [people.house, people.street, people.second, people.postcode, people.locality]
    told = [column for column in parts if column.said]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            yield _both(one.codes, other.codes)
    if people.second.said:
        yield people.second.codes.astype(np.int64)


def _both(one: NDArray[np.integer], other: NDArray[np.integer]) -> Keys:
    """Return keys of two values; 0 where either is missing."""
    keys = one.astype(np.int64) * _SHIFT + other
    return np.where((one > 0) & (other > 0), keys, 0)


def _meet(
    keys: Keys, rank: Ints, most: int, split: int | None, *, chained: bool
) -> NDArray[np.int64]:
    """Return the pairs of one pass, each as one number: left times the count, plus right."""
    count = len(keys)
    there = np.flatnonzero(keys)
    if len(there) < 2:
        return np.empty(0, dtype=np.int64)
    order = there[np.lexsort((rank[there], keys[there]))].astype(np.int32)
    starts = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1])))
    sizes = np.diff(np.append(starts, len(order)))
    by_size = np.argsort(sizes, kind="stable")
    made = np.cumsum(sizes[by_size].astype(np.int64) * (sizes[by_size] - 1) // 2)
    whole = np.zeros(len(sizes), dtype=bool)
    whole[by_size] = (made <= most) & (sizes[by_size] <= _LARGEST_BLOCK)
    size_of, start_of = np.repeat(sizes, sizes), np.repeat(starts, sizes)
    place = np.arange(len(order))
    reach = np.where(np.repeat(whole, sizes), size_of, _NEXT_FEW if chained else 0)
    after = np.minimum(size_of - (place - start_of) - 1, reach)
    first = np.repeat(place, after)
    step = np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after) + 1
    one, other = order[first], order[first + step]
    left, right = np.minimum(one, other).astype(np.int64), np.maximum(one, other)
    if split is not None:
        across = (left < split) & (right >= split)
        left, right = left[across], right[across]
    return np.asarray(left * count + right)
