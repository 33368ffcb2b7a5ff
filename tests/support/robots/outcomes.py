"""The Outcomes section over real services, driven by keys that are counted."""

from dataclasses import dataclass, field
from pathlib import Path

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.outcomes.screen import make_outcomes
from pbi_desktop.ui.screens.outcomes.view import OutcomesScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in


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
        super().__post_init__()

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere()),
            ScreenEntry("outcomes", "Outcomes", "chart-no-axes-combined", 8, self._outcomes),
        ]

    def _outcomes(self, navigator: Navigator) -> OutcomesScreen:
        place = HereAndNow(self.saved)
        return make_outcomes(self.desk, self.actor, self.lane, self.privacy, navigator, place)

    def start(self) -> "OutcomesWindow":
        """Show the window on My day, in front."""
        self.open("my-day")
        self.come_in_front()
        return self

    @property
    def screen(self) -> OutcomesScreen:
        """The screen itself."""
        found = self.shell.screen_at("outcomes")
        assert isinstance(found, OutcomesScreen)
        return found

    @property
    def words(self) -> str:
        """Every word in sight, one label a line."""
        return words_in(self.screen)
