"""Programs that begin, and are always closed again."""

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
from tests.journeys.seat import Seat

Sit = Callable[..., Seat]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a demo of one's own."""
    return copied(tmp_path / "team.pbi")


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot) -> Iterator[Sit]:
    """Return a function that begins the program on a store."""
    app = application(resources())
    theme().apply(Look())
    begun: list[Program] = []

    def sit_down(store: Path, login: str = "", key_file: Path | None = None) -> Seat:
        program = Program(app, store, key_file)
        begun.append(program)
        program.begin(login)
        seat = Seat(qtbot, program)
        seat.settle()
        return seat

    yield sit_down
    for program in begun:
        program.close()
        program.deleteLater()
    theme().apply(Look())
