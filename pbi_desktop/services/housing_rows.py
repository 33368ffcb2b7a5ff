"""What is shown of homes, debts, the days that matter and going along, and what is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.debts import is_priority
from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    GoingTo,
    KeyDateKind,
    KeyDateState,
    Tenure,
    Went,
)
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.pressing import HowNear, Rank


@dataclass(frozen=True)
class KeyDateLine:
    """A day on which something happens, and what happens if it is missed."""

    id: UUID
    version: int
    case_id: CaseId
    person_id: PersonId
    kind: KeyDateKind
    category: Category
    what: str
    on_day: date
    at: datetime | None
    """The instant, where an hour is known."""
    place: str
    consequence: str
    state: KeyDateState
    outcome: str
    days_left: int
    """Below 0: it has passed, and nobody has said what became of it."""
    near: HowNear
    rank: Rank
    """Compares with `rank_of_promise`: the smaller is seen first."""


@dataclass(frozen=True)
class HomeLine:
    """On what footing somebody lives, or lived."""

    id: UUID
    version: int
    tenure: Tenure
    landlord: str
    rent: Amount | None
    started_on: date | None
    ended_on: date | None
    ends_by: date | None


@dataclass(frozen=True)
class DebtFigure:
    """What a debt was on a day."""

    amount: Pence
    as_at: date


@dataclass(frozen=True)
class DebtLine:
    """What is owed to whom, as it was last known, and what it was before."""

    id: UUID
    version: int
    kind: DebtKind
    creditor: str
    amount: Pence
    as_at: date
    repayment: Amount | None
    state: DebtState
    settled_on: date | None
    earlier: tuple[DebtFigure, ...] = ()
    """The latest of the earlier figures first."""

    @property
    def priority(self) -> bool:
        """Whether it can cost a home, heat or freedom."""
        return is_priority(self.kind)


@dataclass(frozen=True)
class GoingAlongLine:
    """A worker goes along, or went."""

    id: UUID
    version: int
    case_id: CaseId
    at: datetime
    worker: str
    mine: bool
    going_to: GoingTo
    place: str
    went: Went
    minutes: int | None
    has_note: bool


@dataclass(frozen=True)
class HomeAndDebts:
    """The home side of the Money tab; None of a part means "not recorded or not shared"."""

    homes: tuple[HomeLine, ...]
    """The present one first."""
    debts: tuple[DebtLine, ...]
    """What is still owed first, priority debts first."""
    totals: Mapping[DebtState, Pence]
    arrears: Pence | None
    """What is owed in rent; None where no rent is owed."""
    weeks: Decimal | None
    """The weeks of rent it comes to; None where the rent is not known."""
    dates: tuple[KeyDateLine, ...]
    going: tuple[GoingAlongLine, ...]
    sees_home: bool
    sees_money: bool


@dataclass(frozen=True)
class NewHome:
    """A home as it is written down."""

    tenure: Tenure
    landlord: str = ""
    rent: Amount | None = None
    started_on: date | None = None
    ends_by: date | None = None


@dataclass(frozen=True)
class NewDebt:
    """A debt as it is written down, or as it stands now."""

    kind: DebtKind
    creditor: str
    amount: Pence
    as_at: date | None = None
    """None: today."""
    state: DebtState = DebtState.OWED
    repayment: Pence | None = None
    repayment_frequency: Frequency | None = None


@dataclass(frozen=True)
class NewKeyDate:
    """A key date as it is written down."""

    kind: KeyDateKind
    what: str
    on_day: date
    consequence: str
    at: datetime | None = None
    place: str = ""
    category: Category | None = None
    """None: as is the habit for its kind."""


@dataclass(frozen=True)
class NewGoing:
    """Going along as it is planned, or as it was."""

    at: datetime
    going_to: GoingTo
    place: str
    worker_id: WorkerId | None = None
    """None: whoever writes it."""


@dataclass(frozen=True)
class WhatHappened:
    """What became of going along."""

    went: Went
    words: str = ""
    """What happened, kept as a note in the story."""
    minutes: int | None = None
