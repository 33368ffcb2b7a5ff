"""Finds its way about My day."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pbi_desktop.ui.screens.my_day.view import MyDayScreen
from tests.support.robots.desk_window import DeskWindow


@dataclass
class MyDayRobot:
    """My day of a window."""

    window: DeskWindow

    @property
    def screen(self) -> MyDayScreen:
        """The screen itself."""
        return self.window.my_day

    @property
    def promises(self) -> list[str]:
        """What was promised, in its order."""
        return [step.text for step in self.screen.promises.list.steps]

    @property
    def due(self) -> list[str]:
        """When each promise is due, in words."""
        return [step.due for step in self.screen.promises.list.steps]

    @property
    def cases(self) -> list[str]:
        """The people of the cases, in their order."""
        return [line.person for line in self.screen.cases.table.rows]

    @property
    def today(self) -> list[str]:
        """The items of today, as they are read aloud."""
        return [row.accessibleName() for row in self.screen.today.list.rows()]

    @property
    def news(self) -> list[str]:
        """The news, as it is read aloud."""
        return [row.accessibleName() for row in self.screen.news.list.rows()]

    def on_promise(self, what: str) -> None:
        """Put the keyboard on one promise."""
        row = next(r for r in self.screen.promises.list.rows() if r.step.text == what)
        row.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
