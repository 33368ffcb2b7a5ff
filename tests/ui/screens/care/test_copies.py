"""A manager sees when the last proven copy was made, and makes one without waiting for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import copied, worker_of
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.copies import CopiesWindow

Opens = Callable[[str], CopiesWindow]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenedStore]:
    with open_store(copied(tmp_path / "team.pbi")) as opened:
        yield opened


@pytest.fixture
def opens(store: OpenedStore, qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    made: list[CopiesWindow] = []

    def open_as(job: str) -> CopiesWindow:
        window = CopiesWindow(qtbot, store.desk, worker_of(store, job), tmp_path)
        made.append(window)
        window.open("copies")
        window.come_in_front()
        return window

    yield open_as
    for window in made:
        window.close()


def test_a_manager_makes_a_copy_and_sees_it_stand_there(opens: Opens, folder: Path) -> None:
    window = opens("Team manager")
    assert "No copy was proven" in window.words
    window.screen.folder.set_text(str(folder))
    window.press("Ctrl+Enter")
    window.wait_for("restored once to prove it")
    assert "The last proven copy was made on" in window.words
    (copy,) = folder.glob("*.copy")
    assert [one.name for one in window.screen.table.rows] == [copy.name]
    assert copy.name in window.words


def test_work_goes_on_while_a_copy_is_made_and_a_stop_leaves_nothing(
    opens: Opens, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens("Team manager")
    begun, go_on = Event(), Event()

    def held_up(_handle: int) -> None:
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr("pbi_desktop.store.backup_rebuild._forget_cached", held_up)
    window.screen.folder.set_text(str(folder))
    window.press("Ctrl+Enter")
    assert begun.wait(10)
    actor = window.actor
    assert window.desk.my_day.show(actor)  # the store answers, and so does the lane
    window.screen.stop.click()
    go_on.set()
    window.wait_for("The copy was stopped")
    assert list(folder.iterdir()) == []
    assert window.screen.make.isVisible()


def test_who_does_not_answer_for_the_store_is_told_who_does(opens: Opens) -> None:
    window = opens("Key worker")
    assert "Only a manager or an auditor" in window.words
    assert not window.screen.make.isVisible()


def test_a_disk_that_is_not_plugged_in_is_told(opens: Opens, folder: Path) -> None:
    window = opens("Team manager")
    window.screen.folder.set_text(str(folder))
    window.press("Ctrl+Enter")
    window.wait_for("restored once to prove it")
    folder.rename(folder.with_name("unplugged"))
    window.press("Ctrl+Enter")
    window.wait_for("is not there")
    window.open("my-day")
    window.open("copies")
    window.wait_for("Perhaps the disk is not plugged in")


def test_no_folder_is_asked_for_in_place(opens: Opens) -> None:
    window = opens("Team manager")
    window.press("Ctrl+Enter")
    assert "Name the folder" in window.words


def test_every_control_has_a_name_and_is_reached_and_no_word_is_cut(
    opens: Opens, folder: Path
) -> None:
    window = opens("Team manager")
    window.screen.folder.set_text(str(folder))
    window.press("Ctrl+Enter")
    window.wait_for("restored once to prove it")
    assert unnamed(window.screen) == []
    assert clipped(window.screen) == []
    assert {window.screen.make, window.screen.folder.editor} <= set(tab_ring(window.shell))
