"""A store on PostgreSQL: made, brought up to date, closed to all but the rule, and enrolled in.

Done by the server's administrator, who must be a superuser: the role behind the rule's functions
sees past row-level security, and only a superuser may make such a role.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, inspect, text, update

from pbi_desktop.domain.errors import Invalid, NotAStore, NotFound
from pbi_desktop.domain.key_errors import StoreExists, UnsafeLibrary
from pbi_desktop.domain.server_errors import NotTheAdministrator
from pbi_desktop.models import Base, Worker
from pbi_desktop.store import audit_postgres, postgres_enrolment, schema
from pbi_desktop.store.access.policies import Roles, close_database, quoted, statements
from pbi_desktop.store.postgres_address import Target, engine_of
from pbi_desktop.store.postgres_enrolment import CONNECTIONS_EACH, RESERVED
from pbi_desktop.store.postgres_failures import failures_named
from pbi_desktop.store.setup import stamp
from pbi_desktop.store.version import HEAD

OLDEST = 150000
_ONE_AT_A_TIME = 0x5042_4931  # any number, the same for every copy of this program
Filling = Callable[[Connection], None]


def make(admin: Target, store_id: UUID, fill: Filling | None = None) -> None:
    """Make a store of the newest schema in an empty database, whole or not at all.

    `fill` puts its first records into it, in the same transaction and above the rule.
    """
    with _above_the_rule(admin) as connection:
        if inspect(connection).get_table_names():
            raise StoreExists(_name_of(connection))
        _make_roles(connection, Roles(store_id))
        schema.upgrade(connection)
        stamp(connection, store_id)
        close(connection)
        if fill is not None:
            fill(connection)


def upgrade(admin: Target) -> str:
    """Bring a store up to date, whole or not at all; returns the version it is of now.

    Raises NewerStore when a later program has used it. The rule is written anew every time.
    """
    with _above_the_rule(admin) as connection:
        _roles_of(connection)
        schema.upgrade(connection)
        close(connection)
    return HEAD


def close(connection: Connection) -> None:
    """Write the rule anew into the database, inside the caller's transaction.

    Refuses a database with a table or view that the rule says nothing of.
    """
    found = inspect(connection)
    strange = {*found.get_table_names(), *found.get_view_names()} - set(Base.metadata.tables)
    if strange - {"alembic_version"}:
        raise LookupError(f"no access rule for {', '.join(sorted(strange))}")
    roles = _roles_of(connection)
    _run(connection, statements(roles))
    _run(connection, audit_postgres.statements(roles))
    _run(connection, postgres_enrolment.statements(roles))


def close_copy(connection: Connection) -> None:
    """Let only workers connect to a copy of a database: the copy does not inherit that."""
    _run(connection, close_database(_roles_of(connection)))


def enrol(admin: Connection, worker: UUID, login: str, password: str | None = None) -> str:
    """Give a worker a login role of their own and return its name; safe to do again.

    Without a password the server must know the worker by other means. Commit afterwards.
    """
    name = login_role(admin, login)
    with failures_named():
        if password is not None:
            _set_password(admin, name, password)
        this_one = Worker.__table__.c.id == worker
        given = admin.execute(update(Worker).where(this_one).values(database_role=name))
    if given.rowcount != 1:
        raise NotFound("workers")
    return name


def login_role(admin: Connection, login: str) -> str:
    """Return the login role of this name in the store, made if need be: nobody's until enrolled."""
    roles = _roles_of(admin)
    try:
        name = roles.of(login)
        if login in RESERVED:
            raise ValueError(login)
    except ValueError as error:
        raise Invalid({"login": "Give a shorter login name."}) from error
    with failures_named():
        _run(admin, _login_role(name, roles))
        _run(admin, postgres_enrolment.handed_over(name, roles))
    return name


def begin_joining(admin: Connection, worker: UUID, login: str, password: str) -> str:
    """Give a worker a login role whose password is good for joining, for three days."""
    name = enrol(admin, worker, login, password)
    with failures_named():
        _run(admin, postgres_enrolment.joining(name))
    return name


@contextmanager
def _above_the_rule(admin: Target) -> Iterator[Connection]:
    engine = engine_of(admin)
    try:
        with failures_named(), engine.begin() as connection:
            _refuse_old_server(connection)
            _refuse_less(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _ONE_AT_A_TIME})
            yield connection
    finally:
        engine.dispose()


def _refuse_old_server(connection: Connection) -> None:
    found = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if found < OLDEST:
        least = f"PostgreSQL {OLDEST // 10000}"
        raise UnsafeLibrary("an old server", found=f"PostgreSQL {found // 10000}", needed=least)


def _refuse_less(connection: Connection) -> None:
    found = connection.execute(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
    if not found.scalar_one():
        raise NotTheAdministrator


def _name_of(connection: Connection) -> str:
    return str(connection.execute(text("SELECT current_database()")).scalar_one())


def _roles_of(connection: Connection) -> Roles:
    if not inspect(connection).has_table("store_meta"):
        raise NotAStore(_name_of(connection))
    found = text("SELECT value FROM store_meta WHERE name = 'store_id'")
    return Roles(UUID(connection.execute(found).scalar_one()))


def _make_roles(connection: Connection, roles: Roles) -> None:
    alone = "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
    attributes = {
        roles.owner: f"{alone} NOBYPASSRLS",
        roles.definer: f"{alone} BYPASSRLS",
        roles.workers: f"{alone} NOBYPASSRLS",
    }
    for name, given in attributes.items():
        _run(connection, _role(name, given))


def _login_role(name: str, roles: Roles) -> Iterator[str]:
    plain = "LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    yield from _role(name, f"{plain} CONNECTION LIMIT {CONNECTIONS_EACH}")
    yield f"GRANT {quoted(roles.workers)} TO {quoted(name)}"


def _role(name: str, attributes: str) -> Iterator[str]:
    literal = "'" + name.replace("'", "''") + "'"
    yield (
        f"DO $$ BEGIN IF to_regrole(quote_ident({literal})) IS NULL THEN "
        f"CREATE ROLE {quoted(name)}; END IF; END $$"
    )
    yield f"ALTER ROLE {quoted(name)} {attributes}"


def _set_password(admin: Connection, name: str, password: str) -> None:
    # The server gets only what it needs to check it: a password in a statement ends in its log.
    secret = postgres_enrolment.verifier(_driver(admin), name, password)
    _run(admin, [f"ALTER ROLE {quoted(name)} PASSWORD '{secret}'"])


def _run(connection: Connection, commands: Iterable[str]) -> None:
    # Past SQLAlchemy, which would read parameters into the text.
    driver = _driver(connection)
    for command in commands:
        driver.execute(command)


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
