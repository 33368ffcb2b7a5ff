"""Stores for tests, empty and of the newest schema: the encrypted file, and PostgreSQL.

The schema is made once for the whole run; each test gets a copy of its own.
"""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Column, Connection, create_engine, insert, text, update
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import to_micros
from pbi_desktop.models import Base, Record
from pbi_desktop.store import postgres_setup
from pbi_desktop.store.access.policed import EPOCH
from pbi_desktop.store.access.policies import Roles
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.port import Store
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.setup import make_file
from tests.support.postgres import Server


@dataclass
class SettableClock:
    """A clock that stands still until a test moves it."""

    at: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        """Be this instant from now on."""
        self.at = at

    def forward(self, **by: float) -> None:
        """Go on by so many hours, days or seconds: `clock.forward(hours=2)`."""
        self.set(self.at + timedelta(**by))


class Home(Protocol):
    """Where a store of one kind lives during a test, with a door above the rule."""

    kind: str

    @property
    def clock(self) -> SettableClock:
        """The clock of every store opened here."""

    def trusted(self) -> Any:
        """Give a connection that no rule binds, in one transaction: for facts and for tampering."""

    def enrol(self, worker: UUID, login: str) -> None:
        """Let a worker sign in."""

    def store_for(self, actor: Actor) -> Store:
        """Return the store as this worker opens it."""

    def close(self) -> None:
        """Close every store that was opened, and delete the data."""


def keep(connection: Connection, records: Iterable[Record]) -> None:
    """Write whole records above the rule, in this order."""
    for kind, alike in groupby(records, key=lambda record: record.__tablename__):
        table = Base.metadata.tables[kind]
        rows = [{column.key: _cell(record, column) for column in table.columns} for record in alike]
        connection.execute(insert(table), rows)


def _cell(record: Record, column: Column[Any]) -> Any:
    value = getattr(record, column.key)
    default: Any = column.default
    return default.arg if value is None and default is not None else value


def change(connection: Connection, kind: str, key: UUID, **values: Any) -> None:
    """Change columns of one record above the rule, as the next version."""
    table = Base.metadata.tables[kind]
    values = {"version": table.c.version + 1, **values}
    done = connection.execute(update(table).where(table.c.id == key).values(values))
    assert done.rowcount == 1, f"no such record in {kind}"


@dataclass
class FileHome:
    """One encrypted file, a copy of the template."""

    path: Path
    key: bytes
    clock: SettableClock = field(default_factory=SettableClock)
    kind: str = "file"
    _store: FileStore | None = None

    @contextmanager
    def trusted(self) -> Iterator[Connection]:
        """Give a connection above the rule; grants are filled anew after it."""
        raw = open_raw(self.path, self.key, wipe_memory=False)
        engine = create_engine(
            "sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool
        )
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                bump = "UPDATE store_meta SET value = CAST(value AS INTEGER) + 1 WHERE name = :n"
                connection.execute(text(bump), {"n": EPOCH})
                connection.commit()
        finally:
            engine.dispose()

    def enrol(self, worker: UUID, login: str) -> None:
        """Nothing to do: on a file, whoever holds a key slot is the worker."""

    def store_for(self, actor: Actor) -> FileStore:
        """Return the one store there is."""
        if self._store is None:
            self._store = FileStore(self.path, self.key, self.clock, wipe_memory=False)
        return self._store

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()


@dataclass(frozen=True)
class FileTemplate:
    """A file of the newest schema, and its key."""

    path: Path
    key: bytes

    def copy(self, folder: Path) -> FileHome:
        """Return a store of one's own in this folder."""
        path = folder / f"{uuid4().hex}.pbi"
        shutil.copyfile(self.path, path)
        path.chmod(0o600)
        return FileHome(path, self.key)


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> FileTemplate:
    """Return an encrypted file to copy."""
    path, key = tmp_path_factory.mktemp("template") / "store.pbi", secrets.token_bytes(32)
    make_file(path, key, uuid4(), wipe_memory=False)  # nobody real is in it
    return FileTemplate(path, key)


