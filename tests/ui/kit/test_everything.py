"""What holds for every widget of the kit, in every colour, text size and direction."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import COMPACT, DARK, LIGHT, Look, high_contrast
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.notices import Notice, Notices
from tests.support.accessibility import clipped, interfaces, tab_ring, unnamed
from tests.ui.kit.everything import everything


def shown(qtbot: QtBot, window: QWidget, width: int = 1240, height: int = 820) -> QWidget:
    """Show a window and wait until it is laid out."""
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    QApplication.processEvents()
    QApplication.processEvents()
    return window


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    assert unnamed(shown(qtbot, everything())) == []


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    QVBoxLayout(window).addWidget(QPushButton())
    assert unnamed(shown(qtbot, window)) == ["QPushButton Button has no name"]


def test_tab_reaches_everything_leaves_everything_and_comes_round(qtbot: QtBot) -> None:
    visited = tab_ring(shown(qtbot, everything()))
    kinds = {type(widget).__name__ for widget in visited}
    assert {"PlainLine", "PlainEdit", "Table", "StepRow", "Tabs", "Pick", "Button"} <= kinds


def test_a_trap_for_tab_is_found(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    window = QWidget()
    box = QVBoxLayout(window)
    box.addWidget(QPlainTextEdit())
    box.addWidget(QPushButton("a"))
    with pytest.raises(AssertionError, match="Tab never leaves"):
        tab_ring(shown(qtbot, window))


@pytest.mark.parametrize("scale", [1.0, 1.3, 1.5, 2.0])
@pytest.mark.parametrize("mirrored", [False, True], ids=["left to right", "right to left"])
def test_no_words_are_cut_at_any_text_size(
    qtbot: QtBot, look: Theme, scale: float, mirrored: bool
) -> None:
    look.apply(Look(scale=scale))
    if mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert clipped(shown(qtbot, everything())) == []


@pytest.mark.parametrize("width", [1000, 760, 560])
def test_no_words_are_cut_in_a_narrow_window(qtbot: QtBot, width: int) -> None:
    assert clipped(shown(qtbot, everything(), width)) == []


def test_words_that_are_cut_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    words = label("Ring council tax about summons", "page")
    words.setParent(window)
    words.setFixedWidth(40)
    assert len(clipped(shown(qtbot, window))) == 1


def test_growing_text_in_an_open_window_cuts_nothing(qtbot: QtBot, look: Theme) -> None:
    window = shown(qtbot, everything())
    look.apply(Look(DARK, 2.0))
    for _ in range(2):  # a layout that grows asks its parent to grow in turn
        QApplication.processEvents()
    assert clipped(window) == []


@pytest.mark.parametrize("palette", [LIGHT, DARK, high_contrast()], ids=lambda p: p.name)
def test_each_palette_paints_everything(qtbot: QtBot, look: Theme, palette: object) -> None:
    look.apply(Look(palette, density=COMPACT))  # type: ignore[arg-type]
    picture = shown(qtbot, everything()).grab().toImage()
    assert picture.pixelColor(2, 2).name() == look.palette.canvas.lower()


def test_every_target_is_at_least_24_pixels(qtbot: QtBot, look: Theme) -> None:
    look.apply(Look(density=COMPACT))
    window = shown(qtbot, everything())
    small = [
        (type(widget).__name__, widget.size())
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and min(widget.width(), widget.height()) < 24
    ]
    assert small == []


def test_a_screen_reader_meets_the_words_of_every_painted_widget(qtbot: QtBot) -> None:
    said = {found.text(QAccessible.Text.Name) for found in interfaces(shown(qtbot, everything()))}
    assert {
        "Coping with support",
        "Coping with support, own view",
        "Urdu interpreter, not family",
        "Saved 09:41",
        "How far, over time",
        "Ring council tax about summons, Shabana Akhtar, by Leah Ogden, Late by 2 days",
    } <= said


class Windows(QObject):
    """Counts the windows that are shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.shown: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_making_a_widget_never_flashes_a_window(qtbot: QtBot, qapp: QApplication) -> None:
    windows = Windows(qapp)
    made = everything()
    notices = Notices()
    for widget in (made, notices):
        qtbot.addWidget(widget)
    Notice("Saved.", closable=True).deleteLater()
    LineField("Name", hint="As they say it").deleteLater()
    qapp.removeEventFilter(windows)
    assert windows.shown == []
