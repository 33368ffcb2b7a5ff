"""The manifest beside a copy (`<copy>.manifest`): what the copy must be, signed by its own key.

Which store, when and how large stand in the clear; what it holds is encrypted, for how many
exclusions or sealed cases a team has is nobody's business who finds a disk. The copy's key is in
it, wrapped under the key of the store: whatever opens the store opens its copies.
"""

import hmac
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pbi_desktop.domain.copies import Contents, Head, Manifest
from pbi_desktop.domain.copy_errors import ManifestMissing, ManifestWrong
from pbi_desktop.domain.errors import NewerStore
from pbi_desktop.store.durable import beside, disk_failures_named, write_whole
from pbi_desktop.store.secrets.key import KEY_BYTES, Key

FORMAT = 1
ENDING = ".manifest"
_LARGEST = 4_000_000
_NONCE_BYTES = 12
_WRAP, _HIDE, _SEAL = b"copy key", b"copy contents", b"copy manifest"
_MEMBERS = {"format", "store", "copy", "name", "made_at", "proven_at", "size", "sha256"}
_MEMBERS |= {"key", "contents", "seal"}
_NOT_OURS = "It is not in the form of a manifest."
_CHANGED = "It was changed, or belongs to a copy of another store."


def path_of(copy: Path) -> Path:
    """Return where the manifest of a copy lies."""
    return beside(copy, ENDING)


def write(copy: Path, manifest: Manifest, key: Key, store_key: Key) -> None:
    """Write the manifest of a copy whose key is `key`, whole or not at all."""
    document: dict[str, object] = {"format": FORMAT, **_clear(manifest)}
    with _wrapping(store_key, manifest.store, manifest.copy) as wrapping:
        document["key"] = _encrypted(wrapping, key.raw, document)
    with Key(bytearray(key.mac(_HIDE))) as hiding:
        document["contents"] = _encrypted(hiding, _canonical(_plain(manifest.contents)), document)
    document["seal"] = key.mac(_SEAL, _canonical(document)).hex()
    write_whole(path_of(copy), (json.dumps(document, indent=1) + "\n").encode())


def read(copy: Path, store_key: Key) -> tuple[Manifest, Key]:
    """Return the manifest of a copy and the copy's key, its signature checked.

    ManifestMissing where there is none; ManifestWrong where it is not what was signed.
    """
    document = _document(copy)
    try:
        return _opened(document, store_key, path_of(copy))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestWrong(str(path_of(copy)), _NOT_OURS) from error


def told(copy: Path) -> tuple[UUID, datetime]:
    """Return of which store a copy says it is, and when it was made; nobody has checked it."""
    document = _document(copy)
    try:
        return UUID(document["store"]), datetime.fromisoformat(document["made_at"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestWrong(str(path_of(copy)), _NOT_OURS) from error


def _document(copy: Path) -> dict[str, Any]:
    path = path_of(copy)
    with disk_failures_named():
        if not path.is_file():
            raise ManifestMissing(str(copy))
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    try:
        found = json.loads(content) if len(content) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ManifestWrong(str(path), _NOT_OURS)
    if isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise NewerStore(str(found["format"]))
    if set(found) != _MEMBERS or found["format"] != FORMAT:
        raise ManifestWrong(str(path), _NOT_OURS)
    return found


def _opened(document: dict[str, Any], store_key: Key, path: Path) -> tuple[Manifest, Key]:
    signed = {name: document[name] for name in document if name != "seal"}
    store, copy = UUID(document["store"]), UUID(document["copy"])
    with _wrapping(store_key, store, copy) as wrapping:
        raw = _decrypted(wrapping, signed, "key", path)
    key = Key(bytearray(raw))
    try:
        seal = bytes.fromhex(document["seal"])
        if len(raw) != KEY_BYTES or not hmac.compare_digest(
            key.mac(_SEAL, _canonical(signed)), seal
        ):
            raise ManifestWrong(str(path), _CHANGED)
        with Key(bytearray(key.mac(_HIDE))) as hiding:
            contents = json.loads(_decrypted(hiding, signed, "contents", path))
        return _manifest(signed, contents), key
    except BaseException:
        key.wipe()
        raise


def _wrapping(store_key: Key, store: UUID, copy: UUID) -> Key:
    return Key(bytearray(store_key.mac(_WRAP, store.bytes + copy.bytes)))


def _encrypted(key: Key, secret: bytes | bytearray, bound: Mapping[str, object]) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return (nonce + AESGCM(key.raw).encrypt(nonce, secret, _canonical(bound))).hex()


def _decrypted(key: Key, document: Mapping[str, Any], member: str, path: Path) -> bytes:
    """Return what a member holds; it is bound to every member that was written before it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    later = {"key": ("key", "contents"), "contents": ("contents",)}[member]
    bound = {name: document[name] for name in document if name not in later}
    content = bytes.fromhex(document[member])
    try:
        return AESGCM(key.raw).decrypt(
            content[:_NONCE_BYTES], content[_NONCE_BYTES:], _canonical(bound)
        )
    except InvalidTag as error:
        raise ManifestWrong(str(path), _CHANGED) from error


def _clear(manifest: Manifest) -> dict[str, object]:
    return {
        "store": str(manifest.store),
        "copy": str(manifest.copy),
        "name": manifest.name,
        "made_at": manifest.made_at.isoformat(),
        "proven_at": manifest.proven_at.isoformat(),
        "size": manifest.size,
        "sha256": manifest.sha256,
    }


def _plain(contents: Contents) -> dict[str, object]:
    return {
        "schema": contents.schema,
        "heads": [[one.chain, one.seq, one.hash, one.at.isoformat()] for one in contents.heads],
        "counts": dict(contents.counts),
    }


def _manifest(document: Mapping[str, Any], contents: Mapping[str, Any]) -> Manifest:
    heads = tuple(
        Head(str(chain), int(seq), str(digest), datetime.fromisoformat(at))
        for chain, seq, digest, at in contents["heads"]
    )
    counts = tuple((str(table), int(count)) for table, count in contents["counts"].items())
    return Manifest(
        store=UUID(document["store"]),
        copy=UUID(document["copy"]),
        name=str(document["name"]),
        made_at=datetime.fromisoformat(document["made_at"]),
        proven_at=datetime.fromisoformat(document["proven_at"]),
        size=int(document["size"]),
        sha256=str(document["sha256"]),
        contents=Contents(str(contents["schema"]), heads, counts),
    )


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
