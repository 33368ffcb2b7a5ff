"""Somebody who types into the program's own window without a pause for breath, until killed.

What they typed longer than a second ago is said to be kept; what is in the field, promised.
"""

import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from uuid import UUID

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.desk import Desk
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.reading import FileReading
from pbi_desktop.ui.kit.focus_ring import FocusRing
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.screens.case.wishes import Form
from tests.durability.casebook import NOW
from tests.support.robots.case import CaseWindow

WRITING_TAKES = 0.5
"""Seconds in which a draft that is due must be on the disk, on a computer with other work to do."""
_LETTERS = "she came in about the rent and the damp "
_RESOURCES = Path(__file__).parents[2] / "resources"
Say = Callable[[str, object], None]


def typed(count: int) -> str:
    """Return the first letters of what is typed: one endless text."""
    return (_LETTERS * (count // len(_LETTERS) + 1))[:count]


class _Bot:
    """Waits as the tests' own robot does."""

    def waitUntil(self, is_so: Callable[[], bool], timeout: int = 10_000) -> None:  # noqa: N802
        until = time.monotonic() + timeout / 1000
        while not is_so():
            if time.monotonic() > until:
                raise TimeoutError
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def type_until_killed(path: Path, wish: Mapping[str, str], say: Say) -> None:
    """Open the case, find what was typed before, and type on, until the end."""
    app = QApplication([])
    kept = (FocusRing(app), Theme(app, _RESOURCES))
    window = _open(path, wish)
    field, text = _field(window, Form(wish["form"]))
    _type_on(field, text, say)
    del kept


def _open(path: Path, wish: Mapping[str, str]) -> CaseWindow:
    key = bytes.fromhex(wish["key"])
    store = FileStore(path, key, lambda: NOW, wipe_memory=False)
    reading = FileReading(path, open_raw(path, key, wipe_memory=False), lambda: NOW)
    desk = Desk(reading, lambda: store, lambda: NOW)
    actor = Actor(WorkerId(UUID(wish["worker"])), wish["login"])
    folder = Path(tempfile.mkdtemp(dir=path.parent.parent))
    window = CaseWindow(_Bot(), desk, actor, folder)  # type: ignore[arg-type]
    window.open(f"case/{wish['case']}/now")
    return window


def _field(window: CaseWindow, form: Form) -> tuple[QWidget, Callable[[], str]]:
    """Return where to type, and how to read what stands there."""
    forms = window.case.forms
    forms.open(form)
    window.settle()
    if form is Form.NOTE:
        return forms.composer.edit, forms.composer.edit.toPlainText
    return forms.step.what.editor, forms.step.what.text


def _type_on(field: QWidget, text: Callable[[], str], say: Say) -> None:
    chance = Random(os.getpid())  # noqa: S311
    count = len(text())
    if text() != typed(count):
        raise ValueError(f"came back changed: {text()!r}")
    said: deque[tuple[float, int]] = deque([(time.monotonic(), count)])
    old = count
    while True:
        count += 1
        QTest.keyClicks(field, typed(count)[-1])
        now = time.monotonic()
        said.append((now, count))
        while said and said[0][0] < now - 1 - WRITING_TAKES:
            old = said.popleft()[1]
        say("promised", count)
        say("kept", old)
        _wait(chance.choice((20, 40, 60, 80)) if chance.random() < 0.96 else 700)


def _wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    until = time.monotonic() + milliseconds / 1000
    while (left := until - time.monotonic()) > 0:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, int(left * 1000) + 1)
        time.sleep(min(0.002, max(0.0, left)))
