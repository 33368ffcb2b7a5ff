"""One history of the schema, for both databases: up to the models, whole or not at all."""

import re
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import tuple_row
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool, StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.domain.errors import NewerStore, NotAStore, PbiError
from pbi_desktop.domain.key_errors import StoreExists, UnsafeLibrary
from pbi_desktop.models import Base
from pbi_desktop.store import postgres_setup, schema, setup, version
from pbi_desktop.store.access import policies
from pbi_desktop.store.access.policies import Roles
from pbi_desktop.store.encrypted_file import RawConnection, open_raw
from tests.support.postgres import Server
from tests.support.stores import FileTemplate, PostgresTemplate

KEY = secrets.token_bytes(32)


# --- what a schema is ----------------------------------------------------------------------------

Shape = dict[str, list[Any]]


def shape_of_file(raw: RawConnection) -> Shape:
    """Return every table, column, key and index of a file, whatever the order."""
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    shape: Shape = {}
    for name in names:
        columns = raw.execute(f"PRAGMA table_xinfo({name})").fetchall()
        shape[name] = sorted(column[1:] for column in columns)
        shape[f"{name} ties"] = sorted(
            row[2:] for row in raw.execute(f"PRAGMA foreign_key_list({name})")
        )
        shape[f"{name} indexes"] = sorted(
            (unique, origin, [part[2] for part in raw.execute(f"PRAGMA index_info({index})")])
            for _seq, index, unique, origin, _partial in raw.execute(f"PRAGMA index_list({name})")
        )
        (made,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        shape[f"{name} constraints"] = sorted(re.findall(r"CONSTRAINT (\w+)", made))
    named = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    shape["index names"] = sorted(row[0] for row in raw.execute(named))
    return without_version(shape)


def shape_of_server(connection: psycopg.Connection[tuple[Any, ...]]) -> Shape:
    """Return every table, column, constraint and index of a database, whatever the order."""
    questions = {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'",
        "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes "
        "WHERE schemaname = 'public'",
    }
    return {
        name: sorted(
            row for row in connection.execute(query.encode()) if row[0] != "alembic_version"
        )
        for name, query in questions.items()
    }


def without_version(shape: Shape) -> Shape:
    return {name: rows for name, rows in shape.items() if not name.startswith("alembic_version")}


@contextmanager
def sqlalchemy_over(raw: RawConnection) -> Iterator[Connection]:
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def empty_database(postgres_server: Server) -> Iterator[str]:
    name = f"pbi_empty_{uuid4().hex[:8]}"
    postgres_server.create_database(name)
    yield name
    postgres_server.drop_database(name)


def connected(server: Server, database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(server.dsn(database), autocommit=True, row_factory=tuple_row)


# --- the history ends where the models are -------------------------------------------------------


def test_the_head_that_is_written_down_is_the_head() -> None:
    assert schema.newest() == version.HEAD


def test_a_migrated_file_is_what_the_models_would_make(
    file_template: FileTemplate, tmp_path: Path
) -> None:
    with closing(open_raw(file_template.path, file_template.key)) as raw:
        migrated = shape_of_file(raw)
    with closing(open_raw(tmp_path / "models.pbi", KEY, create=True)) as raw:
        with sqlalchemy_over(raw) as connection:
            Base.metadata.create_all(connection)
            connection.commit()
        modelled = shape_of_file(raw)
    assert len(modelled) > 4 * 35
    assert migrated == modelled


def test_a_migrated_database_is_what_the_models_would_make(
    postgres_template: PostgresTemplate, empty_database: str
) -> None:
    server = postgres_template.server
    with connected(server, postgres_template.database) as connection:
        migrated = shape_of_server(connection)
    connection.close()
    engine = create_engine(server.url(empty_database), poolclass=NullPool)
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(connected(server, empty_database)) as connection:
        modelled = shape_of_server(connection)
    assert len(modelled["columns"]) > 300
    assert migrated == modelled


def test_the_comparison_notices_a_difference(tmp_path: Path) -> None:
    with closing(open_raw(tmp_path / "models.pbi", KEY, create=True)) as raw:
        with sqlalchemy_over(raw) as connection:
            Base.metadata.create_all(connection)
            connection.commit()
        before = shape_of_file(raw)
        for change in (
            "CREATE INDEX i ON notes (body)",
            "ALTER TABLE notes ADD COLUMN x TEXT",
            "DROP INDEX ix_notes_case_id_at",
        ):
            raw.execute("BEGIN")
            raw.execute(change)
            assert shape_of_file(raw) != before, change
            raw.execute("ROLLBACK")


# --- whole or not at all -------------------------------------------------------------------------


class Failing(Exception):
    """The power goes."""


@contextmanager
def failing_after(operations: int) -> Iterator[list[str]]:
    """Fail after so many statements that change something; gives what was run."""
    done: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("CREATE", "INSERT", "ALTER", "UPDATE")):
            done.append(statement)
            if len(done) == operations:
                raise Failing

    event.listen(Engine, "after_cursor_execute", count)
    try:
        yield done
    finally:
        event.remove(Engine, "after_cursor_execute", count)


SAMPLE = (1, 2, 17, 40, 70)


def operations_of_0001(path: Path) -> int:
    with failing_after(0) as done:
        setup.make_file(path, KEY, uuid4())
    return len(done)


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    whole = operations_of_0001(tmp_path / "whole.pbi")
    assert whole > max(SAMPLE)
    for operations in (*SAMPLE, whole - 1, whole):
        path = tmp_path / f"{operations}.pbi"
        with failing_after(operations) as done, pytest.raises(Failing):
            setup.make_file(path, KEY, uuid4())
        assert len(done) == operations
        assert [one.name for one in tmp_path.iterdir() if one.name.startswith(path.name)] == []


def test_an_upgrade_of_a_file_that_fails_half_way_leaves_it_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.pbi"
    open_raw(path, KEY, create=True).close()
    with closing(open_raw(path, KEY)) as raw:
        raw.execute("CREATE TABLE kept (words TEXT)")
        raw.execute("INSERT INTO kept VALUES ('before')")
    for operations in SAMPLE[:3]:
        with failing_after(operations), pytest.raises(Failing):
            setup.upgrade_file(path, KEY)
        with closing(open_raw(path, KEY)) as raw:
            tables = raw.execute("SELECT name FROM sqlite_master").fetchall()
            assert tables == [("kept",)]
            assert raw.execute("SELECT * FROM kept").fetchall() == [("before",)]
        for copy in tmp_path.glob("*.before-*"):
            copy.unlink()


def test_a_database_that_fails_half_way_leaves_nothing(
    postgres_server: Server, empty_database: str
) -> None:
    store = uuid4()
    for operations in SAMPLE:
        with failing_after(operations), pytest.raises(Failing):
            postgres_setup.make(postgres_server.url(empty_database), store)
        assert nothing_in(postgres_server, empty_database, store), operations


def test_a_rule_that_cannot_be_written_leaves_nothing(
    postgres_server: Server, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, written = uuid4(), policies.statements

    def broken(roles: Roles) -> Iterator[str]:
        yield from written(roles)
        yield "SELECT 1 / 0"

    monkeypatch.setattr(postgres_setup, "statements", broken)
    with pytest.raises(PbiError):
        postgres_setup.make(postgres_server.url(empty_database), store)
    assert nothing_in(postgres_server, empty_database, store)


def nothing_in(server: Server, database: str, store: Any) -> bool:
    roles = Roles(store)
    with closing(connected(server, database)) as connection:
        left = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
        schemas = connection.execute("SELECT to_regnamespace('authz')").fetchone()
        made = connection.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)",
            [[roles.owner, roles.definer, roles.workers]],
        ).fetchone()
    return (left, schemas, made) == ((0,), (None,), (0,))


