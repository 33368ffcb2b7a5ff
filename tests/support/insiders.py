"""A worker at psql: their own login role, any statement, and all that comes back.

with psql(world, leah) as tool:
    assert tool.rows("SELECT body FROM notes") == []
    assert "not permitted" in tool.refusal("UPDATE tickets SET until = 0")
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, cast
from uuid import UUID

import psycopg

from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import Base, Record
from pbi_desktop.store.access.kinds import DETAIL
from pbi_desktop.store.columns import class_of_table
from tests.support.invented_towns import _Maker, _plain
from tests.support.oracle import Town
from tests.support.stores import PostgresHome
from tests.support.world import CaseMade, World

LOG = "SELECT authz.append_audit(9000000000000000, 300, 'looked', gen_random_uuid(), 'x')"
"""A link in the audit chain that says as little as it may."""


@dataclass
class Psql:
    """One connection of a worker's own."""

    connection: psycopg.Connection[Any]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; raises what the server says."""
        cursor = self.connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []

    def refusal(self, statement: str) -> str:
        """Return what the server says against a statement, or nothing if it takes it."""
        try:
            self.rows(statement)
        except psycopg.Error as error:
            told = (error.diag.message_primary, error.diag.message_detail)
            return " ".join(filter(None, told))
        return ""

    def tell(self, statement: str) -> str:
        """Return rows or refusal, as one text: all that somebody can tell from a statement."""
        try:
            return str(self.rows(statement))
        except psycopg.Error as error:
            told = (error.sqlstate, error.diag.message_primary, error.diag.message_detail)
            return " ".join(filter(None, told))


@contextmanager
def psql(world: World, actor: Actor) -> Iterator[Psql]:
    """Give a worker of a world on PostgreSQL a connection of their own, outside the program."""
    home = world.home
    if not isinstance(home, PostgresHome):
        raise TypeError(f"no psql for {home.kind}")
    dsn = home.server.dsn(home.database, home.roles.of(actor.login))
    connection = psycopg.connect(dsn, autocommit=True)
    try:
        connection.execute("SET jit = off")
        yield Psql(connection)
    finally:
        connection.close()


def one_of_each(world: World, by: Actor, case: CaseMade, **columns: Any) -> dict[str, UUID]:
    """Keep a record of each kind of detail in a case, and return their ids by kind."""
    made: dict[str, UUID] = {}
    agency = world.agency(next(iter(world._agencies)))
    known: dict[str, Any] = {
        "case_id": case.id,
        "subject_id": case.subject,
        "agency_id": agency,
        "worker_id": by.worker,
        "proposed_by": by.worker,
        **columns,
    }
    wanted = DETAIL | {"shared_summaries"}
    with world.store_for(by).command(by, "write") as work:
        for table in Base.metadata.sorted_tables:
            if table.name not in wanted:
                continue
            ties = {"need_id": made.get("needs"), "summary_id": made.get("shared_summaries")}
            values = {**_plain_columns(table.name, world), **known, **ties}
            held = {name: value for name, value in values.items() if name in table.c}
            kind = cast(type[Record], class_of_table(table.name))
            made[table.name] = work.add(kind(**held)).id
    return made


def _plain_columns(kind: str, world: World) -> dict[str, Any]:
    maker = _Maker(Random(0), Town(world.clock()), world.clock())  # noqa: S311 - the same each time
    table = Base.metadata.tables[kind]
    books = {"id", "version", "created_at", "created_by"}
    return {
        column.key: _plain(column, maker)
        for column in table.columns
        if not column.nullable and column.default is None and column.key not in books
    } | ({"category": 1} if "category" in table.c else {})
