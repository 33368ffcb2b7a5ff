"""On what basis something may be shared, and what was."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import AgencyKind, Basis, Purpose
from pbi_desktop.models.base import CaseRecord, code


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
    """A summary that left the building: to whom, why, when, and the hash of what it said."""

    __tablename__ = "disclosures"

    agency_id: Mapped[UUID]
    purpose: Mapped[Purpose] = code(Purpose)
    basis: Mapped[Basis] = code(Basis)
    at: Mapped[datetime]
    worker_id: Mapped[UUID] = mapped_column()
    copy_number: Mapped[int]
    content_hash: Mapped[str]
