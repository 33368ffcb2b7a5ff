"""Everybody on the ring: who came first chooses first, so that a newcomer moves nobody."""

from datetime import date
from hashlib import sha256

from pbi_desktop.network.ecomap.geometry import Numbers
from pbi_desktop.network.ecomap.given import Ground, Guest, Path, Seat, Seating
from pbi_desktop.network.ecomap.options import Options, table_of
from pbi_desktop.network.ecomap.route import routed
from pbi_desktop.network.ecomap.ways import BENT, STRAIGHT

_FAULT = 500.0
_RESTARTS = 4
_SWEEPS = 3


def seat(ground: Ground, guests: tuple[Guest, ...]) -> Seating:
    """Return a place for every guest and a line for every link.

    The order of the guests does not matter. Those with the oldest tie choose first; only where
    no place is clean do others move to make room.
    """
    return _Table(ground, sorted(guests, key=_turn)).laid()


def _turn(guest: Guest) -> tuple[date, str]:
    return guest.since or date.min, sha256(guest.key.encode()).hexdigest()


def _shuffled(guest: Guest, restart: int) -> str:
    return sha256(f"{restart} {guest.key}".encode()).hexdigest()


class _Table:
    def __init__(self, ground: Ground, guests: list[Guest]) -> None:
        self._ground = ground
        self._guests = guests
        self._slots: Numbers = ground.ring.slots(ground.ring.count)
        self._straight: dict[str, Options] = {}
        self._bent: dict[str, Options] = {}
        self._taken: dict[str, tuple[Seat, list[Path], float]] = {}

    def laid(self) -> Seating:
        for guest in self._guests:
            self._sit(guest)
        if self._faults():
            self._mend()
        self._route()
        taken = [self._taken[guest.key] for guest in self._guests]
        return Seating(
            tuple(found[0] for found in taken),
            tuple(path for found in taken for path in found[1]),
            tuple(self._crowded),
        )

    def _sit(self, guest: Guest) -> None:
        """Give one guest the best place beside all others who sit."""
        others = [
            other for other in self._guests if other is not guest and other.key in self._taken
        ]
        table = table_of(
            [(other, self._taken[other.key][0]) for other in others],
            [path for other in others for path in self._taken[other.key][1]],
            self._ground.ties,
        )
        found = self._options(guest, self._straight, STRAIGHT).choose(table)
        if found[2] >= _FAULT:
            bent = self._options(guest, self._bent, BENT).choose(table)
            found = bent if bent[2] < found[2] else found
        self._taken[guest.key] = found

    def _options(self, guest: Guest, kept: dict[str, Options], bends: tuple[float, ...]) -> Options:
        if guest.key not in kept:
            kept[guest.key] = Options(guest, self._ground, self._slots, bends)
        return kept[guest.key]

    def _faults(self) -> float:
        """Return what all faults cost, each seen from the guest who sat down last."""
        return sum(cost for _, _, cost in self._taken.values() if cost >= _FAULT)

    def _mend(self) -> None:
        """Let guests choose again until nothing is at fault, in several orders."""
        best, least = dict(self._taken), self._faults()
        for restart in range(_RESTARTS):
            order = sorted(self._guests, key=lambda guest: _shuffled(guest, restart))
            if restart:
                self._taken.clear()
            for _ in range(_SWEEPS):
                for guest in order:
                    self._sit(guest)
                now = self._faults()
                if now < least:
                    best, least = dict(self._taken), now
                if not now:
                    break
            if not least:
                break
        self._taken = best

    def _route(self) -> None:
        """Lead the links that have no clean way round everything, on whatever way there is."""
        self._crowded: list[tuple[str, str]] = []
        for guest in self._guests:
            place, paths, cost = self._taken[guest.key]
            if cost < _FAULT:
                continue
            others = [
                path for key, kept in self._taken.items() if key != guest.key for path in kept[1]
            ]
            seats = [kept[0] for kept in self._taken.values()]
            found = []
            for path in paths:
                way = routed(self._ground, seats, [*others, *found], path)
                if way is None:
                    self._crowded.append((path.one, path.other))
                found.append(way or path)
            self._taken[guest.key] = (place, found, cost)
