"""Finds its way about Community, so that tests speak of groups and people and not of widgets."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel

from pbi_desktop.ui.screens.community.view import CommunityScreen
from tests.support.robots.desk_window import DeskWindow


@dataclass
class CommunityRobot:
    """Community in a window."""

    window: DeskWindow

    @property
    def screen(self) -> CommunityScreen:
        """The screen itself."""
        return self.window.community

    def look_for(self, words: str) -> None:
        """Type into the search, and wait for what it finds."""
        search = self.screen.finder.search
        search.setFocus()
        search.selectAll()
        self.window.type(words)
        self.screen.finder._look()
        self.window.settle()

    def turn(self, chip: str) -> None:
        """Click one of the choices above the results."""
        found = next(one for one in self.screen.finder.chips if one.text() == chip)
        found.click()
        self.window.settle()

    @property
    def results(self) -> list[str]:
        """The names of the results, in their order."""
        return [card.card.name for card in self.screen.finder.results.cards()]

    @property
    def spoken(self) -> list[str]:
        """The results as a screen reader says them."""
        return [card.accessibleName() for card in self.screen.finder.results.cards()]

    @property
    def chosen(self) -> str:
        """The name of the result that is chosen."""
        cards = self.screen.finder.results.cards()
        return next((card.card.name for card in cards if card.isChecked()), "")

    @property
    def group(self) -> str:
        """The name of the group in view, or nothing while something else is."""
        page = self.screen.detail.page
        return page.card.name if page is not None and self.screen.detail.isVisible() else ""

    @property
    def goers(self) -> list[str]:
        """Who goes to the group in view, as it is shown."""
        table = self.screen.detail.people
        return [table.model().index(at, 0).data() for at in range(len(table.rows))]

    @property
    def register(self) -> list[str]:
        """The lines of the register in view, as a screen reader says them."""
        if not self.screen.register.isVisible():
            return []
        return [row.accessibleName() for row in self.screen.register.lines.rows()]

    def said_of(self, name: str) -> str:
        """Return what the register says of why somebody is expected."""
        rows = self.screen.register.lines.rows()
        return next(row.why for row in rows if row.line is not None and row.line.name == name)

    @property
    def notices(self) -> list[str]:
        """What the notices of the window say."""
        return self.window.shell.notices.texts

    def shown_words(self) -> str:
        """Return everything that can be read on the screen now, names included."""
        labels = [found for found in self.screen.findChildren(QLabel) if found.isVisible()]
        return "\n".join([*(found.text() for found in labels), *self.goers, *self.register])
