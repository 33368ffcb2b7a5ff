"""First window and search ready, each against a bare Qt window with an opened encrypted file.

Processor time of whole processes, cold imports, warm disk; the runs of a round are in random
order. The floor reads one row of the same store by the raw driver.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

Measured = tuple[str, str, tuple[float, ...], float, float]

_FLOOR = """
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
path = Path(sys.argv[1])
app = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
raw = open_raw(path, envelope.unlock(path, InTheClear()).key.raw)
raw.execute("SELECT given_name FROM people LIMIT 1").fetchone()
Path(sys.argv[2]).write_text(json.dumps({"floor": time.process_time()}))
raw.close()
"""


def start_up(rounds: int) -> list[Measured]:
    """Return the two ratios with their targets."""
    from pbi_desktop.services.stores import DemoWish, make_demo

    window: list[float] = []
    search: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bench.pbi"
        make_demo(store, DemoWish())
        for _ in range(rounds):
            floor, program = _round(store)
            window.append(program["window"] / floor)
            search.append(program["search"] / floor)
    bare = "a bare Qt window with an opened encrypted file"
    return [
        ("first window", bare, tuple(window), 1.3, 1.1),
        ("search ready", bare, tuple(search), 2.5, 1.6),
    ]


def _round(store: Path) -> tuple[float, dict[str, float]]:
    marks = store.with_name("marks.json")
    program = [sys.executable, "-m", "pbi_desktop", "window", "--store", str(store)]
    jobs = {
        "floor": [sys.executable, "-c", _FLOOR, str(store), str(marks)],
        "program": [*program, "--marks", str(marks)],
    }
    times: dict[str, dict[str, float]] = {}
    for name in random.sample(list(jobs), len(jobs)):
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        subprocess.run(jobs[name], env=environment, check=True, capture_output=True)  # noqa: S603
        times[name] = json.loads(marks.read_text(encoding="utf-8"))
    return times["floor"]["floor"], times["program"]
