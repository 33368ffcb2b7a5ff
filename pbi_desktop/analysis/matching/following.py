"""What follows from pairs: who is one person with somebody is one with their other records too.

Where two records hardly share a field, a third that is like both may join them. It does not where
the two speak against it themselves, or look like two who live together: a record that leaves the
given name out fits both of two twins.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints
from pbi_desktop.analysis.matching.learning import Floats

SURE = 0.9
_MOST_NEIGHBOURS = 25
_ROUNDS = 2
_UNSURE = 1e-4  # what follows from others is never surer than this

Ties = dict[tuple[int, int], float]


def followed(
    left: Ints, right: Ints, probability: Floats
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Return the pairs that follow from sure ones, each with the probability that it follows."""
    sure = np.flatnonzero(probability >= SURE)
    given: Ties = {(int(left[at]), int(right[at])): float(probability[at]) for at in sure}
    ties = dict(given)
    for _ in range(_ROUNDS):
        ties |= {pair: much for pair, much in _through(ties).items() if much > ties.get(pair, 0.0)}
    new = sorted(pair for pair in ties if pair not in given)
    pairs = np.array(new, dtype=np.int32).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.array([ties[pair] for pair in new], dtype=np.float64)


def _through(ties: Ties) -> Ties:
    """Return the pairs that have a neighbour in common, by the surest of them."""
    near: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), much in ties.items():
        near[one].append((other, much))
        near[other].append((one, much))
    found: Ties = {}
    for others in near.values():
        if len(others) <= _MOST_NEIGHBOURS:
            for (one, first), (other, second) in combinations(sorted(others), 2):
                found[one, other] = max(found.get((one, other), 0.0), first * second)
    return {pair: much for pair, much in found.items() if much >= SURE}


def log_odds(probability: Iterable[float]) -> NDArray[np.float64]:
    """Return probabilities as weights, in bits."""
    sure = np.clip(np.asarray(probability, dtype=np.float64), _UNSURE, 1 - _UNSURE)
    return np.asarray(np.log2(sure) - np.log2(1 - sure))
