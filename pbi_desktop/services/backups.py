"""Copies of a store: making one, seeing which there are, and restoring one in a new place."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Lock

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copies import Behind, Head, Manifest, behind
from pbi_desktop.domain.copy_errors import CopyStopped
from pbi_desktop.domain.errors import StoreError
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.services.care import require_auditor
from pbi_desktop.store import backup_memory
from pbi_desktop.store.backup import Made, Making, Place, make
from pbi_desktop.store.backup_memory import LastCopy
from pbi_desktop.store.backup_rebuild import Manner, Told, silent
from pbi_desktop.store.backup_restore import Restoring, copy_at, restore
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.secrets.envelope import Opener
from pbi_desktop.store.secrets.key import Key

__all__ = ["Copies", "CopiesPage", "CopySeen", "Made", "Restored", "copy_at", "opening"]
__all__ += ["restored", "say_instant"]


@dataclass(frozen=True)
class CopySeen:
    """One proven copy: its name, when it was made, until when it holds everything, its size."""

    name: str
    made_at: datetime
    until: datetime | None
    size: int


@dataclass(frozen=True)
class CopiesPage:
    """What a manager sees of the copies of a store."""

    now: datetime
    last: LastCopy | None
    """The copy that was proven last on this computer, wherever it is now."""
    copies: tuple[CopySeen, ...]
    """The proven copies in the folder of the last one, the newest first."""
    folder_there: bool
    """Whether that folder can be read now: a disk may be unplugged."""


class Copies:
    """Makes copies of one store, for who answers for it: a manager or an auditor."""

    def __init__(
        self, store: FileStore, key: bytes | bytearray, clock: Clock = system_clock
    ) -> None:
        self._store = store
        self._key = Key(key if isinstance(key, bytearray) else bytearray(key))
        self._clock = clock
        self._one_at_a_time, self._closed = Lock(), Event()

    def close(self) -> None:
        """Stop the copy that is being made, if one is, and wait until nothing is left of it."""
        self._closed.set()
        with self._one_at_a_time:
            pass

    def page(self, actor: Actor) -> CopiesPage:
        """Return when the last proven copy was made, and which there are beside it."""
        require_auditor(self._store, actor)
        last = backup_memory.recall(self._store.path, self._key)
        try:
            place = None if last is None else Place.of(self._store.path, last.path.parent)
            found = [] if place is None else place.copies(self._key)
        except StoreError:
            return CopiesPage(self._clock(), last, (), folder_there=False)
        seen = tuple(_seen(path, manifest) for path, manifest in found)
        return CopiesPage(self._clock(), last, seen, folder_there=place is not None)

    def make(self, actor: Actor, folder: Path, told: Told = silent) -> Made:
        """Copy the store into a folder, prove the copy, and thin the older ones.

        That it began is in the audit chain before the first page is read, and that it was proven
        after; the screens may go on writing meanwhile.
        """
        require_auditor(self._store, actor)
        with self._one_at_a_time:
            with self._store.command(actor, "back up") as work:
                work.log("began a copy")
            made = self._made(folder.absolute(), told)
            with self._store.command(actor, "back up") as work:
                work.log("proved a copy", made.manifest.sha256)
        return made

    def _made(self, folder: Path, told: Told) -> Made:
        def heard(step: str, done: int, of: int) -> None:
            if self._closed.is_set():
                raise CopyStopped
            told(step, done, of)

        store = self._store.path
        how = Manner(heard)
        with closing(self._store.open_file()) as raw:
            made = make(raw, folder, Making(self._key, self._clock, how))
        backup_memory.remember(store, LastCopy(made.path, made.manifest.made_at), self._key)
        return made


def _seen(path: Path, manifest: Manifest) -> CopySeen:
    return CopySeen(path.name, manifest.made_at, manifest.contents.until, manifest.size)


@dataclass(frozen=True)
class Restored:
    """A store that came back from a copy, and what the copy is known to lack."""

    copy: Path
    store: Path
    manifest: Manifest
    behind: tuple[Behind, ...]


def restored(copy: Path, store: Path, by: Restoring, last_seen: Sequence[Head] = ()) -> Restored:
    """Restore a copy, or the newest of a folder, as a new store.

    `last_seen` are the heads of the audit chains that were kept outside the file: a copy that is
    older is restored all the same, and says so.
    """
    found = copy_at(copy)
    manifest = restore(found, store, by)
    return Restored(found, store, manifest, behind(manifest.contents.heads, last_seen))


def opening(opener: Opener, told: Told = silent, clock: Clock = system_clock) -> Restoring:
    """Return how a copy is opened."""
    return Restoring(opener, clock, told)
