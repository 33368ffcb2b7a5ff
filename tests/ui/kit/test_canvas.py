"""A large network on the screen: drawn, walked, moved, named only where it may be, read out."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.large_picture import Islands, LargePicture, NodeKind
from pbi_desktop.ui.kit.canvas.canvas import Canvas
from pbi_desktop.ui.kit.canvas.columns import Array, Columns, Picture
from pbi_desktop.ui.kit.canvas.lines import A_SLICE, MOST
from pbi_desktop.ui.kit.canvas.readable import MOST as MOST_READ
from pbi_desktop.ui.kit.canvas.wish import Class, Decoration
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look, high_contrast

MIDDLE, LEFT, RIGHT, ABOVE, APART = range(5)
CONTROL = Qt.KeyboardModifier.ControlModifier


def cross() -> Picture:
    """Return a person with three links, a place above without a name, and a group apart."""
    kinds = (NodeKind.PERSON, NodeKind.HOUSEHOLD, NodeKind.SERVICE, NodeKind.NEED, NodeKind.GROUP)
    return LargePicture(
        x=np.array([0, -50, 50, 0, 60], np.float32),
        y=np.array([0, 0, 0, -50, 60], np.float32),
        kind=np.array(kinds, np.uint8),
        size=np.full(5, 6, np.float32),
        importance=np.array([1, 0.5, 0.4, 0.3, 0.2], np.float32),
        labels=("Shabana", "Akhtar", "Jobcentre", "", "Choir"),
        edges=np.array([[0, 1], [0, 2], [3, 0]], np.int32),
        edge_importance=np.array([1, 0.5, 0.2], np.float32),
        islands=no_islands(5),
    )


def no_islands(nodes: int) -> Islands[Array]:
    """Return islands where there are none."""
    none = np.zeros(0, np.float32)
    return Islands(none, none, none, np.zeros(0, np.int32), np.full(nodes, -1, np.int32))


def crowd(nodes: int, edges: int = 0) -> Picture:
    """Return nodes anywhere, on two islands."""
    chance = np.random.default_rng(3)
    x, y = chance.uniform(0, 1_000, (2, nodes)).astype(np.float32)
    return LargePicture(
        x=x,
        y=y,
        kind=chance.integers(0, 6, nodes).astype(np.uint8),
        size=np.full(nodes, 0.4, np.float32),
        importance=chance.uniform(0, 1, nodes).astype(np.float32),
        labels=[f"Node {row}" for row in range(nodes)],
        edges=chance.integers(0, nodes, (edges, 2)).astype(np.int32),
        edge_importance=np.linspace(1, 0, edges).astype(np.float32),
        islands=Islands(
            np.array([250, 750], np.float32),
            np.array([500, 500], np.float32),
            np.array([240, 240], np.float32),
            np.bincount((x > 500).astype(int), minlength=2).astype(np.int32),
            (x > 500).astype(np.int32),
        ),
    )


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """Return the cross in a window that has the keyboard."""
    made = Canvas("The network, drawn")
    made.show_picture(cross(), "Shabana and three links.", about=MIDDLE)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(made.hasFocus)
    made.finish()
    return made


def press(canvas: Canvas, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> int:
    """Press a key; returns the node chosen then."""
    QTest.keyClick(canvas, key, held or Qt.KeyboardModifier.NoModifier)
    return canvas.chosen_node


def pixels(canvas: Canvas) -> QImage:
    """Return what the canvas shows, drawn to the end."""
    canvas.finish()
    canvas.repaint()
    QTest.qWait(1)  # the ring round the widget follows the focus in its own time
    canvas.finish()
    return canvas.grab().toImage()


def test_arrows_go_along_links_and_with_ctrl_to_the_nearest(canvas: Canvas) -> None:
    heard: list[int] = []
    canvas.chosen.connect(heard.append)
    assert canvas.chosen_node == MIDDLE
    assert press(canvas, Qt.Key.Key_Right) == RIGHT
    assert press(canvas, Qt.Key.Key_Down) == RIGHT
    assert press(canvas, Qt.Key.Key_Down, CONTROL) == APART
    assert press(canvas, Qt.Key.Key_Home) == MIDDLE
    assert press(canvas, Qt.Key.Key_Up) == ABOVE
    assert heard == [RIGHT, APART, MIDDLE, ABOVE]


def test_tab_goes_round_the_links_and_leaves_at_their_ends(canvas: Canvas) -> None:
    met = [press(canvas, Qt.Key.Key_Tab) for _ in range(3)]
    assert met == [LEFT, RIGHT, ABOVE]
    assert not canvas.focusNextPrevChild(True)
    back = Qt.KeyboardModifier.ShiftModifier
    assert [press(canvas, Qt.Key.Key_Backtab, back) for _ in range(3)] == [RIGHT, LEFT, MIDDLE]


def test_enter_opens_slash_finds_and_a_click_chooses(canvas: Canvas) -> None:
    heard: list[object] = []
    canvas.opened.connect(heard.append)
    canvas.find_wanted.connect(lambda: heard.append("find"))
    press(canvas, Qt.Key.Key_Return)
    press(canvas, Qt.Key.Key_Slash)
    at = QPointF(*canvas.camera.seen(-50, 0)).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.chosen_node == LEFT
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert heard == [MIDDLE, "find", LEFT]
    assert canvas.found("CHO") == [APART]
    assert canvas.found(" ") == []


def test_a_drag_moves_pixels_and_nothing_is_drawn_when_idle(canvas: Canvas, qtbot: QtBot) -> None:
    press(canvas, Qt.Key.Key_Plus)
    canvas.finish()
    drawn, before = canvas.drawings, canvas.camera
    start = QPoint(20, 20)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(30, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))
    assert canvas.camera.x != before.x
    assert canvas.drawings == drawn
    qtbot.waitUntil(lambda: canvas.resting)
    at_rest = canvas.drawings
    qtbot.wait(60)
    assert canvas.drawings == at_rest
    press(canvas, Qt.Key.Key_0)
    assert canvas.camera != before


def test_a_part_that_was_asked_for_still_fills_the_view_when_the_window_grows(
    qtbot: QtBot,
) -> None:
    canvas = Canvas("The network, drawn")
    qtbot.addWidget(canvas)
    canvas.show_picture(crowd(40))
    canvas.resize(300, 200)
    canvas.show()
    some = np.arange(10)
    canvas.show_part(some)
    canvas.resize(900, 500)
    grown = canvas.camera
    canvas.show_part(some)
    assert canvas.camera == grown
    canvas.pan(30, 0)
    moved = canvas.camera
    canvas.resize(901, 500)
    assert canvas.camera == moved, "what is moved by hand stays where it is"


def test_each_verb_and_each_look_changes_the_picture(canvas: Canvas, look: Theme) -> None:
    seen = [pixels(canvas)]
    canvas.focus([LEFT], 0)
    seen.append(pixels(canvas))
    canvas.focus()
    plain = pixels(canvas)
    classes = (Class("Some", "ok"), Class("None", "danger", hollow=True))
    canvas.decorate(Decoration("Support", classes, np.array([0, 0, 1, 1, 0], np.uint8)))
    seen.append(pixels(canvas))
    assert "None" in canvas.said(RIGHT)
    canvas.decorate(None)
    assert pixels(canvas) == plain
    for other in (Look(DARK), Look(high_contrast()), Look(scale=2.0)):
        look.apply(other)
        seen.append(pixels(canvas))
    assert all(one != two for at, one in enumerate(seen) for two in seen[:at])


def test_a_covered_name_is_neither_drawn_found_nor_read(canvas: Canvas) -> None:
    assert canvas.said(ABOVE) == "Need, name not shown, 1 link"
    named = pixels(canvas)
    canvas.cover_names(True)
    assert [canvas.words_of(node) for node in range(5)] == ["", "", "Jobcentre", "", "Choir"]
    assert canvas.found("shab") == []
    assert not any("Shabana" in spot.said or "Akhtar" in spot.said for spot in canvas.spots)
    assert pixels(canvas) != named


def test_the_ties_between_two_islands_are_all_those_between_their_nodes() -> None:
    picture = crowd(200, 500)
    columns = Columns(picture)
    pairs, times = columns.island_ties
    of = picture.islands.of_node
    between = [(a, b) for a, b in picture.edges.tolist() if of[a] != of[b]]
    assert pairs.tolist() == [[0, 1]]
    assert times.tolist() == [len(between)]
    sizes = picture.islands.size[columns.largest_islands].tolist()
    assert sizes == sorted(picture.islands.size.tolist(), reverse=True)


def test_a_screen_reader_meets_what_is_in_view(canvas: Canvas) -> None:
    found = QAccessible.queryAccessibleInterface(canvas)
    assert found is not None
    assert found.childCount() == 5
    assert canvas.accessibleDescription() == "Shabana and three links."
    first = found.child(0)
    assert first is not None
    assert first.text(QAccessible.Text.Name) == "Shabana, person, 3 links"
    assert first.rect().center() == canvas.mapToGlobal(
        QPointF(*canvas.camera.seen(0, 0)).toPoint()
    ) or first.rect().contains(canvas.mapToGlobal(QPointF(*canvas.camera.seen(0, 0)).toPoint()))
    canvas.show_picture(crowd(900))
    canvas.finish()
    assert found.childCount() == MOST_READ


def test_many_nodes_are_bubbles_from_afar_and_drawn_in_slices(qtbot: QtBot) -> None:
    canvas = Canvas("The borough, drawn")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show_picture(crowd(3_000, 2 * MOST))
    canvas.show()
    bubbles = pixels(canvas)
    assert canvas.node_at(QPointF(200, 150)) == -1
    canvas.cluster(False)
    assert pixels(canvas) != bubbles
    canvas.draw_anew()
    passes = 0
    while not canvas.resting:
        QTest.qWait(0)
        passes += 1
    assert passes > MOST // A_SLICE / 2


def test_pressing_a_bubble_comes_near_and_its_island_is_ringed_and_read_out(qtbot: QtBot) -> None:
    canvas = Canvas("The borough, drawn")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show_picture(crowd(3_000))
    canvas.show()
    plain = pixels(canvas)
    assert any(spot.said.startswith("Island of 1,5") for spot in canvas.spots)
    assert "Groups: 2" in canvas.spots[-1].said
    canvas.choose(0)
    assert pixels(canvas) != plain
    columns = canvas.columns
    assert columns is not None
    at = QPointF(*canvas.camera.seen(250, 500))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert not canvas.shows_bubbles
    assert columns.picture.islands.of_node[canvas.chosen_node] == 0
    assert canvas.rect().contains(canvas.place_of(canvas.spots[0]).center())


def test_wheel_and_fingers_zoom_about_where_they_are(canvas: Canvas) -> None:
    at = QPointF(120, 90)
    for turn, by in ((turn_wheel, 120), (pinch, 25)):
        under, before = canvas.camera.under(at.x(), at.y()), canvas.camera.scale
        turn(canvas, at, by)
        assert canvas.camera.scale > before
        assert canvas.camera.under(at.x(), at.y()) == pytest.approx(under, abs=0.5)
    before_it = canvas.camera
    turn_wheel(canvas, at, 60, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.camera == before_it.moved(30, 0)
    turn_wheel(canvas, at, -1_200)
    assert canvas.camera.scale < before_it.scale


def turn_wheel(
    canvas: Canvas,
    at: QPointF,
    by: int,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Turn the wheel over a point."""
    phase, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    event = QWheelEvent(at, at, QPoint(), QPoint(0, by), none, held, phase, False)
    QApplication.sendEvent(canvas, event)


