"""Lists of people as columns of numbers: each distinct value once, each person a code of it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.records import Record
from pbi_desktop.domain.name_lore import is_salutation
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.times import Precision

Ints = NDArray[np.int32]

_HOUSE = re.compile(r"\b(\d+[a-z]?)\b")
_NOT_IN_A_REFERENCE = re.compile(r"[\W_]+")
_MONTH, _DAY = slice(5, 7), slice(8, 10)


@dataclass(frozen=True)
class Column:
    """One field: for each person the code of a value; code 0 is a value that is missing."""

    codes: Ints
    values: list[str]

    @property
    def said(self) -> bool:
        """Whether anybody has a value."""
        return len(self.values) > 1


@dataclass(frozen=True)
class People:
    """The columns of one list, or of two below each other."""

    ids: list[str]
    given: Column
    family: Column
    house: Column
    street: Column
    second: Column
    locality: Column
    postcode: Column
    phone: Column
    email: Column
    reference: Column
    sex: Column
    born: NDArray[np.int16]
    """Year, month and day; 0 where not known."""
    age: NDArray[np.int16]
    """In years; -1 where not known."""
    renamed: NDArray[np.bool_]
    """Who has other names."""
    moved: NDArray[np.bool_]
    """Who has earlier addresses."""
    related: NDArray[np.bool_]
    """Of whom relatives are named."""
    records: Sequence[Record]

    @property
    def count(self) -> int:
        """How many people."""
        return len(self.ids)


def people_of(records: Sequence[Record]) -> People:
    """Return the columns of a list."""
    names: dict[str, int] = {"": 0}
    streets: dict[str, int] = {"": 0}
    given, family = _names(records)
    homes = [record.address_1 for record in records]
    return People(
        [record.id for record in records],
        _coded(given, _name, names),
        _coded(family, _name, names),
        _coded(homes, _house, {"": 0}),
        _coded(homes, _street, streets),
        _coded((record.address_2 for record in records), name_key, streets),
        _coded((record.locality for record in records), name_key, {"": 0}),
        _coded((record.postcode for record in records), _reference, {"": 0}),
        _coded((record.phone for record in records), phone_key, {"": 0}),
        _coded((record.email for record in records), _email, {"": 0}),
        _coded((record.reference for record in records), _reference, {"": 0}),
        _coded((record.sex for record in records), _sex, {"": 0}),
        _births(records),
        np.array([-1 if r.age is None else r.age for r in records], dtype=np.int16),
        np.array([bool(record.other_names) for record in records], dtype=bool),
        np.array([bool(record.earlier_addresses) for record in records], dtype=bool),
        np.array([bool(record.household) for record in records], dtype=bool),
        records,
    )


def _names(records: Sequence[Record]) -> tuple[list[str], list[str]]:
    """Return given and family names; the last word of a full name is taken for the family's."""
    given = [record.given_name for record in records]
    family = [record.family_name for record in records]
    for place, record in enumerate(records):
        if record.full_name and not (given[place] or family[place]):
            words = _name(record.full_name).split()
            given[place], family[place] = " ".join(words[:-1]), words[-1] if words else ""
    return given, family


def _coded(texts: Iterable[str], plain: Callable[[str], str], known: dict[str, int]) -> Column:
    """Return a column; `known` are the plain values of those that share its codes."""
    raw: dict[str, int] = {}
    places = np.array([raw.setdefault(text, len(raw)) for text in texts], dtype=np.int32)
    codes = np.array(
        [known.setdefault(plain(text), len(known)) for text in raw] or [0], dtype=np.int32
    )
    return Column(codes[places] if len(places) else places, list(known))


def _name(text: str) -> str:
    words = name_key(text).split()
    return (
        " ".join(word for word in words if not is_salutation(word))
        if len(words) > 1
        else (words[0] if words else "")
    )


def _house(text: str) -> str:
    found = _HOUSE.search(text.lower())
    return found[1] if found else ""


def _street(text: str) -> str:
    return street_key(_HOUSE.sub(" ", text.lower(), count=1))


def _email(text: str) -> str:
    return text.strip().lower()


def _reference(text: str) -> str:
    return _NOT_IN_A_REFERENCE.sub("", text.casefold())


def _sex(text: str) -> str:
    return text.strip().casefold()[:1]


def _births(records: Sequence[Record]) -> NDArray[np.int16]:
    kept: dict[str, tuple[int, int, int]] = {"": (0, 0, 0)}
    rows = []
    for record in records:
        born = record.date_of_birth
        text = born.text if born is not None and born.precision is not Precision.ABOUT else ""
        row = kept.get(text)
        if row is None:
            row = kept[text] = (int(text[:4]), int(text[_MONTH] or 0), int(text[_DAY] or 0))
        rows.append(row)
    return np.array(rows, dtype=np.int16).reshape(-1, 3)
