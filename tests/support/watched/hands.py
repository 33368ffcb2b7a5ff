"""A worker's hands at the real program: they do one thing after another, each when it can be done.

What to type comes on standard input, so that it is in no argument of the process.
"""

import os
import sys
from collections.abc import Callable, Iterator
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

Ready = Callable[[], bool]
Script = Iterator[Ready]
CTRL = Qt.KeyboardModifier.ControlModifier


def line() -> str:
    """Return the next thing the test says."""
    return sys.stdin.readline().rstrip("\n")


def say(words: str) -> None:
    """Tell the test something, and wait until it has answered."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
    line()


def window(kind: type[QWidget]) -> QWidget | None:
    """Return the window of a kind that can be seen."""
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in shown if isinstance(one, kind)), None)


def shell() -> Shell:
    """Return the window of whoever is at work."""
    found = window(Shell)
    assert isinstance(found, Shell), "nobody is at work"
    return found


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def type_line(words: str, *then: Qt.Key) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focused(), words)
    for key in then:
        QTest.keyClick(focused(), key)


def press(key: Qt.Key) -> None:
    """Press a key with Ctrl."""
    QTest.keyClick(focused(), key, CTRL)


def signing_in() -> bool:
    """Say whether the sign-in has the keyboard."""
    return _has_keyboard(SignIn)


class Quiet:
    """Says whether the shell stands and has had its answers for a moment."""

    def __init__(self, looks: int = 4) -> None:
        self._left = looks

    def __call__(self) -> bool:
        calm = _has_keyboard(Shell) and shell()._is_quiet()
        self._left -= calm
        return self._left < 0


def _has_keyboard(kind: type[QWidget]) -> bool:
    found = window(kind)
    if found is not None and QApplication.activeWindow() is not found:
        found.activateWindow()
    here = QApplication.focusWidget()
    return found is not None and here is not None and found.isAncestorOf(here)


class Hands:
    """Goes on with a script as soon as what it waits for is so."""

    def __init__(self, script: Script) -> None:
        self._script, self._busy = script, False
        self._ready: Ready | None = next(script)
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self._busy or self._ready is None:
            return
        self._busy = True
        if self._ready():
            self._ready = next(self._script, None)
        self._busy = False


def _stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End at the first mistake: Qt would go on after it."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def work(script: Script) -> int:
    """Run the program with these hands at it."""
    prepare()
    sys.excepthook = _stop
    app = QApplication(sys.argv[:1])
    hands = Hands(script)
    code = run_window(WindowWish(Path(os.environ["PBI_STORE"])), resources())
    del hands, app
    return code
