"""Finding people by what somebody says: candidates out of the policed views, nothing else.

Candidates are capped after the policy filter, because they come through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.store.reading import Reading, as_uuid

MOST_CANDIDATES = 200
_LAST = "\U0010ffff"


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


def by_name_prefix(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return people one of whose names begins with this key."""
    found: set[UUID] = set()
    for table, column, who in (
        ("people", "given_key", "id"),
        ("people", "family_key", "id"),
        ("other_names", "name_key", "subject_id"),
    ):
        sql = (
            f"SELECT {who} FROM {table} WHERE {column} >= :low AND {column} < :high "  # noqa: S608
            f"ORDER BY {column}, {who} LIMIT {MOST_CANDIDATES}"
        )
        rows = reading.rows(actor, sql, {"low": key, "high": key + _LAST})
        found |= {as_uuid(row[0]) for row in rows}
    return found


def by_birth(reading: Reading, actor: Actor, texts: Sequence[str]) -> set[UUID]:
    """Return people whose birth is recorded as one of these texts."""
    found: set[UUID] = set()
    for text in texts:
        sql = f"SELECT id FROM people WHERE born_text = :born LIMIT {MOST_CANDIDATES}"  # noqa: S608
        found |= {as_uuid(row[0]) for row in reading.rows(actor, sql, {"born": text})}
    return found


def by_street(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return people who live, or lived, at a street that holds these words."""
    sql = (
        "SELECT r.subject_id FROM residences r JOIN addresses a ON a.id = r.address_id "  # noqa: S608
        f"WHERE a.street_key LIKE :part OR a.postcode LIKE :post LIMIT {MOST_CANDIDATES}"
    )
    values = {"part": f"%{_escaped(key)}%", "post": f"{_escaped(key.upper())}%"}
    return {as_uuid(row[0]) for row in reading.rows(actor, sql, values)}


def by_phone(reading: Reading, actor: Actor, digits: str) -> set[UUID]:
    """Return people one of whose numbers holds these digits."""
    sql = (
        "SELECT subject_id FROM contact_points WHERE value_key LIKE :part "  # noqa: S608
        f"LIMIT {MOST_CANDIDATES}"
    )
    return {as_uuid(row[0]) for row in reading.rows(actor, sql, {"part": f"%{_escaped(digits)}%"})}


def every_name(reading: Reading, actor: Actor) -> list[NameEntry]:
    """Return all names that this worker may see, for a misspelt search."""
    sql = (
        "SELECT id, given_key || ' ' || family_key FROM people "
        "UNION ALL SELECT subject_id, name_key FROM other_names"
    )
    return [NameEntry(as_uuid(row[0]), str(row[1]).strip()) for row in reading.rows(actor, sql)]


def candidates(reading: Reading, actor: Actor, people: Sequence[UUID]) -> list[Candidate]:
    """Return what is held of these people, in the order given; hidden ones are not there."""
    found = []
    for person in people:
        row = next(
            iter(
                reading.rows(
                    actor,
                    "SELECT given_name, family_name, given_key, family_key, born_text, "
                    "born_precision FROM people WHERE id = :person",
                    {"person": person},
                )
            ),
            None,
        )
        if row is not None:
            found.append(_candidate(reading, actor, person, row))
    return found


def _candidate(reading: Reading, actor: Actor, person: UUID, row: tuple[str, ...]) -> Candidate:
    given, family, given_key, family_key, born, precision = row
    others = _texts(reading, actor, "SELECT name_key FROM other_names", person)
    return Candidate(
        person,
        given,
        family,
        (f"{given_key} {family_key}".strip(), *others),
        PartialDate(born, Precision(precision)) if born and precision else None,
        _texts(
            reading,
            actor,
            "SELECT a.street_key || ' ' || lower(coalesce(a.postcode, '')) FROM residences r "
            "JOIN addresses a ON a.id = r.address_id",
            person,
            column="r.subject_id",
        ),
        _texts(reading, actor, "SELECT value_key FROM contact_points", person),
    )


def _texts(
    reading: Reading, actor: Actor, select: str, person: UUID, column: str = "subject_id"
) -> tuple[str, ...]:
    sql = f"{select} WHERE {column} = :person ORDER BY 1"
    return tuple(str(row[0]) for row in reading.rows(actor, sql, {"person": person}))


def _escaped(text: str) -> str:
    return "".join(letter for letter in text if letter not in "%_\\")
