"""One demo team, made once in a run and copied for every test that writes into it."""

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import system_clock
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.services.stores import DemoWish, OpenedStore, make_demo, open_store
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.envelope import Opener
from pbi_desktop.store.secrets.open_slot import InTheClear


@cache
def template() -> Path:
    """Return a demo that nobody may write into."""
    folder = tempfile.mkdtemp(prefix="pbi-demo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "team.pbi"
    make_demo(path, DemoWish())
    return path


def copied(to: Path, source: Path | None = None) -> Path:
    """Copy a store with its keys, the template if no other; returns the copy."""
    source = source or template()
    to.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", ".keys"):
        shutil.copy(source.with_name(source.name + ending), to.with_name(to.name + ending))
    return to


def lock_up(path: Path, *keys: tuple[Opener, UUID | None]) -> Path:
    """Take away the key that lies beside a demo; let in only these, each somebody's or nobody's."""
    lying_open = envelope.unlock(path, InTheClear())
    for opener, worker in keys:
        envelope.add_slot(path, lying_open.key, opener, worker, system_clock())
    by = keys[0][0]
    envelope.remove_slot(path, lying_open.slot, by, lambda _key: None)
    return path


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the file of a demo by the driver alone, above every rule."""
    key = envelope.unlock(path, InTheClear()).key.raw
    with closing(open_raw(path, key, wipe_memory=False)) as connection:
        yield connection


def worker_of(store: OpenedStore, job: str) -> Actor:
    """Return the first worker with this job."""
    found = next(one for one in store.workers() if one.job == job)
    return Actor(found.id, found.login)


@cache
def a_case() -> tuple[str, CaseLine]:
    """Return a key worker's login in the template, and one of their cases."""
    with open_store(template()) as store:
        for one in store.workers():
            lines = store.desk.cases.list(Actor(one.id, one.login))
            if one.job == "Key worker" and lines:
                return one.login, lines[0]
    raise LookupError("no key worker has a case")
