"""A key in the clear beside its file: for a demo, whose people are invented.

It protects nothing, and every screen of such a store says so.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.errors import StoreError, WrongKey
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.sidecar import Parameters, Slot

KIND = "open"


@dataclass(frozen=True)
class InTheClear:
    """The opener that needs no secret at all."""

    kind: str = KIND
    is_exact: bool = True

    def prepare(self, store: UUID, slot: UUID) -> tuple[Key, Parameters]:  # noqa: ARG002
        """Return a new wrapping key, written down for anyone to read."""
        key = Key.random()
        return key, {"key_in_the_clear": key.raw.hex()}

    def wrapping_key(self, store: UUID, slot: Slot) -> Key | None:  # noqa: ARG002
        """Return the key that is written in the slot."""
        try:
            written = bytearray.fromhex(str(slot.parameters.get("key_in_the_clear", "")))
        except ValueError:
            return None
        return Key(written) if len(written) == KEY_BYTES else None

    def refusal(self) -> StoreError:
        """Return what to say when the slot has lost its key."""
        return WrongKey()


def is_open_to_all(store: Path) -> bool:
    """Return whether anybody with the files can read this store: the screens must say so."""
    return bool(sidecar.read(store).of_kind(KIND))
