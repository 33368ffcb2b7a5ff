"""A thousand connections on one server: a ring that reaches all, and cases opened meanwhile.

A server of the system's own binaries, made for it, on this computer; its disk does not sync. A
real store is on it: workers enrolled by the services, each with the three connections that their
login may have. What is compared, in the same run and with all of them connected:

- *the ring*: one commit's NOTIFY until every connection has heard it; the floor is `SELECT 1` sent
  on every connection until every one has answered.
- *reading a case*: the case, its people and its notes as the worker's own login, each row judged
  by the policies, several at once; the floor is the same statements as a superuser, whom no policy
  binds.
- *opening a case*: by the service, with its ticket and its link in the audit chain; the floor is
  the same reading alone, by the same workers. A figure a second is in the name of each.
"""

import selectors
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.postgres_server import NoServerHere, Server, Setting, serving
from pbi_desktop.domain.access import AgencyKind, SiteRole
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.first_team import FirstTeam, NewWorker

Connection = psycopg.Connection[Any]

WORKERS, EACH, BUSY, CASES = 340, 3, 6, 10
_SECONDS = 1.0
_TEAM = FirstTeam("Bench", "Council", AgencyKind.COUNCIL, "Manager", "manager")
_NEW = NewWorker("Worker", "", "Key worker", _TEAM.agency, _TEAM.site, SiteRole.KEY_WORKER)
_READS = (
    "SELECT * FROM cases WHERE id = %s",
    "SELECT * FROM case_people WHERE case_id = %s",
    "SELECT * FROM notes WHERE case_id = %s ORDER BY at DESC LIMIT 50",
)


@dataclass(frozen=True)
class Busy:
    """Somebody at work: their store as the services open it, and their cases."""

    opened: Any
    cases: tuple[UUID, ...]
    role: str


def connections(rounds: int, workers: int = WORKERS) -> list[Measured]:
    """Return the ratios with their targets."""
    most = workers * EACH
    how = Setting({"max_connections": str(most + 60), "shared_buffers": "256MB"})
    try:
        with serving(how) as server, ExitStack() as held:
            roles, busy = _team(server, held, workers)
            listening = _listeners(server, held, roles)
            return [
                _ring(server, held, listening, rounds),
                _reading(server, busy, rounds),
                _opening(server, busy, rounds),
            ]
    except NoServerHere as error:
        raise Invalid({"bench": "Install PostgreSQL first (Debian: postgresql)."}) from error


def _team(server: Server, held: ExitStack, workers: int) -> tuple[list[str], list[Busy]]:
    """Make a store with so many workers; the first of them have cases."""
    from pbi_desktop.domain.server_address import read_address
    from pbi_desktop.services import enrolling
    from pbi_desktop.services.server_stores import OpenedServer

    server.create_database("bench")
    where = f"postgresql:///bench?host={server.socket_dir}&port={server.port}&user="
    made = enrolling.make_store(read_address(where + server.superuser), _TEAM)

    def opened(role: str) -> OpenedServer:
        address = read_address(where + role)
        return held.enter_context(OpenedServer(address, address, Path("bench.pbi-server")))

    manager = opened(made.code.role)
    roles = []
    for at in range(workers):
        code = enrolling.enrol(manager, manager.actor, replace(_NEW, login=f"w{at}"))
        roles.append(code.role)
    busy = [Busy(one, _cases(one), role) for role in roles[:BUSY] if (one := opened(role))]
    return roles, busy


def _cases(opened: Any) -> tuple[UUID, ...]:
    from pbi_desktop.services.case_rows import NewNote
    from pbi_desktop.services.front_door_rows import Arrival

    desk, actor = opened.desk, opened.actor
    (site, *_more) = desk.front_door.sites(actor)
    made = []
    for at in range(CASES):
        case = desk.front_door.arrive(actor, Arrival(site.id, "Bench", f"Person {at}")).made
        for _ in range(5):
            note = NewNote("A line of a note that nobody real wrote.")
            desk.casework.write_note(actor, case, note)
        made.append(case)
    return tuple(made)


def _listeners(server: Server, held: ExitStack, roles: Sequence[str]) -> list[Connection]:
    """Connect every worker as often as they may, except who is at work and needs theirs."""
    from pbi_desktop.services.server_stores import CHANNEL

    found = []
    for at, role in enumerate(roles):
        for _ in range(EACH if at >= BUSY else 1):
            one = psycopg.connect(server.dsn("bench", role), autocommit=True)
            held.callback(one.close)
            one.execute(f"LISTEN {CHANNEL}")
            found.append(one)
    return found


