"""Shared by the tests of services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi_desktop.services.desk import Desk
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.stores import FileTemplate
from tests.support.world import World


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
