"""What the access rule costs: each question under the rule, and the same restricted by hand.

Over 1,500,000 notes in 150,000 cases and 3,000 workers, on the encrypted file and on PostgreSQL.
By hand means: no rule, the same cases and categories written into the WHERE. A question may take
half as long again, or 0.2 ms more; the ratio is of what it takes to what it may take.
"""

import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import psycopg

from pbi_desktop.bench.access_town import AGREED, NOW, Size, Town
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.postgres_server import NoServerHere, Setting, serving
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import WorkerId

Ask = Callable[[], object]

FREELY, MORE = 1.5, 0.0002
_SIZE = Size()
_CATEGORIES = ", ".join(str(int(one)) for one in AGREED)
_QUESTIONS = {
    "open a case": "SELECT * FROM notes WHERE case_id = {case}{hand} ORDER BY at DESC",
    "latest 50": "SELECT id, at, body FROM notes WHERE true{hand} ORDER BY at DESC, id LIMIT 50",
    "count": "SELECT count(*) FROM notes WHERE true{hand}",
    "full text": "SELECT count(*) FROM notes WHERE body LIKE '%choir%'{hand}",
}
_TIMES = {"open a case": 60, "latest 50": 15, "count": 15, "full text": 15}


@dataclass(frozen=True)
class Asker:
    """Somebody of the town: what they ask under the rule, and what is the same by hand."""

    name: str
    worker: int
    questions: tuple[str, ...] = tuple(_QUESTIONS)


def _askers(size: Size) -> tuple[Asker, Asker]:
    return Asker("worker", size.sites + 1), Asker("lead", 1, ("open a case", "count"))


def access(rounds: int, size: Size = _SIZE) -> list[Measured]:
    """Return the ratios with their targets, on both databases."""
    town = Town(size)
    return [*_on_the_file(town, rounds), *_on_the_server(town, rounds)]


# --- the encrypted file --------------------------------------------------------------------------


def _on_the_file(town: Town, rounds: int) -> list[Measured]:
    from pbi_desktop.store import bulk, setup
    from pbi_desktop.store.encrypted_file import open_raw
    from pbi_desktop.store.file_store import FileStore

    key = secrets.token_bytes(32)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        path = Path(folder) / "bench.pbi"
        setup.make_file(path, key, uuid4(), wipe_memory=False)
        bulk.fill_file(path, key, town.batches(), NOW, wipe_memory=False)
        store = FileStore(path, key, lambda: NOW, wipe_memory=False)
        held.callback(store.close)
        bare = open_raw(path, key, wipe_memory=False)
        held.callback(bare.close)
        found: list[Measured] = []
        for asker in _askers(town.size):
            cases = _cases_of(town, asker)
            actor = _actor(town, asker)
            with store.query(actor, sweep=store.sweep(actor, "bench")) as work:
                policed: Any = work.session.connection().info["policed"]
                bare.execute("CREATE TEMP TABLE IF NOT EXISTS hand (case_id BLOB PRIMARY KEY)")
                bare.execute("DELETE FROM temp.hand")
                rows = [(case.bytes,) for case in cases]
                bare.executemany("INSERT INTO temp.hand VALUES (?)", rows)
                ours = _asking(policed.raw.execute, f"x'{cases[0].hex}'", "")
                hand = _asking(bare.execute, f"x'{cases[0].hex}'", _BY_HAND_ON_FILE)
                found += _compare("file", asker, ours, hand, rounds)
        return found


_BY_HAND_ON_FILE = (  # text of a WHERE, of whole numbers alone
    f" AND case_id IN (SELECT case_id FROM temp.hand) AND category IN ({_CATEGORIES})"  # noqa: S608
)


# --- PostgreSQL ----------------------------------------------------------------------------------


def _on_the_server(town: Town, rounds: int) -> list[Measured]:
    try:
        with serving(Setting({"shared_buffers": "1GB", "jit": "off"})) as server:
            return _ask_server(server, town, rounds)
    except NoServerHere as error:
        raise Invalid({"bench": "Install PostgreSQL first (Debian: postgresql)."}) from error


