"""Lists that people work in all day: steps to tick, rows to open."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.theme import Theme, theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.kit.widgets.steps import Step, StepList, StepRow, _shape
from pbi_desktop.ui.kit.widgets.table import CELL_ROLE, Cell, Column, RowModel, Table

THREE = [Step("1", "Ring"), Step("2", "Send"), Step("3", "Book")]
COLUMNS = (
    Column[tuple[str, int]]("Name", lambda row: row[0], sort=lambda row: row[0]),
    Column[tuple[str, int]]("Gain", lambda row: Cell(f"£{row[1]}", "a year"), trailing=True),
)
ROWS = [("Shabana", 3855), ("Kofi", 412), ("Ewa", 0)]


class _Kept(NamedTuple):
    id: int
    words: str


@pytest.fixture
def steps(qtbot: QtBot) -> StepList:
    made = StepList("What you promised")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_steps(THREE)
    made.show()
    made.rows()[0].setFocus()
    return made


def focused(steps: StepList) -> str:
    return next((row.step.key for row in steps.rows() if row.hasFocus()), "")


def test_space_says_a_step_is_done(steps: StepList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(steps.done_wanted) as signal:
        QTest.keyClick(steps.rows()[0], Qt.Key.Key_Space)
    assert signal.args == ["1", True]


def test_m_moves_and_enter_opens(steps: StepList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(steps.move_wanted) as moved:
        QTest.keyClick(steps.rows()[0], Qt.Key.Key_M)
    with qtbot.waitSignal(steps.opened) as opened:
        QTest.keyClick(steps.rows()[0], Qt.Key.Key_Return)
    assert (moved.args, opened.args) == (["1"], ["1"])


def test_the_arrows_move_and_tab_stops_once(steps: StepList) -> None:
    QTest.keyClick(steps.rows()[0], Qt.Key.Key_Down)
    assert focused(steps) == "2"
    QTest.keyClick(steps.rows()[1], Qt.Key.Key_Up)
    QTest.keyClick(steps.rows()[0], Qt.Key.Key_Up)
    assert focused(steps) == "1"
    stops = [row for row in steps.rows() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [row.step.key for row in stops] == ["1"]


def test_the_focus_stays_with_its_step_when_others_come_and_go(steps: StepList) -> None:
    QTest.keyClick(steps.rows()[0], Qt.Key.Key_Down)
    steps.show_steps([Step("0", "New"), *THREE])
    assert focused(steps) == "2"


def test_when_a_step_goes_the_focus_goes_to_its_neighbour(steps: StepList) -> None:
    steps.show_steps(THREE[1:])
    assert focused(steps) == "2"
    QTest.keyClick(steps.rows()[0], Qt.Key.Key_Down)
    steps.show_steps(THREE[1:2])
    assert focused(steps) == "2"


def test_a_click_on_the_box_ticks_and_on_the_words_does_not(steps: StepList, qtbot: QtBot) -> None:
    row = steps.rows()[0]
    told: list[object] = []
    steps.done_wanted.connect(lambda *what: told.append(what))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(200, row.height() // 2))
    assert told == []
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(16, row.height() // 2))
    assert told == [("1", True)]


def test_a_double_click_on_the_words_opens(steps: StepList, qtbot: QtBot) -> None:
    row = steps.rows()[0]
    with qtbot.waitSignal(steps.opened):
        QTest.mouseDClick(row, Qt.MouseButton.LeftButton, pos=QPoint(200, row.height() // 2))


@given(
    words=st.text(min_size=1, max_size=300),
    about=st.text(max_size=60),
    width=st.integers(180, 900),
    scale=st.sampled_from([1.0, 1.5, 2.0]),
)
def test_a_step_always_has_room_for_all_its_words(
    words: str, about: str, width: int, scale: float
) -> None:
    theme().look = Look(scale=scale)
    step = Step("1", words, about, due="Late by 2 days", tone="danger")
    row = StepRow(step)
    width = max(width, row.minimumSizeHint().width())
    shape = _shape(step, width)
    theme().look = Look()
    row.deleteLater()
    assert shape.words.top() >= 0
    assert shape.due.right() <= width
    bottom = max(shape.words.bottom(), shape.under.bottom() if about else 0, shape.due.bottom())
    assert bottom <= shape.height


def test_a_row_grows_with_its_words(qtbot: QtBot) -> None:
    row = StepRow(Step("1", "Ring"))
    qtbot.addWidget(row)
    short = row.heightForWidth(220)
    row.show_step(replace(row.step, text="Ring council tax about the summons " * 4))
    assert row.heightForWidth(220) > short


@pytest.fixture
def table(qtbot: QtBot) -> Table[tuple[str, int]]:
    made: Table[tuple[str, int]] = Table("Your cases", COLUMNS)
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show_rows(ROWS)
    made.show()
    return made


def test_the_model_keeps_qts_rules() -> None:
    model = RowModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(ROWS)
    model.sort(0)
    model.sort(-1)
    model.show_rows([])
    assert tester.model() is model


def test_enter_opens_the_row_chosen(table: Table[tuple[str, int]], qtbot: QtBot) -> None:
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as signal:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert signal.args == [ROWS[1]]
    assert table.current == ROWS[1]


def test_a_row_stays_chosen_when_the_rows_change(table: Table[tuple[str, int]]) -> None:
    table.selectRow(1)
    table.show_rows([("Anna", 1), *ROWS])
    assert table.current == ROWS[1]
    table.show_rows([("Anna", 1)])
    assert table.current is None


def test_what_changed_stays_chosen_by_its_id_wherever_it_went(qtbot: QtBot) -> None:
    made: Table[_Kept] = Table("Steps", (Column[_Kept]("Step", lambda one: one.words),))
    qtbot.addWidget(made)
    made.show_rows([_Kept(2, "Send"), _Kept(1, "Ring")])
    made.selectRow(0)
    made.show_rows([_Kept(1, "Ring"), _Kept(2, "Sent")])
    assert made.current == _Kept(2, "Sent")


def test_a_heading_sorts_and_a_third_click_returns_to_the_order_given(
    table: Table[tuple[str, int]],
) -> None:
    header = table.horizontalHeader()
    at = QPoint(10, header.height() // 2)
    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        orders.append([row[0] for row in table.rows])
    assert orders == [
        ["Ewa", "Kofi", "Shabana"],
        ["Shabana", "Kofi", "Ewa"],
        ["Shabana", "Kofi", "Ewa"],
    ]
    assert table.rows == ROWS


def test_copying_gives_headings_and_tabs(table: Table[tuple[str, int]]) -> None:
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[:2] == ["Name\tGain", "Shabana\t£3855 a year"]
    table.selectRow(2)
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines() == ["Name\tGain", "Ewa\t£0 a year"]


def test_copying_as_a_table_gives_every_row_whichever_is_chosen(
    table: Table[tuple[str, int]],
) -> None:
    table.selectRow(2)
    words = {action.text(): action for action in table.actions()}
    assert list(words) == ["Copy", "Copy as table", "Columns as they were"]
    words["Copy as table"].trigger()
    held = QGuiApplication.clipboard().mimeData()
    assert [line.split("\t")[0] for line in held.text().splitlines()] == [
        *("Name", "Shabana", "Kofi", "Ewa"),
    ]
    assert held.html().count("<tr>") == 4
    assert held.hasFormat("x-kde-passwordManagerHint")
    words["Copy"].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_key_shows_what_a_table_can_copy(
    table: Table[tuple[str, int]],
) -> None:
    table.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QGuiApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Copy",
        "Copy as table",
        "Columns as they were",
    ]
    menu.close()


def test_what_was_copied_is_gone_after_half_a_minute(
    table: Table[tuple[str, int]], qtbot: QtBot
) -> None:
    table.copy()
    assert table.copies._over.interval() == 30_000
    table.copies._over.start(1)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_somebody_copied_since_is_left_alone(table: Table[tuple[str, int]]) -> None:
    table.copy()
    QGuiApplication.clipboard().setText("something else")
    table.copies.clear()
    assert QGuiApplication.clipboard().text() == "something else"


def test_tab_leaves_a_table(table: Table[tuple[str, int]]) -> None:
    assert not table.tabKeyNavigation()


def test_a_table_is_as_tall_as_its_rows_up_to_a_number(
    table: Table[tuple[str, int]], look: Theme
) -> None:
    table.show_at_most(2)
    two = table.sizeHint().height()
    table.show_at_most(6)
    assert table.sizeHint().height() == two + look.px(look.look.density.row)


def test_a_screen_reader_reads_all_of_a_cell(table: Table[tuple[str, int]]) -> None:
    index = table.rows_model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "£3855 a year"
    assert index.data(CELL_ROLE).text == "£3855"


def test_right_to_left_rows_are_painted(table: Table[tuple[str, int]]) -> None:
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert not table.grab().isNull()
    assert isinstance(table, QWidget)


def mirrored(widget: QWidget, *, right_to_left: bool) -> QImage:
    """Return a widget as it is painted in one direction of the window."""
    both = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
    QApplication.setLayoutDirection(both[right_to_left])
    QApplication.processEvents()
    return widget.grab().toImage()


def ink(image: QImage, *, from_left: bool) -> list[int]:
    """Return how dark each column of the words in the left or right third is, words only."""
    third = image.width() // 3
    part = image.copy(0 if from_left else image.width() - third, 0, third, image.height())
    ground = part.pixelColor(third // 2, 1).lightness()
    dark = [
        sum(max(ground - part.pixelColor(x, y).lightness() - 40, 0) for y in range(part.height()))
        for x in range(third)
    ]
    used = [x for x, much in enumerate(dark) if much]
    return dark[used[0] : used[-1] + 1]


def unlike(some: list[int], others: list[int]) -> float:
    """Return how much of the ink stands elsewhere; a part of a pixel to one side does not count."""
    wide = max(len(some), len(others)) + 2
    one, other = ([0, *dark, *[0] * (wide - len(dark))] for dark in (some, others))
    soft = [[sum(dark[max(x - 2, 0) : x + 3]) for x in range(wide)] for dark in (one, other)]
    off = sum(abs(a - b) for a, b in zip(soft[0], soft[1], strict=True))
    return off / max(sum(soft[0]), 1)


def test_a_day_reads_the_same_way_in_a_mirrored_window(steps: StepList) -> None:
    steps.show_steps([Step("1", "Ring", due="11 December")])
    there = ink(mirrored(steps.rows()[0], right_to_left=False), from_left=False)
    here = ink(mirrored(steps.rows()[0], right_to_left=True), from_left=True)
    assert len(there) > 40
    assert unlike(here, there) < 0.15 < unlike(here[::-1], there)


def test_a_heading_reads_the_same_way_in_a_mirrored_window(qtbot: QtBot) -> None:
    table = Table("Measures", [Column[str]("", str, stretch=True), Column[str]("3 of 4", str)])
    qtbot.addWidget(table)
    table.resize(420, 120)
    table.show()
    heading = table.horizontalHeader().geometry().adjusted(0, 0, 0, -4)  # without its line
    there = ink(mirrored(table, right_to_left=False).copy(heading), from_left=False)
    here = ink(mirrored(table, right_to_left=True).copy(heading), from_left=True)
    assert len(there) > 20
    assert unlike(here, there) < 0.15 < unlike(here[::-1], there)
