"""Agencies, workers, what they are at a site, and what their agency may hold."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import (
    EVERY_VERB,
    AgencyKind,
    Basis,
    Category,
    Purpose,
    SiteRole,
    Verb,
)
from pbi_desktop.models.base import Code, Record, code


class Agency(Record):
    """A partner organisation with duties of its own."""

    __tablename__ = "agencies"

    name: Mapped[str]
    kind: Mapped[AgencyKind] = code(AgencyKind)


class Worker(Record):
    """Somebody who signs in. `database_role` is the login role on PostgreSQL."""

    __tablename__ = "workers"

    name: Mapped[str]
    login: Mapped[str] = mapped_column(index=True)
    job: Mapped[str]
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    active: Mapped[bool]
    database_role: Mapped[str | None] = mapped_column(index=True)


class SiteRoleHeld(Record):
    """A role at a site, from an instant to an instant."""

    __tablename__ = "site_roles"

    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"), index=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    role: Mapped[SiteRole] = code(SiteRole)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Agreement(Record):
    """A sharing agreement as data: one category for one kind of agency and one purpose."""

    __tablename__ = "agreements"

    purpose: Mapped[Purpose] = code(Purpose)
    agency_kind: Mapped[AgencyKind] = code(AgencyKind)
    category: Mapped[Category] = code(Category)
    basis: Mapped[Basis] = code(Basis)
    rights: Mapped[Verb] = mapped_column(
        Code(Verb), default=EVERY_VERB, server_default=str(int(EVERY_VERB))
    )
    seconded_by: Mapped[UUID | None]
    """The second person who agreed; without one it gives nothing."""
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
