"""Copies in other programs: they go with the lock, with time, and with the screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from pbi_desktop.services.opened_copies import KEPT_FOR, OpenedCopies
from pbi_desktop.ui.kit.handed_copies import HandedCopies
from tests.support.stores import SettableClock


class Program:
    """Stands for what the computer opens files with."""

    def __init__(self) -> None:
        self.opened: list[Path] = []

    def __call__(self, place: Path) -> bool:
        self.opened.append(place)
        return place.suffix != ".heic"


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


def test_copies_go_after_their_time_and_with_the_screen(
    qapp: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    screen, program = QObject(), Program()
    handed = HandedCopies(screen, clock, program, OpenedCopies(tmp_path))
    assert handed.hand_out(b"a", ".pdf")
    clock.forward(minutes=10)
    assert handed.hand_out(b"b", ".pdf")
    clock.forward(seconds=(KEPT_FOR - timedelta(minutes=10)).total_seconds())
    handed.remove_old()
    assert [place.exists() for place in program.opened] == [False, True]
    screen.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert list(tmp_path.iterdir()) == []


def test_what_nothing_opens_leaves_no_copy_and_a_lock_removes_all(
    qapp: QApplication, tmp_path: Path, clock: SettableClock
) -> None:
    screen, program = QObject(), Program()
    handed = HandedCopies(screen, clock, program, OpenedCopies(tmp_path))
    assert not handed.hand_out(b"a", ".heic")
    assert handed.hand_out(b"b", ".txt")
    assert [place.exists() for place in program.opened] == [False, True]
    (found,) = screen.findChildren(HandedCopies)
    assert found.remove_all() == 0
    assert list(tmp_path.iterdir()) == []
