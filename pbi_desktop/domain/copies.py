"""Copies of a store: what one holds, until which moment, and whether it is older than it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.calendar_words import months_on

DRILL_EVERY_MONTHS = 3


@dataclass(frozen=True, order=True)
class Head:
    """The newest entry of an audit chain: its place in the chain, its hash, and when it was."""

    chain: str
    seq: int
    hash: str
    at: datetime


@dataclass(frozen=True)
class Contents:
    """What a store holds at one moment: enough to tell whether two are the same."""

    schema: str
    heads: tuple[Head, ...]
    counts: tuple[tuple[str, int], ...]
    """Each table and how many rows it has, by name."""

    @property
    def until(self) -> datetime | None:
        """The moment of the newest entry; None where nothing was ever done."""
        return max((head.at for head in self.heads), default=None)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(count for _table, count in self.counts)


@dataclass(frozen=True)
class Manifest:
    """What was found when a copy was proven, signed by the copy's own key."""

    store: UUID
    copy: UUID
    name: str
    made_at: datetime
    proven_at: datetime
    size: int
    sha256: str
    contents: Contents


@dataclass(frozen=True)
class Behind:
    """A chain of which a copy holds less than was last seen elsewhere, or something else."""

    chain: str
    copied: int
    seen: int
    seen_at: datetime

    @property
    def entries(self) -> int:
        """How many entries the copy lacks; 0 where it has as many, and others."""
        return max(0, self.seen - self.copied)


def behind(copied: Iterable[Head], seen: Iterable[Head]) -> tuple[Behind, ...]:
    """Return each chain whose copied head is older than the one last seen, or another of its place.

    `seen` are heads that were kept outside the file. A copy that is further on is not behind.
    """
    held = {head.chain: head for head in copied}
    found = []
    for head in sorted(seen):
        own = held.get(head.chain)
        if own is None or own.seq < head.seq or (own.seq == head.seq and own.hash != head.hash):
            found.append(Behind(head.chain, own.seq if own else 0, head.seq, head.at))
    return tuple(found)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at in a drill, and what was found."""

    name: str
    passed: bool
    found: str


@dataclass(frozen=True)
class Drill:
    """A copy that was restored elsewhere and looked through, as the certificate says it."""

    copy_name: str
    manifest: Manifest | None
    """None where it could not be read: the checks say why."""
    drilled_at: datetime
    by: str
    """The login of who ran it."""
    machine: tuple[tuple[str, str], ...]
    """The kind of machine: never its name."""
    seconds: float
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed, and there was one."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def next_due(self) -> date:
        """When the next drill is due: a quarter after one that passed, else at once."""
        day = self.drilled_at.date()
        return months_on(day, DRILL_EVERY_MONTHS) if self.passed else day