def pinch(canvas: Canvas, at: QPointF, percent: int) -> None:
    """Move two fingers apart on a touch pad."""
    kind = Qt.NativeGestureType.ZoomNativeGesture
    pad = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(
        canvas, QNativeGestureEvent(kind, pad, 2, at, at, at, percent / 100, QPointF())
    )


def test_in_a_right_to_left_window_words_change_sides_and_the_picture_does_not(
    canvas: Canvas,
) -> None:
    camera, drawn = canvas.camera, pixels(canvas)
    canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert pixels(canvas) != drawn
    assert canvas.camera == camera
    assert press(canvas, Qt.Key.Key_Left) == LEFT
    canvas.choose(MIDDLE)
    canvas.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert pixels(canvas) == drawn


def test_the_ring_is_as_large_as_the_mark_is_shown(canvas: Canvas) -> None:
    spot = next(spot for spot in canvas.spots if spot.key == str(MIDDLE))
    usual = canvas.place_of(spot).width()
    canvas.zoom(0.1)
    times = np.full(5, 0.5, np.float32)
    one = (Class("All", "ok"),)
    canvas.decorate(Decoration("Size", one, np.zeros(5, np.uint8), times))
    assert canvas.place_of(spot).width() < usual


def test_a_drawing_that_fails_is_left_and_the_next_one_is_whole(canvas: Canvas) -> None:
    broken = cross()
    object.__setattr__(broken, "labels", Breaking())
    with pytest.raises(LookupError):
        canvas.show_picture(broken)
        canvas.draw_anew()
        canvas.finish()
    assert canvas.resting
    canvas.show_picture(cross(), about=MIDDLE)
    assert not pixels(canvas).isNull()


