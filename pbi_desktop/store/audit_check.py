"""Whether the audit chains are what they were: link by link, and against checkpoints.

A chain that was rewritten whole verifies by itself; a checkpoint from before, kept elsewhere,
does not agree with it. A chain whose end was cut off is shorter than a checkpoint says.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from pbi_desktop.domain.times import to_micros
from pbi_desktop.store.audit import FIRST_HASH
from pbi_desktop.store.merkle import Tree, leaf


class Told(StrEnum):
    """What became of the details of an entry."""

    NOTHING = "nothing"
    WHOLE = "whole"
    ERASED = "erased"
    CHANGED = "changed"

    @classmethod
    def of(cls, expected: str, found: str | None) -> Self:
        """Return it by the hash that the entry covers, and the one of the details there are."""
        if found is None:
            return cls("erased" if expected else "nothing")
        return cls("whole" if found == expected else "changed")


@dataclass(frozen=True)
class Link:
    """One entry as a chain is checked by: whether its hash is that of its fields is known."""

    chain: str
    seq: int
    previous: str
    hash: str
    is_sound: bool
    told: Told = Told.NOTHING
    erases: int = 0
    """How many details this entry says were erased."""


@dataclass(frozen=True)
class Checkpoint:
    """The Merkle root over the first `size` entries of a chain, and the hash of the last of them.

    `root` is empty where only the last entry was remembered.
    """

    chain: str
    size: int
    at: datetime
    root: str
    head: str
    signature: str | None = None

    @property
    def words(self) -> str:
        """What is signed."""
        return "\n".join(
            (self.chain, str(self.size), str(to_micros(self.at)), self.root, self.head)
        )


class Fault(StrEnum):
    """What can be wrong with the audit trail."""

    BROKEN = "broken"
    """From this entry on the chain does not verify."""
    DETAIL = "detail"
    """What this entry was about was changed."""
    DETAILS_GONE = "details_gone"
    """So many details are missing that no entry says were erased, or belong to no entry."""
    CUT_SHORT = "cut_short"
    """The chain had this entry, and ends before it."""
    REWRITTEN = "rewritten"
    """The entries up to this one are not those of the checkpoint."""
    SIGNATURE = "signature"
    """The checkpoint of this size is not signed by the store."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: in which chain, at which entry."""

    fault: Fault
    chain: str
    entry: int


@dataclass(frozen=True)
class Checked:
    """What a check of every chain found."""

    entries: int
    chains: int
    checkpoints: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(
    links: Iterable[Link], checkpoints: Iterable[Checkpoint] = (), stray_details: int = 0
) -> Checked:
    """Check links, each chain in order, against each other and against checkpoints."""
    wanted: dict[str, list[Checkpoint]] = defaultdict(list)
    for one in checkpoints:
        wanted[one.chain].append(one)
    said = sum(map(len, wanted.values()))
    count, chains, missing = 0, 0, stray_details
    findings: list[Finding] = []
    reading: _Reading | None = None
    for link in links:
        if reading is None or reading.chain != link.chain:
            chains += 1
            findings += reading.finish() if reading else ()
            reading = _Reading(link.chain, wanted.pop(link.chain, []))
        reading.take(link)
        count += 1
        missing += (link.told is Told.ERASED) - link.erases
    findings += reading.finish() if reading else ()
    for gone in wanted.values():
        findings += [Finding(Fault.CUT_SHORT, one.chain, one.size) for one in gone]
    if missing:
        findings.append(Finding(Fault.DETAILS_GONE, "", missing))
    return Checked(count, chains, said, tuple(findings))


class _Reading:
    """One chain as it is read from its first entry to its last."""

    def __init__(self, chain: str, wanted: list[Checkpoint]) -> None:
        self.chain = chain
        self._wanted: dict[int, list[Checkpoint]] = defaultdict(list)
        for one in wanted:
            self._wanted[one.size].append(one)
        self._tree = Tree()
        self._previous = FIRST_HASH
        self._broken = 0
        self._findings: list[Finding] = []

    def take(self, link: Link) -> None:
        self._tree.push(leaf(link.hash.encode()))
        place = self._tree.size
        linked = link.seq == place and link.previous == self._previous
        if not (linked and link.is_sound) and not self._broken:
            self._broken = place
            self._findings.append(Finding(Fault.BROKEN, self.chain, place))
        if link.told is Told.CHANGED:
            self._findings.append(Finding(Fault.DETAIL, self.chain, link.seq))
        self._previous = link.hash
        for one in self._wanted.pop(place, ()):
            if link.hash != one.head or (one.root and one.root != self._tree.root.hex()):
                self._findings.append(Finding(Fault.REWRITTEN, self.chain, place))

    def finish(self) -> list[Finding]:
        beyond = [Finding(Fault.CUT_SHORT, self.chain, size) for size in sorted(self._wanted)]
        return [*self._findings, *beyond]
