"""A worker with psql: their own login role, any statement, and nothing that is hidden comes out.

After each attack: what came back (rows, notices, the text of the error) holds no canary, and
nothing in the store has changed. The same statements as a superuser show what would leak.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from pbi_desktop.models import Base
from tests.support.hidden import CANARY, Hidden, hide
from tests.support.stores import PostgresHome, PostgresTemplate
from tests.support.world import World

HIDE_IN_SEARCH = "concat('CAN', 'ARY')"
"""How an attack says the canary without saying it: an error quotes the statement."""


def attacks() -> dict[str, list[str]]:
    """Return the attacks by what they try."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("attacks_on_postgres.sql").read_text().splitlines():
        if line.startswith("-- # "):
            found[line.removeprefix("-- # ")] = []
        elif line and not line.startswith("--"):
            list(found.values())[-1].append(line)
    return found


ATTACKS = attacks()
EVERY = [attack for those in ATTACKS.values() for attack in those]


@dataclass
class Tool:
    """A connection that runs any text and remembers all that comes back."""

    hidden: Hidden
    user: str
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = self.hidden.world.home
        assert isinstance(home, PostgresHome)
        self.home = home

    def run(self, attack: str) -> str:
        """Return everything that an attack brought back, as one text."""
        self.heard.clear()
        dsn = self.home.server.dsn(self.home.database, self.user)
        connection = psycopg.connect(dsn, autocommit=True)
        connection.add_notice_handler(
            lambda notice: self.heard.append(f"{notice.message_primary}{notice.message_detail}")
        )
        try:
            for statement in self._filled(attack).split(" ;; "):
                self._one(connection.cursor(), statement)
        finally:
            connection.close()
        return "\n".join(self.heard)

    def _one(self, cursor: psycopg.Cursor[Any], statement: str) -> None:
        try:
            if "STDOUT" in statement or "STDIN" in statement:
                with cursor.copy(statement.encode()) as copy:
                    if "STDOUT" in statement:
                        self.heard += [bytes(part).decode() for part in copy]
                return
            cursor.execute(statement.encode())
            if cursor.description:
                self.heard += [str(row) for row in cursor.fetchall()]
        except psycopg.Error as error:
            # Everything that it says, but not the statement, which it may quote.
            told = (error.diag.message_primary, error.diag.message_detail, error.diag.context)
            self.heard.append(" ".join(filter(None, told)))

    def _filled(self, attack: str) -> str:
        hidden, roles = self.hidden, self.home.roles
        names = {"owner": roles.owner, "definer": roles.definer, "group": roles.workers}
        values = {
            **{name: f'"{role}"' for name, role in names.items()},
            "leah_id": str(hidden.leah.worker),
            "leah": f'"{roles.of("leah")}"',
            "me": f'"{self.user}"',
            "database": f'"{self.home.database}"',
            "case": str(hidden.case.id),
            "person": str(hidden.case.subject),
            "note": str(hidden.note),
            "need": str(hidden.need),
            "address": str(hidden.address),
            "household": str(hidden.household),
            "own_person": str(hidden.own.subject),
            "own": str(hidden.own.id),
            "word": HIDE_IN_SEARCH,
        }
        filled = re.sub(r"(?<!:):(\w+)", lambda found: values.get(found[1], found[0]), attack)
        return filled.replace("'\"", "'").replace("\"'", "'")


@pytest.fixture(scope="module")
def hidden(request: pytest.FixtureRequest) -> Iterator[Hidden]:
    """Return a town on PostgreSQL."""
    template: PostgresTemplate = request.getfixturevalue("postgres_template")
    home = template.copy()
    yield hide(World(home))
    home.close()


@pytest.fixture(scope="module")
def omar(hidden: Hidden) -> Tool:
    """Return psql as a worker uses it."""
    home = hidden.world.home
    assert isinstance(home, PostgresHome)
    return Tool(hidden, home.roles.of("omar"))


