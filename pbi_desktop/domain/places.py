"""Small areas and postcodes: where an address lies, as the published lists say."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import PartialDate

_EARTH_METRES = 6_371_008.8


@dataclass(frozen=True)
class SmallArea:
    """A small area (LSOA), the middle of where its people live, and the censuses that know it."""

    code: str
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    vintages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Postcode:
    """A postcode, the small area and the spot it lies in, and the months it was in use."""

    postcode: str
    area_code: str | None = None
    easting: int | None = None
    northing: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None

    @property
    def live(self) -> bool:
        """Whether the postcode is still in use, as far as the list says."""
        return self.ended is None


@dataclass(frozen=True)
class AreaChange:
    """What became of a small area at a census: U same, S split, M merged, X other."""

    old_code: str
    new_code: str
    change: str
    old_name: str = ""
    new_name: str = ""


@dataclass(frozen=True)
class Places:
    """What a set of lists says about an area, each postcode and each small area once, in order."""

    postcodes: tuple[Postcode, ...] = ()
    areas: tuple[SmallArea, ...] = ()
    changes: tuple[AreaChange, ...] = ()


def join_places(lists: Iterable[Places]) -> Places:
    """Return the lists as one: what the first does not know, a later one fills in."""
    postcodes: dict[str, Postcode] = {}
    areas: dict[str, SmallArea] = {}
    changes: set[AreaChange] = set()
    for places in lists:
        changes.update(places.changes)
        for postcode in places.postcodes:
            known = postcodes.get(postcode.postcode)
            postcodes[postcode.postcode] = _joined(known, postcode) if known else postcode
        for area in places.areas:
            seen = areas.get(area.code)
            areas[area.code] = _filled(seen, area) if seen else area
    return Places(
        tuple(postcodes[key] for key in sorted(postcodes)),
        tuple(areas[key] for key in sorted(areas)),
        tuple(sorted(changes, key=lambda change: (change.old_code, change.new_code))),
    )


def metres_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance as the crow flies between two (latitude, longitude) pairs."""
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (*here, *there))
    across = math.sin((lon_2 - lon_1) / 2) ** 2
    up = math.sin((lat_2 - lat_1) / 2) ** 2
    part = min(1.0, up + math.cos(lat_1) * math.cos(lat_2) * across)
    return 2 * _EARTH_METRES * math.asin(math.sqrt(part))


def standing(postcode: str, known: Postcode | None) -> str:
    """Return what to say of a postcode that is not on the lists or has ended; else nothing."""
    if known is None:
        return f"{postcode} is not on the lists of postcodes, so its small area is not known."
    if known.ended is not None:
        return f"{postcode} has not been in use since {say_date(known.ended)}."
    return ""


def _joined(known: Postcode, later: Postcode) -> Postcode:
    """Return what two lists know of one postcode; a position comes whole from one list."""
    placed = known if known.easting is not None else later
    return replace(
        known,
        area_code=known.area_code or later.area_code,
        easting=placed.easting,
        northing=placed.northing,
        latitude=placed.latitude,
        longitude=placed.longitude,
        started=known.started or later.started,
        ended=known.ended or later.ended,
    )


def _filled(known: SmallArea, later: SmallArea) -> SmallArea:
    """Return what two lists know of one small area."""
    placed = known if known.latitude is not None else later
    return replace(
        known,
        name=known.name or later.name,
        latitude=placed.latitude,
        longitude=placed.longitude,
        vintages=tuple(sorted({*known.vintages, *later.vintages})),
    )
