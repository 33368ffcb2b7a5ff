"""Opening the store that a command is about."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pbi_desktop.cli.failures import KeyNeeded, NoStoreYet
from pbi_desktop.cli.surroundings import place_of
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.services.import_rows import FileOnDisk, InputFile
from pbi_desktop.services.opened import Opened
from pbi_desktop.services.stores import OpenedStore, open_store, opener_of
from pbi_desktop.services.unlocking import (
    DEMO,
    KEYRING,
    PASSPHRASE,
    Key,
    Opener,
    open_by_file,
    open_with,
    opener_by,
    ways_into,
)


@contextmanager
def opened(asked: argparse.Namespace) -> Iterator[tuple[Opened, Actor]]:
    """Give the unlocked store of a command, on a file or a server, and who it acts for."""
    with _open(place_of(asked.store, asked.login), asked.key_file) as store:
        yield store, store.sign_in(asked.login)


def _open(path: Path, key_file: Path | None) -> Opened:
    if not is_door(path):
        return unlocked(path, key_file)
    return open_with(path, Key(KEYRING)) if key_file is None else open_by_file(path, key_file)


def unlocked(path: Path, key_file: Path | None) -> OpenedStore:
    """Open a store by its key file, else as it lets itself be opened here."""
    if not path.exists():
        raise NoStoreYet(str(path))
    return open_store(path, opener_at(path, key_file))


def opener_at(path: Path, key_file: Path | None) -> Opener:
    """Return what opens a store, or a copy: a key file, else what it lets itself be opened by."""
    opener = opener_of(key_file)
    if opener is not None:
        return opener
    ways = ways_into(path)
    for way in (DEMO, KEYRING):
        if way in ways:
            return opener_by(Key(way), path)
    if PASSPHRASE in ways and sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        return opener_by(Key(PASSPHRASE, getpass(f"Passphrase of {path.name}: ")), path)
    raise KeyNeeded(str(path))


def file_at(path: Path) -> FileOnDisk | InputFile:
    """Return a file to be read bit by bit, or refuse with its name and why."""
    if not path.is_file():  # a pipe can be read only once, and what is missing is refused now
        return InputFile(path.name, read_file(path))
    found = FileOnDisk(path.name, path)
    found.open().close()
    return found


def read_file(path: Path) -> bytes:
    """Return what is in a file, or refuse with its name and why."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UnreadableInput(path.name, f"The system says: {reason}.") from error
