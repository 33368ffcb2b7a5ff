"""What a worker may wish about safety, as plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.services.safety_rows import (
    NewApart,
    NewCapacity,
    NewChildSeen,
    NewConcern,
    NewMarker,
    NewSafeContact,
    NewSent,
)


@dataclass(frozen=True)
class RecordConcern:
    """Write a concern down; it is not sent by that."""

    concern: NewConcern


@dataclass(frozen=True)
class SendConcern:
    """Say that a concern was sent."""

    concern_id: UUID
    seen: int
    sent: NewSent


@dataclass(frozen=True)
class AnswerConcern:
    """Say what came of a concern."""

    concern_id: UUID
    seen: int
    outcome: str
    on_day: date | None


@dataclass(frozen=True)
class NotForSending:
    """Say that a lead decided not to send a concern."""

    concern_id: UUID
    seen: int
    reason: str
    decided_by: WorkerId | None


@dataclass(frozen=True)
class SeeChild:
    """Write down that a child was seen, or was not."""

    child: NewChildSeen


@dataclass(frozen=True)
class SayResponsible:
    """Write down whether somebody has parental responsibility for a child."""

    adult: PersonId
    child: PersonId
    responsible: bool
    since: date | None


@dataclass(frozen=True)
class RecordCapacity:
    """Write down whether somebody can make a decision."""

    capacity: NewCapacity


@dataclass(frozen=True)
class MarkForVisitors:
    """Say what a visitor must know."""

    marker: NewMarker


@dataclass(frozen=True)
class EndMarker:
    """Let a marker lapse today."""

    marker_id: UUID
    seen: int


@dataclass(frozen=True)
class SaySafeContact:
    """Say how somebody may be reached; `seen` is None where nobody had asked."""

    contact: NewSafeContact
    seen: int | None


@dataclass(frozen=True)
class KeepApart:
    """Keep two people apart."""

    apart: NewApart


@dataclass(frozen=True)
class EndApart:
    """Let two people meet again."""

    apart_id: UUID
    seen: int


@dataclass(frozen=True)
class OwnCase:
    """Give somebody of the household a case of their own."""

    person: PersonId
    worker: WorkerId | None
    apart: NewApart | None


SafetyWish = (
    RecordConcern
    | SendConcern
    | AnswerConcern
    | NotForSending
    | SeeChild
    | SayResponsible
    | RecordCapacity
    | MarkForVisitors
    | EndMarker
    | SaySafeContact
    | KeepApart
    | EndApart
    | OwnCase
)
