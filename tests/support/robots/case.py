"""The window with the case and the list of cases over real services, driven by counted keys."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.screen import make_case
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.cases.screen import make_cases
from pbi_desktop.ui.screens.cases.view import CasesScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in
from tests.support.world import CaseMade

_Make = Callable[[Desk, Actor, TaskLane, Privacy, Navigator], QWidget]


@dataclass
class CaseWindow(DeskWindow):
    """One worker's window on their cases, and how many keys were pressed in it."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, lambda _nav: Elsewhere()),
            ScreenEntry("front-door", "Front door", "door-open", 2, lambda _nav: Elsewhere()),
            ScreenEntry("cases", "Cases", "users", 3, self._made_by(make_cases)),
            ScreenEntry("case", "Case", "users", 0, self._made_by(make_case), section="cases"),
        ]

    def _made_by(self, make: _Make) -> Callable[[Navigator], QWidget]:
        return lambda navigator: make(self.desk, self.actor, self.lane, self.privacy, navigator)

    def open(self, address: str) -> "CaseWindow":
        """Show the window at an address, in front, and wait until it has its answers."""
        super().open(address)
        self.come_in_front()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until everything is answered, and what was answered is in sight."""
        super().settle()
        for _ in range(3):  # what is made while an answer is shown comes into sight a turn later
            QApplication.processEvents()
        super().settle()

    @property
    def case(self) -> CaseScreen:
        """The case screen."""
        found = self.shell.screen_at("case")
        assert isinstance(found, CaseScreen)
        return found

    @property
    def cases(self) -> CasesScreen:
        """The list of cases."""
        found = self.shell.screen_at("cases")
        assert isinstance(found, CasesScreen)
        return found


@dataclass
class CaseRobot:
    """Finds its way about one case."""

    window: CaseWindow

    @property
    def screen(self) -> CaseScreen:
        """The screen itself."""
        return self.window.case

    @property
    def words(self) -> str:
        """Every word that is in sight, one label a line."""
        return words_in(self.screen)

    def see(self, words: str) -> bool:
        """Say whether these words are in sight."""
        return words in self.words

    @property
    def undo(self) -> str:
        """What the undo bar says can be undone."""
        return self.window.shell.undo_bar.text

    @property
    def notices(self) -> list[str]:
        """What the notices of the window say."""
        return self.window.shell.notices.texts

    def go(self, case: CaseMade, tab: str = "now") -> None:
        """Go to a tab of a case."""
        self.window.shell.go(f"case/{case.id}/{tab}")
        self.window.settle()

    def write(self, text: str) -> None:
        """Type into the composer, from wherever the caret is."""
        self.window.press("Ctrl+J")
        QTest.keyClicks(self.screen.forms.composer.edit, text)
        self.window.settle()

    def command(self, text: str) -> PlaceForm:
        """Type a command and press Enter; return the form that opened."""
        self.write(text)
        self.window.press("Enter")
        form = self.screen.forms.dock.form
        assert form is not None, f"no form opened for {text}"
        return form

    @property
    def form(self) -> PlaceForm | None:
        """The form that is open, if any."""
        return self.screen.forms.dock.form

    @property
    def steps(self) -> list[str]:
        """The open steps, in their order, with when they are due."""
        return [f"{step.text}: {step.due}" for step in self.screen.now.steps.steps.steps]

    @property
    def lately(self) -> list[str]:
        """What happened lately, as it is read out."""
        model = self.screen.now.lately.list.story
        return [str(model.data(model.index(at, 0))) for at in range(model.rowCount())]

    @property
    def story(self) -> list[str]:
        """The story under the filters that are on, as it is read out."""
        model = self.screen.story.list.story
        return [str(model.data(model.index(at, 0))) for at in range(model.rowCount())]

    def on_step(self, what: str) -> None:
        """Put the keyboard on one step of Now."""
        row = next(r for r in self.screen.now.steps.steps.rows() if r.step.text == what)
        row.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
