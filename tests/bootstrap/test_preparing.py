"""The case screen is ready before the first case is opened."""

from importlib.util import find_spec
from pathlib import Path

from pbi_desktop.bootstrap.preparing import MODULES
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.view import CaseScreen
from tests.bootstrap.conftest import Sit


def test_every_module_that_is_loaded_ahead_is_there() -> None:
    assert [name for name in MODULES if find_spec(name) is None] == []


def test_after_signing_in_the_case_screen_is_made_out_of_sight(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    shell = seat.program.shell
    assert shell is not None
    seat.qtbot.waitUntil(lambda: shell.ahead is not None and shell.ahead.is_done, timeout=20_000)
    screen = shell.screen_at("case")
    assert isinstance(screen, CaseScreen)
    assert all(tab in screen.pages for tab in Tab)
    assert screen.isHidden()
    assert shell.address == "my-day"
