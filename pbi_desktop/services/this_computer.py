"""What is so on this computer alone: whether several people share it, and when it locks.

Kept beside the store (`<store>.computer`), because it must be known before any store is open. It
names nobody.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.key_errors import OnlyKeyring
from pbi_desktop.store.durable import beside, disk_failures_named, write_whole
from pbi_desktop.store.secrets import sidecar

LEAST_MINUTES, MOST_MINUTES, MOST_SHARED = 1, 10, 3
_USUAL = 5
_KEYRING = "keyring"


@dataclass(frozen=True)
class Computer:
    """One computer, as whoever works at it described it."""

    shared: bool = False
    minutes: int = _USUAL
    """How long nobody may touch anything, as it was chosen."""

    @property
    def lock_minutes(self) -> int:
        """How long nobody may touch anything: ten minutes at most, three where it is shared."""
        most = MOST_SHARED if self.shared else MOST_MINUTES
        return max(LEAST_MINUTES, min(self.minutes, most))


SAFEST = Computer(shared=True, minutes=MOST_SHARED)
"""What is taken for so where nothing can be read."""


def computer_of(store: Path) -> Computer:
    """Return what is so on the computer a store is opened at; the safest where it is unreadable."""
    path = _path(store)
    if not path.is_file():
        return Computer()
    try:
        found = json.loads(path.read_bytes())
        return Computer(bool(found["shared"]), int(found["minutes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return SAFEST


def describe(store: Path, computer: Computer, holder: UUID | None) -> None:
    """Keep what is so on this computer; OnlyKeyring if `holder` could not get in any more."""
    if computer.shared and _only_keyring(store, holder):
        raise OnlyKeyring
    kept = {"shared": computer.shared, "minutes": computer.lock_minutes}
    with disk_failures_named():
        write_whole(_path(store), json.dumps(kept).encode())


def _only_keyring(store: Path, holder: UUID | None) -> bool:
    if is_door(store):  # a login on a server has its password in the key ring, and nothing else
        return True
    kinds = {slot.kind for slot in sidecar.read(store).slots if slot.worker in (None, holder)}
    return kinds <= {_KEYRING}


def _path(store: Path) -> Path:
    return beside(store, ".computer")
