"""Drafts: 600 ms after a pause, each second while typing, on leaving; and never lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import DiskFull
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import draft_clock
from pbi_desktop.ui.screens.case.draft_clock import PAUSE_MS, WHILE_TYPING_MS, DraftClock
from pbi_desktop.ui.screens.case.drafting import pack, unpack
from tests.support.world import CaseMade
from tests.ui.screens.case.conftest import Opener


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_a_pause_is_enough(qtbot: QtBot, owner: QObject) -> None:
    clock = DraftClock(owner)
    clock.typed()
    with qtbot.waitSignal(clock.due, timeout=2000):
        pass
    with qtbot.assertNotEmitted(clock.due, wait=700):
        pass


def test_typing_without_a_pause_is_kept_each_second(qtbot: QtBot, owner: QObject) -> None:
    clock = DraftClock(owner)
    due: list[int] = []
    clock.due.connect(lambda: due.append(1))
    for _ in range(25):  # a letter every 100 ms never pauses for 600
        clock.typed()
        qtbot.wait(100)
    assert len(due) >= 2
    clock.forget()


def test_leaving_does_not_wait_and_says_it_once(qtbot: QtBot, owner: QObject) -> None:
    clock = DraftClock(owner)
    clock.typed()
    with qtbot.waitSignal(clock.due, timeout=50):
        clock.flush()
    with qtbot.assertNotEmitted(clock.due, wait=50):
        clock.flush()


class Watch:
    """Stands for every timer of the draft clock: time goes on only when the test says so."""

    def __init__(self) -> None:
        self.now = 0
        self.timers: list[WatchedTimer] = []

    def make(self, _parent: QObject, *, singleShot: bool, interval: int) -> "WatchedTimer":  # noqa: N803
        assert singleShot
        made = WatchedTimer(self, interval)
        self.timers.append(made)
        return made

    def forward(self, milliseconds: int) -> None:
        until = self.now + milliseconds
        while ready := [one for one in self.timers if one.at is not None and one.at <= until]:
            first = min(ready, key=lambda one: one.at or 0)
            self.now, first.at = max(self.now, first.at or 0), None
            first.timeout.emit()
        self.now = until


class WatchedTimer(QObject):
    timeout = Signal()

    def __init__(self, watch: Watch, interval: int) -> None:
        super().__init__()
        self._watch, self._interval = watch, interval
        self.at: int | None = None

    def start(self) -> None:
        self.at = self._watch.now + self._interval

    def stop(self) -> None:
        self.at = None

    def isActive(self) -> bool:  # noqa: N802
        return self.at is not None


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=40))
def test_nothing_typed_waits_longer_than_a_second_however_it_is_typed(pauses: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        watch = Watch()
        patch.setattr(draft_clock, "QTimer", watch.make)
        owner = QObject()
        clock, typed = DraftClock(owner), list[int]()
        kept: list[tuple[int, int]] = []  # when, and how many letters were typed by then
        clock.due.connect(lambda: kept.append((watch.now, len(typed))))
        for pause in pauses:
            clock.typed()
            typed.append(watch.now)
            watch.forward(pause)
        watch.forward(WHILE_TYPING_MS)
        for number, key in enumerate(typed):
            rests = number + 1 == len(typed) or typed[number + 1] > key + PAUSE_MS
            limit = PAUSE_MS if rests else WHILE_TYPING_MS
            assert any(count > number and due <= key + limit for due, count in kept)
        assert len(kept) <= len(typed)


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1).filter(lambda t: bool(t.strip()))))
def test_what_is_packed_is_always_unpacked_whole(fields: dict[str, str]) -> None:
    assert unpack(pack(fields)) == fields


@given(st.text())
def test_a_draft_of_another_shape_never_stops_a_form(text: str) -> None:
    assert all(isinstance(value, str) for value in unpack(text).values())


def test_nothing_typed_is_no_draft() -> None:
    assert pack({"text": "  ", "kind": ""}) == ""


def test_a_draft_that_cannot_be_kept_says_so_in_the_header(
    open_case: Opener, shabana: CaseMade, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot = open_case(shabana)

    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(desk.drafts, "keep", full)
    robot.write("Not kept")
    robot.screen.flush()
    robot.window.settle()
    assert robot.window.shell.header.saved.text.startswith("Not saved: There is no room left")
    assert robot.screen.forms.composer.edit.toPlainText() == "Not kept"


def test_a_note_that_cannot_be_kept_stays_in_the_line(
    open_case: Opener, shabana: CaseMade, desk: Desk, monkeypatch: pytest.MonkeyPatch, leah: Actor
) -> None:
    robot = open_case(shabana)

    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(desk.casework, "write_note", full)
    robot.write("Important")
    robot.window.press("Ctrl+Enter")
    assert robot.see("There is no room left on the disk.")
    assert robot.screen.forms.composer.edit.toPlainText() == "Important"
    monkeypatch.undo()
    robot.window.press("Ctrl+Enter")
    assert desk.cases.story(leah, shabana.id)[0].body == "Important"
    assert not robot.see("There is no room left on the disk.")
