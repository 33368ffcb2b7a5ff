"""Recordings of a program at work, and what each disk that a power cut leaves is worth."""

import json
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.durability.disk_log import Disk, FolderSynced, Log, PowerCut, Synced, lay_out, power_cuts

ROOT = Path(__file__).parents[2]
STORE = "team.pbi"
WHOLE, LOST, MIXED, DAMAGED = "whole", "lost", "mixed", "damaged"

only_where_it_runs = pytest.mark.skipif(
    sys.platform == "win32", reason="a built SQLCipher hands its file system over only on Unix"
)


def record(work: str, folder: Path, **wish: Any) -> Log:
    """Let a program do its work on the store in a folder; return all that it did to the disk."""
    log = run(work, folder, **wish)
    assert isinstance(log, Log)
    return log


def run(work: str, folder: Path, **wish: Any) -> Any:
    """Let a program do its work on the store in a folder; return what it answers."""
    answer = folder.parent / f"{folder.name}.log"
    subprocess.run(
        [sys.executable, "-m", "tests.durability.writer", work, str(folder), str(answer)],
        input=json.dumps(wish),
        text=True,
        cwd=ROOT,
        check=True,
    )
    said = pickle.loads(answer.read_bytes())  # noqa: S301 - written by our own child just now
    answer.unlink()
    return said


@dataclass
class Tally:
    """How many disks were looked at, and how they turned out."""

    count: Counter[str]
    examples: dict[str, str]

    @property
    def states(self) -> int:
        """How many disks there were."""
        return self.count.total()

    def __str__(self) -> str:
        said = ", ".join(f"{self.count[one]} {one}" for one in (WHOLE, LOST, MIXED, DAMAGED))
        return f"{self.states} states: {said}" + "".join(
            f"\n  {kind}: {example}" for kind, example in self.examples.items()
        )


def unsynced(log: Log) -> Log:
    """Return the same log as if nothing was ever synced: for controls, which must then fail."""
    return Log(log.before, [a for a in log.acts if not isinstance(a, Synced | FolderSynced)])


def misses_nothing(log: Log, home: Path) -> bool:
    """Return whether the recording, played to its end, gives every file as it really is."""
    disk = Disk(log.before)
    for act in log.acts:
        disk.take(act)
    return disk.now() == {path.name: path.read_bytes() for path in home.iterdir()}


def replay(log: Log, count: int, seed: int, folder: Path, found: Callable[[Path], str]) -> Tally:
    """Cut the power so many times, and judge what `found` reads from each disk."""
    tally, chance = Tally(Counter(), {}), Random(seed)  # noqa: S311
    for cut in power_cuts(log, count, seed):
        lay_out(cut.files, folder, chance)
        state = found(folder / STORE)
        worth = judged(cut, state)
        tally.count[worth] += 1
        if worth != WHOLE:
            tally.examples.setdefault(worth, f"after act {cut.after}: {state}")
    return tally


def judged(cut: PowerCut, state: str) -> str:
    """Return what a disk is worth: whole, or an older state, or a part of one, or damaged."""
    if state in (cut.kept, cut.promised):
        return WHOLE
    if state.startswith(DAMAGED):
        return DAMAGED
    return LOST if state in cut.older else MIXED
