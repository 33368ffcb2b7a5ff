"""Agreements and roles on the screen: proposed by one, agreed by another, ended by a key."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.access_admin.screen import make_access_admin
from pbi_desktop.ui.screens.access_admin.view import AccessAdminScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import unnamed
from tests.support.robots.case import CaseWindow
from tests.support.world import World


class AccessWindow(CaseWindow):
    def _entries(self) -> list[ScreenEntry]:
        def make(navigator: object) -> AccessAdminScreen:
            return make_access_admin(self.desk, self.actor, self.lane, navigator)  # type: ignore[arg-type]

        return [ScreenEntry("access", "Agreements and roles", "scale", 1, make)]

    @property
    def screen(self) -> AccessAdminScreen:
        return cast(AccessAdminScreen, self.shell.screen_at("access"))


@pytest.fixture
def open_as(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Actor], AccessWindow]]:
    made: list[AccessWindow] = []

    def open_it(actor: Actor) -> AccessWindow:
        window = AccessWindow(qtbot, desk, actor, tmp_path / actor.login)
        made.append(window)
        window.open("access")
        return window

    yield open_it
    for window in made:
        window.close()


def test_what_one_proposes_another_agrees_to(
    world: World, desk: Desk, open_as: Callable[[Actor], AccessWindow]
) -> None:
    manager, ig = world.manager(), world.worker("ig", SiteRole.IG_LEAD)
    first = open_as(manager)
    card = first.screen.propose
    card.agency.choose("police")
    card.category.choose(str(int(Category.OFFENDING)))
    card.keep.click()
    first.settle()
    assert unnamed(first.screen) == []
    line = first.screen.agreements.table.rows[0]
    assert (line.mine, line.seconded_by) == (True, "")
    second = open_as(ig)
    second.screen.agreements.table.setFocus()
    second.screen.agreements.table.selectRow(0)
    second.press("Enter")
    second.settle()
    seconded = [one for one in desk.agreements.show(ig).agreements if one.id == line.id]
    assert seconded[0].seconded_by == "Ig"


def test_a_role_is_given_and_ended(
    world: World, desk: Desk, open_as: Callable[[Actor], AccessWindow]
) -> None:
    manager, nina = world.manager(), world.worker("nina", role=None)
    window = open_as(manager)
    card = window.screen.roles
    card.worker.choose(str(nina.worker))
    card.role.choose(SiteRole.KEY_WORKER.value)
    card.give.click()
    window.settle()
    held = [one.worker for one in card.table.rows]
    assert "Nina" in held
    card.table.selectRow(held.index("Nina"))
    card.end.click()
    window.settle()
    assert "Nina" not in [one.worker for one in card.table.rows]


def test_who_does_not_govern_only_reads(
    world: World, open_as: Callable[[Actor], AccessWindow]
) -> None:
    screen = open_as(world.worker("leah")).screen
    screen.agreements.table.selectRow(0)
    for part in (screen.propose, screen.agreements.end, screen.agreements.second, screen.roles.end):
        assert not part.isVisible()
