"""A case of a key worker with a person in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.shell import Shell
from tests.support.robots.case import CaseRobot, CaseWindow
from tests.support.world import CaseMade, World

Opener = Callable[..., CaseRobot]


class WindowWatch(QObject):
    """Notes every window that opens beside the shell, however briefly: it takes the caret away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if watched.isWindow() and not popup and not isinstance(watched, Shell | CaseScreen):
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


@pytest.fixture(autouse=True)
def one_window(qapp: QApplication) -> Iterator[None]:
    """Fail a test in which anything but the shell became a window: no dialog, no flash."""
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    yield
    qapp.removeEventFilter(watch)
    assert watch.seen == []


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def shabana(world: World, leah: Actor) -> CaseMade:
    """Return a case of hers."""
    person = world.person("Shabana", "Akhtar", pronouns="she/her")
    return world.case("K7QX9B", team=[leah], subject=person)


@pytest.fixture
def family(desk: Desk, leah: Actor, shabana: CaseMade) -> CaseMade:
    """Return Shabana's case with her mother at home and a clinic."""
    desk.household.add_member(leah, shabana.id, NewMember("Nasreen", kind=TieKind.PARENT))
    desk.household.add_service(leah, shabana.id, NewService("Memory clinic"))
    return shabana


@pytest.fixture
def open_case(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a case, as Leah unless it says otherwise."""
    opened: list[CaseWindow] = []

    def open_it(case: CaseMade, tab: str = "now", by: Actor = leah) -> CaseRobot:
        window = CaseWindow(qtbot, desk, by, tmp_path)
        opened.append(window)
        robot = CaseRobot(window)
        window.open(f"case/{case.id}/{tab}")
        return robot

    yield open_it
    for window in opened:
        window.close()
