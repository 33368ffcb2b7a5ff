"""From one list or two to the pairs that are likely one person, with the evidence of each."""

from collections.abc import Sequence

import numpy as np

from pbi_desktop.analysis.matching.blocking import candidates
from pbi_desktop.analysis.matching.columns import Ints, People, people_of
from pbi_desktop.analysis.matching.comparing import compare
from pbi_desktop.analysis.matching.copies import Copies, copies_in
from pbi_desktop.analysis.matching.following import followed, log_odds
from pbi_desktop.analysis.matching.learning import Floats, Learner, Model, probability_of
from pbi_desktop.analysis.matching.records import MatchResult, Pair, Record
from pbi_desktop.analysis.matching.telling import told
from pbi_desktop.analysis.matching.vocabulary import vocabulary


def pairs_of(
    left: Sequence[Record], right: Sequence[Record] | None, threshold: float, *, explained: bool
) -> MatchResult:
    """Return the pairs over the threshold, best first."""
    records = [*left, *(right or ())]
    split = None if right is None else len(left)
    everybody = people_of(records)
    copies = copies_in(everybody, split)
    people = people_of([records[at] for at in copies.firsts]) if copies.ids_of else everybody
    return MatchResult(_Linked(people, copies, split, explained).pairs(threshold))


class _Linked:
    """A list whose pairs have been found and weighed."""

    def __init__(self, people: People, copies: Copies, split: int | None, explained: bool) -> None:
        self._people = people
        self._copies = copies
        self._explained = explained
        self._split = None if split is None else int(np.searchsorted(copies.firsts, split))
        self._learner = Learner(people, vocabulary(people), self._split)
        self._left, self._right, self._weight = self._weighed()

    def pairs(self, threshold: float) -> tuple[Pair, ...]:
        """Return the pairs over the threshold, best first, explained if that was asked for."""
        kept = np.flatnonzero(probability_of(self._weight) >= threshold)
        kept = kept[np.lexsort((self._right[kept], self._left[kept], -self._weight[kept]))]
        one, other = self._left[kept], self._right[kept]
        found = self._told(one, other, self._weight[kept])
        if self._split is not None:
            return self._copies.across(found, one, other)
        same = self._copies.among()
        alone = self._learner.weighed(self._model, same, same)
        sure = probability_of(alone) >= threshold
        more = self._told(same[sure], same[sure], alone[sure])
        every = (*found, *self._copies.within(more, same[sure]))
        return tuple(sorted(every, key=lambda pair: -pair.probability)) if more else tuple(found)

    def _told(self, one: Ints, other: Ints, weight: Floats) -> list[Pair]:
        ids, chances = self._people.ids, probability_of(weight).tolist()
        ends = [(ids[i], ids[j]) for i, j in zip(one.tolist(), other.tolist(), strict=True)]
        if not self._explained:
            bits = (weight - self._model.prior[0]).tolist()
            return [
                Pair(*both, chance, much, ())
                for both, chance, much in zip(ends, chances, bits, strict=True)
            ]
        evidence = told(self._learner, self._model, one, other, weight)
        return [
            Pair(*both, chance, sum(line.weight for line in lines), lines)
            for both, chance, lines in zip(ends, chances, evidence, strict=True)
        ]

    def _weighed(self) -> tuple[Ints, Ints, Floats]:
        """Learn, and return every pair that was met with its log odds in bits."""
        people, learner = self._people, self._learner
        left, right = candidates(people, learner.words, self._split)
        agreement = compare(people, learner.words, left, right)
        self._model: Model = learner.learn(left, agreement)
        weight = learner.log_odds(self._model, left, agreement)
        if self._split is not None:
            return left, right, weight
        one, other, follows = followed(left, right, probability_of(weight))
        against = learner.against(self._model, one, other)
        more = (log_odds(follows) + against).astype(np.float32)
        return _best_of(people.count, (left, right, weight), (one, other, more))


def _best_of(
    count: int, first: tuple[Ints, Ints, Floats], second: tuple[Ints, Ints, Floats]
) -> tuple[Ints, Ints, Floats]:
    """Return each pair once, with the larger of its weights."""
    left, right, weight = (np.concatenate(both) for both in zip(first, second, strict=True))
    codes = left.astype(np.int64) * count + right
    order = np.lexsort((-weight, codes))
    chosen = order[np.concatenate(([True], codes[order][1:] != codes[order][:-1]))[: len(order)]]
    return left[chosen], right[chosen], weight[chosen]
