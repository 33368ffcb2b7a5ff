"""`demo`: an invented team in a new store, opened at once."""

import argparse
import time

from pbi_desktop.cli.opening import say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings, default_store
from pbi_desktop.services.stores import DemoWish, is_demo, make_demo, opener_of, remove_store


def make(asked: argparse.Namespace, around: Surroundings) -> int:
    """Make the demo unless it is there, then open it."""
    path = asked.store or default_store()
    if asked.anew and is_demo(path):
        remove_store(path)
    if not path.exists():
        began = time.monotonic()
        wish = DemoWish(asked.seed, asked.scale)
        rows = make_demo(path, wish, opener_of(asked.key_file))
        seconds = time.monotonic() - began
        say(asked, f"Made an invented team: {rows:,} records in {seconds:.1f} s, at {path}")
        result = {
            "store": str(path),
            "seed": asked.seed,
            "scale": asked.scale,
            "rows": rows,
            "seconds": round(seconds, 1),
            "bytes": path.stat().st_size,
        }
        say_json(asked, result)
    if asked.no_window:
        return DONE
    return around.open_window(path, asked.login, None)
