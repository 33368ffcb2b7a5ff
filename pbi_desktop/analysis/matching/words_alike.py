"""How far two words of names are one: the same, in another spelling, short, misspelt, by sound."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from pbi_desktop.analysis.matching.likeness import LIKE_A_NAME, word_likeness
from pbi_desktop.domain.name_lore import canonical, is_known, same_word
from pbi_desktop.domain.name_sounds import bare_sound, sound

_HALF_ALIKE = 0.5
_SHORTEST_BY_SOUND = 2
A_LITTLE = 0.6
"""How alike two words are from which one may be the other misheard."""


class Alike(Enum):
    """How two words agree, best first, with what is said of it."""

    SAME = "the same"
    SPELLING = "another spelling"
    SHORT = "short for it"
    LETTERS = "sounds or looks alike"
    INITIAL = "an initial"
    APART = "alike, but another name"
    NOT = "differs"


QUALITY = {
    Alike.SAME: 1.0,
    Alike.SPELLING: 0.92,
    Alike.SHORT: 0.8,
    Alike.LETTERS: 0.75,
    Alike.INITIAL: 0.3,
    Alike.APART: 0.3,
    Alike.NOT: 0.0,
}
"""How much of the weight of a word that is the same each other agreement has."""


@lru_cache(maxsize=65536)
def alike(said: str, known: str) -> Alike:
    """Return how two words agree."""
    if said == known:
        return Alike.SAME
    if canonical(said) == canonical(known):
        return Alike.SPELLING
    if same_word(said, known):
        return Alike.SHORT
    if min(len(said), len(known)) == 1:
        return Alike.INITIAL if said[0] == known[0] else Alike.NOT
    if not _like_letters(said, known):
        return Alike.NOT
    return Alike.APART if is_known(said) and is_known(known) else Alike.LETTERS


def heard_as(usual: str) -> str:
    """Return what is heard of a word in its usual spelling; nothing where that is too little."""
    heard = sound(usual)
    return heard if len(heard) >= _SHORTEST_BY_SOUND else ""


def close_to(usual: str, others: Sequence[str]) -> list[str]:
    """Return those of words of one sound that have half their letters in common with this."""
    return [
        other
        for other in others
        if OSA.normalized_similarity(usual, other, score_cutoff=_HALF_ALIKE) >= _HALF_ALIKE
    ]


def a_little_alike(said: str, known: str) -> bool:
    """Say whether one of two words may be the other misheard, with less confidence."""
    return word_likeness(canonical(said), canonical(known)) >= A_LITTLE


def _like_letters(said: str, known: str) -> bool:
    if said.isascii() != known.isascii():
        heard = bare_sound(said)
        return len(heard) >= _SHORTEST_BY_SOUND and heard == bare_sound(known)
    one, other = canonical(said), canonical(known)
    if any(
        word_likeness(first, second) >= LIKE_A_NAME and _begins_alike(first, second)
        for first, second in ((said, known), (one, other))
    ):
        return True
    return heard_as(one) == heard_as(other) != "" and bool(close_to(one, (other,)))


def _begins_alike(one: str, other: str) -> bool:
    """Say whether the first letters agree; a slip there is rare, so it must be the only one."""
    return one[0] == other[0] or OSA.distance(one, other) == 1
