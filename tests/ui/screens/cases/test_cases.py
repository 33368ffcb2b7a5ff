"""The list of my cases: mine alone, searched as one types, opened with Enter."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.screens.cases.view import CasesScreen
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.case import CaseWindow
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)  # a Saturday, by the world's clock
Opener = Callable[[], CaseWindow]


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def shabana(world: World, leah: Actor) -> CaseMade:
    """Return a case of hers."""
    return world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))


@pytest.fixture
def kofi(world: World, leah: Actor) -> CaseMade:
    """Return another case of hers."""
    return world.case(team=[leah], subject=world.person("Kofi", "Mensah"))


@pytest.fixture
def open_list(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens the list."""
    opened: list[CaseWindow] = []

    def open_it() -> CaseWindow:
        window = CaseWindow(qtbot, desk, leah, tmp_path)
        opened.append(window)
        window.open("cases")
        return window

    yield open_it
    for window in opened:
        window.close()


def people(screen: CasesScreen) -> list[str]:
    return [line.person for line in screen.table.rows]


def words(screen: CasesScreen) -> str:
    labels = [label for label in screen.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


def test_my_cases_are_listed_and_nobody_elses(
    world: World, shabana: CaseMade, kofi: CaseMade, open_list: Opener
) -> None:
    world.case(subject=world.person("Somebody", "Else"))
    window = open_list()
    assert sorted(people(window.cases)) == ["Kofi Mensah", "Shabana Akhtar"]
    assert "2 cases" in words(window.cases)
    assert window.focus_name == "Find in your cases"


def test_words_narrow_the_list_and_enter_opens_the_first(
    shabana: CaseMade, kofi: CaseMade, open_list: Opener
) -> None:
    window = open_list()
    window.type("shab")
    assert people(window.cases) == ["Shabana Akhtar"]
    assert "1 of 2 cases" in words(window.cases)
    window.press("Enter")
    assert window.shell.address == f"case/{shabana.id}/now"


def test_a_reference_finds_its_case(shabana: CaseMade, kofi: CaseMade, open_list: Opener) -> None:
    window = open_list()
    window.type("k7qx9b")
    assert people(window.cases) == ["Shabana Akhtar"]


def test_down_goes_into_the_list_and_enter_opens_that_case(
    shabana: CaseMade, open_list: Opener
) -> None:
    window = open_list()
    window.press("Down", "Enter")
    assert window.shell.address == f"case/{shabana.id}/now"


def test_the_next_step_says_how_late_it_is(
    shabana: CaseMade, kofi: CaseMade, desk: Desk, leah: Actor, open_list: Opener
) -> None:
    desk.casework.add_step(leah, shabana.id, "Ring council tax", TODAY - timedelta(days=2))
    window = open_list()
    cell = window.cases._step(window.cases.table.rows[0])
    assert (cell.text, cell.about, cell.tone) == ("Late by 2 days", "Ring council tax", "danger")
    window.cases.late.click()
    assert people(window.cases) == ["Shabana Akhtar"]


def test_nothing_that_fits_says_so(shabana: CaseMade, open_list: Opener) -> None:
    window = open_list()
    window.type("zzz")
    assert "None of your cases fits. Try fewer words." in words(window.cases)


def test_no_case_yet_leads_to_the_front_door(open_list: Opener) -> None:
    window = open_list()
    assert "You have no open case yet." in words(window.cases)
    window.cases.front_door_wanted.emit()
    assert window.shell.address == "front-door"


def test_a_change_shows_at_once(
    shabana: CaseMade, desk: Desk, leah: Actor, open_list: Opener
) -> None:
    window = open_list()
    assert window.cases._seen(window.cases.table.rows[0]).text == "Nothing written yet"
    window.lane.command(lambda: desk.casework.write_note(leah, shabana.id, NewNote("Seen")))
    window.settle()
    assert window.cases._seen(window.cases.table.rows[0]).text == "Today"


def test_hiding_names_hides_them_here_too(shabana: CaseMade, open_list: Opener) -> None:
    window = open_list()
    window.press("F8")
    assert window.cases._person(window.cases.table.rows[0]).text == "S. A."


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_list_is_whole_named_and_left_by_tab(
    shabana: CaseMade, open_list: Opener, look: Theme, qapp: QApplication, scale: float
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.apply(Look(DARK, scale))
    window = open_list()
    assert unnamed(window.cases) == []
    assert clipped(window.cases) == []
    tab_ring(window.shell)
