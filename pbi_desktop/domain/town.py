"""Who holds whom up in a town: households, groups, services and needs, as facts for a map.

There is no person among them. A household with a protected address has no area, as one of which
no address is known.
"""

from dataclasses import dataclass, field

from pbi_desktop.domain.stages import LifeDomain

Spot = tuple[float, float]
"""Latitude and longitude."""

REACH_METRES = 1_200
"""As far as a quarter of an hour on foot, as the crow flies."""
FEWEST_TOLD = 5
"""Smaller numbers of households are not told where names are not."""


@dataclass(frozen=True)
class TownArea:
    """A small area, and the middle of where its people live."""

    code: str
    name: str
    at: Spot | None = None


@dataclass(frozen=True)
class TownHome:
    """A household with an open case."""

    key: str
    name: str = ""
    area: str = ""
    """The code of its small area; empty where none may be shown or none is known."""
    company: int = 0
    """How many ties its people have to others who are not on the map."""


@dataclass(frozen=True)
class TownGroup:
    """A group or place, and the parts of life that its entry speaks of."""

    key: str
    name: str
    area: str = ""
    at: Spot | None = None
    helps: frozenset[LifeDomain] = frozenset()


@dataclass(frozen=True)
class TownService:
    """A service that is at work with somebody."""

    key: str
    name: str


@dataclass(frozen=True)
class TownFacts:
    """Everything on a map, as far as whoever looks may see it."""

    areas: tuple[TownArea, ...] = ()
    homes: tuple[TownHome, ...] = ()
    groups: tuple[TownGroup, ...] = ()
    services: tuple[TownService, ...] = ()
    ties: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """The key of a household, and of the service, group or other household it is tied to."""
    needs: frozenset[tuple[str, LifeDomain]] = field(default_factory=frozenset)
    """The key of a household, and a part of life in which something is needed."""


def told_count(count: int, *, named: bool) -> str:
    """Return a number of households as it may be told: 1 to 4 only where each has its name."""
    if named or count == 0 or count >= FEWEST_TOLD:
        return f"{count:,}"
    return f"1 to {FEWEST_TOLD - 1}"
