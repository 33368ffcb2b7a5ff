"""Cards and chips find the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Elided, label
from pbi_desktop.ui.kit.widgets.layouts import (
    Columns,
    Flow,
    clear,
    column,
    columns_for,
    page,
    panel,
    row,
)


@pytest.mark.parametrize(
    ("width", "scale", "columns"),
    [(1400, 1.0, 3), (1400, 1.3, 2), (1400, 1.6, 1), (700, 1.0, 2), (300, 1.0, 1), (10, 1.0, 1)],
)
def test_three_columns_become_two_and_one(width: int, scale: float, columns: int) -> None:
    assert columns_for(width, scale, 3, 300) == columns


@given(st.integers(0, 4000), st.integers(0, 500), st.floats(1, 2))
def test_more_room_never_means_fewer_columns(width: int, more: int, scale: float) -> None:
    few, many = columns_for(width, scale, 3, 300), columns_for(width + more, scale, 3, 300)
    assert 1 <= few <= many <= 3


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    made = Columns(3)
    qtbot.addWidget(made)
    for title, span in (("a", 1), ("b", 2), ("c", 3)):
        card = Card(title)
        card.add(QPushButton(title))
        made.add(card, span)
    made.resize(1200, 500)
    made.show()
    QApplication.processEvents()
    return made


def places(columns: Columns) -> dict[str, tuple[int, int]]:
    cards = columns.findChildren(Card)
    return {card.accessibleName(): (card.y(), card.width()) for card in cards}


def test_a_card_may_span_columns(columns: Columns) -> None:
    at = places(columns)
    assert at["a"][0] == at["b"][0] < at["c"][0]
    assert at["a"][1] < at["b"][1] < at["c"][1]


def test_in_one_column_every_card_has_the_whole_width(columns: Columns, look: Theme) -> None:
    look.apply(Look(scale=1.6))
    QApplication.processEvents()
    assert columns.shown == 1
    widths = {width for _y, width in places(columns).values()}
    assert widths == {columns.width()}


def test_new_cards_take_the_place_of_old_ones(columns: Columns, qtbot: QtBot) -> None:
    kept = columns.findChildren(Card)[1]
    columns.set_cards([(kept, 1), (Card("d"), 1)])
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    assert {card.accessibleName() for card in columns.findChildren(Card)} == {"b", "d"}


def flow_of(qtbot: QtBot, words: list[str]) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder)
    for word in words:
        flow.addWidget(QPushButton(word))
    return holder


def test_a_flow_starts_a_new_line_when_one_is_full(qtbot: QtBot) -> None:
    holder = flow_of(qtbot, ["Money", "Home", "Health", "Safety"])
    holder.resize(180, 300)
    holder.show()
    QApplication.processEvents()
    rows = {button.y() for button in holder.findChildren(QPushButton)}
    assert len(rows) > 1
    assert all(b.geometry().right() <= 180 for b in holder.findChildren(QPushButton))


def test_what_stands_on_one_line_of_a_flow_has_one_middle(qtbot: QtBot) -> None:
    holder = flow_of(qtbot, ["low", "high"])
    low, high = holder.findChildren(QPushButton)
    high.setMinimumHeight(60)
    holder.resize(400, 100)
    holder.show()
    QApplication.processEvents()
    assert high.height() > low.height()
    assert abs(low.geometry().center().y() - high.geometry().center().y()) <= 1


def test_a_flow_begins_at_the_right_when_mirrored(qtbot: QtBot) -> None:
    holder = flow_of(qtbot, ["first", "second"])
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    holder.resize(400, 100)
    holder.show()
    QApplication.processEvents()
    first, second = holder.findChildren(QPushButton)
    assert first.x() > second.x()


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(100, 800))
def test_a_flow_never_overlaps_and_is_as_tall_as_it_says(lengths: list[int], width: int) -> None:
    holder = QWidget()
    flow = Flow(holder)
    buttons = [QPushButton("x" * length) for length in lengths]
    for button in buttons:
        flow.addWidget(button)
        button.show()
    tall = flow.heightForWidth(width)
    flow.setGeometry(holder.rect().adjusted(0, 0, width - holder.width(), tall - holder.height()))
    boxes = [button.geometry() for button in buttons]
    assert max(box.bottom() for box in boxes) < tall
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    holder.deleteLater()


def test_rows_and_columns_take_numbers_for_gaps(qtbot: QtBot) -> None:
    holder = panel(column(label("a"), 12, row(label("b"), 0, label("c"))), surface="surface")
    qtbot.addWidget(holder)
    holder.resize(400, 200)
    holder.show()
    b, c = (w for w in holder.findChildren(type(label("x"))) if w.text() in "bc")
    assert c.x() > b.geometry().right() + 100


def test_clearing_a_layout_takes_out_layouts_inside_it(qtbot: QtBot) -> None:
    layout = column(label("a"), row(label("b"), label("c")))
    holder = panel(layout)
    qtbot.addWidget(holder)
    clear(layout)
    QApplication.sendPostedEvents(None, 52)
    assert layout.count() == 0
    assert [w for w in holder.findChildren(QWidget) if w.parentWidget() is holder] == []


def test_a_page_scrolls_when_it_is_taller_than_its_window(qtbot: QtBot) -> None:
    screen = page(*(Card(str(number)) for number in range(30)))
    qtbot.addWidget(screen)
    screen.resize(600, 400)
    screen.show()
    QApplication.processEvents()
    assert screen.verticalScrollBar().maximum() > 0
    assert screen.horizontalScrollBar().maximum() == 0


def test_a_line_that_does_not_fit_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    line = Elided("Personal and health information")
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.grab()
    assert line.toolTip() == "Personal and health information"
    line.resize(400, 20)
    line.grab()
    assert line.toolTip() == ""
