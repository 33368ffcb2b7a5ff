"""Finding people by what somebody says: candidates out of the policed views, nothing else.

Candidates are capped after the policy filter, because they come through it. Each question is one
statement, however many people it is about; ranges hold plain letters and figures only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.store.reading import Reading, Rows, as_uuid

MOST_CANDIDATES = 200
_LAST = "\U0010ffff"
_MOST_WORDS = 6


@dataclass(frozen=True)
class Candidate:
    """What a worker may see of one person: names and birth, and search keys to compare."""

    id: UUID
    given_name: str
    family_name: str
    names: tuple[str, ...]
    born: PartialDate | None
    streets: tuple[str, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True)
class NameEntry:
    """One name on record: whose, and its key."""

    person: UUID
    key: str


@dataclass(frozen=True)
class OpenCase:
    """An open case of a person, and whether the asking worker is on its team."""

    id: UUID
    mine: bool


def by_name_prefix(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return people one of whose names begins with this key."""
    parts = (
        f"SELECT * FROM (SELECT {who} AS who FROM {table} "  # noqa: S608 - the names below
        f"WHERE {column} >= :low AND {column} < :high "
        f"ORDER BY {column}, {who} LIMIT {MOST_CANDIDATES}) AS {column}s"
        for table, column, who in (
            ("people", "given_key", "id"),
            ("people", "family_key", "id"),
            ("other_names", "name_key", "subject_id"),
        )
    )
    rows = reading.rows(actor, " UNION ".join(parts), {"low": key, "high": key + _LAST})
    return _ids(rows)


def by_birth(reading: Reading, actor: Actor, spans: Sequence[tuple[str, str]]) -> set[UUID]:
    """Return people whose birth is recorded as a text in one of these spans, ends included."""
    within: list[str] = []
    values: dict[str, str] = {}
    for place, (low, high) in enumerate(spans):
        within.append(f"born_text BETWEEN :low{place} AND :high{place}")
        values |= {f"low{place}": low, f"high{place}": high}
    sql = (
        f"SELECT id FROM people WHERE {' OR '.join(within)} "  # noqa: S608 - numbered names
        f"ORDER BY born_text, id LIMIT {MOST_CANDIDATES}"
    )
    return _ids(reading.rows(actor, sql, values))


