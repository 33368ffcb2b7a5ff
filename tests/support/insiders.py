"""A worker at psql: their own login role, any statement, and all that comes back.

with psql(world, leah) as tool:
    assert tool.rows("SELECT body FROM notes") == []
    assert "not permitted" in tool.refusal("UPDATE tickets SET until = 0")
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, PbiError
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.models import Appointment, Base, Note, Record, RecordSeal, SealName
from pbi_desktop.store.access.kinds import DETAIL
from pbi_desktop.store.columns import class_of_table
from pbi_desktop.store.unit_of_work import Work
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
        "auditor_id": by.worker,
        **columns,
    }
    wanted = DETAIL | {"concerns", "shared_summaries"}
    of = {"need_id": "needs", "summary_id": "shared_summaries", "concern_id": "concerns"}
    of |= {"paper_id": "papers", "chronology_id": "chronologies"}
    with world.store_for(by).command(by, "write") as work:
        for table in Base.metadata.sorted_tables:
            if table.name not in wanted:
                continue
            ties = {name: made.get(kind) for name, kind in of.items()}
            values = {**plain_columns(table.name, world), **known, **ties}
            held = {name: value for name, value in values.items() if name in table.c}
            kind = cast(type[Record], class_of_table(table.name))
            made[table.name] = work.add(kind(**held)).id
    return made


def plain_columns(kind: str, world: World) -> dict[str, Any]:
    """Return a plain value for each column that a record of this kind must have."""
    maker = _Maker(Random(0), Town(world.clock()), world.clock())  # noqa: S311 - the same each time
    table = Base.metadata.tables[kind]
    books = {"id", "version", "created_at", "created_by"}
    return {
        column.key: _plain(column, maker)
        for column in table.columns
        if not column.nullable and column.default is None and column.key not in books
    } | ({"category": 1} if "category" in table.c else {})


@dataclass
class Street:
    """A town for one database: leah's team, and nina from another site who has no part in it."""

    world: World

    def __post_init__(self) -> None:
        self.leah, self.ben = self.world.worker("leah"), self.world.worker("ben")
        self.nina = self.world.worker("nina", site=self.world.new_site("Fitton Hill"))

    def case(self, **columns: Any) -> CaseMade:
        """Return a case of two people with a note on each, and one on the first one's health."""
        made = self.world.case(
            team=[self.leah, self.ben], others=[self.world.person("Bo", "Bell")], **columns
        )
        for category in (Category.CORE, Category.HEALTH):
            self.world.note(made, f"{category.name} of Ann", by=self.leah, category=category)
        self.world.note(made, "CORE of Bo", by=self.leah, subject=made.people[1])
        return made

    def new(self, login: str, role: SiteRole | None = SiteRole.KEY_WORKER, **more: Any) -> Actor:
        """Return somebody nobody has met."""
        return self.world.worker(f"{login}_{uuid4().hex[:6]}", role, **more)

    def does(self, actor: Actor, what: Callable[[Work], Any]) -> Any:
        """Let somebody do one thing."""
        with self.world.store_for(actor).command(actor, "do") as work:
            return what(work)

    def refused(self, actor: Actor, what: Callable[[Work], Any]) -> PbiError:
        """Return why somebody may not do it; fails if they may."""
        with pytest.raises(PbiError) as caught:
            self.does(actor, what)
        return caught.value

    def notes(self, actor: Actor, case: CaseMade) -> list[str]:
        """Return what somebody reads in a case, opened for it."""
        store = self.world.store_for(actor)
        try:
            with store.query_case(actor, case.id) as work:
                asked = select(Note.body).where(Note.case_id == case.id).order_by(Note.body)
                return [row[0] for row in work.rows(asked)]
        except NotFound:
            return []


def altering(kind: type[Record], key: UUID, /, **columns: Any) -> Callable[[Work], None]:
    """Return what changes columns of one record."""
    return lambda work: alter(work, kind, key, **columns)


def alter(work: Work, kind: type[Record], key: UUID, /, **columns: Any) -> None:
    """Change columns of one record."""
    record = work.get(kind, key)
    for name, value in columns.items():
        setattr(record, name, value)
    work.save(record)


def seal(
    street: Street, case: CaseMade, record: UUID, by: Actor, *names: Actor, **more: Any
) -> UUID:
    """Seal a record in one's own name, as its case says or as `more` says."""
    about = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE, **more}

    def does(work: Work) -> UUID:
        made = work.add(RecordSeal(record_id=record, valid_from=work.now, reason="kept", **about))
        work.add(SealName(seal_id=made.id, worker_id=by.worker, valid_from=work.now))
        return made.id

    found: UUID = street.does(by, does)
    return found


def appointment(street: Street, case: CaseMade, by: Actor) -> RecordId:
    """Keep an appointment in a case: a record that needs no opening."""
    about = {"case_id": case.id, "subject_id": case.subject, "worker_id": by.worker}
    plain = plain_columns("appointments", street.world)
    return RecordId(street.world.add(by, Appointment(**{**plain, **about})).id)
