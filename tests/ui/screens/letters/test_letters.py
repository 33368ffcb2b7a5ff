"""The screen of the team's letters: seen with an invented case, kept, changed, taken away."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.screens.letters.screen import make_letters
from pbi_desktop.ui.screens.letters.view import LettersScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import tab_ring, unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import World


class LettersWindow(CaseWindow):
    """The window with the letters of the team."""

    def _entries(self) -> list[ScreenEntry]:
        def make(navigator: Navigator) -> LettersScreen:
            return make_letters(self.desk, self.actor, self.lane, navigator)

        return [*super()._entries(), ScreenEntry("letters", "Letters", "mail", 0, make)]

    @property
    def letters(self) -> LettersScreen:
        found = self.shell.screen_at("letters")
        assert isinstance(found, LettersScreen)
        return found

    def says(self, words: str) -> bool:
        return words in words_in(self.letters)


def test_a_lead_writes_sees_keeps_and_takes_away_a_letter(
    desk: Desk, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    lead = world.worker("dina", SiteRole.DUTY_LEAD)
    window = LettersWindow(qtbot, desk, lead, tmp_path)
    window.open("letters")
    screen = window.letters
    screen.name.set_text("Food parcel")
    screen.title.set_text("Food")
    screen.text.set_text("Dear {nobody}")
    window.press("Ctrl+Shift+V")
    assert screen.text.problem.startswith("{nobody} is no field")
    screen.text.set_text("Dear {greeting}")
    window.press("Ctrl+Shift+V")
    assert window.says("Dear Shabana")
    window.press("Ctrl+Enter")
    window.settle()
    (kept,) = desk.letter_templates.list(lead).own
    assert kept.template.name == "Food parcel"
    assert screen.text.text() == ""

    screen.letter.choose(kept.template.key)
    screen.letter.chosen.emit(kept.template.key)
    assert screen.text.text() == "Dear {greeting}"
    assert unnamed(screen) == []
    assert tab_ring(window.shell)
    screen.remove_button.click()
    window.settle()
    assert desk.letter_templates.list(lead).own == ()
    window.press("Ctrl+Z")
    window.settle()
    assert len(desk.letter_templates.list(lead).own) == 1
    window.close()


def test_who_leads_no_site_is_told_so(
    desk: Desk, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    window = LettersWindow(qtbot, desk, world.worker("leah"), tmp_path)
    window.open("letters")
    assert window.says("You do not have the right to change the letters of the team.")
    assert not window.letters.keep_button.isVisible(), "no form stands where nothing can be kept"
    window.press("Ctrl+Return")  # does nothing either
    window.close()
