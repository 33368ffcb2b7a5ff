"""Widgets are thrown away on the GUI thread alone, whatever the worker lane allocates."""

import gc
import threading

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit import sweeping
from pbi_desktop.ui.kit.tasks import TaskLane


class Dropped:
    """One of a pair that hold each other; says on which thread it was thrown away."""

    def __init__(self, seen: list[int]) -> None:
        self.me = self
        self.seen = seen

    def __del__(self) -> None:
        self.seen.append(threading.get_ident())


def allocate_much() -> int:
    """Make so many cycles that Python would collect on this thread, if it might."""
    for _ in range(50_000):
        pair: list[object] = []
        pair.append(pair)
    return threading.get_ident()


def test_what_a_lane_allocates_never_throws_anything_away_there(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "_EVERY_MS", 10)
    seen: list[int] = []
    worked_on: list[int] = []
    gc.collect()
    lane = TaskLane()
    Dropped(seen)
    lane.query(allocate_much, worked_on.append)
    qtbot.waitUntil(lambda: bool(worked_on and seen), timeout=20_000)
    lane.close()
    assert seen == [threading.get_ident()]
    assert worked_on != seen
    assert gc.isenabled()


def test_the_collector_rests_until_the_last_lane_is_closed(qtbot: QtBot) -> None:
    one, other = TaskLane(), TaskLane()
    one.close()
    one.close()
    assert not gc.isenabled()
    other.close()
    assert gc.isenabled()
