"""The front door's statements on PostgreSQL, under row-level security and without it.

Each search is made once by the service as a worker at the front door, and the statements that it
asked are then timed one by one: by the worker's own login, and by a superuser whom no policy
binds. The worker may see everybody by name, so that both give the same rows; that is checked.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from statistics import median
from typing import Any
from uuid import uuid4

import psycopg

from pbi_desktop.bench.access import fill
from pbi_desktop.bench.front_door_town import NOW, City
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.postgres_server import NoServerHere, Setting, serving
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.front_door import FrontDoor
from pbi_desktop.services.front_door_rows import Told

Statement = tuple[str, Mapping[str, Any]]

_FLOOR = "the same statements without the policies"
_PARAMETER = re.compile(r":([a-z]\w*)")
_SEARCHES = 6


@dataclass
class _Heard:
    """A reading as a superuser, whose statements are kept."""

    connection: Any
    statements: list[Statement] = field(default_factory=list)
    is_file: bool = False

    def __call__(self, sql: str, values: Mapping[str, Any]) -> list[Any]:
        self.statements.append((sql, values))
        return _rows(self.connection, (sql, values))


def on_the_server(rounds: int, people: int = 50_000) -> list[Measured]:
    """Return the ratios with their targets."""
    try:
        with serving(Setting({"shared_buffers": "1GB", "jit": "off"})) as server:
            return _ask(server, City(people), rounds)
    except NoServerHere as error:
        raise Invalid({"bench": "Install PostgreSQL first (Debian: postgresql)."}) from error


def _ask(server: Any, city: City, rounds: int) -> list[Measured]:
    from sqlalchemy import create_engine

    from pbi_desktop.store import postgres_setup

    server.create_database("bench")
    postgres_setup.make(server.url("bench"), uuid4())
    with psycopg.connect(server.dsn("bench")) as bare:
        fill(bare, city.batches())
    engine = create_engine(server.url("bench"))
    with engine.begin() as admin:
        role = postgres_setup.enrol(admin, city.desk, "desk")
    engine.dispose()
    with (
        psycopg.connect(server.dsn("bench"), autocommit=True) as bare,
        psycopg.connect(server.dsn("bench", role), autocommit=True) as policed,
    ):
        policed.execute("SELECT set_config('pbi.purpose', 'direct_support', false)")
        policed.execute("SELECT authz.refill()")
        return [
            _compare(f"{name}, {city.people:,} people on PostgreSQL", asked, bare, policed, rounds)
            for name, asked in _asked(city, bare, policed).items()
        ]


def _asked(city: City, bare: Any, policed: Any) -> dict[str, list[Statement]]:
    """Return the statements of some searches of each kind, as the service asks them."""
    from pbi_desktop.store.reading import OneTransaction
    from pbi_desktop.store.search_index import ServerNames

    actor = Actor(WorkerId(city.desk), "desk", Purpose.DIRECT_SUPPORT.value)
    heard = _Heard(bare)
    names = ServerNames(lambda _actor, sql, values: _rows(policed, (sql, values)))
    door = FrontDoor(OneTransaction(actor, heard, names, is_file=False), _no_store, lambda: NOW)
    asked: dict[str, list[Statement]] = {}
    for one in Random(3).sample(city.residents, _SEARCHES):  # noqa: S311 - invented
        given, family = one.given_name, one.family_name
        for kind, told in (
            ("prefix search", Told(f"{given[:4]} {family[:4]}")),
            ("misspelt search", Told(f"{given} {family[0]}{family[2:]}x")),
            ("search by birth", Told(born=one.born)),
        ):
            heard.statements = []
            door.search(actor, told)
            asked.setdefault(kind, []).extend(heard.statements)
    return asked


def _compare(name: str, asked: list[Statement], bare: Any, policed: Any, rounds: int) -> Measured:
    for statement in asked:
        if sorted(_rows(bare, statement)) != sorted(_rows(policed, statement)):
            raise LookupError(f"{name}: the worker sees other rows, so this measures nothing")
    ratios, took = [], []
    for _ in range(rounds):
        mine = sum(_time(partial(_rows, policed, one)) for one in asked)
        floor = sum(_time(partial(_rows, bare, one)) for one in asked)
        ratios.append(mine / floor)
        took.append((mine, floor))
    mine, floor = (1000 * median(side) / _SEARCHES for side in zip(*took, strict=True))
    return f"{name}, {mine:.2f} ms", f"{_FLOOR} ({floor:.2f} ms)", tuple(ratios), 1.5, 1.2


def _rows(connection: Any, statement: Statement) -> list[Any]:
    sql, values = statement
    found: list[Any] = connection.execute(_PARAMETER.sub(r"%(\1)s", sql), values).fetchall()
    return found


def _time(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return median(times)


def _no_store() -> Any:
    raise LookupError("a bench of searches opens no case")
