"""Requests and keeping over a real store, driven by keys and clicks."""

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.data_rights.screen import make_data_rights
from pbi_desktop.ui.screens.data_rights.view import DataRightsScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


class DataRightsWindow(DeskWindow):
    """One worker's window on requests and keeping."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("data-rights", "Requests and keeping", "clipboard-list", 0, self._rights,
                        below=True),
        ]  # fmt: skip

    def _rights(self, navigator: Navigator) -> DataRightsScreen:
        return make_data_rights(self.desk, self.actor, self.lane, self.privacy, navigator)

    @property
    def screen(self) -> DataRightsScreen:
        """The screen itself."""
        found = self.shell.screen_at("data-rights")
        assert isinstance(found, DataRightsScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.screen)

    def wait_for(self, words: str) -> None:
        """Wait until the screen says something."""
        self.qtbot.waitUntil(lambda: words in self.words, timeout=20_000)
        self.settle()

    def look_at_keeping(self) -> None:
        """Open the other tab."""
        self.screen.tabs.setCurrentIndex(1)
        self.settle()

    def take_down(self, reference: str, received: str = "") -> None:
        """Take a request for a copy down."""
        card = self.screen.requests.taking_down
        card.case.set_text(reference)
        card.received.set_text(received)
        card.keep.click()
        self.settle()
