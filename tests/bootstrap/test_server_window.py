"""The window on a server's store: in by the door, at work, locked, and told of others' changes."""

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from pbi_desktop.bootstrap import live
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.server_address import read_address
from pbi_desktop.services.server_stores import OpenedServer
from pbi_desktop.store.postgres_joined import Credentials, Joined
from tests.bootstrap.conftest import Sit
from tests.journeys.seat import LONGEST_MS, Seat
from tests.support.stores import PostgresHome
from tests.support.world import World


def door_of(world: World, actor: Actor, folder: Path) -> Path:
    """Return the door of a worker whom the tests' server takes at their word."""
    home = world.home
    assert isinstance(home, PostgresHome)
    server, role = home.server, home.roles.of(actor.login)
    address = read_address(
        f"postgresql:///{home.database}?host={server.socket_dir}&port={server.port}"
    )
    known = Credentials(folder)
    joined = Joined(address.text, role, actor.login, str(uuid4()))
    known.keep(joined)
    return known.door(joined)


def unlock(seat: Seat) -> None:
    """Press the one button there is, and wait until one is in."""
    seat.sign_in.form.ring.click()
    seat.qtbot.waitUntil(lambda: seat.program.shell is not None, timeout=LONGEST_MS)
    seat.settle()


def test_a_server_s_store_opens_in_the_window_and_hears_of_colleagues(
    postgres_world: World, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LATEST_MS", 300)
    leah, manager = postgres_world.worker("leah"), postgres_world.manager()
    seat = sit(door_of(postgres_world, leah, tmp_path))
    unlock(seat)
    assert seat.actor == leah
    store = seat.program.store
    assert isinstance(store, OpenedServer)
    seat.qtbot.waitUntil(lambda: store._bell is not None, timeout=LONGEST_MS)
    assert store._bell is not None
    assert store._bell.listening.wait(10)
    before = len(seat.desk.my_day.show(leah).cases)
    told: list[object] = []
    seat.program.lane.on_changed(told.append)
    postgres_world.case(team=[leah], by=manager)
    seat.qtbot.waitUntil(lambda: bool(told), timeout=LONGEST_MS)
    seat.settle()
    assert len(seat.desk.my_day.show(leah).cases) == before + 1


def test_the_lock_of_a_server_s_store_asks_the_server_again(
    postgres_world: World, sit: Sit, tmp_path: Path
) -> None:
    leah = postgres_world.worker("leah")
    seat = sit(door_of(postgres_world, leah, tmp_path))
    unlock(seat)
    seat.shell.lock()
    QApplication.processEvents()
    assert not seat.shell.isVisible()
    door = seat.program._lock
    assert door is not None
    door.unlock_wanted.emit("keyring", "", "")
    seat.qtbot.waitUntil(seat.shell.isVisible, timeout=LONGEST_MS)
