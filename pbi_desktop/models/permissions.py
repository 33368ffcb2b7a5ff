"""What opens and closes records beyond agreements: consent, conflict, seals, glass, tickets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.models.base import Base, Identifier, PersonRecord, Record, code


class Consent(PersonRecord):
    """A person said yes, or no, to a kind of agency holding one category about them.

    Its own category is CORE: who works with the person must know what was refused.
    """

    __tablename__ = "consents"

    about: Mapped[Category] = code(Category)
    agency_kind: Mapped[AgencyKind | None] = code(AgencyKind, nullable=True)
    """None: every kind."""
    given: Mapped[bool]
    words: Mapped[str | None]
    valid_from: Mapped[datetime] = mapped_column(index=True)
    valid_to: Mapped[datetime | None] = mapped_column(index=True)


class Exclusion(Record):
    """A conflict of interest: a worker meets nothing of a person, nor of a case that holds them."""

    __tablename__ = "exclusions"

    worker_id: Mapped[WorkerId] = mapped_column(Identifier, ForeignKey("workers.id"), index=True)
    person_id: Mapped[PersonId] = mapped_column(Identifier, ForeignKey("people.id"), index=True)
    reason: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class RecordSeal(Record):
    """A record that is closed to all but those named: whatever else they are granted."""

    __tablename__ = "record_seals"

    case_id: Mapped[CaseId] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    subject_id: Mapped[PersonId] = mapped_column(Identifier)
    category: Mapped[Category] = code(Category)
    record_id: Mapped[UUID] = mapped_column(index=True)
    reason: Mapped[str | None]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class SealName(Record):
    """A worker named with a sealed record: they may read it."""

    __tablename__ = "seal_names"

    seal_id: Mapped[UUID] = mapped_column(ForeignKey("record_seals.id"), index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, ForeignKey("workers.id"), index=True)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class BrokenGlass(Record):
    """Access taken in an emergency: to the people and categories of its scopes, for four hours."""

    __tablename__ = "broken_glass"

    case_id: Mapped[CaseId] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, ForeignKey("workers.id"), index=True)
    reason: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None]
    review: Mapped[str | None]


class GlassScope(Record):
    """One person and category that broken glass opens."""

    __tablename__ = "glass_scopes"

    glass_id: Mapped[UUID] = mapped_column(ForeignKey("broken_glass.id"), index=True)
    person_id: Mapped[PersonId] = mapped_column(Identifier, ForeignKey("people.id"))
    category: Mapped[Category] = code(Category)


class Ticket(Base):
    """A worker opened a case, or all of theirs for one task: its detail shows while this lasts.

    `made_in` is the transaction that made it, on PostgreSQL: a ticket counts once committed.
    """

    __tablename__ = "tickets"
    __table_args__ = (Index(None, "worker_id", "until"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    case_id: Mapped[CaseId | None] = mapped_column(Identifier, index=True)
    """None: every case of theirs, for the unit of work that names this ticket."""
    purpose: Mapped[Purpose] = code(Purpose)
    at: Mapped[datetime]
    until: Mapped[datetime]
    made_in: Mapped[str | None]
