"""How large a demo is: sites, staff, homes, and how much is written about each case."""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_SEED = 7


class Scale(StrEnum):
    """How many people the demo invents."""

    SITE = "site"
    BOROUGH = "borough"
    CITY = "city"


@dataclass(frozen=True)
class Plan:
    """The measures of one scale; homes are settled in neighbourhoods of one fixed mixture."""

    sites: int
    neighbourhoods: int
    cases_in_each: int
    workers_per_site: int
    neighbourhoods_in_a_part: int
    fullness: float
    """How much of a story is told: 1 for all of it."""

    with_cast: bool = False
    seen_very_often: float = 0.0
    """The share of cases with hundreds of entries."""

    @property
    def homes_at_a_site(self) -> int:
        """How many dwellings a site needs, those of the groups included."""
        return self.neighbourhoods * HOMES // self.sites + HOMES


# Homes of one neighbourhood by how many live there: 40 homes, 100 people.
MIXTURE: tuple[tuple[int, int], ...] = ((1, 12), (2, 12), (3, 6), (4, 6), (5, 2), (6, 2))
HOMES = sum(homes for _size, homes in MIXTURE)
PEOPLE = sum(size * homes for size, homes in MIXTURE)

PLANS = {
    Scale.SITE: Plan(4, 4, 37, 0, 4, 1.0, with_cast=True),
    Scale.BOROUGH: Plan(8, 200, 25, 30, 40, 0.8, seen_very_often=0.002),
    Scale.CITY: Plan(64, 10_000, 25, 46, 50, 0.1, seen_very_often=0.001),
}