# --- older and newer -----------------------------------------------------------------------------


def test_a_file_of_a_newer_version_is_refused_and_left_alone(
    file_template: FileTemplate, tmp_path: Path
) -> None:
    home = file_template.copy(tmp_path)
    with closing(open_raw(home.path, home.key)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        before = shape_of_file(raw)
    with pytest.raises(NewerStore) as caught:
        setup.upgrade_file(home.path, home.key)
    assert caught.value.found == "9999"
    with closing(open_raw(home.path, home.key)) as raw:
        assert version.version_of(raw) == "9999"
        assert shape_of_file(raw) == before
    assert not list(tmp_path.glob("*.before-*"))


def test_a_file_that_is_up_to_date_is_left_alone(
    file_template: FileTemplate, tmp_path: Path
) -> None:
    home = file_template.copy(tmp_path)
    before = home.path.read_bytes()
    assert setup.upgrade_file(home.path, home.key) == version.HEAD
    assert home.path.read_bytes() == before


def test_an_empty_file_becomes_a_store_and_a_copy_of_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "empty.pbi"
    open_raw(path, KEY, create=True).close()
    with closing(open_raw(path, KEY)) as raw:
        raw.execute("CREATE TABLE kept (words TEXT)")
        assert version.version_of(raw) is None
    assert setup.upgrade_file(path, KEY) == version.HEAD
    with closing(open_raw(path, KEY)) as raw:
        assert version.version_of(raw) == version.HEAD
    with closing(open_raw(tmp_path / f"empty.pbi.before-{version.HEAD}", KEY)) as raw:
        assert version.version_of(raw) is None


def test_a_store_is_not_made_twice(
    file_template: FileTemplate, tmp_path: Path, postgres_template: PostgresTemplate
) -> None:
    home = file_template.copy(tmp_path)
    before = home.path.read_bytes()
    with pytest.raises(StoreExists):
        setup.make_file(home.path, home.key, uuid4())
    assert home.path.read_bytes() == before
    with pytest.raises(StoreExists):
        postgres_setup.make(postgres_template.server.url(postgres_template.database), uuid4())


def test_a_newer_database_is_refused_and_an_up_to_date_one_stays(
    postgres_template: PostgresTemplate,
) -> None:
    home = postgres_template.copy()
    url = home.server.url(home.database)
    try:
        assert postgres_setup.upgrade(url) == version.HEAD
        with home.trusted() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerStore):
            postgres_setup.upgrade(url)
    finally:
        home.close()


def test_a_database_that_is_no_store_is_not_upgraded(
    postgres_server: Server, empty_database: str
) -> None:
    with pytest.raises(NotAStore):
        postgres_setup.upgrade(postgres_server.url(empty_database))


def test_an_old_server_is_refused(
    postgres_server: Server, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_setup, "OLDEST", 990000)
    with pytest.raises(UnsafeLibrary) as caught:
        postgres_setup.make(postgres_server.url(empty_database), uuid4())
    assert caught.value.needed == "PostgreSQL 99"


def test_whoever_is_no_administrator_makes_no_store(
    postgres_server: Server, empty_database: str
) -> None:
    with closing(connected(postgres_server, "postgres")) as admin:
        admin.execute("CREATE ROLE pbi_plain LOGIN CREATEROLE")
        try:
            with pytest.raises(PbiError):
                postgres_setup.make(postgres_server.url(empty_database, "pbi_plain"), uuid4())
        finally:
            admin.execute("DROP ROLE pbi_plain")
