"""The audit chain: each entry's hash covers the one before, so that no entry can change unseen.

    hash = SHA-256 of the fields of an entry, one on each line, in the order of `FIELDS`

PostgreSQL computes the same in `authz.append_audit`; a test compares the two.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.domain.times import to_micros

FIRST_HASH = "0" * 64
# A worker may set the clock right by a minute or two; more than this is a clock gone back.
CLOCK_SLACK_SECONDS = 300
FIELDS = ("chain", "seq", "at", "worker", "action", "purpose", "command", "payload", "previous")


@dataclass(frozen=True)
class Entry:
    """One link of the chain, before its hash."""

    chain: str
    seq: int
    at: datetime
    worker: UUID
    action: str
    purpose: str
    command: UUID
    payload: str
    previous: str

    @property
    def hash(self) -> str:
        """The hash over every field, hexadecimal."""
        lines = (
            self.chain,
            str(self.seq),
            str(to_micros(self.at)),
            str(self.worker),
            self.action,
            self.purpose,
            str(self.command),
            self.payload,
            self.previous,
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def payload_hash(parts: Iterable[str]) -> str:
    """Return one hash over the revisions of a command, whatever their number; order counts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()


def first_break(entries: Iterable[tuple[Entry, str]]) -> int | None:
    """Return the sequence number of the first entry that does not verify, or None.

    `entries` is one chain in order, each with the hash that is stored for it.
    """
    previous, expected = FIRST_HASH, 1
    for entry, stored in entries:
        if entry.seq != expected or entry.previous != previous or entry.hash != stored:
            return expected
        previous, expected = stored, expected + 1
    return None
