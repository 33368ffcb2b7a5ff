"""Who waits, and who may be here twice, over a real store, driven by keys and clicks."""

from PySide6.QtWidgets import QApplication

from pbi_desktop.ui.screens.front_door.screen import make_front_door
from pbi_desktop.ui.screens.my_day.screen import make_my_day
from pbi_desktop.ui.screens.same_person.screen import make_same_person
from pbi_desktop.ui.screens.same_person.view import SamePersonScreen
from pbi_desktop.ui.screens.waiting.screen import make_waiting
from pbi_desktop.ui.screens.waiting.view import WaitingScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


class WhoComesWindow(DeskWindow):
    """One worker's window on those who come."""

    def _entries(self) -> list[ScreenEntry]:
        door = "front-door"
        return [
            ScreenEntry("my-day", "My day", "sun", 1, self._make(make_my_day)),
            ScreenEntry(door, "Front door", "door-open", 2, self._make(make_front_door)),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere()),
            ScreenEntry("waiting", "Who waits", "clock", 0, self._make(make_waiting), section=door),
            ScreenEntry(
                "same-person", "Same person?", "link", 0, self._make(make_same_person), section=door
            ),
        ]

    @property
    def waiting(self) -> WaitingScreen:
        """The screen of those who wait."""
        found = self.shell.screen_at("waiting")
        assert isinstance(found, WaitingScreen)
        return found

    @property
    def same_person(self) -> SamePersonScreen:
        """The screen of likely pairs."""
        found = self.shell.screen_at("same-person")
        assert isinstance(found, SamePersonScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.shell)

    def rest(self) -> None:
        """Let the layout come to rest: each level of it asks the one above to make room."""
        for _ in range(20):
            QApplication.processEvents()

    def wait_for(self, words: str) -> None:
        """Wait until the window says something."""
        self.qtbot.waitUntil(lambda: words in self.words, timeout=10_000)
        self.settle()
