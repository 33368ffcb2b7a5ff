"""Which key rings are trusted, and how each of the others is refused before a store is made."""

import importlib
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from pbi_desktop.domain.errors import KeyringUnusable
from pbi_desktop.domain.key_errors import DamagedKeys
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.keyring_slot import (
    ALLOWED,
    SERVICE,
    Backend,
    KeyringEntry,
    class_name,
    find_backend,
)
from tests.support.keyrings import (
    ALLOWED_IN_TESTS,
    AnotherKeyring,
    ForgetfulKeyring,
    InMemoryKeyring,
    LockedKeyring,
    PlaintextKeyring,
    ShorteningKeyring,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
WORKER = uuid4()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "team.pbi"


def test_the_key_ring_gives_the_key_back(store: Path) -> None:
    ring = InMemoryKeyring()
    made = envelope.create(store, [(KeyringEntry(ring, ALLOWED_IN_TESTS), WORKER)], NOW)
    again = envelope.unlock(store, KeyringEntry(ring, ALLOWED_IN_TESTS))
    assert again.key == made.key
    assert again.worker == WORKER
    assert [service for service, _ in ring.entries] == [SERVICE]


def test_proving_a_key_ring_leaves_nothing_behind() -> None:
    ring = InMemoryKeyring()
    KeyringEntry(ring, ALLOWED_IN_TESTS).prove()
    assert ring.entries == {}


@pytest.mark.parametrize("ring", [ForgetfulKeyring(), ShorteningKeyring(), LockedKeyring()])
def test_a_key_ring_that_does_not_keep_its_word_is_refused_before_anything_is_made(
    store: Path, ring: Backend
) -> None:
    entry = KeyringEntry(ring, ALLOWED_IN_TESTS)
    with pytest.raises(KeyringUnusable) as failure:
        entry.prove()
    assert failure.value.backend == class_name(ring)
    with pytest.raises(KeyringUnusable):
        envelope.create(store, [(entry, WORKER)], NOW)
    assert list(store.parent.iterdir()) == []


def test_a_readable_key_ring_is_refused_and_never_written_to(tmp_path: Path) -> None:
    with pytest.raises(KeyringUnusable) as failure:
        KeyringEntry(PlaintextKeyring(tmp_path / "plain"), ALLOWED_IN_TESTS)
    assert failure.value.backend.endswith("PlaintextKeyring")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["null.Keyring", "fail.Keyring", "chainer.ChainerBackend"])
def test_the_librarys_own_null_failing_and_chaining_back_ends_are_refused(name: str) -> None:
    module, _, cls = f"keyring.backends.{name}".rpartition(".")
    ring = getattr(importlib.import_module(module), cls)()
    with pytest.raises(KeyringUnusable) as failure:
        KeyringEntry(ring)
    assert failure.value.backend == f"keyring.backends.{name}"


def test_a_class_of_the_same_name_from_elsewhere_is_refused() -> None:
    imposter = type("Keyring", (InMemoryKeyring,), {"__module__": "keyrings.alt.file"})
    with pytest.raises(KeyringUnusable):
        KeyringEntry(imposter())


def test_another_key_ring_than_last_time_leads_to_recovery_and_changes_nothing(
    store: Path,
) -> None:
    first = InMemoryKeyring()
    envelope.create(store, [(KeyringEntry(first, ALLOWED_IN_TESTS), WORKER)], NOW)
    before = sidecar.path_of(store).read_bytes()
    other = AnotherKeyring()
    other.entries.update(first.entries)
    with pytest.raises(KeyringUnusable):
        envelope.unlock(store, KeyringEntry(other, ALLOWED_IN_TESTS))
    assert other.entries == first.entries
    assert sidecar.path_of(store).read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["team.pbi.keys"]


@pytest.mark.parametrize("held", [None, "", "not hex", "00" * 16])
def test_an_emptied_or_spoilt_entry_leads_to_recovery(store: Path, held: str | None) -> None:
    ring = InMemoryKeyring()
    envelope.create(store, [(KeyringEntry(ring, ALLOWED_IN_TESTS), WORKER)], NOW)
    (entry,) = ring.entries
    if held is None:
        ring.entries.clear()
    else:
        ring.entries[entry] = held
    with pytest.raises(KeyringUnusable):
        envelope.unlock(store, KeyringEntry(ring, ALLOWED_IN_TESTS))


def test_an_entry_with_another_key_is_meddling(store: Path) -> None:
    ring = InMemoryKeyring()
    envelope.create(store, [(KeyringEntry(ring, ALLOWED_IN_TESTS), WORKER)], NOW)
    (entry,) = ring.entries
    ring.entries[entry] = "00" * 32
    with pytest.raises(DamagedKeys):
        envelope.unlock(store, KeyringEntry(ring, ALLOWED_IN_TESTS))


def test_two_accounts_open_one_store_each_from_their_own_key_ring(store: Path) -> None:
    hers, his = (KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS) for _ in range(2))
    him = uuid4()
    envelope.create(store, [(hers, WORKER), (his, him)], NOW)
    assert envelope.unlock(store, hers).worker == WORKER
    assert envelope.unlock(store, his).worker == him


def test_a_removed_slot_can_be_forgotten_by_the_key_ring(store: Path) -> None:
    ring = InMemoryKeyring()
    entry = KeyringEntry(ring, ALLOWED_IN_TESTS)
    envelope.create(store, [(entry, WORKER)], NOW)
    entry.forget(sidecar.read(store).slots[0])
    assert ring.entries == {}


def test_the_environment_cannot_choose_the_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    with pytest.raises(KeyringUnusable):
        find_backend(ALLOWED - {"keyring.backends.macOS.Keyring"})


def test_the_best_working_class_of_the_list_is_chosen_and_not_redirected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/session")
    chosen = find_backend(frozenset({"keyring.backends.fail.Keyring", "no.such.Keyring"}))
    assert class_name(chosen) == "keyring.backends.fail.Keyring"
    assert "preferred_collection" not in vars(chosen)


def test_nothing_printed_about_a_key_ring_shows_what_it_holds(store: Path) -> None:
    ring = InMemoryKeyring()
    entry = KeyringEntry(ring, ALLOWED_IN_TESTS)
    envelope.create(store, [(entry, WORKER)], NOW)
    (held,) = ring.entries.values()
    assert held not in f"{entry!r} {entry}"
