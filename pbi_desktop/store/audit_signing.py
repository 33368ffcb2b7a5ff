"""Signatures on checkpoints (Ed25519), by a key that is drawn from the store's own.

Nothing more has to be kept: whoever holds the store's key can sign, and whoever was given a
checkpoint holds the public key that goes with it. A server's store signs nothing: its key would
lie where its administrator is, whom a signature is to bind.
"""

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_LABEL = b"audit checkpoints"


class Signer:
    """Signs for one store."""

    def __init__(self, key: bytes | bytearray) -> None:
        self._key = key

    def sign(self, words: str) -> str:
        """Return the signature of some words, hexadecimal."""
        return self._private().sign(words.encode()).hex()

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""
        return self._private().public_key().public_bytes_raw().hex()

    def _private(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        seed = hmac.digest(self._key, _LABEL, "sha256")
        return Ed25519PrivateKey.from_private_bytes(seed)


def is_signed(public: str, words: str, signature: str) -> bool:
    """Say whether a signature is of these words by the holder of this public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), words.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
