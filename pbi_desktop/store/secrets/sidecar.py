"""The key file beside a store (`<store>.keys`): what it holds, read and written.

No cipher is needed here, so that telling "wrong key" from "damaged" stays cheap.
"""

import hmac
import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from pbi_desktop.domain.errors import NewerStore
from pbi_desktop.domain.key_errors import DamagedKeys, KeysMissing
from pbi_desktop.store.durable import beside, disk_failures_named, write_whole
from pbi_desktop.store.secrets.key import Key

FORMAT = 1
_LARGEST = 1_000_000
_CHECK = b"kcv"
_SEAL = b"seal"

Parameters = dict[str, str | int]


@dataclass(frozen=True)
class Slot:
    """One way to open the store: the key of the file, wrapped for one holder."""

    id: UUID
    kind: str
    worker: UUID | None
    created: str
    parameters: Parameters = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)

    def bound(self, store: UUID) -> bytes:
        """Return what the wrap is bound to: change any of it and the slot no longer opens."""
        return _canonical([FORMAT, str(store), _plain(self, without=("nonce", "wrapped"))])


@dataclass(frozen=True)
class Sidecar:
    """All of a key file; `check` recognises the key, `seal` the whole content."""

    store: UUID
    check: bytes
    slots: tuple[Slot, ...]
    seal: bytes = b""

    def sealed(self, key: Key) -> "Sidecar":
        """Return the same content with its seal under the key of the file."""
        return Sidecar(self.store, self.check, self.slots, key.mac(_SEAL, self._content()))

    def fits(self, key: Key) -> bool:
        """Return whether this is the key of the store."""
        return hmac.compare_digest(self.check, check_value(key))

    def is_whole(self, key: Key) -> bool:
        """Return whether nothing was changed since a holder of the key wrote it."""
        return hmac.compare_digest(self.seal, key.mac(_SEAL, self._content()))

    def of_kind(self, kind: str, worker: UUID | None = None) -> tuple[Slot, ...]:
        """Return the slots of a kind, of one worker if one is named."""
        return tuple(s for s in self.slots if s.kind == kind and worker in (None, s.worker))

    def _content(self) -> bytes:
        return _canonical(_document(self))


def check_value(key: Key) -> bytes:
    """Return the key-check value: it recognises the key and does not reveal it."""
    return key.mac(_CHECK)


def path_of(store: Path) -> Path:
    """Return where the key file of a store lies."""
    return beside(store, ".keys")


def read(store: Path) -> Sidecar:
    """Return the key file of a store, its form checked; its truth is checked by unlocking."""
    path = path_of(store)
    with disk_failures_named():
        if not path.is_file():
            raise KeysMissing(str(path))
        content = path.read_bytes()
    if len(content) > _LARGEST:
        raise DamagedKeys(str(path), "too large")
    try:
        return _sidecar(json.loads(content, object_pairs_hook=_no_twins))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedKeys(str(path), "not in the form of a key file") from error


def write(store: Path, sidecar: Sidecar) -> None:
    """Write the key file whole, keeping the one before as `.keys.old`."""
    path = path_of(store)
    with disk_failures_named():
        before = path.read_bytes() if path.is_file() else None
    if before is not None:
        write_whole(beside(path, ".old"), before)
    text = json.dumps(_document(sidecar) | {"seal": sidecar.seal.hex()}, indent=1)
    write_whole(path, text.encode())


def _document(sidecar: Sidecar) -> dict[str, object]:
    return {
        "format": FORMAT,
        "store": str(sidecar.store),
        "check": sidecar.check.hex(),
        "slots": [_plain(slot) for slot in sidecar.slots],
    }


def _plain(slot: Slot, without: tuple[str, ...] = ()) -> dict[str, object]:
    values = {f.name: getattr(slot, f.name) for f in fields(slot) if f.name not in without}
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, UUID) else value


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _sidecar(document: dict[str, Any]) -> Sidecar:
    found = document["format"]
    if isinstance(found, int) and found > FORMAT:
        raise NewerStore(str(found))
    if found != FORMAT or set(document) != {"format", "store", "check", "slots", "seal"}:
        raise ValueError("other members than expected")
    return Sidecar(
        store=UUID(document["store"]),
        check=bytes.fromhex(document["check"]),
        slots=tuple(_slot(slot) for slot in document["slots"]),
        seal=bytes.fromhex(document["seal"]),
    )


def _slot(document: dict[str, Any]) -> Slot:
    worker = document["worker"]
    if set(document) != {f.name for f in fields(Slot)}:
        raise ValueError("other members than expected")
    return Slot(
        id=UUID(document["id"]),
        kind=str(document["kind"]),
        worker=None if worker is None else UUID(worker),
        created=str(document["created"]),
        parameters=_parameters(document["parameters"]),
        nonce=bytes.fromhex(document["nonce"]),
        wrapped=bytes.fromhex(document["wrapped"]),
    )


def _parameters(document: dict[str, Any]) -> Parameters:
    if not all(type(value) in (str, int) for value in document.values()):
        raise ValueError("a parameter that is neither text nor number")
    return cast(Parameters, dict(document))


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member given twice")
    return found
