"""Where a case is in the process. A phase is never a stage: the stage is the coping scale."""

from enum import StrEnum

from pbi_desktop.domain.errors import IllegalMove


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
