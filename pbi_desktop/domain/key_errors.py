"""What can go wrong with keys and with the place a store is kept in, as facts."""

from dataclasses import dataclass

from pbi_desktop.domain.errors import StoreError, StoreUnavailable


@dataclass
class KeysMissing(StoreError):
    """The store is there, its key file `<store>.keys` is not. The records are unharmed."""

    where: str


@dataclass
class DamagedKeys(StoreError):
    """The key file is not what this program wrote: damaged, or changed by hand."""

    where: str
    reason: str


@dataclass
class NoSlot(StoreError):
    """The store has no key of this kind (key ring, recovery code, passphrase) for this worker."""

    kind: str


@dataclass
class SlotStillNeeded(StoreError):
    """This way of opening the store cannot be removed: nothing else is known to open it."""

    kind: str


@dataclass
class StoreExists(StoreError):
    """A store, or the keys of one, are already at this place; nothing was overwritten."""

    where: str


@dataclass
class MistypedCode(StoreError):
    """The recovery code has a typing mistake; `group` counts from 1, None if it cannot be told."""

    group: int | None


@dataclass
class TooManyTries(StoreError):
    """Five wrong passphrases or more: the next may be tried after this many seconds."""

    wait_seconds: int


@dataclass
class BadKeyFile(StoreError):
    """The file given with --key-file cannot be used."""

    where: str
    reason: str


@dataclass
class UnsafePlace(StoreUnavailable):
    """The folder is on a network drive or is copied elsewhere; a store there can be torn."""

    where: str = ""


@dataclass
class UnsafeLibrary(StoreUnavailable):
    """The SQLite in this installation can lose saved work, or cannot encrypt."""

    found: str = ""
    needed: str = ""
