"""What a computer remembers of a store outside it: a store put back from before is noticed."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.audit_errors import StoreIsOlder
from pbi_desktop.domain.copies import Head
from pbi_desktop.domain.wording import explain
from pbi_desktop.store.anchors import Anchor, Anchors, Notes, behind
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, class_name
from tests.support.keyrings import InMemoryKeyring

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STORE = uuid4()


class Ring:
    """A key ring that keeps notes."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def note(self, name: str) -> str | None:
        """Return what was kept."""
        return self.kept.get(name)

    def keep_note(self, name: str, text: str) -> None:
        """Keep it."""
        self.kept[name] = text


def heads_of(chain: Sequence[str], name: str = "store") -> tuple[Head, ...]:
    """Return the head of a chain of these hashes."""
    return (Head(name, len(chain), chain[-1], NOW),) if chain else ()


def check(anchors: Anchors, chain: Sequence[str]) -> None:
    """Open a store that has one chain of these hashes."""
    anchors.refuse_older(
        heads_of(chain), lambda _chain, seq: chain[seq - 1] if seq <= len(chain) else None
    )


@pytest.fixture
def key() -> Key:
    return Key(bytearray(secrets.token_bytes(32)))


def anchors_at(folder: Path, key: Key, ring: Ring | None = None) -> Anchors:
    return Anchors(STORE, folder / "team.pbi", key, ring, folder / "seen")


def test_a_store_that_was_never_seen_here_opens(tmp_path: Path, key: Key) -> None:
    check(anchors_at(tmp_path, key), ["a", "b"])


def test_a_store_that_went_on_opens_and_one_put_back_does_not(tmp_path: Path, key: Key) -> None:
    anchors = anchors_at(tmp_path, key)
    anchors.remember(heads_of("abc"), NOW)
    check(anchors, "abc")
    check(anchors, "abcd")
    with pytest.raises(StoreIsOlder) as caught:
        check(anchors, "a")
    assert caught.value.missing == 2
    said = explain(caught.value)
    assert "older than the one this computer last saw: 2 entries are missing" in said
    with pytest.raises(StoreIsOlder) as caught:
        check(anchors, "abX")
    assert caught.value.missing == 0
    assert "its history is not the one of 21 November 2026" in explain(caught.value)


def test_a_chain_that_is_gone_is_noticed_beside_one_that_grew(key: Key) -> None:
    seen = Anchor.of((Head("one", 2, "b", NOW), Head("two", 3, "z", NOW)), NOW)
    now = (Head("one", 9, "i", NOW),)
    found = behind(seen, now, lambda chain, seq: "b" if (chain, seq) == ("one", 2) else None)
    assert [(one.chain, one.entries) for one in found] == [("two", 3)]


def test_what_is_remembered_never_grows_less_but_by_accepting(tmp_path: Path, key: Key) -> None:
    anchors = anchors_at(tmp_path, key)
    anchors.remember(heads_of("abc"), NOW)
    anchors.remember(heads_of("ab"), NOW)
    with pytest.raises(StoreIsOlder):
        check(anchors, "ab")
    anchors.accept(heads_of("ab"), NOW)
    check(anchors, "ab")


def test_a_file_put_back_along_with_the_store_is_told_by_the_key_ring(
    tmp_path: Path, key: Key
) -> None:
    ring = Ring()
    anchors = anchors_at(tmp_path, key, ring)
    anchors.remember(heads_of("ab"), NOW)
    (kept,) = (tmp_path / "seen").iterdir()
    last_week = kept.read_bytes()
    anchors.remember(heads_of("abcd"), NOW)
    for put_back in (last_week, b"", b"{}", b'{"seen": "x", "seal": "y"}', None):
        kept.unlink() if put_back is None else kept.write_bytes(put_back)
        with pytest.raises(StoreIsOlder) as caught:
            check(anchors, "ab")
        assert caught.value.missing == 2, put_back
        check(anchors, "abcd")


def test_nobody_without_the_key_writes_what_was_seen(tmp_path: Path, key: Key) -> None:
    stranger = Key(bytearray(secrets.token_bytes(32)))
    anchors_at(tmp_path, stranger).remember(heads_of("abcdefgh"), NOW)
    assert anchors_at(tmp_path, key).recall() is None


def test_the_same_store_at_another_place_is_another_memory(tmp_path: Path, key: Key) -> None:
    anchors_at(tmp_path, key).remember(heads_of("abc"), NOW)
    elsewhere = Anchors(STORE, tmp_path / "other.pbi", key, None, tmp_path / "seen")
    check(elsewhere, "a")


chains = st.lists(st.text("abc", min_size=1, max_size=1), min_size=1, max_size=6)


@given(chains, chains)
def test_only_what_goes_on_from_what_was_seen_is_not_behind(
    before: list[str], after: list[str]
) -> None:
    seen = Anchor.of(heads_of(before), NOW)
    found = behind(seen, heads_of(after), lambda _c, seq: dict(enumerate(after, 1)).get(seq))
    same = len(after) >= len(before) and after[len(before) - 1] == before[-1]
    assert (not found) is same


def test_the_key_ring_that_opens_a_store_keeps_the_note(tmp_path: Path, key: Key) -> None:
    backend = InMemoryKeyring()
    entry = KeyringEntry(backend, {class_name(backend)})
    assert isinstance(entry, Notes)
    anchors = Anchors(STORE, tmp_path / "team.pbi", key, entry, tmp_path / "seen")
    anchors.remember(heads_of("abc"), NOW)
    (kept,) = (tmp_path / "seen").iterdir()
    kept.unlink()
    with pytest.raises(StoreIsOlder):
        check(anchors, "ab")
    check(anchors, "abc")
