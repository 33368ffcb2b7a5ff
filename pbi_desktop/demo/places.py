"""Invented places: sites with their shop fronts, small areas, streets and postcodes.

The postcodes have a valid form and an outward half that nobody uses; no street, estate or shop
is a real one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.demo.books import Books
from pbi_desktop.demo.dice import Dice

VINTAGE = "demo"

_TRADES = ("Weaver", "Tenter", "Shuttle", "Carder", "Spindle", "Bobbin", "Heald", "Warper")
_LAND = ("clough", "brow", "fold", "moss", "bank", "royd", "shaw", "lea")
_SHOPS = (
    "Old Chemist's",
    "Old Butcher's",
    "Old Post Office",
    "Old Shoe Shop",
    "Old Launderette",
    "Old Bakery",
    "Old Wool Shop",
    "Old Hardware Shop",
)
_QUARTERS = ("East", "North", "South", "West", "Central")
_STREET_NAMES = (
    "Alderman",
    "Bobbin",
    "Calico",
    "Doffer",
    "Engine",
    "Flannel",
    "Gingham",
    "Hank",
    "Ironstone",
    "Jenny",
    "Kersey",
    "Linsey",
    "Mangle",
    "Nettle",
    "Oakum",
    "Piecer",
    "Quilt",
    "Reed",
    "Skein",
    "Twill",
    "Usher",
    "Velvet",
    "Weft",
    "Yarn",
    "Carding",
    "Damask",
    "Fustian",
    "Heddle",
    "Lantern",
    "Muslin",
    "Pattern",
    "Ratchet",
    "Selvedge",
    "Thimble",
    "Treadle",
    "Warpers",
    "Canal",
    "Copper",
    "Dyers",
    "Fullers",
    "Hopper",
    "Lodge",
    "Tannery",
    "Cropper",
)
_STREET_KINDS = ("Street", "Road", "Fold", "Avenue", "Close", "Walk", "Brow", "Lane")
_OUTWARDS = ("OL99", "OL98", "OL97", "OL96", "OL94", "OL93", "OL92", "OL91")
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_INWARDS = 10 * len(_INWARD_LETTERS) ** 2
_HOMES_TO_A_POSTCODE = 18
_AREAS_TO_A_SITE = 6
_FEWEST_STREETS = 16
_HOMES_TO_A_STREET = 60
# A point on the open moor, and steps from it, in ten-thousandths of a degree.
_SOUTH, _WEST, _STEP = 535_600, -20_600, 37


@dataclass(frozen=True)
class Area:
    """A small area of the demo."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Site:
    """A site and what lies in it; street numbers and postcodes are dealt in turn."""

    id: UUID
    number: int
    name: str
    hub: str
    quarter: str
    streets: tuple[str, ...]
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Spot:
    """Where a dwelling stands."""

    number: int
    street: str
    locality: str
    postcode: str
    area_code: str | None

    @property
    def line_1(self) -> str:
        """The first line of the address."""
        return f"{self.number} {self.street}"


def site_name(number: int) -> str:
    """Return the name of a site: "Weaverclough"; 64 are different."""
    return _TRADES[number % len(_TRADES)] + _LAND[(number + number // len(_TRADES)) % len(_LAND)]


def make_site(dice: Dice, number: int, homes: int) -> Site:
    """Return a site with its small areas, and streets enough for so many homes."""
    name = site_name(number)
    count = max(_FEWEST_STREETS, min(len(_STREET_NAMES), homes // _HOMES_TO_A_STREET))
    kinds = _STREET_KINDS * (len(_STREET_NAMES) // len(_STREET_KINDS) + 1)
    streets = tuple(
        f"{first} {kind}"
        for first, kind in zip(
            dice.some(_STREET_NAMES, count), dice.some(kinds, count), strict=True
        )
    )
    shop = _SHOPS[number % len(_SHOPS)]
    return Site(
        dice.new_id(),
        number,
        name,
        f"The {shop}, {dice.between(1, 40)} {name} Parade",
        _QUARTERS[number % len(_QUARTERS)],
        streets,
        tuple(_area(number, name, place) for place in range(_AREAS_TO_A_SITE)),
    )


def _area(site: int, name: str, place: int) -> Area:
    letter = "ABCDEFGH"[place]
    south = _SOUTH + _STEP * (site // 8 * 3 + place // 3)
    west = _WEST - _STEP * (site % 8 * 3 + place % 3)
    code = f"DEMO {site + 1:03d}{letter}"
    return Area(code, f"{name} {letter}", south / 10_000, west / 10_000)


def invented_postcode(number: int) -> str:
    """Return a postcode of valid form that no letter can be sent to."""
    outward, inward = divmod(number % (_INWARDS * len(_OUTWARDS)), _INWARDS)
    digit, letters = divmod(inward, len(_INWARD_LETTERS) ** 2)
    first, last = divmod(letters, len(_INWARD_LETTERS))
    return f"{_OUTWARDS[outward]} {(digit + 1) % 10}{_INWARD_LETTERS[first]}{_INWARD_LETTERS[last]}"


class Land:
    """Gives out dwellings: site by site, street by street, house after house."""

    def __init__(self, sites: Sequence[Site], homes_at_a_site: int, real: Sequence[str]) -> None:
        self._real = tuple(real)
        self._postcodes_at_a_site = homes_at_a_site // _HOMES_TO_A_POSTCODE + _AREAS_TO_A_SITE
        self._built = [0] * len(sites)

    def next_spot(self, site: Site) -> Spot:
        """Return the next dwelling of a site."""
        home = self._built[site.number]
        self._built[site.number] = home + 1
        street = site.streets[home % len(site.streets)]
        number = home // len(site.streets) * 2 + 1 + home % 2
        return Spot(number, street, site.name, *self._postcode(site, home))

    def _postcode(self, site: Site, home: int) -> tuple[str, str | None]:
        """Return the postcode of a home and its small area; real ones know theirs elsewhere."""
        place = home % self._postcodes_at_a_site
        if self._real:
            start = site.number * self._postcodes_at_a_site
            return self._real[(start + place) % len(self._real)], None
        number = site.number * self._postcodes_at_a_site + place
        return invented_postcode(number), site.areas[place % len(site.areas)].code

    def record(self, books: Books, sites: Sequence[Site], at: datetime, by: UUID) -> None:
        """Add the sites, and the small areas and postcodes where they are invented."""
        for site in sites:
            books.keep("sites", site.id, at, by, site.name, site.hub, site.quarter)
            if self._real:
                continue
            for area in site.areas:
                row = (area.code, area.name, VINTAGE, area.latitude, area.longitude)
                books.add("areas", at, by, *row)
            for place in range(self._postcodes_at_a_site):
                postcode, area_code = self._postcode(site, place)
                books.add("postcodes", at, by, postcode, area_code, None, None, None, None)
