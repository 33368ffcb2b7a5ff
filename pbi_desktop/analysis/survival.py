"""How long something takes, when for some it has not happened yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, sqrt

from pbi_desktop.analysis.intervals import Z_95

_HALF = 0.5
_CLOSE = 1e-9  # products of shares are a little off; 0.5 must still be half


@dataclass(frozen=True)
class Step:
    """From `day` on this share is still waiting; `at_risk` were in the count that day."""

    day: int
    waiting: float
    low: float
    high: float
    at_risk: int
    events: int


def kaplan_meier(days: Sequence[int], happened: Sequence[bool]) -> tuple[Step, ...]:
    """Return the Kaplan-Meier curve, one step for each day on which it happened to somebody.

    `days` is how long each was watched; `happened` says whether it ended because it happened.
    Interval: Greenwood's variance on the logarithm, as R's `survfit` has it by default. Where
    nobody is left waiting that variance is infinite: the last upper end stays.
    """
    events = Counter(day for day, it in zip(days, happened, strict=True) if it)
    left = Counter(days)
    at_risk, waiting, spread, high = len(days), 1.0, 0.0, 1.0
    steps: list[Step] = []
    for day in sorted(left):
        if d := events[day]:
            waiting *= 1 - d / at_risk
            spread += d / (at_risk * (at_risk - d)) if d < at_risk else inf
            margin = exp(Z_95 * sqrt(spread))
            high = min(1.0, waiting * margin) if d < at_risk else high
            steps.append(Step(day, waiting, waiting / margin, high, at_risk, d))
        at_risk -= left[day]
    return tuple(steps)


def median_day(steps: Sequence[Step]) -> int | None:
    """Return the first day on which half or fewer are still waiting, if it came so far."""
    return next((step.day for step in steps if step.waiting <= _HALF + _CLOSE), None)
