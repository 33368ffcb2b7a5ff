"""Who can open a store, and by what: several workers of one computer, each by their own key."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NotPermitted, WeakPassphrase, WrongKey
from pbi_desktop.domain.key_errors import (
    KeyringChanged,
    KeyringEmpty,
    MistypedCode,
    NoSlot,
    OnlyKeyring,
    SharedComputer,
    SlotStillNeeded,
    UnknownKey,
    WrongCode,
)
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.key_slots import KeySlots, Means
from pbi_desktop.services.stores import OpenedStore, open_store
from pbi_desktop.services.this_computer import Computer, computer_of, describe
from pbi_desktop.services.unlocking import KEYRING, Key, open_with, ways_into
from pbi_desktop.store.secrets.envelope import Opener
from pbi_desktop.store.secrets.key import Key as Secret
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.store.secrets.recovery import RecoveryCode
from pbi_desktop.store.secrets.sidecar import Slot
from tests.cli.demo_store import copied, lock_up
from tests.support.keyrings import (
    ALLOWED_IN_TESTS,
    AnotherKeyring,
    InMemoryKeyring,
    LockedKeyring,
)

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SECRET, OTHERS = "heron gravel minuet thatch", "walnut ferry candle brook"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a team behind one passphrase that is nobody's own."""
    return lock_up(copied(tmp_path / "team.pbi"), (Passphrase(SECRET, CHEAP), None))


@contextmanager
def keys_of(
    path: Path, opener: Opener, ring: InMemoryKeyring | None = None
) -> Iterator[tuple[OpenedStore, KeySlots]]:
    """Give the keys of a store, with a passphrase that is quick to try."""
    held = ring or InMemoryKeyring()
    with open_store(path, opener) as store:
        yield (
            store,
            KeySlots(
                store.store(),
                store._unlocked,
                store._team(),
                lambda: NOW,
                Means(CHEAP, lambda: KeyringEntry(held, ALLOWED_IN_TESTS)),
            ),
        )


def actor(store: OpenedStore, login: str) -> Actor:
    found = next(one for one in store._team() if one.login == login)
    return Actor(found.id, found.login)


def retyped(groups: tuple[str, ...], asked: tuple[int, int]) -> tuple[str, str]:
    first, second = (groups[number - 1].lower() for number in asked)
    return first, second


def test_a_second_worker_gets_a_passphrase_and_is_known_by_it(locked: Path) -> None:
    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        line = keys.add_passphrase(actor(store, "manager"), "ciaran", OTHERS)
    assert (line.kind, line.login, line.in_use) == ("passphrase", "ciaran", False)
    with open_store(locked, Passphrase(OTHERS, CHEAP)) as store:
        assert [one.login for one in store.workers()] == ["ciaran"]
        assert store.sign_in().login == "ciaran"


def test_the_likely_workers_key_is_tried_first(locked: Path) -> None:
    tried: list[object] = []

    class Watched(Passphrase):
        def wrapping_key(self, store: UUID, slot: Slot) -> Secret | None:
            tried.append(slot.worker)
            return super().wrapping_key(store, slot)

    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        ciaran = actor(store, "ciaran")
        keys.add_passphrase(actor(store, "manager"), "ciaran", OTHERS)
    with open_store(locked, Watched(OTHERS, CHEAP), likely=ciaran.worker):
        assert tried == [ciaran.worker]


def test_a_code_counts_once_two_groups_were_typed_back(locked: Path) -> None:
    printed: list[tuple[str, ...]] = []

    def read(groups: tuple[str, ...], asked: tuple[int, int]) -> tuple[str, str]:
        printed.append(groups)
        return retyped(groups, asked)

    def misread(groups: tuple[str, ...], asked: tuple[int, int]) -> tuple[str, str]:
        first, _second = retyped(groups, asked)
        return first, "AAAAA"

    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        before = locked.with_name("team.pbi.keys").read_bytes()
        with pytest.raises(MistypedCode):
            keys.add_code(actor(store, "ciaran"), "ciaran", misread)
        assert locked.with_name("team.pbi.keys").read_bytes() == before
        keys.add_code(actor(store, "ciaran"), "ciaran", read)
    with open_store(locked, RecoveryCode.read("-".join(printed[0]))) as store:
        assert store.sign_in().login == "ciaran"


def test_everybody_keeps_their_own_keys_and_a_manager_those_of_the_team(locked: Path) -> None:
    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        manager, ciaran, jodie = (actor(store, name) for name in ("manager", "ciaran", "jodie"))
        line = keys.add_passphrase(ciaran, "ciaran", OTHERS)
        with pytest.raises(NotPermitted):
            keys.add_passphrase(ciaran, "jodie", OTHERS)
        with pytest.raises(NotFound):
            keys.add_passphrase(manager, "nobody", OTHERS)
        with pytest.raises(UnknownKey):
            keys.remove(jodie, line.name)
        assert keys.lines(jodie) == ()
        assert [one.login for one in keys.lines(ciaran)] == ["ciaran"]
        assert {one.login for one in keys.lines(manager)} == {"", "ciaran"}


def test_a_key_that_is_taken_away_opens_nothing_and_the_one_in_use_stays(locked: Path) -> None:
    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        manager = actor(store, "manager")
        line = keys.add_passphrase(manager, "ciaran", OTHERS)
        assert keys.remove(manager, line.name).login == "ciaran"
        in_use = next(one for one in keys.lines(manager) if one.in_use)
        with pytest.raises(SlotStillNeeded):
            keys.remove(manager, in_use.name)
        for name in ("", "zz"):
            with pytest.raises(UnknownKey):
                keys.remove(manager, name)
    with pytest.raises(WrongKey):
        open_store(locked, Passphrase(OTHERS, CHEAP))


