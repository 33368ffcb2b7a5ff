"""The least that has to be said before a case enters a phase.

Nothing is required to save a draft: what is missing holds back the move alone. No case is ever
stuck: it can always be closed because somebody died or moved, or because it was opened twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.phases import ClosureReason, Engagement, Phase, SafeguardingCheck

ALWAYS_CLOSES = frozenset({ClosureReason.DIED, ClosureReason.DUPLICATE, ClosureReason.MOVED_AWAY})
"""For these reasons a case can be closed whatever is missing."""
WITHOUT_RATINGS = ALWAYS_CLOSES | {ClosureReason.NOT_CONTACTABLE, ClosureReason.DECLINED}
"""For these reasons the closing ratings may be not possible."""


class Where(StrEnum):
    """Where what is missing can be put right."""

    HERE = "here"
    """In the form that moves the case."""
    STAGE = "stage"
    RISK = "risk"
    NEED = "need"
    GOAL = "goal"
    STEP = "step"


@dataclass(frozen=True)
class Missing:
    """One thing that holds a case back: which it is, what to do, and where."""

    field: str
    how: str
    where: Where = Where.HERE


@dataclass(frozen=True)
class PhaseFacts:
    """What is known of a case on the day on which it is to be moved."""

    today: date
    source: str = ""
    reasons: bool = False
    """Whether it is written down why they came to us."""
    identified_on: date | None = None
    key_worker: bool = False
    backup: bool = False
    threshold: str = ""
    safeguarding: SafeguardingCheck | None = None
    first_contact_on: date | None = None
    attempts: int = 0
    """How often we tried and reached nobody."""
    engagement: Engagement | None = None
    needs: int = 0
    strengths: int = 0
    """What they said matters to them, and what they are good at."""
    risks_asked: bool = False
    baseline_overall: bool = False
    baseline_parts: int = 0
    own_view: bool = False
    without_them: str = ""
    """Why something that takes the person was done without them; on record: the plan."""
    goals: int = 0
    goals_with_step: int = 0
    agreed_on: date | None = None
    next_review_on: date | None = None
    review_owner: bool = False
    rerated: bool = False
    """Whether stages were rated again since the plan was last looked at."""
    closure: ClosureReason | None = None
    closing_rated: bool = False
    goes_on: str = ""
    goes_on_shared: str = ""
    check_due_on: date | None = None
    checked_on: date | None = None
    check_rated: bool = False
    evidence: str = ""
    method: bool = False


def missing(phase: Phase, facts: PhaseFacts) -> tuple[Missing, ...]:
    """Return everything that is missing for a case to enter a phase, all at once."""
    return tuple(_MINIMUM[phase](facts))


def _identified(facts: PhaseFacts) -> Iterator[Missing]:
    if not facts.source.strip():
        yield Missing("source", "Write who told us of them, and how.")
    if not facts.reasons:
        yield Missing("reasons", "Write down why they came, or why we were told of them.")
    if facts.identified_on is None:
        yield Missing("identified_on", "Write the day on which we were told.")


def _triaged(facts: PhaseFacts) -> Iterator[Missing]:
    if not facts.key_worker:
        yield Missing("key_worker", "Name a key worker.")
    if not facts.backup:
        yield Missing("backup", "Name a backup worker, who is there when the key worker is not.")
    if not facts.threshold.strip():
        yield Missing("threshold", "Say whether this meets what statutory help takes, and why.")
    if facts.safeguarding is None:
        yield Missing("safeguarding", "Say what the safeguarding check found.")


def _engaging(facts: PhaseFacts) -> Iterator[Missing]:
    if facts.engagement is None:
        yield Missing("engagement", "Say whether they work with us, said no, or were not reached.")
    elif facts.engagement is Engagement.NOT_REACHED:
        if not facts.attempts:
            yield Missing("contact", "Write down at least one try to reach them.")
    elif facts.first_contact_on is None:
        yield Missing("contact", "Write the day on which you first spoke.")


def _assessed(facts: PhaseFacts) -> Iterator[Missing]:
    if not facts.needs and not facts.strengths:
        yield Missing("needs", "Write down a strength or a need.", Where.NEED)
    if not facts.risks_asked:
        yield Missing("risks", "Ask about risks. If none is known, write that down.", Where.RISK)
    if not facts.baseline_overall:
        yield Missing("overall", "Give a first rating overall.", Where.STAGE)
    if not facts.baseline_parts:
        yield Missing("parts", "Give a first rating for at least one part of life.", Where.STAGE)
    if not facts.own_view and not facts.without_them.strip():
        yield Missing("without_them", "Ask how they see it themselves, or say why not.")


def _planned(facts: PhaseFacts) -> Iterator[Missing]:
    if not facts.needs:
        yield Missing("needs", "Write down what is needed.", Where.NEED)
    if not facts.goals:
        yield Missing("goals", "Write down what they want, for a need.", Where.GOAL)
    if not facts.goals_with_step:
        yield Missing("steps", "Add a step towards a goal.", Where.STEP)
    if facts.agreed_on is None and not facts.without_them.strip():
        yield Missing("agreed_on", "Say when they agreed the plan, or why they did not.")
    elif facts.agreed_on is not None and facts.agreed_on > facts.today:
        yield Missing("agreed_on", "Choose a day that has been.")
    yield from _next_review(facts)


def _reviewed(facts: PhaseFacts) -> Iterator[Missing]:
    if not facts.rerated:
        yield Missing("rerated", "Rate the stages again.", Where.STAGE)
    yield from _next_review(facts)
    if not facts.review_owner:
        yield Missing("review_owner", "Say who does the next review.")


def _next_review(facts: PhaseFacts) -> Iterator[Missing]:
    if facts.next_review_on is None or facts.next_review_on <= facts.today:
        yield Missing("next_review_on", "Choose the day of the next review: a day to come.")


def _closed(facts: PhaseFacts) -> Iterator[Missing]:
    if facts.closure is None:
        yield Missing("reason", "Say why the case is closed.")
        return
    if facts.closure in ALWAYS_CLOSES:
        return
    why_not = facts.closure in WITHOUT_RATINGS and bool(facts.without_them.strip())
    if not facts.closing_rated and not why_not:
        how = "Rate overall as it is at closing"
        or_not = ", or say why that is not possible" if facts.closure in WITHOUT_RATINGS else ""
        yield Missing("ratings", f"{how}{or_not}.")
    if not facts.goes_on.strip():
        yield Missing("goes_on", "Write what goes on in everyday services. If nothing, say so.")
    if not facts.goes_on_shared.strip():
        yield Missing("goes_on_shared", "Write what is shared and with whom. If nothing, say so.")


def _checked(facts: PhaseFacts) -> Iterator[Missing]:
    if facts.checked_on is None or facts.checked_on > facts.today:
        yield Missing("checked_on", "Write the day of the check: a day that has been.")
    elif facts.check_due_on is not None and facts.checked_on < facts.check_due_on:
        yield Missing("checked_on", "The check counts from six months after closing.")
    if facts.without_them.strip():
        return
    if not facts.check_rated:
        yield Missing("ratings", "Rate overall as it is now, or say why that is not possible.")
    if not facts.evidence.strip():
        yield Missing("evidence", "Write what your rating rests on.")
    if not facts.method:
        yield Missing("method", "Say how you asked: by phone, at home, or how else.")


_MINIMUM: dict[Phase, Callable[[PhaseFacts], Iterator[Missing]]] = {
    Phase.IDENTIFIED: _identified,
    Phase.TRIAGED: _triaged,
    Phase.ENGAGING: _engaging,
    Phase.ASSESSED: _assessed,
    Phase.PLANNED: _planned,
    Phase.REVIEWED: _reviewed,
    Phase.CLOSED: _closed,
    Phase.SUSTAINED_CHECK: _checked,
}
