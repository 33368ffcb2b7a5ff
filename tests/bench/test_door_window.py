"""The bench of the window at the front door, over a village instead of a city."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.bench.door_window import measured


@pytest.mark.long
def test_keys_are_timed_until_their_matches_are_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    found = measured(1, people=60, folder=tmp_path, asked=2)
    assert [name for name, *_rest in found] == [
        "key press to drawn results, p95",
        "longest stall of the window while typing",
    ]
    for _name, limit, rounds, target, stretch in found:
        assert limit.endswith("ms")
        assert len(rounds) == 1
        assert rounds[0] > 0
        assert stretch < target
