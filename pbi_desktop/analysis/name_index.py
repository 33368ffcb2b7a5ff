"""Many names at hand, to find those that are alike: misspelt, cut short, in another order."""

from bisect import bisect_left
from collections.abc import Iterable
from uuid import UUID

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pbi_desktop.analysis.matching import LIKE_A_NAME, name_likeness, word_likeness

_SHORTEST_FUZZY = 3
_FARTHEST = 0.5  # two slips in four letters; less alike than this is never alike as a word


class NameIndex:
    """Name keys by their words. It holds what it was given: who may be seen is asked elsewhere."""

    def __init__(self, names: Iterable[tuple[UUID, str]]) -> None:
        self._names = tuple(names)
        self._by_word: dict[str, list[int]] = {}
        for place, (_person, key) in enumerate(self._names):
            for word in set(key.split()):
                self._by_word.setdefault(word, []).append(place)
        self._words = sorted(self._by_word)

    def alike(self, asked: str) -> dict[UUID, float]:
        """Return the people whose names are alike, with how alike they are, 0 to 1."""
        best: dict[UUID, float] = {}
        for place in self._holding_a_word_of(asked):
            person, key = self._names[place]
            likeness = name_likeness(asked, key)
            if likeness >= LIKE_A_NAME and likeness > best.get(person, 0.0):
                best[person] = likeness
        return best

    def _holding_a_word_of(self, asked: str) -> set[int]:
        places: set[int] = set()
        for word in set(asked.split()):
            for near in self._near(word):
                places.update(self._by_word[near])
        return places

    def _near(self, word: str) -> set[str]:
        found = {word} if word in self._by_word else set()
        if len(word) < _SHORTEST_FUZZY:
            return found
        for length in range(_SHORTEST_FUZZY, len(word)):
            if word[:length] in self._by_word:
                found.add(word[:length])
        for longer in self._words[bisect_left(self._words, word) :]:
            if not longer.startswith(word):
                break
            found.add(longer)
        fuzzy = extract(
            word,
            self._words,
            scorer=OSA.normalized_similarity,
            score_cutoff=_FARTHEST,
            limit=None,
            processor=None,
        )
        found.update(near for near, _score, _place in fuzzy if word_likeness(word, near) > 0)
        return found
