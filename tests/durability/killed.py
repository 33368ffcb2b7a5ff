"""A program that saves as fast as it can until it is killed, and is started again and again.

    python -m tests.durability.killed <work> <store>     (wish as JSON, one line on stdin)

It loads once and forks for each line "go" on stdin: a start of Python costs more than the test.
What the child saves it says on stdout, a line for each promise and one for each kept state.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.durability import ledger
from tests.durability.casebook import Casebook, last_change
from tests.durability.works import open_with

WIPED = "wipe_memory"
"""Wished where memory is to be wiped as in the program: it decides nothing here, and takes long."""


def say(kind: str, state: object) -> None:
    """Write one line at once, so that a kill right after cannot take it back."""
    os.write(1, f"{kind} {state}\n".encode())


def save_until_killed(path: Path, wish: dict[str, Any]) -> None:
    """Change the store, each change promised and then told kept, until the end."""
    chance = Random(os.getpid())  # noqa: S311
    while True:
        raw = open_with(path, bytes.fromhex(wish["key"]))
        for number in range(40):
            raw.execute("BEGIN IMMEDIATE")
            ledger.change_something(raw, chance, large=number % 15 == 7)
            state = ledger.state_of(raw)
            say("promised", state)
            raw.execute("COMMIT")
            say("kept", state)
            ledger.disturb(raw, path, chance)
        raw.close()


def work_until_killed(path: Path, wish: dict[str, Any]) -> None:
    """Write notes and drafts through the program's services, until the end."""
    Casebook(path, wish, wipe_memory=bool(wish.get(WIPED))).go_on(
        None, lambda state: say("promised", state), lambda state: say("kept", state)
    )


def type_until_killed(path: Path, wish: dict[str, Any]) -> None:
    """Type into the program's own window, until the end."""
    from tests.durability.typist import type_until_killed as type_on

    type_on(path, wish, say)


def _load_window() -> None:
    """Have Qt and the screens loaded; a window is made by each child for itself."""
    from tests.durability import typist

    assert typist


def _load_all(path: Path, wish: dict[str, Any]) -> None:
    """Have all loaded and mapped that the work needs: no child lives long enough to do it."""
    book = Casebook(path, wish, wipe_memory=bool(wish.get(WIPED)))
    book.change(last_change(book.store) + 1)
    book.store.close()


WORKS: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    "save": save_until_killed,
    "work": work_until_killed,
    "type": type_until_killed,
}


def main() -> None:
    """Fork a child for each line; say who it is, and when it has ended."""
    work, path = WORKS[sys.argv[1]], Path(sys.argv[2])
    wish = json.loads(sys.stdin.readline())
    if sys.argv[1] == "work":
        _load_all(path, wish)
    if sys.argv[1] == "type":
        _load_window()
    say("ready", os.getpid())
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                work(path, wish)
            except BaseException:  # noqa: BLE001 - a child must not run on into its parent's code
                traceback.print_exc()
            os._exit(1)
        say("started", child)
        os.waitpid(child, 0)
        say("ended", child)


if __name__ == "__main__":
    main()
