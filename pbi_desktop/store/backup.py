"""Copies of the encrypted file: made while it is in use, and called copies once they came back.

A copy is three files, `NAME.copy`, its keys and its manifest. The file gets its name last: where it
is, the others are, and it was restored once and compared. Reasons: docs/decisions/0022-backups.md.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from pbi_desktop.domain.copies import Manifest
from pbi_desktop.domain.copy_errors import CopyDamaged, CopyNotProven, NoFolder, NoRoomForCopy
from pbi_desktop.domain.errors import DiskFull, StoreError, StoreUnavailable
from pbi_desktop.domain.generations import Generation, thinned
from pbi_desktop.domain.times import Clock
from pbi_desktop.store import backup_manifest
from pbi_desktop.store.backup_rebuild import Keys, Manner, Rebuilt, copy_pages, rebuild, remove
from pbi_desktop.store.durable import (
    beside,
    disk_failures_named,
    private_folder,
    sync_folder,
    write_whole,
)
from pbi_desktop.store.encrypted_file import RawConnection, where
from pbi_desktop.store.placement import refuse_unsafe_place
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import Key

ENDING = ".copy"
_DRAFT = ".part"
_COMPANIONS = (".keys", backup_manifest.ENDING)


@dataclass(frozen=True)
class Made:
    """A copy that was proven, and the names of older ones that went for it."""

    path: Path
    manifest: Manifest
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where the copies of one store go."""

    folder: Path
    stem: str
    store: UUID

    @classmethod
    def of(cls, store: Path, folder: Path) -> "Place":
        """Return where a store's copies go in a folder, which must be there and safe."""
        refuse_unsafe_place(folder)
        if not folder.is_dir():
            raise NoFolder(str(folder))
        return cls(folder, store.stem, sidecar.read(store).store)

    def free(self, now: datetime) -> Path:
        """Return a path that no copy has yet."""
        base = f"{self._prefix}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        path, more = self.folder / f"{base}{ENDING}", 2
        while path.exists():
            path, more = self.folder / f"{base}_{more}{ENDING}", more + 1
        return path

    def copies(self, store_key: Key) -> list[tuple[Path, Manifest]]:
        """Return the copies whose manifest is signed, the newest first.

        What cannot be read is left alone: a person may want to look at it.
        """
        found = []
        for path in self._files(ENDING):
            try:
                manifest, key = backup_manifest.read(path, store_key)
            except StoreError:
                continue
            key.wipe()
            found.append((path, manifest))
        return sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)

    def thin(self, store_key: Key) -> tuple[str, ...]:
        """Delete the copies that the generations no longer need; return their names."""
        there = [
            Generation(path.name, manifest.made_at, path.stat().st_size == manifest.size)
            for path, manifest in self.copies(store_key)
        ]
        gone = thinned(there)
        for one in gone:
            self._drop(self.folder / one.name)
        return tuple(one.name for one in gone)

    def sweep(self) -> None:
        """Delete what a copy that was cut off by the power has left."""
        for ending in ("", "-wal", "-shm", "-journal"):
            for draft in self._files(f"{ENDING}{_DRAFT}{ending}"):
                self._unlink(draft)
        for ending in _COMPANIONS:
            for path in self._files(f"{ENDING}{ending}"):
                if not path.with_name(path.name.removesuffix(ending)).exists():
                    self._unlink(path)

    def _drop(self, path: Path) -> None:
        # The file first: what is left after a cut has no copy to belong to, and is swept.
        for ending in ("", *_COMPANIONS):
            self._unlink(beside(path, ending))

    def _unlink(self, path: Path) -> None:
        with disk_failures_named():
            path.unlink(missing_ok=True)

    def _files(self, ending: str) -> list[Path]:
        with disk_failures_named():
            return sorted(
                path
                for path in self.folder.iterdir()
                if path.name.startswith(self._prefix) and path.name.endswith(ending)
            )

    @property
    def _prefix(self) -> str:
        return f"{self.stem}-{self.store.hex[:8]}-"


@dataclass(frozen=True)
class Making:
    """What a copy is made with: the store's key, a clock, and how."""

    store_key: Key
    clock: Clock
    how: Manner = field(default_factory=Manner)


def make(source: RawConnection, folder: Path, by: Making) -> Made:
    """Copy the open store into a folder, prove the copy by its own restore, and thin the older.

    Others may write meanwhile. What fails or is stopped leaves nothing, and thins nothing.
    """
    store = where(source)
    place = Place.of(store, folder)
    place.sweep()
    now = by.clock()
    path, copy = place.free(now), uuid4()
    with room(folder, store.stat().st_size * 2), _undone(path), Key.random() as key:
        found = _proven(source, path, key, by)
        manifest = Manifest(
            place.store, copy, path.name, now, by.clock(), found.size, found.sha256, found.contents
        )
        with disk_failures_named():
            write_whole(sidecar.path_of(path), sidecar.path_of(store).read_bytes())
            backup_manifest.write(path, manifest, key, by.store_key)
            beside(path, _DRAFT).replace(path)
        sync_folder(folder)
    return Made(path, manifest, place.thin(by.store_key))


@contextmanager
def room(where_to: Path, needed: int) -> Iterator[None]:
    """Refuse a disk without room before anything is written; say of one that fills up the same."""
    if not _has_room(where_to, needed):
        raise NoRoomForCopy(str(where_to), needed)
    try:
        yield
    except (DiskFull, StoreUnavailable) as error:
        # SQLite has other words for a disk that is too full for the files beside a store.
        if isinstance(error, DiskFull) or not _has_room(where_to, needed):
            raise NoRoomForCopy(str(where_to), needed) from error
        raise


def _has_room(where_to: Path, needed: int) -> bool:
    with disk_failures_named():
        return shutil.disk_usage(where_to).free >= needed


@contextmanager
def _undone(path: Path) -> Iterator[None]:
    """Leave nothing of a copy that did not come about."""
    try:
        yield
    except BaseException:
        remove(beside(path, _DRAFT))
        for ending in ("", *_COMPANIONS):
            beside(path, ending).unlink(missing_ok=True)
        raise


def _proven(source: RawConnection, path: Path, key: Key, by: Making) -> Rebuilt:
    """Copy the store and restore the copy once, beside the store; return what was read back."""
    draft, proof = beside(path, _DRAFT), beside(where(source), ".proof")
    contents = copy_pages(source, draft, key, by.how)
    shutil.rmtree(proof, ignore_errors=True)  # of a proof that the power cut off
    private_folder(proof)
    try:
        found = rebuild(draft, proof / "restored.pbi", Keys(key, by.store_key), by.how)
    except CopyDamaged as error:
        raise CopyNotProven(error.reason) from error
    finally:
        shutil.rmtree(proof, ignore_errors=True)
    if found.contents != contents:
        raise CopyNotProven("It does not hold what the store held when it was copied.")
    return found
