"""The services over the small town, with real stores, on each database in turn.

    def test_search_finds_a_name(world: World, desk: Desk) -> None:
        leah = world.worker("leah")
        world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
        assert [match.name for match in find(desk, leah, "Shabana Akhtar")] == ["Shabana Akhtar"]

One `desk` serves every worker of a test: each call goes to the store as that worker opens it.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match, Told
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.port import Store
from pbi_desktop.store.postgres_reading import PostgresReading
from pbi_desktop.store.reading import FileReading, Reading, Rows
from pbi_desktop.store.unit_of_work import Work
from tests.support.stores import FileHome, PostgresHome
from tests.support.world import World


@dataclass
class EveryonesStore:
    """The store of whoever acts."""

    world: World

    def query(self, actor: Actor) -> AbstractContextManager[Work]:
        return self.world.store_for(actor).query(actor)

    def command(self, actor: Actor, action: str) -> AbstractContextManager[Work]:
        return self.world.store_for(actor).command(actor, action)

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
            file = FileReading(home.path, open_raw(home.path, home.key), home.clock)
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


def names_of(matches: tuple[Match, ...]) -> list[str]:
    """Return the names of matches, best first."""
    return [match.name for match in matches]
