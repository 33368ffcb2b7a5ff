"""What a service said was kept is there after a power cut and after a kill, a draft like a note."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.durability.casebook import Casebook, found, wish_of
from tests.durability.killed import WIPED
from tests.durability.kills import victim
from tests.durability.recordings import (
    STORE,
    WHOLE,
    misses_nothing,
    only_where_it_runs,
    record,
    replay,
)
from tests.support.stores import FileHome
from tests.support.world import World

pytestmark = only_where_it_runs
Figure = Callable[[object], None]


@pytest.fixture
def wish(file_world: World, file_home: FileHome) -> dict[str, str]:
    """What a worker needs to go on with a case of a real store."""
    leah = file_world.worker("leah")
    case = file_world.case(team=[leah])
    file_home.close()
    return wish_of(leah, case.id, file_home.key)


@pytest.fixture
def home(wish: dict[str, str], file_home: FileHome, folder: Path) -> Path:
    """The store of that case, alone in its folder."""
    made = folder / "casework"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    shutil.copy(file_home.path, made / STORE)
    return made


def cut(home: Path, wish: dict[str, str], count: int, figure: Figure) -> None:
    log = record("do_casework", home, **wish, changes=10)
    assert misses_nothing(log, home)
    key = bytes.fromhex(wish["key"])
    tally = replay(log, count, 8, home.with_name("replayed"), lambda path: found(path, key))
    figure(f"casework, power loss: {tally}")
    assert tally.count == {WHOLE: count}, tally


def test_casework_is_there_after_100_power_cuts(
    home: Path, wish: dict[str, str], figure: Figure
) -> None:
    cut(home, wish, 100, figure)


@pytest.mark.long
def test_casework_is_there_after_1000_power_cuts(
    home: Path, wish: dict[str, str], figure: Figure
) -> None:
    cut(home, wish, 1000, figure)


def kill(
    home: Path, wish: dict[str, str], times: int, figure: Figure, *, wipe_memory: bool = False
) -> None:
    chance, state, saved = Random(times), "1", 0  # noqa: S311
    key, copy = bytes.fromhex(wish["key"]), home.with_name("copy")
    with victim("work", home / STORE, **wish, **{WIPED: wipe_memory}) as program:
        for number in range(times):
            # At any moment of the first change, or after it: how long one takes nobody knows.
            since = "promised" if number % 2 else "kept"
            said = program.killed_after(chance.uniform(0.0, 0.06), state, since=since)
            shutil.copytree(home, copy)
            state, saved = found(copy / STORE, key), saved + said.saved
            shutil.rmtree(copy)
            assert state in (said.kept, said.promised), f"kill {number}: {state}, {said}"
    figure(f"casework, {times} kills: {saved} saved changes, 0 lost")
    assert saved >= times // 2


def typed_last(home: Path, wish: dict[str, str]) -> str:
    """Return the draft as the worker finds it who comes back."""
    book = Casebook(home / STORE, wish, wipe_memory=False)
    try:
        return book.typed()
    finally:
        book.store.close()


def test_a_note_and_a_draft_are_there_after_each_of_50_kills(
    home: Path, wish: dict[str, str], figure: Figure
) -> None:
    kill(home, wish, 50, figure)
    newest = int(found(home / STORE, bytes.fromhex(wish["key"])))
    assert typed_last(home, wish) == f"change {newest - newest % 2}"


@pytest.mark.long
def test_a_note_and_a_draft_are_there_after_each_of_1000_kills(
    home: Path, wish: dict[str, str], figure: Figure
) -> None:
    kill(home, wish, 1000, figure, wipe_memory=True)
