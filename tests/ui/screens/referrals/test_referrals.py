"""The ageing list on the screen: oldest first, late in words, and a way to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.referrals.screen import make_referrals
from pbi_desktop.ui.screens.referrals.view import ReferralsScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import unnamed
from tests.support.robots.desk_window import DeskWindow, Elsewhere, words_in
from tests.support.world import World


@dataclass
class ListWindow(DeskWindow):
    """One worker's window with the list in it."""

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("cases", "Cases", "users", 3, lambda _nav: Elsewhere()),
            ScreenEntry("case", "Case", "users", 0, lambda _nav: Elsewhere(), section="cases"),
            ScreenEntry(
                "referrals",
                "Referrals",
                "send",
                0,
                lambda nav: make_referrals(self.desk, self.actor, self.lane, self.privacy, nav),
                section="cases",
            ),
        ]

    @property
    def screen(self) -> ReferralsScreen:
        found = self.shell.screen_at("referrals")
        assert isinstance(found, ReferralsScreen)
        return found

    @property
    def lines(self) -> list[tuple[str, bool]]:
        return [(line.to, line.late) for line in self.screen.table.rows]


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def window(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[ListWindow]:
    made = ListWindow(qtbot, desk, leah, tmp_path)
    yield made
    made.close()


def test_what_waits_is_seen_narrowed_and_gone_to(
    world: World, desk: Desk, leah: Actor, window: ListWindow
) -> None:
    case = world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
    choir, bench, bank = (
        GroupId(world.fact(CommunityGroup(feed="own", source_key=name, name=name, kind="group")))
        for name in ("Choir", "Repair bench", "Food bank")
    )
    desk.reviews.refer(leah, case.id, choir, ReferralKind.REFERRAL, agreed=True)
    desk.reviews.refer(leah, case.id, bank, ReferralKind.SIGNPOST, agreed=False)
    world.clock.forward(days=90)
    sent = desk.reviews.refer(leah, case.id, bench, ReferralKind.REFERRAL, agreed=True).made
    assert sent is not None
    desk.referrals.send_back(leah, sent, 1, "No room on Tuesdays")
    window.open("referrals")
    window.settle()
    screen = window.screen
    assert sorted(window.lines) == [
        ("Choir", True),
        ("Food bank", True),
        ("Repair bench", False),
    ]
    assert window.lines[-1][0] == "Repair bench", "the oldest come first"
    assert "2 of 3 late" in words_in(screen)
    assert unnamed(screen) == []
    screen.ours.click()
    window.settle()
    assert window.lines == [("Repair bench", False)]
    screen.ours.click()
    screen.lapse.click()
    window.settle()
    assert [to for to, _late in window.lines] == ["Choir", "Repair bench"]
    window.press("Ctrl+Z")
    assert ("Food bank", True) in window.lines
    screen.table.setFocus()
    screen.table.opened.emit(screen.table.rows[0])
    window.settle()
    assert window.shell.address == f"case/{case.id}/plan"
