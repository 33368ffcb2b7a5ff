"""Distinct names at hand, to find those that are meant: misspelt, misheard, in another spelling.

A name key may have several words; each is found by any of them. What is found are name keys:
whose they are, and who may know it, is asked elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pbi_desktop.analysis.matching.words_alike import close_to, heard_as
from pbi_desktop.domain.name_lore import canonical, is_short_for, may_be_short

_FROM_ONE_EDIT, _FROM_TWO_EDITS = 3, 6
"""A word this long may have one slip, or two; of shorter words another letter is another name."""
_LONGEST = 60


class NameIndex:
    """The distinct keys of one kind of name."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys: set[str] = set()
        self._words: set[str] = set()
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._sounding: dict[str, list[str]] = defaultdict(list)
        self._spelt: dict[str, list[str]] = defaultdict(list)
        self._shortened: list[str] = []
        self._holding: dict[str, list[str]] = defaultdict(list)
        self.add(keys)

    def add(self, keys: Iterable[str]) -> None:
        """Take in more keys; those that are here already do no harm."""
        for key in keys:
            if key and key not in self._keys:
                self._keys.add(key)
                words = key.split()
                for word in words:
                    self._add_word(word)
                    if len(words) > 1:
                        self._holding[word].append(key)

    def same(self, word: str) -> frozenset[str]:
        """Return the keys that hold this word: as it is, spelt otherwise, shortened, misheard."""
        words = {word, *self._spelt.get(canonical(word), ()), *self._misheard(word)}
        if may_be_short(word):
            words.update(other for other in self._shortened if is_short_for(word, other))
        return frozenset(self._keys_of(words))

    def alike(self, word: str, edits: int) -> frozenset[str]:
        """Return the keys with a word exactly so many slips away: a letter more, less, other."""
        if len(word) < (_FROM_ONE_EDIT, _FROM_TWO_EDITS)[edits - 1] or len(word) > _LONGEST:
            return frozenset()
        found: list[str] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            near = extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=None,
                processor=None,
            )
            found += [other for other, distance, _place in near if distance == edits]
        return frozenset(self._keys_of(found))

    def _add_word(self, word: str) -> None:
        if word not in self._words:
            self._words.add(word)
            self._by_length[len(word)].append(word)
            self._add_spelling(word)
            if may_be_short(word):
                self._shortened.append(word)

    def _add_spelling(self, word: str) -> None:
        usual = canonical(word)
        if usual not in self._spelt:
            self._sounding[heard_as(usual)].append(usual)
        self._spelt[usual].append(word)

    def _misheard(self, word: str) -> Iterator[str]:
        """Give the words that sound like this one, as a match of the two would say."""
        usual = canonical(word[:_LONGEST])
        heard = heard_as(usual)
        for other in close_to(usual, self._sounding.get(heard, ())) if heard else ():
            yield from self._spelt[other]

    def _keys_of(self, words: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for word in words:
            found.update(self._holding.get(word, ()))
            found.add(word)
        return found
