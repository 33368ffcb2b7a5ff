"""The city of the front door's bench: a million invented people, at the desk of one site.

Names are made of syllables, as unevenly shared as names are: about 52,000 family names and
13,000 given names, 830,000 pairs of them. Nobody in it is real. The file is made once and kept
in this account's cache, under the hash of this generator and of the schema.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.bulk import Batch, Value
from pbi_desktop.domain.casework import Gender, PartInCase
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.times import Precision

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_BEGAN = NOW - timedelta(days=400)
_RECORD = ("id", "version", "created_at", "created_by", "withdrawn_at")
_FIRST_BORN, _DAYS = date(1930, 1, 1), 34_000
_STARTS = (*"bcdfghjklmnprstvwyz", "sh", "ch", "kh", "th", "br")
_ENDS = (*"aeiou", "ai", "ee", "an", "ar", "on", "er", "il")
_FAMILY_NAMES, _GIVEN_NAMES, _STREETS = 53_000, 13_000, 6_000
_EVENNESS = ((0.9, 5), (0.95, 5))  # of family and given names: the exponent and shift of Zipf's law
_IN_A_CASE = 4


@dataclass(frozen=True)
class Resident:
    """Somebody of the city, as the desk could be told."""

    id: UUID
    given_name: str
    family_name: str
    born: str


class City:
    """The rows, table by table: the same for the same size."""

    def __init__(self, people: int = 1_000_000) -> None:
        self.people = people
        self._dice = Random(7)  # noqa: S311 - invented
        self.site, self.agency, self.lead, self.desk, self.officer = self._ids(5)
        self._family, self._given = (
            _names(self._dice, min(count, people), shares)
            for count, shares in ((_FAMILY_NAMES, (2, 2, 3, 3, 4)), (_GIVEN_NAMES, (2, 2, 3, 3)))
        )
        self._streets = _names(self._dice, _STREETS, (2, 3))
        self.residents = tuple(self._residents())
        self._cases = self._ids(-(-people // _IN_A_CASE))

    def batches(self) -> Iterator[Batch]:
        """Return every table, parents first."""
        yield self._batch("sites", "id name hub place", [(self.site, "City", "Hub", "C")])
        agency = (self.agency, "Council", AgencyKind.COUNCIL.value)
        yield self._batch("agencies", "id name kind", [agency])
        yield self._batch(
            "workers", "id name login job agency_id active database_role", self._workers()
        )
        yield self._batch("site_roles", "worker_id site_id role valid_from valid_to", self._roles())
        yield self._batch(
            "people",
            "id given_name family_name given_key family_key gender born_text born_precision",
            self._person_rows(),
        )
        yield self._batch(
            "cases",
            "id reference site_id subject_id category phase opened_on seal",
            self._of_case(),
        )
        yield self._batch("case_people", "case_id person_id part", self._in_cases())
        yield self._batch("addresses", "id line_1 postcode street_key", self._addresses())
        yield self._batch("residences", "subject_id category address_id", self._residences())
        yield self._batch(
            "contact_points", "subject_id category kind value value_key", self._rung()
        )

    def _workers(self) -> Iterator[tuple[Value, ...]]:
        for worker, name in ((self.lead, "lead"), (self.desk, "desk"), (self.officer, "officer")):
            yield worker, name.title(), name, "Worker", self.agency, True, None

    def _roles(self) -> Iterator[tuple[Value, ...]]:
        yield self.lead, self.site, SiteRole.TEAM_MANAGER.value, _BEGAN, None
        yield self.desk, self.site, SiteRole.FRONT_DOOR.value, _BEGAN, None

    def _residents(self) -> Iterator[Resident]:
        dice, ids = self._dice, self._ids(self.people)
        family = dice.choices(self._family[0], cum_weights=self._family[1], k=self.people)
        given = dice.choices(self._given[0], cum_weights=self._given[1], k=self.people)
        for person, last, first in zip(ids, family, given, strict=True):
            born = _FIRST_BORN + timedelta(days=dice.randrange(_DAYS))
            yield Resident(person, first.title(), last.title(), born.isoformat())

    def _person_rows(self) -> Iterator[tuple[Value, ...]]:
        gender, day = Gender.NOT_RECORDED.value, Precision.DAY.value
        for one in self.residents:
            given, family = one.given_name, one.family_name
            keys = (given.casefold(), family.casefold())
            yield one.id, given, family, *keys, gender, one.born, day

    def _of_case(self) -> Iterator[tuple[Value, ...]]:
        what = (Category.CORE.value, Phase.ENGAGING.value, date(2026, 1, 5), 0)
        for at, case in enumerate(self._cases):
            yield case, f"C{at:07d}", self.site, self.residents[at * _IN_A_CASE].id, *what

    def _in_cases(self) -> Iterator[tuple[Value, ...]]:
        for at, one in enumerate(self.residents):
            part = PartInCase.HOUSEHOLD if at % _IN_A_CASE else PartInCase.MAIN
            yield self._cases[at // _IN_A_CASE], one.id, part.value

    def _addresses(self) -> Iterator[tuple[Value, ...]]:
        names, _shares = self._streets
        for at, case in enumerate(self._cases):
            street = f"{1 + at // len(names)} {names[at % len(names)]} road"
            yield UUID(int=case.int ^ 1), street.title(), f"ZX{at % 90} {at % 9}AB", street

    def _residences(self) -> Iterator[tuple[Value, ...]]:
        for at, one in enumerate(self.residents):
            home = UUID(int=self._cases[at // _IN_A_CASE].int ^ 1)
            yield one.id, Category.CONTACT.value, home

    def _rung(self) -> Iterator[tuple[Value, ...]]:
        for at, one in enumerate(self.residents):
            number = f"07700{at:07d}"
            yield one.id, Category.CONTACT.value, "mobile", number, number

    def _batch(self, kind: str, columns: str, rows: Iterable[tuple[Value, ...]]) -> Batch:
        names = tuple(columns.split())
        own_key = names[0] == "id"
        whole = (self._whole(row, own_key=own_key) for row in rows)
        return Batch(kind, (*_RECORD, *(names[1:] if own_key else names)), whole)

    def _whole(self, row: tuple[Value, ...], *, own_key: bool) -> tuple[Value, ...]:
        key, rest = (row[0], row[1:]) if own_key else (self._ids(1)[0], row)
        return (key, 1, _BEGAN, self.lead, None, *rest)

    def _ids(self, count: int) -> list[UUID]:
        return [UUID(int=self._dice.getrandbits(128)) for _ in range(count)]


def kept_file(city: City, folder: Path) -> tuple[Path, bytes]:
    """Return the file of this city and its key: made if this generator has not made it yet."""
    from pbi_desktop.store import bulk, setup
    from pbi_desktop.store.durable import private_folder

    private_folder(folder)
    path = folder / f"front-door-{_generator(city.people)}.pbi"
    key_path = path.with_suffix(".key")  # of invented people: whoever has the file has the key
    if path.is_file() and key_path.is_file():
        return path, key_path.read_bytes()
    draft, key = path.with_suffix(".part"), secrets.token_bytes(32)
    draft.unlink(missing_ok=True)
    setup.make_file(draft, key, UUID(int=7), wipe_memory=False)
    bulk.fill_file(draft, key, city.batches(), NOW, wipe_memory=False)
    key_path.write_bytes(key)
    draft.rename(path)
    return path, key


def _generator(people: int) -> str:
    from pbi_desktop.models import Base

    columns = sorted(
        f"{table}.{column}" for table in Base.metadata.tables.values() for column in table.columns
    )
    indexes = sorted(str(i.name) for t in Base.metadata.tables.values() for i in t.indexes)
    said = f"{people} {columns} {indexes}".encode() + Path(__file__).read_bytes()
    return hashlib.sha256(said).hexdigest()[:16]


def _names(dice: Random, count: int, lengths: tuple[int, ...]) -> tuple[list[str], list[float]]:
    """Return invented names, the most common first, and how often each is borne."""
    syllables = [start + end for start in _STARTS for end in _ENDS]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(dice.choice(syllables) for _ in range(dice.choice(lengths)))] = None
    exponent, shift = _EVENNESS[0] if lengths[-1] > 3 else _EVENNESS[1]
    return list(found), list(accumulate((at + shift) ** -exponent for at in range(count)))
