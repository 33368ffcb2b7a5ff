"""A journey with real keys: run by test_xvfb.py on an X server of its own.

Keys go through the server (XTEST, by xdotool) into whichever window has its focus; what happens
next is waited for in this process, and what the store then holds is printed.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import Program
from pbi_desktop.domain.resources import resources

LONGEST_S = 60.0
_NAMED = {"Enter": "Return", "Esc": "Escape"}


class Presses(QObject):
    """Counts the keys that came up again, wherever they went."""

    def __init__(self) -> None:
        super().__init__()
        self.released = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyRelease
            and watched.isWindowType()
            and isinstance(event, QKeyEvent)
            and not event.isAutoRepeat()
        ):
            self.released += 1
        return False


class Keyboard:
    """The keyboard of the X server."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self._app, self._program = app, program
        self._presses = Presses()
        self.keys = 0
        app.installEventFilter(self._presses)

    def press(self, *chords: str) -> None:
        """Press chords such as "Ctrl+J"; each counts once."""
        for chord in chords:
            *held, key = chord.split("+")
            plain = key.lower() if len(key) == 1 else key  # "J" would be Shift+J
            keys = [*map(str.lower, held), _NAMED.get(key, plain)]
            self._send("key", "+".join(keys), len(keys))
            self.keys += 1

    def type(self, text: str) -> None:
        """Type text; it is not counted."""
        for sign in text:
            self._send("type", sign, 1)

    def _send(self, how: str, what: str, ups: int) -> None:
        wanted = self._presses.released + ups
        command = ["xdotool", how, "--clearmodifiers", "--delay", "0", "--", what]
        subprocess.run(command, check=True, capture_output=True)
        self.wait_for(lambda: self._presses.released >= wanted, f"{what} arrives")
        self.settle()

    def settle(self) -> None:
        """Wait until every question and change has been answered."""
        quiet = 0
        while quiet < 5:
            self._app.processEvents()
            quiet = quiet + 1 if self._program.lane.waiting == 0 else 0

    def wait_for(self, state: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        until = monotonic() + LONGEST_S
        while not state():
            if monotonic() > until:
                raise TimeoutError(f"it never came to this: {what}")
            self._app.processEvents()


def journey(store: Path, login: str, told: str) -> dict[str, object]:
    """Go from the desk to the award, and back by one step; returns what the store holds."""
    app = application(resources())
    program = Program(app, store)
    program.begin(login)
    shell, actor, held = program.shell, program.actor, program.store
    assert shell is not None
    assert actor is not None
    assert held is not None
    keyboard = Keyboard(app, program)
    shell.activateWindow()
    keyboard.wait_for(shell.isActiveWindow, "the window has the keyboard")
    keyboard.settle()
    keyboard.type(told)
    keyboard.press("Enter", "Alt+Y", "Enter")
    at = shell.address
    opened = keyboard.keys
    keyboard.press("Ctrl+J")
    keyboard.type("Home visit, the letters are in one folder now")
    keyboard.press("Ctrl+Enter")
    keyboard.type("/stage")
    keyboard.press("Enter", "Down", "1", "2", "Tab", "Tab", "2", "Tab")
    keyboard.type("Opens the post alone")
    keyboard.press("Ctrl+Enter")
    keyboard.type("/award carer element 201.68 a month letter")
    keyboard.press("Enter")
    keyboard.type("0")
    keyboard.press("Ctrl+Enter", "Ctrl+Z")
    case = next(one for one in held.desk.cases.list(actor) if str(one.case_id) in at)
    now = held.desk.cases.now(actor, case.case_id)
    story = held.desk.cases.story(actor, case.case_id)
    shell.grab().save(str(store.with_name("window.png")))
    keyboard.press("Ctrl+L")
    keyboard.wait_for(lambda: not shell.isVisible(), "the window is locked")
    keyboard.press("Enter")
    keyboard.wait_for(lambda: shell.isVisible(), "the window is back")
    found: dict[str, object] = {
        "platform": app.platformName(),
        "address": at,
        "keys_to_open": opened,
        "note": any(entry.body.endswith("one folder now") for entry in story),
        "reason": now.journey.points[-1].reason,
        "stage": int(now.journey.points[-1].stage),
        "awards": [line.what for line in now.money.lines] if now.money else [],
    }
    program.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(journey(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
