"""Any statement on a policed connection: nothing that is hidden comes out, nothing changes.

As on PostgreSQL: what came back holds no canary, and the store and its settings are as they were.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from pbi_desktop.models import Base
from pbi_desktop.store.access.policed import PolicedConnection
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.unit_of_work import Work
from tests.support.hidden import CANARY, Hidden, hide
from tests.support.stores import FileHome, FileTemplate
from tests.support.world import World

SETTINGS = ("foreign_keys", "journal_mode", "synchronous", "secure_delete", "trusted_schema")
TOLD = ("read_uncommitted", "main.read_uncommitted")
"""SQLAlchemy asks for it once; it can be asked for and not set."""
PRIVATE = re.compile(r"\b[pt]_[0-9a-f]{24}\b")


def attacks() -> dict[str, list[str]]:
    """Return the attacks by what they try."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("attacks_on_file.sql").read_text().splitlines():
        if line.startswith("-- # "):
            found[line.removeprefix("-- # ")] = []
        elif line and not line.startswith("--"):
            list(found.values())[-1].append(line)
    return found


ATTACKS = attacks()
EVERY = [attack for those in ATTACKS.values() for attack in those]


@dataclass
class Tool:
    """Injected SQL: whatever text somebody gets our own connection to run."""

    hidden: Hidden
    work: Work

    @property
    def policed(self) -> PolicedConnection:
        found = self.work.session.connection().info["policed"]
        return cast(PolicedConnection, found)

    def run(self, attack: str) -> str:
        """Return everything that an attack brought back, as one text."""
        heard: list[str] = []
        for statement in self._filled(attack).split(" ;; "):
            try:
                heard += [str(row) for row in self.policed.raw.execute(statement).fetchall()]
            except (dbapi2.Error, dbapi2.Warning) as error:
                heard.append(str(error))
            heard += self._through_sqlalchemy(statement)
        return "\n".join(heard)

    def _through_sqlalchemy(self, statement: str) -> list[str]:
        connection = self.work.session.connection()
        try:
            found = connection.exec_driver_sql(statement)
            return [str(row) for row in found] if found.returns_rows else []
        except DBAPIError as error:
            return [str(error.orig)]

    def _filled(self, attack: str) -> str:
        hidden = self.hidden
        values = {
            "path": str(self.home.path),
            "case": hidden.case.id.hex,
            "person": hidden.case.subject.hex,
            "note": hidden.note.hex,
            "own_note": hidden.own_note.hex,
            "leah": hidden.leah.worker.hex,
            "site": hidden.world.site.hex,
        }
        return re.sub(r":(\w+)", lambda found: values.get(found[1], found[0]), attack)

    @property
    def home(self) -> FileHome:
        return cast(FileHome, self.hidden.world.home)


@pytest.fixture(scope="module")
def hidden(
    file_template: FileTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hidden]:
    """Return a town in a file."""
    home = file_template.copy(tmp_path_factory.mktemp("hidden"))
    yield hide(World(home))
    home.close()


@pytest.fixture(params=["query", "command"])
def tool(request: pytest.FixtureRequest, hidden: Hidden) -> Iterator[Tool]:
    """Return the connection of a unit of work of omar's."""
    store = hidden.world.store_for(hidden.omar)
    unit = store.query(hidden.omar) if request.param == "query" else store.command(hidden.omar, "x")
    with unit as work:
        yield Tool(hidden, work)


def standing(hidden: Hidden) -> list[str]:
    """Return all that the file holds, its schema as well, read by a connection of its own."""
    home = cast(FileHome, hidden.world.home)
    raw = open_raw(home.path, home.key)
    try:
        tables = [table.name for table in Base.metadata.sorted_tables] + ["sqlite_master"]
        return [str(sorted(map(str, raw.execute(f"SELECT * FROM {one}")))) for one in tables]
    finally:
        raw.close()


