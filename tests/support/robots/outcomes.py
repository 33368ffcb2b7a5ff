"""The Outcomes section over real services, driven by keys that are counted."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.outcomes.screen import make_outcomes
from pbi_desktop.ui.screens.outcomes.view import OutcomesScreen
from pbi_desktop.ui.shell import ScreenEntry, Shell
from tests.support.robots.desk_window import FACTS, DeskWindow, Elsewhere


@dataclass
class HereAndNow:
    """A folder to save in."""

    place: Path

    def folder(self) -> Path:
        """Return the folder."""
        return self.place


@dataclass
class OutcomesWindow(DeskWindow):
    """One worker's window on the figures."""

    saved: Path = field(init=False)

    def __post_init__(self) -> None:
        self.saved = self.folder / "saved"
        self.lane = TaskLane()
        settings = QSettings(str(self.folder / "w.ini"), QSettings.Format.IniFormat)
        entries = [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere()),
            ScreenEntry("outcomes", "Outcomes", "chart-no-axes-combined", 8, self._outcomes),
        ]
        self.shell = Shell(FACTS, entries, settings, self.privacy)
        self.shell.follow(self.lane)
        self.shell.resize(1440, 900)

    def _outcomes(self, navigator: Navigator) -> OutcomesScreen:
        place = HereAndNow(self.saved)
        return make_outcomes(self.desk, self.actor, self.lane, self.privacy, navigator, place)

    def start(self) -> "OutcomesWindow":
        """Show the window on My day, in front."""
        self.open("my-day")
        self.qtbot.waitUntil(self._in_front)
        return self

    def _in_front(self) -> bool:
        if QApplication.activeWindow() is not self.shell:
            self.shell.activateWindow()
            return False
        return QApplication.focusWidget() is not None

    @property
    def screen(self) -> OutcomesScreen:
        """The screen itself."""
        found = self.shell.screen_at("outcomes")
        assert isinstance(found, OutcomesScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        labels = self.screen.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())
