"""Every table and every name on a policed connection: none is written, none read but by the rule.

The tables come from the schema and from the connection itself, so that a new one is asked about
the day it is made.
"""

import re
from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from pbi_desktop.models import Base
from pbi_desktop.store.access.policed import PolicedConnection
from pbi_desktop.store.access.temp_tables import TEMP_TABLES
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.unit_of_work import Work
from tests.support.hidden import CANARY, Hidden, hide
from tests.support.stores import FileHome, FileTemplate
from tests.support.world import World

TABLES = [table.name for table in Base.metadata.sorted_tables]
OWN = re.findall(r"CREATE TEMP TABLE (\w+)", " ".join(TEMP_TABLES))


@pytest.fixture(scope="module")
def hidden(
    file_template: FileTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hidden]:
    home = file_template.copy(tmp_path_factory.mktemp("file"))
    yield hide(World(home))
    home.close()


@pytest.fixture(params=["query", "command", "sweep"])
def policed(request: pytest.FixtureRequest, hidden: Hidden) -> Iterator[PolicedConnection]:
    """Return the connection of a unit of work of omar's."""
    store, omar = hidden.world.store_for(hidden.omar), hidden.omar
    if request.param == "command":
        unit = store.command(omar, "x")
    else:
        sweep = store.sweep(omar, "x") if request.param == "sweep" else None
        unit = store.query(omar, sweep=sweep)
    with unit as work:
        yield connection_of(work)


def connection_of(work: Work) -> PolicedConnection:
    found: PolicedConnection = work.session.connection().info["policed"]
    return found


def told(policed: PolicedConnection, statement: str) -> str:
    """Return what comes back, rows or refusal."""
    try:
        return str(policed.raw.execute(statement).fetchall())
    except (dbapi2.Error, dbapi2.Warning) as error:
        return str(error)


def refused(came: str) -> bool:
    """Say that not even no row came back."""
    return not came.startswith("[")


READS = (
    "SELECT * FROM main.{t}",
    "SELECT count(*) FROM main.{t}",
    "SELECT rowid FROM main.{t}",
    "SELECT 1 FROM main.{t} LIMIT 1",
    "SELECT EXISTS (SELECT 1 FROM main.{t})",
    "WITH {t} AS (SELECT * FROM main.{t}) SELECT * FROM {t}",
    "WITH me AS (SELECT * FROM main.{t}) SELECT * FROM me",
    "WITH RECURSIVE my_open AS (SELECT * FROM main.{t} UNION ALL SELECT * FROM my_open) "
    "SELECT * FROM my_open",
    "SELECT count(*) OVER () FROM main.{t}",
    "SELECT * FROM json_each((SELECT json_group_array(1) FROM main.{t}))",
    "SELECT * FROM temp.{t} UNION ALL SELECT * FROM main.{t}",
    "SELECT (SELECT count(*) FROM main.{t}) FROM {t}",
    "VALUES ((SELECT count(*) FROM main.{t}))",
)
WRITES = (
    "DELETE FROM {t}",
    "INSERT INTO {t} DEFAULT VALUES",
    "INSERT INTO {t} SELECT * FROM {t}",
    "REPLACE INTO {t} SELECT * FROM {t}",
    "UPDATE {t} SET {c} = {c}",
    "UPDATE OR REPLACE {t} SET {c} = NULL",
    "WITH x AS (SELECT 1) DELETE FROM {t}",
    "INSERT INTO {t} SELECT * FROM {t} ON CONFLICT DO NOTHING",
    "DELETE FROM {t} RETURNING *",
    "DROP TABLE {t}",
    "DROP VIEW {t}",
    "ALTER TABLE {t} RENAME TO x",
    "ALTER TABLE {t} ADD COLUMN x",
    "CREATE INDEX x ON {t} ({c})",
    "CREATE TEMP TRIGGER x AFTER INSERT ON {t} BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER x INSTEAD OF DELETE ON {t} BEGIN SELECT 1; END",
    "CREATE TEMP VIEW x AS SELECT * FROM {t}",
    "CREATE TEMP TABLE x AS SELECT * FROM {t}",
    "CREATE VIRTUAL TABLE temp.x USING fts5(content={t})",
    "ANALYZE {t}",
)


def test_no_table_is_read_past_its_view(policed: PolicedConnection) -> None:
    for table in (*TABLES, "alembic_version"):
        for read in READS:
            came = told(policed, read.format(t=table))
            assert refused(came), (read, table, came)


