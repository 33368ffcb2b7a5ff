"""A store of an older schema opens, with every record as it was; or stays as it was."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import (
    Connection,
    TableClause,
    column,
    create_engine,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.pool import NullPool

from pbi_desktop.models import Base
from pbi_desktop.store import postgres_setup, schema, setup, version
from pbi_desktop.store.encrypted_file import open_raw
from tests.store.test_schema import Failing, failing_after, shape_of_file, sqlalchemy_over
from tests.support.invented_towns import town
from tests.support.postgres import Server
from tests.support.stores import FileTemplate

Rows = tuple[dict[str, list[str]], dict[str, list[Any]]]
KEY = secrets.token_bytes(32)
TOWN = town(7, datetime(2026, 11, 21, 9, tzinfo=UTC))
OLDER = ("0001", "0002")


def tables_of(connection: Connection) -> dict[str, list[str]]:
    """Return the tables of a database, parents first, each with its columns."""
    found = inspect(connection)
    there = set(found.get_table_names())
    return {
        each.name: [one["name"] for one in found.get_columns(each.name)]
        for each in Base.metadata.sorted_tables
        if each.name in there
    }


def plain(kind: str, columns: list[str]) -> TableClause:
    """Return a table as it was: of these columns, and with no defaults of today."""
    now = Base.metadata.tables[kind]
    return table(kind, *(column(name, now.c[name].type) for name in columns))


def fill(connection: Connection) -> None:
    """Put people, cases, notes and books into every table there is."""
    for kind, columns in tables_of(connection).items():
        rows = [{name: row[name] for name in columns} for row in TOWN.all(kind)]
        if rows:
            connection.execute(insert(plain(kind, columns)), rows)


def held(connection: Connection, tables: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Return every row of these tables and columns, without the counters of the store."""
    return {
        kind: sorted(map(repr, connection.execute(select(plain(kind, columns))).all()))
        for kind, columns in tables.items()
        if kind != "store_meta"
    }


@pytest.fixture(params=OLDER)
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a file of an older schema with a town in it."""
    path = tmp_path / "team.pbi"
    with (
        closing(open_raw(path, KEY, create=True)) as raw,
        sqlalchemy_over(raw) as connection,
    ):
        raw.execute("BEGIN")
        schema.upgrade(connection, request.param)
        setup.stamp(connection, uuid4())
        fill(connection)
        raw.execute("COMMIT")
    return path


def rows_of(path: Path, tables: dict[str, list[str]] | None = None) -> Rows:
    with closing(open_raw(path, KEY)) as raw, sqlalchemy_over(raw) as connection:
        tables = tables or tables_of(connection)
        return tables, held(connection, tables)


def version_of(path: Path) -> str | None:
    with closing(open_raw(path, KEY)) as raw:
        return version.version_of(raw)


def test_a_file_is_upgraded_with_every_record_as_it_was(
    old_file: Path, file_template: FileTemplate
) -> None:
    tables, before = rows_of(old_file)
    was = version_of(old_file)
    assert before["notes"]
    assert setup.upgrade_file(old_file, KEY) == version.HEAD
    assert rows_of(old_file, tables)[1] == before
    with closing(open_raw(old_file, KEY)) as raw:
        upgraded = shape_of_file(raw)
    with closing(open_raw(file_template.path, file_template.key)) as raw:
        assert upgraded == shape_of_file(raw)
    copy = old_file.with_name(f"{old_file.name}.before-{version.HEAD}")
    assert version_of(copy) == was
    assert rows_of(copy) == (tables, before)


def test_an_upgrade_that_fails_half_way_leaves_it(old_file: Path) -> None:
    before, was = rows_of(old_file), version_of(old_file)
    for operations in (1, 4, 7):
        with failing_after(operations), pytest.raises(Failing):
            setup.upgrade_file(old_file, KEY)
        assert version_of(old_file) == was
        assert rows_of(old_file) == before
        old_file.with_name(f"{old_file.name}.before-{version.HEAD}").unlink()


@pytest.fixture(params=OLDER)
def old_database(
    request: pytest.FixtureRequest, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Server, str]]:
    """Return a database of an older schema with a town in it."""
    name = f"pbi_old_{uuid4().hex[:8]}"
    postgres_server.create_database(name)
    to_newest = schema.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(schema, "upgrade", lambda connection: to_newest(connection, request.param))
        patch.setattr(postgres_setup, "close", fill)  # the rule of that time is not at hand
        postgres_setup.make(postgres_server.url(name), uuid4())
    yield postgres_server, name
    postgres_server.drop_database(name)


def test_a_database_is_upgraded_with_every_record_as_it_was(
    old_database: tuple[Server, str],
) -> None:
    server, name = old_database
    engine = create_engine(server.url(name), poolclass=NullPool)
    with engine.connect() as connection:
        assert schema.current(connection) != version.HEAD
        tables = tables_of(connection)
        before = held(connection, tables)
    assert postgres_setup.upgrade(server.url(name)) == version.HEAD
    with engine.connect() as connection:
        assert schema.current(connection) == version.HEAD
        assert held(connection, tables) == before
        for kind in tables_of(connection).keys() - tables:
            assert not connection.execute(select(Base.metadata.tables[kind])).all()
    assert before["notes"]
