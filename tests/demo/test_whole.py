"""Every record of the demo is one that the store would take."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Date, Float, Integer

from pbi_desktop.demo import DEFAULT_SEED, Scale, team
from pbi_desktop.demo.tables import COLUMNS
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.models import Base, Code, Identifier, Instant
from tests.demo.reading import NOW, Row, Tables, gather, small_team

_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
# Columns that name another record although the database does not check it.
_NAMES = {
    "created_by": "workers",
    "worker_id": "workers",
    "owner_id": "workers",
    "rated_by": "workers",
    "decided_by": "workers",
    "confirmed_by": "workers",
    "agency_id": "agencies",
    "subject_id": "people",
    "other_id": "people",
    "case_id": "cases",
    "previous_case_id": "cases",
}
_TYPES: tuple[tuple[type[Any], type[Any]], ...] = (
    (Identifier, UUID),
    (Instant, datetime),
    (Date, date),
    (Boolean, bool),
    (Float, float),
    (Integer, int),
)


def _python_type(column: Column[Any]) -> type[Any]:
    if isinstance(column.type, Code):
        return int if issubclass(column.type.kind, int) else str
    return next((kind for sql, kind in _TYPES if isinstance(column.type, sql)), str)


def _complaints(table: str, row: Row) -> Iterator[str]:
    for name, value in row.items():
        column = Base.metadata.tables[table].columns[name]
        if value is None:
            if not column.nullable:
                yield f"{table}.{name} is empty"
        elif type(value) is not _python_type(column):
            yield f"{table}.{name} is a {type(value).__name__}: {value!r}"
        elif isinstance(column.type, Code) and not _is_code(column.type.kind, value):
            yield f"{table}.{name} has no code {value!r}"


def _is_code(kind: type[Enum], value: Any) -> bool:
    try:
        kind(value)  # a set of flags is one too
    except ValueError:
        return False
    return True


def _strangers(batches: Iterator[Batch]) -> Iterator[str]:
    """Return each mention of a record that has not come before it."""
    known: dict[str, set[UUID]] = {table: set() for table in COLUMNS}
    staff_first = None
    for batch in batches:
        names = {name: table for name, table in _NAMES.items() if name in batch.columns}
        for key in Base.metadata.tables[batch.kind].foreign_keys:
            names[key.parent.name] = key.column.table.name
        places = [(batch.columns.index(name), name, table) for name, table in names.items()]
        for row in batch.rows:
            staff_first = staff_first or row[3]
            known[batch.kind].add(row[0])  # type: ignore[arg-type]
            for place, name, table in places:
                value = row[place]
                if value is not None and value not in known[table] and value != staff_first:
                    yield f"{batch.kind}.{name}"


def test_every_value_has_the_type_and_the_code_of_its_column() -> None:
    tables = small_team()
    complaints = {c for t, rows in tables.items() for row in rows for c in _complaints(t, row)}
    assert complaints == set()


def test_every_table_of_the_demo_is_filled() -> None:
    assert set(small_team()) == set(COLUMNS)


def test_every_record_that_is_named_has_come_before() -> None:
    assert set(_strangers(team(DEFAULT_SEED, NOW, Scale.SITE))) == set()


def test_every_record_is_new_whole_and_told_apart() -> None:
    rows = [row for table in small_team().values() for row in table]
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["version"] == 1 and row["withdrawn_at"] is None for row in rows)
    assert all(row["id"].version == 4 for row in rows)
    assert all(row["created_at"].utcoffset().total_seconds() == 0 for row in rows)


def _happened(tables: Tables) -> Iterator[datetime]:
    for table, rows in tables.items():
        for row in rows:
            yield row["created_at"]
            if table in ("contacts", "notes"):
                yield row["at"]
    for row in tables["actions"]:
        if row["settled_at"]:
            yield row["settled_at"]


@settings(max_examples=8)
@given(
    st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: _FIRST + timedelta(minutes=minutes)),
    st.integers(0, 10_000),
)
def test_nothing_has_happened_that_is_still_to_come(now: datetime, seed: int) -> None:
    tables = gather(team(seed, now, Scale.SITE))
    assert all(moment <= now for moment in _happened(tables))
    days = [row["on_day"] for row in tables["attendances"]]
    days += [row["rated_on"] for row in tables["stage_ratings"]]
    assert max(days) <= now.date()


def test_every_record_of_a_case_is_about_somebody_in_the_case() -> None:
    tables = small_team()
    inside = {(row["case_id"], row["person_id"]) for row in tables["case_people"]}
    for table, rows in tables.items():
        if "case_id" in COLUMNS[table] and "subject_id" in COLUMNS[table]:
            assert {(row["case_id"], row["subject_id"]) for row in rows} <= inside
    assert {(row["id"], row["subject_id"]) for row in tables["cases"]} <= inside


def test_nothing_is_older_than_what_it_hangs_on() -> None:
    tables = small_team()
    made = {row["id"]: row["created_at"] for rows in tables.values() for row in rows}
    for table in ("goals", "actions", "notes", "stage_ratings", "memberships", "case_people"):
        for row in tables[table]:
            for parent in ("case_id", "subject_id", "person_id", "need_id", "goal_id"):
                if row.get(parent):
                    assert row["created_at"] >= made[row[parent]], (table, parent)


def test_no_case_reference_comes_twice() -> None:
    references = [row["reference"] for row in small_team()["cases"]]
    assert len(set(references)) == len(references)


@pytest.mark.parametrize("table", ["site_roles", "agreements", "case_team"])
def test_no_period_ends_before_it_begins(table: str) -> None:
    for row in small_team()[table]:
        assert row["valid_to"] is None or row["valid_from"] <= row["valid_to"]
