"""What a worker may wish about the plan as a whole, and about its lines."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.services.plan_rows import StepWords


@dataclass(frozen=True)
class ChangeNeed:
    """Put a need into other words."""

    need_id: UUID
    seen: int
    words: str


@dataclass(frozen=True)
class ChangeGoal:
    """Put right what they want, and how much it matters to them."""

    goal_id: UUID
    seen: int
    words: str
    importance: int | None


@dataclass(frozen=True)
class ChangeStep:
    """Put a step right."""

    step_id: UUID
    seen: int
    step: StepWords


@dataclass(frozen=True)
class AgreePlan:
    """Say that the person agreed the plan, or why not."""

    agreed_on: date | None
    not_agreed: str


@dataclass(frozen=True)
class SetReview:
    """Say when the plan is looked at again."""

    seen: int
    on_day: date


@dataclass(frozen=True)
class TakeAwayNeed:
    """Take a need off the plan, with what stands under it."""

    need_id: UUID
    seen: int
    along: frozenset[UUID]


@dataclass(frozen=True)
class TakeAwayGoal:
    """Take a goal off the plan, with its steps."""

    goal_id: UUID
    seen: int
    along: frozenset[UUID]


PlanWish = (
    ChangeNeed | ChangeGoal | ChangeStep | AgreePlan | SetReview | TakeAwayNeed | TakeAwayGoal
)
