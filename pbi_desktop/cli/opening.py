"""Opening the store that a command is about."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pbi_desktop.cli.surroundings import default_store
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.services.stores import OpenedStore, open_store, opener_of


@contextmanager
def opened(asked: argparse.Namespace) -> Iterator[tuple[OpenedStore, Actor]]:
    """Give the unlocked store of a command and the worker it acts for."""
    path: Path = asked.store or default_store()
    with open_store(path, opener_of(asked.key_file)) as store:
        yield store, store.sign_in(asked.login)


def say_json(asked: argparse.Namespace, result: dict[str, Any]) -> None:
    """Write the result as JSON where `--json` asks for it."""
    if not asked.json:
        return
    text = json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if asked.json == "-":
        sys.stdout.write(text)
    else:
        Path(asked.json).write_text(text, encoding="utf-8")


def say(asked: argparse.Namespace, text: str) -> None:
    """Say a line to a person: on standard error where standard output is for JSON."""
    print(text, file=sys.stderr if asked.json == "-" else sys.stdout)


def read_file(path: Path) -> bytes:
    """Return what is in a file, or refuse with its name and why."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UnreadableInput(path.name, f"The system says: {reason}.") from error
