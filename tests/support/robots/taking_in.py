"""The page that takes lists in, over real services, driven by keys that are counted."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.taking_in.screen import Choosers, make_taking_in
from pbi_desktop.ui.screens.taking_in.view import TakingInScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


@dataclass
class TakingInWindow(DeskWindow):
    """One worker's window on the import door; `chosen` is what the system's window gives."""

    chosen: list[Path] = field(default_factory=list)
    saved: Path | None = None

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("take-in", "Take in lists", "upload", 0, self._taking_in, below=True),
        ]

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
        self.come_in_front()
        return self

    def take(self, name: str, data: bytes) -> Path:
        """Write a file and choose it with the keyboard."""
        path = self.folder / name
        path.write_bytes(data)
        self.chosen = [path]
        self.press("Ctrl+O")
        return path

    @property
    def screen(self) -> TakingInScreen:
        """The page itself."""
        found = self.shell.screen_at("take-in")
        assert isinstance(found, TakingInScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.screen)
