"""A town of invented people with duplicates in it, as lists hold them: errors, moves, twins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from pbi_desktop.analysis.matching import Record
from pbi_desktop.bench.linkage_slips import again
from pbi_desktop.demo.name_lists import STOCKS, NameStock
from pbi_desktop.domain.times import PartialDate

_FIRST_BIRTH = date(1932, 1, 1)
_LAST_OF_CHILDREN = 365 * 18
_DAYS = 365 * 75
_BEGINNINGS = (
    "Alder Ash Beech Birch Bracken Brook Cedar Chapel Church Clough Copster Dale Elm Fern Field"
    " Glen Greave Hawthorn Heath Hill Hollin Laburnum Larch Lime Lord Maple Meadow Mill Moor Moss"
    " Oak Park Pine Quarry Rowan Spring Stone Thorn Union Vale Villa Water Wood York"
)
_MIDDLES = "bank brook croft dale den field ford gate ham hurst ley ridge side ton wood"
_KINDS = "Street Road Avenue Close Drive Grove Lane Place Terrace Way"
_PLACES = "Oldham Chadderton Royton Shaw Failsworth Lees Hollinwood Uppermill"
_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_TWICE = 0.05
_TWINS = 0.02
_NAMESAKES = 0.01
_TOLD_PHONE = 0.7
_OWN_PHONE = 0.6
_WITH_SECOND = 0.35


@dataclass(frozen=True)
class Town:
    """The records of a list, and the pairs of ids that are one person."""

    records: tuple[Record, ...]
    same: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Home:
    """Where a household lives, and its telephone."""

    address: str
    locality: str
    postcode: str
    phone: str


@dataclass(frozen=True)
class _Names:
    """Names of one community, each with how many households bear it, summed up."""

    given: tuple[str, ...]
    given_sums: tuple[float, ...]
    family: tuple[str, ...]
    family_sums: tuple[float, ...]


def town(people: int, seed: int = 7) -> Town:
    """Return a list of at least so many records; the same seed gives the same town."""
    dice = Random(seed)  # noqa: S311 - invented people
    names = [_names(stock) for stock in STOCKS]
    shares = list(accumulate(stock.share for stock in STOCKS))
    streets = _streets(dice, max(50, people // 300))
    records: list[Record] = []
    same: list[tuple[str, str]] = []
    while len(records) < people:
        home = _home(dice, streets)
        for person in _household(dice, dice.choices(names, cum_weights=shares)[0], home):
            records.append(replace(person, id=f"r{len(records)}"))
            if dice.random() < _TWICE:
                other = again(dice, records[-1], _home(dice, streets))
                same.append((records[-1].id, f"r{len(records)}"))
                records.append(replace(other, id=f"r{len(records)}"))
    dice.shuffle(records)
    return Town(tuple(records), frozenset(same))


def _household(dice: Random, names: _Names, home: Home) -> list[Record]:
    """Return the people of one home: some twins, some sons of their father's name."""
    family = dice.choices(names.family, cum_weights=names.family_sums)[0]
    count = dice.choices((1, 2, 3, 4, 5), (30, 30, 17, 15, 8))[0]
    born = dice.randrange(_DAYS)
    people = []
    for place in range(count):
        child = place > 1
        day = born + 365 * 24 + dice.randrange(_LAST_OF_CHILDREN) if child else born
        if not child:
            day += dice.randrange(-1500, 1500) if place else 0
        people.append(_person(dice, _given(dice, names), family, max(0, day), home))
    if count > 3 and dice.random() < _TWINS:
        people[3] = replace(people[3], date_of_birth=people[2].date_of_birth)
    if count > 2 and dice.random() < _NAMESAKES:
        people[2] = replace(people[2], given_name=people[0].given_name)
    return people


def _person(dice: Random, given: str, family: str, day: int, home: Home) -> Record:
    phone = ""
    if dice.random() < _TOLD_PHONE:
        phone = f"07{dice.randrange(10**9):09d}" if dice.random() < _OWN_PHONE else home.phone
    return Record(
        "",
        given,
        family,
        date_of_birth=PartialDate.of_day(_FIRST_BIRTH + timedelta(days=day)),
        address_1=home.address,
        locality=home.locality,
        postcode=home.postcode,
        phone=phone,
    )


def _given(dice: Random, names: _Names) -> str:
    first = dice.choices(names.given, cum_weights=names.given_sums)[0]
    if dice.random() < _WITH_SECOND:
        return f"{first} {dice.choice(names.given)}"
    return first


def _names(stock: NameStock) -> _Names:
    given = tuple(
        dict.fromkeys(
            stock.young_women + stock.young_men + stock.women + stock.men + stock.old_women
        )
    )
    made = (begin + middle + end for begin in stock.beginnings for middle in ("", *stock.middles)
            for end in stock.endings)  # fmt: skip
    family = tuple(dict.fromkeys((*stock.families, *made)))
    return _Names(given, _zipf(len(given)), family, _zipf(len(family)))


def _zipf(count: int) -> tuple[float, ...]:
    """Return the summed shares of ranks: the second is borne half as often as the first."""
    return tuple(accumulate(1 / (rank + 3) for rank in range(count)))


def _streets(dice: Random, count: int) -> list[tuple[str, str, str]]:
    """Return streets: name, place and the beginning of their postcodes."""
    firsts = [f"{one}{two}" for one in _BEGINNINGS.split() for two in ("", *_MIDDLES.split())]
    kinds, places = _KINDS.split(), _PLACES.split()
    return [
        (
            f"{dice.choice(firsts)} {dice.choice(kinds)}",
            dice.choice(places),
            f"OL{dice.randrange(1, 17)} {dice.randrange(10)}",
        )
        for _ in range(count)
    ]


def _home(dice: Random, streets: Sequence[tuple[str, str, str]]) -> Home:
    street, place, outward = dice.choice(streets)
    number = dice.randrange(1, 180)
    letters = _POSTCODE_LETTERS[number // 9], _POSTCODE_LETTERS[len(street) % 20]
    phone = f"0161{dice.randrange(10**7):07d}"
    return Home(f"{number} {street}", place, f"{outward}{letters[0]}{letters[1]}", phone)
