"""From a copy to a store in a new place: nothing is overwritten, and nothing is moved away."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pbi_desktop.domain.copies import Manifest
from pbi_desktop.domain.copy_errors import CopyDamaged, ManifestWrong, NoCopies
from pbi_desktop.domain.errors import StoreError
from pbi_desktop.domain.key_errors import StoreExists
from pbi_desktop.domain.times import Clock
from pbi_desktop.store import backup_manifest
from pbi_desktop.store.backup import ENDING, room
from pbi_desktop.store.backup_rebuild import (
    Expected,
    Keys,
    Manner,
    Told,
    rebuild,
    remove,
    silent,
)
from pbi_desktop.store.durable import (
    beside,
    disk_failures_named,
    private_folder,
    sync_folder,
    write_whole,
)
from pbi_desktop.store.one_process import OneProcess
from pbi_desktop.store.placement import refuse_unsafe_place
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.envelope import Opener, Unlocked
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.open_slot import KIND as IN_THE_CLEAR
from pbi_desktop.store.secrets.tries import unlock_patiently

_DRAFT = ".part"


@dataclass(frozen=True)
class Restoring:
    """How a copy is opened, and who hears of the progress."""

    opener: Opener
    clock: Clock
    told: Told = silent


def copy_at(path: Path) -> Path:
    """Return a copy: the one that was named, or the newest in the folder that was."""
    if path.is_file():
        return path
    found = []
    with disk_failures_named():
        for one in path.iterdir() if path.is_dir() else ():
            if one.name.endswith(ENDING) and one.is_file():
                found.append(one)
    dated = [(made_at, one.name, one) for one in found for made_at in _made_at(one)]
    if not dated:
        raise NoCopies(str(path))
    return max(dated)[2]


def restore(copy: Path, target: Path, by: Restoring) -> Manifest:
    """Make the store of a copy again at a new place; return what was restored.

    StoreExists where anything of a store is at that place already. What fails leaves nothing.
    """
    if not copy.is_file():
        raise NoCopies(str(copy))
    refuse_unsafe_place(target.parent)
    private_folder(target.parent)
    with OneProcess(target):
        _refuse_taken(target)
        with unlock(copy, by).key as store_key:
            return _restored(copy, target, store_key, by)


def unlock(copy: Path, by: Restoring) -> Unlocked:
    """Return the key of the store that a copy is of; wrong passphrases wait as they do there."""
    # No tries can be counted on a write-protected medium; whoever has it can copy it anyway.
    if by.opener.kind == IN_THE_CLEAR or not os.access(copy.parent, os.W_OK):
        return envelope.unlock(copy, by.opener)
    return unlock_patiently(copy, by.opener, by.clock)


def _refuse_taken(target: Path) -> None:
    for ending in ("", "-wal", "-journal", ".keys"):
        if beside(target, ending).exists():
            raise StoreExists(str(beside(target, ending)))


def _restored(copy: Path, target: Path, store_key: Key, by: Restoring) -> Manifest:
    manifest, key = backup_manifest.read(copy, store_key)
    draft, keys = beside(target, _DRAFT), sidecar.path_of(target)
    remove(draft)
    try:
        with key, room(target.parent, manifest.size * 3):
            _rebuild(copy, draft, manifest, Keys(key, store_key), by.told)
            with disk_failures_named():
                write_whole(keys, sidecar.path_of(copy).read_bytes())
                draft.replace(target)
            sync_folder(target.parent)
    except BaseException:
        remove(draft)
        keys.unlink(missing_ok=True)
        raise
    return manifest


def _rebuild(copy: Path, draft: Path, manifest: Manifest, keys: Keys, told: Told) -> None:
    how = Manner(told)
    expected = Expected(manifest.size, manifest.sha256)
    try:
        found = rebuild(copy, draft, keys, how, expected)
    except CopyDamaged as error:
        if manifest.name != copy.name:
            reason = f"It is that of {manifest.name}."
            raise ManifestWrong(str(backup_manifest.path_of(copy)), reason) from error
        raise
    if found.contents != manifest.contents:
        raise CopyDamaged(str(copy), "It does not hold what its manifest says.")


def _made_at(copy: Path) -> list[datetime]:
    """Return when a copy says it was made; nothing where it cannot say."""
    try:
        return [backup_manifest.told(copy)[1]]
    except StoreError:
        return []
