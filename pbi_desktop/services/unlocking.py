"""The ways into a store, and trying one of them."""

from dataclasses import dataclass
from pathlib import Path

from pbi_desktop.domain.errors import NotAStore, WrongKey
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.services.stores import OpenedStore, open_store, unlock
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.envelope import Opener

DEMO, KEYRING, PASSPHRASE, RECOVERY = "open", "keyring", "passphrase", "recovery"


@dataclass(frozen=True)
class Key:
    """How somebody wants in: the way, and the secret that goes with it."""

    way: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Key({self.way!r})"  # never the secret


def ways_into(path: Path) -> tuple[str, ...]:
    """Return the kinds of key that open a store, the quickest first."""
    if not path.is_file():
        raise NotAStore(str(path))
    kinds = {slot.kind for slot in sidecar.read(path).slots}
    return tuple(kind for kind in (DEMO, KEYRING, PASSPHRASE, RECOVERY) if kind in kinds)


def open_with(path: Path, key: Key, clock: Clock = system_clock) -> OpenedStore:
    """Open a store the way somebody asked for; waits are kept after five wrong tries."""
    return open_store(path, _opener(key), clock)


def is_right(store: OpenedStore, key: Key, clock: Clock = system_clock) -> bool:
    """Try a key on a store that is open already: the way out of the lock.

    Only whose key opened the store gets back in: WrongKey for anybody else's.
    """
    unlocked = unlock(store.path, _opener(key), clock, store.holder)
    unlocked.key.wipe()
    if unlocked.worker != store.holder:
        raise WrongKey
    return True


def _opener(key: Key) -> Opener:
    if key.way == KEYRING:
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
