"""Their own plan on the screen: asked first, alone in the window, printed, gone when one leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category
from pbi_desktop.models import SafeContact, WhatMatters
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.their_own.plan.screen import make_own_plan
from pbi_desktop.ui.screens.their_own.plan.view import OwnPlanScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import tab_ring, unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import CaseMade, World


class PlanWindow(CaseWindow):
    """The window with a case and the plan of its person."""

    def _entries(self) -> list[ScreenEntry]:
        plan = ScreenEntry(
            "own-plan", "Their plan", "eye", 0, self._made_by(make_own_plan), alone=True
        )
        return [*super()._entries(), plan]

    @property
    def plan(self) -> OwnPlanScreen:
        found = self.shell.screen_at("own-plan")
        assert isinstance(found, OwnPlanScreen)
        return found

    def says(self, words: str) -> bool:
        return words in words_in(self.plan)


@pytest.fixture
def case(world: World) -> CaseMade:
    person = world.person("Shabana", "Akhtar", pronouns="she/her")
    case = world.case("K7QX9B", team=[world.worker("leah")], subject=person)
    about = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE}
    said = {"words": "A door that locks.", "said_on": world.clock().date()}
    world.add(case.by, WhatMatters(**about, **said))
    return case


@pytest.fixture
def window(desk: Desk, case: CaseMade, qtbot: QtBot, tmp_path: Path) -> Iterator[PlanWindow]:
    made = PlanWindow(qtbot, desk, case.by, tmp_path)
    made.open(f"case/{case.id}/now")
    yield made
    made.close()


def contact(world: World, case: CaseMade, *, write: bool) -> None:
    ways = {"may_text": True, "may_call": True, "may_voicemail": False, "may_write": write}
    about = {"subject_id": case.subject, "category": Category.CONTACT}
    world.add(case.by, SafeContact(**about, **ways))


def test_a_person_is_asked_then_reads_their_plan_alone_and_takes_it_home(
    window: PlanWindow, world: World, case: CaseMade, tmp_path: Path
) -> None:
    shell = window.shell
    window.press("Ctrl+Shift+P")
    window.settle()
    plan = window.plan
    assert window.says("Nobody asked yet if it is safe")
    assert not window.says("A door that locks.")
    assert plan.focusWidget() is plan.back_button, "a stray Enter says nothing"
    window.press("Shift+Tab")
    assert plan.focusWidget() is plan.ask_button
    window.press("Enter")
    window.settle()
    assert window.says("A door that locks.")
    assert not any(part.isVisible() for part in (shell.rail, shell.header, shell.notices))
    assert unnamed(plan) == []
    assert plan.focusWidget() is plan.back_button
    assert plan.back_button in tab_ring(shell)

    plan.ask_where = lambda _over, name, _kind: tmp_path / name
    window.press("Ctrl+P")
    window.settle()
    (page,) = tmp_path.glob("My plan*.pdf")
    assert page.read_bytes().startswith(b"%PDF-")
    assert window.says("Hand it over, then remove the file.")

    window.privacy.toggle()
    assert window.says("Names are hidden. Press F8 to show the plan.")
    assert not window.says("A door that locks.")
    window.press("Ctrl+P")  # what is covered is not printed either
    window.privacy.toggle()
    window.settle()
    assert window.says("A door that locks.")

    contact(world, case, write=False)
    window.press("Esc")
    window.settle()
    assert shell.rail.isVisible()
    assert shell.header.isVisible()
    assert not window.says("A door that locks.")  # nothing lies there for whoever comes next
    window.press("Ctrl+Shift+P")
    window.settle()
    assert window.says("It is not safe to show or give them this")
    assert not plan.ask_button.isVisible()
    window.press("Esc")
    window.settle()
    assert shell.address == f"case/{case.id}/now"


def test_an_address_of_no_case_shows_nothing(window: PlanWindow) -> None:
    window.shell.go("own-plan/nowhere")
    window.settle()
    assert window.says("There is no such case. Nothing was shown.")
    assert not window.plan.print_button.isVisible()