@dataclass
class PostgresHome:
    """One database, a copy of the template, whose clock a test may set."""

    server: Server
    database: str
    clock: "ServerClock"
    kind: str = "postgres"
    _stores: dict[UUID, PostgresStore] = field(default_factory=dict)
    _logins: dict[UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting = {"options": "-c lock_timeout=10s"}  # a test that locks itself out says so
        self.admin = create_engine(self.server.url(self.database), connect_args=waiting)

    @contextmanager
    def trusted(self) -> Iterator[Connection]:
        """Give a superuser's connection: row-level security does not bind it."""
        with self.admin.begin() as connection:
            yield connection

    def enrol(self, worker: UUID, login: str) -> None:
        """Give a worker a login role."""
        with self.admin.begin() as connection:
            self._logins[worker] = postgres_setup.enrol(connection, worker, login)

    def write_rule_anew(self) -> None:
        """Write the rule into the database again, as after an upgrade, and stop its clock again."""
        definer = self.roles.definer
        with self.admin.begin() as connection:
            postgres_setup.close(connection)
            for statement in ServerClock.STOP:
                connection.exec_driver_sql(statement.format(definer=definer))
        self.clock.set(self.clock.at)

    @property
    def roles(self) -> Roles:
        """The roles of this store."""
        with self.admin.connect() as connection:
            found = text("SELECT value FROM store_meta WHERE name = 'store_id'")
            return Roles(UUID(connection.execute(found).scalar_one()))

    def role_of(self, login: str) -> str:
        """Return the login role of this name, made if need be, whoever it belongs to."""
        with self.admin.begin() as connection:
            return postgres_setup.login_role(connection, login)

    def url_for(self, actor: Actor) -> str:
        """Return what this worker connects with."""
        return self.server.url(self.database, self._logins[actor.worker])

    def store_for(self, actor: Actor) -> PostgresStore:
        """Return a store that is signed in as this worker."""
        if actor.worker not in self._stores:
            self._stores[actor.worker] = PostgresStore(self.url_for(actor), self.clock)
        return self._stores[actor.worker]

    def close(self) -> None:
        """Close every store and drop the database."""
        for store in self._stores.values():
            store.close()
        self.clock.close()
        self.admin.dispose()
        self.server.drop_database(self.database)


class ServerClock(SettableClock):
    """A clock that the server goes by as well: in tests `authz.clock()` reads it from a table."""

    STOP = (
        "CREATE TABLE authz.stopped_clock (at bigint NOT NULL)",
        "GRANT SELECT ON authz.stopped_clock TO {definer}",
        "CREATE OR REPLACE FUNCTION authz.clock() RETURNS bigint LANGUAGE sql STABLE "
        "SECURITY DEFINER SET search_path = pg_catalog, pg_temp "
        "AS 'SELECT at FROM authz.stopped_clock'",
    )

    def __init__(self, dsn: str) -> None:
        super().__init__()
        self._driver = psycopg.connect(dsn, autocommit=True)
        self.set(self.at)

    def set(self, at: datetime) -> None:
        """Be this instant from now on, here and on the server."""
        super().set(at)
        with self._driver.transaction():
            self._driver.execute("DELETE FROM authz.stopped_clock")
            self._driver.execute("INSERT INTO authz.stopped_clock VALUES (%s)", [to_micros(at)])

    def close(self) -> None:
        """Let go of the server."""
        self._driver.close()


@dataclass(frozen=True)
class PostgresTemplate:
    """A database of the newest schema, with a clock that stands still."""

    server: Server
    database: str

    def copy(self) -> PostgresHome:
        """Return a store of one's own."""
        name = f"pbi_{uuid4().hex}"
        with psycopg.connect(self.server.dsn("postgres"), autocommit=True) as connection:
            # By files: through its log the server takes up to 25 times as long.
            copying = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
            names = map(sql.Identifier, (name, self.database))
            connection.execute(copying.format(*names))
        home = PostgresHome(self.server, name, ServerClock(self.server.dsn(name)))
        with home.admin.begin() as connection:
            postgres_setup.close_copy(connection)
        return home


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> PostgresTemplate:
    """Return a database to copy."""
    name = "pbi_template"
    postgres_server.create_database(name)
    store_id = uuid4()
    postgres_setup.make(postgres_server.url(name), store_id)
    with psycopg.connect(postgres_server.dsn(name)) as connection:
        for statement in ServerClock.STOP:
            connection.execute(statement.format(definer=Roles(store_id).definer))
    return PostgresTemplate(postgres_server, name)


BOTH = ("file", "postgres")


@contextmanager
def opened(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Home]:
    """Give an empty store of one kind, for a fixture of any scope."""
    made: Home
    if kind == "file":
        files: FileTemplate = request.getfixturevalue("file_template")
        made = files.copy(folder)
    else:
        databases: PostgresTemplate = request.getfixturevalue("postgres_template")
        made = databases.copy()
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(params=BOTH)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """Return an empty store, on each database in turn."""
    with opened(request.param, request, tmp_path) as made:
        yield made


@pytest.fixture
def file_home(file_template: FileTemplate, tmp_path: Path) -> Iterator[FileHome]:
    """Return an empty encrypted file."""
    made = file_template.copy(tmp_path)
    yield made
    made.close()


@pytest.fixture
def postgres_home(postgres_template: PostgresTemplate) -> Iterator[PostgresHome]:
    """Return an empty database."""
    made = postgres_template.copy()
    yield made
    made.close()
