"""The key of a store, wrapped once for each way of opening it.

The file is encrypted under 32 random bytes. A slot holds those bytes wrapped by AES-256-GCM
under the key of an *opener* (key ring, recovery code, passphrase, or in the clear for a demo),
bound to the store, the slot, its kind and its worker.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from pbi_desktop.domain.errors import StoreError
from pbi_desktop.domain.key_errors import DamagedKeys, NoSlot, SlotStillNeeded, StoreExists
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.sidecar import Parameters, Sidecar, Slot

_NONCE_BYTES = 12


class Opener(Protocol):
    """One way of opening a store."""

    @property
    def kind(self) -> str:
        """What the slot is called in the key file."""

    @property
    def is_exact(self) -> bool:
        """Whether the wrapping key is known to be the slot's, so that failure means tampering."""

    def prepare(self, store: UUID, slot: UUID) -> tuple[Key, Parameters]:
        """Return a wrapping key for a new slot, and what is needed to find it again."""

    def wrapping_key(self, store: UUID, slot: Slot) -> Key | None:
        """Return the wrapping key of a slot; None if the slot is somebody else's."""

    def refusal(self) -> StoreError:
        """Return what to say when no slot opened."""


@dataclass(frozen=True)
class Unlocked:
    """The key of a store, and whose slot gave it."""

    key: Key
    worker: UUID | None
    slot: UUID
    kind: str
    store: UUID


def create(store: Path, openers: Sequence[tuple[Opener, UUID | None]], now: datetime) -> Unlocked:
    """Make a new key with a slot per opener and worker; return it as the first slot gives it.

    Call this before the file is made: whatever cannot keep a key refuses here.
    """
    where = sidecar.path_of(store)
    for path in (store, where):
        if path.exists():
            raise StoreExists(str(path))
    opener, worker = openers[0]
    with Key.random() as key:
        name = uuid4()
        slots = tuple(_new_slot(name, key, opener, who, now) for opener, who in openers)
        sidecar.write(store, Sidecar(name, sidecar.check_value(key), slots).sealed(key))
    return unlock(store, opener, worker)


def unlock(
    store: Path, opener: Opener, worker: UUID | None = None, *, likely: UUID | None = None
) -> Unlocked:
    """Return the key and whose slot it came from; `worker` narrows the slots that are tried.

    The slots of `likely` are tried first: each passphrase that is tried takes half a second.
    """
    content = sidecar.read(store)
    slots = content.of_kind(opener.kind, worker)
    if not slots:
        raise NoSlot(opener.kind)
    if likely is not None:
        slots = tuple(sorted(slots, key=lambda slot: slot.worker != likely))
    for slot in slots:
        key = _try(content, slot, opener, store)
        if key is not None:
            return Unlocked(key, slot.worker, slot.id, slot.kind, content.store)
    raise opener.refusal()


def add_slot(store: Path, key: Key, opener: Opener, worker: UUID | None, now: datetime) -> Slot:
    """Add one more way of opening the store; return its slot."""
    content = sidecar.read(store)
    _refuse_changed(content, key, store)
    slot = _new_slot(content.store, key, opener, worker, now)
    sidecar.write(store, replace(content, slots=(*content.slots, slot)).sealed(key))
    return slot


def remove_slot(store: Path, slot: UUID, by: Opener, reopens: Callable[[Key], object]) -> None:
    """Remove a slot, after `by` opened the store through another one.

    `reopens` gets the key and must open the file with it; whatever it raises keeps the slot.
    """
    content = sidecar.read(store)
    kept = tuple(s for s in content.slots if s.id != slot)
    if len(kept) == len(content.slots):
        return
    key = _through_another(store, content, kept, by)
    with key:
        reopens(key)
        sidecar.write(store, replace(content, slots=kept).sealed(key))


def drop_slot(store: Path, key: Key, slot: UUID, opened_by: UUID) -> Slot | None:
    """Remove a slot from a store that is open through another one; return it if it was there."""
    content = sidecar.read(store)
    _refuse_changed(content, key, store)
    gone = next((one for one in content.slots if one.id == slot), None)
    if gone is None:
        return None
    kept = tuple(one for one in content.slots if one.id != slot)
    if opened_by not in {one.id for one in kept}:
        raise SlotStillNeeded(gone.kind)
    sidecar.write(store, replace(content, slots=kept).sealed(key))
    return gone


def key_fits(store: Path, key: Key) -> bool:
    """Return whether a key is the store's own: the difference between wrong key and damage."""
    return sidecar.read(store).fits(key)


def _through_another(store: Path, content: Sidecar, kept: tuple[Slot, ...], by: Opener) -> Key:
    for slot in kept:
        key = _try(content, slot, by, store) if slot.kind == by.kind else None
        if key is not None:
            return key
    raise SlotStillNeeded(by.kind)


def _new_slot(store: UUID, key: Key, opener: Opener, worker: UUID | None, now: datetime) -> Slot:
    name = uuid4()
    wrapping, parameters = opener.prepare(store, name)
    nonce = os.urandom(_NONCE_BYTES)
    slot = Slot(name, opener.kind, worker, now.isoformat(), parameters, nonce, b"")
    with wrapping:
        slot = replace(slot, wrapped=_wrap(slot, store, key, wrapping))
    _prove(slot, store, key, opener)
    return slot


def _prove(slot: Slot, store: UUID, key: Key, opener: Opener) -> None:
    """Refuse a slot that does not give the key back when its opener is asked again."""
    wrapping = opener.wrapping_key(store, slot)
    if wrapping is None:
        raise opener.refusal()
    with wrapping:
        again = _unwrap(slot, store, wrapping)
    if again is None or again != key:
        raise opener.refusal()
    again.wipe()


def _try(content: Sidecar, slot: Slot, opener: Opener, store: Path) -> Key | None:
    wrapping = opener.wrapping_key(content.store, slot)
    if wrapping is None:
        return None
    with wrapping:
        key = _unwrap(slot, content.store, wrapping)
    if key is not None:
        _refuse_changed(content, key, store)
    elif opener.is_exact:
        raise DamagedKeys(str(sidecar.path_of(store)), "a slot was changed")
    return key


def _refuse_changed(content: Sidecar, key: Key, store: Path) -> None:
    if not (content.fits(key) and content.is_whole(key)):
        raise DamagedKeys(str(sidecar.path_of(store)), "changed since this program wrote it")


def _wrap(slot: Slot, store: UUID, key: Key, wrapping: Key) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(wrapping.raw).encrypt(slot.nonce, key.raw, slot.bound(store))


def _unwrap(slot: Slot, store: UUID, wrapping: Key) -> Key | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping.raw).decrypt_into(slot.nonce, slot.wrapped, slot.bound(store), plain)
    except (InvalidTag, ValueError):
        return None
    return Key(plain)
