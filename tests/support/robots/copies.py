"""The Copies screen over a real store, driven by keys."""

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.care.screen import make_copies
from pbi_desktop.ui.screens.care.view import CopiesScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


class CopiesWindow(DeskWindow):
    """One worker's window on the copies."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("copies", "Copies", "copy", 0, self._copies, below=True),
        ]

    def _copies(self, navigator: Navigator) -> CopiesScreen:
        assert self.desk.copies is not None
        return make_copies(self.desk.copies, self.actor, self.lane, navigator)

    @property
    def screen(self) -> CopiesScreen:
        """The screen itself."""
        found = self.shell.screen_at("copies")
        assert isinstance(found, CopiesScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.screen)

    def wait_for(self, words: str) -> None:
        """Wait until the screen says something."""
        self.qtbot.waitUntil(lambda: words in self.words, timeout=20_000)
        self.settle()
