"""What people may ask for about their data, and how long it is kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.data_rights import RequestKind, RetentionAction, RetentionTrigger
from pbi_desktop.models.base import PersonRecord, Record, code


class SubjectRequest(PersonRecord):
    """A person asked for their data, or for something to be done about it. Its category is CORE."""

    __tablename__ = "subject_requests"

    kind: Mapped[RequestKind] = code(RequestKind)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    """Whose data it is about: each controller answers for its own."""
    received_on: Mapped[date]
    identity_checked_on: Mapped[date | None]
    clarified_from: Mapped[date | None]
    clarified_on: Mapped[date | None]
    extended_on: Mapped[date | None]
    extension_reason: Mapped[str | None]
    answered_on: Mapped[date | None]
    words: Mapped[str | None]


class WithheldItem(PersonRecord):
    """A record kept back from an answer, with the reason's code."""

    __tablename__ = "withheld_items"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("subject_requests.id"), index=True)
    kind: Mapped[str]
    record_id: Mapped[UUID]
    code: Mapped[str]


class RetentionRule(Record):
    """How long a kind of record is kept after what, and what happens then."""

    __tablename__ = "retention_rules"

    record_type: Mapped[str]
    trigger: Mapped[RetentionTrigger] = code(RetentionTrigger)
    months: Mapped[int] = mapped_column(Integer)
    action: Mapped[RetentionAction] = code(RetentionAction)
    source: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class LegalHold(PersonRecord):
    """Nothing of a person goes while this lasts. Its category is CORE."""

    __tablename__ = "legal_holds"

    reason: Mapped[str]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class Erasure(Record):
    """What was erased under a rule: counts, never whose."""

    __tablename__ = "erasures"

    rule_id: Mapped[UUID | None] = mapped_column(ForeignKey("retention_rules.id"))
    at: Mapped[datetime]
    approved_by: Mapped[UUID]
    counts: Mapped[str]
