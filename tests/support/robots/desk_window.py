"""The window with My day and the front door over real services, driven by keys that are counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.case.jotting.screen import make_jot
from pbi_desktop.ui.screens.community.screen import make_community
from pbi_desktop.ui.screens.community.view import CommunityScreen
from pbi_desktop.ui.screens.front_door.screen import make_front_door
from pbi_desktop.ui.screens.front_door.view import FrontDoorScreen
from pbi_desktop.ui.screens.my_day.screen import make_my_day
from pbi_desktop.ui.screens.my_day.view import MyDayScreen
from pbi_desktop.ui.shell import ScreenEntry, Shell, ShellFacts

W = TypeVar("W", bound=QWidget)
FACTS = ShellFacts("Holts and Lees", "Leah Ogden", "Key worker", "Holts", "leah")
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_NAMED = {"Enter": "Return", "Esc": "Escape"}


class Elsewhere(QWidget):
    """A place that the screens lead to; it shows nothing and knows where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Elsewhere")
        self.parts: tuple[str, ...] = ()

    def show_address(self, parts: Sequence[str]) -> None:
        """Take note of the address."""
        self.parts = tuple(parts)


@dataclass
class DeskWindow:
    """One worker's window, and how many keys were pressed in it."""

    qtbot: QtBot
    desk: Desk
    actor: Actor
    folder: Path
    privacy: Privacy = field(default_factory=Privacy)
    keys: int = 0

    def __post_init__(self) -> None:
        self.lane = TaskLane()
        settings = QSettings(str(self.folder / "w.ini"), QSettings.Format.IniFormat)
        facts = replace(FACTS, make_jot=self._make(make_jot))
        self.shell = Shell(facts, self._entries(), settings, self.privacy)
        self.shell.follow(self.lane)
        self.shell.resize(1440, 900)

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, self._make(make_my_day)),
            ScreenEntry("front-door", "Front door", "door-open", 2, self._make(make_front_door)),
            ScreenEntry("cases", "Cases", "users", 3, lambda _nav: Elsewhere()),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere(), section="cases"),
            ScreenEntry("community", "Community", "store", 6, self._make(make_community)),
        ]

    def _make(
        self, make: Callable[[Desk, Actor, TaskLane, Privacy, Navigator], W]
    ) -> Callable[[Navigator], W]:
        return lambda navigator: make(self.desk, self.actor, self.lane, self.privacy, navigator)

    def open(self, address: str) -> "DeskWindow":
        """Show the window at an address, and wait until it has its answers."""
        self.shell.go(address)
        self.shell.show()
        self.shell.activateWindow()
        self.settle()
        return self

    def come_in_front(self) -> None:
        """Wait until the window is the active one, and something in it has the keyboard."""
        self.qtbot.waitUntil(self._in_front)

    def _in_front(self) -> bool:
        if QApplication.activeWindow() is not self.shell:
            self.shell.activateWindow()
            return False
        return QApplication.focusWidget() is not None

    def close(self) -> None:
        """Close the window, then the lane, as the program does."""
        self.shell.close()
        self.lane.close()
        QApplication.processEvents()
        self.shell.deleteLater()

    @property
    def my_day(self) -> MyDayScreen:
        """My day's screen."""
        found = self.shell.screen_at("my-day")
        assert isinstance(found, MyDayScreen)
        return found

    @property
    def front_door(self) -> FrontDoorScreen:
        """The front door's screen."""
        found = self.shell.screen_at("front-door")
        assert isinstance(found, FrontDoorScreen)
        return found

    @property
    def community(self) -> CommunityScreen:
        """Community's screen."""
        found = self.shell.screen_at("community")
        assert isinstance(found, CommunityScreen)
        return found

    def settle(self) -> None:
        """Wait until every question and change has been answered."""
        self.qtbot.waitUntil(self._settled, timeout=10_000)

    def _settled(self) -> bool:
        for _ in range(3):  # an answer may ask the next question
            QApplication.processEvents()
        return self.lane.waiting == 0

    def press(self, *chords: str) -> None:
        """Press keys such as "Ctrl+N" where the focus is; each counts once."""
        for chord in chords:
            *held, key = chord.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for name in held:
                modifiers |= _MODIFIERS[name]
            code = getattr(Qt.Key, f"Key_{_NAMED.get(key, key)}")
            QTest.keyClick(QApplication.focusWidget() or self.shell, code, modifiers)
            self.keys += 1
            self.settle()

    def type(self, text: str) -> None:
        """Type text where the focus is; content is not counted."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if text.isascii():
            QTest.keyClicks(target, text)
        else:  # QTest knows no keys for other scripts: paste
            assert isinstance(target, QLineEdit)
            target.insert(text)
        self.settle()

    @property
    def focus_name(self) -> str:
        """The accessible name of what has the focus."""
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None else ""


def words_in(screen: QWidget) -> str:
    """Return every word in sight, one label a line."""
    labels = screen.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible() and label.text())
