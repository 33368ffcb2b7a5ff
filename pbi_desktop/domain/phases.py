"""Where a case is in the process. A phase is never a stage: the stage is the coping scale.

What has to be said before a case enters a phase is in `minimum`.
"""

from datetime import date, timedelta
from enum import StrEnum

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.errors import IllegalMove
from pbi_desktop.domain.stages import Stage

CHECK_AFTER_MONTHS = 6
CHECK_NOTICE = timedelta(weeks=4)
"""So long before it is due the check after closing comes up by itself."""


class Phase(StrEnum):
    """The eight phases from first word to the check after closing."""

    IDENTIFIED = "identified"
    TRIAGED = "triaged"
    ENGAGING = "engaging"
    ASSESSED = "assessed"
    PLANNED = "planned"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    SUSTAINED_CHECK = "sustained_check"


class ClosureReason(StrEnum):
    """Why a case was closed."""

    OUTCOMES_MET = "outcomes_met"
    STEPPED_UP = "stepped_up"
    MOVED_AWAY = "moved_away"
    DECLINED = "declined"
    NOT_CONTACTABLE = "not_contactable"
    TRANSFERRED = "transferred"
    DIED = "died"
    DUPLICATE = "duplicate"


class SafeguardingCheck(StrEnum):
    """What the check at triage found."""

    NOTHING_FOUND = "nothing_found"
    CONCERN_RECORDED = "concern_recorded"
    OPEN_ALREADY = "open_already"


class Engagement(StrEnum):
    """Whether the person works with the team."""

    ENGAGED = "engaged"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


class Held(StrEnum):
    """What a check after closing found, against the rating at closing."""

    SUSTAINED = "sustained"
    RELAPSED = "relapsed"
    NOT_KNOWN = "not_known"
    """There was no rating at closing, or none at the check."""


_NEXT: dict[Phase, frozenset[Phase]] = {
    Phase.IDENTIFIED: frozenset({Phase.TRIAGED, Phase.CLOSED}),
    Phase.TRIAGED: frozenset({Phase.ENGAGING, Phase.CLOSED}),
    Phase.ENGAGING: frozenset({Phase.ASSESSED, Phase.CLOSED}),
    Phase.ASSESSED: frozenset({Phase.PLANNED, Phase.CLOSED}),
    Phase.PLANNED: frozenset({Phase.REVIEWED, Phase.CLOSED}),
    Phase.REVIEWED: frozenset({Phase.REVIEWED, Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.SUSTAINED_CHECK}),
    Phase.SUSTAINED_CHECK: frozenset(),
}

OPEN_PHASES = frozenset(Phase) - {Phase.CLOSED, Phase.SUSTAINED_CHECK}
TOOK_PART = OPEN_PHASES - {Phase.IDENTIFIED, Phase.TRIAGED, Phase.ENGAGING}


def move(current: Phase, wanted: Phase) -> Phase:
    """Return the new phase, or refuse."""
    if wanted not in _NEXT[current]:
        raise IllegalMove(current, wanted)
    return wanted


def has_check(reason: ClosureReason | None) -> bool:
    """Say whether a case closed for this reason is looked at again."""
    return reason not in (ClosureReason.DIED, ClosureReason.DUPLICATE)


def check_due_on(closed_on: date) -> date:
    """Return the day on which the check after closing is due, and from which it counts."""
    return months_on(closed_on, CHECK_AFTER_MONTHS)


def is_check_due(closed_on: date, today: date) -> bool:
    """Say whether the check has come up: it is due within the notice, or overdue."""
    return today >= check_due_on(closed_on) - CHECK_NOTICE


def held(closing: Stage | None, now: Stage | None) -> Held:
    """Return whether what was reached at closing was held."""
    if closing is None or now is None:
        return Held.NOT_KNOWN
    return Held.SUSTAINED if now >= closing else Held.RELAPSED


def due_words(due_on: date, today: date) -> str:
    """Return when something is due, for people: "Due in 3 days", "Overdue by 2 weeks"."""
    away = (due_on - today).days
    if away == 0:
        return "Due today"
    count, what = _span(abs(away))
    span = f"{count} {what}" if count == 1 else f"{count} {what}s"
    return f"Due in {span}" if away > 0 else f"Overdue by {span}"


_WEEKS_FROM, _MONTHS_FROM, _WEEK, _MONTH = 14, 60, 7, 30


def _span(days: int) -> tuple[int, str]:
    if days < _WEEKS_FROM:
        return days, "day"
    return (days // _WEEK, "week") if days < _MONTHS_FROM else (days // _MONTH, "month")
