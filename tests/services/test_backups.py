"""Copies as services make them: in the audit chain, remembered, and over before the key goes."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from pbi_desktop.domain.copies import Head
from pbi_desktop.domain.copy_errors import CopyIsNoStore, CopyStopped
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.times import system_clock
from pbi_desktop.services.backup_drill import drill_copy, machine
from pbi_desktop.services.backups import opening, restored
from pbi_desktop.services.stores import OpenedStore, open_store
from pbi_desktop.store.secrets.open_slot import InTheClear
from tests.cli.demo_store import copied, raw


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copied(tmp_path / "own" / "team.pbi")


@pytest.fixture
def store(path: Path) -> Iterator[OpenedStore]:
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def test_that_a_copy_began_is_in_it_and_that_it_was_proven_comes_after(
    store: OpenedStore, folder: Path, path: Path
) -> None:
    made = store.copies().make(store.sign_in(), folder)
    with raw(path) as connection:
        rows = connection.execute(
            "SELECT seq, action, payload_hash FROM audit_entries ORDER BY at DESC, seq DESC LIMIT 2"
        ).fetchall()
    (later, proved, payload), (earlier, began, _none) = rows
    assert (began, proved, payload) == ("began a copy", "proved a copy", made.manifest.sha256)
    assert earlier in {head.seq for head in made.manifest.contents.heads}
    assert earlier < later


def test_the_last_copy_is_remembered_and_an_invented_one_is_not_believed(
    path: Path, folder: Path
) -> None:
    with open_store(path) as store:
        made = store.copies().make(store.sign_in(), folder)
    with open_store(path) as store:
        page = store.copies().page(store.sign_in())
        assert page.last is not None
        assert (page.last.path, page.last.made_at) == (made.path, made.manifest.made_at)
        assert [one.name for one in page.copies] == [made.path.name]
    note = path.with_name(path.name + ".copies")
    note.write_text(note.read_text().replace("2026", "2029").replace("2027", "2029"))
    note.write_text(note.read_text().replace(made.path.name, "team-no.copy"))
    with open_store(path) as store:
        assert store.copies().page(store.sign_in()).last is None


def test_closing_the_store_ends_a_copy_first_and_leaves_nothing_of_it(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def held_up(_handle: int) -> None:
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr("pbi_desktop.store.backup_rebuild._forget_cached", held_up)
    store, ended = open_store(path), list[PbiError]()
    actor = store.sign_in()

    def copy() -> None:
        try:
            store.copies().make(actor, folder)
        except PbiError as error:
            ended.append(error)

    thread = Thread(target=copy)
    thread.start()
    assert begun.wait(10)
    later = Timer(0.1, go_on.set)  # while the store is being closed
    later.start()
    store.close()
    thread.join()
    later.join()
    assert [type(one) for one in ended] == [CopyStopped]
    assert list(folder.iterdir()) == []


def test_nobody_works_in_a_copy(store: OpenedStore, folder: Path) -> None:
    made = store.copies().make(store.sign_in(), folder)
    with pytest.raises(CopyIsNoStore):
        open_store(made.path)


def test_a_copy_older_than_the_head_kept_outside_is_restored_and_says_so(
    store: OpenedStore, folder: Path, tmp_path: Path
) -> None:
    made = store.copies().make(store.sign_in(), folder)
    head = made.manifest.contents.heads[0]
    seen = Head(head.chain, head.seq + 3, "later", system_clock())
    done = restored(folder, tmp_path / "new" / "team.pbi", opening(InTheClear()), [seen])
    assert [(one.chain, one.entries) for one in done.behind] == [(head.chain, 3)]
    assert done.store.is_file()


def test_a_drill_leaves_nothing_behind_and_names_no_machine(
    store: OpenedStore, folder: Path, tmp_path: Path
) -> None:
    store.copies().make(store.sign_in(), folder)
    (tmp_path / "place").mkdir()
    found = drill_copy(folder, "", opening(InTheClear()), tmp_path / "place")
    assert found.passed
    assert list((tmp_path / "place").iterdir()) == []
    assert {name for name, _value in machine()} == {"System", "Processor", "Program"}
