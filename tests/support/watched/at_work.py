"""Unlock, open a case, type a note, lock. Nothing of it is in the process that comes after."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.watched import hands
from tests.support.watched.hands import Quiet, Script


def script() -> Script:
    """Do it, and let the test look before the lock."""
    yield hands.signing_in
    hands.type_line(hands.line(), Qt.Key.Key_Return)
    yield Quiet()
    hands.shell().go(f"case/{hands.line()}/story")
    yield Quiet()
    hands.press(Qt.Key.Key_J)
    hands.type_line(hands.line())
    QTest.qWait(700)  # until the draft is kept
    yield Quiet()
    hands.say("typed")
    hands.press(Qt.Key.Key_L)


if __name__ == "__main__":
    sys.exit(hands.work(script()))
