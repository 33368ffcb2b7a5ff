"""Qt's bindings must not lose references to None: on Python 3.11 the program would then abort.

One release of PySide6 lost one in nearly every call that returns nothing, and died after some
thousands of them: docs/decisions/0002-libraries.md
"""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage, QPainter

DRAW = """
from PySide6.QtGui import QGuiApplication, QImage, QPainter
application = QGuiApplication([])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
for _ in range(100_000):
    painter.drawLine(0, 0, 1, 1)
painter.end()
print("alive")
"""


def test_drawing_keeps_none_alive() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(200):
        painter.drawLine(0, 0, 1, 1)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 20


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None lives for ever from Python 3.12 on")
def test_a_lost_reference_to_none_would_be_seen() -> None:
    before = sys.getrefcount(None)
    kept = [None] * 200
    assert sys.getrefcount(None) - before >= 180
    del kept


def test_a_hundred_thousand_lines_and_the_end_of_the_program_are_survived() -> None:
    run = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "alive\n", "")
