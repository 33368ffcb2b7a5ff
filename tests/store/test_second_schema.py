"""A store of the first schema opens, with every record as it was; or stays as it was."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import NullPool

from pbi_desktop.models import Base
from pbi_desktop.store import postgres_setup, schema, setup, version
from pbi_desktop.store.encrypted_file import open_raw
from tests.store.test_schema import Failing, failing_after, shape_of_file, sqlalchemy_over
from tests.support.invented_towns import town
from tests.support.postgres import Server
from tests.support.stores import FileTemplate

KEY = secrets.token_bytes(32)
NEW = {"person_references", "demand_events", "import_layouts"}
OLD = [table for table in Base.metadata.sorted_tables if table.name not in NEW]
TOWN = town(7, datetime(2026, 11, 21, 9, tzinfo=UTC))


def fill(connection: Connection) -> None:
    """Put people, cases, notes and books into every old table."""
    for table in OLD:
        if TOWN.all(table.name):
            connection.execute(insert(table), TOWN.all(table.name))


def held(connection: Connection) -> dict[str, list[Any]]:
    """Return every row of the old tables, without the identity and counters of the store."""
    return {
        table.name: sorted(map(repr, connection.execute(select(table)).all()))
        for table in OLD
        if table.name != "store_meta"
    }


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Return a file of the first schema with a town in it."""
    path = tmp_path / "team.pbi"
    with (
        closing(open_raw(path, KEY, create=True)) as raw,
        sqlalchemy_over(raw) as connection,
    ):
        raw.execute("BEGIN")
        schema.upgrade(connection, "0001")
        setup.stamp(connection, uuid4())
        fill(connection)
        raw.execute("COMMIT")
    return path


def rows_of(path: Path) -> dict[str, list[Any]]:
    with closing(open_raw(path, KEY)) as raw, sqlalchemy_over(raw) as connection:
        return held(connection)


def test_a_file_of_the_first_schema_is_upgraded_with_every_record_as_it_was(
    old_file: Path, file_template: FileTemplate
) -> None:
    before = rows_of(old_file)
    assert before["notes"]
    assert setup.upgrade_file(old_file, KEY) == version.HEAD
    assert rows_of(old_file) == before
    with closing(open_raw(old_file, KEY)) as raw:
        upgraded = shape_of_file(raw)
    with closing(open_raw(file_template.path, file_template.key)) as raw:
        assert upgraded == shape_of_file(raw)
    copy = old_file.with_name(f"{old_file.name}.before-{version.HEAD}")
    with closing(open_raw(copy, KEY)) as raw:
        assert version.version_of(raw) == "0001"
    assert rows_of(copy) == before


def test_an_upgrade_from_the_first_schema_that_fails_half_way_leaves_it(old_file: Path) -> None:
    before = rows_of(old_file)
    for operations in (1, 4, 7):
        with failing_after(operations), pytest.raises(Failing):
            setup.upgrade_file(old_file, KEY)
        with closing(open_raw(old_file, KEY)) as raw:
            assert version.version_of(raw) == "0001"
            assert not NEW & set(shape_of_file(raw))
        assert rows_of(old_file) == before
        old_file.with_name(f"{old_file.name}.before-{version.HEAD}").unlink()


@pytest.fixture
def old_database(
    postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Server, str]]:
    """Return a database of the first schema with a town in it."""
    name = f"pbi_old_{uuid4().hex[:8]}"
    postgres_server.create_database(name)
    to_newest = schema.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(schema, "upgrade", lambda connection: to_newest(connection, "0001"))
        patch.setattr(postgres_setup, "close", fill)  # the rule of that time is not at hand
        postgres_setup.make(postgres_server.url(name), uuid4())
    yield postgres_server, name
    postgres_server.drop_database(name)


def test_a_database_of_the_first_schema_is_upgraded_with_every_record_as_it_was(
    old_database: tuple[Server, str],
) -> None:
    server, name = old_database
    engine = create_engine(server.url(name), poolclass=NullPool)
    with engine.connect() as connection:
        assert schema.current(connection) == "0001"
        before = held(connection)
    assert postgres_setup.upgrade(server.url(name)) == version.HEAD
    with engine.connect() as connection:
        assert schema.current(connection) == version.HEAD
        assert held(connection) == before
        for kind in NEW:
            assert not connection.execute(select(Base.metadata.tables[kind])).all()
    assert before["notes"]
