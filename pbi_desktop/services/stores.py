"""Opening a store: keys, the one-process lock, upgrades, and who may sign in to it.

Nothing here loads SQLAlchemy until a store has to be made or upgraded: the desk answers first.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copies import Behind
from pbi_desktop.domain.copy_errors import CopyIsNoStore
from pbi_desktop.domain.errors import NotAStore, NotFound, StoreError
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.services.desk import Desk
from pbi_desktop.store import audit_file, encrypted_file
from pbi_desktop.store.anchors import Anchors, Notes
from pbi_desktop.store.durable import beside, private_folder
from pbi_desktop.store.encrypted_file import RawConnection
from pbi_desktop.store.one_process import OneProcess
from pbi_desktop.store.reading import FileReading, as_uuid
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.envelope import Opener, Unlocked
from pbi_desktop.store.secrets.open_slot import InTheClear, is_open_to_all
from pbi_desktop.store.version import HEAD, version_of

if TYPE_CHECKING:
    from pbi_desktop.services.backups import Copies
    from pbi_desktop.services.care import Care
    from pbi_desktop.services.key_slots import KeySlots
    from pbi_desktop.store.file_store import FileStore

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class WorkerChoice:
    """Somebody who can sign in: no word of any case."""

    id: WorkerId
    name: str
    login: str
    job: str
    agency: str
    site: str
    leads: bool


class OpenedStore:
    """An unlocked store, held by this process until it is closed."""

    def __init__(  # noqa: PLR0913 - what a store is opened with
        self,
        path: Path,
        unlocked: Unlocked,
        lock: OneProcess,
        clock: Clock = system_clock,
        *,
        notes: Notes | None = None,
        even_older: bool = False,
    ) -> None:
        self.path = path
        self.is_demo = unlocked.kind == InTheClear().kind
        # The lock forgets by starting anew; this would only be slow (0021-lock.md).
        self._wipe_memory = False
        self.holder = unlocked.worker
        """The worker whose key opened the store; None for a key that is nobody's own."""
        self._unlocked = unlocked
        self._lock = lock
        self._clock = clock
        raw = _open_newest(path, unlocked.key.raw, wipe_memory=self._wipe_memory)
        # Anybody with the files of a demo can rewrite it whole: nothing of it is remembered.
        self.seen = None if self.is_demo else Anchors(unlocked.store, path, unlocked.key, notes)
        self.older = () if self.seen is None else _older(self.seen, raw, even_older=even_older)
        """Where the store is older than what this computer saw; it opens so only to accept that."""
        self.reading = FileReading(path, raw, clock)
        self._store: FileStore | None = None
        self._everybody: tuple[WorkerChoice, ...] | None = None
        self.desk = Desk(self.reading, self.store, clock)
        self.desk.copies = self.copies
        self._copies: Copies | None = None

    def store(self) -> "FileStore":
        """Return the store behind units of work; SQLAlchemy loads at the first call."""
        if self._store is None:
            from pbi_desktop.store.file_store import FileStore

            key = self._unlocked.key.raw
            self._store = FileStore(self.path, key, self._clock, wipe_memory=self._wipe_memory)
            self._store.after_checkpoint = self._remember
        return self._store

    def workers(self) -> tuple[WorkerChoice, ...]:
        """Return who can sign in here: everybody in a demo, else the worker of the key's slot."""
        everybody = self._team()
        named = not self.is_demo and self.holder is not None
        return tuple(one for one in everybody if not named or one.id == self.holder)

    def _team(self) -> tuple[WorkerChoice, ...]:
        # Read once, before anybody works: the reading connection belongs to the lane after that.
        if self._everybody is None:
            rows = self.reading.directory_rows(_WORKERS)
            self._everybody = tuple(_choice(row) for row in rows)
        return self._everybody

    def sign_in(self, login: str = "") -> Actor:
        """Return the actor of a login; without one, the slot's worker or the demo's manager."""
        choices = self.workers()
        for one in choices:
            if one.login == login or (not login and (one.leads or len(choices) == 1)):
                return Actor(one.id, one.login)
        raise NotFound("worker")

    def care(self) -> "Care":
        """Return what looks after this store."""
        from pbi_desktop.services.care import Care

        return Care(self.store(), self._unlocked.key.raw, self._unlocked.store)

    def keys(self) -> "KeySlots":
        """Return what lets workers into this store, and takes them out."""
        from pbi_desktop.services.key_slots import KeySlots

        return KeySlots(self.store(), self._unlocked, self._team(), self._clock)

    def copies(self) -> "Copies":
        """Return what makes copies of this store while it is open."""
        if self._copies is None:
            from pbi_desktop.services.backups import Copies

            self._copies = Copies(self.store(), self._unlocked.key.raw, self._clock)
        return self._copies

    def listen(self, heard: Callable[[], None]) -> None:
        """Do nothing: a file is open in one process, so nobody elsewhere changes it."""

    def close(self) -> None:
        """Empty the log into the file, let go of it, and wipe the key."""
        try:
            if self._copies is not None:
                self._copies.close()  # a copy that is being made needs the key
            self.reading.close()
            if self._store is not None:
                self._remember(checkpoint=True)
                self._store.close()
        finally:
            self._unlocked.key.wipe()
            self._lock.release()

    def _remember(self, *, checkpoint: bool = False) -> None:
        """Keep outside the store how far its audit trail is: an older store is noticed by that."""
        if self._store is None or self.seen is None or self.older or not self._store.has_written:
            return
        try:
            self.seen.remember(self._store.heads(checkpoint=checkpoint), self._clock())
        except StoreError as error:
            # What was saved is safe; only a store put back from today would not be noticed.
            _LOG.warning("the head of the audit trail was not remembered: %s", type(error).__name__)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _older(seen: Anchors, raw: RawConnection, *, even_older: bool) -> tuple[Behind, ...]:
    heads, head_at = audit_file.heads(raw), partial(audit_file.head_at, raw)
    if even_older:
        return seen.behind(heads, head_at)
    try:
        seen.refuse_older(heads, head_at)
    except BaseException:
        raw.close()
        raise
    return ()


