"""How long it takes until a case is adapted, from the day it was opened."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from pbi_desktop.analysis.reading import baseline, first_adapted_on, is_duplicate
from pbi_desktop.analysis.suppression import SMALLEST_SHOWN, is_small
from pbi_desktop.analysis.survival import Step, kaplan_meier, median_day
from pbi_desktop.domain.outcomes import CaseFacts, TimeToAdapted, month_day
from pbi_desktop.domain.stages import is_adapted


def is_timed(case: CaseFacts) -> bool:
    """Say whether the case is in the count: it took part and did not start adapted."""
    start = baseline(case)
    return (
        case.engaged
        and not is_duplicate(case)
        and start is not None
        and not is_adapted(start.stage)
    )


def time_to_adapted(cases: Sequence[CaseFacts], as_at: date, *, shared: bool) -> TimeToAdapted:
    """Return the share adapted by each day, of the timed cases.

    A case that was closed without being adapted stays in the count to the day of counting, as not
    adapted: taking it out would say that it could still have become adapted, and flatter us.
    """
    waits = [_wait(case, as_at) for case in cases]
    watched = _Watched(
        sorted(day for day, _ in waits), kaplan_meier(*zip(*waits, strict=True)) if waits else ()
    )
    points = _thinned(watched) if shared else _all_points(watched)
    return TimeToAdapted(
        tuple(point.day for point in points),
        tuple(1 - point.waiting for point in points),
        tuple(1 - point.high for point in points),
        tuple(1 - point.low for point in points),
        tuple(point.at_risk for point in points),
        None if shared else sum(it for _, it in waits),
        len(cases),
        None if shared else median_day(watched.steps),
    )


@dataclass(frozen=True)
class _Watched:
    """How long each case was watched, in order, and the curve that comes of it."""

    days: Sequence[int]
    steps: Sequence[Step]

    def at(self, day: int) -> Step:
        """Return how things stand at the end of a day; at risk are those watched that long."""
        passed = bisect_right(self.steps, day, key=lambda step: step.day)
        last = self.steps[passed - 1] if passed else Step(0, 1.0, 1.0, 1.0, 0, 0)
        at_risk = len(self.days) - bisect_left(self.days, day)
        return Step(day, last.waiting, last.low, last.high, at_risk, 0)

    def months(self) -> list[int]:
        """Return the days on which whole months are full, while anybody was watched."""
        last = self.days[-1] if self.days else -1
        return list(takewhile(lambda day: day <= last, map(month_day, count())))

    def events(self, first: int, last: int) -> int:
        """Return to how many it happened in these days, both included."""
        return sum(step.events for step in self.steps if first <= step.day <= last)


def _wait(case: CaseFacts, as_at: date) -> tuple[int, bool]:
    adapted_on = first_adapted_on(case)
    last = as_at if adapted_on is None else adapted_on
    return max(0, (last - case.opened_on).days), adapted_on is not None


def _all_points(watched: _Watched) -> list[Step]:
    """Return the steps, with points at the start, at each month and at the end of watching."""
    if not watched.days:
        return []
    wanted = {*watched.months(), watched.days[-1], *(step.day for step in watched.steps)}
    return [watched.at(day) for day in sorted(wanted)]


def _thinned(watched: _Watched) -> list[Step]:
    """Return months between which nobody or at least five moved, while five are left.

    Only whole months: a single day names a case.
    """
    kept: list[Step] = []
    for day in watched.months():
        point = watched.at(day)
        if point.at_risk < SMALLEST_SHOWN:
            break
        before, left = (kept[-1].day, kept[-1].at_risk) if kept else (-1, len(watched.days))
        gone = left - point.at_risk
        seen = watched.events(before + 1, day)
        unseen_end = gone - watched.events(before, day - 1)
        if not (is_small(seen) or is_small(gone) or is_small(unseen_end)):
            kept.append(point)
    return kept
