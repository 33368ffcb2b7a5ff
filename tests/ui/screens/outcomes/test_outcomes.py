"""The figures by keyboard alone: read, listed, opened, shown as tables, saved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.outcomes import MeasureId
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.stores import OpenedStore, open_store
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from tests.cli.demo_store import copied, worker_of
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.outcomes import OutcomesWindow


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenedStore]:
    """Open a demo of one's own."""
    with open_store(copied(tmp_path / "team.pbi")) as opened:
        yield opened


@pytest.fixture
def window(store: OpenedStore, qtbot: QtBot, tmp_path: Path) -> Iterator[OutcomesWindow]:
    """Open the window of the manager."""
    made = OutcomesWindow(qtbot, store.desk, worker_of(store, "Team manager"), tmp_path)
    yield made.start()
    made.close()


def test_one_key_opens_the_figures_and_two_more_save_the_report(window: OutcomesWindow) -> None:
    window.keys = 0
    window.press("Ctrl+8")
    assert "cases that started in crisis or not coping" in window.words
    assert "no comparison group, so this is not proof of cause" in window.words
    window.press("Ctrl+E", "Enter")
    assert window.keys == 3
    files = sorted(path.name for path in window.saved.iterdir())
    assert len({name.rsplit(".", 1)[0] for name in files}) == 1
    assert files[0].endswith("-shared.html")
    figures = json.loads(next(window.saved.glob("*.json")).read_text("utf-8"))
    assert figures["money"]["highest_gain_pence"] is None
    assert "Saved in" in " ".join(window.shell.notices.texts)
    assert not window.screen.export.isVisible()


def test_the_teams_own_copy_is_saved_when_it_is_chosen(window: OutcomesWindow) -> None:
    window.press("Ctrl+8", "Ctrl+E")
    window.screen.export.copy.choose("team")
    window.press("Enter")
    (found,) = window.saved.glob("*.json")
    assert found.name.endswith("-team.json")
    assert json.loads(found.read_text("utf-8"))["money"]["highest_gain_pence"] > 0


def test_a_folder_that_takes_no_file_is_told_and_the_strip_stays(window: OutcomesWindow) -> None:
    window.saved.write_text("in the way", "utf-8")
    window.press("Ctrl+8", "Ctrl+E", "Enter")
    assert "Nothing was written" in " ".join(window.shell.notices.texts)
    assert window.screen.export.isVisible()
    window.press("Esc")
    assert not window.screen.export.isVisible()


def test_enter_on_a_number_lists_its_cases_and_enter_again_opens_one(
    window: OutcomesWindow,
) -> None:
    window.press("Ctrl+8")
    table = window.screen.numbers.table
    assert table is not None
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.selectRow(1)
    window.press("Enter")
    page = window.screen._page
    assert page is not None
    measure = page.result.measure(MeasureId.ADAPTED_AT_CLOSE)
    behind = window.screen.behind
    assert len(behind.table.rows) == measure.n
    assert f"{measure.n} cases" in window.words
    assert window.focus_name == "Cases behind the number"
    first = behind.table.rows[0]
    window.press("Enter")
    assert window.shell.address == f"case/{first.case_id}/now"


def test_another_number_of_the_line_lists_its_own_cases_and_esc_goes_back(
    window: OutcomesWindow,
) -> None:
    window.press("Ctrl+8")
    table = window.screen.numbers.table
    assert table is not None
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.selectRow(1)
    window.press("Enter")
    behind = window.screen.behind
    assert behind.choice is not None
    numbers = behind._numbers
    behind._choose("2")
    window.settle()
    assert len(behind.table.rows) == numbers[2].count
    window.press("Esc")
    assert not behind.isVisible()
    assert QApplication.focusWidget() is table