_LOG = logging.getLogger(__name__)

_WORKERS = """
SELECT w.id, w.name, w.login, w.job, a.name,
  coalesce((SELECT group_concat(name, ', ') FROM (SELECT DISTINCT s.name FROM main.sites s
    JOIN main.site_roles r ON r.site_id = s.id WHERE r.worker_id = w.id ORDER BY s.name)), ''),
  EXISTS (SELECT 1 FROM main.site_roles r WHERE r.worker_id = w.id AND r.role = 'team_manager')
FROM main.workers w JOIN main.agencies a ON a.id = w.agency_id
WHERE w.active = 1 AND w.withdrawn_at IS NULL ORDER BY 7 DESC, w.name, w.login
"""


def _choice(row: tuple[Any, ...]) -> WorkerChoice:
    key, name, login, job, agency, site, leads = row
    return WorkerChoice(WorkerId(as_uuid(key)), name, login, job, agency, site, bool(leads))


def open_store(
    path: Path,
    opener: Opener | None = None,
    clock: Clock = system_clock,
    *,
    likely: UUID | None = None,
    even_older: bool = False,
) -> OpenedStore:
    """Open a store; without an opener only a demo opens, whose key lies beside it.

    StoreIsOlder where it lacks what this computer saw of it; `even_older` opens it all the same.
    """
    if not path.is_file():
        raise NotAStore(str(path))
    if beside(path, ".manifest").exists():
        raise CopyIsNoStore(str(path))
    lock = OneProcess(path)
    try:
        unlocked = unlock(path, opener or InTheClear(), clock, likely=likely)
        try:
            notes = opener if isinstance(opener, Notes) else None
            return OpenedStore(path, unlocked, lock, clock, notes=notes, even_older=even_older)
        except BaseException:
            unlocked.key.wipe()
            raise
    except BaseException:
        lock.release()
        raise


