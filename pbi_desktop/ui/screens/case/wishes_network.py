"""What a worker may wish about a network: its ties, its picture, going through it together."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.network_rows import GoneThrough, NewTie, TieLine, TieWords


@dataclass(frozen=True)
class AddTie:
    """Write down how two people are tied."""

    new: NewTie


@dataclass(frozen=True)
class AlsoHelps:
    """Write down that a service, known by one of its records, works with somebody else too."""

    service: UUID
    person: PersonId
    words: TieWords


@dataclass(frozen=True)
class ChangeTie:
    """Say how a tie is now."""

    tie: TieLine
    seen: int
    words: TieWords


@dataclass(frozen=True)
class RateTie:
    """Say only of what quality a tie is."""

    tie: TieLine
    seen: int
    quality: Quality | None


@dataclass(frozen=True)
class EndTie:
    """End a tie today."""

    tie: TieLine
    seen: int


@dataclass(frozen=True)
class MoveNode:
    """Move something in the picture, by points to the right and down."""

    node: str
    dx: float
    dy: float


@dataclass(frozen=True)
class PutBack:
    """Put something back where the layout has it; without a node, everything."""

    node: str = ""


@dataclass(frozen=True)
class KeepGoneThrough:
    """Write down that the network was gone through with the person."""

    how: GoneThrough


@dataclass(frozen=True)
class ExpectChild:
    """Write down that a child is expected."""

    parents: tuple[PersonId, ...]
    due_on: date
    name: str


NetworkWish = (
    AddTie
    | AlsoHelps
    | ChangeTie
    | RateTie
    | EndTie
    | MoveNode
    | PutBack
    | KeepGoneThrough
    | ExpectChild
)
