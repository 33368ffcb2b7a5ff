"""The audit chains: each entry's hash covers the one before, so that no entry can change unseen.

    hash        = SHA-256 of the fields of an entry, one on each line, in the order of `FIELDS`,
                  and of the hash of its details on a last line, where it has any
    detail hash = SHA-256 of salt, case, person and text, one on each line

What an entry was about lies beside the chain, salted: it can be erased and the chain still holds.
There is a chain for each site, and one for what belongs to none. A transaction writes to one
chain alone: that of the first case it names, else of the site where the worker is.
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
CHAIN = "store"
"""The chain of what belongs to no site, and of everything before sites had their own."""
MOST_CHAINS = 64
HEAD_NAME, TREE_NAME = "audit_head:", "audit_tree:"
"""Before a chain's name in `store_meta`: how far it is, and what its next checkpoint goes on from.

On PostgreSQL a transaction that writes to a chain holds the first of the two until its end."""
CHECKPOINT_SECONDS = 3600
ERASED = "erased details"
"""The action of an entry that says how many details were erased; its payload is the number."""
FIELDS = ("chain", "seq", "at", "worker", "action", "purpose", "command", "payload", "previous")


@dataclass(frozen=True)
class About:
    """What an entry was about: a case, a person, and a few plain words."""

    case: UUID | None = None
    person: UUID | None = None
    text: str = ""
    near: UUID | None = None
    """A case whose site's chain takes the entry, which does not name it."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.case or self.person or self.text)

    def hash(self, salt: str) -> str:
        """The salted hash of it all, hexadecimal."""
        lines = (salt, str(self.case or ""), str(self.person or ""), self.text)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


NOTHING = About()


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
    detail: str = ""

    @property
    def hash(self) -> str:
        """The hash over every field, hexadecimal."""
        return hashlib.sha256("\n".join(self._lines()).encode()).hexdigest()

    @property
    def is_plain(self) -> bool:
        """Whether no field holds a line's end: one could pass for the next field."""
        return not any("\n" in line for line in self._lines())

    def _lines(self) -> tuple[str, ...]:
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
        return (*lines, self.detail) if self.detail else lines


def in_one_line(words: str) -> str:
    """Return words as a field of an entry takes them."""
    return " ".join(words.split("\n"))


def payload_hash(parts: Iterable[str]) -> str:
    """Return one hash over the revisions of a command, whatever their number; order counts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()