class Breaking(Sequence[str]):
    """Labels that cannot be read."""

    def __len__(self) -> int:
        """Return how many there would be."""
        return 5

    def __getitem__(self, at: int | slice) -> str:
        """Fail."""
        raise LookupError(at)


def test_an_empty_network_is_drawn_and_walked_without_harm(qtbot: QtBot) -> None:
    canvas = Canvas("Nothing")
    qtbot.addWidget(canvas)
    canvas.show()
    canvas.show_picture(crowd(0))
    assert press(canvas, Qt.Key.Key_Home) == -1
    assert press(canvas, Qt.Key.Key_Right) == -1
    assert canvas.spots == ()


@settings(max_examples=40)
@given(st.integers(1, 60), st.floats(-50, 1_050), st.floats(-50, 1_050), st.floats(0, 60))
def test_the_grid_always_picks_what_looking_at_every_node_would(
    nodes: int, x: float, y: float, reach: float
) -> None:
    columns = Columns(crowd(nodes))
    away = np.hypot(columns.x - x, columns.y - y) - columns.size
    reach = min(reach, columns.cell - columns.largest)
    found = columns.at(x, y, reach)
    nearest = float(away.min())
    assert (found >= 0) == (nearest <= reach) or abs(nearest - reach) < 1e-3
    if found >= 0:
        assert float(away[found]) == pytest.approx(nearest, abs=1e-3)
