"""An upgrade that fails, wherever it fails, changes nothing; and it can be tried again."""

import errno
import secrets
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from pbi_desktop.domain.errors import PbiError, StoreError
from pbi_desktop.store import schema, setup
from pbi_desktop.store.encrypted_file import open_raw, verify_pages
from pbi_desktop.store.version import HEAD, version_of
from tests.durability import older_stores
from tests.durability.disk_log import lay_out
from tests.durability.older_stores import Failing, failing_after, upgrade_unwiped
from tests.durability.recordings import (
    STORE,
    WHOLE,
    misses_nothing,
    only_where_it_runs,
    record,
    replay,
    run,
)
from tests.durability.works import Met

KEY = secrets.token_bytes(32)
STEPS = older_stores.steps()
Figure = Callable[[object], None]


def all_of(path: Path) -> str:
    with closing(open_raw(path, KEY, wipe_memory=False)) as raw:
        assert verify_pages(raw) == []
        return older_stores.all_of(raw)


def fail_in(step: tuple[str | None, str], folder: Path, share: float) -> int:
    """Fail after operations of one step, this share of them; return how many that were."""
    old, new = step
    path = folder / f"{old}-{new}.pbi"
    older_stores.make(path, KEY, old)
    before, to_newest = all_of(path), schema.upgrade
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "upgrade", lambda connection: to_newest(connection, new))
        tried = 0
        for operations in chosen(count_of(path, folder), share):
            with failing_after(operations), pytest.raises(Failing):
                upgrade(path)
            assert all_of(path) == before, f"{step}, after operation {operations}"
            tried += 1
        upgrade(path)  # and then it goes through
    assert all_of(path) != before
    return tried


def upgrade(path: Path) -> None:
    with closing(open_raw(path, KEY, wipe_memory=False)) as raw:
        setup._upgrade(raw, None)


def count_of(path: Path, folder: Path) -> int:
    """Return how many operations an upgrade has, tried on a copy."""
    copy = folder / "counted.pbi"
    shutil.copy(path, copy)
    with failing_after(0) as done:
        upgrade(copy)
    copy.unlink()
    return len(done)


def chosen(last: int, share: float) -> list[int]:
    """Return the first operation, the last one, and a share of those between."""
    between = range(2, last)
    picked = Random(last).sample(between, round(len(between) * share))  # noqa: S311
    return sorted({1, last, *picked})


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_step_that_fails_after_some_operation_changes_nothing(
    step: tuple[str | None, str], folder: Path, figure: Figure
) -> None:
    figure(f"{step}: failed after {fail_in(step, folder, 0.04)} operations, identical")


@pytest.mark.long
@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_step_that_fails_after_any_operation_changes_nothing(
    step: tuple[str | None, str], tmp_path: Path, figure: Figure
) -> None:
    figure(f"{step}: failed after each of {fail_in(step, tmp_path, 1)} operations, identical")


# --- the whole upgrade of the oldest store, on a disk that fails or loses its power --------------


@pytest.fixture(scope="module")
def home(folder: Path) -> Path:
    """A store of the oldest version, alone in its folder."""
    made = folder / "oldest"
    made.mkdir()
    older_stores.make(made / STORE, KEY, STEPS[0][1])
    return made


@pytest.fixture(scope="module")
def known(home: Path, folder: Path) -> dict[str, str]:
    """What a store holds before and after, to tell the two apart."""
    path = folder / "reference.pbi"
    shutil.copy(home / STORE, path)
    before = all_of(path)
    upgrade_unwiped(path, KEY)
    return {before: "old", all_of(path): "new"}


def found(path: Path, known: dict[str, str]) -> str:
    """Return whether a store is wholly old or new; a copy beside it must be wholly old."""
    try:
        copies = [one for one in path.parent.glob(f"{STORE}.before-*") if _is_main(one)]
        if any(known.get(all_of(copy)) != "old" for copy in copies):
            return "damaged: a copy"
        state = known.get(all_of(path), "damaged: neither old nor new")
        return "damaged: no copy" if state == "new" and not copies else state
    except PbiError as error:
        return f"damaged: {error!r}"


def _is_main(path: Path) -> bool:
    return not path.name.endswith((".part", "-wal", "-shm", "-journal", ".keys", ".new"))


@only_where_it_runs
def test_after_a_power_cut_an_upgrade_is_whole_or_has_not_been(
    home: Path, folder: Path, known: dict[str, str], figure: Figure
) -> None:
    work = folder / "cut"
    shutil.copytree(home, work)
    log = record("upgrade", work, key=KEY.hex())
    assert misses_nothing(log, work)
    tally = replay(log, 150, 4, folder / "replayed", lambda path: found(path, known))
    figure(f"upgrade, power loss: {tally}")
    assert tally.count == {WHOLE: 150}, tally


@pytest.mark.long
@only_where_it_runs
def test_an_upgrade_on_a_failing_disk_is_whole_or_has_not_been_and_can_be_tried_again(
    home: Path, folder: Path, known: dict[str, str], figure: Figure
) -> None:
    faults = [(0, 0, False, False)]
    (calm,) = run("meet_faults_upgrading", home, key=KEY.hex(), faults=faults)
    places = [1 + number * calm.changes // 20 for number in range(20)]
    kinds = [(errno.ENOSPC, True, False), (errno.EIO, False, True)]
    faults = [(at, *kinds[number % 2]) for number, at in enumerate(places)]
    met: list[Met] = run("meet_faults_upgrading", home, key=KEY.hex(), faults=faults)
    count: Counter[str] = Counter()
    for one in met:
        lay_out(one.left, folder / "met", Random(1))  # noqa: S311
        state = found(folder / "met" / STORE, known)
        assert state in ("old", "new"), f"{one.fault}: {state}, {one.said}"
        assert all(isinstance(error, StoreError) for error in one.said)
        count[f"{state}, {'reported' if one.said else 'not reported'}"] += 1
        assert one.said or state == "new", one.fault
        upgrade_unwiped(folder / "met" / STORE, KEY)
        assert found(folder / "met" / STORE, known) == "new"
    figure(f"upgrade, {len(met)} faults: {dict(count)}")
    assert count["old, reported"] > 5


def test_an_upgrade_goes_through_where_an_earlier_one_left_its_copy(
    home: Path, tmp_path: Path, known: dict[str, str]
) -> None:
    path = tmp_path / STORE
    shutil.copy(home / STORE, path)
    shutil.copy(home / STORE, tmp_path / f"{STORE}.before-{HEAD}")
    upgrade_unwiped(path, KEY)
    assert found(path, known) == "new"
    assert len(list(tmp_path.glob("*.before-*"))) == 2
    with closing(open_raw(path, KEY, wipe_memory=False)) as raw:
        assert version_of(raw) == HEAD
