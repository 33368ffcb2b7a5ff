"""Everybody on the ring: who came first chooses first, so that a newcomer moves few or nobody."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import numpy as np

from pbi_desktop.network.ecomap.fan import spread
from pbi_desktop.network.ecomap.geometry import Numbers
from pbi_desktop.network.ecomap.given import APART, HALF, Ground, Guest, Path, Seating, Side
from pbi_desktop.network.ecomap.options import Choice, Options, Table, table_of
from pbi_desktop.network.ecomap.route import routed
from pbi_desktop.network.ecomap.ways import BENT, STRAIGHT

_FAULT = 500.0
"""From here on a cost holds a fault: a line through a symbol, words over words."""
_UNEASY = 55.0
"""From here on somebody is asked to move: a crossing or a curve."""
_MOVE = 20.0
_ROUTED = 140.0
_RESTARTS = 3
_SWEEPS = 2
_MOST_WEIGHED = 6_000
"""How many pairs of lines may be weighed for a better picture: a crowd gets a good one, in time."""


def seat(ground: Ground, guests: tuple[Guest, ...]) -> Seating:
    """Return a place for every guest and a line for every link.

    The order of the guests does not matter. Those with the oldest tie choose first. One of them
    moves where that spares a newcomer a crossing or a curve; more, where there is no clean place.
    Who has a chair sits down first and never moves for others.
    """
    return _Ring(ground, sorted(guests, key=_turn)).laid()


def _turn(guest: Guest) -> tuple[bool, date, str]:
    since = guest.since or date.min
    return guest.chair is None, since, sha256(guest.key.encode()).hexdigest()


def _shuffled(guest: Guest, restart: int) -> str:
    return sha256(f"{restart} {guest.key}".encode()).hexdigest()


class _Ring:
    def __init__(self, ground: Ground, guests: list[Guest]) -> None:
        self._ground = ground
        self._guests = guests
        self._slots: Numbers = ground.ring.slots(ground.ring.count)
        self._straight: dict[str, Options] = {}
        self._bent: dict[str, Options] = {}
        self._taken: dict[str, Choice] = {}
        self._by_hand: dict[str, Numbers] = {}
        self._given_up = False
        self._weighed = 0

    def laid(self) -> Seating:
        for guest in self._guests:
            self._taken[guest.key] = self._best(guest, self._taken)
            if self._taken[guest.key].cost > _UNEASY:
                self._make_room(guest)
            if self._at_fault(guest):
                self._route(guest, APART)
            if self._at_fault(guest) and not self._given_up:
                self._mend()
        for guest in self._guests:
            for apart in (APART, APART / 2, 0.0):
                if self._at_fault(guest):
                    self._route(guest, apart)
        self._spread()
        chairs = {key: (c.at[0], c.at[1] / len(self._slots)) for key, c in self._taken.items()}
        for guest in self._guests:
            if guest.moved != (0.0, 0.0):
                self._move(guest)
        taken = [self._taken[guest.key] for guest in self._guests]
        return Seating(
            tuple(found.seat for found in taken),
            tuple(path for found in taken for path in found.paths),
            tuple(guest.key for guest in self._guests if self._at_fault(guest)),
            chairs,
        )

    def _spread(self) -> None:
        """Turn links at busy people away from each other."""
        paths = [path for found in self._taken.values() for path in found.paths]
        seats = [found.seat for found in self._taken.values()]
        turned = iter(spread(self._ground, seats, paths))
        for key, found in self._taken.items():
            led = [next(turned) for _ in found.paths]
            if led != found.paths:
                self._taken[key] = replace(found, paths=led, cost=_ROUTED)

    def _move(self, guest: Guest) -> None:
        """Put a guest where a hand put it, and lead the lines of the others round it."""
        place, room = self._taken[guest.key].seat, self._ground.room
        x = min(max(place.x + guest.moved[0], room.x + HALF), room.x + room.width - HALF)
        y = min(max(place.y + guest.moved[1], room.y + HALF), room.y + room.height - HALF)
        self._by_hand[guest.key] = np.array([[x, y]])
        self._straight.pop(guest.key, None)
        self._bent.pop(guest.key, None)
        self._taken[guest.key] = self._best(guest, self._taken)
        for other in self._guests:
            here = self._taken[other.key]
            if here.cost != _ROUTED and self._cost_of(other, self._taken) >= _FAULT:
                self._route(other, APART)

    def _at_fault(self, guest: Guest) -> bool:
        return self._taken[guest.key].cost >= _FAULT

    def _best(self, guest: Guest, taken: dict[str, Choice]) -> Choice:
        """Return the best place for one guest beside those who sit: on a curve only at need."""
        self._weighed += len(guest.links) * sum(len(one.paths) for one in taken.values())
        table = self._table(guest, taken)
        if guest.chair is not None and guest.key not in self._by_hand:
            return self._seated(guest, table)
        found = self._options(guest, self._straight, STRAIGHT).choose(table)
        if found.cost >= _FAULT:
            bent = self._options(guest, self._bent, BENT).choose(table)
            found = bent if bent.cost < found.cost else found
        return found

    def _seated(self, guest: Guest, table: Table) -> Choice:
        """Return the chair of a guest who has one; only label and lines may give way to others."""
        side, share = guest.chair or (0, 0.0)
        slot = round(share * len(self._slots)) % len(self._slots)
        sides = [side, *(other for other in range(len(Side)) if other != side)]
        straight = self._options(guest, self._straight, STRAIGHT)
        best = straight.choose(table, (side, slot))
        for options in (straight, None):
            if best.cost < _FAULT:
                break
            here = options or self._options(guest, self._bent, BENT)
            best = min(
                [best, *(here.choose(table, (one, slot)) for one in sides)],
                key=lambda found: found.cost,
            )
        return best

    def _table(self, guest: Guest, taken: dict[str, Choice]) -> Table:
        there = [one for one in self._guests if one is not guest and one.key in taken]
        return table_of(
            [(one, taken[one.key].seat) for one in there],
            [path for one in there for path in taken[one.key].paths],
            self._ground.ties,
        )

    def _options(self, guest: Guest, kept: dict[str, Options], bends: tuple[float, ...]) -> Options:
        if guest.key not in kept:
            slots = self._by_hand.get(guest.key, self._slots)
            kept[guest.key] = Options(guest, self._ground, slots, bends)
        return kept[guest.key]

    def _make_room(self, newcomer: Guest) -> None:
        """Let one guest move where it costs less than it spares the newcomer."""
        taken = {key: found for key, found in self._taken.items() if key != newcomer.key}
        best, least = self._taken, self._taken[newcomer.key].cost
        for other in self._guests:
            if self._weighed > _MOST_WEIGHED:
                break
            near = set(other.links) & set(newcomer.links)
            if other.chair is not None or other.key not in taken or not (near or least >= _FAULT):
                continue
            rest = {key: found for key, found in taken.items() if key != other.key}
            first = self._best(newcomer, rest)
            trial = {**rest, newcomer.key: first}
            second = self._best(other, trial)
            cost = first.cost + second.cost + _MOVE - self._cost_of(other, taken)
            if cost < least:
                best, least = {**trial, other.key: second}, cost
        self._taken = best

    def _cost_of(self, guest: Guest, taken: dict[str, Choice]) -> float:
        """Return what a guest's present place costs beside the others."""
        here = taken[guest.key]
        if here.cost == _ROUTED:
            return _ROUTED
        straight = all(len(path.points) == len(STRAIGHT) + 1 for path in here.paths)
        options = self._straight if straight else self._bent
        return options[guest.key].choose(self._table(guest, taken), here.at).cost

    def _mend(self) -> None:
        """Let guests choose again until nothing is at fault, in several orders."""
        there = [guest for guest in self._guests if guest.key in self._taken]
        best, least = self._taken, self._faults(self._taken)
        for restart in range(_RESTARTS):
            if self._weighed > _MOST_WEIGHED:
                break
            taken = {} if restart else dict(self._taken)
            order = sorted(there, key=lambda guest: _shuffled(guest, restart))
            for _ in range(_SWEEPS):
                for guest in order:
                    taken[guest.key] = self._best(guest, taken)
                now = self._faults(taken)
                if now < least:
                    best, least = dict(taken), now
                if not now:
                    break
            if not least:
                break
        self._taken = best
        self._given_up = least > 0

    def _faults(self, taken: dict[str, Choice]) -> float:
        """Return what all faults cost, each seen from the guest who sat down last."""
        return sum(found.cost for found in taken.values() if found.cost >= _FAULT)

    def _route(self, guest: Guest, apart: float) -> None:
        """Lead the links of one guest round everything, if there is a way for all of them."""
        here = self._taken[guest.key]
        if here.place >= _FAULT:
            return
        others = [
            path for key, kept in self._taken.items() if key != guest.key for path in kept.paths
        ]
        seats = [kept.seat for kept in self._taken.values()]
        found: list[Path] = []
        for path in here.paths:
            way = routed(self._ground, seats, [*others, *found], path, apart)
            if way is None:
                return
            found.append(way)
        self._taken[guest.key] = replace(here, paths=found, cost=_ROUTED)
