"""What it takes to look at a network and to change it: who is in it, its ties, what was moved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.casework import Flow, Quality, TieKind, TieNature
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.ties import NetworkPicture

WITH_THEM = "the person"
"""Who told of a tie that was written down while it was drawn together."""


class TieOf(StrEnum):
    """Between whom a tie is; the value is the kind of its record."""

    PEOPLE = "relationships"
    SERVICE = "involvements"
    GROUP = "referrals"


@dataclass(frozen=True)
class TieWords:
    """How a tie is; what a kind of record does not keep stays empty."""

    kind: TieKind | None = None
    nature: TieNature | None = None
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class TieLine:
    """One tie as it is recorded: `seen` is its version, `ends` its two nodes."""

    record: UUID
    seen: int
    of: TieOf
    ends: tuple[str, str]
    names: tuple[str, str]
    words: TieWords

    @property
    def title(self) -> str:
        """Between whom it is."""
        return f"{self.names[0]} and {self.names[1]}"

    @property
    def is_dated(self) -> bool:
        """Whether it keeps when it began and ended: a referral has its own course."""
        return self.of is not TieOf.GROUP


@dataclass(frozen=True)
class SomebodyThere:
    """Somebody of the network, with their node in the picture."""

    id: PersonId
    node: str
    name: str


@dataclass(frozen=True)
class NetworkRecords:
    """What of a network can be changed, by this worker, as it stands today."""

    people: tuple[SomebodyThere, ...]
    ties: tuple[TieLine, ...]
    moved: frozenset[str] = frozenset()
    """The nodes that somebody moved by hand."""

    def ties_at(self, node: str) -> tuple[TieLine, ...]:
        """Return the ties of a node, those that still run first."""
        found = [tie for tie in self.ties if node in tie.ends]
        return tuple(sorted(found, key=lambda tie: tie.words.ended_on is not None))

    def somebody(self, node: str) -> SomebodyThere | None:
        """Return the person that a node is, if it is one."""
        return next((one for one in self.people if one.node == node), None)


@dataclass(frozen=True)
class NewTie:
    """A tie to be written down: the first person is `kind` of the other."""

    subject: PersonId
    other: PersonId
    words: TieWords
    told: bool = False
    """Whether the person it is about told it, drawing it together."""


@dataclass(frozen=True)
class GoneThrough:
    """The network was gone through with the person: together, or read out to them."""

    together: bool
    said: str = ""


class Sort(StrEnum):
    """What of a network can be shown, or left out."""

    FAMILY = "family"
    SERVICES = "services"
    COMMUNITY = "community"


EVERY_SORT = frozenset(Sort)


@dataclass(frozen=True)
class Look:
    """What of a network is looked at: on which day, against which other, and which part of it."""

    as_at: date | None = None
    since: date | None = None
    sorts: frozenset[Sort] = EVERY_SORT


NOW = Look()


@dataclass(frozen=True)
class NetworkSeen:
    """The network on a day, drawn; what can be changed; how it differs from an earlier day."""

    case: CaseId
    picture: NetworkPicture
    records: NetworkRecords
    begun: date
    """The first day of the case: from here on there is a network to see."""
    today: date
    as_at: date
    since: date
    difference: str
    """What changed between the two days, in a sentence."""