def _ring(server: Server, held: ExitStack, listening: list[Connection], rounds: int) -> Measured:
    from pbi_desktop.services.server_stores import CHANNEL

    ringing = held.enter_context(psycopg.connect(server.dsn("bench"), autocommit=True))
    ratios, heard_in = [], []
    for _ in range(rounds):
        heard = _until_all(listening, lambda: ringing.execute(f"NOTIFY {CHANNEL}"), _heard)
        answered = _until_all(listening, lambda: _ask_all(listening), _answered)
        ratios.append(heard / answered)
        heard_in.append(heard)
    name = f"a ring to {len(listening):,} connections, {1000 * max(heard_in):.0f} ms at most"
    return (name, "SELECT 1 on each", tuple(ratios), 2.0, 1.0)


def _until_all(
    connections: list[Connection],
    begin: Callable[[], object],
    done: Callable[[Connection], bool],
) -> float:
    with selectors.DefaultSelector() as waiting:
        for one in connections:
            waiting.register(one.fileno(), selectors.EVENT_READ, one)
        left = len(connections)
        began = time.perf_counter()
        begin()
        while left:
            for key, _events in waiting.select(10):
                if done(key.data):
                    waiting.unregister(key.fileobj)
                    left -= 1
        return time.perf_counter() - began


def _heard(connection: Connection) -> bool:
    connection.pgconn.consume_input()
    return connection.pgconn.notifies() is not None


def _ask_all(connections: list[Connection]) -> None:
    for one in connections:
        one.pgconn.send_query(b"SELECT 1")
        one.pgconn.flush()


def _answered(connection: Connection) -> bool:
    connection.pgconn.consume_input()
    if connection.pgconn.is_busy():
        return False
    while connection.pgconn.get_result() is not None:
        pass
    return True


def _reading(server: Server, busy: list[Busy], rounds: int) -> Measured:
    for one in busy:  # what is read needs a ticket
        for case in one.cases:
            one.opened.desk.cases.opened(one.opened.actor, case)
    ratios, rates = [], []
    with _readers(server, busy, "") as policed, _readers(server, busy, server.superuser) as bare:
        for _ in range(rounds):
            ours, floor = _rate(policed), _rate(bare)
            rates.append(ours)
            ratios.append(floor / ours)
    name = f"reading a case under the policies, {BUSY} at once, {_middle(rates):,.0f} a second"
    return (name, "the same without policies", tuple(ratios), 10.0, 3.0)


def _opening(server: Server, busy: list[Busy], rounds: int) -> Measured:
    ratios, rates = [], []
    opens = [_opener(one) for one in busy]
    with _readers(server, busy, "") as policed:
        for _ in range(rounds):
            ours, floor = _rate(opens), _rate(policed)
            rates.append(ours)
            ratios.append(floor / ours)
    name = f"opening a case, ticket and audit and all, {_middle(rates):,.0f} a second"
    return (name, "reading it under the policies", tuple(ratios), 10.0, 4.0)


@contextmanager
def _readers(server: Server, busy: list[Busy], role: str) -> Any:
    """Give for each busy worker what reads their cases in turn."""
    with ExitStack() as held:
        yield [
            _reader(held.enter_context(_session(server, role or one.role)), one.cases)
            for one in busy
        ]


def _session(server: Server, role: str) -> Connection:
    return psycopg.connect(server.dsn("bench", role), autocommit=True)


def _reader(connection: Connection, cases: tuple[UUID, ...]) -> Callable[[int], None]:
    connection.execute("SET jit = off")

    def read(at: int) -> None:
        case = cases[at % len(cases)]
        with connection.transaction():
            for statement in _READS:
                if not connection.execute(statement, [case]).fetchall():
                    raise LookupError("nothing was read: this measures nothing")

    return read


def _opener(one: Busy) -> Callable[[int], None]:
    desk, actor = one.opened.desk, one.opened.actor

    def open_it(at: int) -> None:
        case = one.cases[at % len(one.cases)]
        desk.cases.opened(actor, case)
        desk.cases.story(actor, case)

    return open_it


def _rate(jobs: Sequence[Callable[[int], None]]) -> float:
    """Return how many jobs a second all of them do at once."""
    counts = [0] * len(jobs)
    until = time.perf_counter() + _SECONDS

    def work(which: int) -> None:
        while time.perf_counter() < until:
            jobs[which](counts[which])
            counts[which] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(which,)) for which in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def _middle(rates: list[float]) -> float:
    return sorted(rates)[len(rates) // 2]