def unlock(
    path: Path,
    opener: Opener,
    clock: Clock,
    worker: UUID | None = None,
    *,
    likely: UUID | None = None,
) -> Unlocked:
    """Return the key of a store; after five wrong tries of a secret, each has to wait longer."""
    if opener.kind == InTheClear().kind:  # there is nothing to guess
        return envelope.unlock(path, opener)
    from pbi_desktop.store.secrets.tries import unlock_patiently

    return unlock_patiently(path, opener, clock, worker, likely=likely)


def opener_of(key_file: Path | None) -> Opener | None:
    """Return what opens a store by the file of `--key-file`; None where there is none."""
    if key_file is None:
        return None
    from pbi_desktop.store.secrets.key_file import opener_in

    return opener_in(key_file)


def secret_of(key_file: Path) -> str:
    """Return the text of a key file that only its owner can read."""
    from pbi_desktop.store.secrets.key_file import secret_in

    return secret_in(key_file)


def is_demo(path: Path) -> bool:
    """Say whether a store is a demo that anybody with its files can open; False where none is."""
    try:
        return is_open_to_all(path)
    except StoreError:
        return False


@dataclass(frozen=True)
class DemoWish:
    """Which demo: from which seed, how large, over which postcodes."""

    seed: int = 7
    scale: str = "site"
    real_postcodes: tuple[str, ...] = ()


def make_demo(
    path: Path,
    wish: DemoWish,
    opener: Opener | None = None,
    clock: Clock = system_clock,
    progress: Progress = lambda _kind, _rows: None,
) -> int:
    """Make a new store with an invented team in it; returns how many rows it holds."""
    from pbi_desktop.demo import Scale, team
    from pbi_desktop.store.bulk import fill_file

    now = clock()
    # Invented people need no wiped memory, which makes writing many times slower.
    with _new_store(path, opener or InTheClear(), clock, wipe_memory=False) as key:
        batches = team(wish.seed, now, Scale(wish.scale), real_postcodes=wish.real_postcodes)
        return fill_file(path, key, batches, now, progress, wipe_memory=False)


class _new_store:  # noqa: N801 - used as a function
    """Make an empty store under a new key; if the block fails, nothing of it is left."""

    def __init__(self, path: Path, opener: Opener, clock: Clock, *, wipe_memory: bool) -> None:
        self._path, self._opener, self._clock = path, opener, clock
        self._wipe = wipe_memory

    def __enter__(self) -> bytearray:
        from pbi_desktop.store.setup import make_file

        private_folder(self._path.parent)
        self._lock = OneProcess(self._path)
        try:
            self._unlocked = envelope.create(self._path, [(self._opener, None)], self._clock())
        except BaseException:
            self._lock.release()
            raise
        try:
            make_file(
                self._path, self._unlocked.key.raw, self._unlocked.store, wipe_memory=self._wipe
            )
        except BaseException as error:
            self.__exit__(type(error))
            raise
        return self._unlocked.key.raw

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self._unlocked.key.wipe()
        if kind is not None:
            _remove_files(self._path)
        self._lock.release()


def remove_demo(path: Path) -> None:
    """Delete the files of a demo, unless another process has it open: StoreBusy then."""
    with OneProcess(path):
        _remove_files(path)


def _remove_files(path: Path) -> None:
    """Delete what makes a store. The lock file stays: without it two processes could hold it."""
    for ending in ("", "-wal", "-shm", ".keys", ".keys.old", ".tries"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _open_newest(path: Path, key: bytearray, *, wipe_memory: bool) -> RawConnection:
    """Return a connection to a store of this program's schema, upgraded first if it is older."""
    raw = encrypted_file.open_raw(path, key, wipe_memory=wipe_memory)
    if version_of(raw) == HEAD:
        return raw
    raw.close()
    from pbi_desktop.store.setup import upgrade_file

    upgrade_file(path, key)
    return encrypted_file.open_raw(path, key, wipe_memory=wipe_memory)
