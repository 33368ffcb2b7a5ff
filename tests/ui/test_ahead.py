"""Screens are made before they are asked for: a piece at a time, and never while somebody types."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.shell.ahead import Ahead


class Pieces:
    """Three pieces to be made; it counts."""

    def __init__(self) -> None:
        self.made, self.quiet = 0, True

    def make(self) -> bool:
        self.made += 1
        return self.made < 3


def test_each_piece_has_a_pass_of_its_own_until_none_is_left(qtbot: QtBot) -> None:
    pieces, parent = Pieces(), QObject()
    ahead = Ahead(parent, pieces.make, lambda: True)
    ahead.begin(None)
    assert pieces.made == 0
    qtbot.waitUntil(lambda: pieces.made == 1)
    assert not ahead.is_done
    qtbot.waitUntil(lambda: ahead.is_done)
    assert pieces.made == 3


def test_it_waits_while_somebody_types_or_something_is_asked(qtbot: QtBot) -> None:
    pieces, window = Pieces(), QWidget()
    qtbot.addWidget(window)
    window.show()
    ahead = Ahead(window, pieces.make, lambda: pieces.quiet)
    ahead.begin(window.windowHandle())
    for _ in range(6):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        qtbot.wait(20)
    assert pieces.made == 0
    pieces.quiet = False
    qtbot.wait(450)
    assert pieces.made == 0
    pieces.quiet = True
    qtbot.waitUntil(lambda: ahead.is_done)
    assert pieces.made == 3
