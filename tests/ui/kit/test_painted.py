"""Painted widgets: the journey in words, the ring round the focus, words in their direction."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.stages import LABELS, Stage
from pbi_desktop.ui.kit.focus_ring import FocusRing
from pbi_desktop.ui.kit.stages import paint_stage, stage_brush
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.journey import Rating, StageJourney, journey_in_words
from pbi_desktop.ui.kit.widgets.tabs import Tabs
from pbi_desktop.ui.kit.writing import reads_right_to_left, wrapped_height, write

RATINGS = [
    Rating(date(2026, 3, 2), Stage.NOT_COPING),
    Rating(date(2026, 6, 9), Stage.CRISIS),
    Rating(date(2026, 10, 2), Stage.COPING, Stage.NOT_COPING),
]
ratings = st.lists(
    st.builds(
        Rating,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.sampled_from(Stage),
        st.none() | st.sampled_from(Stage),
    ),
    max_size=12,
)


def test_a_journey_says_from_and_to_and_never_a_number_of_steps() -> None:
    words = journey_in_words(RATINGS)
    assert words.startswith("From not coping to coping with support.")
    assert "2 October 2026: coping with support, own view not coping." in words
    assert journey_in_words([]) == "Not rated yet."
    assert journey_in_words(RATINGS[:1]) == "2 March 2026: not coping."
    same = [RATINGS[0], Rating(date(2026, 5, 1), Stage.NOT_COPING)]
    assert journey_in_words(same).startswith("Still not coping.")


@given(ratings)
def test_a_journey_in_words_names_every_rating_whatever_their_order(given_: list[Rating]) -> None:
    words = journey_in_words(given_)
    assert words == journey_in_words(given_[::-1]) or len({r.day for r in given_}) < len(given_)
    for rating in given_:
        assert LABELS[rating.stage].lower() in words.lower()
        assert str(rating.day.year) in words


@given(ratings)
def test_any_journey_can_be_drawn(given_: list[Rating]) -> None:
    journey = StageJourney(given_)
    journey.resize(400, 220)
    assert not journey.grab().isNull()
    assert journey.accessibleDescription() == journey_in_words(given_)
    journey.deleteLater()


def test_large_text_gets_the_words_instead_of_the_picture(qtbot: QtBot, look: Theme) -> None:
    journey = StageJourney(RATINGS)
    qtbot.addWidget(journey)
    journey.show()
    assert journey._canvas.isVisible()
    assert not journey._words.isVisible()
    look.apply(Look(scale=1.6))
    assert not journey._canvas.isVisible()
    assert journey._words.isVisible()


def drawn(stage: Stage, *, hollow: bool = False) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_stage(painter, QRectF(2, 2, 20, 20), stage, hollow=hollow)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def ink(image: QImage) -> list[bool]:
    return [
        image.pixelColor(x, y).lightness() < 200
        for x in range(image.width())
        for y in range(image.height())
    ]


def test_stages_differ_by_shape_without_colour() -> None:
    shapes = {
        tuple(ink(drawn(stage, hollow=hollow))) for stage in Stage for hollow in (False, True)
    }
    assert len(shapes) == 10


@pytest.mark.parametrize("stage", Stage)
def test_a_hollow_stage_is_empty_in_the_middle(stage: Stage) -> None:
    assert drawn(stage, hollow=True).pixelColor(12, 13).lightness() > 240
    assert drawn(stage).pixelColor(12, 8).lightness() < 200


def test_areas_of_stages_differ_by_pattern() -> None:
    assert len({stage_brush(stage).style() for stage in Stage}) == 5


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [("Shabana", False), ("شبانہ", True), ("8 days ago", False), ("(شبانہ)", True), ("123", False)],
)
def test_a_text_is_read_in_the_direction_of_its_own_script(text: str, mirrored: bool) -> None:
    assert reads_right_to_left(text) is mirrored


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("text", ["8 days ago", "شبانہ"])
def test_a_line_stands_at_the_leading_edge_of_its_window(text: str, mirrored: bool) -> None:
    image = QImage(300, 30, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    both = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
    painter.setLayoutDirection(both[mirrored])
    write(painter, QRect(0, 0, 300, 30), text)
    painter.end()
    dark = [x for x in range(300) for y in range(30) if image.pixelColor(x, y).lightness() < 128]
    assert (min(dark) > 150) is mirrored


def test_a_word_longer_than_its_line_is_broken_and_others_are_not(look: Theme) -> None:
    font = look.font("body")
    line = wrapped_height("one", font, 100)
    assert wrapped_height("one two three four", font, 60) > line
    assert wrapped_height("x" * 60, font, 100) > 3 * line


@pytest.fixture
def ring(qapp: QApplication) -> FocusRing:
    return qapp.findChildren(FocusRing)[0]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    QVBoxLayout(made)
    made.show()
    made.activateWindow()
    return made


def add(window: QWidget, *widgets: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    QApplication.processEvents()


def test_the_ring_lies_outside_what_has_the_keyboard(
    window: QWidget, ring: FocusRing, look: Theme
) -> None:
    first, second = Button("Find"), Button("Lock")
    add(window, first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert ring.shown_round is first
    picture = window.grab().toImage()
    box = first.geometry()
    middle = QPoint(box.center().x(), box.top())
    assert picture.pixelColor(middle.x(), middle.y() - 4) == QColor(look.palette.focus)
    assert picture.pixelColor(middle.x(), middle.y() - 1) == QColor(look.palette.ink)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.shown_round is second


def test_the_ring_follows_what_moves(window: QWidget, ring: FocusRing) -> None:
    button = Button("Find")
    add(window, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    before = ring._overlay.geometry()  # type: ignore[union-attr]
    add(window, Button("Lock"))
    window.resize(300, 400)
    QApplication.processEvents()
    assert ring._overlay.geometry() != before  # type: ignore[union-attr]


def test_a_click_on_a_button_draws_no_ring_and_one_into_a_box_does(
    window: QWidget, ring: FocusRing
) -> None:
    button, box = QPushButton("Find"), QLineEdit()
    add(window, button, box)
    window.setFocus()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.shown_round is box


def test_the_ring_stays_inside_what_scrolls(window: QWidget, ring: FocusRing) -> None:
    area, inside = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    box = QVBoxLayout(inside)
    buttons = [Button(str(number)) for number in range(20)]
    for button in buttons:
        box.addWidget(button)
    area.setWidget(inside)
    add(window, area)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.shown_round is buttons[0]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert ring.shown_round is None


def test_the_ring_goes_round_the_tab_in_view(window: QWidget, ring: FocusRing) -> None:
    tabs = Tabs("Case", {"now": "Now", "story": "Story"})
    add(window, tabs)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.key == "story"
    assert tabs.ring_rect() == tabs.tabRect(1)
    assert ring.shown_round is tabs


def test_a_dark_focus_ring_is_the_dark_palettes(window: QWidget, look: Theme) -> None:
    look.apply(Look(DARK))
    button = Button("Find")
    add(window, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    box = button.geometry()
    colour = window.grab().toImage().pixelColor(box.center().x(), box.top() - 4)
    assert colour == QColor(DARK.focus)


def test_a_button_reads_the_same_way_in_a_mirrored_window(qtbot: QtBot) -> None:
    button = Button("Same person?")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    there = button.grab().toImage()
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert button.grab().toImage() == there, "the question mark stays at the end"
