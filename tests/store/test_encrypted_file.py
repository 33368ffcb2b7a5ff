"""Opening the encrypted file: every setting made, and every other file refused."""

import errno
import os
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pbi_desktop.domain.errors import (
    DamagedStore,
    DiskFull,
    NotAStore,
    PbiError,
    StoreBusy,
    WrongKey,
)
from pbi_desktop.domain.key_errors import StoreExists, UnsafeLibrary
from pbi_desktop.store import encrypted_file
from pbi_desktop.store.encrypted_file import (
    CACHE_KIB,
    RawConnection,
    backup_to,
    checkpoint,
    open_raw,
    translated,
    verify_pages,
)
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.open_slot import InTheClear

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PAGE, RESERVED = 4096, 80  # of a page, the end holds its vector and its seal
CANARY = "Ysbryd-y-Dref-4711"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "team.pbi"


@pytest.fixture
def key(store: Path) -> Key:
    return envelope.create(store, [(InTheClear(), None)], NOW).key


@pytest.fixture
def open_store(store: Path, key: Key) -> Iterator[RawConnection]:
    with closing(open_raw(store, key.raw, create=True)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")
        yield connection


def add_notes(connection: RawConnection, words: str, count: int = 1) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO note (words) VALUES (?)", [(words,)] * count)
    connection.execute("COMMIT")


def failure_of(store: Path, key: Key) -> PbiError:
    with pytest.raises(PbiError) as failure:
        open_raw(store, key.raw).close()
    return failure.value


def setting(connection: RawConnection, name: str) -> str:
    return str(connection.execute(f"PRAGMA {name}").fetchone()[0])


def test_every_setting_that_keeps_records_safe_is_on(open_store: RawConnection) -> None:
    wanted = {
        "cipher_status": "1",
        "cipher_log_level": "NONE",
        "journal_mode": "wal",
        "synchronous": "2",
        "foreign_keys": "1",
        "busy_timeout": "5000",
        "secure_delete": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "journal_size_limit": str(64 * 1024 * 1024),
        "cache_size": str(-CACHE_KIB),
        "temp_store": "2",
    }
    if sys.platform == "darwin":
        wanted |= {"fullfsync": "1", "checkpoint_fullfsync": "1"}
    assert {name: setting(open_store, name) for name in wanted} == wanted
    assert setting(open_store, "cipher_version")
    assert open_store.isolation_level is None


def test_a_store_opened_again_has_the_same_settings_and_content(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY)
    with closing(open_raw(store, key.raw)) as second:
        assert setting(second, "synchronous") == "2"
        assert setting(second, "cache_size") == str(-CACHE_KIB)
        assert second.execute("SELECT words FROM note").fetchall() == [(CANARY,)]


def test_extensions_cannot_be_loaded(open_store: RawConnection) -> None:
    with pytest.raises(Exception, match="not authorized"):
        open_store.execute("SELECT load_extension('nothing')")


def test_the_file_and_its_helpers_are_their_owners_only(tmp_path: Path, key: Key) -> None:
    before = os.umask(0)
    try:
        store = tmp_path / "new" / "folder" / "team.pbi"
        with closing(open_raw(store, key.raw, create=True)) as connection:
            connection.execute("CREATE TABLE t (x)")
            modes = {path.name: path.stat().st_mode & 0o777 for path in store.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"team.pbi": 0o600, "team.pbi-wal": 0o600, "team.pbi-shm": 0o600}
    assert store.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_whose_mode_was_loosened_is_tightened_when_opened(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    store.chmod(0o644)
    open_raw(store, key.raw).close()
    assert store.stat().st_mode & 0o777 == 0o600


def test_nothing_written_can_be_read_in_the_file_its_log_or_its_memory_file(
    store: Path, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY, 2000)
    open_store.execute("CREATE TEMP TABLE grants AS SELECT words FROM note")
    open_store.execute("SELECT words FROM note ORDER BY words || id").fetchall()
    assert store.with_name("team.pbi-wal").stat().st_size > 60_000
    assert _readable(store.parent) == []
    checkpoint(open_store)
    assert store.stat().st_size > 60_000
    assert _readable(store.parent) == []


def test_a_deleted_note_is_not_even_readable_with_the_key(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY)
    checkpoint(open_store)
    assert CANARY.encode() in _decrypted(store, key)
    open_store.execute("DELETE FROM note")
    checkpoint(open_store)
    assert CANARY.encode() not in _decrypted(store, key)


def _decrypted(store: Path, key: Key) -> bytes:
    """Return all pages, free ones included, as somebody with the key can read them."""
    content, plain = store.read_bytes(), b""
    for at in range(0, len(content), PAGE):
        body = content[at + (16 if at == 0 else 0) : at + PAGE - RESERVED]
        vector = content[at + PAGE - RESERVED :][:16]
        plain += Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor().update(body)
    return plain


def _readable(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.iterdir()
        if CANARY.encode() in (found := path.read_bytes())
        or CANARY.encode("utf-16-le") in found
        or b"CREATE TABLE" in found
        or found.startswith(b"SQLite format 3")
    ]


def test_a_wrong_key_and_a_damaged_file_are_different_failures(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    open_store.close()
    assert failure_of(store, Key.random()) == WrongKey()
    content = bytearray(store.read_bytes())
    content[100] ^= 1
    store.write_bytes(content)
    assert isinstance(failure_of(store, key), DamagedStore)
    assert failure_of(store, Key.random()) == WrongKey()


def test_a_wrong_key_changes_nothing(store: Path, open_store: RawConnection) -> None:
    add_notes(open_store, CANARY)
    open_store.close()
    before = store.read_bytes()
    failure_of(store, Key.random())
    assert store.read_bytes() == before


def test_without_the_key_file_a_key_that_does_not_fit_is_still_a_wrong_key(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    open_store.close()
    sidecar.path_of(store).unlink()
    assert failure_of(store, Key.random()) == WrongKey()
    open_raw(store, key.raw).close()


@pytest.mark.parametrize("content", [b"", b"\xff\xd8 a picture", b"PK\x03\x04" * 2000])
def test_a_file_of_another_kind_is_no_store(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.pbi"
    path.write_bytes(content)
    assert failure_of(path, Key.random()) == NotAStore(str(path))
    assert path.read_bytes() == content


def test_an_unencrypted_database_is_refused_untouched(store: Path, key: Key) -> None:
    with closing(sqlite3.connect(store)) as plain:
        plain.execute("CREATE TABLE note (words TEXT)")
    before = store.read_bytes()
    assert failure_of(store, key) == NotAStore(str(store))
    assert store.read_bytes() == before


def test_a_driver_without_a_cipher_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as plain, pytest.raises(UnsafeLibrary):
        encrypted_file._assert_cipher(plain)


def test_a_missing_store_is_said_to_be_missing_and_never_made(store: Path, key: Key) -> None:
    assert failure_of(store, key) == NotAStore(str(store))
    assert not store.exists()
    assert failure_of(store.parent / "no" / "folder.pbi", key).__class__ is NotAStore
    assert not (store.parent / "no").exists()


def test_a_new_store_never_replaces_a_file(store: Path, key: Key) -> None:
    store.write_bytes(b"")
    with pytest.raises(StoreExists):
        open_raw(store, key.raw, create=True)
    assert store.exists()


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 45, 1), (3, 7, 0)])
def test_an_sqlite_that_can_lose_work_is_refused_before_anything_is_made(
    store: Path, key: Key, version: tuple[int, ...]
) -> None:
    with pytest.raises(UnsafeLibrary) as failure:
        open_raw(store, key.raw, create=True, sqlite=version)
    assert failure.value.found == ".".join(map(str, version))
    assert failure.value.needed == "3.51.3"
    assert not store.exists()


def test_a_key_of_another_length_is_a_wrong_key(store: Path, open_store: RawConnection) -> None:
    for short in (b"", b"x" * 31, b"x'" + b"00" * 32 + b"'"):
        with pytest.raises(WrongKey):
            open_raw(store, short)


def test_the_key_is_in_no_failure_and_in_no_connection(
    store: Path, key: Key, open_store: RawConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = Key.random()
    with pytest.raises(WrongKey) as failure:
        open_raw(store, wrong.raw)
    output = capfd.readouterr()
    printed = "".join(traceback.format_exception(failure.value)) + output.out + output.err
    assert output.err == ""  # the cipher prints to it unless told not to
    for text in (printed, repr(open_store), repr(failure.value)):
        assert wrong.raw.hex() not in text.lower()
        assert key.raw.hex() not in text.lower()


def test_a_locked_file_is_busy(store: Path, key: Key, open_store: RawConnection) -> None:
    open_store.execute("BEGIN IMMEDIATE")
    with closing(open_raw(store, key.raw)) as second:
        second.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(StoreBusy) as failure, encrypted_file.driver_failures_named(store):
            second.execute("BEGIN IMMEDIATE")
    assert failure.value.where == str(store)
    open_store.execute("ROLLBACK")


def test_any_other_driver_failure_says_that_the_store_cannot_be_used(
    open_store: RawConnection,
) -> None:
    with pytest.raises(Exception, match="no such table") as failure:
        open_store.execute("SELECT * FROM absent")
    assert repr(translated(failure.value)) == "StoreUnavailable(reason='SQLITE_ERROR')"


def test_a_checkpoint_empties_the_log_and_says_when_a_reader_prevents_it(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY)
    assert checkpoint(open_store)
    assert store.with_name("team.pbi-wal").stat().st_size == 0
    with closing(open_raw(store, key.raw)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM note").fetchone()
        add_notes(open_store, CANARY)
        open_store.execute("PRAGMA busy_timeout = 0")
        assert not checkpoint(open_store)
        with pytest.raises(StoreBusy):
            verify_pages(open_store)


def test_a_failing_checkpoint_is_an_expected_failure(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    open_store.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy) as failure:
        checkpoint(open_store)
    assert failure.value.where == str(store)
    open_store.execute("ROLLBACK")


def test_a_whole_file_verifies(open_store: RawConnection) -> None:
    add_notes(open_store, CANARY, 500)
    assert verify_pages(open_store) == []


def test_a_reference_to_nothing_is_found_without_quoting_the_record(
    open_store: RawConnection,
) -> None:
    open_store.execute("CREATE TABLE mark (note INTEGER REFERENCES note, words TEXT)")
    open_store.execute("PRAGMA foreign_keys = OFF")
    open_store.execute("INSERT INTO mark VALUES (7, ?)", (CANARY,))
    (finding,) = verify_pages(open_store)
    assert (finding.check, finding.detail) == ("foreign_key_check", "mark row 1 has no note")


def test_a_backup_is_the_store_as_it_was_and_opens_with_the_same_keys(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY, 300)
    copy = store.with_name("copy.pbi")
    backup_to(open_store, copy, key.raw)
    add_notes(open_store, "later")
    unlocked = envelope.unlock(copy, InTheClear())
    with closing(open_raw(copy, unlocked.key.raw)) as backup:
        assert backup.execute("SELECT count(*), min(words) FROM note").fetchone() == (300, CANARY)
        assert verify_pages(backup) == []
    names = {path.name for path in store.parent.iterdir() if path.name.startswith("copy")}
    assert names == {"copy.pbi", "copy.pbi.keys"}
    assert _readable(store.parent) == []
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_replaces_a_file_and_leaves_nothing_when_it_fails(
    store: Path, key: Key, open_store: RawConnection
) -> None:
    add_notes(open_store, CANARY, 300)
    taken = store.with_name("taken.pbi")
    taken.write_bytes(b"mine")
    with pytest.raises(StoreExists):
        backup_to(open_store, taken, key.raw)
    assert taken.read_bytes() == b"mine"
    checkpoint(open_store)
    content = bytearray(store.read_bytes())
    content[4096 * 3 + 50] ^= 1
    store.write_bytes(content)
    with closing(open_raw(store, key.raw)) as damaged, pytest.raises(DamagedStore):
        backup_to(damaged, store.with_name("copy.pbi"), key.raw)
    assert not [path for path in store.parent.iterdir() if path.name.startswith("copy")]


def test_a_backup_that_cannot_get_its_name_leaves_nothing(
    store: Path, key: Key, open_store: RawConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = Path.replace

    def fails_at_the_end(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return renamed(path, target)

    monkeypatch.setattr(Path, "replace", fails_at_the_end)
    with pytest.raises(DiskFull):
        backup_to(open_store, store.with_name("copy.pbi"), key.raw)
    assert not [path for path in store.parent.iterdir() if path.name.startswith("copy")]
