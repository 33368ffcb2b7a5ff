"""What was shared of a case is approved, handed over, told of and settled from one place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import RiskState
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import Disclosure
from pbi_desktop.services.consents import NewConsent
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.screens.case.shared.making import follow_shared
from pbi_desktop.ui.screens.case.shared.presenter import SharedFollower
from pbi_desktop.ui.screens.case.shared.summary_line import SummaryLine
from pbi_desktop.ui.screens.case.shared.with_whom import SharedWith
from pbi_desktop.ui.screens.case.shared.words import Act
from pbi_desktop.ui.shell.door import Door
from tests.support.accessibility import clipped, unnamed
from tests.support.robots.desk_window import DeskWindow
from tests.support.world import CaseMade, World

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)
DIRECT = Purpose.DIRECT_SUPPORT
Opener = Callable[[Actor], SharedWith]


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def tom(world: World) -> Actor:
    return world.worker("tom")


@pytest.fixture
def case(world: World, desk: Desk, leah: Actor, tom: Actor) -> CaseMade:
    """Return a case of which a summary for the surgery waits for a second person."""
    world.agree(AgencyKind.HEALTH)
    made = world.case("K7QX9B", team=[leah, tom], subject=world.person("Shabana", "Akhtar"))
    desk.casework.add_need(leah, made.id, LifeDomain.MENTAL_HEALTH, "Cannot sleep")
    surgery = world.agency(AgencyKind.HEALTH)
    seen = desk.summaries.preview(leah, made.id, surgery, DIRECT).seen
    desk.shared_summaries.propose(leah, made.id, surgery, DIRECT, seen)
    return made


@pytest.fixture
def shared(desk: Desk, case: CaseMade, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that shows what was shared, to whoever asks."""
    windows: list[DeskWindow] = []
    views: list[SharedWith] = []

    def open_it(by: Actor) -> SharedWith:
        window = DeskWindow(qtbot, desk, by, tmp_path)
        view = SharedWith(window.privacy, lambda _over, name, _kind: tmp_path / name)
        windows.append(window)
        views.append(view)
        follower = follow_shared(view, desk, lambda: by, window.lane.scope(view), navigator(window))
        view.resize(900, 1200)
        view.show()
        follower.enter(case.id)
        window.settle()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in view.findChildren(SummaryLine)))
        return view

    yield open_it
    for view in views:
        view.close()
        view.deleteLater()
    for window in windows:
        window.close()


def navigator(window: DeskWindow) -> Navigator:
    """Return the window as a screen sees it."""
    return Door(window.shell, "case")


def line(view: SharedWith) -> SummaryLine:
    """Return the one summary there is."""
    (found,) = (one for one in view.findChildren(SummaryLine) if not is_going(one))
    return found


def is_going(widget: QWidget) -> bool:
    return widget.parent() is None or not widget.isVisible()


def press(qtbot: QtBot, view: SharedWith, act: Act) -> None:
    """Press a button of the summary, and wait until it is drawn anew or read."""
    before = line(view)
    before.buttons[act].click()
    if act is Act.READ:
        qtbot.waitUntil(view.sheet.isVisible)
    else:
        qtbot.waitUntil(lambda: line(view).row.version > before.row.version)


def disclosures(world: World) -> int:
    with world.trusted() as connection:
        return connection.execute(select(func.count()).select_from(Disclosure)).scalar_one()


def test_whoever_proposed_it_is_offered_no_approval(shared: Opener, leah: Actor) -> None:
    assert set(line(shared(leah)).buttons) == {Act.READ, Act.WITHDRAW}


def test_a_colleague_reads_approves_and_hands_it_over_as_a_file(
    shared: Opener, world: World, tom: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shared(tom)
    assert set(line(view).buttons) == {Act.READ, Act.APPROVE, Act.REFUSE}
    press(qtbot, view, Act.READ)
    assert "Cannot sleep" in view.sheet.words
    press(qtbot, view, Act.APPROVE)
    assert disclosures(world) == 0
    press(qtbot, view, Act.HAND_OVER)
    assert disclosures(world) == 1
    (file,) = tmp_path.glob("summary-K7QX9B-*.pdf")
    assert file.read_bytes().startswith(b"%PDF-")
    assert view.log.isVisible()


def test_f8_hides_what_a_summary_says(shared: Opener, tom: Actor, qtbot: QtBot) -> None:
    view = shared(tom)
    press(qtbot, view, Act.READ)
    view._privacy.toggle()
    assert view.sheet.words == "Hidden (F8)"


def test_a_new_risk_says_whom_to_tell_today_until_they_are_told(
    shared: Opener, world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade, qtbot: QtBot
) -> None:
    (row,) = desk.shared_summaries.of_case(tom, case.id)
    desk.shared_summaries.approve(tom, row.id, row.version)
    desk.shared_summaries.hand_over(tom, row.id, row.version + 1)
    world.clock.forward(hours=1)
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "Her brother has a key")
    world.clock.forward(hours=1)
    view = shared(leah)
    assert Act.TOLD in line(view).buttons
    press(qtbot, view, Act.TOLD)
    assert Act.TOLD not in line(view).buttons


def test_what_is_asked_back_is_settled_with_what_they_did(
    shared: Opener, desk: Desk, tom: Actor, case: CaseMade, qtbot: QtBot
) -> None:
    (row,) = desk.shared_summaries.of_case(tom, case.id)
    desk.shared_summaries.approve(tom, row.id, row.version)
    desk.shared_summaries.hand_over(tom, row.id, row.version + 1)
    no = NewConsent(case.subject, Category.HEALTH, AgencyKind.HEALTH, given=False, words="No")
    desk.consents.record(tom, case.id, no)
    view = shared(tom)
    field = view.recalls.findChild(LineField)
    (settled,) = (one for one in view.recalls.findChildren(Button) if one.text() == "Settled")
    assert isinstance(field, LineField)
    settled.click()
    assert field.problem
    field.set_text("They shredded it")
    settled.click()
    qtbot.waitUntil(lambda: bool(desk.recalls.of_case(tom, case.id)[0].outcome))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_is_whole_at_any_text_size(
    shared: Opener,
    tom: Actor,
    look: Theme,
    qapp: QApplication,
    qtbot: QtBot,
    direction: Qt.LayoutDirection,
    scale: float,
) -> None:
    qapp.setLayoutDirection(direction)
    look.apply(Look(DARK, scale))
    view = shared(tom)
    press(qtbot, view, Act.READ)
    for _ in range(8):
        QApplication.processEvents()
    assert unnamed(view) == []
    assert clipped(view) == []


def test_a_presenter_is_kept_by_its_widget(shared: Opener, tom: Actor) -> None:
    assert isinstance(shared(tom).presenter, SharedFollower)
