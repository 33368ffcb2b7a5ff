"""Whether the desk finds a misspelt name as well whatever community it comes from.

The same slips of the hand are made in the names of each list; what is counted is how many of them
the desk still takes for the name, and how many strangers it takes for it.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from pbi_desktop.analysis.matching import Asked, Held, weigh
from pbi_desktop.bench.linkage_slips import slip
from pbi_desktop.domain.names import name_key

_TRIES = 600
_SEED = 11


@dataclass(frozen=True)
class OfOrigin:
    """Of the names of one origin: the share found again, and of strangers taken for them."""

    origin: str
    found: float
    strangers: float

    @property
    def line(self) -> str:
        """The result in words."""
        return f"{self.origin}: {self.found:.1%} found, {self.strangers:.2%} of strangers taken"


def named_lists(read: Callable[[str], bytes]) -> dict[str, tuple[list[str], list[str]]]:
    """Return given and family names by origin, out of the reference lists of names."""
    ranked = _rows(read("names/names_ew_rankings_1904_1994.csv"))
    india = [
        name
        for sex in ("female", "male")
        for name in _lines(read(f"names/indian_first.{sex}.names.txt"))
    ]
    return {
        "England and Wales": (
            sorted({row["name"].title() for row in ranked}),
            _listed(read("names/faker_en_GB.csv"), "last"),
        ),
        "India": (india, _lines(read("names/indian_last.names.txt"))),
        "Pakistan": (
            _listed(read("names/faker_en_PK.csv"), "first"),
            _listed(read("names/faker_en_PK.csv"), "last"),
        ),
    }


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def _listed(data: bytes, beginning: str) -> list[str]:
    return [row["name"] for row in _rows(data) if row["list"].startswith(beginning)]


def _lines(data: bytes) -> list[str]:
    """Return the names of a file whose first line is their number."""
    return [line.strip().title() for line in data.decode().splitlines()[1:] if line.strip()]


def by_origin(names: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> list[OfOrigin]:
    """Return the rates for given and family names by origin."""
    return [_of(origin, *lists) for origin, lists in names.items()]


def _of(origin: str, given: Sequence[str], family: Sequence[str]) -> OfOrigin:
    dice = Random(_SEED)  # noqa: S311 - slips of the hand
    found = strangers = 0
    for _ in range(_TRIES):
        first, last = dice.choice(given), dice.choice(family)
        wrong = (slip(dice, first), last) if dice.random() < 0.5 else (first, slip(dice, last))
        found += taken(" ".join(wrong), f"{first} {last}")
        other = f"{dice.choice(given)} {dice.choice(family)}"
        strangers += taken(other, f"{first} {last}")
    return OfOrigin(origin, found / _TRIES, strangers / _TRIES)


def taken(said: str, known: str) -> bool:
    """Say whether a name that is told is taken for one on record, wholly and not in part."""
    line = weigh(Asked(name_key(said)), Held((name_key(known),), None, (), ()))[0]
    partly = line.says in ("another family name", "a part of it agrees", "an initial")
    return line.verdict in ("same", "close") and not partly
