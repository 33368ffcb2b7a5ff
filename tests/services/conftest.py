"""Shared by the tests of services."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from pbi_desktop.services.desk import Desk
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.stores import FileTemplate
from tests.support.undoing import ASKED, each_undone
from tests.support.world import World


@pytest.fixture(scope="session", autouse=True)
def each_command_undone() -> Iterator[None]:
    """Have each command undone as well, on a copy, where the environment asks for it."""
    answer = os.environ.get(ASKED)
    with each_undone(Path(answer)) if answer else nullcontext():
        yield


@pytest.fixture
def file_desk(file_template: FileTemplate, tmp_path: Path) -> Iterator[tuple[World, Desk]]:
    """Return a town and its services on the file alone: for what no database has a part in."""
    home = file_template.copy(tmp_path)
    world = World(home)
    reading = EveryonesReading(world)
    store = EveryonesStore(world)
    yield world, Desk(reading, lambda: store, world.clock)
    reading.close()
    home.close()
