"""For everybody: names, Tab, large text, right to left, long and foreign words, safe text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look
from pbi_desktop.ui.screens.community.screen_port import Pane
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.desk_window import DeskWindow
from tests.support.world import World
from tests.ui.screens.community.conftest import Opener, a_group, referred

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_URDU = "\u0634\u0628\u0627\u0646\u06c1 \u0627\u062e\u062a\u0631"
_LONG = "Anne-Marie " + "Featherstonehaugh-" * 6 + "Smith"


@pytest.fixture
def busy(town: World, town_desk: Desk, leah: Actor, bench: GroupId, pantry: GroupId) -> GroupId:
    """Return a group with people to whom nothing may happen, among others with odd entries."""
    referred(town, town_desk, leah, bench, "Ann Bell", f"{_URDU}", _LONG)
    a_group(town, "<b>Bold</b> & Co", offers="<img src=x>", when_text="\u0645\u0646\u06af\u0644")
    a_group(town, "G" * 300, description="word " * 400)
    return bench


def every_view(window: DeskWindow, group: GroupId) -> Iterator[str]:
    """Bring the results, a group, its strip and its register into view in turn."""
    screen = window.community
    for pane in (Pane.RESULTS, Pane.GROUP):
        screen.go_to(pane)
        settle(window)
        yield pane
    screen.detail.open_refer()
    settle(window)
    yield "refer"
    screen.detail.close_refer()
    window.shell.go(f"community/{group}/register")
    settle(window)
    yield Pane.REGISTER


def settle(window: DeskWindow) -> None:
    window.settle()
    for _ in range(8):
        QApplication.processEvents()


def test_every_control_has_a_name_and_tab_reaches_and_leaves_it(
    busy: GroupId, open_window: Opener
) -> None:
    window = open_window(f"community/{busy}")
    for view in every_view(window, busy):
        assert unnamed(window.community) == [], view
        tab_ring(window.shell)


@pytest.mark.parametrize(
    ("scale", "direction"),
    [(1.0, _RIGHT_TO_LEFT), (1.3, _LEFT_TO_RIGHT), (2.0, _LEFT_TO_RIGHT), (2.0, _RIGHT_TO_LEFT)],
)
def test_nothing_is_cut_at_any_text_size_or_direction(
    busy: GroupId, open_window: Opener, look: Theme, scale: float, direction: Qt.LayoutDirection
) -> None:
    look.apply(Look(LIGHT if scale < 1.6 else DARK, scale))
    QApplication.setLayoutDirection(direction)
    window = open_window(f"community/{busy}")
    for view in every_view(window, busy):
        assert clipped(window.community) == [], view


def test_where_there_is_room_for_one_side_enter_opens_and_escape_returns(
    busy: GroupId, open_window: Opener, look: Theme
) -> None:
    look.apply(Look(LIGHT, 2.0))
    window = open_window()
    screen = window.community
    assert not screen.panes.both
    assert screen.finder.isVisible()
    assert not screen.detail.isVisible()
    window.press("Down")
    assert not screen.detail.isVisible(), "the results stay until a group is opened"
    window.press("Enter")
    assert screen.detail.isVisible()
    assert not screen.finder.isVisible()
    window.press("Esc")
    assert screen.finder.isVisible()
    assert not screen.detail.isVisible()
    window.press("A")
    assert screen.register.isVisible()
    window.press("Esc", "Esc")
    assert screen.finder.isVisible()


def test_entries_are_shown_as_plain_text(busy: GroupId, open_window: Opener) -> None:
    window = open_window()
    shown = [label for label in window.community.findChildren(QLabel) if label.isVisible()]
    assert "<b>Bold</b> & Co" in [label.text() for label in shown]
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
