"""The page that takes lists in, over real services, driven by keys that are counted."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.taking_in.screen import Choosers, make_taking_in
from pbi_desktop.ui.screens.taking_in.view import TakingInScreen
from pbi_desktop.ui.shell import ScreenEntry, Shell
from tests.support.robots.desk_window import FACTS, DeskWindow, Elsewhere


@dataclass
class TakingInWindow(DeskWindow):
    """One worker's window on the import door; `chosen` is what the system's window gives."""

    chosen: list[Path] = field(default_factory=list)
    saved: Path | None = None

    def __post_init__(self) -> None:
        self.lane = TaskLane()
        settings = QSettings(str(self.folder / "w.ini"), QSettings.Format.IniFormat)
        entries = [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("take-in", "Take in lists", "upload", 0, self._taking_in, below=True),
        ]
        self.shell = Shell(FACTS, entries, settings, self.privacy)
        self.shell.follow(self.lane)
        self.shell.resize(1440, 900)

    def _taking_in(self, navigator: Navigator) -> TakingInScreen:
        choosers = Choosers(self._choose, self._where)
        return make_taking_in(self.desk, self.actor, self.lane, self.privacy, navigator, choosers)

    def _choose(self, _over: QWidget) -> list[Path]:
        return self.chosen

    def _where(self, _over: QWidget, _name: str, _kind: str) -> Path | None:
        return self.saved

    def start(self) -> "TakingInWindow":
        """Show the page, in front."""
        self.open("take-in")
        self.qtbot.waitUntil(self._in_front)
        return self

    def take(self, name: str, data: bytes) -> Path:
        """Write a file and choose it with the keyboard."""
        path = self.folder / name
        path.write_bytes(data)
        self.chosen = [path]
        self.press("Ctrl+O")
        return path

    def _in_front(self) -> bool:
        if QApplication.activeWindow() is not self.shell:
            self.shell.activateWindow()
            return False
        return QApplication.focusWidget() is not None

    @property
    def screen(self) -> TakingInScreen:
        """The page itself."""
        found = self.shell.screen_at("take-in")
        assert isinstance(found, TakingInScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        labels = self.screen.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())
