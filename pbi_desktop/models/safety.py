"""Concerns and where they went, children seen, capacity, markers for visitors, visits alone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.domain.safety import Capacity, ConcernAbout, ConcernState, KeptFrom
from pbi_desktop.models.base import CaseRecord, Identifier, PersonRecord, Record, code


class Concern(CaseRecord):
    """A safeguarding concern. Recording is not referring: `sent_at` says when it was sent.

    Lists show it until it was sent; what was seen and heard is its `ConcernDetail`.
    """

    __tablename__ = "concerns"

    about: Mapped[ConcernAbout] = code(ConcernAbout)
    noticed_at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    """Who noticed."""
    person_knows: Mapped[bool | None]
    """Whether the person was told that it will be passed on; None where it was not asked."""
    state: Mapped[ConcernState] = code(ConcernState, index=True)
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[UUID | None]
    recipient: Mapped[str | None]
    their_reference: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    """Who decided that it is not for sending."""
    chase_on: Mapped[date | None]
    outcome_on: Mapped[date | None]


class ConcernDetail(CaseRecord):
    """What was seen and heard, and what came of it: shown in an opened case alone."""

    __tablename__ = "concern_details"

    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concerns.id"), index=True)
    words: Mapped[str]
    why_not_told: Mapped[str | None]
    not_sent_reason: Mapped[str | None]
    outcome: Mapped[str | None]


class ChildSeen(CaseRecord):
    """A child was seen, or was not; its subject is the child."""

    __tablename__ = "children_seen"

    at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    seen: Mapped[bool]
    alone: Mapped[bool | None]
    seen_by: Mapped[str]
    """Who saw the child, in words: this worker, or somebody of another service."""
    place: Mapped[str | None]
    words: Mapped[str | None]
    """In the child's own words."""
    why_not: Mapped[str | None]


class CapacityDecision(CaseRecord):
    """Whether somebody could make one decision, and what was decided for them if not."""

    __tablename__ = "capacity_decisions"

    decision: Mapped[str]
    capacity: Mapped[Capacity] = code(Capacity)
    assessed_on: Mapped[date | None]
    assessed_by: Mapped[str | None]
    help_given: Mapped[str | None]
    """How they were helped to decide for themselves."""
    attorney: Mapped[str | None]
    """Who holds a power of attorney or is deputy for this decision."""
    best_interest: Mapped[str | None]
    consulted: Mapped[str | None]
    review_on: Mapped[date | None]


class StaffMarker(PersonRecord):
    """Something a visitor must know to be safe. It lapses; it never shows at a counter."""

    __tablename__ = "staff_markers"

    words: Mapped[str]
    evidence: Mapped[str]
    decided_by: Mapped[WorkerId] = mapped_column(Identifier)
    decided_on: Mapped[date]
    expires_on: Mapped[date]
    person_told: Mapped[bool]
    why_not_told: Mapped[str | None]


class KeptApart(PersonRecord):
    """Two people who must not meet. Leads alone see it, and whoever wrote it."""

    __tablename__ = "kept_apart"

    other_id: Mapped[PersonId] = mapped_column(Identifier, index=True)
    kept_from: Mapped[KeptFrom] = code(KeptFrom)
    reason: Mapped[str]
    until: Mapped[date | None]


class CheckOut(Record):
    """A worker is out, and somebody watches for them to be back. It names no resident."""

    __tablename__ = "check_outs"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    watcher_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    place: Mapped[str]
    """Where, without a name: a street, a clinic."""
    out_at: Mapped[datetime]
    due_at: Mapped[datetime]
    back_at: Mapped[datetime | None]
    raised_at: Mapped[datetime | None]
    """When somebody went to look because nobody came back."""
    raised_by: Mapped[UUID | None]
    outcome: Mapped[str | None]