def test_a_step_of_the_funnel_leads_to_its_cases_by_keys(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    picture = window.screen.funnel.picture
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    picture.choose("step:adapted")
    window.press("Enter")
    page = window.screen._page
    assert page is not None
    assert len(window.screen.behind.table.rows) == page.result.funnel[-1].cases


def test_every_chart_becomes_its_table_and_back(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    screen = window.screen
    cards = (screen.funnel, screen.moves, screen.time)
    assert all(card.picture.isVisible() for card in cards)
    window.press("Ctrl+T")
    for card in cards:
        assert card.table is not None
        assert card.table.isVisible()
        assert card.table.rows
        assert not card.picture.isVisible()
    assert not screen.measures.isVisible()
    window.press("Ctrl+T")
    assert all(card.picture.isVisible() for card in (*cards, screen.measures))


def test_a_chosen_period_is_counted_and_comes_back_next_time(
    window: OutcomesWindow, store: OpenedStore, qtbot: QtBot, tmp_path: Path
) -> None:
    window.press("Ctrl+8")
    window.screen.period.choose("this-year")
    window.screen.period.chosen.emit("this-year")
    window.settle()
    page = window.screen._page
    assert page is not None
    assert page.asked.period == page.periods[2].period
    (tmp_path / "again").mkdir()
    again = OutcomesWindow(qtbot, store.desk, window.actor, tmp_path / "again").start()
    again.press("Ctrl+8")
    assert again.screen.period.value == "this-year"
    again.close()


def test_figures_follow_a_change_of_the_records(window: OutcomesWindow, store: OpenedStore) -> None:
    window.press("Ctrl+8")
    before = window.screen._page
    assert before is not None
    worker = worker_of(store, "Key worker")
    case = store.desk.cases.list(worker)[0].case_id
    rated = (DomainRating(LifeDomain.OVERALL, Stage.COPING, reason="As we talked"),)
    window.lane.command(lambda: store.desk.reviews.rate(worker, case, rated, RatingKind.REVIEW))
    window.settle()
    after = window.screen._page
    assert after is not None
    assert after is not before


def test_a_stopped_count_says_how_to_begin_again(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    screen = window.screen
    screen.show_progress(50_000, 500_000)
    assert "Counting the cases: 10% done" in window.words
    screen.again_wanted.emit()
    screen.stop.click()
    window.settle()
    assert "Counting was stopped. F5 counts again." in window.words
    assert not screen.stop.isVisible()
    window.press("F5")
    assert "F5 counts again" not in window.words


def test_a_list_that_is_asked_for_does_not_stop_the_count(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    screen = window.screen
    before = screen._page
    screen.again_wanted.emit()
    screen.funnel.picture.opened.emit("step:adapted")
    window.settle()
    assert screen._page is not before
    assert screen.behind.table.rows
    assert "Counting was stopped" not in window.words


def test_each_chart_says_in_words_what_it_shows(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    page = window.screen._page
    assert page is not None
    assert page.moves is not None
    assert window.screen.moves.picture.accessibleDescription() == page.moves.figure.alt
    assert "Not coping to" in page.moves.figure.alt


def test_names_are_hidden_in_the_list(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    window.screen.funnel.picture.opened.emit("step:adapted")
    window.settle()
    case = window.screen.behind.table.rows[0]
    window.privacy.hide(True)
    cell = window.screen.behind._person(case)
    assert cell.text != case.person


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_is_reached_by_tab_and_is_whole(
    window: OutcomesWindow, look: Theme, scale: float
) -> None:
    look.apply(Look(DARK, scale))
    window.press("Ctrl+8")
    window.press("Ctrl+E")
    window.screen.funnel.picture.opened.emit("step:adapted")
    window.settle()
    assert unnamed(window.screen) == []
    # A layout that grows asks its parent to grow in turn: it comes to rest with nothing cut.
    window.qtbot.waitUntil(lambda: clipped(window.screen) == [])
    ring = tab_ring(window.shell)
    screen = window.screen
    for picture in (screen.funnel.picture, screen.moves.picture, screen.time.picture):
        assert ring.count(picture) == 1
        assert picture.accessibleName()


def test_in_a_narrow_window_the_columns_fold(window: OutcomesWindow) -> None:
    window.press("Ctrl+8")
    assert window.screen.cards.shown == 2
    wide = window.screen.funnel.picture.scene.width
    window.shell.resize(900, 760)
    window.settle()
    assert window.screen.cards.shown == 1
    assert window.screen.funnel.picture.scene.width < wide
