"""The real program at a real store, and a worker's hands: unlock, open a case, type, lock.

What to type comes on standard input, so that it is in no argument. Nothing of it is in the
process that takes the place of this one.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.__main__ import prepare
from pbi_desktop.bootstrap.start import run_window
from pbi_desktop.cli.surroundings import WindowWish
from pbi_desktop.domain.resources import resources
from pbi_desktop.ui.screens.sign_in.view import SignIn
from pbi_desktop.ui.shell import Shell


def line() -> str:
    """Return the next thing the test says."""
    return sys.stdin.readline().rstrip("\n")


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


class Hands:
    """Does one thing after another, each as soon as the window is ready for it."""

    def __init__(self) -> None:
        self._waits: list[tuple[Callable[[], bool], Callable[[], None]]] = [
            (lambda: self.has_keyboard(SignIn), self.unlock),
            (self.quiet, self.open_case),
            (self.quiet, self.write),
            (self.quiet, self.say_typed),
        ]
        self._timer = QTimer(interval=50)
        self._timer.timeout.connect(self.look)
        self._calm = 0
        self._timer.start()

    def window(self, kind: type[QWidget]) -> QWidget | None:
        """Return the window of a kind that can be seen."""
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return next((one for one in shown if isinstance(one, kind)), None)

    def has_keyboard(self, kind: type[QWidget]) -> bool:
        """Say whether a window can be seen, and something in it has the keyboard."""
        window = self.window(kind)
        if window is not None and QApplication.activeWindow() is not window:
            window.activateWindow()
        here = QApplication.focusWidget()
        return window is not None and here is not None and window.isAncestorOf(here)

    def quiet(self) -> bool:
        """Say whether the shell stands and has had its answers for a moment."""
        shell = self.window(Shell)
        calm = self.has_keyboard(Shell) and isinstance(shell, Shell) and shell._is_quiet()
        self._calm = self._calm + 1 if calm else 0
        return self._calm > 4

    def look(self) -> None:
        """Do the next thing if it can be done."""
        if self._waits and self._waits[0][0]():
            self._calm = 0
            self._waits.pop(0)[1]()

    def unlock(self) -> None:
        """Type the passphrase."""
        QTest.keyClicks(focused(), line())
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    def open_case(self) -> None:
        """Go to the story of a case."""
        shell = self.window(Shell)
        assert isinstance(shell, Shell)
        shell.go(f"case/{line()}/story")

    def write(self) -> None:
        """Type a note, and keep it as a draft only."""
        QTest.keyClick(focused(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(focused(), line())
        QTest.qWait(700)

    def say_typed(self) -> None:
        """Wait until the test has looked, then lock."""
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        line()
        QTest.keyClick(focused(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End at the first mistake: Qt would go on after it."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


if __name__ == "__main__":
    prepare()
    sys.excepthook = stop
    app = QApplication(sys.argv[:1])
    hands = Hands()
    sys.exit(run_window(WindowWish(Path(os.environ["PBI_STORE"])), resources()))
