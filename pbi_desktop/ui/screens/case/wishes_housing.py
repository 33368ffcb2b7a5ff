"""What a worker may wish about homes, debts, days that matter and going along."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.housing import DebtState, KeyDateState
from pbi_desktop.services.housing_rows import NewDebt, NewGoing, NewHome, NewKeyDate, WhatHappened


@dataclass(frozen=True)
class AddHome:
    """Write down on what footing somebody lives."""

    home: NewHome


@dataclass(frozen=True)
class ChangeHome:
    """Change what is known of a home."""

    home_id: UUID
    seen: int
    home: NewHome


@dataclass(frozen=True)
class EndHome:
    """Say when somebody's footing there ended."""

    home_id: UUID
    seen: int
    on_day: date


@dataclass(frozen=True)
class AddDebt:
    """Write down what is owed."""

    debt: NewDebt


@dataclass(frozen=True)
class ChangeDebt:
    """Say what a debt is now."""

    debt_id: UUID
    seen: int
    debt: NewDebt


@dataclass(frozen=True)
class SettleDebt:
    """Say that a debt is gone."""

    debt_id: UUID
    seen: int
    state: DebtState
    on_day: date


@dataclass(frozen=True)
class AddKeyDate:
    """Write down a day that matters."""

    key_date: NewKeyDate


@dataclass(frozen=True)
class SettleKeyDate:
    """Say what became of a day that matters."""

    date_id: UUID
    seen: int
    state: KeyDateState
    outcome: str


@dataclass(frozen=True)
class MoveKeyDate:
    """Say to which day it was moved."""

    date_id: UUID
    seen: int
    on_day: date
    at: datetime | None
    why: str


@dataclass(frozen=True)
class PlanGoing:
    """Plan to go along."""

    going: NewGoing


@dataclass(frozen=True)
class RecordGoing:
    """Say how it went."""

    going_id: UUID
    seen: int
    happened: WhatHappened


@dataclass(frozen=True)
class WentAlong:
    """Write down going along that nobody had planned."""

    going: NewGoing
    happened: WhatHappened


HousingWish = (
    AddHome
    | ChangeHome
    | EndHome
    | AddDebt
    | ChangeDebt
    | SettleDebt
    | AddKeyDate
    | SettleKeyDate
    | MoveKeyDate
    | PlanGoing
    | RecordGoing
    | WentAlong
)
