"""A command line to type at, and a demo to type about."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pbi_desktop.bench.run import run as measure
from pbi_desktop.bootstrap.painting import png
from pbi_desktop.cli.main import main
from pbi_desktop.cli.surroundings import DONE, Surroundings, WindowWish
from tests.cli.demo_store import copied

_WIPES = {"locked", "owned", "key_file", "later", "away"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open what is no demo last: from then on the whole process wipes memory, which is slow."""
    items.sort(key=lambda item: not _WIPES.isdisjoint(getattr(item, "fixturenames", ())))


@dataclass
class Said:
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which has to be JSON and nothing else."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """Types commands in this process; windows and pictures that they ask for are written down."""

    capture: pytest.CaptureFixture[str]
    windows: list[WindowWish] = field(default_factory=list)

    def type(self, *words: str | Path) -> Said:
        """Run a command."""
        self.capture.readouterr()
        around = Surroundings(self._open, lambda folder: [folder / "my-day.png"], measure, png)
        code = main([str(word) for word in words], around)
        printed = self.capture.readouterr()
        return Said(code, printed.out, printed.err)

    def _open(self, wish: WindowWish) -> int:
        self.windows.append(wish)
        return DONE


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the person's own store and folder out of it."""
    monkeypatch.delenv("PBI_STORE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal without a store of its own."""
    return Terminal(capsys)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a demo of one's own."""
    return copied(tmp_path / "team.pbi")


Pbi = Callable[..., Said]


@pytest.fixture
def pbi(terminal: Terminal, demo: Path) -> Pbi:
    """Return a function that runs a command on the demo."""
    return lambda *words: terminal.type("--store", demo, *words)


def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would."""
    command = [sys.executable, "-m", "pbi_desktop", *map(str, words)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **more},
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def one_sentence(text: str) -> bool:
    """Say whether this is what a person can read: a line or two, and no traceback."""
    return bool(text.strip()) and text.count("\n") == 1 and "Traceback" not in text
