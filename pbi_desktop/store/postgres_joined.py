"""Which servers' stores this account of this computer has joined, and the passwords for them.

For each there is a door: a small file that says where the store is, as whom one opens it, and what
holds the password: the key ring, or a key file for a computer that has none. A door is opened as
a store that is a file is. The password is 256 random bits that nobody sees. The authority that
the server proves itself by is pinned in a file beside the door. Nothing here is secret.
"""

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from pbi_desktop.domain.doors import DOOR
from pbi_desktop.domain.errors import KeyringUnusable, StoreError, StoreUnavailable
from pbi_desktop.domain.key_errors import BadKeyFile
from pbi_desktop.domain.server_address import ServerAddress, read_address
from pbi_desktop.domain.server_errors import BadJoiningCode, NotJoined
from pbi_desktop.store.durable import disk_failures_named, private_folder, write_whole
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.key_file import secret_in
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, find_backend
from pbi_desktop.store.secrets.sidecar import Slot

_CODE = "PBI1-"
_LONGEST_CODE = 20_000
_CHECK_BYTES = 6


@dataclass(frozen=True)
class JoiningCode:
    """What a worker is given once: where the store is, as whom, and a password for joining."""

    address: str
    role: str
    login: str
    secret: str = field(repr=False)
    authority: str = field(default="", repr=False)
    """The certificate that the server proves itself by, as PEM; empty for the system's own list."""

    def text(self) -> str:
        """Return the code as it is copied from one computer to another."""
        whole = zlib.compress(json.dumps(asdict(self)).encode(), 9)
        check = hashlib.sha256(whole).digest()[:_CHECK_BYTES]
        return _CODE + base64.urlsafe_b64encode(check + whole).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the code somebody pasted; spaces and line ends in it do not matter."""
        plain = "".join(text.split())
        if not plain.startswith(_CODE) or len(plain) > _LONGEST_CODE:
            raise BadJoiningCode
        try:
            padded = plain.removeprefix(_CODE) + "==="
            content = base64.b64decode(padded[: len(padded) // 4 * 4], altchars=b"-_")
            check, whole = content[:_CHECK_BYTES], content[_CHECK_BYTES:]
            if hashlib.sha256(whole).digest()[:_CHECK_BYTES] != check:
                raise BadJoiningCode
            opened = zlib.decompressobj().decompress(whole, _LONGEST_CODE)
            return cls(**json.loads(opened))
        except (binascii.Error, zlib.error, ValueError, TypeError) as error:
            raise BadJoiningCode from error


@dataclass(frozen=True)
class Joined:
    """One store that was joined here: where, as whom, and what holds the password."""

    address: str
    role: str
    login: str
    store: str
    backend: str = ""
    """The class of the key ring; empty where a key file, or the server itself, knows the worker."""
    entry: str = ""
    key_file: str = ""
    pinned: str = ""
    """The name of the file with the pinned authority."""

    @property
    def place(self) -> ServerAddress:
        """Where the store is."""
        return read_address(self.address)


class Credentials:
    """The stores joined from one account of one computer, in one folder."""

    def __init__(
        self, folder: Path, ring: Callable[[], KeyringEntry] = lambda: KeyringEntry(find_backend())
    ) -> None:
        self._folder = folder
        self._ring = ring

    def every(self) -> tuple[Joined, ...]:
        """Return what was joined, the newest last."""
        doors = sorted(self._folder.glob(f"*{DOOR}"), key=lambda path: path.stat().st_mtime_ns)
        return tuple(behind(path) for path in doors)

    def door(self, joined: Joined) -> Path:
        """Return the file that a store is opened through."""
        where = hashlib.sha256(joined.place.shared.text.encode()).hexdigest()[:6]
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{joined.place.database}-{joined.login}")
        return self._folder / f"{name}-{where}{DOOR}"

    def find(self, address: ServerAddress, login: str = "") -> Joined:
        """Return how a store was joined; by login where several here have joined it."""
        fitting = [
            one
            for one in self.every()
            if one.place.is_same_as(address) and login in ("", one.login)
        ]
        if not fitting:
            raise NotJoined(address.name)
        return fitting[-1]

    def keep(self, joined: Joined) -> None:
        """Remember a store, in the place of an earlier one of the same login there."""
        private_folder(self._folder)
        write_whole(self.door(joined), json.dumps(asdict(joined), indent=1).encode())

    def drop(self, joined: Joined) -> None:
        """Remember a store no longer."""
        self.door(joined).unlink(missing_ok=True)

    def pin(self, authority: str) -> str:
        """Keep the certificate that a server has to prove itself by; returns its file's name."""
        if not authority:
            return ""
        private_folder(self._folder)
        name = f"{hashlib.sha256(authority.encode()).hexdigest()[:16]}.pem"
        write_whole(self._folder / name, authority.encode())
        return name

    def pinned(self, name: str) -> Path | None:
        """Return the file of an authority that was pinned, if one was."""
        return self._folder / name if name else None

    def authority(self, joined: Joined) -> str:
        """Return the certificate that is pinned for a store, to be handed on."""
        path = self.pinned(joined.pinned)
        with disk_failures_named():
            return path.read_text("utf-8") if path else ""

    def password(self, joined: Joined, key_file: Path | None = None) -> str:
        """Return the password of a login; nothing where the server knows the worker otherwise."""
        if key_file is not None or joined.key_file:
            return secret_in(key_file or Path(joined.key_file)).strip()
        if not joined.backend:
            return ""
        opener = self._ring()
        key = opener.wrapping_key(UUID(joined.store), _slot(joined))
        if key is None:
            raise KeyringUnusable(joined.backend)
        with key:
            return key.raw.hex()

    def new_in_ring(self, store: UUID) -> tuple[str, str, str]:
        """Return a new password that the key ring has proved to keep: with its class and entry."""
        key, parameters = self._ring().prepare(store, uuid4())
        with key:
            return key.raw.hex(), str(parameters["backend"]), str(parameters["entry"])

    def forget(self, joined: Joined) -> None:
        """Take a password out of the key ring; it opens nothing any more."""
        if joined.backend:
            self._ring().forget(_slot(joined))


def behind(door: Path) -> Joined:
    """Return which store a door leads to."""
    try:
        with disk_failures_named():
            found = json.loads(door.read_bytes())
        return Joined(**found)
    except (ValueError, TypeError) as error:
        raise StoreUnavailable(f"{door} is not what this program wrote") from error


def new_in_file(path: Path) -> str:
    """Return a new password, kept in a new file that only its owner can read."""
    if path.exists():
        raise BadKeyFile(str(path), "It is there already, and nothing is written over.")
    with Key.random() as key:
        write_whole(path, (key.raw.hex() + "\n").encode())
    try:
        return secret_in(path).strip()
    except StoreError:
        path.unlink(missing_ok=True)
        raise


def _slot(joined: Joined) -> Slot:
    parameters: dict[str, Any] = {"backend": joined.backend, "entry": joined.entry}
    return Slot(uuid4(), "keyring", None, "", parameters, b"", b"")
