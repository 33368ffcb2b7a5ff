"""The lock ends the process; the one that takes its place brings the worker back to the caret."""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap import hand_over
from pbi_desktop.bootstrap.hand_over import HandOver
from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import Program
from pbi_desktop.domain.resources import resources
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.kit.widgets.steps import StepRow
from pbi_desktop.ui.shell.whereabouts import Editor, safe_address, text_of
from tests.cli.demo_store import a_case, copied, lock_up, template
from tests.journeys.seat import Seat

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET, OTHERS = "heron gravel minuet thatch", "walnut ferry candle brook"


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow, as on a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Sitting:
    """A store at which one program takes the place of another, as often as it locks."""

    def __init__(self, qtbot: QtBot, store: Path) -> None:
        self._qtbot, self._store = qtbot, store
        self._programs: list[Program] = []

    def sit_down(self, login: str = "", handed: HandOver | None = None) -> Seat:
        """Begin the program."""
        program = Program(application(resources()), self._store, restarts=True)
        self._programs.append(program)
        program.begin(login, handed)
        seat = Seat(self._qtbot, program)
        seat.settle()
        return seat

    def lock(self, seat: Seat) -> Seat:
        """Lock, end the program, and begin the one that takes its place."""
        seat.press("Ctrl+L")
        seat.wait_for(lambda: seat.program.handed_over is not None, "the program hands over")
        handed = seat.program.handed_over
        assert handed is not None
        seat.program.close()
        around = hand_over.environment_with(handed, {})
        return self.sit_down(handed=hand_over.taken(around))

    def unlock(self, seat: Seat, secret: str) -> None:
        """Type a passphrase, and wait until one is at work."""
        seat.type(secret)
        seat.press("Enter")
        seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell alone can be seen")
        self.settle(seat)

    def settle(self, seat: Seat) -> None:
        """Wait until the worker is back where they were."""
        seat.settle()
        resumption = seat.shell._resumption
        seat.wait_for(lambda: not resumption._look.isActive(), "the worker is back")

    def close(self) -> None:
        for program in self._programs:
            program.close()
            program.deleteLater()


@pytest.fixture
def sitting(
    qapp: QApplication, qtbot: QtBot, owned: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sitting]:
    application(resources())
    theme().apply(Look())
    monkeypatch.setattr(QCoreApplication, "quit", lambda *_: None)
    sitting = Sitting(qtbot, owned)
    yield sitting
    sitting.close()
    theme().apply(Look())


@pytest.fixture
def owned(tmp_path: Path) -> Path:
    """Return a team that two workers open, each with a passphrase of their own."""
    login, _line = a_case()
    with open_store(template()) as store:
        first, second = (
            next(one.id for one in store.workers() if one.login == name)
            for name in (login, "manager")
        )
    store_path = copied(tmp_path / "team.pbi")
    return lock_up(
        store_path, (Passphrase(SECRET, CHEAP), first), (Passphrase(OTHERS, CHEAP), second)
    )


