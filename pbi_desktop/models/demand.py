"""Calls on public services by people that the team works with."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.demand import DemandKind
from pbi_desktop.models.base import PersonRecord, code


class DemandEvent(PersonRecord):
    """A call, visit or event that an agency tells of; at an address where it was one's."""

    __tablename__ = "demand_events"

    kind: Mapped[DemandKind] = code(DemandKind)
    agency: Mapped[str]
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    address_id: Mapped[UUID | None] = mapped_column(ForeignKey("addresses.id"), index=True)
    on_day: Mapped[date]
    count: Mapped[int]
    source: Mapped[str]
    source_key: Mapped[str] = mapped_column(index=True)
    """What tells the row of the agency's list apart: the same again is the same event."""
    unit_cost_code: Mapped[str | None]