def standing(hidden: Hidden) -> list[Any]:
    """Return all that the store holds and allows, read above the rule."""
    counted = [
        f"SELECT '{table.name}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table.name} t"
        for table in Base.metadata.sorted_tables
    ]
    allowed = (
        "SELECT 'policies', md5(string_agg(p::text, '|' ORDER BY p::text)) FROM pg_policies p",
        "SELECT 'tables', md5(string_agg(c::text, '|' ORDER BY c.oid)) FROM (SELECT oid, relname, "
        "relowner, relrowsecurity, relforcerowsecurity, relacl FROM pg_class "
        "WHERE relnamespace IN ('public'::regnamespace, 'authz'::regnamespace)) c",
        "SELECT 'functions', md5(string_agg(p::text, '|' ORDER BY p::text)) FROM pg_proc p "
        "WHERE pronamespace = 'authz'::regnamespace",
        "SELECT 'roles', md5(string_agg(r::text, '|' ORDER BY r::text)) FROM pg_authid r",
        "SELECT 'members', md5(string_agg(r::text, '|' ORDER BY r::text)) FROM pg_auth_members r",
    )
    with hidden.world.trusted() as connection:
        every = " UNION ALL ".join([*counted, *allowed])
        return sorted(tuple(row) for row in connection.exec_driver_sql(every))


def test_no_statement_brings_back_what_is_hidden(hidden: Hidden, omar: Tool) -> None:
    before = standing(hidden)
    leaked = {attack: came for attack in EVERY if CANARY in (came := omar.run(attack))}
    assert not leaked
    assert standing(hidden) == before


def test_no_error_depends_on_what_is_hidden(omar: Tool) -> None:
    for attack in (one for one in ATTACKS["leaks"] if "1 / " in one):
        assert "division by zero" not in omar.run(attack), attack


def test_every_question_about_what_is_hidden_is_answered_with_no(omar: Tool) -> None:
    for question in ATTACKS["functions"][2:]:
        assert omar.run(question) == "(False,)", question
    assert omar.run(ATTACKS["functions"][0]) == ""


def test_as_a_superuser_the_same_statements_leak(hidden: Hidden) -> None:
    home = hidden.world.home
    assert isinstance(home, PostgresHome)
    root = Tool(hidden, home.server.superuser)
    reads = [one for one in ATTACKS["reading"] if " TO '" not in one and "PROGRAM" not in one]
    leaks = [attack for attack in reads if CANARY in root.run(attack)]
    assert len(leaks) >= 40, "the attacks do not look where the canaries are"
    assert "division by zero" in root.run(ATTACKS["leaks"][2])


def test_a_worker_keeps_to_three_connections(hidden: Hidden, omar: Tool) -> None:
    dsn = omar.home.server.dsn(omar.home.database, omar.user)
    hidden.world.store_for(hidden.omar).close()
    held = [psycopg.connect(dsn) for _ in range(3)]
    with pytest.raises(psycopg.OperationalError, match="too many connections"):
        psycopg.connect(dsn)
    for connection in held:
        connection.close()


def test_whoever_is_no_worker_here_cannot_connect(hidden: Hidden, omar: Tool) -> None:
    stranger = f"stranger_{uuid4().hex[:8]}"
    admin = psycopg.connect(omar.home.server.dsn("postgres"), autocommit=True)
    try:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(stranger)))
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(omar.home.server.dsn(omar.home.database, stranger))
    finally:
        admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(stranger)))
        admin.close()


def test_nobody_can_sign_in_as_the_owner_or_the_definer(omar: Tool) -> None:
    for role in (omar.home.roles.owner, omar.home.roles.definer, omar.home.roles.workers):
        with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
            psycopg.connect(omar.home.server.dsn(omar.home.database, role))


def test_there_are_attacks_enough() -> None:
    assert len(EVERY) == len(set(EVERY)) >= 225