def _ask_server(server: Any, town: Town, rounds: int) -> list[Measured]:
    from sqlalchemy import create_engine

    from pbi_desktop.store import postgres_setup

    server.create_database("bench")
    postgres_setup.make(server.url("bench"), uuid4())
    with psycopg.connect(server.dsn("bench")) as bare:
        fill(bare, town.batches())
    engine = create_engine(server.url("bench"))
    found: list[Measured] = []
    for asker in _askers(town.size):
        with engine.begin() as admin:
            role = postgres_setup.enrol(admin, town.workers[asker.worker], f"w{asker.worker}")
        cases = _cases_of(town, asker)
        with (
            psycopg.connect(server.dsn("bench"), autocommit=True) as bare,
            psycopg.connect(server.dsn("bench", role), autocommit=True) as policed,
        ):
            _open_all(policed)
            bare.execute("CREATE TEMP TABLE hand (case_id uuid PRIMARY KEY)")
            with bare.cursor().copy("COPY hand FROM STDIN") as copy:
                for case in cases:
                    copy.write_row((case,))
            bare.execute("ANALYZE hand")
            ours = _asking(policed.execute, f"'{cases[0]}'", "")
            hand = _asking(bare.execute, f"'{cases[0]}'", _BY_HAND_ON_SERVER)
            found += _compare("server", asker, ours, hand, rounds)
    engine.dispose()
    return found


_BY_HAND_ON_SERVER = (
    f" AND case_id = ANY(ARRAY(SELECT case_id FROM hand)) AND category IN ({_CATEGORIES})"  # noqa: S608
)


def _open_all(policed: Any) -> None:
    """Have the grants kept, and every case open: as a unit of work with a sweep does."""
    ticket = uuid4()
    with policed.transaction():
        opens = "SELECT authz.open_case(%s, NULL, %s, %s, 'bench', '')"
        policed.execute(opens, [ticket, 2**62, uuid4()])
    policed.execute("SELECT set_config('pbi.ticket', %s, false)", [str(ticket)])
    policed.execute("SELECT authz.refill()")


def fill(bare: Any, batches: Iterable[Batch]) -> None:
    """Copy a town in, past the triggers: nobody works in it yet."""
    from sqlalchemy.dialects import postgresql

    from pbi_desktop.store.columns import converted, converters

    dialect: Any = postgresql.dialect
    bare.execute("SET session_replication_role = replica")
    for batch in batches:
        convert = converters(batch.kind, batch.columns, dialect())
        columns = ", ".join(batch.columns)
        with bare.cursor().copy(f"COPY {batch.kind} ({columns}) FROM STDIN") as copy:
            for row in batch.rows:
                copy.write_row(converted(row, convert))
    bare.commit()
    bare.execute("SET session_replication_role = origin")
    bare.execute("ANALYZE")


# --- asking --------------------------------------------------------------------------------------


def _cases_of(town: Town, asker: Asker) -> list[UUID]:
    own = _id(town, asker)
    from_team = {row[0] for row in town.teams() if row[1] == own}
    if asker.name == "lead":
        from_team |= {
            case for at, case in enumerate(town.cases) if town.site_of(at) == asker.worker
        }
    return sorted(case for case in from_team if isinstance(case, UUID))


def _id(town: Town, asker: Asker) -> UUID:
    return town.workers[asker.worker]


def _actor(town: Town, asker: Asker) -> Actor:
    return Actor(WorkerId(_id(town, asker)), "bench", Purpose.DIRECT_SUPPORT.value)


def _asking(execute: Callable[[str], Any], case: str, hand: str) -> dict[str, Ask]:
    """Return for each question what asks it; the answers are compared before they are timed."""
    texts = {name: text.format(case=case, hand=hand) for name, text in _QUESTIONS.items()}
    return {name: partial(_all, execute, text) for name, text in texts.items()}


def _all(execute: Callable[[str], Any], text: str) -> list[Any]:
    rows: list[Any] = execute(text).fetchall()
    return rows


def _compare(
    where: str, asker: Asker, ours: dict[str, Ask], hand: dict[str, Ask], rounds: int
) -> Iterator[Measured]:
    for name in asker.questions:
        if ours[name]() != hand[name]():
            raise LookupError(f"{name}: by hand it is another answer, so this measures nothing")
        ratios, took = [], []
        for _ in range(rounds):
            mine, floor = _middle(ours[name], name), _middle(hand[name], name)
            ratios.append(mine / max(FREELY * floor, floor + MORE))
            took.append((mine, floor))
        mine, floor = sorted(took)[len(took) // 2]
        said = f"{where}, a {asker.name}: {name}, {1000 * mine:.2f} ms"
        what = f"what it may take ({1000 * floor:.2f} ms by hand)"
        yield (said, what, tuple(ratios), 1.0, 0.7)


def _middle(ask: Ask, name: str) -> float:
    times = []
    for _ in range(_TIMES[name]):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return median(times)
