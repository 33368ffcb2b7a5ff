"""`demo`: an invented team in a new store, opened at once."""

import argparse
import sys
import time
from pathlib import Path

from pbi_desktop.cli.failures import NotADemo
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings, WindowWish, store_of
from pbi_desktop.services.stores import (
    DemoWish,
    is_demo,
    make_demo,
    opener_of,
    remove_demo,
)
from pbi_desktop.services.unlocking import ways_into


def make(asked: argparse.Namespace, around: Surroundings) -> int:
    """Make the demo unless it is there, then open it."""
    path = store_of(asked.store)
    if asked.anew and path.exists():
        if not is_demo(path):
            raise NotADemo(str(path))
        remove_demo(path)
    if path.exists():
        ways_into(path)  # refuses what is no store
        say(asked, f"There is a store at {path} already; it was not changed.")
        say_json(asked, {"store": str(path), "made": False, "bytes": path.stat().st_size})
    else:
        _make(asked, path)
    if asked.no_window:
        return DONE
    return around.open_window(WindowWish(path, asked.login, asked.key_file))


def _make(asked: argparse.Namespace, path: Path) -> None:
    began = time.monotonic()
    wish = DemoWish(asked.seed, asked.scale)
    rows = make_demo(path, wish, opener_of(asked.key_file), progress=_Progress())
    seconds = time.monotonic() - began
    say(asked, f"Made an invented team: {rows:,} records in {seconds:.1f} s, at {path}")
    result = {
        "store": str(path),
        "made": True,
        "seed": asked.seed,
        "scale": asked.scale,
        "rows": rows,
        "seconds": round(seconds, 1),
        "bytes": path.stat().st_size,
    }
    say_json(asked, result)


_MANY = 100_000


class _Progress:
    """Tells a person who waits how far a large demo is."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, kind: str, rows: int) -> None:
        if rows - self._told >= _MANY and sys.stderr.isatty():
            self._told = rows
            print(f"{rows:>12,} records, now {kind.replace('_', ' ')}", file=sys.stderr)