def settings_of(tool: Tool) -> dict[str, Any]:
    with tool.policed.trusted():
        return {one: tool.policed.raw.execute(f"PRAGMA {one}").fetchone() for one in SETTINGS}


def test_no_statement_brings_back_what_is_hidden(hidden: Hidden, tool: Tool) -> None:
    before, settings = standing(hidden), settings_of(tool)
    leaked = {attack: came for attack in EVERY if CANARY in (came := tool.run(attack))}
    assert not leaked
    assert settings_of(tool) == settings
    assert standing(hidden) == before


def test_nothing_of_the_base_tables_comes_out_not_even_their_number(tool: Tool) -> None:
    for attack in ATTACKS["base"]:
        came = tool.run(attack)
        assert re.search("prohibited|not authorized|no such|no query solution", came), (
            attack,
            came,
        )


def test_no_schema_and_no_private_name_comes_out(tool: Tool) -> None:
    for attack in ATTACKS["schema"]:
        came = tool.run(attack)
        assert not re.search("CREATE (?!BLOOM)", came), attack
        assert not PRIVATE.search(came), (attack, came)


@pytest.mark.parametrize("tool", ["query"], indirect=True)
def test_no_query_plan_tells_a_private_name(tool: Tool) -> None:
    joins = [f"{kind} JOIN" for kind in ("FULL", "RIGHT", "LEFT", "CROSS", "INNER")]
    shapes = (
        "SELECT * FROM {t} a {join} {t} b ON a.id = b.id",
        "SELECT a.id, count(*) FROM {t} a {join} {t} b ON a.id = b.id GROUP BY 1 ORDER BY 2",
        "SELECT row_number() OVER (ORDER BY a.id) FROM {t} a {join} {t} b ON a.id = b.id",
        "WITH q AS MATERIALIZED (SELECT id FROM {t} LIMIT 3) SELECT * FROM q {join} {t} c ON 1",
        "SELECT * FROM {t} EXCEPT SELECT a.* FROM {t} a {join} {t} b ON 1",
    )
    for table in ("notes", "people", "households", "revisions"):
        for join in joins:
            for shape in shapes:
                query = shape.format(t=table, join=join)
                for explain in ("EXPLAIN ", "EXPLAIN QUERY PLAN "):
                    assert not PRIVATE.search(tool.run(explain + query)), query


def test_every_pragma_is_refused(hidden: Hidden, tool: Tool) -> None:
    home = tool.home
    raw = open_raw(home.path, home.key)
    names = {row[0] for row in raw.execute("PRAGMA pragma_list")}
    raw.close()
    names |= {"key", "rekey", "cipher_version", "cipher_settings", "cipher_log", "cipher_profile"}
    settings = settings_of(tool)
    assert len(names) >= 60
    for name in sorted(names):
        for form in (name, f"main.{name}", f"{name} = 1", f"{name}(notes)", f"temp.{name} = 0"):
            came = tool.run(f"PRAGMA {form}")
            if form not in TOLD:
                assert "not authorized" in came, (form, came)
    assert settings_of(tool) == settings


def test_without_the_rule_the_same_statements_leak(hidden: Hidden, tool: Tool) -> None:
    leaks = 0
    for attack in ATTACKS["base"]:
        with tool.policed.trusted():
            leaks += CANARY in tool.run(attack)
    assert leaks >= 15, "the attacks do not look where the canaries are"


def test_the_private_name_is_the_only_way_in(tool: Tool) -> None:
    # Whoever knew a private name could read everything by a CTE of that name: that is why it is
    # random, per connection, and never told.
    name = next(iter(tool.policed._private))
    query = f"WITH {name} AS (SELECT body FROM main.notes) SELECT body FROM {name}"
    assert CANARY in tool.run(query)
    other = PolicedConnection(open_raw(tool.home.path, tool.home.key))
    assert other._private.isdisjoint(tool.policed._private)
    other.raw.close()


def test_there_are_attacks_enough() -> None:
    assert len(EVERY) == len(set(EVERY)) >= 180
