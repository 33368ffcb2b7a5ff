"""A network turned to the person: asked first, alone in the window, spoken of, written down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.ui.screens.their_own.network.screen import make_own_network
from pbi_desktop.ui.screens.their_own.network.view import OwnNetworkScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import CaseMade, World

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)


class OwnWindow(CaseWindow):
    """The window with a case and the network of its person."""

    def _entries(self) -> list[ScreenEntry]:
        make = self._made_by(make_own_network)
        own = ScreenEntry("own-network", "Their network", "eye", 0, make, alone=True)
        return [*super()._entries(), own]

    @property
    def own(self) -> OwnNetworkScreen:
        found = self.shell.screen_at("own-network")
        assert isinstance(found, OwnNetworkScreen)
        return found


@pytest.fixture
def case(world: World, desk: Desk) -> CaseMade:
    person = world.person("Shabana", "Akhtar", pronouns="she/her")
    case = world.case("K7QX9B", team=[world.worker("leah")], subject=person)
    farah = NewMember("Farah", kind=TieKind.SIBLING, at_home=False, quality=Quality.STRESSFUL)
    desk.household.add_member(case.by, case.id, farah)
    desk.household.add_service(case.by, case.id, NewService("Memory clinic"))
    return case


@pytest.fixture
def window(desk: Desk, case: CaseMade, qtbot: QtBot, tmp_path: Path) -> Iterator[OwnWindow]:
    made = OwnWindow(qtbot, desk, case.by, tmp_path)
    made.open(f"case/{case.id}/network")
    yield made
    made.close()


def met(own: OwnNetworkScreen) -> list[str]:
    """Return what is said of everything in the picture."""
    return [spot.said for spot in own.view.spots]


def test_they_are_asked_then_say_how_a_tie_is_in_their_words_and_it_is_taken_back(
    window: OwnWindow, desk: Desk, case: CaseMade
) -> None:
    shell = window.shell
    window.case.network.draw.click()
    window.settle()
    own = window.own
    assert "Nobody asked yet if it is safe" in words_in(own)
    assert met(own) == []
    assert own.focusWidget() is own.back_button, "a stray Enter says nothing"
    window.press("Shift+Tab")
    assert own.focusWidget() is own.ask_button
    window.press("Enter")
    window.settle()
    assert not any(part.isVisible() for part in (shell.rail, shell.header, shell.notices))
    assert unnamed(own) == []
    said = met(own)
    assert "Memory clinic" in said
    assert not any("Farah" in one for one in said)
    assert all(chip.height() >= 44 for chip in own.chips.values())
    own.view.chosen.emit(own.view.spots[said.index("Memory clinic")].key)
    own.chips[Quality.STRONG].click()
    window.settle()
    assert own.tie is not None
    assert own.tie.said is Quality.STRONG
    ties = desk.networks.records(case.by, case.id).ties
    assert next(t for t in ties if "Memory clinic" in t.names).words.quality is Quality.STRONG
    own.done_button.click()
    window.settle()
    assert own.notice.isVisible()
    assert own.notice.text.startswith("Written down")
    window.privacy.toggle()
    assert own.about.text() == "Names are hidden. Press F8 to show the picture."
    assert (met(own), own.whom.isVisible(), own.done_button.isVisible()) == ([], False, False)
    window.privacy.toggle()
    assert own.tie is not None, "what was spoken of is chosen still"
    window.press("Esc")
    window.settle()
    assert met(own) == []
    assert window.case.isVisible()
