"""The measures: what puts a case into n, into N only, or out of N and why."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pbi_desktop.analysis.reading import (
    baseline,
    check,
    check_due_on,
    closing,
    is_closed,
    is_duplicate,
)
from pbi_desktop.domain.gains import one_off_value, year_value
from pbi_desktop.domain.outcomes import CaseFacts, LeftOut, MeasureId
from pbi_desktop.domain.stages import Stage, is_adapted, started_low

Placing = bool | LeftOut
"""True: counted in n. False: in N but not in n. Otherwise why it is in neither."""

GROUP_VISITS = 2


@dataclass(frozen=True)
class Definition:
    """One measure: its words, the reasons it leaves cases out, and the rule that places a case."""

    id: MeasureId
    label: str
    words: str
    reasons: tuple[LeftOut, ...]
    place: Callable[[CaseFacts, date], Placing]


def took_part(case: CaseFacts, _as_at: date) -> Placing:
    """Place a case by whether the person took part."""
    return LeftOut.DUPLICATE if is_duplicate(case) else case.engaged


def adapted_at_close(case: CaseFacts, _as_at: date) -> Placing:
    """Place a case by its overall stage when it was closed, if it started low."""
    if is_duplicate(case):
        return LeftOut.DUPLICATE
    ends = both_ends(case)
    if ends is None:
        return _why_unrated(case)
    start, end = ends
    return is_adapted(end) if started_low(start) else LeftOut.STARTED_HIGHER


def adapted_at_six_months(case: CaseFacts, as_at: date) -> Placing:
    """Place a case that was adapted at closing by its check six months or more later."""
    closed = adapted_at_close(case, as_at)
    if closed is not True:
        return LeftOut.NOT_ADAPTED_AT_CLOSE if closed is False else closed
    found = check(case)
    if found is not None:
        return is_adapted(found.stage)
    return LeftOut.CHECK_MISSING if check_due_on(case) <= as_at else LeftOut.CHECK_NOT_DUE


def better_off_confirmed(case: CaseFacts, _as_at: date) -> Placing:
    """Place a case by whether its confirmed gains, debt apart, come to more than nothing."""
    if is_duplicate(case):
        return LeftOut.DUPLICATE
    if case.money_hidden:
        return LeftOut.MONEY_HIDDEN
    if case.money_assessed or case.gains:
        return confirmed_pence(case) > 0
    return LeftOut.MONEY_NOT_ASSESSED if case.engaged else LeftOut.DID_NOT_TAKE_PART


def group_twice_or_more(case: CaseFacts, _as_at: date) -> Placing:
    """Place a case by whether somebody came to the same group on two days or more."""
    if is_duplicate(case):
        return LeftOut.DUPLICATE
    if not case.engaged:
        return LeftOut.DID_NOT_TAKE_PART
    days = {(v.group, v.on_day) for v in case.attendances if v.came and v.on_day >= case.opened_on}
    visits = Counter(group for group, _ in days)
    return max(visits.values(), default=0) >= GROUP_VISITS


def fewer_unplanned_events(_case: CaseFacts, _as_at: date) -> Placing:
    """Leave every case out: there is nothing yet to count unplanned events from."""
    return LeftOut.NO_DEMAND_EVENTS


def both_ends(case: CaseFacts) -> tuple[Stage, Stage] | None:
    """Return the overall stage at the start and at closing, of a closed case that has both."""
    start, end = baseline(case), closing(case)
    if not is_closed(case) or start is None or end is None:
        return None
    return start.stage, end.stage


def confirmed_pence(case: CaseFacts) -> int:
    """Return the case's confirmed gains, first year and one-off together, debt not counted."""
    sure = {fact.id: fact.gain for fact in case.gains if fact.gain.counts}
    income = [gain for gain in sure.values() if not gain.is_debt]
    return sum(year_value(gain) + one_off_value(gain) for gain in income)


def _why_unrated(case: CaseFacts) -> LeftOut:
    if not case.engaged:
        return LeftOut.DID_NOT_TAKE_PART
    return LeftOut.RATING_MISSING if is_closed(case) else LeftOut.STILL_OPEN


_UNRATED = (
    LeftOut.DUPLICATE,
    LeftOut.DID_NOT_TAKE_PART,
    LeftOut.STILL_OPEN,
    LeftOut.RATING_MISSING,
    LeftOut.STARTED_HIGHER,
)

DEFINITIONS = (
    Definition(
        MeasureId.TOOK_PART,
        "Cases where the person took part",
        "N: every case opened in the period. n: those that were assessed, or rated at least once. "
        "A case where we are still trying to reach the person counts as not taking part.",
        (LeftOut.DUPLICATE,),
        took_part,
    ),
    Definition(
        MeasureId.ADAPTED_AT_CLOSE,
        "Cases adapted when we closed",
        "N: closed cases with an overall rating at the start and at closing that started in crisis "
        "or not coping. n: those rated adapted at closing.",
        _UNRATED,
        adapted_at_close,
    ),
    Definition(
        MeasureId.ADAPTED_AT_SIX_MONTHS,
        "Cases still adapted six months after closing",
        "N: cases adapted when we closed that were rated again six months or more after closing. "
        "n: those rated adapted at the first such check. The rest of N slipped back.",
        (*_UNRATED, LeftOut.NOT_ADAPTED_AT_CLOSE, LeftOut.CHECK_NOT_DUE, LeftOut.CHECK_MISSING),
        adapted_at_six_months,
    ),
    Definition(
        MeasureId.BETTER_OFF_CONFIRMED,
        "Cases with a confirmed gain in money",
        "N: cases where money was talked through: it was rated as a part of life, or a gain of any "
        "kind was written down, no entitlement too. n: those whose confirmed gains, first year and "
        "one-off together, come to more than nothing. Debt that went away is not counted.",
        (
            LeftOut.DUPLICATE,
            LeftOut.DID_NOT_TAKE_PART,
            LeftOut.MONEY_NOT_ASSESSED,
            LeftOut.MONEY_HIDDEN,
        ),
        better_off_confirmed,
    ),
    Definition(
        MeasureId.GROUP_TWICE_OR_MORE,
        "Cases with two or more visits to the same group",
        "N: cases where the person took part. n: those where somebody came to the same group on "
        "two days or more since the case was opened.",
        (LeftOut.DUPLICATE, LeftOut.DID_NOT_TAKE_PART),
        group_twice_or_more,
    ),
    Definition(
        MeasureId.FEWER_UNPLANNED_EVENTS,
        "Cases with fewer unplanned events",
        "Would compare unplanned calls on services in equal times before and after. "
        "No such calls are recorded yet, so nothing can be said.",
        (LeftOut.NO_DEMAND_EVENTS,),
        fewer_unplanned_events,
    ),
)
