"""How long it takes to be adapted: steps over their interval, and how many are still counted."""

from collections.abc import Callable, Sequence

from pbi_desktop.domain.outcomes import TimeToAdapted, month_day
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Mark,
    Point,
    Scene,
    Shape,
    TextMeasure,
    Tint,
    Weight,
    Words,
    polyline,
)
from pbi_desktop.domain.stages import Stage
from pbi_desktop.reports.charts.lettering import lines_of
from pbi_desktop.reports.charts.stages import stage_marks
from pbi_desktop.reports.phrases import say_percent

MONTHS_APART = 3
_SMALL, _LABEL = 12.0, 13.0
_TALL, _TOP, _LEFT, _SIDE = 244.0, 12.0, 46.0, 112.0
_BOTTOM = 66.0
_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
_AXIS, _COUNTS = 46.0, 14.0
_ROOM_BETWEEN = 10.0


def whole_months(curve: TimeToAdapted) -> int:
    """Return how many whole months the curve reaches; 0 where it has no point at a whole month."""
    months, reached = 0, 0
    while month_day(months) <= curve.days[-1]:
        reached = months if month_day(months) in curve.days else reached
        months += 1
    return reached


def months_shown(curve: TimeToAdapted) -> list[int]:
    """Return the months of table and axis: every third, and the last."""
    last = whole_months(curve)
    return sorted({*range(0, last + 1, MONTHS_APART), last})


def curve_scene(curve: TimeToAdapted, measure: TextMeasure, width: float = 560.0) -> Scene:
    """Return the curve as steps over its interval, with a grid by quarters and by months."""
    last = max(1, curve.days[-1])
    top = next(level for level in _LEVELS[1:] if max(curve.high) <= level)
    right = width - _SIDE

    def x(day: float) -> float:
        return _LEFT + (right - _LEFT) * day / last

    def y(share: float) -> float:
        return _TALL - _BOTTOM - (_TALL - _TOP - _BOTTOM) * share / top

    levels = [level for level in _LEVELS if level <= top]
    grid = [_grid(((_LEFT, y(level)), (right, y(level)))) for level in levels]
    area = polyline(
        (*_steps(curve, curve.low, x, y), *reversed(_steps(curve, curve.high, x, y))), closed=True
    )
    band = Shape(area, fill=Tint.ADAPTED, opacity=0.22)
    line = Shape(polyline(tuple(_steps(curve, curve.share, x, y))), stroke=Tint.ADAPTED, width=2.5)
    labels = [
        Words(_LEFT - 8, y(one) + 4, say_percent(one * 100), _SMALL, Tint.INK2, align=Align.END)
        for one in levels
    ]
    marks: tuple[Mark, ...] = (
        *grid,
        band,
        line,
        *labels,
        *_months(curve, x, right, measure),
        *_ending(curve, y, right, measure),
    )
    return Scene(width, _TALL, marks)


def _steps(
    curve: TimeToAdapted,
    shares: Sequence[float],
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> list[Point]:
    points = [(x(curve.days[0]), y(shares[0]))]
    for day, before, share in zip(curve.days[1:], shares, shares[1:], strict=False):
        points += [(x(day), y(before)), (x(day), y(share))]
    return points


def _grid(points: tuple[Point, ...]) -> Shape:
    return Shape(polyline(points), stroke=Tint.LINE)


def _months(
    curve: TimeToAdapted, x: Callable[[float], float], right: float, measure: TextMeasure
) -> list[Words]:
    """Return the months under the axis and, under them, how many cases are still counted."""
    found: list[Words] = []
    free_from = 0.0
    for month in months_shown(curve):
        at = x(month_day(month))
        known = month_day(month) in curve.days
        count = f"{curve.at_risk[curve.days.index(month_day(month))]:,}" if known else "\u2013"
        half = max(measure.width(text, _SMALL, Weight.REGULAR) for text in (str(month), count)) / 2
        if at - half < free_from:
            continue
        free_from = at + half + _ROOM_BETWEEN
        for text, up in ((str(month), _AXIS), (count, _COUNTS)):
            found.append(Words(at, _TALL - up, text, _SMALL, Tint.INK2, align=Align.MIDDLE))
    named = max(right + 14, free_from)
    for text, up in (("months", _AXIS), ("still counted", _COUNTS)):
        found.append(Words(named, _TALL - up, text, _SMALL, Tint.INK2))
    return found


def _ending(
    curve: TimeToAdapted, y: Callable[[float], float], right: float, measure: TextMeasure
) -> list[Mark]:
    """Return the name of the curve beside its end, with the share it reaches."""
    last = whole_months(curve)
    reached = curve.share[curve.days.index(month_day(last))]
    at = min(max(y(reached), _TOP + 12), _TALL - _BOTTOM - 34)
    left = right + 10
    months = f"{last} month" if last == 1 else f"{last} months"
    words = f"{say_percent(reached * 100)} by {months}"
    lines = lines_of(words, _SIDE - 18, _SMALL, measure)
    return [
        *stage_marks(Stage.ADAPTED, Box(left, at - 9, 13, 13)),
        Words(left + 19, at + 2, "Adapted", _LABEL, Tint.ADAPTED, Weight.SEMI_BOLD),
        *(
            Words(left, at + 18 + 15 * number, line, _SMALL, Tint.INK2)
            for number, line in enumerate(lines)
        ),
    ]
