"""The community map on screen: read, found, focused, coloured, opened, covered, and stopped."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import CommunityGroup, Household, Involvement, Membership
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.community_map.presenter import Stopped, TownPresenter
from pbi_desktop.ui.screens.community_map.screen import make_town
from pbi_desktop.ui.screens.community_map.view import TownScreen
from pbi_desktop.ui.screens.community_map.words import LEADS_ALONE, STOPPED
from pbi_desktop.ui.shell import ScreenEntry, Shell
from tests.support.accessibility import unnamed
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.desk_window import FACTS, Elsewhere
from tests.support.world import World

Opener = Callable[..., TownScreen]


@pytest.fixture
def leah(file_world: World) -> Actor:
    """Return a key worker of two households, one of which a surgery is at work with."""
    leah = file_world.worker("leah")
    for name in ("Akhtar", "Bell"):
        case = file_world.case(team=[leah], subject=file_world.person("Ann", name))
        core: dict[str, Any] = {"subject_id": case.subject, "category": Category.CORE}
        house = file_world.fact(Household(name=name))
        file_world.fact(Membership(household_id=house, **core))
        if name == "Akhtar":
            file_world.fact(Involvement(service="Surgery", case_id=case.id, **core))
    choir = CommunityGroup(feed="own", source_key="choir", name="Choir", kind="group")
    file_world.fact(choir)
    return leah


@pytest.fixture
def lane() -> Iterator[TaskLane]:
    lane = TaskLane()
    yield lane
    lane.close()


@pytest.fixture
def shell(
    file_world: World, leah: Actor, lane: TaskLane, qtbot: QtBot, tmp_path: Path
) -> Iterator[Shell]:
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    desk, privacy = Desk(reading, lambda: store, file_world.clock), Privacy()
    make = partial(make_town, desk, leah, lane, privacy)
    shown = Shell(
        FACTS,
        [
            ScreenEntry("community-map", "Map", "map-pin", 1, lambda nav: make(nav, borough=False)),
            ScreenEntry("borough", "Borough", "map-pin", 2, lambda nav: make(nav, borough=True)),
            ScreenEntry("case", "Case", "users", 3, lambda _nav: Elsewhere()),
            ScreenEntry("community", "Community", "store", 4, lambda _nav: Elsewhere()),
        ],
        QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat),
        privacy,
    )
    shown.follow(lane)
    shown.resize(1440, 900)
    shown.show()
    yield shown
    shown.close()
    reading.close()
    shown.deleteLater()


def opened(shell: Shell, lane: TaskLane, qtbot: QtBot, address: str) -> TownScreen:
    shell.go(address)
    qtbot.waitUntil(lambda: lane.waiting == 0, timeout=10_000)
    found = shell.screen_at(address)
    assert isinstance(found, TownScreen)
    return found


def press(screen: TownScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.canvas, key)


def test_the_map_is_found_in_focused_coloured_and_opened_by_keyboard(
    shell: Shell, lane: TaskLane, qtbot: QtBot
) -> None:
    screen = opened(shell, lane, qtbot, "community-map")
    assert screen.said.text().startswith("2 households, 1 group or place and 1 service")
    assert unnamed(screen) == []
    pane = screen.answers.pane
    assert pane is not None
    assert [row.cells[0] for row in pane.table.rows] == ["Akhtar"]

    screen.tools.search.setText("surg")
    QTest.keyClick(screen.tools.search, Qt.Key.Key_Return)
    assert screen.tools.found.text() == "Found."
    assert screen.about.title_label().text() == "Surgery"
    assert screen.about.words.text() == "Tied to Akhtar household."
    focus = screen.canvas.wish.focus
    assert focus is not None
    assert int(focus.sum()) == 2

    screen.tools.colour.choose("services-only")
    screen.colour("services-only")
    decoration = screen.canvas.wish.decoration
    assert decoration is not None
    assert decoration.classes[0].words == "Services only"

    QTest.keyClick(screen.tools.search, Qt.Key.Key_Escape)
    assert screen.canvas.wish.focus is None

    pane.table.setFocus()
    pane.table.selectRow(0)
    assert screen.about.title_label().text() == "Akhtar household"
    shell_address = shell.address
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert shell_address != shell.address
    assert shell.address.startswith("case/")


def test_names_are_covered_on_the_map_in_the_list_and_beside_it(
    shell: Shell, lane: TaskLane, qtbot: QtBot
) -> None:
    screen = opened(shell, lane, qtbot, "community-map")
    pane = screen.answers.pane
    assert pane is not None
    pane.table.selectRow(0)
    screen._privacy.hide(True)
    said = [
        screen.about.title_label().text(),
        str(pane.table.model().index(0, 0).data()),
        *(screen.canvas.words_of(node) for node in range(5)),
    ]
    assert not any("Akhtar" in words for words in said)


def test_a_reading_that_is_stopped_says_so_and_can_be_begun_again(
    shell: Shell, lane: TaskLane, qtbot: QtBot
) -> None:
    screen = opened(shell, lane, qtbot, "community-map")
    page = screen.said.text()
    presenter = screen.presenter
    assert isinstance(presenter, TownPresenter)
    presenter._failed(Stopped())
    assert screen.changed.isVisible()
    assert STOPPED in screen.changed.text
    QTest.keyClick(screen.canvas, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: lane.waiting == 0, timeout=10_000)
    assert not screen.changed.isVisible()
    assert screen.said.text() == page


def test_the_borough_is_refused_to_who_leads_nobody(
    shell: Shell, lane: TaskLane, qtbot: QtBot
) -> None:
    screen = opened(shell, lane, qtbot, "borough")
    assert not screen.sides.isVisible()
    assert screen.changed.text == LEADS_ALONE
