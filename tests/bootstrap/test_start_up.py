"""What is loaded by the time the desk can be asked: nothing that it does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap import first_window
from pbi_desktop.bootstrap.start import has_display
from pbi_desktop.ui.kit.tokens import LIGHT
from tests.cli.demo_store import copied

ROOT = Path(__file__).parents[2]
SLOW = (
    "sqlalchemy",
    "alembic",
    "networkx",
    "numpy",
    "psycopg",
    "argon2",
    "zxcvbn",
    "keyring",
    "reportlab",
    "pbi_desktop.models",
    "pbi_desktop.reports",
    "pbi_desktop.demo",
    "pbi_desktop.ui.screens.case",
    "pbi_desktop.ui.screens.front_door",
    "pbi_desktop.ui.screens.sign_in.view",
)

AT_SEARCH_READY = """
import json, sys
from pathlib import Path
from pbi_desktop.domain.resources import resources
from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import Program

class Watched(Program):
    def _first_search(self, store, actor):
        at = super()._first_search(store, actor)
        self.loaded = sorted(sys.modules)  # before the lane goes on to My day
        return at

program = Watched(application(resources()), Path(sys.argv[1]))
program.begin("")
program.search_ready.connect(program._app.quit)
program._app.exec()
program.close()
print(json.dumps(program.loaded))
"""
AT_FIRST_WINDOW = """
import json, sys
from pbi_desktop.bootstrap.first_window import FirstWindow
import pytest
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv[:1])
window = FirstWindow()
window.show()
app.processEvents()
print(json.dumps(sorted(sys.modules)))
"""


def loaded(script: str, *words: str) -> set[str]:
    """Return the modules that a script of its own process has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_search_answers_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    found = loaded(AT_SEARCH_READY, str(copied(tmp_path / "team.pbi")))
    assert "pbi_desktop.ui.screens.my_day.screen" in found  # the shell does stand by then
    slow = [name for name in found if name in SLOW or name.startswith(tuple(f"{s}." for s in SLOW))]
    assert slow == []


def test_the_first_window_needs_qt_and_nothing_of_ours() -> None:
    ours = {name for name in loaded(AT_FIRST_WINDOW) if name.startswith("pbi_desktop")}
    assert ours == {"pbi_desktop", "pbi_desktop.bootstrap", "pbi_desktop.bootstrap.first_window"}


def test_the_first_window_has_the_programs_own_colours(qtbot: QtBot) -> None:
    assert LIGHT.canvas == first_window.CANVAS
    assert LIGHT.rail == first_window.RAIL
    assert LIGHT.ink2 == first_window.INK
    window = first_window.FirstWindow()
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    picture = window.grab().toImage()
    assert picture.pixelColor(20, 20).name().upper() == LIGHT.rail
    assert picture.pixelColor(picture.width() - 20, 20).name().upper() == LIGHT.canvas
    assert window.accessibleName() == first_window.OPENING


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always one")
def test_without_a_display_it_says_so_and_is_not_killed_by_qt(tmp_path: Path) -> None:
    bare = {name: text for name, text in os.environ.items() if "DISPLAY" not in name}
    bare.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "pbi_desktop", "--store", str(copied(tmp_path / "team.pbi"))],
        env={**bare, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({}, "darwin")
    assert not has_display({}, "linux")
    assert done.returncode == 3
    assert done.stderr.startswith("There is no display here")
    assert done.stderr.count("\n") == 1
