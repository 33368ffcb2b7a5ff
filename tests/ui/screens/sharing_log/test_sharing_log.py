"""Who saw and was told what, on the screen: for the team, for the person, and for who audits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.services.stores import OpenedStore, open_store
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.sharing_log.screen import make_sharing_log
from pbi_desktop.ui.screens.sharing_log.view import SharingLogScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.cli.demo_store import a_case, copied, worker_of
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


class LogWindow(DeskWindow):
    """One worker's window on the Sharing log."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("sharing-log", "Sharing log", "eye", 0, self._log, below=True),
        ]

    def _log(self, navigator: Navigator) -> QWidget:
        return make_sharing_log(
            self.desk, self.actor, self.lane, self.privacy, navigator, self.folder
        )

    @property
    def screen(self) -> SharingLogScreen:
        """The screen itself."""
        found = self.shell.screen_at("sharing-log")
        assert isinstance(found, SharingLogScreen)
        return found

    def wait_for(self, words: str) -> None:
        """Wait until the screen says something."""
        self.qtbot.waitUntil(lambda: words in words_in(self.screen), timeout=20_000)
        self.settle()


Opens = Callable[[str], LogWindow]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenedStore]:
    with open_store(copied(tmp_path / "team.pbi")) as opened:
        yield opened


@pytest.fixture
def opens(store: OpenedStore, qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    made: list[LogWindow] = []

    def open_as(job: str) -> LogWindow:
        window = LogWindow(qtbot, store.desk, worker_of(store, job), tmp_path)
        made.append(window)
        window.open("sharing-log")
        window.come_in_front()
        return window

    yield open_as
    for window in made:
        window.close()


def a_reference(store: OpenedStore) -> str:
    """Return the reference of a case that its key worker has opened."""
    login, case = a_case()
    actor = store.sign_in(login)
    store.store().open_case(actor, case.case_id)
    return case.reference


def test_a_manager_reads_who_opened_a_case_and_what_to_ask_about(
    opens: Opens, store: OpenedStore
) -> None:
    reference = a_reference(store)
    window = opens("Team manager")
    window.type(reference)
    window.press("Enter")
    window.wait_for("The person's own version")
    assert {line.did for line in window.screen.table.rows} == {"Opened the case"}
    assert not window.screen.table.isColumnHidden(4)
    assert unnamed(window.screen) == []
    assert clipped(window.screen) == []
    ring = set(tab_ring(window.shell))
    assert {window.screen.reference.editor, window.screen.save, window.screen.as_person} <= ring


def test_the_persons_version_names_no_worker_and_is_saved_as_pdf(
    opens: Opens, store: OpenedStore, tmp_path: Path
) -> None:
    reference = a_reference(store)
    window = opens("Team manager")
    window.type(reference)
    window.press("Enter")
    window.wait_for("The person's own version")
    window.screen.as_person.click()
    window.wait_for("services and jobs, no names of workers")
    assert {line.who for line in window.screen.table.rows} == {""}
    assert window.screen.table.isColumnHidden(4)
    window.press("Ctrl+P")
    made = tmp_path / f"sharing-log-{reference}.pdf"
    window.qtbot.waitUntil(made.is_file, timeout=20_000)
    window.settle()
    dids = {line.did for line in window.screen.table.rows}
    assert "Printed sharing log (for the person)" in dids


def test_only_who_audits_reads_every_case(opens: Opens) -> None:
    window = opens("Key worker")
    window.screen.site.click()
    window.wait_for("Only a manager, an information governance lead or an auditor")
    assert not window.screen.table.isVisible()
    manager = opens("Team manager")
    manager.screen.site.click()
    manager.wait_for("That you read this is written down too")


def test_what_is_not_there_and_what_is_not_typed_is_told(opens: Opens) -> None:
    window = opens("Key worker")
    window.press("Enter")
    assert "Give the reference of a case" in window.screen.reference.problem
    window.type("ZZZZZZ")
    window.press("Enter")
    window.qtbot.waitUntil(window.screen.said.isVisible, timeout=20_000)
    window.settle()
    assert "There is no such case" in window.screen.said.text
