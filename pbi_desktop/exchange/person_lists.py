"""Lists of people from any desk, to find likely duplicates in: CSV, XLSX or ODS with a header."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.times import PartialDate
from pbi_desktop.exchange.cases.values import read_birth
from pbi_desktop.exchange.list_rows import Columns, Gathered, ListRow, rows_of

_NAMES = (
    "id given_name family_name full_name date_of_birth age sex address_1 address_2 locality"
    " postcode phone email reference"
)
COLUMNS: Columns = dict.fromkeys(_NAMES.split(), ())
"""What is known by its own name; `--map` gives other columns one of these."""
_YEAR_FIRST = re.compile(r"([12]\d{3})-?(\d{2})-?(\d{2})", re.ASCII)
_AGE = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class ListedPerson:
    """One row of a list: its texts by the name of the field, and what could be read of them."""

    id: str
    texts: Mapping[str, str]
    born: PartialDate | None
    age: int | None


@dataclass(frozen=True)
class PersonList:
    """The people of a file, and sentences on what could not be read as it stands."""

    people: tuple[ListedPerson, ...]
    noticed: tuple[str, ...]


def read_people(
    data: bytes, name: str, today: date, mapping: Mapping[str, str] | None = None
) -> PersonList:
    """Return the people of a list; refuses a file that has no column known here."""
    gathered = Gathered()
    rows = list(rows_of(data, name, COLUMNS, mapping or {}, gathered))
    births: dict[str, PartialDate | None] = {"": None}
    people = [_person(row, births, today) for row in rows]
    noticed = [
        *gathered.noticed,
        *_left_out(len(gathered.refused), "Rows that do not fit the header, not read"),
        *_left_out(
            sum(person.born is None and bool(person.texts["date_of_birth"]) for person in people),
            "Dates of birth that were not read, and count as missing",
        ),
    ]
    return PersonList(_each_by_an_id(people), tuple(noticed))


def _person(row: ListRow, births: dict[str, PartialDate | None], today: date) -> ListedPerson:
    texts = {field: row.text(field) for field in COLUMNS}
    said = texts["date_of_birth"]
    if said not in births:
        births[said] = _born(said, today)
    age = int(texts["age"]) if _AGE.fullmatch(texts["age"]) else None
    return ListedPerson(texts["id"] or f"row {row.row.number}", texts, births[said], age)


def _born(said: str, today: date) -> PartialDate | None:
    """Return a birth; a list may hold a day to come, which is compared as it stands."""
    found = _YEAR_FIRST.fullmatch(said)
    if found:
        try:
            return PartialDate.of_day(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            return None
    return read_birth(said, today).day


def _each_by_an_id(people: list[ListedPerson]) -> tuple[ListedPerson, ...]:
    """Return the people, each with an id that no other row has."""
    seen: dict[str, int] = {}
    found = []
    for person in people:
        times = seen[person.id] = seen.get(person.id, 0) + 1
        own = person.id if times == 1 else f"{person.id} ({times})"
        found.append(ListedPerson(own, person.texts, person.born, person.age))
    return tuple(found)


def _left_out(number: int, what: str) -> tuple[str, ...]:
    return (f"{what}: {number:,}.",) if number else ()
