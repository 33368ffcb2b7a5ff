"""Live refresh: what a colleague does shows in another's window within seconds, told by nobody."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap import live
from pbi_desktop.bootstrap.live import Live
from pbi_desktop.domain.changes import ELSEWHERE, Changes
from pbi_desktop.domain.server_address import read_address
from pbi_desktop.services.server_stores import OpenedServer
from pbi_desktop.ui.kit.tasks import TaskLane
from tests.support.stores import PostgresHome
from tests.support.world import World

P95_SECONDS = 5.0


@dataclass
class Heard:
    """When the screens of a window were told to ask again."""

    at: list[float] = field(default_factory=list)

    def __call__(self, changes: Changes) -> None:
        assert changes == ELSEWHERE
        self.at.append(time.monotonic())


@pytest.fixture
def lane() -> Iterator[TaskLane]:
    made = TaskLane()
    yield made
    made.close()


def window(world: World, login: str, lane: TaskLane) -> tuple[OpenedServer, Live, Heard]:
    """Return a window of one worker over the server's store, as far as it refreshes."""
    home = world.home
    assert isinstance(home, PostgresHome)
    worker = world.worker(login)
    url = home.url_for(worker).replace("+psycopg", "")
    opened = OpenedServer(read_address(url), url, Path("team.pbi-server"), world.clock)
    heard = Heard()
    lane.on_changed(heard)
    refreshing = Live(opened, lane)
    assert opened._bell is not None
    assert opened._bell.listening.wait(10)
    return opened, refreshing, heard


def test_a_colleagues_change_refreshes_within_five_seconds(
    postgres_world: World, qtbot: QtBot, lane: TaskLane
) -> None:
    opened, refreshing, heard = window(postgres_world, "omar", lane)
    leah = postgres_world.worker("leah")
    began = time.monotonic()
    postgres_world.case(team=[leah])
    qtbot.waitUntil(lambda: len(heard.at) == 1, timeout=10_000)
    assert heard.at[0] - began < P95_SECONDS
    refreshing.stop()
    opened.close()


def test_however_often_it_rings_the_screens_ask_once_at_a_time(
    qtbot: QtBot, lane: TaskLane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SOONEST_MS", 50)
    monkeypatch.setattr(live, "LATEST_MS", 80)
    heard, store = Heard(), Ringing()
    lane.on_changed(heard)
    refreshing = Live(store, lane)  # type: ignore[arg-type]
    threads = [threading.Thread(target=store.ring) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: bool(heard.at), timeout=5_000)
    qtbot.wait(150)
    assert len(heard.at) == 1
    refreshing.stop()
    store.ring()
    qtbot.wait(150)
    assert len(heard.at) == 1  # stopped is stopped


class Ringing:
    """A bell that a test rings, from any thread."""

    def __init__(self) -> None:
        self._heard: list[Callable[[], Any]] = []

    def listen(self, heard: Callable[[], None]) -> None:
        self._heard.append(heard)

    def ring(self) -> None:
        for heard in self._heard:
            heard()


def test_a_moment_is_chosen_at_random_and_never_too_long() -> None:
    assert live.SOONEST_MS < live.LATEST_MS
    assert live.LATEST_MS / 1000 < P95_SECONDS - 1  # the answer takes time too
