"""The guards catch what they are there to catch, and let the rest pass."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.support.guards import LogGuard, Standing, leaks_since

ROOT = Path(__file__).parents[2]
PLANTED = """
import logging
import threading
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

ENDS = threading.Event()
KEPT = []

def test_logs(): logging.getLogger("x").warning("nobody asked")
def test_logs_as_declared(expect_log):
    expect_log("WARNING x: some(body)? asked")
    logging.getLogger("x").warning("somebody asked")
def test_does_not_log_as_declared(expect_log): expect_log("never comes")
def test_leaves_a_thread(): threading.Thread(target=ENDS.wait, daemon=True, name="stray").start()
def test_leaves_a_window(qapp): KEPT.append(QLabel("still here")); KEPT[-1].show()
def test_leaves_a_timer(qapp): KEPT.append(QTimer()); KEPT[-1].start(60_000)
def test_warns(): import warnings; warnings.warn("old")
def test_is_tidy(qtbot): label = QLabel(); qtbot.addWidget(label); label.show()
@pytest.mark.long
def test_takes_long(): pass
"""


def test_the_guards_fail_the_tests_that_they_are_there_for(tmp_path: Path) -> None:
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    settings = [
        "-p",
        "tests.conftest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "-p",
        "no:cacheprovider",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *settings, "--rootdir", tmp_path, tmp_path],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = run.stdout.splitlines()
    faults = {line.split("::")[1] for line in lines if line.startswith(("FAILED", "ERROR"))}
    assert {fault.split(" - ")[0] for fault in faults} == {
        "test_logs",
        "test_does_not_log_as_declared",
        "test_leaves_a_thread",
        "test_leaves_a_window",
        "test_leaves_a_timer",
        "test_warns",
    }, run.stdout
    assert "left thread 'stray' running" in run.stdout
    assert "left window QLabel open" in run.stdout
    assert "1 skipped" in lines[-1]


def test_a_thread_that_ends_by_itself_is_no_leak() -> None:
    before = Standing.now()
    threading.Timer(0.1, lambda: None).start()
    assert leaks_since(before) == []


def test_a_qt_thread_left_running_is_a_leak(qtbot: QtBot) -> None:
    before = Standing.now()
    thread = QThread()
    thread.start()
    assert [leak for leak in leaks_since(before, grace_s=0.1) if "Qt thread" in leak]
    thread.quit()
    assert thread.wait(5_000)
    assert leaks_since(before) == []


def test_windows_to_be_deleted_and_timers_at_rest_are_no_leak(qtbot: QtBot) -> None:
    before = Standing.now()
    label = QLabel("soon gone")
    label.show()
    timer = QTimer()
    timer.start(60_000)
    assert len(leaks_since(before, grace_s=0.1)) == 2
    label.deleteLater()
    timer.stop()
    assert leaks_since(before) == []


def test_taking_the_guard_away_is_a_complaint() -> None:
    guard = LogGuard()
    assert guard.complaints() == ["took the log guard away"]


def test_a_line_below_warning_is_nobodys_business(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("pbi_desktop").info("all is well")
    assert caplog.messages == ["all is well"]
