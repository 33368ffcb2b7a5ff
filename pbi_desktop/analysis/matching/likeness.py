"""How alike two names or words are, from 0 to 1, by their letters alone."""

from rapidfuzz.distance import OSA, JaroWinkler

LIKE_A_NAME = 0.84
"""How alike two words are from which one may be the other misspelt."""

_SHORTEST_FUZZY = 3
_BEGINS_ALIKE = 0.95
_MOST_EDITS = 2
_MOST_WORDS = 12


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
