"""What a program that locked tells the one that takes its place: nothing of any record.

It goes by the environment, not by a file that would stay, nor by arguments that everybody can
list. Where the worker was, and what was typed, is in the store, encrypted.
"""

import json
import os
import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import pbi_desktop

VARIABLE = "PBI_LOCKED"
_STORE = "PBI_STORE"


@dataclass(frozen=True)
class HandOver:
    """Which store was locked, by whom, and where its window stood."""

    store: str
    login: str
    worker: UUID
    window: tuple[int, int, int, int]


def taken(environment: MutableMapping[str, str]) -> HandOver | None:
    """Take what was handed over out of the environment; None where the program starts by itself."""
    try:
        told = json.loads(environment.pop(VARIABLE, ""))
        x, y, wide, high = (int(number) for number in told["window"])
        store, login = str(told["store"]), str(told["login"])
        return HandOver(store, login, UUID(told["worker"]), (x, y, wide, high))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def environment_with(handed: HandOver, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the program that takes over."""
    told = {
        "store": handed.store,
        "login": handed.login,
        "worker": str(handed.worker),
        "window": list(handed.window),
    }
    return {**environment, _STORE: handed.store, VARIABLE: json.dumps(told)}


def command() -> list[str]:
    """Return how this program is started again: the same Python, the same code, the window."""
    source = Path(pbi_desktop.__file__).resolve().parents[1]
    # Where the code was found in the folder one is in, it has to be found there again.
    safe = () if source == Path.cwd() else ("-P",)
    return [sys.executable, *safe, "-m", "pbi_desktop", "window"]


def start_again(handed: HandOver) -> NoReturn:
    """Put a new program in the place of this one: its memory, with every key and word, is gone.

    Everything has to be closed by now. Windows knows no such exchange: there a new one is started,
    and this one ends.
    """
    words, around = command(), environment_with(handed, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(words, env=around)  # noqa: S603 - this program itself
        os._exit(0)
    os.execve(words[0], words, around)  # noqa: S606 - this program itself
