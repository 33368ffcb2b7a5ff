"""The services over the small town, with real stores, on each database in turn.

    def test_search_finds_a_name(world: World, desk: Desk) -> None:
        leah = world.worker("leah")
        world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
        assert [match.name for match in find(desk, leah, "Shabana Akhtar")] == ["Shabana Akhtar"]

One `desk` serves every worker of a test: each call goes to the store as that worker opens it.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, PersonId, RecordId, TicketId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.models import Address, ContactPoint, OtherName, Residence
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match, Told
from pbi_desktop.services.phases_rows import PhaseEntry
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.port import Store
from pbi_desktop.store.postgres_reading import PostgresReading
from pbi_desktop.store.reading import FileReading, OneTransaction, Reading
from pbi_desktop.store.search_index import NameSource, News, Rows
from pbi_desktop.store.unit_of_work import Work
from tests.support.stores import FileHome, PostgresHome
from tests.support.world import World


@dataclass
class EveryonesStore:
    """The store of whoever acts."""

    world: World

    def query(self, actor: Actor, *, sweep: TicketId | None = None) -> AbstractContextManager[Work]:
        return self.world.store_for(actor).query(actor, sweep=sweep)

    def query_case(self, actor: Actor, case: CaseId) -> AbstractContextManager[Work]:
        return self.world.store_for(actor).query_case(actor, case)

    def command(
        self, actor: Actor, action: str, *, sweep: TicketId | None = None
    ) -> AbstractContextManager[Work]:
        return self.world.store_for(actor).command(actor, action, sweep=sweep)

    def ensure_open(self, actor: Actor, case: CaseId) -> None:
        self.world.store_for(actor).ensure_open(actor, case)

    def open_case(self, actor: Actor, case: CaseId) -> None:
        self.world.store_for(actor).open_case(actor, case)

    def sweep(self, actor: Actor, task: str) -> TicketId:
        return self.world.store_for(actor).sweep(actor, task)

    def close(self) -> None:
        """The world closes its stores itself."""


@dataclass
class EveryonesReading:
    """The reading connection of whoever acts; it counts the statements asked of it."""

    world: World
    asked: int = 0
    _open: ExitStack = field(default_factory=ExitStack)
    _readings: dict[str, Reading] = field(default_factory=dict)

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        self.asked += 1
        return self._for(actor).rows(actor, sql, values)

    @property
    def is_file(self) -> bool:
        return isinstance(self.world.home, FileHome)

    @property
    def names(self) -> NameSource:
        return self

    def news(self, actor: Actor, since: tuple[int, ...] | None, now: int) -> News:
        return self._for(actor).names.news(actor, since, now)

    @contextmanager
    def within(self, actor: Actor) -> Iterator[Reading]:
        with self._for(actor).within(actor) as reading:

            def answer(sql: str, values: Mapping[str, Any]) -> Rows:
                self.asked += 1
                return reading.rows(actor, sql, values)

            yield OneTransaction(actor, answer, self, is_file=self.is_file)

    def close(self) -> None:
        self._open.close()

    def _for(self, actor: Actor) -> Reading:
        home = self.world.home
        whose = "" if isinstance(home, FileHome) else actor.login
        if whose not in self._readings:
            self._readings[whose] = self._new(actor)
        return self._readings[whose]

    def _new(self, actor: Actor) -> Reading:
        home = self.world.home
        if isinstance(home, FileHome):
            file = FileReading(
                home.path, open_raw(home.path, home.key, wipe_memory=False), home.clock
            )
            self._open.callback(file.close)
            return file
        if not isinstance(home, PostgresHome):
            raise TypeError(f"no way to read {home.kind}")
        return PostgresReading(home.store_for(actor))


@pytest.fixture
def reading(world: World) -> Iterator[EveryonesReading]:
    made = EveryonesReading(world)
    yield made
    made.close()


@pytest.fixture
def desk(world: World, reading: EveryonesReading) -> Desk:
    """Return the services over the world, for every worker in it."""
    store: Store = EveryonesStore(world)
    return Desk(reading, lambda: store, world.clock)


def find(desk: Desk, actor: Actor, name: str = "", **told: str) -> tuple[Match, ...]:
    """Search by what is told, and return the matches."""
    return desk.front_door.search(actor, Told(name, **told)).matches


def case_made(changes: Changes) -> CaseId:
    """Return the case that a command made or opened."""
    assert changes.made is not None
    return CaseId(changes.made)


def undo(desk: Desk, actor: Actor, changes: Changes) -> Changes:
    """Take back what a command did."""
    assert changes.command is not None
    return desk.undo.undo(actor, changes.command)


def ended(reason: ClosureReason = ClosureReason.MOVED_AWAY) -> PhaseEntry:
    """Return what closes a case for a reason that needs nothing else to be said."""
    return PhaseEntry(Phase.CLOSED, closure=reason)


def names_of(matches: tuple[Match, ...]) -> list[str]:
    """Return the names of matches, best first."""
    return [match.name for match in matches]


def lives_at(
    world: World,
    actor: Actor,
    person: PersonId,
    street: str,
    postcode: str | None = None,
    *,
    category: Category = Category.CONTACT,
    since: date | None = None,
    until: date | None = None,
    area: str | None = None,
) -> RecordId:
    """Let a person live in a street; returns the address."""
    with world.store_for(actor).command(actor, "move in") as work:
        address = work.add(
            Address(line_1=street, postcode=postcode, street_key=street_key(street), area_code=area)
        )
        work.add(
            Residence(
                subject_id=person,
                category=category,
                address_id=address.id,
                started_on=since,
                ended_on=until,
            )
        )
        return RecordId(address.id)


def rings_at(world: World, actor: Actor, person: PersonId, number: str) -> None:
    """Give a person a phone number."""
    world.add(
        actor,
        ContactPoint(
            subject_id=person,
            category=Category.CONTACT,
            kind="phone",
            value=number,
            value_key=phone_key(number),
        ),
    )


def goes_by(world: World, actor: Actor, person: PersonId, name: str) -> None:
    """Give a person another name."""
    world.add(
        actor,
        OtherName(
            subject_id=person,
            category=Category.IDENTITY,
            name=name,
            name_key=name_key(name),
            kind="also",
        ),
    )
