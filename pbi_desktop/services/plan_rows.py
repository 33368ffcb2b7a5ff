"""What is shown of a plan beside its lines: who does a step, who changed it, is it agreed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import WorkerId


@dataclass(frozen=True)
class DoneBy:
    """Who does a step, where it is not the worker who owns it: that one asks after it."""

    agency_id: UUID | None = None
    """None: nobody's agency: the person themselves, or their sister."""
    who: str = ""


NOBODY_ELSE = DoneBy()
"""Whoever owns the step does it."""


@dataclass(frozen=True)
class StepWords:
    """A step as it is put right: what it says, whose it is, who does it, how sure they are."""

    what: str
    owner_id: WorkerId
    done_by: DoneBy = NOBODY_ELSE
    confidence: int | None = None
    """1 to 10, as the person says; None: not asked."""
    restricts: bool | None = None
    """Whether it restricts the person; None: as it was."""


@dataclass(frozen=True)
class StepChange:
    """That somebody of another agency than the owner's moved or settled a step."""

    by: str
    agency: str
    at: datetime
    became: ActionStatus | None
    """None: it was moved to another day."""


@dataclass(frozen=True)
class PlanAgreed:
    """Whether the person agreed the plan: on which day, or why it could not be agreed."""

    agreed_on: date | None
    not_agreed: str
    said_on: date


@dataclass(frozen=True)
class AgencyOption:
    """An agency that can do a step."""

    id: UUID
    name: str


def along_words(goals: int, steps: int) -> str:
    """Return what goes with a need or a goal: "1 goal and 2 steps"; empty where nothing does."""
    parts = [_counted(goals, "goal"), _counted(steps, "step")]
    return " and ".join(part for part in parts if part)


def _counted(count: int, word: str) -> str:
    if not count:
        return ""
    return f"1 {word}" if count == 1 else f"{count} {word}s"
