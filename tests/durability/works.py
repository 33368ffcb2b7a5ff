"""What a program does on a store while its disk is watched: the works that `writer.py` runs.

It is the program's own code on its own settings, memory wiping included.
"""

import os
import pickle
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store import encrypted_file
from pbi_desktop.store.encrypted_file import RawConnection, driver_failures_named, open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from pbi_desktop.store.setup import make_file
from tests.durability import ledger
from tests.durability.disk_log import Files, Kept, Promised
from tests.durability.older_stores import upgrade_unwiped
from tests.durability.watched_disk import Fault, WatchedDisk

STORE = "team.pbi"


@dataclass(frozen=True)
class Met:
    """What one fault came to."""

    fault: Fault | None
    changes: int
    failed: int
    said: list[PbiError]
    marks: list[Kept | Promised]
    left: Files
    """The files, after the program closed them or was killed."""


NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def open_with(path: Path, key: bytes, synchronous: str | None = None) -> RawConnection:
    """Return a connection as the program makes it; a control may weaken one setting."""
    raw = open_raw(path, key)
    raw.execute(ledger.SMALL_CACHE).fetchall()
    if synchronous is not None:
        raw.execute(f"PRAGMA synchronous = {synchronous}").fetchall()
    return raw


def save_changes(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Make so many changes, each promised and then told kept, with disturbances between."""
    path, key = disk.folder / STORE, bytes.fromhex(wish["key"])
    chance = Random(wish["seed"])  # noqa: S311
    raw = open_with(path, key, wish.get("synchronous"))
    disk.note(Kept(ledger.state_of(raw)))
    for number in range(wish["changes"]):
        _change_once(disk, raw, path, chance, large=number % 15 == 7)
        if number % 25 == 24:
            raw.close()
            raw = open_with(path, key, wish.get("synchronous"))
    raw.close()


def do_casework(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Write notes and drafts through the program's services."""
    from tests.durability.casebook import Casebook  # loads SQLAlchemy

    book = Casebook(disk.folder / STORE, wish)
    disk.note(Kept("0"))
    for _ in range(3):
        book.go_on(
            wish["changes"],
            lambda state: disk.note(Promised(state)),
            lambda state: disk.note(Kept(state)),
        )
        with closing(book.store.open_file()) as raw:
            encrypted_file.checkpoint(raw)
    book.store.close()


def change_the_key(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Encrypt the file anew under each key in turn."""
    path, keys = disk.folder / STORE, [bytes.fromhex(key) for key in wish["keys"]]
    disk.note(Kept(keys[0].hex()))
    raw = open_with(path, keys[0])
    for key in keys[1:]:
        disk.note(Promised(key.hex()))
        raw.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").fetchall()
        disk.note(Kept(key.hex()))
        encrypted_file.checkpoint(raw)
    raw.close()


def change_the_slots(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Add a way of opening the store and take the one before away, again and again."""
    path = disk.folder / STORE
    unlocked = envelope.unlock(path, InTheClear())
    slot = unlocked.slot
    for _ in range(wish["changes"]):
        added = envelope.add_slot(path, unlocked.key, InTheClear(), uuid4(), NOW)
        envelope.remove_slot(path, slot, InTheClear(), lambda key: open_raw(path, key.raw).close())
        slot = added.id


def meet_faults(disk: WatchedDisk, wish: dict[str, Any]) -> list[Met]:
    """Let each of these faults happen to the same few changes; return what each came to."""
    return _meet_each(disk, wish, _change_on)


def meet_faults_upgrading(disk: WatchedDisk, wish: dict[str, Any]) -> list[Met]:
    """Let each of these faults happen to an upgrade; return what each came to."""
    return _meet_each(disk, wish, _upgrade_on)


def meet_faults_in_slots(disk: WatchedDisk, wish: dict[str, Any]) -> list[Met]:
    """Let each of these faults happen while slots of the key file change."""
    return _meet_each(disk, wish, _change_slots_on)


def _meet_each(
    disk: WatchedDisk, wish: dict[str, Any], work: Callable[..., list[PbiError]]
) -> list[Met]:
    before, met = disk.log.before, []
    answer = disk.folder.parent / "met"
    for at, error, is_lasting, is_killed in wish["faults"]:
        disk.begin_again(None)
        _put_back(before, disk.folder)
        disk.begin_again(Fault(at, error, is_lasting) if at else None)
        # Each in a process of its own: what one leaves open must not reach the next.
        if not (child := os.fork()):
            try:
                said = work(disk, wish, is_killed)
                marks = [act for act in disk.log.acts if isinstance(act, Kept | Promised)]
                answer.write_bytes(pickle.dumps((disk.changes, disk.failed, said, marks)))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        changes, failed, said, marks = pickle.loads(answer.read_bytes())  # noqa: S301 - our child's
        answer.unlink()
        met.append(Met(disk.fault, changes, failed, said, marks, _files(disk.folder)))
    disk.begin_again(None)
    _put_back(before, disk.folder)
    return met


def _change_on(disk: WatchedDisk, wish: dict[str, Any], is_killed: bool) -> list[PbiError]:
    path, key = disk.folder / STORE, bytes.fromhex(wish["key"])
    chance = Random(7)  # noqa: S311
    said: list[PbiError] = []
    raw: RawConnection | None = None
    for number in range(wish["changes"]):
        try:
            with driver_failures_named(path):
                raw = raw or open_with(path, key)
                _change_once(disk, raw, path, chance, large=number == wish["changes"] // 2)
        except PbiError as error:
            said.append(error)
            if raw is not None and raw.in_transaction:
                with suppress(PbiError), driver_failures_named(path):
                    raw.execute("ROLLBACK")
    if raw is not None and not is_killed:
        with suppress(PbiError), driver_failures_named(path):
            raw.close()
    return said


def _upgrade_on(disk: WatchedDisk, wish: dict[str, Any], is_killed: bool) -> list[PbiError]:
    try:
        upgrade_unwiped(disk.folder / STORE, bytes.fromhex(wish["key"]))
    except PbiError as error:
        return [error]
    return []


def _change_slots_on(disk: WatchedDisk, wish: dict[str, Any], is_killed: bool) -> list[PbiError]:
    try:
        change_the_slots(disk, wish)
    except PbiError as error:
        return [error]
    return []


def upgrade(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Bring an old store up to date."""
    disk.note(Kept("old"))
    disk.note(Promised("new"))
    upgrade_unwiped(disk.folder / STORE, bytes.fromhex(wish["key"]))
    disk.note(Kept("new"))


def _put_back(files: Files, folder: Path) -> None:
    for found in folder.iterdir():
        found.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _files(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _change_once(
    disk: WatchedDisk, raw: RawConnection, path: Path, chance: Random, large: bool
) -> None:
    raw.execute("BEGIN IMMEDIATE")
    ledger.change_something(raw, chance, large)
    state = ledger.state_of(raw)
    disk.note(Promised(state))
    raw.execute("COMMIT")
    disk.note(Kept(state))
    ledger.disturb(raw, path, chance)


def make_a_store(disk: WatchedDisk, wish: dict[str, Any]) -> None:
    """Make a store and its key file, from nothing."""
    path = disk.folder / STORE
    disk.note(Promised("made"))
    unlocked = envelope.create(path, [(InTheClear(), None)], NOW)
    make_file(path, unlocked.key.raw, unlocked.store)
    disk.note(Kept("made"))


WORKS: dict[str, Callable[[WatchedDisk, dict[str, Any]], object]] = {
    "save_changes": save_changes,
    "do_casework": do_casework,
    "change_the_key": change_the_key,
    "change_the_slots": change_the_slots,
    "meet_faults": meet_faults,
    "meet_faults_in_slots": meet_faults_in_slots,
    "meet_faults_upgrading": meet_faults_upgrading,
    "upgrade": upgrade,
    "make_a_store": make_a_store,
}
