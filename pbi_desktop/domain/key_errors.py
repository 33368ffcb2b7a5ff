"""What can go wrong with keys and with the place a store is kept in, as facts."""

from dataclasses import dataclass

from pbi_desktop.domain.errors import KeyringUnusable, StoreError, StoreUnavailable, WrongKey


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


@dataclass
class WrongCode(WrongKey):
    """A recovery code, well typed, that is none of this store's. The store is unharmed."""


@dataclass
class KeyringMissing(KeyringUnusable):
    """No key ring that may be used answers on this computer."""


@dataclass
class KeyringSilent(KeyringUnusable):
    """The key ring is there and gave nothing: it is locked, or whoever sits here said no."""


@dataclass
class KeyringEmpty(KeyringUnusable):
    """The key ring is the right one, and holds no key of this store any more."""


@dataclass
class KeyringChanged(KeyringUnusable):
    """The key was kept by another key ring (`was`) than the one that is here now."""

    was: str = ""


@dataclass
class SharedComputer(StoreError):
    """Several people use this computer: its key ring would let any of them in."""


@dataclass
class OnlyKeyring(StoreError):
    """Without the key ring nothing would open this store for whoever asks."""


@dataclass
class UnknownKey(StoreError):
    """There is no key of this name, or more than one begins so."""

    name: str


@dataclass
class NobodyToAsk(StoreError):
    """Something has to be typed, and there is no terminal to type it at."""

    what: str


@dataclass
class TypedDifferently(StoreError):
    """The new passphrase was typed in two ways: nobody would know which one was meant."""
