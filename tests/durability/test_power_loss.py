"""Saved means saved, even if the power goes; with less synced, the same test loses work."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from tests.durability import ledger
from tests.durability.disk_log import Log
from tests.durability.recordings import (
    DAMAGED,
    LOST,
    MIXED,
    STORE,
    WHOLE,
    Tally,
    misses_nothing,
    only_where_it_runs,
    record,
    replay,
)

pytestmark = only_where_it_runs
KEY = secrets.token_bytes(32)
Figure = Callable[[object], None]


def recorded(folder: Path, seed: int, synchronous: str | None = None) -> tuple[Log, Path]:
    """Return what 150 changes did to the disk, and the folder they were made in."""
    home = folder / f"{seed}-{synchronous}"
    home.mkdir()
    ledger.make(home / STORE, KEY)
    wish = {"key": KEY.hex(), "seed": seed, "changes": 150, "synchronous": synchronous}
    return record("save_changes", home, **wish), home


def cut(log: Log, count: int, folder: Path, seed: int = 11) -> Tally:
    return replay(log, count, seed, folder / "replayed", lambda path: ledger.found(path, KEY))


def test_what_was_saved_is_there_after_500_power_cuts(folder: Path, figure: Figure) -> None:
    log, home = recorded(folder, 1)
    assert misses_nothing(log, home)
    tally = cut(log, 500, folder)
    figure(f"power loss: {tally}")
    assert tally.count == {WHOLE: 500}, tally


@pytest.mark.long
def test_what_was_saved_is_there_after_5000_power_cuts(folder: Path, figure: Figure) -> None:
    for seed in range(100, 110):
        log, home = recorded(folder, seed)
        assert misses_nothing(log, home)
        tally = cut(log, 500, folder, seed)
        figure(f"power loss, recording {seed}: {tally}")
        assert tally.count == {WHOLE: 500}, tally


def test_the_same_power_cuts_lose_saved_work_where_less_is_synced(
    folder: Path, figure: Figure
) -> None:
    tally = cut(recorded(folder, 1, "NORMAL")[0], 150, folder)
    figure(f"power loss, control synchronous=NORMAL: {tally}")
    assert tally.count[LOST] > 30, tally
    assert tally.count[MIXED] == tally.count[DAMAGED] == 0, tally


def test_the_same_power_cuts_damage_the_file_where_nothing_is_synced(
    folder: Path, figure: Figure
) -> None:
    tally = cut(recorded(folder, 1, "OFF")[0], 150, folder)
    figure(f"power loss, control synchronous=OFF: {tally}")
    assert tally.count[DAMAGED] > 30, tally


def test_a_store_that_was_just_made_is_there_with_its_key(folder: Path, figure: Figure) -> None:
    home = folder / "made"
    home.mkdir()
    log = record("make_a_store", home)
    assert misses_nothing(log, home)
    tally = replay(log, 100, 3, folder / "replayed", is_made)
    figure(f"a new store: {tally}")
    # Until it is told that the store is made, there is none, or one that says so.
    assert tally.count == {WHOLE: 100}, tally


def is_made(path: Path) -> str:
    """Return whether a store opens by its own key file: "made", or "" for an expected refusal."""
    try:
        with envelope.unlock(path, InTheClear()).key as key:
            state = ledger.opens(path, key.raw)
    except PbiError:
        return ""
    return "made" if state else ""
