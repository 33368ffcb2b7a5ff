"""The ways into a store, and trying one of them."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.errors import NotAStore, WrongKey
from pbi_desktop.domain.key_errors import SharedComputer
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.services.opened import Opened
from pbi_desktop.services.stores import open_store, opener_of, unlock
from pbi_desktop.services.this_computer import computer_of
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.envelope import Opener as Opener

DEMO, KEYRING, PASSPHRASE, RECOVERY = "open", "keyring", "passphrase", "recovery"


@dataclass(frozen=True)
class Key:
    """How somebody wants in: the way, and the secret that goes with it."""

    way: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Key({self.way!r})"  # never the secret


def ways_into(path: Path) -> tuple[str, ...]:
    """Return the kinds of key that open a store here, the quickest first.

    On a shared computer the key ring is none of them: it would let in whoever sits there.
    """
    if not path.is_file():
        raise NotAStore(str(path))
    if is_door(path):
        return () if computer_of(path).shared else (KEYRING,)
    kinds = {slot.kind for slot in sidecar.read(path).slots}
    if KEYRING in kinds and computer_of(path).shared:
        kinds.remove(KEYRING)
    return tuple(kind for kind in (DEMO, KEYRING, PASSPHRASE, RECOVERY) if kind in kinds)


def open_with(
    path: Path, key: Key, clock: Clock = system_clock, *, likely: UUID | None = None
) -> Opened:
    """Open a store the way somebody asked for; waits are kept after five wrong tries.

    `likely` is the worker whose keys are tried first.
    """
    if is_door(path):
        return _through(path)
    return open_store(path, opener_by(key, path), clock, likely=likely)


def open_by_file(path: Path, key_file: Path, clock: Clock = system_clock) -> Opened:
    """Open a store by the file of `--key-file`."""
    if is_door(path):
        from pbi_desktop.services.server_stores import open_door

        return open_door(path, key_file, clock=clock)
    return open_store(path, opener_of(key_file), clock)


def _through(door: Path) -> Opened:
    """Open a server's store by the key ring; never on a computer that several people use."""
    if computer_of(door).shared:
        raise SharedComputer
    from pbi_desktop.services.server_stores import open_door

    return open_door(door)


def is_right(store: Opened, key: Key, clock: Clock = system_clock) -> bool:
    """Try a key on a store that is open already: the way out of the lock.

    Only whose key opened the store gets back in: WrongKey for anybody else's.
    """
    if is_door(store.path):
        with _through(store.path) as again:
            return again.holder == store.holder
    unlocked = unlock(store.path, opener_by(key, store.path), clock, store.holder)
    unlocked.key.wipe()
    if unlocked.worker != store.holder:
        raise WrongKey
    return True


def opener_by(key: Key, path: Path) -> Opener:
    """Return what opens a store the way somebody asked for."""
    if key.way == KEYRING:
        if computer_of(path).shared:
            raise SharedComputer
        from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, find_backend

        return KeyringEntry(find_backend())
    if key.way == RECOVERY:
        from pbi_desktop.store.secrets.recovery import RecoveryCode

        return RecoveryCode.read(key.secret)
    if key.way == PASSPHRASE:
        from pbi_desktop.store.secrets.passphrase import Passphrase

        return Passphrase(key.secret)
    from pbi_desktop.store.secrets.open_slot import InTheClear

    return InTheClear()
