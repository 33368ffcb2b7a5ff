"""Any sequence of changed facts: what a worker sees is what the rule says of the facts as they are.

Nothing is loaded anew between: what was worked out for the facts before must be gone with the next
statement on PostgreSQL, and with the next unit of work on the file.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from pbi_desktop.domain.access import EVERY_VERB, AgencyKind, Basis, Purpose, Seal, SiteRole, Verb
from pbi_desktop.models import Base
from tests.support.invented_towns import CATEGORIES, MOMENT, _Maker, town
from tests.support.oracle import PURPOSES, Oracle, Row, Town, kinds
from tests.support.stores import BOTH, PostgresHome, opened
from tests.support.towns import TownHall

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUICK = settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
PERIOD = ("valid_from", "valid_to", "withdrawn_at")
CHANGES: dict[str, tuple[str, ...]] = {
    "agencies": ("kind",),
    "agreements": (*PERIOD, "seconded_by", "basis", "rights", "category"),
    "broken_glass": PERIOD,
    "case_people": ("withdrawn_at",),
    "case_team": PERIOD,
    "cases": ("seal", "withdrawn_at", "site_id"),
    "consents": (*PERIOD, "given", "agency_kind", "about"),
    "exclusions": PERIOD,
    "glass_scopes": ("withdrawn_at", "category"),
    "record_seals": PERIOD,
    "restrictions": PERIOD,
    "seal_names": PERIOD,
    "site_roles": (*PERIOD, "role", "site_id"),
    "tickets": ("until",),
    "workers": ("active", "withdrawn_at", "agency_id"),
}
"""The columns of facts that anybody changes; whom a fact is about, most of them keep for ever."""

ADDED = ("case_people", "case_team", "consents", "exclusions", "site_roles", "restrictions")


@dataclass
class Change:
    """One change of one fact, the same in the town and in the store."""

    dice: Random
    town: Town
    hall: TownHall

    def make(self) -> str:
        """Change something, and say what."""
        step = self.dice.choice((self._alter, self._alter, self._alter, self._add, self._wait))
        return step()

    def _wait(self) -> str:
        self.town.at += self.dice.choice((MOMENT, 9 * MOMENT, timedelta(hours=4)))
        self.hall.home.clock.set(self.town.at)
        return f"now it is {self.town.at}"

    def _alter(self) -> str:
        kind = self.dice.choice([one for one in CHANGES if self.town.all(one)])
        row, column = self.dice.choice(self.town.all(kind)), self.dice.choice(CHANGES[kind])
        row[column] = self._value(column)
        table = Base.metadata.tables[kind]
        with self.hall.home.trusted() as connection:
            changed = update(table).where(table.c.id == row["id"]).values({column: row[column]})
            connection.execute(changed)
        return f"{kind}.{column} of {row['id']} is {row[column]}"

    def _add(self) -> str:
        kind = self.dice.choice(ADDED)
        made = _Maker(self.dice, self.town, self.town.at).row(kind, **self._about(kind))
        self.hall._held = tuple(self.town.rows)  # so that the next town replaces this row too
        with self.hall.home.trusted() as connection:
            connection.execute(insert(Base.metadata.tables[kind]), [made])
        return f"{kind} has {made}"

    def _about(self, kind: str) -> Row:
        columns = Base.metadata.tables[kind].c
        given = {
            name: self._value(name)
            for name in ("worker_id", "person_id", "subject_id", "case_id", "site_id")
            if name in columns
        }
        if kind == "site_roles":
            given["role"] = self._value("role")
        if "valid_from" in columns:
            given |= {"valid_from": self._value("valid_from"), "valid_to": None}
        if kind == "consents":
            given |= {"given": self._value("given"), "about": self._value("about")}
        return given

    def _value(self, column: str) -> Any:
        at, one = self.town.at, self._one
        values: dict[str, Any] = {
            "about": CATEGORIES,
            "active": (True, True, False),
            "agency_id": one("agencies"),
            "agency_kind": (None, AgencyKind.COUNCIL, AgencyKind.POLICE),
            "basis": tuple(Basis),
            "case_id": one("cases"),
            "category": CATEGORIES,
            "given": (True, False),
            "kind": (AgencyKind.COUNCIL, AgencyKind.POLICE),
            "person_id": one("people"),
            "rights": (EVERY_VERB, Verb.READ, Verb.READ | Verb.SEAL),
            "role": tuple(SiteRole),
            "seal": tuple(Seal),
            "seconded_by": (None, *one("workers")),
            "site_id": one("sites"),
            "subject_id": one("people"),
            "until": (at, at + MOMENT, at + timedelta(hours=9)),
            "valid_from": (at - timedelta(days=9), at, at + MOMENT),
            "valid_to": (None, None, at, at + MOMENT),
            "withdrawn_at": (None, at),
            "worker_id": one("workers"),
        }
        return self.dice.choice(values[column])

    def _one(self, kind: str) -> tuple[UUID, ...]:
        return tuple(row["id"] for row in self.town.all(kind))


@dataclass
class Statements:
    """A connection at psql for each worker, kept open: each statement stands for itself."""

    hall: TownHall
    _open: dict[str, psycopg.Connection[Any]] = field(default_factory=dict)
    _closing: ExitStack = field(default_factory=ExitStack)

    def seen(self, one: Town, worker: UUID, purpose: Purpose) -> dict[str, set[UUID]]:
        """Return the ids that one statement brings back, by table."""
        connection = self._for(one.get("workers", worker)["login"])
        connection.execute(f"SET pbi.purpose = '{purpose.value}'".encode())
        every = [f"SELECT '{kind}', id FROM {kind}" for kind in kinds(one)]
        found: dict[str, set[UUID]] = {kind: set() for kind in kinds(one)}
        for kind, key in connection.execute(" UNION ALL ".join(every).encode()):
            found[kind].add(key)
        return found

    def close(self) -> None:
        """Close the connections."""
        self._closing.close()

    def _for(self, login: str) -> psycopg.Connection[Any]:
        home = self.hall.home
        if login not in self._open and isinstance(home, PostgresHome):
            dsn = home.server.dsn(home.database, home.roles.of(login))
            made = psycopg.connect(dsn, autocommit=True)
            made.execute("SET jit = off")
            self._open[login] = self._closing.enter_context(made)
        return self._open[login]


@pytest.fixture(scope="module", params=BOTH)
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TownHall]:
    with opened(request.param, request, tmp_path_factory.mktemp("facts")) as home:
        made = TownHall(home)
        yield made
        made.close()


@pytest.fixture(scope="module")
def statements(hall: TownHall) -> Iterator[Statements]:
    made = Statements(hall)
    yield made
    made.close()


STILL_SEEN = ("import_runs", "import_items")
"""What whoever may not work any more meets all the same: see the test below."""


def follows(hall: TownHall, statements: Statements, seed: int, steps: int) -> None:
    """After each change each worker sees what the oracle says of the facts as they are now."""
    one, dice = town(seed, AT), Random(seed)  # noqa: S311
    hall.hold(one)
    change, purpose, done = Change(dice, one, hall), dice.choice(PURPOSES), []
    for _ in range(steps):
        done.append(change.make())
        for worker in one.all("workers"):
            oracle = Oracle(one, worker["id"], purpose)
            expected = {kind: oracle.sees(kind) for kind in kinds(one)}
            if isinstance(hall.home, PostgresHome):  # the next statement, then the next unit
                brought = statements.seen(one, worker["id"], purpose)
                for kind in () if oracle.may_work() else STILL_SEEN:
                    brought[kind] = set()
                assert brought == expected, done
            assert hall.seen(one, worker["id"], purpose) == expected, done


@given(seed=st.integers(0, 2**32))
@QUICK
def test_each_change_of_a_fact_counts_at_once(
    hall: TownHall, statements: Statements, seed: int
) -> None:
    follows(hall, statements, seed, steps=4)


def test_who_may_not_work_any_more_is_brought_nothing(
    hall: TownHall, statements: Statements
) -> None:
    one = town(1, AT)
    for row in one.all("workers"):
        row["active"] = False
    hall.hold(one)
    if not isinstance(hall.home, PostgresHome):
        pytest.xfail("on a file there is no way in but by a unit of work, which is refused")
    for worker in one.all("workers"):
        brought = statements.seen(one, worker["id"], PURPOSES[0])
        assert {kind for kind, ids in brought.items() if ids} == set()


@pytest.mark.long
@given(seed=st.integers(0, 2**32))
@settings(QUICK, max_examples=150)
def test_each_of_many_changes_of_facts_counts_at_once(
    hall: TownHall, statements: Statements, seed: int
) -> None:
    follows(hall, statements, seed, steps=25)
