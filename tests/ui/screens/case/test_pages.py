"""The tabs of a case are made when they are first shown, or ahead of it, and are the same then."""

from PySide6.QtCore import Qt

from pbi_desktop.ui.screens.case.ports import Tab
from tests.support.accessibility import tab_ring, unnamed
from tests.support.world import CaseMade
from tests.ui.screens.case.conftest import Opener


def test_a_case_opens_with_one_tab_made_and_the_others_stand_in_their_place_once_shown(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    pages = robot.screen.pages
    assert [tab for tab in Tab if tab in pages] == [Tab.NOW]
    robot.go(shabana, "papers")
    robot.go(shabana, "story")
    assert [tab for tab in Tab if tab in pages] == [Tab.NOW, Tab.STORY, Tab.PAPERS]
    assert robot.screen.story.isVisible()
    while robot.screen.make_next():
        assert robot.screen.story.isVisible(), "what is made ahead stays out of sight"
    assert all(tab in pages for tab in Tab)
    for tab in Tab:
        robot.go(shabana, tab.value)
        assert pages.made(tab).isVisible()
        assert pages.made(tab).is_ready
    assert unnamed(robot.screen) == []
    assert tab_ring(robot.window.shell)


def test_a_key_that_goes_to_a_tab_makes_it(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    robot.window.press("Ctrl+Shift+C")
    robot.window.settle()
    assert robot.screen.rights.consent.person.hasFocus()
    robot.window.press("Ctrl+Shift+F")
    robot.window.settle()
    assert robot.screen.story.isVisible()
    assert robot.screen.rights.testAttribute(Qt.WidgetAttribute.WA_WState_Hidden)


def test_a_tab_that_is_made_takes_the_caret_from_nobody(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    edit = robot.screen.forms.composer.edit
    edit.setFocus()
    edit.setPlainText("He rang")
    while robot.screen.make_next():
        assert edit.hasFocus()
        assert edit.isVisible()
    assert edit.toPlainText() == "He rang"
