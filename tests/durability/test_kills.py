"""A program that is killed at any moment has kept all that it said was saved."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.durability import ledger
from tests.durability.kills import victim
from tests.durability.recordings import STORE, only_where_it_runs

pytestmark = only_where_it_runs
KEY = secrets.token_bytes(32)
Figure = Callable[[object], None]


def kill(folder: Path, times: int) -> int:
    """Kill a program so often, at random moments, on one store; return how much it had saved."""
    home = folder / f"killed-{times}"
    copy = folder / "copy"
    home.mkdir()
    ledger.make(home / STORE, KEY)
    state, saved, chance = ledger.found(home / STORE, KEY), 0, Random(times)  # noqa: S311
    with victim("save", home / STORE, key=KEY.hex()) as program:
        for number in range(times):
            # While it opens the store, or while it saves: how long either takes nobody knows.
            since = "started" if number % 2 else "kept"
            said = program.killed_after(chance.uniform(0.0, 0.05), state, since=since)
            # A copy is looked at: the next start must meet the store as the kill left it.
            shutil.copytree(home, copy, dirs_exist_ok=True)
            found = ledger.found(copy / STORE, KEY)
            shutil.rmtree(copy)
            assert found in (said.kept, said.promised), f"kill {number}: {found}, {said}"
            state, saved = found, saved + said.saved
    return saved


def test_50_kills_lose_nothing_that_was_saved(folder: Path, figure: Figure) -> None:
    saved = kill(folder, 50)
    figure(f"50 kills, {saved} saved changes, 0 lost")
    assert saved >= 25


@pytest.mark.long
def test_500_kills_lose_nothing_that_was_saved(folder: Path, figure: Figure) -> None:
    saved = kill(folder, 500)
    figure(f"500 kills, {saved} saved changes, 0 lost")
    assert saved >= 250
