"""The computer's own key ring, where it is one that keeps secrets.

The `keyring` library picks a back end by itself, from the environment or from what is installed,
and has been seen to pick one that writes plain text and one that keeps nothing. So the choice is
made here, from a list, and proved by writing, reading and comparing before a store is made.
"""

import importlib
import os
import secrets
from collections.abc import Iterator, Set
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol
from uuid import UUID, uuid4

from pbi_desktop.domain.errors import KeyringUnusable, StoreError
from pbi_desktop.domain.key_errors import (
    KeyringChanged,
    KeyringEmpty,
    KeyringMissing,
    KeyringSilent,
)
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.sidecar import Parameters, Slot

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KIND = "keyring"
SERVICE = "PBI Desktop"
ALLOWED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
_PROPERTY = "KEYRING_PROPERTY_"


class Backend(Protocol):
    """What is used of a key ring."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret of an entry, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class KeyringEntry:
    """The opener that asks the key ring of the account that is signed in to the computer."""

    kind = KIND
    is_exact = True

    def __init__(self, backend: Backend, allowed: Set[str] = ALLOWED) -> None:
        self._name = class_name(backend)
        if self._name not in allowed:
            raise KeyringUnusable(self._name)
        self._backend = backend
        self._elsewhere = ""
        """The key ring that holds the key, where it is not this one."""

    def prove(self) -> None:
        """Return if the key ring keeps what it is given; leaves nothing behind."""
        entry = f"probe/{uuid4()}"
        self._keep(entry, secrets.token_hex(KEY_BYTES))
        self._delete(entry)

    def prepare(self, store: UUID, slot: UUID) -> tuple[Key, Parameters]:
        """Return a new wrapping key that the key ring has proved to keep."""
        key, entry = Key.random(), f"{store}/{slot}"
        self._keep(entry, key.raw.hex())
        return key, {"backend": self._name, "entry": entry}

    def wrapping_key(self, store: UUID, slot: Slot) -> Key | None:  # noqa: ARG002
        """Return the key the key ring holds for a slot; None if it is in another key ring."""
        keeper = str(slot.parameters.get("backend"))
        if keeper != self._name:
            self._elsewhere = keeper
            return None
        self._elsewhere = ""
        with self._refusing(KeyringSilent):
            held = self._backend.get_password(SERVICE, str(slot.parameters.get("entry")))
        return _key(held)

    def forget(self, slot: Slot) -> None:
        """Delete the key ring's entry of a slot that was removed."""
        if slot.parameters.get("backend") == self._name:
            self._delete(str(slot.parameters.get("entry")))

    def note(self, name: str) -> str | None:
        """Return the words that were kept beside the keys under a name."""
        with self._refusing():
            return self._backend.get_password(SERVICE, f"note/{name}")

    def keep_note(self, name: str, text: str) -> None:
        """Keep a few words beside the keys, and see that they are kept."""
        self._keep(f"note/{name}", text)

    def refusal(self) -> StoreError:
        """Return what to say when the key ring has no key for this store."""
        if self._elsewhere:
            return KeyringChanged(self._name, self._elsewhere)
        return KeyringEmpty(self._name)

    def _keep(self, entry: str, secret: str) -> None:
        with self._refusing():
            self._backend.set_password(SERVICE, entry, secret)
            held = self._backend.get_password(SERVICE, entry)
        if held is None or not secrets.compare_digest(held.encode(), secret.encode()):
            raise KeyringUnusable(self._name)

    def _delete(self, entry: str) -> None:
        with self._refusing():
            self._backend.delete_password(SERVICE, entry)

    @contextmanager
    def _refusing(self, failure: type[KeyringUnusable] = KeyringUnusable) -> Iterator[None]:
        """Key rings raise what they like, from D-Bus upwards: each means it cannot be used."""
        try:
            yield
        except Exception as error:
            raise failure(self._name) from error

    def __repr__(self) -> str:
        return f"<KeyringEntry {self._name}>"


def class_name(backend: object) -> str:
    """Return the full name of a back end's class, as the key file remembers it."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def find_backend(allowed: Set[str] = ALLOWED) -> Backend:
    """Return the best key ring of the list that works here, whatever the environment wishes."""
    found = [cls for name in sorted(allowed) if (cls := _viable(name)) is not None]
    if not found:
        raise KeyringMissing("none")
    backend: Backend = max(found, key=lambda cls: float(cls.priority))()
    for name in os.environ:
        # The library lets the environment redirect a back end, for example to another collection.
        if name.startswith(_PROPERTY):
            vars(backend).pop(name.removeprefix(_PROPERTY).lower(), None)
    return backend


def _viable(name: str) -> "type[KeyringBackend] | None":
    from keyring.backend import KeyringBackend  # slow to import: only when a key ring is wanted

    module, _, cls = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), cls)
    except (ImportError, AttributeError):
        return None
    return found if issubclass(found, KeyringBackend) and found.viable else None


def _key(held: str | None) -> Key | None:
    try:
        secret = bytearray.fromhex(held or "")
    except ValueError:
        return None
    return Key(secret) if len(secret) == KEY_BYTES else None
