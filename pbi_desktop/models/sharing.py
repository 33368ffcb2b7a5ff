"""On what basis something may be shared, and what was."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import AgencyKind, Basis, Purpose
from pbi_desktop.domain.disclosures import DisclosureHow, RecallReason, SummaryState
from pbi_desktop.models.base import CaseRecord, PersonRecord, code


class SharingBasis(CaseRecord):
    """Why a kind of agency may be told about a person, for one purpose, and what they said."""

    __tablename__ = "sharing_bases"

    agency_kind: Mapped[AgencyKind] = code(AgencyKind)
    purpose: Mapped[Purpose] = code(Purpose)
    basis: Mapped[Basis] = code(Basis)
    gateway: Mapped[str]
    told_person: Mapped[bool]
    objection: Mapped[str | None]
    decided_on: Mapped[date]
    decided_by: Mapped[UUID]
    expires_on: Mapped[date | None]


class Disclosure(CaseRecord):
    """Something that left the building: to whom, why, when, and the hash of what it said."""

    __tablename__ = "disclosures"

    agency_id: Mapped[UUID]
    purpose: Mapped[Purpose] = code(Purpose)
    basis: Mapped[Basis] = code(Basis)
    at: Mapped[datetime]
    worker_id: Mapped[UUID] = mapped_column()
    copy_number: Mapped[int]
    content_hash: Mapped[str]
    how: Mapped[DisclosureHow | None] = code(DisclosureHow, nullable=True)
    summary_id: Mapped[UUID | None]
    endangers: Mapped[bool | None]
    """True: a log for the person leaves it out, as it would endanger or tip off."""


class SharedSummary(CaseRecord):
    """A summary for one agency, frozen as it was approved: later edits do not change it.

    What it says is its `SummaryContent`.
    Its category is the highest class of what it holds.
    """

    __tablename__ = "shared_summaries"

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    recipient: Mapped[str | None]
    purpose: Mapped[Purpose] = code(Purpose)
    basis: Mapped[Basis] = code(Basis)
    state: Mapped[SummaryState] = code(SummaryState)
    content_hash: Mapped[str]
    marking: Mapped[str]
    holds: Mapped[str]
    """The categories it holds, as numbers with spaces between."""
    asks: Mapped[str | None]
    asks_by: Mapped[date | None]
    urgent: Mapped[bool]
    """Serious harm: shared now, approved afterwards."""
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    issued_at: Mapped[datetime | None]
    copy_number: Mapped[int | None]
    expires_on: Mapped[date | None]
    out_of_date_at: Mapped[datetime | None]
    out_of_date_why: Mapped[str | None]
    told_at: Mapped[datetime | None]
    told_by_id: Mapped[UUID | None]


class SummaryContent(CaseRecord):
    """One part of what a shared summary says: noise by itself; all parts are its text."""

    __tablename__ = "summary_contents"

    summary_id: Mapped[UUID] = mapped_column(ForeignKey("shared_summaries.id"), index=True)
    document: Mapped[str]


class DisclosedField(CaseRecord):
    """A version of a record, and the fields of it, that an agency was shown with a disclosure."""

    __tablename__ = "disclosed_fields"

    disclosure_id: Mapped[UUID] = mapped_column(ForeignKey("disclosures.id"), index=True)
    kind: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(index=True)
    record_version: Mapped[int]
    fields: Mapped[str]


class Recall(CaseRecord):
    """A disclosure that an agency must be told about: withdrawn, objected to, changed."""

    __tablename__ = "recalls"

    disclosure_id: Mapped[UUID] = mapped_column(ForeignKey("disclosures.id"), index=True)
    reason: Mapped[RecallReason] = code(RecallReason)
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]
    outcome: Mapped[str | None]


class Disagreement(CaseRecord):
    """What the person says about a record that they hold to be wrong, in their words."""

    __tablename__ = "disagreements"

    kind: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(index=True)
    words: Mapped[str]
    said_on: Mapped[date]


class Restriction(PersonRecord):
    """Processing is restricted: nothing of the person is shared, printed or exported meanwhile."""

    __tablename__ = "restrictions"

    reason: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Breach(CaseRecord):
    """Something reached somebody whom it should not have, or may have."""

    __tablename__ = "breaches"

    noticed_at: Mapped[datetime]
    what: Mapped[str]
    kind: Mapped[str | None]
    record_id: Mapped[UUID | None]
    reported_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
