"""Wrapping the key of a store: who can open it, and what happens when somebody meddles."""

import json
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pbi_desktop.domain.errors import KeyringUnusable, NewerStore, WrongKey
from pbi_desktop.domain.key_errors import (
    DamagedKeys,
    KeysMissing,
    NoSlot,
    SlotStillNeeded,
    StoreExists,
)
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry
from pbi_desktop.store.secrets.open_slot import InTheClear, is_open_to_all
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.store.secrets.recovery import RecoveryCode
from tests.support.keyrings import ALLOWED_IN_TESTS, InMemoryKeyring

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
AMINA, JOSEF = uuid4(), uuid4()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "team.pbi"


@pytest.fixture
def code() -> RecoveryCode:
    return RecoveryCode.new()


def document(store: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sidecar.path_of(store).read_text())
    return found


def rewrite(store: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = document(store)
    change(content)
    sidecar.path_of(store).write_text(json.dumps(content))


def test_every_kind_of_slot_gives_the_same_key_and_its_own_worker(
    store: Path, code: RecoveryCode
) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    phrase = Passphrase("three brown larks", QUICK)
    first = envelope.create(store, [(ring, AMINA), (code, None), (phrase, JOSEF)], NOW)
    assert (first.worker, first.kind) == (AMINA, "keyring")
    for opener, worker in ((ring, AMINA), (code, None), (phrase, JOSEF)):
        again = envelope.unlock(store, opener)
        assert again.key == first.key
        assert again.worker == worker
        assert again.store == first.store


def test_two_workers_with_passphrases_are_told_apart_by_which_slot_opens(store: Path) -> None:
    hers, his = Passphrase("three brown larks", QUICK), Passphrase("four grey herons", QUICK)
    envelope.create(store, [(hers, AMINA), (his, JOSEF)], NOW)
    assert envelope.unlock(store, his).worker == JOSEF
    assert envelope.unlock(store, hers, AMINA).worker == AMINA
    with pytest.raises(WrongKey):
        envelope.unlock(store, hers, JOSEF)


def test_a_wrong_passphrase_and_another_stores_code_are_wrong_keys(
    store: Path, code: RecoveryCode
) -> None:
    envelope.create(store, [(code, None), (Passphrase("three brown larks", QUICK), None)], NOW)
    for wrong in (RecoveryCode.new(), Passphrase("three brown lark", QUICK)):
        with pytest.raises(WrongKey):
            envelope.unlock(store, wrong)


def test_a_way_that_was_never_set_up_says_so(store: Path, code: RecoveryCode) -> None:
    envelope.create(store, [(code, AMINA)], NOW)
    with pytest.raises(NoSlot):
        envelope.unlock(store, InTheClear())
    with pytest.raises(NoSlot):
        envelope.unlock(store, code, JOSEF)


def test_only_a_store_with_an_open_slot_is_open_to_all(tmp_path: Path, code: RecoveryCode) -> None:
    envelope.create(tmp_path / "demo", [(InTheClear(), AMINA)], NOW)
    envelope.create(tmp_path / "team", [(code, AMINA)], NOW)
    assert is_open_to_all(tmp_path / "demo")
    assert not is_open_to_all(tmp_path / "team")


def test_a_new_store_never_takes_the_place_of_another_or_of_its_keys(
    store: Path, code: RecoveryCode
) -> None:
    envelope.create(store, [(code, None)], NOW)
    before = sidecar.path_of(store).read_bytes()
    with pytest.raises(StoreExists):
        envelope.create(store, [(InTheClear(), None)], NOW)
    sidecar.path_of(store).rename(store)
    with pytest.raises(StoreExists):
        envelope.create(store, [(InTheClear(), None)], NOW)
    assert store.read_bytes() == before


def _give_to_another_worker(content: dict[str, Any]) -> None:
    content["slots"][0]["worker"] = str(JOSEF)


def _take_the_worker_away(content: dict[str, Any]) -> None:
    content["slots"][0]["worker"] = None


def _swap_the_wraps(content: dict[str, Any]) -> None:
    one, two = content["slots"]
    for name in ("nonce", "wrapped", "parameters"):
        one[name], two[name] = two[name], one[name]


def _swap_the_workers(content: dict[str, Any]) -> None:
    one, two = content["slots"]
    one["worker"], two["worker"] = two["worker"], one["worker"]


def _rename_the_slot(content: dict[str, Any]) -> None:
    content["slots"][0]["id"] = str(uuid4())


def _date_it_back(content: dict[str, Any]) -> None:
    content["slots"][0]["created"] = "2020-01-01T00:00:00+00:00"


def _rename_the_store(content: dict[str, Any]) -> None:
    content["store"] = str(uuid4())


def _drop_the_other_slot(content: dict[str, Any]) -> None:
    del content["slots"][1]


def _double_a_slot(content: dict[str, Any]) -> None:
    content["slots"].append(content["slots"][1])


def _change_the_check(content: dict[str, Any]) -> None:
    content["check"] = "00" * 32


def _change_the_seal(content: dict[str, Any]) -> None:
    content["seal"] = "00" * 32


@pytest.mark.parametrize(
    "meddle",
    [
        _give_to_another_worker,
        _take_the_worker_away,
        _swap_the_wraps,
        _swap_the_workers,
        _rename_the_slot,
        _date_it_back,
        _rename_the_store,
        _drop_the_other_slot,
        _double_a_slot,
        _change_the_check,
        _change_the_seal,
    ],
)
def test_a_key_file_that_was_changed_opens_nothing(
    store: Path, meddle: Callable[[dict[str, Any]], None]
) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    envelope.create(store, [(ring, AMINA), (ring, JOSEF)], NOW)
    assert envelope.unlock(store, ring).worker == AMINA
    rewrite(store, meddle)
    with pytest.raises(DamagedKeys):
        envelope.unlock(store, ring)


def test_a_wrap_is_bound_to_its_worker_even_under_a_fresh_seal(
    store: Path, code: RecoveryCode
) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    unlocked = envelope.create(store, [(ring, AMINA)], NOW)
    content = sidecar.read(store)
    changed = tuple(replace(slot, worker=JOSEF) for slot in content.slots)
    sidecar.write(store, replace(content, slots=changed).sealed(unlocked.key))
    with pytest.raises(DamagedKeys):
        envelope.unlock(store, ring)


def test_a_slot_removed_earlier_cannot_be_put_back(store: Path, code: RecoveryCode) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    left = envelope.create(store, [(code, JOSEF), (ring, AMINA)], NOW)
    old = document(store)["slots"][0]
    envelope.remove_slot(store, left.slot, ring, lambda _key: None)
    rewrite(store, lambda content: content["slots"].append(old))
    with pytest.raises(DamagedKeys):
        envelope.unlock(store, code)


def test_adding_a_slot_needs_the_key_and_keeps_the_file_before(
    store: Path, code: RecoveryCode
) -> None:
    unlocked = envelope.create(store, [(code, None)], NOW)
    before = sidecar.path_of(store).read_bytes()
    slot = envelope.add_slot(store, unlocked.key, Passphrase("larks", QUICK), AMINA, NOW)
    assert envelope.unlock(store, Passphrase("larks", QUICK)).slot == slot.id
    assert store.with_name("team.pbi.keys.old").read_bytes() == before
    with pytest.raises(DamagedKeys):
        envelope.add_slot(store, Key.random(), InTheClear(), JOSEF, NOW)
    assert len(sidecar.read(store).slots) == 2


def test_a_slot_goes_only_after_the_store_was_opened_through_another(
    store: Path, code: RecoveryCode
) -> None:
    unlocked = envelope.create(store, [(code, None)], NOW)
    phrase = Passphrase("three brown larks", QUICK)
    envelope.add_slot(store, unlocked.key, phrase, None, NOW)
    opened: list[bool] = []
    envelope.remove_slot(
        store, unlocked.slot, phrase, lambda key: opened.append(key == unlocked.key)
    )
    assert opened == [True]
    assert [slot.kind for slot in sidecar.read(store).slots] == ["passphrase"]


def test_a_slot_stays_when_the_store_does_not_open_without_it(
    store: Path, code: RecoveryCode
) -> None:
    unlocked = envelope.create(store, [(code, None)], NOW)
    with pytest.raises(SlotStillNeeded):
        envelope.remove_slot(store, unlocked.slot, code, lambda _key: None)
    phrase = Passphrase("three brown larks", QUICK)
    envelope.add_slot(store, unlocked.key, phrase, None, NOW)

    def fails(_key: Key) -> None:
        raise WrongKey

    with pytest.raises(WrongKey):
        envelope.remove_slot(store, unlocked.slot, phrase, fails)
    assert envelope.unlock(store, code).key == unlocked.key


def test_missing_keys_newer_keys_and_spoilt_keys_are_three_failures(
    store: Path, code: RecoveryCode
) -> None:
    with pytest.raises(KeysMissing):
        envelope.unlock(store, code)
    envelope.create(store, [(code, None)], NOW)
    good = document(store)
    rewrite(store, lambda content: content.update(format=2))
    with pytest.raises(NewerStore):
        envelope.unlock(store, code)
    for spoilt in (b"", b"{}", b"[1]", b"\xff\xfe", b"[" * 100_000, b"x" * 2_000_000):
        sidecar.path_of(store).write_bytes(spoilt)
        with pytest.raises(DamagedKeys):
            envelope.unlock(store, code)
    for odd in (good | {"more": 1}, good | {"slots": [{}]}, good | {"check": "zz"}):
        sidecar.path_of(store).write_text(json.dumps(odd))
        with pytest.raises(DamagedKeys):
            envelope.unlock(store, code)


def test_a_member_given_twice_is_refused(store: Path, code: RecoveryCode) -> None:
    envelope.create(store, [(code, None)], NOW)
    path = sidecar.path_of(store)
    path.write_text(path.read_text().replace('"format": 1,', '"format": 1, "format": 1,'))
    with pytest.raises(DamagedKeys):
        envelope.unlock(store, code)


def test_the_key_value_tells_a_wrong_key_from_the_right_one(
    store: Path, code: RecoveryCode
) -> None:
    unlocked = envelope.create(store, [(code, None)], NOW)
    assert envelope.key_fits(store, unlocked.key)
    assert not envelope.key_fits(store, Key.random())


def test_no_secret_is_in_the_key_file_or_in_anything_printed(
    store: Path, code: RecoveryCode
) -> None:
    ring, phrase = InMemoryKeyring(), Passphrase("three brown larks", QUICK)
    openers: list[tuple[envelope.Opener, UUID | None]] = [
        (KeyringEntry(ring, ALLOWED_IN_TESTS), AMINA),
        (code, None),
        (phrase, None),
        (InTheClear(), None),
    ]
    unlocked = envelope.create(store, openers, NOW)
    content = sidecar.read(store)
    failures = []
    for attempt in (RecoveryCode.new(), Passphrase("wrong", QUICK)):
        with pytest.raises(WrongKey) as failure:
            envelope.unlock(store, attempt)
        failures.append("".join(traceback.format_exception(failure.value)))
    printed = f"{unlocked!r} {unlocked} {content!r} {openers!r} {content.slots[0]!s} {failures}"
    clear = str(content.slots[-1].parameters["key_in_the_clear"])
    for secret in (unlocked.key.raw.hex(), clear, *ring.entries.values(), "brown larks"):
        assert secret not in printed
    file = sidecar.path_of(store).read_text().replace(clear, "")
    for secret in (unlocked.key.raw.hex(), *ring.entries.values(), *code.groups(), "larks"):
        assert secret not in file


@pytest.mark.parametrize("ending", [".keys", ".keys.old"])
def test_key_files_are_their_owners_only(store: Path, code: RecoveryCode, ending: str) -> None:
    unlocked = envelope.create(store, [(code, None)], NOW)
    envelope.add_slot(store, unlocked.key, InTheClear(), None, NOW)
    assert store.with_name(store.name + ending).stat().st_mode & 0o777 == 0o600


class TurningKeyring(InMemoryKeyring):
    """Proves itself, then answers with something else: it was changed in between."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        return super().get_password(service, username) if self.asked == 1 else "00" * 32


def test_a_slot_that_does_not_give_the_key_back_is_never_written(store: Path) -> None:
    allowed = frozenset({f"{TurningKeyring.__module__}.{TurningKeyring.__qualname__}"})
    with pytest.raises(KeyringUnusable):
        envelope.create(store, [(KeyringEntry(TurningKeyring(), allowed), None)], NOW)
    assert list(store.parent.iterdir()) == []


def test_removing_a_slot_that_is_gone_already_changes_nothing(
    store: Path, code: RecoveryCode
) -> None:
    envelope.create(store, [(code, None)], NOW)
    before = sidecar.path_of(store).read_bytes()
    envelope.remove_slot(store, uuid4(), code, lambda _key: None)
    assert sidecar.path_of(store).read_bytes() == before


@pytest.mark.parametrize("written", ["", "no hex", "00"])
def test_a_demo_whose_key_was_spoilt_does_not_open(store: Path, written: str) -> None:
    envelope.create(store, [(InTheClear(), AMINA)], NOW)

    def spoil(content: dict[str, Any]) -> None:
        content["slots"][0]["parameters"] = {"key_in_the_clear": written}

    rewrite(store, spoil)
    with pytest.raises(WrongKey):
        envelope.unlock(store, InTheClear())
