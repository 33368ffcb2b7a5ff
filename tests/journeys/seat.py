"""The whole program at one worker's seat, driven by keys that are counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.program import Program
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.sign_in.lock import LockScreen
from pbi_desktop.ui.screens.sign_in.view import SignIn
from pbi_desktop.ui.shell import Shell

W = TypeVar("W", bound=QWidget)
LONGEST_MS = 30_000
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_NAMED = {"Enter": "Return", "Esc": "Escape"}


@dataclass
class Seat:
    """A program that has begun, and how many keys were pressed in it."""

    qtbot: QtBot
    program: Program
    keys: int = 0

    # --- what one sees ---------------------------------------------------------------------------

    @property
    def shell(self) -> Shell:
        """The window of whoever is signed in."""
        assert self.program.shell is not None, "nobody is signed in"
        return self.program.shell

    @property
    def desk(self) -> Desk:
        """The services over the same store."""
        assert self.program.store is not None, "no store is open"
        return self.program.store.desk

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        assert self.program.actor is not None, "nobody is signed in"
        return self.program.actor

    @property
    def sign_in(self) -> SignIn:
        """The window that asks who is there."""
        return self._one(SignIn)

    @property
    def lock(self) -> LockScreen:
        """The window that asks for the key again."""
        return self._one(LockScreen)

    @property
    def focus_name(self) -> str:
        """The accessible name of what has the focus."""
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None else ""

    def windows(self) -> list[str]:
        """Return the kinds of window that can be seen."""
        QApplication.processEvents()
        found = QApplication.topLevelWidgets()
        return sorted(type(window).__name__ for window in found if window.isVisible())

    def reads(self, words: str, within: QWidget | None = None) -> bool:
        """Say whether these words can be read in a window, the shell if no other."""
        labels = (within or self.shell).findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisible())

    def offered(self) -> list[str]:
        """Return what the palette offers now."""
        offers = self.shell.palette_box.list
        return [offers.item(at).text() for at in range(offers.count())]

    def _one(self, kind: type[W]) -> W:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} can be seen"
        return found[0]

    # --- what one does ---------------------------------------------------------------------------

    def press(self, *chords: str) -> None:
        """Press keys such as "Ctrl+N" where the focus is; each counts once."""
        for chord in chords:
            *held, key = chord.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for name in held:
                modifiers |= _MODIFIERS[name]
            code = getattr(Qt.Key, f"Key_{_NAMED.get(key, key)}")
            QTest.keyClick(self._target(), code, modifiers)
            self.keys += 1
            self.settle()

    def type(self, text: str) -> None:
        """Type text where the focus is; content is not counted."""
        QTest.keyClicks(self._target(), text)
        self.settle()

    def wait_for(self, state: Callable[[], bool], what: str) -> None:
        """Wait until something is so, and say what never was."""
        try:
            self.qtbot.waitUntil(state, timeout=LONGEST_MS)
        except Exception as error:
            raise AssertionError(f"it never came to this: {what}") from error

    def settle(self) -> None:
        """Wait until every question and change has been answered."""
        self.wait_for(self._settled, "everything asked is answered")

    def _settled(self) -> bool:
        for _ in range(3):  # an answer may ask the next question
            QApplication.processEvents()
        return self.program.lane.waiting == 0

    def _target(self) -> QWidget:
        window = QApplication.activeWindow()
        focused = QApplication.focusWidget()
        assert focused is not None or window is not None, "no window has the keyboard"
        return focused or window  # type: ignore[return-value]
