"""First window and search ready, each against the least that any program of this kind must do.

Processor time of whole processes over one store; bytecode compiled and disk warm on both sides;
the runs of a round are in random order. What the two sides do:

- An empty Qt window: QApplication, a bare widget of the same size, shown and painted.
- The same with an opened encrypted file: the key unwrapped, the file opened, one row read.
- First window: our colours, the rail's place and the word that it opens, shown and painted.
- Search ready: the shell with My day's frame painted, and a search for people answered.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from pbi_desktop.bench.measured import Measured

_FLOOR = """
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
times = {"empty": time.process_time()}
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
path = Path(sys.argv[1])
key = envelope.unlock(path, InTheClear()).key.raw
raw = open_raw(path, key, wipe_memory=False)  # as the program opens a demo
raw.execute("SELECT given_name FROM people LIMIT 1").fetchone()
times["opened"] = time.process_time()
Path(sys.argv[2]).write_text(json.dumps(times))
raw.close()
"""
_EMPTY = "an empty Qt window"
_OPENED = "a bare Qt window with an opened encrypted file"


def start_up(rounds: int) -> list[Measured]:
    """Return the ratios with their targets."""
    from pbi_desktop.services.stores import DemoWish, make_demo

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bench.pbi"
        make_demo(store, DemoWish())
        _round(store)  # compiles what is not compiled yet, and warms the disk
        found = [_round(store) for _ in range(rounds)]
    window = tuple(times["window"] / times["empty"] for times in found)
    window_opened = tuple(times["window"] / times["opened"] for times in found)
    search = tuple(times["search"] / times["opened"] for times in found)
    return [
        ("first window", _EMPTY, window, 1.3, 1.1),
        ("first window", _OPENED, window_opened, 1.3, 1.1),
        ("search ready", _OPENED, search, 2.5, 1.6),
    ]


def _round(store: Path) -> dict[str, float]:
    marks = store.with_name("marks.json")
    program = [sys.executable, "-m", "pbi_desktop", "window", "--store", str(store)]
    jobs = [
        [sys.executable, "-c", _FLOOR, str(store), str(marks)],
        [*program, "--marks", str(marks)],
    ]
    times: dict[str, float] = {}
    for job in random.sample(jobs, len(jobs)):
        subprocess.run(job, env=_environment(store), check=True, capture_output=True)  # noqa: S603
        times |= json.loads(marks.read_text(encoding="utf-8"))
    return times


def _environment(store: Path) -> dict[str, str]:
    """Return this environment, with a place for compiled code even where none may be kept."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(store.with_name("compiled"))
    return {"QT_QPA_PLATFORM": "offscreen", **kept, "PYTHONPYCACHEPREFIX": compiled}
