"""Finds its way about the sign-in window and the lock, and keeps what they ask for."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.screens.sign_in.lock import LockScreen
from pbi_desktop.ui.screens.sign_in.view import SignIn


@dataclass(frozen=True)
class Worker:
    """Somebody invented who can sign in."""

    name: str
    login: str
    job: str = "Key worker"
    agency: str = "Council"
    site: str = "Holts and Lees"


@dataclass
class SignInRobot:
    """One sign-in window or lock, shown."""

    qtbot: QtBot
    screen: SignIn | LockScreen
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.qtbot.addWidget(self.screen)
        self.screen.unlock_wanted.connect(self._keep)
        self.screen.resize(1440, 900)
        self.screen.show()
        self.screen.activateWindow()
        QApplication.processEvents()

    def _keep(self, way: str, secret: str, login: str) -> None:
        self.asked.append((way, secret, login))

    def press(self, key: Qt.Key) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(self._target(), key)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        QTest.keyClicks(self._target(), text)
        QApplication.processEvents()

    def _target(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused
