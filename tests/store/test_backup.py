"""A copy is one that came back: made while others write, proven, thinned, and never half there."""

import json
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pbi_desktop.domain.copy_errors import CopyNotProven, CopyStopped, NoFolder
from pbi_desktop.domain.key_errors import UnsafePlace
from pbi_desktop.store import backup_manifest, backup_rebuild
from pbi_desktop.store.backup import Place
from pbi_desktop.store.encrypted_file import open_raw, verify_pages
from tests.store.copied_stores import SmallStore

ROUNDS = 12


@pytest.fixture
def store(tmp_path: Path) -> SmallStore:
    return SmallStore.made(tmp_path / "own" / "team.pbi")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_has_its_keys_and_its_manifest_and_nothing_else_is_left(
    store: SmallStore, folder: Path
) -> None:
    made = store.copy(folder)
    assert names(folder) == {made.path.name + ending for ending in ("", ".keys", ".manifest")}
    assert not list(store.path.parent.glob("*.proof*"))
    assert dict(made.manifest.contents.counts)["notes"] == 300
    assert [(head.seq, head.hash) for head in made.manifest.contents.heads] == [(3, "300 notes")]
    assert made.manifest.contents.schema == "0007"


def test_a_copy_has_a_key_of_its_own_that_the_stores_key_opens(
    store: SmallStore, folder: Path
) -> None:
    made = store.copy(folder)
    manifest, key = backup_manifest.read(made.path, store.key)
    assert key != store.key
    with closing(open_raw(made.path, key.raw, wipe_memory=False)) as raw:
        assert verify_pages(raw) == []
    assert manifest == made.manifest


def test_the_manifest_says_nothing_of_what_is_in_the_store(store: SmallStore, folder: Path) -> None:
    made = store.copy(folder)
    text = backup_manifest.path_of(made.path).read_text()
    assert set(json.loads(text)) >= {"store", "made_at", "sha256", "seal"}
    assert not any(word in text for word in ("notes", "0007", "audit_entries"))


def test_twelve_of_twelve_copies_made_while_somebody_writes_are_of_one_moment(
    store: SmallStore, folder: Path
) -> None:
    with closing(store.open()) as raw:
        store.write(raw, 6_000)  # enough pages for many steps of a copy
    stop, writes = threading.Event(), [0]

    def work() -> None:
        with closing(store.open()) as raw:
            while not stop.wait(0.001):
                store.write(raw)
                writes[0] += 1

    writer = threading.Thread(target=work)
    writer.start()
    try:
        made, before = [], []
        for _ in range(ROUNDS):
            before.append(writes[0])
            made.append(store.copy(folder))
            store.a_day_later()
    finally:
        stop.set()
        writer.join()
    assert writes[0] > before[-1] > before[0]
    assert len({one.manifest.contents.heads[0].seq for one in made}) == ROUNDS
    for one in made:
        (head,), counts = one.manifest.contents.heads, dict(one.manifest.contents.counts)
        assert (head.seq, head.hash) == (counts["audit_entries"], f"{counts['notes']} notes")


def test_writing_goes_on_while_a_copy_is_made(store: SmallStore, folder: Path) -> None:
    with closing(store.open()) as raw:

        def told(step: str, done: int, of: int) -> None:
            if step == "copying":
                store.write(raw)

        made = store.copy(folder, told)
        (now,) = raw.execute("SELECT count(*) FROM notes").fetchone()
    assert now > dict(made.manifest.contents.counts)["notes"] == 300


@pytest.mark.parametrize("at", ["copying", "reading back", "checking"])
def test_a_copy_that_is_stopped_leaves_nothing(
    store: SmallStore, folder: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pbi_desktop.store.backup_rebuild._OPS", 50)

    def told(step: str, done: int, of: int) -> None:
        if step == at:
            raise CopyStopped

    with pytest.raises(CopyStopped):
        store.copy(folder, told)
    assert names(folder) == set()
    assert {path.name for path in store.path.parent.iterdir()} <= {
        "team.pbi",
        "team.pbi.keys",
        "team.pbi-wal",
        "team.pbi-shm",
    }
    assert store.copy(folder).path.is_file()


def test_a_copy_that_does_not_come_back_is_no_copy(store: SmallStore, folder: Path) -> None:
    real = backup_rebuild.copy_pages

    def spoiling(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        draft = args[1]
        assert isinstance(draft, Path)
        content = bytearray(draft.read_bytes())
        content[len(content) // 2] ^= 1
        draft.write_bytes(content)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pbi_desktop.store.backup.copy_pages", spoiling)
        with pytest.raises(CopyNotProven):
            store.copy(folder)
    assert names(folder) == set()


def test_what_a_power_cut_left_is_swept_and_other_files_stay(
    store: SmallStore, folder: Path
) -> None:
    made = store.copy(folder)
    base = made.path.name.replace("20261121T", "20261120T")
    left = [f"{base}.part", f"{base}.part-wal", f"{base}.keys", f"{base}.manifest"]
    theirs = ["notes.txt", "other-12345678-20261120T093000Z.copy.part", "x.copy.manifest"]
    for name in left + theirs:
        (folder / name).write_text("half")
    store.a_day_later()
    later = store.copy(folder)
    assert names(folder).isdisjoint(left)
    assert names(folder) >= {*theirs, made.path.name, later.path.name}


def test_copies_of_a_month_are_thinned_with_their_keys(store: SmallStore, folder: Path) -> None:
    gone = 0
    for _ in range(30):
        made = store.copy(folder)
        gone += len(made.gone)
        store.a_day_later()
    there = names(folder)
    copies = {name for name in there if name.endswith(".copy")}
    assert gone == 30 - len(copies)
    assert 9 <= len(copies) <= 13
    assert there == {name + ending for name in copies for ending in ("", ".keys", ".manifest")}
    newest = Place.of(store.path, folder).copies(store.key)[0]
    assert newest == (made.path, made.manifest)


def test_thinning_leaves_what_it_cannot_read_and_what_is_anothers(
    store: SmallStore, folder: Path, tmp_path: Path
) -> None:
    other = SmallStore.made(tmp_path / "other" / "team.pbi", 3)
    theirs, damaged = other.copy(folder), store.copy(folder)
    backup_manifest.path_of(damaged.path).write_text("{}")
    for _ in range(9):
        store.a_day_later()
        store.copy(folder)
    assert names(folder) >= {theirs.path.name, damaged.path.name}


def test_two_copies_of_one_second_have_two_names(store: SmallStore, folder: Path) -> None:
    first, second = store.copy(folder), store.copy(folder)
    assert first.path != second.path
    assert second.gone == (first.path.name,)  # one a day is kept


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder"])
def test_a_folder_that_something_copies_elsewhere_is_refused(
    store: SmallStore, folder: Path, mark: str
) -> None:
    (folder / mark).mkdir()
    with pytest.raises(UnsafePlace):
        store.copy(folder)
    assert names(folder) == {mark}


def test_a_network_drive_is_refused(
    store: SmallStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = folder.parent / "mounts"
    mounts.write_text(f"server:/x {folder} nfs4 rw 0 0\n")
    monkeypatch.setattr("pbi_desktop.store.placement._MOUNTS", mounts)
    with pytest.raises(UnsafePlace):
        store.copy(folder)
    assert names(folder) == set()


def test_a_folder_that_is_not_there_is_named(store: SmallStore, tmp_path: Path) -> None:
    with pytest.raises(NoFolder) as refused:
        store.copy(tmp_path / "stick")
    assert "stick" in refused.value.where
    assert not (tmp_path / "stick").exists()
