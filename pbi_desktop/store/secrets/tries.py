"""Waiting after wrong passphrases, remembered beside the store (`<store>.tries`).

It slows somebody at the keyboard down. Somebody with a copy of the files is slowed by argon2id.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.errors import StoreError, WrongKey
from pbi_desktop.domain.key_errors import TooManyTries
from pbi_desktop.domain.times import Clock
from pbi_desktop.store.durable import beside, disk_failures_named, write_whole
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.envelope import Opener, Unlocked

FREE_TRIES = 5
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Tries:
    """How many wrong passphrases in a row, and when the last one was."""

    failures: int
    last: datetime

    def wait(self, now: datetime) -> timedelta:
        """Return how long until the next try; a clock set back makes it no longer than it was."""
        if self.failures < FREE_TRIES:
            return timedelta(0)
        doubled = _FIRST_WAIT * (1 << min(self.failures - FREE_TRIES, 20))
        whole = min(doubled, _LONGEST_WAIT)
        return max(timedelta(0), min(whole, self.last + whole - now))


def unlock_patiently(
    store: Path,
    opener: Opener,
    clock: Clock,
    worker: UUID | None = None,
    *,
    likely: UUID | None = None,
) -> Unlocked:
    """Unlock as `envelope.unlock` does, but make wrong guesses wait longer and longer."""
    now = clock()
    before = _read(store, now)
    wait = before.wait(now)
    if wait:
        raise TooManyTries(-(-wait // timedelta(seconds=1)))
    # Counted before it is tried: ending the program in between must not make a guess free.
    _write(store, Tries(before.failures + 1, now))
    try:
        unlocked = envelope.unlock(store, opener, worker, likely=likely)
    except WrongKey:
        raise
    except StoreError:
        _write(store, before)  # that was no guess
        raise
    _write(store, Tries(0, now))
    return unlocked


def _path(store: Path) -> Path:
    return beside(store, ".tries")


def _read(store: Path, now: datetime) -> Tries:
    path = _path(store)
    with disk_failures_named():
        if not path.is_file():
            return Tries(0, now)
        content = path.read_bytes()
    try:
        found = json.loads(content)
        return Tries(int(found["failures"]), datetime.fromisoformat(found["last"]))
    except (ValueError, KeyError, TypeError):
        # Nobody gains tries by spoiling the count: it starts again at the first wait.
        spoilt = Tries(FREE_TRIES, now)
        _write(store, spoilt)
        return spoilt


def _write(store: Path, tries: Tries) -> None:
    if not tries.failures:
        with disk_failures_named():
            _path(store).unlink(missing_ok=True)
        return
    document = {"failures": tries.failures, "last": tries.last.isoformat()}
    write_whole(_path(store), json.dumps(document).encode())