def text_at_caret() -> str:
    """Return what stands in the field that has the keyboard."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, Editor)
    return text_of(editor)


def at_a_case(sitting: Sitting, tab: str = "now") -> Seat:
    """Return somebody at a case of theirs."""
    _login, line = a_case()
    seat = sitting.sit_down()
    sitting.unlock(seat, SECRET)
    seat.shell.go(f"case/{line.case_id}/{tab}")
    seat.settle()
    return seat


def test_one_is_back_at_the_caret_and_what_is_handed_over_names_nobody(sitting: Sitting) -> None:
    seat = at_a_case(sitting, "plan")
    seat.press("Ctrl+J")
    seat.type("She walked the long way round by the Kestrelbank")
    seat.press(*["Left"] * len("Kestrelbank"))
    address, name = seat.shell.address, seat.focus_name
    back = sitting.lock(seat)
    assert seat.program.handed_over is not None
    _refuse_names(hand_over.environment_with(seat.program.handed_over, {}))
    assert back.windows() == ["LockScreen"]
    assert back.program.store is None
    sitting.unlock(back, SECRET)
    assert (back.shell.address, back.focus_name) == (address, name)
    back.type("old ")
    assert text_at_caret() == "She walked the long way round by the old Kestrelbank"


def _refuse_names(around: dict[str, str]) -> None:
    """Refuse a word of a record, or the number of one, in what is handed over."""
    assert set(around) == {"PBI_STORE", hand_over.VARIABLE}
    told = json.loads(around[hand_over.VARIABLE])
    assert set(told) == {"store", "login", "worker", "window"}
    _login, line = a_case()
    everything = f"{around} {hand_over.command()}"
    assert not any(
        word in everything for word in ("Kestrelbank", str(line.case_id), line.reference)
    )


def test_another_worker_unlocks_with_their_own_key_and_the_first_loses_nothing(
    sitting: Sitting,
) -> None:
    login, line = a_case()
    seat = at_a_case(sitting)
    seat.press("Ctrl+J")
    seat.type("/step ")
    seat.press("Enter")
    seat.type("Ring the landlord")
    name = seat.focus_name
    other = sitting.lock(seat)
    other.type("not this one at all")
    other.press("Enter")
    assert other.windows() == ["LockScreen"]
    assert other.reads("does not open this store", other.lock)
    assert other.program.store is None
    sitting.unlock(other, OTHERS)
    assert (other.actor.login, other.shell.address) == ("manager", "my-day")
    assert not other.reads("Ring the landlord")
    first = sitting.lock(other)
    sitting.unlock(first, SECRET)
    assert (first.actor.login, first.focus_name) == (login, name)
    assert first.shell.address == f"case/{line.case_id}/now/step"
    first.type(" again")
    assert text_at_caret() == "Ring the landlord again"


def test_a_demo_locks_so_too_and_words_without_a_field_are_told_not_lost(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    login, line = a_case()
    sitting = Sitting(qtbot, copied(tmp_path / "demo.pbi"))
    seat = sitting.sit_down(login)
    seat.shell.go("front-door/search/Merriwether")
    seat.settle()
    assert safe_address(seat.shell.address) == "front-door"
    seat.shell.go(f"case/{line.case_id}/now")
    seat.settle()
    ahead = seat.shell.ahead
    seat.wait_for(lambda: ahead is None or ahead.is_done, "the case screen is whole")
    next(row for row in seat.shell.findChildren(StepRow) if row.isVisible()).setFocus()
    seat.press("M")
    seat.type("Thursday week")
    back = sitting.lock(seat)
    assert back.windows() == ["LockScreen"]
    assert back.program.store is None
    back.press("Enter")
    back.wait_for(lambda: back.windows() == ["Shell"], "the shell alone can be seen")
    sitting.settle(back)
    assert back.actor.login == login
    assert back.reads("you had typed: Thursday week")
    sitting.close()


def test_where_what_is_typed_cannot_be_saved_the_window_itself_stays_locked(
    sitting: Sitting,
) -> None:
    seat = at_a_case(sitting)
    dialog = QDialog(seat.shell)
    dialog.show()
    seat.shell.activateWindow()
    seat.press("Ctrl+J")
    with full_disk():
        seat.type("Not to be lost")
        seat.press("Ctrl+L")
    assert seat.windows() == ["LockScreen"], "nor is a dialog left in sight"
    assert seat.program.handed_over is None
    seat.type(SECRET)
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    assert text_at_caret() == "Not to be lost"
    assert any("not kept" in text for text in seat.shell.notices.texts)


@given(st.text(max_size=12), st.uuids(), st.sampled_from(("", "step")))
def test_an_address_that_is_kept_holds_no_word_that_was_typed(
    word: str, number: UUID, part: str
) -> None:
    assert safe_address(f"front-door/search/{word}", part) == "front-door"
    kept = f"case/{number}/now"
    assert safe_address(f"{kept}/gain", part) == (f"{kept}/{part}" if part else f"{kept}/gain")


@given(st.text(max_size=40))
def test_what_was_not_handed_over_by_this_program_is_not_taken(text: str) -> None:
    around = {hand_over.VARIABLE: text, "HOME": "kept"}
    assert hand_over.taken(around) is None
    assert around == {"HOME": "kept"}


def test_the_program_is_started_anew_by_the_same_python_and_code() -> None:
    words = hand_over.command()
    assert words[0] == sys.executable
    assert words[-3:] == ["-m", "pbi_desktop", "window"]
    assert ("-P" in words) == (Path.cwd() != Path(__file__).parents[2])
