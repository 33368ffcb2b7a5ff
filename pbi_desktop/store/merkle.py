"""Merkle trees of RFC 6962 (2.1) and RFC 9162 (2.1): one root stands for entries in their order.

A chain shows order and gaps to who reads all of it; a tree proves one entry, or that an older
root is the beginning of a newer one, without showing the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256


def leaf(content: bytes) -> bytes:
    """Return the hash of one entry."""
    return sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two hashes."""
    return sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """A tree that grows to the right: it keeps only the roots of its full parts."""

    size: int = 0
    _peaks: list[bytes] = field(default_factory=list)

    def push(self, hashed: bytes) -> None:
        """Add the hash of one more leaf."""
        full = self.size
        while full & 1:
            hashed = node(self._peaks.pop(), hashed)
            full >>= 1
        self._peaks.append(hashed)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return sha256().digest()
        *lefts, root = self._peaks
        for left in reversed(lefts):
            root = node(left, root)
        return root

    def kept(self) -> str:
        """Return all that is needed to go on, as text."""
        return f"{self.size}:{','.join(peak.hex() for peak in self._peaks)}"

    @classmethod
    def again(cls, kept: str) -> "Tree":
        """Return the tree that was kept; an empty one for no text."""
        size, _, peaks = kept.partition(":")
        return cls(int(size or 0), [bytes.fromhex(peak) for peak in peaks.split(",") if peak])


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of leaves."""
    tree = Tree()
    for hashed in leaves:
        tree.push(hashed)
    return tree.root


def inclusion(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """Return the proof that the leaf at `place` is in the tree: the roots beside its way up."""
    if len(leaves) <= 1:
        return []
    half = _half(len(leaves))
    if place < half:
        return [*inclusion(leaves[:half], place), root(leaves[half:])]
    return [*inclusion(leaves[half:], place - half), root(leaves[:half])]


def is_included(hashed: bytes, place: int, size: int, proof: Sequence[bytes], top: bytes) -> bool:
    """Say whether a proof shows that a leaf is at this place in the tree of this root."""
    if not 0 <= place < size:
        return False
    last = size - 1
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node(beside, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node(hashed, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == top


def _half(size: int) -> int:
    """Return the largest power of two below a size."""
    return int(1 << ((size - 1).bit_length() - 1))
