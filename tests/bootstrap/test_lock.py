"""The lock ends the process; the one that takes its place brings the worker back to the caret."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap import hand_over
from pbi_desktop.bootstrap.hand_over import HandOver
from pbi_desktop.bootstrap.program import Program, application
from pbi_desktop.domain.resources import resources
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import Look
from tests.cli.demo_store import a_case, copied, lock_up, template
from tests.journeys.seat import Seat

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET, OTHERS = "heron gravel minuet thatch", "walnut ferry candle brook"


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


def at_a_case(sitting: Sitting, tab: str = "now") -> Seat:
    """Return somebody at a case of theirs."""
    _login, line = a_case()
    seat = sitting.sit_down()
    sitting.unlock(seat, SECRET)
    seat.shell.go(f"case/{line.case_id}/{tab}")
    seat.settle()
    return seat


def test_one_is_back_at_the_caret_with_what_was_typed(sitting: Sitting) -> None:
    seat = at_a_case(sitting, "plan")
    seat.press("Ctrl+J")
    seat.type("She walked the long way round by the canal")
    seat.press("Left", "Left", "Left", "Left", "Left")
    address, name = seat.shell.address, seat.focus_name
    back = sitting.lock(seat)
    assert back.windows() == ["LockScreen"]
    assert back.program.store is None
    sitting.unlock(back, SECRET)
    assert (back.shell.address, back.focus_name) == (address, name)
    back.type("old ")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "She walked the long way round by the old canal"
