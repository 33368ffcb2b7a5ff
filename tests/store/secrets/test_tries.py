"""After five wrong passphrases the next one has to wait, whatever is done to the program."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.errors import WrongKey
from pbi_desktop.domain.key_errors import KeysMissing, NoSlot, TooManyTries
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.store.secrets.tries import FREE_TRIES, Tries, unlock_patiently

QUICK = Cost(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
RIGHT, WRONG = Passphrase("three brown larks", QUICK), Passphrase("three brown lark", QUICK)


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **how_far: float) -> None:
        self.now += timedelta(**how_far)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    envelope.create(tmp_path / "team.pbi", [(RIGHT, None)], NOW)
    return tmp_path / "team.pbi"


def fail(store: Path, clock: Clock, times: int = FREE_TRIES) -> None:
    for _ in range(times):
        with pytest.raises(WrongKey):
            unlock_patiently(store, WRONG, clock)


def wait(store: Path, clock: Clock) -> int:
    with pytest.raises(TooManyTries) as failure:
        unlock_patiently(store, RIGHT, clock)
    return failure.value.wait_seconds


def test_five_slips_are_free_and_the_sixth_waits(store: Path, clock: Clock) -> None:
    fail(store, clock)
    assert wait(store, clock) == 30
    clock.forward(seconds=29)
    assert wait(store, clock) == 1
    clock.forward(seconds=1)
    assert unlock_patiently(store, RIGHT, clock).kind == "passphrase"


def test_each_further_failure_doubles_the_wait_up_to_an_hour(store: Path, clock: Clock) -> None:
    fail(store, clock)
    waits = []
    for _ in range(9):
        waits.append(wait(store, clock))
        clock.forward(seconds=waits[-1])
        fail(store, clock, times=1)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_the_right_passphrase_starts_the_count_afresh(store: Path, clock: Clock) -> None:
    fail(store, clock, times=4)
    unlock_patiently(store, RIGHT, clock).key.wipe()
    assert not store.with_name("team.pbi.tries").exists()
    fail(store, clock, times=4)
    assert unlock_patiently(store, RIGHT, clock).kind == "passphrase"


def test_setting_the_clock_back_makes_the_wait_no_longer_and_no_shorter(
    store: Path, clock: Clock
) -> None:
    fail(store, clock)
    clock.forward(days=-400)
    assert wait(store, clock) == 30


def test_spoiling_the_count_gains_no_tries(store: Path, clock: Clock) -> None:
    fail(store, clock, times=1)
    for spoilt in ("", "{}", '{"failures": "x", "last": "y"}', "[]"):
        store.with_name("team.pbi.tries").write_text(spoilt)
        assert wait(store, clock) == 30
    clock.forward(seconds=30)
    assert unlock_patiently(store, RIGHT, clock).kind == "passphrase"


def test_a_guess_counts_even_if_the_program_ends_in_the_middle_of_it(
    store: Path, clock: Clock
) -> None:
    class Stopped(Passphrase):
        def wrapping_key(self, *_what: object) -> None:
            raise KeyboardInterrupt

    for _ in range(FREE_TRIES):
        with pytest.raises(KeyboardInterrupt):
            unlock_patiently(store, Stopped("three brown lark"), clock)
    assert wait(store, clock) == 30


def test_what_was_no_guess_is_not_counted(store: Path, clock: Clock) -> None:
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(NoSlot):
            unlock_patiently(store, InTheClear(), clock)
        with pytest.raises(KeysMissing):
            unlock_patiently(store.with_name("other.pbi"), RIGHT, clock)
    assert sorted(path.name for path in store.parent.iterdir()) == ["team.pbi.keys"]


@given(st.integers(0, 10**6), st.timedeltas(timedelta(days=-900), timedelta(days=900)))
def test_the_wait_is_never_negative_and_never_over_an_hour(failures: int, gap: timedelta) -> None:
    assert timedelta(0) <= Tries(failures, NOW).wait(NOW + gap) <= timedelta(hours=1)
