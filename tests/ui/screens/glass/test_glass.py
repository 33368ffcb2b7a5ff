"""An emergency from the stub to the review, by the people whose hands are on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category, Emergency, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.screens.case.screen import make_case
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.glass.screen import make_glass
from pbi_desktop.ui.screens.glass.view import GlassScreen
from pbi_desktop.ui.screens.my_day.screen import make_my_day
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import unnamed
from tests.support.robots.case import CaseRobot, CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import CaseMade, World

REASON = "Nobody has seen her since Monday and the door is open."


class EmergencyWindow(CaseWindow):
    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("my-day", "My day", "sun", 1, self._made_by(make_my_day)),
            ScreenEntry("case", "Case", "users", 0, self._made_by(make_case)),
            ScreenEntry("glass", "Emergencies", "lock-open", 0, self._made_by(make_glass)),
        ]

    @property
    def glass(self) -> GlassScreen:
        return cast(GlassScreen, self.shell.screen_at("glass"))

    @property
    def words(self) -> str:
        return words_in(self.shell)


@pytest.fixture
def windows(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator["list[EmergencyWindow]"]:
    made: list[EmergencyWindow] = []
    yield made
    for window in made:
        window.close()


@pytest.fixture
def case(world: World) -> CaseMade:
    leah = world.worker("leah")
    made = world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))
    world.note(made, "seen at the window", by=leah)
    world.note(made, "her tablets", by=leah, category=Category.HEALTH)
    return made


def test_an_emergency_is_opened_shown_told_and_looked_at(
    world: World,
    desk: Desk,
    case: CaseMade,
    windows: "list[EmergencyWindow]",
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    nina, lead = world.worker("nina"), world.manager()
    window = EmergencyWindow(qtbot, desk, nina, tmp_path / "nina")
    windows.append(window)
    window.open(f"case/{case.id}/story")
    screen = cast(CaseScreen, window.shell.screen_at("case"))
    screen.stub.emergency.click()
    window.settle()
    form = window.glass.form
    assert not any(box.isChecked() for box in (*form.people.values(), *form.categories.values()))
    assert "told at once" in window.words
    window.press("Ctrl+Enter")
    window.settle()
    assert "Choose whom it is about." in window.words
    assert "Choose what you need to see." in window.words
    form.people[str(case.subject)].setChecked(True)
    form.categories[Category.CORE].setChecked(True)
    form.reason.set_text(REASON)
    assert unnamed(window.glass) == []
    window.press("Ctrl+Enter")
    window.settle()
    window.shell.go(f"case/{case.id}/story")
    window.settle()
    (line,) = CaseRobot(window).story
    assert "seen at the window" in line
    chips = [chip.text for chip in screen.head.findChildren(Chip)]
    assert "Open in an emergency until 13:00: case progress" in chips
    looked_at(desk, lead, windows, EmergencyWindow(qtbot, desk, lead, tmp_path / "lead"))


def looked_at(
    desk: Desk,
    lead: Actor,
    windows: "list[EmergencyWindow]",
    window: EmergencyWindow,
) -> None:
    windows.append(window)
    window.open("my-day")
    assert "1 case was opened in an emergency" in window.words
    window.shell.screen_at("my-day").emergencies.look.click()  # type: ignore[union-attr]
    window.settle()
    assert "Nina opened case K7QX9B in an emergency, 21 November at 09:00" in window.words
    (card,) = window.glass.cards
    card.done.click()
    window.settle()
    assert "Write what you found" in window.words
    card.outcome.set_text("She was right: the ambulance came.")
    card.done.click()
    window.settle()
    assert "Nobody opened anything" in window.words
    assert desk.glass.to_review(lead) == ()


def test_what_is_late_says_so_first_on_my_day(
    world: World,
    desk: Desk,
    case: CaseMade,
    windows: "list[EmergencyWindow]",
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    nina, ig = world.worker("nina"), world.worker("ig", SiteRole.IG_LEAD)
    desk.glass.break_glass(nina, case.id, Emergency((case.subject,), (Category.CORE,), REASON))
    world.clock.forward(days=5)
    window = EmergencyWindow(qtbot, desk, ig, tmp_path)
    windows.append(window)
    window.open("my-day")
    assert "1 should have been looked at by now." in window.words
