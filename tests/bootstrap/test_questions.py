"""Whoever leads is told on any screen that a question waits for them, once for each question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.questions import ASKED, NEWS, Questions
from pbi_desktop.bootstrap.suggesting import PAGES, Pages
from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.ui.kit.ports import Suggestion
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.shell import ScreenEntry, Shell
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.desk_window import FACTS, Elsewhere
from tests.support.world import World


@pytest.fixture
def lane() -> Iterator[TaskLane]:
    made = TaskLane()
    yield made
    made.close()


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    cases = ScreenEntry("cases", "Cases", "users", 3, lambda _navigator: Elsewhere())
    door = ScreenEntry("front-door", "Front door", "door-open", 2, lambda _navigator: Elsewhere())
    made = Shell(FACTS, [cases, door], settings, Privacy())
    made.go("cases")
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_a_lead_is_told_once_on_whichever_screen_they_are(
    file_world: World, shell: Shell, lane: TaskLane, qtbot: QtBot
) -> None:
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    desk = Desk(reading, lambda: store, file_world.clock)
    leah = file_world.worker("leah")
    omar = file_world.worker("omar", SiteRole.DUTY_LEAD, site=file_world.new_site("Fitton Hill"))
    there = desk.front_door.sites(omar)[0].id
    desk.front_door.arrive(omar, Arrival(there, "Ewa", "Nowicka", "2 1 1980"))
    watch = Questions(desk, omar, lane, shell)
    watch.look()
    qtbot.waitUntil(lambda: lane.waiting == 0)
    assert shell.notices.texts == []
    ewa = NewContact(file_world.site, given_name="Ewa", family_name="Nowicka", born="2 1 1980")
    desk.contacts.keep(leah, ewa)
    heard: list[Changes] = []
    lane.on_changed(heard.append)
    watch.look()
    qtbot.waitUntil(lambda: shell.notices.texts == [ASKED])
    assert heard == [NEWS], "what shows questions is told, though nobody changed anything"
    item = shell.rail.item("front-door")
    assert item is not None
    assert item.waiting == 1
    shell.notices.clear()
    watch.look()
    qtbot.waitUntil(lambda: lane.waiting == 0)
    qtbot.wait(10)
    assert shell.notices.texts == []
    assert heard == [NEWS]
    reading.close()


def test_the_palette_leads_to_screens_that_stand_in_no_line_of_the_rail() -> None:
    gone: list[str] = []
    heard: list[Suggestion] = []
    pages = Pages(gone.append)
    pages.suggest("WAITS who", heard.extend)
    assert [one.text for one in heard] == ["Who waits: arrivals and questions"]
    assert heard[0].text in [page[0] for page in PAGES]
    heard[0].run()
    assert gone == ["waiting"]
    heard.clear()
    for words in ("", "nothing of the kind"):
        pages.suggest(words, heard.extend)
    assert heard == []
