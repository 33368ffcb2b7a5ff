"""What the disk, the power and the user can do to the file, and what is left afterwards."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pbi_desktop.domain.errors import DamagedStore, DiskFull, StoreUnavailable
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    checkpoint,
    driver_failures_named,
    open_raw,
    verify_pages,
)
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.open_slot import InTheClear

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PAGE = 4096


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "team.pbi"


@pytest.fixture
def key(store: Path) -> Key:
    """A store of some twenty pages, closed, and its key."""
    key = envelope.create(store, [(InTheClear(), None)], NOW).key
    with closing(open_raw(store, key.raw, create=True)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")
        connection.execute("CREATE INDEX by_words ON note (words)")
        connection.execute("BEGIN IMMEDIATE")
        words = ((f"note {number} " + "w" * 90,) for number in range(300))
        connection.executemany("INSERT INTO note (words) VALUES (?)", words)
        connection.execute("COMMIT")
    return key


def is_noticed(store: Path, key: Key) -> bool:
    try:
        with closing(open_raw(store, key.raw)) as connection:
            return bool(verify_pages(connection))
    except DamagedStore:
        return True


def count(store: Path, key: Key) -> int:
    with closing(open_raw(store, key.raw)) as connection:
        assert verify_pages(connection) == []
        (found,) = connection.execute("SELECT count(*) FROM note").fetchone()
    return int(found)


def test_a_flipped_bit_in_any_page_is_noticed(store: Path, key: Key) -> None:
    whole, chance = store.read_bytes(), random.Random(4711)  # noqa: S311
    assert not is_noticed(store, key)
    for page in range(len(whole) // PAGE):
        # The first byte, the last one, and one between: salt, record, vector or seal.
        for offset in (0, PAGE - 1, chance.randrange(1, PAGE - 1)):
            spoilt = bytearray(whole)
            spoilt[page * PAGE + offset] ^= 1 << chance.randrange(8)
            store.write_bytes(spoilt)
            assert is_noticed(store, key), f"page {page}, byte {offset}"


def test_a_flipped_bit_in_a_page_that_is_free_is_noticed(store: Path, key: Key) -> None:
    with closing(open_raw(store, key.raw)) as connection:
        connection.execute("DELETE FROM note")
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    assert free > 5
    whole = store.read_bytes()
    for page in range(len(whole) // PAGE):
        spoilt = bytearray(whole)
        spoilt[page * PAGE + 2000] ^= 1
        store.write_bytes(spoilt)
        assert is_noticed(store, key), f"page {page}"


def test_pages_in_each_others_place_are_noticed(store: Path, key: Key) -> None:
    whole = store.read_bytes()
    two, three = whole[PAGE * 2 : PAGE * 3], whole[PAGE * 3 : PAGE * 4]
    store.write_bytes(whole[: PAGE * 2] + three + two + whole[PAGE * 4 :])
    assert is_noticed(store, key)


@pytest.mark.parametrize("kept", [20, PAGE, PAGE * 5, PAGE * 5 + 100, -PAGE, -1])
def test_a_shortened_file_is_noticed(store: Path, key: Key, kept: int) -> None:
    store.write_bytes(store.read_bytes()[:kept])
    assert is_noticed(store, key)


def test_a_full_file_keeps_everything_before_and_nothing_of_the_change(
    store: Path, key: Key
) -> None:
    with closing(open_raw(store, key.raw)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        _write_until_full(connection, store)
        assert not connection.in_transaction
        connection.execute("INSERT INTO note (words) VALUES ('short')")
    assert count(store, key) == 301


def _write_until_full(connection: RawConnection, store: Path) -> None:
    with pytest.raises(DiskFull), driver_failures_named(store):
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany("INSERT INTO note (words) VALUES (?)", [("x" * 3000,)] * 10_000)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one mebibyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_everything_before_and_nothing_of_the_change(
    small_disk: Path, store: Path, key: Key
) -> None:
    there = small_disk / store.name
    there.write_bytes(store.read_bytes())
    with closing(open_raw(there, key.raw)) as connection:
        _write_until_full(connection, there)
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (300,)
    assert count(there, key) == 300


def test_no_half_made_store_or_key_file_is_left_on_a_full_disk(small_disk: Path, key: Key) -> None:
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        filler.write_bytes(b"x" * (2 << 20))
    with pytest.raises(DiskFull):
        open_raw(small_disk / "new.pbi", key.raw, create=True)
    with pytest.raises(DiskFull):
        envelope.create(small_disk / "new.pbi", [(InTheClear(), None)], NOW)
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_store_on_a_disk_that_cannot_be_written_says_so(store: Path, key: Key) -> None:
    program = _LIMITED.format(store=str(store), key=key.raw.hex())
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines() == [repr(StoreUnavailable("SQLITE_IOERR"))]
    assert count(store, key) == 300


_LIMITED = """
import resource, signal
from pathlib import Path
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store.encrypted_file import driver_failures_named, open_raw
store = Path({store!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
connection = open_raw(store, bytes.fromhex({key!r}))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with driver_failures_named(store):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO note (words) VALUES (?)", [("x" * 3000,)] * 10_000)
        connection.execute("COMMIT")
except PbiError as error:
    print(repr(error))
"""


def test_what_was_acknowledged_is_there_after_each_of_five_kills(store: Path, key: Key) -> None:
    _kill_and_compare(store, key, kills=5)


@pytest.mark.long
def test_what_was_acknowledged_is_there_after_each_of_fifty_kills(store: Path, key: Key) -> None:
    _kill_and_compare(store, key, kills=50)


_WRITER = """
import sys
from pathlib import Path
from pbi_desktop.store.encrypted_file import open_raw
connection = open_raw(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))
while True:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO note (words) VALUES (?)", ("x" * 500,))
    connection.execute("COMMIT")
    print("saved", flush=True)
"""


def _kill_and_compare(store: Path, key: Key, kills: int) -> None:
    chance, acknowledged = random.Random(kills), 300  # noqa: S311
    for _ in range(kills):
        saved = _acknowledged_before_kill(store, key, chance.randrange(1, 60))
        kept = count(store, key)
        # One more may be there: saved, and killed before it could say so.
        assert kept - (acknowledged + saved) in (0, 1)
        acknowledged = kept


def _acknowledged_before_kill(store: Path, key: Key, after: int) -> int:
    command = [sys.executable, "-c", _WRITER, str(store)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(key.raw.hex() + "\n")
        writer.stdin.flush()
        for _ in range(after):
            assert writer.stdout.readline() == "saved\n"
        os.kill(writer.pid, signal.SIGKILL)
        return after + len(writer.stdout.readlines())


def test_a_log_left_by_a_kill_is_no_damage(store: Path, key: Key) -> None:
    saved = _acknowledged_before_kill(store, key, 3)
    assert store.with_name("team.pbi-wal").stat().st_size > 0
    with closing(open_raw(store, key.raw)) as connection:
        assert checkpoint(connection)
    assert count(store, key) - 300 - saved in (0, 1)
