"""Where the islands lie: tied ones near each other, none over another."""

from dataclasses import dataclass

import numpy as np

from pbi_desktop.network.large.graph import Numbers

SPACING = 1.4
"""The side of the square that a node has in its island."""
_GAP = 1.06
_GOLDEN = np.pi * (3 - np.sqrt(5))
_STEPS, _PUSHES = 200, 300
_LOOSE = 1.45
"""How wide a disc of the spiral has it, in radii, so that none touches the next."""
_SHORT = 300
_PULL = 0.6
_ROOM = 1.6
"""How much wider than its discs together the map is in which places are given."""


@dataclass(frozen=True, eq=False)
class Discs:
    """The middle and the radius of each island."""

    centre: Numbers
    radius: Numbers


def radii(sizes: Numbers) -> Numbers:
    """Return the radius of a disc for so many nodes."""
    return np.asarray(np.sqrt(sizes / np.pi) * SPACING, np.float32)


def arranged(sizes: Numbers, ties: Numbers, seed: int) -> Discs:
    """Return discs with tied ones near each other; those tied to none lie around all others.

    `ties` has a row for each tie between islands: the two islands.
    """
    radius = radii(sizes)
    centre = np.zeros((len(sizes), 2))
    linked = np.unique(ties)
    centre[linked] = _by_ties(radius[linked], np.searchsorted(linked, ties), seed)
    alone = np.setdiff1d(np.arange(len(sizes)), linked)
    around = float((_lengths(centre[linked]) + radius[linked]).max(initial=0.0))
    centre[alone] = _spiral(radius[alone], around)
    return Discs(centre.astype(np.float32), radius)


def placed(sizes: Numbers, ties: Numbers, places: Numbers) -> Discs:
    """Return discs at their places on a map, pushed apart where they overlap.

    A disc whose place is not a number lies amid those that it is tied to, else around all others.
    """
    radius = radii(sizes)
    known = np.asarray(np.isfinite(places).all(axis=1))
    centre = np.zeros((len(sizes), 2))
    centre[known] = _to_scale(places[known], radius[known])
    amid, tied = _amid(centre, known, ties)
    centre[tied] = amid
    fixed = known | tied
    centre[fixed] = _pushed_apart(_told_apart(centre[fixed]), radius[fixed])
    around = float((_lengths(centre[fixed]) + radius[fixed]).max(initial=0.0))
    centre[~fixed] = _spiral(radius[~fixed], around)
    return Discs(centre.astype(np.float32), radius)


def _to_scale(places: Numbers, radius: Numbers) -> Numbers:
    """Return places on the map, so wide that all discs have room, around 0, 0."""
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    wide = float((high - low).max()) or 1.0
    return np.asarray((places - (low + high) / 2) / wide * _ROOM * 2 * np.sqrt((radius**2).sum()))


def _amid(centre: Numbers, known: Numbers, ties: Numbers) -> tuple[Numbers, Numbers]:
    """Return for the discs without a place the middle of those with one that they are tied to."""
    ends = np.concatenate((ties, ties[:, ::-1]))
    ends = ends[~known[ends[:, 0]] & known[ends[:, 1]]]
    count = np.bincount(ends[:, 0], minlength=len(known))
    tied = count > 0
    sums = (np.bincount(ends[:, 0], centre[ends[:, 1], axis], len(known)) for axis in (0, 1))
    return np.column_stack([one[tied] / count[tied] for one in sums]), tied


def _told_apart(centre: Numbers) -> Numbers:
    """Return middles of which no two are the same point."""
    turn = np.arange(len(centre)) * _GOLDEN
    return centre + np.column_stack((np.cos(turn), np.sin(turn))) * 1e-2


def _by_ties(radius: Numbers, ties: Numbers, seed: int) -> Numbers:
    """Return middles by Fruchterman and Reingold on the graph of islands, then pushed apart."""
    count = len(radius)
    if not count:
        return np.zeros((0, 2))
    pull = np.zeros((count, count), np.float32)
    np.add.at(pull, (ties[:, 0], ties[:, 1]), 1)
    pull = np.sqrt((pull + pull.T) / (pull + pull.T).max())
    wide = float(np.sqrt((radius**2).sum())) * 1.3
    chance = np.random.default_rng(seed)
    centre = chance.normal(0, wide / 2, (count, 2)).astype(np.float32)
    apart = radius[:, None] + radius[None, :]
    for step in range(_STEPS):
        between = centre[:, None] - centre[None, :]
        far = np.sqrt((between**2).sum(axis=2)) + 1e-6
        much = ((apart / far) ** 2 - _PULL * pull * far / apart) / far * apart / 2
        force = (between * much[:, :, None]).sum(axis=1) - 0.004 * centre
        most = wide / 2 * (1 - step / _STEPS) ** 1.5
        size = _lengths(force) + 1e-9
        centre += force * (np.minimum(size, most) / size)[:, None]
    return _pushed_apart(centre - centre.mean(axis=0), radius)


def _pushed_apart(centre: Numbers, radius: Numbers) -> Numbers:
    """Return middles with no disc over another: small discs give way to large ones."""
    if len(radius) < 2:
        return centre
    centre = np.array(centre, np.float64)
    apart = (radius[:, None] + radius[None, :]).astype(np.float64)
    gives = radius[None, :] ** 2 / (radius[:, None] ** 2 + radius[None, :] ** 2)
    for _push in range(_PUSHES):
        between, far = _between(centre)
        over = np.maximum(apart * _GAP - far, 0)
        if over.max() < 1e-3 * radius.max():
            break
        centre += (between * (over * gives / far)[:, :, None]).sum(axis=1) * 0.6
    _between_all, far = _between(centre)
    return np.asarray(centre * max(1.0, float((apart / far).max()) * 1.001))


def _between(centre: Numbers) -> tuple[Numbers, Numbers]:
    between = centre[:, None] - centre[None, :]
    far = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-6)
    np.fill_diagonal(far, np.inf)
    return between, far


def _spiral(radius: Numbers, around: float) -> Numbers:
    """Return middles on a spiral around a disc, the largest first, none over another."""
    order = np.argsort(-radius, kind="stable")
    own = (radius[order] * _LOOSE).astype(np.float64) ** 2
    begin = around + 2 * float(radius.max(initial=0.0)) if around else 0.0
    out = np.sqrt(begin**2 + np.cumsum(own) - own / 2)
    turn = np.arange(len(order)) * _GOLDEN
    middles = np.empty((len(order), 2))
    winding = np.column_stack((np.cos(turn), np.sin(turn))) * out[:, None]
    middles[order] = winding * _wider(winding, radius[order])
    return middles


def _wider(winding: Numbers, radius: Numbers) -> float:
    """Return how much wider a spiral must be for no disc to touch another.

    Where sizes change, the pattern breaks. Neighbours in it are few turns, or a number of
    Fibonacci, apart; of a short spiral all are compared.
    """
    count = len(radius)
    shifts = set(range(1, min(count, _SHORT)))
    one, other = 1, 2
    while other < count:
        shifts.add(other)
        one, other = other, one + other
    most = 1.0
    for shift in shifts:
        far = _lengths(winding[shift:] - winding[:-shift])
        most = max(most, float(((radius[shift:] + radius[:-shift]) / far).max()) * _GAP)
    return most


def _lengths(columns: Numbers) -> Numbers:
    return np.asarray(np.sqrt((columns**2).sum(axis=1)))
