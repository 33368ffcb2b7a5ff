"""A store comes back from its copy, whole, in a new place; or one sentence says why not."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from pbi_desktop.domain.copies import Manifest
from pbi_desktop.domain.copy_errors import (
    CopyDamaged,
    ManifestMissing,
    ManifestWrong,
    NoCopies,
    NoRoomForCopy,
)
from pbi_desktop.domain.errors import PbiError, WrongKey
from pbi_desktop.domain.key_errors import (
    DamagedKeys,
    KeysMissing,
    StoreExists,
    TooManyTries,
    UnsafePlace,
)
from pbi_desktop.domain.wording import explain
from pbi_desktop.store import backup_manifest
from pbi_desktop.store.backup import Made
from pbi_desktop.store.backup_restore import Restoring, copy_at, restore
from pbi_desktop.store.durable import beside
from pbi_desktop.store.encrypted_file import open_raw, verify_pages
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from pbi_desktop.store.secrets.recovery import RecoveryCode
from tests.store.copied_stores import NOW, SmallStore

WORKER = UUID(int=5)


@pytest.fixture
def store(tmp_path: Path) -> SmallStore:
    return SmallStore.made(tmp_path / "own" / "team.pbi")


@pytest.fixture
def made(store: SmallStore, tmp_path: Path) -> Made:
    (tmp_path / "copies").mkdir()
    return store.copy(tmp_path / "copies")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new" / "team.pbi"


BY = Restoring(InTheClear(), lambda: NOW)


def brought_back(made: Made, new: Path) -> Manifest:
    return restore(made.path, new, BY)


def left(new: Path) -> set[str]:
    return {path.name for path in new.parent.iterdir()} if new.parent.exists() else set()


def is_refused(made: Made, new: Path, kind: type[PbiError]) -> str:
    """Restore, expect to be refused, and expect nothing to be left; return the sentence."""
    before = {path.name: path.read_bytes() for path in made.path.parent.iterdir()}
    with pytest.raises(kind) as refused:
        brought_back(made, new)
    assert left(new) <= {"team.pbi.lock"}
    assert {path.name: path.read_bytes() for path in made.path.parent.iterdir()} == before
    said = explain(refused.value)
    assert "Nothing was restored" in said
    return said


def test_what_comes_back_is_what_was_copied_under_the_stores_own_key(
    store: SmallStore, made: Made, new: Path
) -> None:
    assert brought_back(made, new) == made.manifest
    assert left(new) == {"team.pbi", "team.pbi.keys", "team.pbi.lock"}
    unlocked = envelope.unlock(new, InTheClear())
    assert unlocked.key == store.key
    with closing(open_raw(new, unlocked.key.raw, wipe_memory=False)) as raw:
        assert verify_pages(raw) == []
        assert raw.execute("SELECT count(*) FROM notes").fetchone() == (300,)


def test_the_copy_is_read_and_never_written(made: Made, new: Path) -> None:
    folder = made.path.parent
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    brought_back(made, new)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert after == before


@pytest.mark.parametrize("ending", ["", ".keys", "-wal"])
def test_a_store_that_is_there_is_never_overwritten_or_moved(
    made: Made, new: Path, ending: str
) -> None:
    new.parent.mkdir()
    beside(new, ending).write_bytes(b"theirs")
    with pytest.raises(StoreExists):
        brought_back(made, new)
    assert left(new) == {new.name + ending, "team.pbi.lock"}
    assert beside(new, ending).read_bytes() == b"theirs"


def test_a_copy_cut_short_says_so(made: Made, new: Path) -> None:
    content = made.path.read_bytes()
    for length in (0, 1, 4096, len(content) - 1):
        made.path.write_bytes(content[:length])
        assert "cut short" in is_refused(made, new, CopyDamaged)


def test_one_flipped_bit_anywhere_is_noticed(made: Made, new: Path) -> None:
    content, chance = made.path.read_bytes(), random.Random(4711)  # noqa: S311
    for place in (0, len(content) - 1, *chance.sample(range(len(content)), 12)):
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << chance.randrange(8)
        made.path.write_bytes(spoilt)
        is_refused(made, new, CopyDamaged)


def test_one_changed_character_of_the_manifest_is_noticed(made: Made, new: Path) -> None:
    path = backup_manifest.path_of(made.path)
    content, chance = path.read_bytes(), random.Random(4711)  # noqa: S311
    places = [n for n in range(len(content)) if chr(content[n]).isalnum()]
    for place in chance.sample(places, 25):
        spoilt = bytearray(content)
        spoilt[place] = ord("1") if content[place] != ord("1") else ord("2")
        path.write_bytes(spoilt)
        is_refused(made, new, ManifestWrong)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"format": 1}', b"\xff\xfe", b"[" * 9999]
)
def test_what_is_no_manifest_at_all_is_refused(made: Made, new: Path, content: bytes) -> None:
    backup_manifest.path_of(made.path).write_bytes(content)
    is_refused(made, new, ManifestWrong)


def test_a_missing_manifest_is_named(made: Made, new: Path) -> None:
    backup_manifest.path_of(made.path).unlink()
    assert "no manifest" in is_refused(made, new, ManifestMissing)


def test_the_manifest_of_another_copy_is_recognised(
    store: SmallStore, made: Made, new: Path
) -> None:
    store.a_day_later()
    with closing(store.open()) as raw:
        store.write(raw, 300)
    later = store.copy(made.path.parent)
    shutil.copy(backup_manifest.path_of(later.path), backup_manifest.path_of(made.path))
    assert later.path.name in is_refused(made, new, ManifestWrong)


def test_the_manifest_of_another_store_is_recognised(made: Made, new: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    other = SmallStore.made(tmp_path / "other" / "team.pbi").copy(tmp_path / "theirs")
    shutil.copy(backup_manifest.path_of(other.path), backup_manifest.path_of(made.path))
    is_refused(made, new, ManifestWrong)


def test_missing_and_damaged_keys_are_told_apart(made: Made, new: Path) -> None:
    keys = beside(made.path, ".keys")
    keys.write_text("{}")
    with pytest.raises(DamagedKeys):
        brought_back(made, new)
    keys.unlink()
    with pytest.raises(KeysMissing):
        brought_back(made, new)
    assert left(new) <= {"team.pbi.lock"}


def test_the_recovery_code_and_each_workers_own_slot_open_a_copy(
    store: SmallStore, tmp_path: Path
) -> None:
    code, own, stranger = (RecoveryCode.new() for _ in range(3))
    envelope.add_slot(store.path, store.key, code, None, NOW)
    envelope.add_slot(store.path, store.key, own, WORKER, NOW)
    (tmp_path / "copies").mkdir()
    made = store.copy(tmp_path / "copies")
    for number, opener in enumerate((code, own)):
        new = tmp_path / str(number) / "team.pbi"
        assert restore(made.path, new, Restoring(opener, lambda: NOW)) == made.manifest
    new = tmp_path / "stranger" / "team.pbi"
    for _ in range(5):
        with pytest.raises(WrongKey):
            restore(made.path, new, Restoring(stranger, lambda: NOW))
    with pytest.raises(TooManyTries):
        restore(made.path, new, Restoring(stranger, lambda: NOW))
    assert left(new) == {"team.pbi.lock"}


def test_the_newest_copy_of_a_folder_is_taken(store: SmallStore, made: Made) -> None:
    store.a_day_later()
    later = store.copy(made.path.parent)
    assert copy_at(made.path) == made.path
    assert copy_at(made.path.parent) == later.path


def test_a_folder_without_copies_is_named(made: Made, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(NoCopies):
            copy_at(place)


def test_nothing_is_restored_into_a_synchronised_folder(made: Made, new: Path) -> None:
    (new.parent / ".dropbox").mkdir(parents=True)
    with pytest.raises(UnsafePlace):
        brought_back(made, new)
    assert left(new) == {".dropbox"}


@pytest.fixture
def small_disk(tmp_path: Path, made: Made) -> Iterator[Path]:
    """Return a disk on which the copy does not fit again."""
    place = tmp_path / "disk"
    place.mkdir()
    kib = made.manifest.size // 1024 * 3 // 2
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("no small disk may be made here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


@pytest.fixture(params=["seen before", "seen when it is full"])
def room_told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system tell how much room there is; or let the disk fill up after it has told."""
    real, early = shutil.disk_usage, [10**12] if request.param != "seen before" else []

    def told(place: Path) -> SimpleNamespace:
        return SimpleNamespace(free=early.pop() if early else real(place).free)

    monkeypatch.setattr("pbi_desktop.store.backup.shutil.disk_usage", told)


@pytest.mark.usefixtures("room_told")
def test_a_full_disk_leaves_nothing_of_a_restore(made: Made, small_disk: Path) -> None:
    new = small_disk / "team.pbi"
    with pytest.raises(NoRoomForCopy) as refused:
        brought_back(made, new)
    assert left(new) == {"team.pbi.lock"}
    assert "MB" in explain(refused.value)


@pytest.mark.usefixtures("room_told")
def test_a_full_disk_leaves_nothing_of_a_copy(
    store: SmallStore, made: Made, small_disk: Path
) -> None:
    with pytest.raises(NoRoomForCopy):
        store.copy(small_disk)
    assert list(small_disk.iterdir()) == []
    with closing(store.open()) as raw:
        assert verify_pages(raw) == []
