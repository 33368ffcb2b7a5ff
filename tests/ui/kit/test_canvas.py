"""A large network on the screen: drawn, walked, moved, named only where it may be, read out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
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
