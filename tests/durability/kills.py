"""Killing a program at random moments, and hearing what it had said by then."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.durability.recordings import ROOT


@dataclass(frozen=True)
class Said:
    """What a killed program had said: the last state it was told kept, and the one after it."""

    saved: int
    kept: str
    promised: str


class Victim:
    """A program that can be started and killed many times."""

    def __init__(self, stdin: IO[str], stdout: IO[str]) -> None:
        self._stdin, self._stdout = stdin, stdout
        assert self._line()[0] == "ready"

    def killed_after(self, seconds: float, kept: str, *, since: str = "started") -> Said:
        """Start it, kill it so long after it first said `since`, and return what it had said.

        `kept` is the state that it finds.
        """
        self._stdin.write("go\n")
        self._stdin.flush()
        kind, child = self._line()
        state, saved, promised = "", 0, kept
        timer: threading.Timer | None = None
        while kind != "ended":
            if kind == since and timer is None:
                timer = threading.Timer(seconds, os.kill, (int(child), signal.SIGKILL))
                timer.start()
            if kind == "promised":
                promised = state
            elif kind == "kept":
                saved, kept = saved + 1, state
            kind, state = self._line()
        assert timer is not None
        timer.join()
        return Said(saved, kept, promised)

    def _line(self) -> tuple[str, str]:
        kind, _space, rest = self._stdout.readline().strip().partition(" ")
        return kind, rest


@contextmanager
def victim(work: str, store: Path, **wish: Any) -> Iterator[Victim]:
    """Give a program that does this work on a store."""
    command = [sys.executable, "-m", "tests.durability.killed", work, str(store)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(json.dumps(wish) + "\n")
        program.stdin.flush()
        yield Victim(program.stdin, program.stdout)
        program.stdin.close()
