"""A key worker at her seat, in the demo, with a case that has a story already."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import Program
from pbi_desktop.domain.resources import resources
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import Look
from tests.cli.demo_store import copied
from tests.journeys.known import known_case
from tests.journeys.seat import Seat

Sit = Callable[..., Seat]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a demo of one's own."""
    return copied(tmp_path / "team.pbi")


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot, demo: Path) -> Iterator[Sit]:
    """Return a function that begins the program on the demo, as the key worker of the known case.

    A second call is a second start: what the first one held is let go of before.
    """
    app = application(resources())
    theme().apply(Look())
    begun: list[Program] = []

    def sit_down(login: str = "") -> Seat:
        while begun:
            _end(begun.pop())
        program = Program(app, demo)
        begun.append(program)
        program.begin(login or known_case().login)
        seat = Seat(qtbot, program)
        seat.shell.activateWindow()
        seat.settle()
        return seat

    yield sit_down
    for program in begun:
        _end(program)


def _end(program: Program) -> None:
    program.close()
    program.deleteLater()
    assert QApplication.activeModalWidget() is None  # no journey opens a dialog


@pytest.fixture
def seat(sit: Sit) -> Seat:
    """Return the key worker's seat, on My day."""
    return sit()
