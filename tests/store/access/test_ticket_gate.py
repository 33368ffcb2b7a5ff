"""Detail shows only in a case that was opened: nobody reads first and leaves no trace of it.

After each way of trying: no row of any kind of detail and of its history came, or an entry of the
audit chain about it is committed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from pbi_desktop.domain.access import AgencyKind, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NotPermitted, PbiError
from pbi_desktop.domain.ids import TicketId
from pbi_desktop.store.access.kinds import DETAIL
from pbi_desktop.store.unit_of_work import Work
from tests.support.insiders import LOG, Psql, one_of_each, psql
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World

KINDS = sorted(DETAIL)
READ = " UNION ALL ".join(
    [f"SELECT '{kind}', count(*) FROM {kind}" for kind in KINDS]
    + [f"SELECT 'history', count(*) FROM revisions WHERE kind IN ({str(KINDS)[1:-1]})"]
)


@dataclass(frozen=True)
class Gate:
    """Two workers on the teams of two cases, full of detail, that nobody has opened."""

    world: World
    leah: Actor
    ben: Actor
    case: CaseMade
    other: CaseMade

    def close_all(self) -> None:
        """Let every ticket be over, and the clock be where it was."""
        with self.world.trusted() as connection:
            connection.execute(text("DELETE FROM tickets"))

    def links(self) -> int:
        """Return how long the audit chains are."""
        with self.world.trusted() as connection:
            found: int = connection.execute(text("SELECT count(*) FROM audit_entries")).scalar_one()
        return found

    def tickets(self) -> int:
        """Return how many openings were kept."""
        with self.world.trusted() as connection:
            found: int = connection.execute(text("SELECT count(*) FROM tickets")).scalar_one()
        return found


def made(world: World) -> Gate:
    leah, ben = world.worker("leah"), world.worker("ben")
    world.agree(AgencyKind.COUNCIL, purpose=Purpose.SAFEGUARDING)
    case, other = (world.case(name, team=[leah, ben]) for name in ("K7QX9B", "M2WX4C"))
    for one in (case, other):
        one_of_each(world, leah, one)
    gate = Gate(world, leah, ben, case, other)
    gate.close_all()
    return gate


@pytest.fixture(scope="module")
def gates(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Gate]]:
    found: dict[str, Gate] = {}
    with (
        opened("file", request, tmp_path_factory.mktemp("gate")) as file,
        opened("postgres", request, tmp_path_factory.mktemp("gate")) as server,
    ):
        for home in (file, server):
            found[home.kind] = made(World(home))
        yield found


@pytest.fixture(params=BOTH)
def gate(request: pytest.FixtureRequest, gates: dict[str, Gate]) -> Iterator[Gate]:
    found = gates[request.param]
    at = found.world.clock.at
    yield found
    found.world.clock.set(at)
    found.close_all()


@pytest.fixture
def server(gates: dict[str, Gate]) -> Iterator[Gate]:
    yield gates["postgres"]
    gates["postgres"].close_all()


def count(work: Work) -> int:
    """Return how many rows of detail, and of its history, a unit of work meets."""
    return sum(int(row[1]) for row in work.rows(text(READ)))


def met(gate: Gate, actor: Actor, sweep: TicketId | None = None) -> int:
    with gate.world.store_for(actor).query(actor, sweep=sweep) as work:
        return count(work)


# --- through the store ---------------------------------------------------------------------------


def test_there_is_detail_of_every_kind_and_opening_shows_it(gate: Gate) -> None:
    assert met(gate, gate.leah) == 0
    gate.world.open(gate.case, gate.leah)
    with gate.world.store_for(gate.leah).query(gate.leah) as work:
        shown = {row[0]: row[1] for row in work.rows(text(READ))}
    assert shown == {**dict.fromkeys(KINDS, 1), "history": len(KINDS)}


def test_an_opening_shows_nothing_before_it_is_kept(gate: Gate) -> None:
    store = gate.world.store_for(gate.leah)
    with store.command(gate.leah, "open") as work:
        assert count(work) == 0
        work.open_case(gate.case.id)
        assert count(work) == 0
        work.open_all("export")
        assert count(work) == 0


def test_an_opening_that_is_taken_back_opens_nothing(gate: Gate) -> None:
    store, links = gate.world.store_for(gate.leah), gate.links()
    with suppress(NotPermitted), store.command(gate.leah, "open") as work:
        work.open_case(gate.case.id)
        assert count(work) == 0
        raise NotPermitted("change my mind")
    assert (met(gate, gate.leah), gate.links(), gate.tickets()) == (0, links, 0)


def test_a_savepoint_takes_no_opening_back(gate: Gate) -> None:
    store = gate.world.store_for(gate.leah)
    with suppress(PbiError, DBAPIError, ResourceClosedError), store.command(gate.leah, "x") as work:
        with suppress(PbiError, DBAPIError):
            inner = work.session.begin_nested()
            work.open_case(gate.case.id)
            assert count(work) == 0
            inner.rollback()
        assert count(work) == 0
    assert (met(gate, gate.leah), gate.tickets()) == (0, 0)


def test_a_query_opens_nothing(gate: Gate) -> None:
    store = gate.world.store_for(gate.leah)
    with suppress(PbiError), store.query(gate.leah) as work:
        with suppress(PbiError):
            work.open_case(gate.case.id)
        assert count(work) == 0
    assert (met(gate, gate.leah), gate.tickets()) == (0, 0)


def test_an_opening_serves_its_worker_its_case_and_its_purpose_alone(gate: Gate) -> None:
    gate.world.open(gate.case, gate.leah)
    rows = met(gate, gate.leah)
    assert met(gate, gate.ben) == 0
    for purpose in Purpose:
        if purpose.value != gate.leah.purpose:
            assert met(gate, replace(gate.leah, purpose=purpose.value)) == 0
    gate.world.open(gate.other, gate.leah)
    assert met(gate, gate.leah) == 2 * rows


def test_an_opening_ends_with_its_hours(gate: Gate) -> None:
    gate.world.open(gate.case, gate.leah)
    gate.world.clock.forward(hours=12)
    assert met(gate, gate.leah) == 0


def test_a_sweep_opens_only_the_units_that_carry_it_and_only_its_workers(gate: Gate) -> None:
    links = gate.links()
    sweep = gate.world.store_for(gate.leah).sweep(gate.leah, "export")
    assert gate.links() == links + 1
    assert met(gate, gate.leah, sweep) > 0
    assert met(gate, gate.leah) == 0
    assert met(gate, gate.ben, sweep) == 0
    assert met(gate, replace(gate.leah, purpose=Purpose.SAFEGUARDING.value), sweep) == 0
    assert met(gate, gate.leah, TicketId(uuid4())) == 0
    gate.world.clock.forward(minutes=10)
    assert met(gate, gate.leah, sweep) == 0


def test_a_ticket_for_one_case_is_no_sweep(gate: Gate) -> None:
    store = gate.world.store_for(gate.leah)
    with store.command(gate.leah, "open") as work:
        ticket = work.open_case(gate.case.id)
    alone = met(gate, gate.leah)
    assert met(gate, gate.leah, ticket) == alone


def test_who_left_the_team_meets_nothing_for_all_their_ticket(gate: Gate) -> None:
    gone = gate.world.worker(f"gone_{uuid4().hex[:6]}")
    place = gate.world.join(gate.case, gone, by=gate.leah)
    assert met(gate, gone) > 0
    gate.world.leave(place, by=gate.leah)
    assert met(gate, gone) == 0


def test_a_hidden_case_is_not_opened_and_looks_missing(gate: Gate) -> None:
    nina = gate.world.worker(f"nina_{uuid4().hex[:6]}", site=gate.world.new_site("Fitton Hill"))
    store = gate.world.store_for(nina)
    for case in (gate.case.id, uuid4()):
        with pytest.raises(NotFound), store.command(nina, "open") as work:
            work.open_case(case)
    assert gate.tickets() == 0


@pytest.mark.parametrize("kind", ["file"])
def test_a_clock_that_is_set_back_opens_nothing_again(kind: str, gates: dict[str, Gate]) -> None:
    gate = gates[kind]
    at = gate.world.clock.at
    try:
        gate.world.open(gate.case, gate.leah)
        gate.world.clock.forward(days=3)
        gate.world.open(gate.other, gate.ben)  # three days later the chain knows the time
        links = gate.links()
        gate.world.clock.set(at + timedelta(hours=1))
        with suppress(PbiError):
            assert met(gate, gate.leah) == 0
        assert gate.links() == links
    finally:
        gate.world.clock.set(at)
        gate.close_all()


# --- at psql -------------------------------------------------------------------------------------

OPEN = "SELECT authz.open_case(gen_random_uuid(), ':case', 9000000000000000)"
OPEN_ALL = "SELECT authz.open_case(gen_random_uuid(), NULL, 9000000000000000)"

WAYS = {
    "just reads": "READ",
    "reads, then rolls back": "BEGIN ;; OPEN ;; READ ;; ROLLBACK ;; READ",
    "opens all, reads, rolls back": "BEGIN ;; OPEN_ALL ;; READ ;; ROLLBACK ;; READ",
    "logs too, reads, rolls back": "BEGIN ;; LOG ;; OPEN ;; READ ;; ROLLBACK ;; READ",
    "one statement": "BEGIN ;; WITH o AS MATERIALIZED (OPEN) SELECT (SELECT count(*) FROM notes) "
    "FROM o ;; ROLLBACK",
    "a savepoint": "BEGIN ;; SAVEPOINT s ;; OPEN ;; READ ;; ROLLBACK TO s ;; READ ;; COMMIT",
    "a savepoint that is released": "BEGIN ;; SAVEPOINT s ;; OPEN ;; RELEASE s ;; READ ;; ROLLBACK",
    "opens without a link": "OPEN ;; READ",
    "opens without a link, in a block": "BEGIN ;; OPEN ;; COMMIT ;; READ",
    "constraints at once": "BEGIN ;; SET CONSTRAINTS ALL IMMEDIATE ;; OPEN ;; COMMIT ;; READ",
    "link in a savepoint, rolled back": "BEGIN ;; OPEN ;; SAVEPOINT s ;; LOG ;; "
    "SET CONSTRAINTS ALL IMMEDIATE ;; ROLLBACK TO s ;; COMMIT ;; READ",
    "link in a savepoint before": "BEGIN ;; SAVEPOINT s ;; LOG ;; ROLLBACK TO s ;; OPEN ;; "
    "SET CONSTRAINTS ALL IMMEDIATE ;; COMMIT ;; READ",
    "link rolled back inside": "BEGIN ;; OPEN ;; SAVEPOINT a ;; LOG ;; SAVEPOINT b ;; ROLLBACK TO a"
    " ;; SET CONSTRAINTS ALL IMMEDIATE ;; COMMIT ;; READ",
    "a block that fails": "DO $$ BEGIN PERFORM authz.open_case(gen_random_uuid(), ':case', "
    "9000000000000000); RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END $$ ;; READ",
    "a link in a block that fails": "BEGIN ;; OPEN ;; DO $$ BEGIN PERFORM authz.append_audit("
    "9000000000000000, 300, 'x', gen_random_uuid(), 'x'); SET CONSTRAINTS ALL IMMEDIATE; "
    "RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END $$ ;; COMMIT ;; READ",
    "prepared before": "PREPARE p AS READ ;; BEGIN ;; OPEN ;; EXECUTE p ;; ROLLBACK ;; EXECUTE p",
    "a cursor from before": "BEGIN ;; DECLARE c CURSOR FOR READ ;; OPEN ;; FETCH ALL FROM c ;; "
    "ROLLBACK",
    "a cursor that is held": "BEGIN ;; OPEN ;; DECLARE c CURSOR WITH HOLD FOR READ ;; COMMIT ;; "
    "FETCH ALL FROM c",
    "repeatable read": "BEGIN ISOLATION LEVEL REPEATABLE READ ;; READ ;; OPEN ;; READ ;; ROLLBACK",
    "serializable": "BEGIN ISOLATION LEVEL SERIALIZABLE ;; OPEN ;; READ ;; ROLLBACK",
    "two phases": "BEGIN ;; OPEN ;; PREPARE TRANSACTION 'x' ;; READ",
    "another's sweep": "SET pbi.ticket = ':swept' ;; READ",
    "another's ticket": "SET pbi.ticket = ':bens' ;; READ",
    "an invented ticket": "SET pbi.ticket = 'c0ffee00-0000-4000-8000-000000000000' ;; READ",
    "no ticket at all": "SET pbi.ticket = 'x' ;; READ ;; SET pbi.ticket = '' ;; READ",
    "its own sweep before it is kept": "BEGIN ;; SELECT authz.open_case("
    "'c0ffee00-0000-4000-8000-000000000001', NULL, 9000000000000000) ;; "
    "SET pbi.ticket = 'c0ffee00-0000-4000-8000-000000000001' ;; READ ;; ROLLBACK ;; READ",
    "writes a ticket": "INSERT INTO tickets (id, worker_id, case_id, purpose, at, until) VALUES "
    "(gen_random_uuid(), authz.me(), ':case', 'direct_support', 0, 9000000000000000) ;; READ",
    "lengthens a ticket": "UPDATE tickets SET until = 9000000000000000 ;; READ",
    "over before it began": "BEGIN ;; SELECT authz.open_case(gen_random_uuid(), ':case', 0) ;; LOG "
    ";; COMMIT ;; READ",
    "nobody's case": "BEGIN ;; SELECT authz.open_case(gen_random_uuid(), gen_random_uuid(), "
    "9000000000000000) ;; LOG ;; COMMIT ;; READ",
    "without a purpose": "SET pbi.purpose = 'x' ;; READ ;; SET pbi.purpose = 'tenancy' ;; READ",
    "as an agency": "SET pbi.viewing = 'council/direct_support' ;; READ",
    "what was withdrawn": "SET pbi.withdrawing = 'on' ;; READ",
    "row security off": "SET row_security = off ;; READ",
    "by the planner": "SET enable_seqscan = off ;; SET plan_cache_mode = force_generic_plan "
    ";; READ",
    "in parallel": "SET force_parallel_mode = on ;; SET parallel_setup_cost = 0 ;; READ",
    "by a function that returns rows": "SELECT xpath('/table/row', table_to_xml('notes', true, "
    "false, ''))::text LIKE '%row%', CASE WHEN table_to_xml('notes', true, false, '')::text "
    "LIKE '%<row>%' THEN 1 ELSE 0 END",
    "what the table functions say": "SELECT 'x', count(*) FROM notes TABLESAMPLE bernoulli (100)",
    "locks rows": "SELECT 'x', count(*) FROM (SELECT 1 FROM notes FOR UPDATE) AS n",
}


SAID = {"OPEN_ALL": OPEN_ALL, "OPEN": OPEN, "LOG": LOG, "READ": READ}


def sessions(gate: Gate) -> dict[str, str]:
    """Open cases as ben, and return what of it somebody else may know."""
    store = gate.world.store_for(gate.ben)
    with store.command(gate.ben, "open") as work:
        bens, swept = work.open_case(gate.case.id), work.open_all("export")
    return {"bens": str(bens), "swept": str(swept), "case": str(gate.case.id)}


def come_back(tool: Psql, way: str, names: dict[str, str]) -> int:
    """Return how many rows of detail came back on one way."""
    rows = 0
    for step in way.split(" ;; "):
        step = re.sub(r"\b(OPEN_ALL|OPEN|LOG|READ)\b", lambda found: SAID[found[1]], step)
        step = re.sub(r"(?<!:):(\w+)", lambda found: names.get(found[1], found[0]), step)
        came = tool.tell(step)
        rows += sum(int(found) for found in re.findall(r"', (\d+)\)", came))
    return rows


def test_at_psql_nothing_is_read_before_its_opening_is_committed(server: Gate) -> None:
    read, untold = {}, {}
    for way, steps in WAYS.items():
        names = sessions(server)
        links, tickets = named_openings(server), server.tickets()
        with psql(server.world, server.leah) as tool:
            rows = come_back(tool, steps, names)
        kept = server.tickets() - tickets
        told = named_openings(server) - links
        if rows and not told:
            read[way] = rows
        if kept > told and "authz.open_case(gen_random_uuid(), NULL" not in steps:
            untold[way] = (kept, told)
        server.close_all()
    assert (read, untold) == ({}, {})


def test_the_ways_are_tried_where_an_opening_that_is_committed_shows(server: Gate) -> None:
    with psql(server.world, server.leah) as tool:
        opened_and_logged = come_back(
            tool, "BEGIN ;; OPEN ;; LOG ;; COMMIT ;; READ", sessions(server)
        )
    assert opened_and_logged == 2 * len(KINDS)
    assert len(WAYS) >= 35


def test_two_connections_of_one_worker_do_not_help_each_other(server: Gate) -> None:
    names = sessions(server)
    with psql(server.world, server.leah) as one, psql(server.world, server.leah) as two:
        one.rows("BEGIN")
        come_back(one, "OPEN ;; LOG", names)
        assert come_back(two, "READ", names) == 0
        two.rows("BEGIN ISOLATION LEVEL REPEATABLE READ")
        assert come_back(two, "READ", names) == 0
        one.rows("COMMIT")
        assert come_back(two, "READ", names) == 0, "one transaction sees one moment"
        two.rows("COMMIT")
        assert come_back(two, "READ", names) > 0


def test_at_psql_no_opening_lasts_longer_than_a_shift(server: Gate) -> None:
    names, clock = sessions(server), server.world.clock
    at = clock.at
    try:
        with psql(server.world, server.leah) as tool:
            assert come_back(tool, "BEGIN ;; OPEN ;; LOG ;; COMMIT ;; READ", names) > 0
            clock.forward(hours=12)
            assert come_back(tool, "READ", names) == 0
    finally:
        clock.set(at)


def test_at_psql_no_sweep_lasts_longer_than_its_task(server: Gate) -> None:
    clock, ticket = server.world.clock, uuid4()
    at = clock.at
    try:
        with psql(server.world, server.leah) as tool:
            sweep = OPEN_ALL.replace("gen_random_uuid()", f"'{ticket}'")
            assert come_back(tool, f"BEGIN ;; {sweep} ;; LOG ;; COMMIT ;; READ", {}) == 0
            tool.rows(f"SET pbi.ticket = '{ticket}'")
            assert come_back(tool, "READ", {}) > 0
            clock.forward(minutes=11)
            assert come_back(tool, "READ", {}) == 0
    finally:
        clock.set(at)


def test_at_psql_an_opening_is_in_the_chain_as_what_it_is(server: Gate) -> None:
    names = sessions(server)
    before = named_openings(server)
    with psql(server.world, server.leah) as tool:
        came = come_back(tool, "BEGIN ;; OPEN ;; LOG ;; COMMIT ;; READ", names)
    assert came == 0 or named_openings(server) == before + 1


def named_openings(gate: Gate) -> int:
    """Return how many entries of leah's say that a case was opened, and which."""
    told = text(
        "SELECT count(*) FROM audit_details AS d JOIN audit_entries AS e "
        "ON (e.chain, e.seq) = (d.chain, d.seq) "
        "WHERE e.action = 'opened case' AND d.case_id = :case AND e.worker_id = :worker"
    )
    with gate.world.trusted() as connection:
        values = {"case": gate.case.id, "worker": gate.leah.worker}
        found: int = connection.execute(told, values).scalar_one()
    return found


def test_at_psql_detail_of_a_closed_case_is_not_pulled_into_an_open_one(server: Gate) -> None:
    names = {**sessions(server), "other": str(server.other.id), "person": str(server.case.subject)}
    moved = "UPDATE {kind} SET case_id = ':case', subject_id = ':person', version = 2"
    came = {}
    with psql(server.world, server.leah) as tool:
        come_back(tool, "BEGIN ;; OPEN ;; LOG ;; COMMIT", names)
        for kind in KINDS:
            count = f"SELECT '{kind}', count(*) FROM {kind}"
            came[kind] = come_back(
                tool, f"BEGIN ;; {moved.format(kind=kind)} ;; {count} ;; ROLLBACK", names
            )
    assert {kind: rows for kind, rows in came.items() if rows > 1} == {}
