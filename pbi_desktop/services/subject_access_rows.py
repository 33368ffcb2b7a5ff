"""What screens and commands are given of requests: frozen rows of what one may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.data_rights import Ground, HeldItem, OtherPeople, RequestKind
from pbi_desktop.domain.due_dates import ClockState
from pbi_desktop.domain.ids import PersonId


@dataclass(frozen=True)
class RequestLine:
    """A request: whose, what for, by when, and whether its clock runs."""

    id: UUID
    version: int
    person_id: PersonId
    person: str
    kind: RequestKind
    agency_id: UUID
    agency: str
    received_on: date
    state: ClockState
    due_on: date | None
    tell_by: date | None
    extended: bool
    answered_on: date | None
    words: str
    days_left: int | None
    """Negative: late by so many days."""


@dataclass(frozen=True)
class NewRequest:
    """A request as it comes in."""

    reference: str
    """Of a case of the person's."""
    kind: RequestKind
    received_on: date
    identity_known: bool = True
    """False: the person was asked who they are, and the clock waits."""
    words: str = ""


@dataclass(frozen=True)
class WeighedItem:
    """A record, what speaks against giving it, and what was decided."""

    item: HeldItem
    decided: Ground | None
    names_out: tuple[tuple[str, str], ...]
    """What it says with other people's names taken out."""

    @property
    def ground(self) -> Ground | None:
        """What holds: what was decided, else what holds until then."""
        return self.decided or self.item.suggested

    @property
    def undecided(self) -> bool:
        """Whether somebody has to look."""
        return self.decided is None and self.item.suggested is not None


@dataclass(frozen=True)
class Weighing:
    """All that an answer could give, record by record."""

    request: RequestLine
    items: tuple[WeighedItem, ...]
    others: OtherPeople
    elsewhere: tuple[tuple[str, int], ...]
    """Agencies that answer for records of their own here, and how many."""
    cases: tuple[UUID, ...] = ()
    """The cases that were read for it."""

    @property
    def undecided(self) -> int:
        """How many records nobody has decided on."""
        return sum(one.undecided for one in self.items)

    @property
    def kept_back(self) -> int:
        """How many would stay out of the copy as it stands."""
        return sum(one.ground is not None and one.ground.keeps_back for one in self.items)


@dataclass(frozen=True)
class AnswerFiles:
    """An answer as files: what the person gets, and what stays with the agency."""

    request: RequestLine
    for_person: Mapping[str, bytes]
    for_agency: Mapping[str, bytes]
    given: int
    kept_back: int
    undecided: int
