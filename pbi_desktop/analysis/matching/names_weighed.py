"""What a name that is told weighs against the names on record, and why, in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from pbi_desktop.analysis.matching.evidence import SHOWN_FROM, Line, Weights
from pbi_desktop.analysis.matching.words_alike import QUALITY, Alike, a_little_alike, alike
from pbi_desktop.domain.name_lore import PREFIXES, TITLES, canonical, commonness, is_salutation

_MOST_WORDS = 12
_ORDER = tuple(Alike)
_ANOTHER_GIVEN = "another given name"
_A_LITTLE = "only a little alike"
ANOTHER_NAME = frozenset({_ANOTHER_GIVEN, _A_LITTLE, Alike.APART.value, Alike.NOT.value})
"""What is said of names by which two who share a birth and a home are two, as twins are."""


@dataclass(frozen=True)
class _Met:
    """One word that is told and one on record that are taken for each other."""

    said: str
    known: str
    how: Alike


def name_line(asked: str, held: Iterable[str], weights: Weights) -> Line:
    """Return the line of the name: that of the name on record which fits best."""
    said = _words(asked)
    if not said:
        return Line("name", "not_told", "not asked", 0.0)
    names = [name for name in dict.fromkeys(held) if name.strip()]
    if not names:
        return Line("name", "not_held", "not on record", 0.0)
    # Ties go by the words said, so that the order of the names on record is no matter.
    lines = (_compared(said, _words(name), weights) for name in names)
    return max(lines, key=lambda line: (line.weight, line.verdict, line.says))


def _compared(said: Sequence[str], known: Sequence[str], weights: Weights) -> Line:
    said, known = _joined(said, known), _joined(known, said)
    met, left_said, left_known = _paired(said, known)
    if not met:
        return _nothing_met(left_said, left_known, weights)
    weight = min(weights.name_most, sum(_worth(one, len(met), weights) for one in met))
    worst = max((one.how for one in met), key=_ORDER.index)
    given = {_given(said), _given(known)}
    if left_said and left_known:
        return _in_conflict(weight, left_said, left_known, given, weights)
    if all(one.how is Alike.INITIAL for one in met):
        return Line("name", "close", Alike.INITIAL.value, min(weight, weights.name_initials))
    if worst is not Alike.SAME:
        return Line("name", "close", worst.value, max(weight, SHOWN_FROM))
    if left_said and not all(_is_title(word) for word in left_said):
        return Line("name", "close", "a part of it agrees", max(weight, SHOWN_FROM))
    return Line("name", "same", "the same", max(weight, SHOWN_FROM))


def _nothing_met(said: Sequence[str], known: Sequence[str], weights: Weights) -> Line:
    if any(a_little_alike(one, other) for one in said for other in known):
        return Line("name", "differs", _A_LITTLE, weights.name_little)
    return Line("name", "differs", "differs", weights.name_differs)


def _in_conflict(
    weight: float,
    said: Sequence[str],
    known: Sequence[str],
    given: set[str],
    weights: Weights,
) -> Line:
    """Return the line where words agree and words on both sides are left that do not."""
    if all(map(_is_title, said)) or all(map(_is_title, known)):
        return Line("name", "close", "a part of it agrees", weight + weights.title_differs)
    if not given & {*said, *known}:
        return Line("name", "close", "another family name", weight + weights.family_differs)
    if any(a_little_alike(one, other) for one in said for other in known):
        little = min(weight / 2 + weights.name_little, weights.name_misheard)
        return Line("name", "differs", _A_LITTLE, little)
    return Line("name", "differs", _ANOTHER_GIVEN, weights.name_differs)


def _worth(met: _Met, count: int, weights: Weights) -> float:
    """Return what two words that agree weigh: more where few people bear the name."""
    share = max(commonness(met.said), commonness(met.known))
    bits = -log2(share) * weights.name_bit * QUALITY[met.how]
    shared_by_brothers = count > 1 and canonical(met.known) in PREFIXES
    return bits / 2 if shared_by_brothers else bits


def _paired(said: Sequence[str], known: Sequence[str]) -> tuple[list[_Met], list[str], list[str]]:
    """Return the words that meet, best first, each word once, and those left on either side."""
    # Ties go by the words themselves, so that their order on record or at the desk is no matter.
    choices = sorted(
        (_ORDER.index(how), one, other, i, j)
        for i, one in enumerate(said)
        for j, other in enumerate(known)
        if (how := alike(one, other)) is not Alike.NOT
    )
    free_said, free_known = dict(enumerate(said)), dict(enumerate(known))
    met = []
    for place, one, other, i, j in choices:
        if i in free_said and j in free_known:
            del free_said[i], free_known[j]
            met.append(_Met(one, other, _ORDER[place]))
    return met, list(free_said.values()), list(free_known.values())


def _words(name: str) -> list[str]:
    words = name.split()[:_MOST_WORDS]
    return [word for word in words if not is_salutation(word)] or words


def _joined(words: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """Return the words with two neighbours as one where the other name writes them so."""
    wanted = {canonical(word) for word in others}
    for at in range(len(words) - 1):
        both = words[at] + words[at + 1]
        if canonical(both) in wanted and not {canonical(w) for w in words[at : at + 2]} & wanted:
            return [*words[:at], both, *words[at + 2 :]]
    return words


def _given(words: Sequence[str]) -> str:
    """Return the name somebody is called by, as far as the order tells."""
    return next((word for word in words if canonical(word) not in PREFIXES), words[0])


def _is_title(word: str) -> bool:
    return canonical(word) in TITLES
