"""The names of a list, each once: its usual spelling, its sound, what it may be short for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints, People
from pbi_desktop.domain.name_lore import canonical, commonness, is_known, is_short_for, may_be_short
from pbi_desktop.domain.name_sounds import sound

_LORE_COUNTS_AS = 500  # people: for a short list the judged commonness, for a long one its own


@dataclass(frozen=True)
class Vocabulary:
    """What is known of each name by its code; given and family names share their codes."""

    values: list[str]
    usual: Ints
    sounds: Ints
    first: Ints
    last: Ints
    initial: Ints
    is_initial: NDArray[np.bool_]
    known: NDArray[np.bool_]
    """Whether it is a name of the lore, so that one near it is another name."""
    shortened: NDArray[np.bool_]
    share: NDArray[np.float32]
    """Which share of people bear it, by the list and by the lore of names."""

    def short_for(self, one: int, other: int) -> bool:
        """Say whether one of two names begins with a short form of the beginning of the other."""
        first, second = self.values[one].split(), self.values[other].split()
        return bool(first and second) and is_short_for(first[0], second[0])


def vocabulary(people: People) -> Vocabulary:
    """Return the names of a list."""
    values = max((people.given.values, people.family.values), key=len)
    usual = [" ".join(map(canonical, value.split())) for value in values]
    parts = [value.split() or [""] for value in usual]
    single: dict[str, int] = {"": 0}
    return Vocabulary(
        values,
        _codes(usual, {"": 0}),
        _codes([sound(words[0]) for words in parts], {"": 0}),
        _codes([words[0] for words in parts], single),
        _codes([words[-1] for words in parts], single),
        _codes([value[:1] for value in values], {"": 0}),
        np.array([len(value) == 1 for value in values], dtype=bool),
        np.array([is_known(value) for value in usual], dtype=bool),
        np.array([any(map(may_be_short, value.split()[:1])) for value in values], dtype=bool),
        _shares(people, values),
    )


def _codes(texts: list[str], known: dict[str, int]) -> Ints:
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int32)


def _shares(people: People, values: list[str]) -> NDArray[np.float32]:
    counts = np.zeros(len(values), dtype=np.float64)
    for column in (people.given, people.family):
        counts += np.bincount(column.codes, minlength=len(values))
    lore = np.array([_judged(value) for value in values])
    people_with_names = max(1, people.count)
    shares = (counts + lore * _LORE_COUNTS_AS) / (people_with_names + _LORE_COUNTS_AS)
    return np.asarray(shares, dtype=np.float32)


def _judged(value: str) -> float:
    """Return how common a name is by the lore; one of several words is as rare as its rarest."""
    return min(map(commonness, value.split()), default=1.0)
