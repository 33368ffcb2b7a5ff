"""Whom a search compares: everybody in sight to whom something of what was said points.

Names are asked for in widening rings: as they begin, as they sound or are spelt, a slip away, two
slips away. A wider ring is asked only while too few people in sight fit the narrower ones, and
each ring is asked for whole, so that no hidden name takes the place of a visible one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import permutations
from uuid import UUID

from rapidfuzz.distance import OSA

from pbi_desktop.analysis.matching import LIKE_A_NAME, Asked, word_likeness
from pbi_desktop.analysis.name_index import NameIndex
from pbi_desktop.domain.name_lore import TITLES, same_word
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.services.front_door_names import KnownNames
from pbi_desktop.services.front_door_words import ABOUT_YEARS, swapped
from pbi_desktop.store import person_search as people
from pbi_desktop.store.person_search import Met
from pbi_desktop.store.reading import Reading

ENOUGH_PEOPLE = 25
_MOST_WORDS = 4
_TWO = 2
_STILL_TYPED = 4
"""A word this short, with which the name of somebody in sight begins, is taken as a beginning."""
_FITS, _SPELT_OTHERWISE = 0.93, 0.96
# Roughly the weights by which they are compared afterwards: this only says who is worth that.
_NAME, _POINTED, _REFERENCE = 9.0, 5.0, 12.0
_SAME_BORN, _SWAPPED, _NEAR_BORN, _SAME_YEAR, _OTHER_BORN = 8.0, 6.0, 5.0, 3.0, -5.0

Keys = Callable[[NameIndex, str], Iterable[str]]


@dataclass(frozen=True)
class Question:
    """What was told, as search keys, and the spans in which the birth may be on record."""

    asked: Asked
    spans: tuple[tuple[str, str], ...] = ()
    day_of_year: str = ""
    """A day and month without the year, as the end of a date: "-04-09"."""
    reference: str = ""
    """What may be a reference, whatever else it may be."""
    thorough: bool = False
    """Before somebody new is kept: words are whole, and every ring is asked."""


class Search:
    """One search of one worker, over the people in sight alone."""

    def __init__(self, reading: Reading, known: KnownNames, question: Question) -> None:
        self._reading = reading
        self._known = known
        self._actor = known.actor
        self._question = question
        self._asked = question.asked
        self._words = _searched(question.asked.name)
        self._likeness: dict[tuple[str, str], float] = {}
        self._met: dict[UUID, Met] = {}
        self._named: dict[UUID, float] = {}
        self._pointed: dict[UUID, float] = {}

    def nearest(self, most: int) -> list[UUID]:
        """Return at most so many people, those first to whom most of what was told points."""
        if self._words:
            self._ask_names()
        self._ask_birth()
        self._ask_pointers()
        scores = {key: self._score(one) for key, one in self._met.items()}
        return nsmallest(most, scores, key=lambda key: (-scores[key], key))

    def unexplained(self) -> list[str]:
        """Return the words of the name that nobody met bears: they may be where somebody lives."""
        held = {word for one in self._met.values() for word in _held(one)}
        return [
            word
            for word in self._words
            if all(self._alike(word, other) < LIKE_A_NAME for other in held)
        ]

    # --- names ---------------------------------------------------------------------------------

    def _ask_names(self) -> None:
        for ring in self._rings():
            for one in ring:
                self._met[one.id] = one
                self._named[one.id] = max(self._named.get(one.id, 0.0), self._name_score(one))
            if self._has_enough():
                return

    def _has_enough(self) -> bool:
        if self._question.thorough:
            return False
        fitting = sum(score >= _FITS for score in self._named.values())
        typing = all(len(word) <= _STILL_TYPED for word in self._words)
        return fitting >= (1 if typing else ENOUGH_PEOPLE)

    def _rings(self) -> Iterator[list[Met]]:
        words, spans = self._words, self._question.spans
        if len(words) == 1 and len(words[0]) == 1 and words[0].isascii():
            yield self._by_keys(_SAME, ())  # a letter begins too many
            return
        others = people.by_other_names(self._reading, self._actor, words)
        if len(words) == 1:
            yield others + people.by_one_beginning(self._reading, self._actor, words[0], spans)
        elif self._question.thorough:  # the words are whole
            yield others
        else:
            orders = list(permutations(words, 2))
            yield others + people.by_beginnings(self._reading, self._actor, orders, spans)
        every = list(permutations(words, 2))
        yield self._by_keys(_SAME, every, spans) + self._other_names_near()
        yield self._by_keys(_ONE_SLIP, every[:1] if len(words) == _TWO else every)
        if len(words) == _TWO and not self._fits_somebody():
            yield self._by_keys(_ONE_SLIP, every[1:])
        if self._needs_two_slips():
            yield self._by_keys(_TWO_SLIPS, every)
        if len(words) > 1 and not self._fits_somebody():
            yield self._by_one_word_each()

    def _fits_somebody(self) -> bool:
        return max(self._named.values(), default=0.0) >= LIKE_A_NAME

    def _needs_two_slips(self) -> bool:
        """Say whether two slips in one word are thought of: a day of birth finds those as well."""
        born = self._asked.born
        if self._question.thorough and (born is None or born.day is None):
            return True
        return not self._fits_somebody()

    def _by_one_word_each(self) -> list[Met]:
        """Return people who bear one of the words: the others may be something else."""
        reading, actor = self._reading, self._actor
        each = [people.by_one_beginning(reading, actor, word) for word in self._words]
        return [one for found in each for one in found]

    def _by_keys(
        self,
        ways: Sequence[tuple[Keys, Keys]],
        orders: Sequence[tuple[str, ...]],
        spans: people.Spans = (),
    ) -> list[Met]:
        """Return people by their given and family name, each found in one of these ways."""
        known, words = self._known, self._words
        if len(words) == 1:
            given, family = (
                {key for way in ways for key in way[0](index, words[0])}
                for index in (known.given, known.family)
            )
            spans = self._question.spans
            return people.by_keys(self._reading, self._actor, given, family, spans)
        found: dict[tuple[Keys, int, str], list[str]] = {}

        def keys(way: Keys, index: NameIndex, word: str) -> list[str]:
            place = (way, id(index), word)
            if place not in found:
                found[place] = list(way(index, word))
            return found[place]

        pairs = {
            (given, family)
            for one, other in orders
            for of_given, of_family in ways
            for given in (*keys(of_given, known.given, one), one[:1])
            for family in keys(of_family, known.family, other)
        }
        for one, other in orders:  # of some, one name alone is on record
            pairs |= {(given, "") for way in ways for given in keys(way[0], known.given, one)}
            pairs |= {("", family) for way in ways for family in keys(way[1], known.family, other)}
        return people.by_pairs(self._reading, self._actor, pairs, spans)

    def _other_names_near(self) -> list[Met]:
        near = self._known.others_near(self._words)
        return people.by_other_names(self._reading, self._actor, (), near) if near else []

    # --- other facts ---------------------------------------------------------------------------

    def _ask_birth(self) -> None:
        """Ask for those of this birth; of a year alone, where no name fits somebody."""
        spans, born = self._question.spans, self._asked.born
        if born is not None and self._fits_somebody():
            spans = tuple(span for span in spans if len(span[0]) == len(span[1]) > len("yyyy-mm"))
        if spans:
            found = people.by_birth(self._reading, self._actor, spans)
            self._met |= {one.id: one for one in found if one.id not in self._met}

    def _ask_pointers(self) -> None:
        """Ask for those whom a street, a phone, a reference or a relative points to."""
        asked, reading, actor = self._asked, self._reading, self._actor
        if asked.street:
            self._point(people.by_street(reading, actor, asked.street))
        if asked.phone:
            self._point(people.by_phone(reading, actor, asked.phone))
        if self._question.reference:
            found = people.by_reference(reading, actor, self._question.reference)
            self._point(found, _REFERENCE)
        relatives = asked.household.split()[:_MOST_WORDS]
        for one, count in people.related(reading, actor, relatives).items():
            self._point((one,), count * _POINTED)
        unmet = sorted(self._pointed.keys() - self._met.keys())
        self._met |= {one.id: one for one in people.met(reading, actor, unmet)}

    def _point(self, found: Iterable[UUID], bits: float = _POINTED) -> None:
        for one in found:
            self._pointed[one] = self._pointed.get(one, 0.0) + bits

    # --- how likely ----------------------------------------------------------------------------

    def _score(self, one: Met) -> float:
        named = 0.0
        if self._words:
            named = self._named.get(one.id) or self._name_score(one)
        born = born_score(self._asked.born, self._question.day_of_year, one.born)
        return _NAME * named + born + self._pointed.get(one.id, 0.0)

    def _name_score(self, one: Met) -> float:
        """Return how alike the words said are to the words held, each to the one it is most."""
        held, alike = _held(one), self._alike
        return sum(max(alike(word, other) for other in held) for word in self._words) / len(
            self._words
        )

    def _alike(self, said: str, held: str) -> float:
        pair = (said, held)
        known = self._likeness.get(pair)
        if known is None:
            known = word_likeness(said, held)
            if known < _SPELT_OTHERWISE and same_word(said, held):
                known = _SPELT_OTHERWISE
            self._likeness[pair] = known
        return known


def born_score(asked: PartialDate | None, day_of_year: str, held: str | None) -> float:
    """Return roughly what a birth on record tells for or against the one that was told."""
    if held is None or not (asked or day_of_year):
        return 0.0
    if asked is None:
        return _NEAR_BORN if held.endswith(day_of_year) else _OTHER_BORN
    if asked.text == held:
        return _SAME_BORN
    other = swapped(asked)
    if other is not None and other.text == held:
        return _SWAPPED
    shorter = min(len(asked.text), len(held))
    if OSA.distance(asked.text, held, score_cutoff=1) <= 1 or (
        shorter > len("yyyy") and asked.text[:shorter] == held[:shorter]
    ):
        return _NEAR_BORN
    around = ABOUT_YEARS if asked.precision is Precision.ABOUT else 0
    return _SAME_YEAR if abs(asked.year - int(held[:4])) <= around else _OTHER_BORN


def _searched(name: str) -> list[str]:
    """Return the words of a name to search by: titles only where there is little else."""
    words = list(dict.fromkeys(name.split()))
    telling = [word for word in words if word not in TITLES]
    return (telling if len(telling) > 1 else words)[:_MOST_WORDS]


def _held(one: Met) -> list[str]:
    return [*one.given_key.split(), *one.family_key.split(), *one.other.split()] or [""]


def _slip(index: NameIndex, word: str) -> Iterable[str]:
    return index.alike(word, 1)


def _slips(index: NameIndex, word: str) -> Iterable[str]:
    return index.alike(word, 2)


_SAME: tuple[tuple[Keys, Keys], ...] = ((NameIndex.same, NameIndex.same),)
_ONE_SLIP = ((_slip, NameIndex.same), (NameIndex.same, _slip), (_slip, _slip))
_TWO_SLIPS = ((_slips, NameIndex.same), (NameIndex.same, _slips))
