"""Where and on what footing somebody lives, what they owe, the days that matter, going along."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    GoingTo,
    KeyDateKind,
    KeyDateState,
    Tenure,
    Went,
)
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.money import Frequency
from pbi_desktop.models.base import CaseRecord, Identifier, code


class Tenancy(CaseRecord):
    """On what footing a person lives, from a day to a day."""

    __tablename__ = "tenancies"

    tenure: Mapped[Tenure] = code(Tenure)
    landlord: Mapped[str | None]
    rent: Mapped[int | None] = mapped_column(BigInteger)
    """Whole pence per `rent_frequency`."""
    rent_frequency: Mapped[Frequency | None] = code(Frequency, nullable=True)
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ends_by: Mapped[date | None]
    """The last day of a fixed term."""


class Debt(CaseRecord):
    """What is owed to whom, as it was on a day."""

    __tablename__ = "debts"

    debt_kind: Mapped[DebtKind] = code(DebtKind)
    creditor: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    """Whole pence."""
    as_at: Mapped[date]
    repayment: Mapped[int | None] = mapped_column(BigInteger)
    repayment_frequency: Mapped[Frequency | None] = code(Frequency, nullable=True)
    state: Mapped[DebtState] = code(DebtState)
    settled_on: Mapped[date | None]


class KeyDate(CaseRecord):
    """A hearing, an eviction, the last day of an appeal: a day, and what happens if it passes."""

    __tablename__ = "key_dates"

    date_kind: Mapped[KeyDateKind] = code(KeyDateKind)
    what: Mapped[str]
    on_day: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime | None]
    """The instant, where an hour is known."""
    place: Mapped[str | None]
    consequence: Mapped[str]
    """What happens if it is missed, in plain words."""
    state: Mapped[KeyDateState] = code(KeyDateState)
    outcome: Mapped[str | None]


class GoingAlong(CaseRecord):
    """A worker goes along: court, clinic, first visit. A record of its own."""

    __tablename__ = "going_along"

    at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    going_to: Mapped[GoingTo] = code(GoingTo)
    place: Mapped[str]
    went: Mapped[Went] = code(Went)
    note_id: Mapped[UUID | None]
    """What happened, as a note in the story."""
    minutes: Mapped[int | None]
