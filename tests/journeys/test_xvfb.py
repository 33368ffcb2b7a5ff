"""The main job on a real X server, with real key events: what no offscreen window can show."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from pbi_desktop.services.stores import open_store
from tests.cli.demo_store import copied
from tests.journeys.known import known_case

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool")


@pytest.fixture
def display() -> Iterator[str]:
    """Return the name of an X server that this test has for itself."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not on this computer: {', '.join(missing)} (Debian: xvfb, xdotool)")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "the X server did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.long
def test_the_main_job_by_real_keys(display: str, tmp_path: Path) -> None:
    store = copied(tmp_path / "team.pbi")
    known = known_case()
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.on_x", str(store), known.login, known.told],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if "no Qt platform plugin could be initialized" in done.stderr:
        pytest.skip("Qt's own libraries for X are not on this computer: run.py installs them")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["platform"] == "xcb"
    assert found["address"] == f"case/{known.case}/now"
    assert found["keys_to_open"] <= 4
    assert found["note"] is True
    assert (found["stage"], found["reason"]) == (2, "Opens the post alone")
    assert "Carer element" not in found["awards"]  # it was undone
    picture = QImage(str(store.with_name("window.png")))
    assert picture.width() > 1000


@pytest.mark.long
def test_the_command_opens_the_window_and_ctrl_q_ends_it(display: str, tmp_path: Path) -> None:
    store = copied(tmp_path / "team.pbi")
    on_x = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-m", "pbi_desktop", "window", "--store", str(store)],
        env=on_x,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        try:
            find = [
                "xdotool",
                "search",
                "--sync",
                "--onlyvisible",
                "--name",
                "My day",
            ]
            found = subprocess.run(
                find, env=on_x, capture_output=True, text=True, timeout=60, check=True
            )
            window = found.stdout.split()[0]
            focus = ["xdotool", "windowfocus", "--sync", window, "key", "ctrl+q"]
            subprocess.run(focus, env=on_x, capture_output=True, timeout=60, check=True)
            _out, complaints = program.communicate(timeout=60)
        finally:
            program.kill()
    assert program.returncode == 0, complaints
    with open_store(store) as held:
        assert held.workers()