def test_an_easy_passphrase_is_refused_with_advice(locked: Path) -> None:
    with keys_of(locked, Passphrase(SECRET, CHEAP)) as (store, keys):
        for easy in ("short", "ciaran ciaran ciaran"):
            with pytest.raises(WeakPassphrase):
                keys.add_passphrase(actor(store, "ciaran"), "ciaran", easy)


def test_a_key_in_the_key_ring_opens_goes_and_leaves_nothing_there(locked: Path) -> None:
    ring = InMemoryKeyring()
    with keys_of(locked, Passphrase(SECRET, CHEAP), ring) as (store, keys):
        ciaran = actor(store, "ciaran")
        line = keys.add_keyring(ciaran, "ciaran")
        assert len(ring.entries) == 1
    with open_store(locked, KeyringEntry(ring, ALLOWED_IN_TESTS)) as store:
        assert store.sign_in().login == "ciaran"
    with keys_of(locked, Passphrase(SECRET, CHEAP), ring) as (store, keys):
        keys.remove(ciaran, line.name)
        assert ring.entries == {}


# --- each trouble has its own sentence ------------------------------------------------------------


def refusal(path: Path, opener: Opener) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the kind is what is looked at
        open_store(path, opener)
    return caught.value


def test_each_trouble_with_a_key_has_a_sentence_of_its_own(locked: Path) -> None:
    ring = InMemoryKeyring()
    with keys_of(locked, Passphrase(SECRET, CHEAP), ring) as (store, keys):
        no_code = refusal(copied(locked.with_name("b.pbi"), locked), RecoveryCode.new())
        keys.add_keyring(actor(store, "ciaran"), "ciaran")
        keys.add_code(actor(store, "ciaran"), "ciaran", retyped)
    other = refusal(locked, KeyringEntry(AnotherKeyring(), ALLOWED_IN_TESTS))
    emptied = refusal(locked, KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS))
    old_code = refusal(locked, RecoveryCode.new())
    wrong = refusal(locked, Passphrase(OTHERS, CHEAP))
    body = bytearray(locked.read_bytes())
    body[5000] ^= 1
    body[16] ^= 1
    locked.write_bytes(body)
    damaged = refusal(locked, Passphrase(SECRET, CHEAP))
    assert [type(one) for one in (no_code, other, emptied, old_code)] == [
        NoSlot,
        KeyringChanged,
        KeyringEmpty,
        WrongCode,
    ]
    said = [explain(one) for one in (no_code, other, emptied, old_code, wrong, damaged)]
    assert len(set(said)) == len(said)
    assert all("unharmed" in one for one in said[:-1])
    assert "damaged" in said[-1]
    assert not any("damaged" in one for one in said[:-1])
    assert "AnotherKeyring" in said[1]
    assert "print a new code" in said[3]


@pytest.mark.parametrize("now", [AnotherKeyring, InMemoryKeyring, LockedKeyring])
def test_whatever_became_of_the_key_ring_the_recovery_code_opens_the_store(
    tmp_path: Path, now: type[InMemoryKeyring]
) -> None:
    ring, code = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS), RecoveryCode.new()
    path = lock_up(copied(tmp_path / "team.pbi"), (ring, None), (code, None))
    said = explain(refusal(path, KeyringEntry(now(), ALLOWED_IN_TESTS)))
    assert not {"damaged", "corrupt"} & set(said.casefold().replace(".", " ").split())
    with open_store(path, RecoveryCode.read(" ".join(code.groups()))) as store:
        assert store.workers()


# --- a shared computer ----------------------------------------------------------------------------


def test_a_shared_computer_asks_everybody_for_their_own_key(locked: Path) -> None:
    ring = InMemoryKeyring()
    with keys_of(locked, Passphrase(SECRET, CHEAP), ring) as (store, keys):
        ciaran = actor(store, "ciaran")
        keys.add_keyring(ciaran, "ciaran")
        assert ways_into(locked) == ("keyring", "passphrase")
        describe(locked, Computer(shared=True), None)
        with pytest.raises(SharedComputer):
            keys.add_keyring(ciaran, "ciaran")
    assert ways_into(locked) == ("passphrase",)
    with pytest.raises(SharedComputer):
        open_with(locked, Key(KEYRING))


def test_nobody_is_locked_out_by_sharing_a_computer(tmp_path: Path) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    path = lock_up(copied(tmp_path / "team.pbi"), (ring, None))
    with pytest.raises(OnlyKeyring):
        describe(path, Computer(shared=True), None)
    assert computer_of(path) == Computer()


@given(st.booleans(), st.integers(-5, 100))
def test_a_computer_never_waits_longer_than_it_may(shared: bool, minutes: int) -> None:
    waits = Computer(shared, minutes).lock_minutes
    assert 1 <= waits <= (3 if shared else 10)
    assert not 1 <= minutes <= (3 if shared else 10) or waits == minutes


@pytest.mark.parametrize("spoilt", ["", "{}", "[1]", '{"shared": false}', "\xff"])
def test_where_the_description_is_spoilt_the_computer_counts_as_shared(
    tmp_path: Path, spoilt: str
) -> None:
    (tmp_path / "team.pbi.computer").write_text(spoilt, encoding="latin-1")
    found = computer_of(tmp_path / "team.pbi")
    assert (found.shared, found.lock_minutes) == (True, 3)
