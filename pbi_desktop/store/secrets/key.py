"""A key in memory: overwritten after use, and shown to nobody."""

import hmac
import os
from types import TracebackType
from typing import NoReturn, Self

KEY_BYTES = 32


class Key:
    """32 secret bytes; `wipe()` overwrites them. Prints, logs and pickles as nothing."""

    __slots__ = ("_bytes",)

    def __init__(self, secret: bytearray) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._bytes = secret

    @classmethod
    def random(cls) -> Self:
        """Return a new key from the operating system's randomness."""
        return cls(bytearray(os.urandom(KEY_BYTES)))

    @property
    def raw(self) -> bytearray:
        """The bytes themselves, not a copy; empty after `wipe()`."""
        return self._bytes

    def mac(self, label: bytes, content: bytes = b"") -> bytes:
        """Return HMAC-SHA256 of a label and some content under this key."""
        return hmac.digest(self._bytes, label + content, "sha256")

    def wipe(self) -> None:
        """Overwrite the bytes; the key cannot be used afterwards."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.wipe()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and hmac.compare_digest(self._bytes, other._bytes)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<Key>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is never pickled or copied")
