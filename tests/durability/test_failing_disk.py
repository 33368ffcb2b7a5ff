"""A disk that fails at any write, sync or deletion damages no file and takes no saved work."""

import errno
import secrets
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from pbi_desktop.domain.errors import DiskFull, StoreError, StoreUnavailable
from pbi_desktop.domain.wording import explain
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from tests.durability import ledger
from tests.durability.disk_log import Kept, Promised, lay_out
from tests.durability.recordings import STORE, only_where_it_runs, run
from tests.durability.works import Met

pytestmark = only_where_it_runs
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KEY = secrets.token_bytes(32)
CHANGES = 9
KINDS = [
    (error, is_lasting, is_killed)
    for error in (errno.ENOSPC, errno.EIO)
    for is_lasting in (False, True)
    for is_killed in (False, True)
]


@pytest.fixture(scope="module")
def home(folder: Path) -> Path:
    """A store without notes, alone in its folder."""
    made = folder / "failing"
    made.mkdir()
    ledger.make(made / STORE, KEY)
    return made


def meet(home: Path, faults: list[tuple[int, int, bool, bool]]) -> list[Met]:
    """Let each fault happen to the same changes; return what the ones that came to pass did."""
    met: list[Met] = run("meet_faults", home, key=KEY.hex(), changes=CHANGES, faults=faults)
    return [one for one in met if one.failed]


def places(home: Path) -> int:
    """Return how many times those changes touch the disk when nothing fails."""
    wish = {"key": KEY.hex(), "changes": CHANGES, "faults": [(0, 0, False, False)]}
    (calm,) = run("meet_faults", home, **wish)
    assert not calm.said
    return int(calm.changes)


def look_at(all_met: list[Met], folder: Path) -> Counter[str]:
    """Judge what each fault came to; anything that must not be fails at once."""
    count: Counter[str] = Counter()
    for met in all_met:
        lay_out(met.left, folder / "after", Random(1))  # noqa: S311
        state = ledger.found(folder / "after" / STORE, KEY)
        kept, tried = allowed(met)
        assert state in {kept, *tried}, f"{met.fault}: {state}, told: {met.said}"
        assert all(says_enough(error) for error in met.said), met.said
        count["as told" if state == kept else "called not kept, yet kept"] += 1
        count["reported"] += bool(met.said)
    return count


def allowed(met: Met) -> tuple[str, set[str]]:
    """Return the state last told to be kept, and those that were tried since."""
    kept = EMPTY
    tried: set[str] = set()
    for act in met.marks:
        if isinstance(act, Kept):
            kept, tried = act.state, set()
        elif isinstance(act, Promised):
            tried.add(act.state)
    return kept, tried


EMPTY = "e3b0c44298fc1c149afbf4c8"  # of no note and no entry


def says_enough(error: Exception) -> bool:
    """Return whether an error is one that the store is known for, with its sentence."""
    assert isinstance(error, StoreError), error
    sentence = explain(error)
    return isinstance(error, DiskFull | StoreUnavailable) and "everything before it" in sentence


def test_more_than_200_faults_leave_the_file_whole_and_all_that_was_saved(
    home: Path, folder: Path, figure: Callable[[object], None]
) -> None:
    last = places(home)
    faults = [(1 + number * last // 216, *KINDS[number % len(KINDS)]) for number in range(216)]
    met = meet(home, faults)
    count = look_at(met, folder)
    figure(f"{len(met)} faults, 0 damaged, 0 lost: {dict(count)}")
    assert len(met) >= 200
    assert count["reported"] > 150


@pytest.mark.long
def test_every_kind_of_fault_at_every_place(
    home: Path, folder: Path, figure: Callable[[object], None]
) -> None:
    last = places(home)
    for kind in KINDS:
        met = meet(home, [(at, *kind) for at in range(1, last + 1)])
        count = look_at(met, folder)
        figure(f"{len(met)} faults {kind}, 0 damaged, 0 lost: {dict(count)}")
        assert len(met) > last // 2


def test_a_disk_that_fails_while_slots_change_leaves_the_key_within_reach(
    folder: Path, figure: Callable[[object], None]
) -> None:
    home = folder / "slots"
    home.mkdir()
    key = envelope.create(home / STORE, [(InTheClear(), None)], NOW).key
    open_raw(home / STORE, key.raw, create=True, wipe_memory=False).close()
    (calm,) = run("meet_faults_in_slots", home, changes=2, faults=[(0, 0, False, False)])
    faults = [(at, *KINDS[2 * at % len(KINDS)]) for at in range(1, calm.changes + 1)]
    met: list[Met] = run("meet_faults_in_slots", home, changes=2, faults=faults)
    for one in met:
        lay_out(one.left, folder / "after", Random(1))  # noqa: S311
        assert all(says_enough(error) for error in one.said), one.said
        with envelope.unlock(folder / "after" / STORE, InTheClear()).key as found:
            assert found == key, one.fault
    reported = sum(bool(one.said) for one in met)
    figure(
        f"{len(met)} faults while slots change, {reported} reported: the key came back each time"
    )
    assert not calm.said
    assert reported > 20
