"""A picture on the screen: walked with the arrows, zoomed, covered, and met by a screen reader."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.scene import Box, Scene, Shape, Spot, Tint, rectangle
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.kit.widgets.scene_view import SceneView
from pbi_desktop.ui.kit.widgets.scene_view_camera import fitting, kept_in, zoomed
from pbi_desktop.ui.kit.widgets.scene_view_walk import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    linked_that_way,
    nearest_that_way,
    spot_at,
)
from tests.ui.kit.drawn import ABOUT, CLINIC, CLUB, MOTHER, SON, network_scene

WAYS = (LEFT, RIGHT, UP, DOWN)
corners = st.floats(0, 900, allow_nan=False, width=32)
spots = st.lists(
    st.builds(Spot, st.text("abcdefgh", min_size=1, max_size=2), st.builds(
        Box, corners, corners, st.just(40.0), st.just(40.0)), st.just("")),
    min_size=1, max_size=8, unique_by=lambda spot: spot.key,
)  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> SceneView:
    """Return the picture in a window that has the keyboard."""
    shown = SceneView("The network, drawn")
    shown.show_scene(network_scene(), "Shabana and three ties.")
    qtbot.addWidget(shown)
    shown.resize(820, 520)
    shown.show()
    shown.activateWindow()
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(shown.hasFocus)
    return shown


def press(view: SceneView, key: Qt.Key, *, held: bool = False) -> str:
    """Press a key, with Ctrl if it is held; returns the spot chosen then."""
    control = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(view, key, control)
    return view.chosen_key


def read(view: SceneView) -> QAccessibleInterface:
    """Return the picture as a screen reader meets it."""
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def test_arrows_go_along_ties_and_home_returns_to_whom_it_is_about(view: SceneView) -> None:
    heard: list[str] = []
    view.chosen.connect(heard.append)
    assert view.chosen_key == ABOUT
    assert press(view, Qt.Key.Key_Up) == MOTHER
    assert press(view, Qt.Key.Key_Left) == MOTHER  # the clinic lies there, and no tie
    assert press(view, Qt.Key.Key_Down) == ABOUT
    assert press(view, Qt.Key.Key_Right) == CLUB
    assert press(view, Qt.Key.Key_Home) == ABOUT
    assert press(view, Qt.Key.Key_Down) == SON
    assert heard == [MOTHER, ABOUT, CLUB, ABOUT, SON]


def test_ctrl_and_arrows_reach_what_no_tie_leads_to(view: SceneView) -> None:
    press(view, Qt.Key.Key_Up)
    assert press(view, Qt.Key.Key_Left, held=True) == CLINIC


def test_enter_opens_a_spot_and_a_click_chooses_one(view: SceneView) -> None:
    opened: list[str] = []
    view.opened.connect(opened.append)
    press(view, Qt.Key.Key_Return)
    where = view.place_of(network_scene().spots[3]).center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert view.chosen_key == CLUB
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert opened == [ABOUT, CLUB]


def test_what_somebody_else_chose_is_shown_and_not_told_back(view: SceneView) -> None:
    heard: list[str] = []
    view.chosen.connect(heard.append)
    view.choose(CLUB)
    assert (view.chosen_key, heard) == (CLUB, [])
    view.choose("person nobody drew")
    assert view.chosen_key == ""
    assert press(view, Qt.Key.Key_Right) == ABOUT


def test_zoom_keeps_the_chosen_spot_and_nought_shows_the_whole(view: SceneView) -> None:
    whole = view.scale
    press(view, Qt.Key.Key_Minus)
    assert view.scale == pytest.approx(whole)
    for _ in range(4):
        press(view, Qt.Key.Key_Plus)
    assert view.scale == pytest.approx(whole * 1.25**4)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(view, key)
        spot = next(spot for spot in view.spots if spot.key == view.chosen_key)
        assert view.rect().contains(view.place_of(spot))
    press(view, Qt.Key.Key_0)
    assert view.scale == pytest.approx(whole)


def test_the_whole_picture_is_what_its_marks_fill_whatever_the_margins_of_its_page(
    view: SceneView,
) -> None:
    before = view.scale
    scene = network_scene()
    wide, tall = scene.width * 2, scene.height * 2
    ground = Shape(rectangle(Box(0, 0, wide, tall)), Tint.SURFACE)
    view.show_scene(replace(scene, width=wide, height=tall, marks=(ground, *scene.marks)))
    assert view.scale == pytest.approx(before)
    assert all(view.rect().contains(view.place_of(spot)) for spot in view.spots)


def test_a_drag_moves_the_pixels_and_draws_anew_only_at_rest(qtbot: QtBot, view: SceneView) -> None:
    for _ in range(4):
        press(view, Qt.Key.Key_Plus)
    qtbot.wait(200)
    before = view.place_of(view.spots[4])
    drawings = view.drawings
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    for step in range(1, 6):
        QTest.mouseMove(view, QPoint(400 + 8 * step, 300 + 4 * step))
        view.grab()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(440, 320))
    assert view.place_of(view.spots[4]).topLeft() - before.topLeft() == QPoint(40, 20)
    qtbot.wait(200)
    assert view.drawings == drawings  # the scale is the same and the margin not used up


def test_a_covered_picture_shows_words_and_nothing_to_walk(view: SceneView) -> None:
    press(view, Qt.Key.Key_Up)
    view.cover("Hidden (F8)")
    assert (view.spots, view.chosen_key, read(view).childCount()) == ((), "", 0)
    assert press(view, Qt.Key.Key_Down) == ""
    painted = view.grab().toImage()
    assert not _has(painted, theme().colour("voice"))
    view.show_scene(network_scene())
    assert view.chosen_key == MOTHER
    assert _has(view.grab().toImage(), theme().colour("voice"))


def test_a_change_of_colours_is_painted_at_once(view: SceneView) -> None:
    assert _has(view.grab().toImage(), QColor("#6E3A7C"))
    theme().apply(Look(DARK))
    painted = view.grab().toImage()
    assert _has(painted, QColor(DARK.voice))
    assert not _has(painted, QColor("#6E3A7C"))


def _has(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y) == colour
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_a_screen_reader_meets_a_list_of_spots_with_names_and_places(view: SceneView) -> None:
    picture = read(view)
    assert picture.role() == QAccessible.Role.List
    assert picture.text(QAccessible.Text.Name) == "The network, drawn"
    assert picture.text(QAccessible.Text.Description) == "Shabana and three ties."
    items = [picture.child(at) for at in range(picture.childCount())]
    said = [item.text(QAccessible.Text.Name) for item in items]
    assert said == [spot.said for spot in network_scene().spots]
    for item, spot in zip(items, view.spots, strict=True):
        assert item.role() == QAccessible.Role.ListItem
        where = view.place_of(spot)
        assert item.rect().topLeft() == view.mapToGlobal(where.topLeft())
        assert item.rect().size() == where.size()
        assert picture.indexOfChild(item) == view.spots.index(spot)
        assert item.parent().role() == QAccessible.Role.List
        middle = item.rect().center()
        under = picture.childAt(middle.x(), middle.y())
        assert under.text(QAccessible.Text.Name) == spot.said


def test_a_screen_reader_knows_which_spot_has_the_keyboard(view: SceneView) -> None:
    press(view, Qt.Key.Key_Right)
    picture = read(view)
    states = [picture.child(at).state() for at in range(picture.childCount())]
    assert [state.selected for state in states] == [0, 0, 0, 1, 0]
    assert [state.focused for state in states] == [0, 0, 0, 1, 0]
    assert picture.focusChild().text(QAccessible.Text.Name) == "Lunch club: strong"
    view.clearFocus()
    assert not picture.child(3).state().focused


def test_pictures_come_and_go_under_a_screen_reader(qtbot: QtBot) -> None:
    for round_ in range(20):
        view = SceneView("One of many")
        view.show_scene(network_scene())
        picture = read(view)
        held = [picture.child(at) for at in range(picture.childCount())]
        view.show_scene(Scene(10, 10, (), (Spot("x", Box(0, 0, 5, 5), f"Round {round_}"),)))
        assert read(view).child(0).text(QAccessible.Text.Name) == f"Round {round_}"
        assert len(held) == 5
        view.deleteLater()
        qtbot.wait(1)


@settings(max_examples=40, deadline=None)
@given(spots)
def test_ctrl_and_arrows_never_leave_the_way_asked_for(found: list[Spot]) -> None:
    for spot in found:
        for way in WAYS:
            there = next(
                (one for one in found if one.key == nearest_that_way(found, spot.key, way)), None
            )
            if there is not None:
                (x, y), (to_x, to_y) = spot.box.middle, there.box.middle
                assert (to_x - x) * way[0] + (to_y - y) * way[1] > 0


def test_of_two_ties_the_straighter_one_is_taken() -> None:
    def at(key: str, x: float, y: float, *near: str) -> Spot:
        return Spot(key, Box(x, y, 10, 10), key, near)

    found = [at("a", 0, 0, "b", "c"), at("b", 100, 90), at("c", 110, 0), at("d", 30, 0)]
    assert linked_that_way(found, "a", RIGHT) == "c"
    assert linked_that_way(found, "b", LEFT) == "a"  # a tie goes both ways
    assert linked_that_way(found, "a", LEFT) == ""
    assert spot_at(found, 105, 95) == found[1]
    assert spot_at(found, 500, 500) is None


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.floats(50, 3000), st.floats(50, 3000)),
    st.tuples(st.floats(200, 2000), st.floats(200, 2000)),
    st.lists(st.tuples(st.floats(0.2, 5), st.floats(0, 2000), st.floats(0, 2000)), max_size=4),
)
def test_zoom_and_pan_never_lose_the_picture(
    scene: tuple[float, float], room: tuple[float, float], moves: list[tuple[float, float, float]]
) -> None:
    part, view = QRectF(30, 40, *scene), QSizeF(*room)
    camera = fitting(part, view)
    for times, x, y in moves:
        camera = zoomed(camera, times, QPointF(x, y), part, view)
        camera = kept_in(camera.moved(QPointF(x - 900, y - 900)), part, view)
    seen = camera.seen(part)
    middle = QPointF(view.width() / 2, view.height() / 2)
    assert seen.adjusted(-1, -1, 1, 1).contains(middle)
