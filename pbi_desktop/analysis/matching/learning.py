"""The weights of a list, learnt from it without labels by expectation and maximisation.

A pair is one person, two who live together, or two strangers. What strangers share by chance is
measured on pairs drawn at random, and for equal values by how many bear the value; the other two
are learnt together. Without those who live together a family at one address would pass for one
person: name, street, telephone and postcode all agree, and none of it tells its people apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints, People
from pbi_desktop.analysis.matching.comparing import Agreement, compare
from pbi_desktop.analysis.matching.fields import BY_NAME, DIFFERS, Field
from pbi_desktop.analysis.matching.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Table = NDArray[np.float64]

_JUDGED_AS = 40.0  # pairs that a judgement counts as
_VALUES_JUDGED_AS = 500.0  # people
_RANDOM_PAIRS = 100_000
_LEARNT_FROM = 300_000
_AT_ONCE = 1_000_000
_ROUNDS = 12
_FARTHEST = 60
_LEAST_PAIRS = 1e-3
_PAIRS_FEW = 4  # for each person: a very short list is taken for a part of a longer one
_SEED = 20
# Of one person, of one home, of one street: pairs for each person of a list, and how many of them
# are taken for granted at most.
_EXPECTED = ((0.05, 5.0), (0.5, 1.0), (2.0, 1.0))
_TWINS = 0.05  # of those who live together: a guess on the safe side
# How given names agree at one home: a son may bear his father's, sisters may share one of two.
_OF_ONE_FAMILY = np.log2(np.array((1.0, 0.8, 0.07, 0.08, 0.02, 0.03, 0.0001)))


@dataclass(frozen=True)
class Model:
    """What was learnt: for each field the logs (of two) of its levels, and the log odds of kinds.

    `prior` is that of one person first, then of each kind of two people, against strangers.
    """

    same: Mapping[str, Table]
    chance: Mapping[str, Table]
    shares: Mapping[str, Floats]
    prior: tuple[float, ...]


class Learner:
    """Learns a model from pairs of a list."""

    def __init__(self, people: People, words: Vocabulary, split: int | None) -> None:
        self._people = people
        self.words = words
        self._split = split
        self._shares = _shares(people, words)

    def learn(self, left: Ints, agreement: Agreement) -> Model:
        """Return the model that fits these pairs best."""
        count = self._people.count
        if self._split is None:
            every = count * (count - 1) / 2
        else:
            every = float(self._split * (count - self._split))
        every = max(every, _PAIRS_FEW * max(1, count))
        chosen, scale = _sample(len(left))
        some = {name: levels[chosen] for name, levels in agreement.items()}
        left = left[chosen]
        model = self._beginning(agreement, every)
        for _ in range(_ROUNDS):
            kinds = self._kinds(model, left, some)
            model = self._better(model, some, kinds, scale, every)
        return model

    def compared(self, left: Ints, right: Ints) -> Agreement:
        """Return how far the records of pairs agree."""
        return compare(self._people, self.words, left, right)

    def weighed(self, model: Model, left: Ints, right: Ints) -> Floats:
        """Return the log odds of pairs that have not been compared."""
        return self.log_odds(model, left, self.compared(left, right))

    def log_odds(self, model: Model, left: Ints, agreement: Agreement) -> Floats:
        """Return for each pair the log odds, in bits, that it is one person."""
        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            seen = {name: levels[part] for name, levels in agreement.items()}
            same, *others = self._logs(model, left[part], seen)
            found[part] = same - logaddexp2(others)
        return found

    def bits(self, model: Model, left: Ints, agreement: Agreement) -> dict[str, Table]:
        """Return for each field what it weighs in each pair."""
        return {
            name: model.same[name][levels] - self._chance(model, BY_NAME[name], left, levels)
            for name, levels in agreement.items()
        }

    def against(self, model: Model, left: Ints, right: Ints) -> Table:
        """Return what pairs say against being one person, in bits; 0 where nothing."""
        agreement = self.compared(left, right)
        same, home, _street, chance = self._logs(model, left, agreement)
        by_themselves = same - model.prior[0] - chance
        return np.minimum(0, by_themselves) + np.minimum(0, same - home)

    def _beginning(self, agreement: Agreement, every: float) -> Model:
        same = {name: _log(BY_NAME[name].same) for name in agreement}
        count = self._people.count
        prior = tuple(_log_share(each * count, every) for each, _most in _EXPECTED)
        return Model(same, self._by_chance(agreement), self._shares, prior)

    def _by_chance(self, agreement: Agreement) -> dict[str, Table]:
        """Return how often strangers agree: pairs drawn at random."""
        dice = np.random.default_rng(_SEED)
        count = self._people.count
        drawn = min(_RANDOM_PAIRS, count * count)
        left = dice.integers(0, count, drawn).astype(np.int32)
        right = dice.integers(0, count, drawn).astype(np.int32)
        two = left != right
        seen = compare(self._people, self.words, left[two], right[two])
        return {name: _log(_counted(BY_NAME[name], seen[name])) for name in agreement}

    def _kinds(self, model: Model, left: Ints, agreement: Agreement) -> tuple[Table, ...]:
        """Return how likely each pair is one person, of one home, and of one street."""
        logs = self._logs(model, left, agreement)
        every = logaddexp2(logs)
        return tuple(np.exp2(log - every) for log in logs[:-1])

    def _logs(self, model: Model, left: Ints, agreement: Agreement) -> tuple[Table, ...]:
        """Return the logs of each pair as one person, of one home, of one street, as strangers."""
        same, home, street = (np.full(len(left), prior) for prior in model.prior)
        twins = home + np.log2(_TWINS)
        chance = np.zeros(len(left))
        for name, levels in agreement.items():
            field = BY_NAME[name]
            by_chance = self._chance(model, field, left, levels)
            judged = _log(field.same)[levels]
            same += model.same[name][levels]
            chance += by_chance
            street += judged if field.of_street else by_chance
            if name == "given":
                twins += by_chance
                home += np.maximum(_OF_ONE_FAMILY[levels], by_chance)
            else:
                home += judged if field.of_home else by_chance
                twins += judged if field.of_home or name in ("born", "age") else by_chance
        return same, np.logaddexp2(home, twins), street, chance

    def _chance(self, model: Model, field: Field, left: Ints, levels: NDArray[np.uint8]) -> Table:
        logs = model.chance[field.name][levels]
        if field.exact:
            equal = levels == field.exact
            logs[equal] = np.log2(model.shares[field.name][left[equal]])
        return logs

    def _better(
        self,
        model: Model,
        agreement: Agreement,
        kinds: tuple[Table, ...],
        scale: float,
        every: float,
    ) -> Model:
        """Return the model that these pairs, as likely as they are, speak for."""
        same = {
            name: _log(_counted(BY_NAME[name], levels, kinds[0] * scale, BY_NAME[name].same))
            for name, levels in agreement.items()
        }
        judged = [min(most, each * self._people.count) for each, most in _EXPECTED]
        prior = tuple(
            _log_share(float(kind.sum()) * scale + extra, every)
            for kind, extra in zip(kinds, judged, strict=True)
        )
        return Model(same, model.chance, model.shares, prior)


def _log_share(pairs: float, every: float) -> float:
    """Return the log of the share that some pairs are of every pair there is."""
    return float(np.log2(max(pairs, _LEAST_PAIRS) / every))


def probability_of(log_odds: Floats) -> Floats:
    """Return the probability of log odds in bits."""
    return (1 / (1 + np.exp2(-np.clip(log_odds, -_FARTHEST, _FARTHEST)))).astype(np.float32)


def logaddexp2(logs: Sequence[Table]) -> Table:
    """Return the log of the sum of what these are the logs of."""
    total = logs[0]
    for log in logs[1:]:
        total = np.logaddexp2(total, log)
    return total


def _sample(count: int) -> tuple[NDArray[np.intp], float]:
    """Return the pairs to learn from, and how many pairs each stands for."""
    if count <= _LEARNT_FROM:
        return np.arange(count), 1.0
    chosen = np.random.default_rng(_SEED).choice(count, _LEARNT_FROM, replace=False)
    return chosen, count / _LEARNT_FROM


def _counted(
    field: Field,
    levels: NDArray[np.uint8],
    weights: Table | None = None,
    judged: tuple[float, ...] = (),
) -> Table:
    """Return the share of each level from 1 on, the judgement counted in."""
    counts = np.bincount(levels, weights=weights, minlength=field.levels)[DIFFERS:]
    total = counts + np.array(judged or field.chance) * _JUDGED_AS
    return np.asarray(total / total.sum())


def _log(shares: tuple[float, ...] | Table) -> Table:
    """Return the logs by level; that of a missing value is 0: it is no evidence."""
    return np.concatenate(([0.0], np.log2(np.asarray(shares))))


def _shares(people: People, words: Vocabulary) -> dict[str, Floats]:
    """Return for each person which share of people has their value, by field."""
    found = {"given": words.share[people.given.codes], "family": words.share[people.family.codes]}
    years = people.born.astype(np.int64)
    _values, codes = np.unique(
        years[:, 0] * 10_000 + years[:, 1] * 100 + years[:, 2], return_inverse=True
    )
    found["born"] = _of_others(np.bincount(codes)[codes], len(codes), BY_NAME["born"])
    for field in BY_NAME.values():
        if field.exact and field.name not in found:
            column = getattr(people, field.name)
            counts = np.bincount(column.codes, minlength=len(column.values))
            told = int(counts[1:].sum())
            found[field.name] = _of_others(counts[column.codes], told, field)
    return found


def _of_others(counts: NDArray[np.intp], told: int, field: Field) -> Floats:
    """Return the share of a value among the others: who bears it is not counted."""
    judged = field.value_share * _VALUES_JUDGED_AS
    return ((np.maximum(counts - 1, 0.5) + judged) / (told + _VALUES_JUDGED_AS)).astype(np.float32)
