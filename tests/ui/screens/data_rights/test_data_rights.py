"""A lead takes requests down, weighs and answers them; a manager lets files go by their count."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.data_rights import Ground
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import Case
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.robots.data_rights import DataRightsWindow
from tests.support.world import World

Opens = Callable[..., DataRightsWindow]
LONG_AGO = datetime(2014, 2, 3, 9, tzinfo=UTC)
_URDU = "\u0634\u0628\u0627\u0646\u06c1"


@pytest.fixture
def manager(file_world: World) -> Actor:
    """Return the manager of a site with an open case, and an old file."""
    boss = file_world.manager()
    sister = file_world.person("Zuleika", "Quill")
    case = file_world.case("K7QX9B", by=boss, subject=file_world.person(_URDU, "Akhtar"),
                           others=[sister])  # fmt: skip
    file_world.note(case, "Rang the landlord.")
    file_world.note(case, "Her sister Zuleika shouts.")
    old = file_world.case("OLDONE", by=boss, opened_on=LONG_AGO.date())
    file_world.note(old, "came once", at=LONG_AGO)
    file_world.change_fact(Case, old.id, closed_on=date(2015, 4, 1), phase=Phase.CLOSED)
    return boss


@pytest.fixture
def opens(file_world: World, qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    made: list[DataRightsWindow] = []
    reading, store = EveryonesReading(file_world), EveryonesStore(file_world)
    desk = Desk(reading, lambda: store, file_world.clock)

    def open_as(actor: Actor) -> DataRightsWindow:
        window = DataRightsWindow(qtbot, desk, actor, tmp_path)
        made.append(window)
        window.open("data-rights")
        window.come_in_front()
        return window

    yield open_as
    for window in made:
        window.close()
    reading.close()


def test_a_request_is_taken_down_weighed_and_answered(
    opens: Opens, manager: Actor, tmp_path: Path
) -> None:
    window = opens(manager)
    assert "Nobody has asked" in window.words
    window.take_down("K7QX9B", "2 nov")
    window.wait_for("answers by 2 December 2026")
    screen = window.screen
    screen.requests.weigh.click()
    window.wait_for("1 not decided")
    items = screen.weighing.table.rows
    at = next(number for number, one in enumerate(items) if one.undecided)
    screen.weighing.table.selectRow(at)
    assert "[another person]" in window.words
    screen.weighing.ground.choose(Ground.NAMES_OUT.value)
    screen.weighing.decide.click()
    window.wait_for("0 not decided")
    assert screen.weighing.item is not None
    assert screen.weighing.item.decided is Ground.NAMES_OUT
    screen.weighing.make.click()
    assert "Name the folder" in window.words
    (tmp_path / "out").mkdir()
    screen.weighing.folder.set_text(str(tmp_path / "out"))
    screen.weighing.make.click()
    window.wait_for("It is on record as given today")
    assert len(list((tmp_path / "out").iterdir())) == 4
    window.press("Esc")
    window.wait_for("Answered on 21 November 2026")


def test_names_and_words_are_hidden_at_a_key(opens: Opens, manager: Actor) -> None:
    window = opens(manager)
    window.take_down("K7QX9B")
    window.wait_for("Akhtar")
    window.screen.requests.weigh.click()
    window.wait_for("not decided")
    window.privacy.hide(True)
    window.settle()
    assert "Akhtar" not in window.words
    assert "landlord" not in window.words
    window.press("Esc")
    assert "Akhtar" not in window.words


def test_a_folder_that_is_not_there_is_told_in_place(
    opens: Opens, manager: Actor, tmp_path: Path
) -> None:
    window = opens(manager)
    window.take_down("K7QX9B")
    window.screen.requests.weigh.click()
    window.wait_for("not decided")
    window.screen.weighing.folder.set_text(str(tmp_path / "nowhere"))
    window.screen.weighing.make.click()
    window.wait_for("nowhere is not there")
    window.press("Esc")
    window.wait_for("answers by 21 December 2026")  # nothing is on record as given


def test_more_time_needs_a_reason_and_an_unknown_case_is_said(opens: Opens, manager: Actor) -> None:
    window = opens(manager)
    window.take_down("NOSUCH")
    window.wait_for("There is no such case")
    window.take_down("K7QX9B")
    window.wait_for("answers by")
    window.screen.requests.extend.click()
    assert "Say why it takes longer" in window.words
    window.screen.requests.why.set_text("Ten years of records")
    window.screen.requests.extend.click()
    window.wait_for("22 February 2027")
    assert not window.screen.requests.extend.isVisible()


def test_files_go_only_once_their_number_is_typed(opens: Opens, manager: Actor) -> None:
    window = opens(manager)
    window.look_at_keeping()
    keeping = window.screen.keeping
    window.wait_for("These rules are proposed")
    keeping.adopt.click()
    window.wait_for("The rules are agreed")
    assert [one.reference for one in keeping.over.rows] == ["OLDONE"]
    assert not keeping.let_go.isEnabled()
    keeping.over.selectRow(0)
    keeping.mark_one.click()
    assert "Erase 1 file for good" in keeping.let_go.text()
    keeping.count.set_text("2")
    keeping.let_go.click()
    assert "Type 1, the number" in window.words
    assert [one.reference for one in keeping.over.rows] == ["OLDONE"]
    keeping.count.set_text("1")
    keeping.let_go.click()
    window.wait_for("1 file erased for good")
    assert keeping.over.rows == []
    assert "No file is over" in window.words


def test_whoever_leads_nothing_is_told_whom_to_hand_a_request(
    opens: Opens, file_world: World
) -> None:
    window = opens(file_world.worker("leah"))
    window.wait_for("Hand a request to your lead")
    assert not window.screen.requests.isVisible()


@pytest.mark.parametrize(
    ("scale", "direction"),
    [
        (1.0, Qt.LayoutDirection.LeftToRight),
        (2.0, Qt.LayoutDirection.RightToLeft),
    ],
)
def test_everything_has_a_name_is_reached_and_no_word_is_cut(
    opens: Opens, manager: Actor, look: Theme, scale: float, direction: Qt.LayoutDirection,
    tmp_path: Path,
) -> None:  # fmt: skip
    look.apply(Look(LIGHT if direction is Qt.LayoutDirection.RightToLeft else DARK, scale))
    QApplication.setLayoutDirection(direction)
    window = opens(manager)
    window.take_down("K7QX9B", "1 sep")
    window.wait_for("should have answered by 1 October 2026")
    for name in ("requests", "weighing", "keeping"):
        if name == "weighing":
            window.screen.requests.weigh.click()
            window.wait_for("not decided")
        if name == "keeping":
            window.look_at_keeping()
            window.wait_for("These rules are proposed")
        assert unnamed(window.screen) == [], name
        assert clipped(window.screen) == [], name
        tab_ring(window.shell)
        window.shell.grab().save(str(tmp_path / f"{name}.png"))