def by_street(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return people who live, or lived, where each of these words is in street or postcode."""
    words = [word for part in key.split() if (word := _escaped(part))]
    if not words:
        return set()
    values = {f"word{place}": f"%{word}%" for place, word in enumerate(words[:_MOST_WORDS])}
    each = " AND ".join(f"a.street_key || {_POSTCODE_KEYS} LIKE :{name}" for name in values)
    sql = (
        "SELECT DISTINCT r.subject_id FROM residences r JOIN addresses a ON a.id = r.address_id "  # noqa: S608
        f"WHERE {each} ORDER BY 1 LIMIT {MOST_CANDIDATES}"
    )
    return _ids(reading.rows(actor, sql, values))


def by_phone(reading: Reading, actor: Actor, digits: str) -> set[UUID]:
    """Return people one of whose numbers holds these digits."""
    sql = (
        "SELECT DISTINCT subject_id FROM contact_points WHERE value_key LIKE :part "  # noqa: S608
        f"ORDER BY 1 LIMIT {MOST_CANDIDATES}"
    )
    return _ids(reading.rows(actor, sql, {"part": f"%{_escaped(digits)}%"}))


def every_name(reading: Reading, actor: Actor) -> list[NameEntry]:
    """Return all names that this worker may see, for a misspelt search."""
    sql = (
        "SELECT id, given_key || ' ' || family_key FROM people "
        "UNION ALL SELECT subject_id, name_key FROM other_names"
    )
    return [NameEntry(as_uuid(row[0]), str(row[1]).strip()) for row in reading.rows(actor, sql)]


def candidates(reading: Reading, actor: Actor, people: Sequence[UUID]) -> list[Candidate]:
    """Return what is held of these people, in the order given; hidden ones are not there."""
    if not people:
        return []
    marks, values = _each(people)
    rows = reading.rows(
        actor,
        "SELECT id, given_name, family_name, given_key, family_key, born_text, born_precision "  # noqa: S608
        f"FROM people WHERE id IN ({marks})",
        values,
    )
    others = _texts(reading, actor, _OTHER_NAMES, people)
    streets = _texts(reading, actor, _STREETS, people)
    phones = _texts(reading, actor, _PHONES, people)
    seen = {as_uuid(row[0]): row[1:] for row in rows}
    return [
        _candidate(
            person,
            seen[person],
            others[person],
            streets[person],
            phones[person],
        )
        for person in people
        if person in seen
    ]


def open_cases(
    reading: Reading, actor: Actor, people: Sequence[UUID], now: int
) -> dict[UUID, OpenCase]:
    """Return the open case of each of these people that has one: one's own before others'."""
    if not people:
        return {}
    marks, values = _each(people)
    rows = reading.rows(
        actor,
        "SELECT p.person_id, c.id, (SELECT count(*) FROM case_team t WHERE t.case_id = c.id "  # noqa: S608
        "AND t.worker_id = :worker AND t.valid_from <= :now "
        "AND (t.valid_to IS NULL OR t.valid_to > :now)) AS mine "
        "FROM cases c JOIN case_people p ON p.case_id = c.id "
        f"WHERE p.person_id IN ({marks}) AND p.part = 'main' AND c.closed_on IS NULL "
        "ORDER BY mine DESC, c.opened_on DESC, c.id",
        {**values, "worker": actor.worker, "now": now},
    )
    found: dict[UUID, OpenCase] = {}
    for person, case, mine in rows:
        found.setdefault(as_uuid(person), OpenCase(as_uuid(case), mine > 0))
    return found


# A postcode is typed with and without its space.
_POSTCODE_KEYS = "lower(coalesce(' ' || a.postcode || ' ' || replace(a.postcode, ' ', ''), ''))"
_OTHER_NAMES = "SELECT subject_id, name_key FROM other_names WHERE subject_id IN ({marks})"
_STREETS = (
    "SELECT r.subject_id, a.street_key || {postcode} "
    "FROM residences r JOIN addresses a ON a.id = r.address_id WHERE r.subject_id IN ({marks})"
)
_PHONES = "SELECT subject_id, value_key FROM contact_points WHERE subject_id IN ({marks})"


def _texts(
    reading: Reading, actor: Actor, select: str, people: Sequence[UUID]
) -> dict[UUID, tuple[str, ...]]:
    marks, values = _each(people)
    found: dict[UUID, set[str]] = {person: set() for person in people}
    sql = select.format(marks=marks, postcode=_POSTCODE_KEYS)
    for person, text in reading.rows(actor, sql, values):
        found[as_uuid(person)].add(str(text).strip())
    return {person: tuple(sorted(texts)) for person, texts in found.items()}


def _candidate(
    person: UUID,
    row: tuple[Any, ...],
    others: tuple[str, ...],
    streets: tuple[str, ...],
    phones: tuple[str, ...],
) -> Candidate:
    given, family, given_key, family_key, born, precision = row
    return Candidate(
        person,
        given,
        family,
        (f"{given_key} {family_key}".strip(), *others),
        PartialDate(born, Precision(precision)) if born and precision else None,
        streets,
        phones,
    )


def _each(people: Iterable[UUID]) -> tuple[str, dict[str, UUID]]:
    """Return a parameter for each key, for a list that both drivers take."""
    values = {f"key{place}": person for place, person in enumerate(people)}
    return ", ".join(f":{name}" for name in values), values


def _ids(rows: Rows) -> set[UUID]:
    return {as_uuid(row[0]) for row in rows}


def _escaped(text: str) -> str:
    return "".join(letter for letter in text if letter not in "%_\\")