def test_no_table_is_written_by_a_statement(policed: PolicedConnection) -> None:
    for table in TABLES:
        column = next(iter(Base.metadata.tables[table].c)).name
        for place in ("main", "temp"):
            for write in WRITES:
                came = told(policed, write.format(t=f"{place}.{table}", c=column))
                assert refused(came), (write, place, table, came)


def test_nobody_writes_their_own_grants_openings_seals_or_names(
    policed: PolicedConnection,
) -> None:
    with policed.trusted():
        before = {one: told(policed, f"SELECT * FROM temp.{one}") for one in OWN}
        columns = {
            one: policed.raw.execute(f"SELECT * FROM temp.{one}").description[0][0] for one in OWN
        }
    assert {"me", "my_open", "my_named", "my_sealed", "my_grants"} <= set(OWN)
    for table in OWN:
        for name in (f"temp.{table}", table):
            for write in WRITES:
                came = told(policed, write.format(t=name, c=columns[table]))
                assert refused(came), (write, name, came)
    with policed.trusted():
        assert {one: told(policed, f"SELECT * FROM temp.{one}") for one in OWN} == before


@pytest.mark.parametrize("table", ["my_closed", "my_sealed", "my_grants", "my_cases"])
def test_what_closes_is_not_told(hidden: Hidden, table: str) -> None:
    store = hidden.world.store_for(hidden.omar)
    with store.query(hidden.omar) as work:
        assert refused(told(connection_of(work), f"SELECT * FROM temp.{table}"))


def test_what_the_store_asks_for_itself_is_never_met_by_the_same_words(
    policed: PolicedConnection,
) -> None:
    for ask in ("SELECT * FROM temp.my_grants", "SELECT body FROM main.notes"):
        assert policed.own.execute(ask).fetchall()  # prepared now, and kept so
        assert refused(told(policed, ask))
        assert refused(told(policed, f"{ask} --"))


def test_a_write_that_was_announced_is_never_met_by_the_same_words(hidden: Hidden) -> None:
    write = "UPDATE main.notes SET body = 'x' WHERE id = x'00'"
    with hidden.world.store_for(hidden.omar).command(hidden.omar, "x") as work:
        policed = connection_of(work)
        with policed.writing("notes") as mark:
            policed.raw.execute(write + mark)
        assert refused(told(policed, write))
        with policed.writing("actions"):
            assert refused(told(policed, write))


FUNCTIONS = (
    "load_extension('x')",
    "sqlcipher_export('main')",
    "fts3_tokenizer('simple')",
    "readfile('x')",
    "writefile('x', 'y')",
    "edit('x')",
    "sqlite_offset(body)",
)


def test_no_function_reaches_past_the_connection(policed: PolicedConnection) -> None:
    for call in FUNCTIONS:
        came = told(policed, f"SELECT {call} FROM notes")
        assert refused(came), (call, came)


def test_every_function_there_is_tells_no_canary(policed: PolicedConnection) -> None:
    with policed.trusted():
        listed = policed.raw.execute("SELECT DISTINCT name, narg FROM pragma_function_list")
        functions = [(name, count) for name, count in listed.fetchall() if name[0].isalpha()]
    assert len(functions) > 80
    for name, count in functions:
        if name in ("zeroblob", "randomblob", "load_extension"):
            continue  # only large
        given = ", ".join(["'notes'", "'body'", "'x'", "1"][: max(0, count)] or [])
        came = told(policed, f"SELECT {name}({given}) FROM notes")
        assert CANARY not in came, name


def test_a_unit_that_is_over_leaves_no_door_open(hidden: Hidden) -> None:
    store, omar, leah = hidden.world.store_for(hidden.omar), hidden.omar, hidden.leah
    sweep = store.sweep(leah, "x")
    with store.query(leah, sweep=sweep) as work:
        assert CANARY in told(connection_of(work), "SELECT body FROM notes")
    with store.query(omar) as work:
        policed = connection_of(work)
        assert CANARY not in told(policed, "SELECT group_concat(body) FROM notes")
        assert told(policed, "SELECT sweeping, withdrawing, narrowed FROM temp.me") == "[(0, 0, 0)]"


def test_another_connection_knows_no_name_of_this_one(hidden: Hidden) -> None:
    home = hidden.world.home
    assert isinstance(home, FileHome)
    with hidden.world.store_for(hidden.omar).query(hidden.omar) as work:
        mine = connection_of(work)
        other = PolicedConnection(open_raw(home.path, home.key, wipe_memory=False))
        for name in sorted(other._private)[:5]:
            came = told(mine, f"WITH {name} AS (SELECT * FROM main.notes) SELECT * FROM {name}")
            assert refused(came)
        other.raw.close()
