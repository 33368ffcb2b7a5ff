"""The measures side by side: a dot for the share and a line for its 95 % interval."""

from collections.abc import Callable

from pbi_desktop.domain.documents import Figure, Table, Text
from pbi_desktop.domain.outcomes import LEFT_OUT_LABELS, Measure, OutcomesResult
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Mark,
    Scene,
    Shape,
    Spot,
    TextMeasure,
    Tint,
    Weight,
    Words,
    ellipse,
    polyline,
)
from pbi_desktop.reports.charts.lettering import lines_of
from pbi_desktop.reports.phrases import HIDDEN, say_count, say_percent

_LABEL, _SMALL, _LINE = 13.0, 12.0, 16.0
_ROW_GAP, _FOOT = 12.0, 26.0
_DOT = 4.5
_LEVELS = (0, 25, 50, 75, 100)


def intervals(result: OutcomesResult, measure: TextMeasure, width: float = 560.0) -> Figure:
    """Return every measure as a dot on a line, with its n of N in words."""
    return Figure(
        alt=_alt(result),
        scene=_scene(result, measure, width),
        caption="Share of cases, with its 95% interval",
        table=interval_table(result),
    )


def interval_table(result: OutcomesResult, caption: str = "All measures") -> Table:
    """Return the measures as a table: n of N, unit, share, interval, and who was left out."""
    header = ("Measure", "n of N", "Unit", "%", "95% interval", "Left out of N")
    rows = tuple(_row(one) for one in result.measures)
    return Table(caption, header, rows, frozenset({1, 3, 4}))


def n_of_all(measure: Measure) -> str:
    """Return "61 of 92"."""
    if measure.n is None and measure.N is None:
        return HIDDEN
    return f"{say_count(measure.n)} of {say_count(measure.N)}"


def share(measure: Measure) -> str:
    """Return "66%", "no cases" where there is nobody to count, or that it is hidden."""
    if measure.N == 0:
        return "no cases"
    return HIDDEN if measure.percent is None else say_percent(measure.percent)


def interval(measure: Measure) -> str:
    """Return "56% to 75%", nothing where there is nobody to count, or that it is hidden."""
    if measure.N == 0:
        return ""
    if measure.low is None:
        return HIDDEN
    return f"{say_percent(measure.low)} to {say_percent(measure.high)}"


def left_out(measure: Measure) -> str:
    """Return who was left out of N and why."""
    found = [
        f"{'a hidden number' if count is None else f'{count:,}'} {LEFT_OUT_LABELS[reason]}"
        for reason, count in measure.left_out.items()
        if count != 0
    ]
    return "; ".join(found) or "none"


def _row(measure: Measure) -> tuple[Text, ...]:
    return (
        (measure.label,),
        (n_of_all(measure),),
        (f"{measure.unit.value}s",),
        (share(measure),),
        (interval(measure),),
        (left_out(measure),),
    )


def _said(measure: Measure) -> str:
    if measure.percent is None:
        return share(measure)
    return f"{share(measure)}, {n_of_all(measure)} {measure.unit.value}s"


def _alt(result: OutcomesResult) -> str:
    told = "; ".join(f"{one.label}: {_said(one)}" for one in result.measures)
    return f"A dot and a line for each measure. {told}. The table has the intervals."


def _scene(result: OutcomesResult, measure: TextMeasure, width: float) -> Scene:
    side = max(measure.width("100%", _SMALL, Weight.REGULAR) / 2 + 1, _DOT + 1)
    left = round(width * 0.46)
    right = width - side

    def x(percent: float) -> float:
        return left + (right - left) * percent / 100

    marks: list[Mark] = []
    spots: list[Spot] = []
    y = 4.0
    for one in result.measures:
        name = lines_of(one.label, left - 20, _LABEL, measure, Weight.SEMI_BOLD)
        said = lines_of(_said(one), left - 20, _SMALL, measure)
        tall = _LINE * (len(name) + len(said))
        spots.append(
            Spot(f"measure:{one.id.value}", Box(0, y, width, tall), f"{one.label}: {_said(one)}")
        )
        marks += _lettering(name, said, y)
        marks += _dot_and_line(one, x, y + tall / 2)
        y += tall + _ROW_GAP
    grid = [Shape(polyline(((x(at), 0.0), (x(at), y))), stroke=Tint.LINE) for at in _LEVELS]
    foot = [Words(x(at), y + 16, f"{at}%", _SMALL, Tint.INK2, align=Align.MIDDLE) for at in _LEVELS]
    return Scene(width, y + _FOOT, (*grid, *marks, *foot), tuple(spots))


def _lettering(name: list[str], said: list[str], y: float) -> list[Words]:
    found: list[Words] = []
    for line in name:
        y += _LINE
        found.append(Words(0, y - 4, line, _LABEL, weight=Weight.SEMI_BOLD))
    for line in said:
        y += _LINE
        found.append(Words(0, y - 4, line, _SMALL, Tint.INK2))
    return found


def _dot_and_line(measure: Measure, x: Callable[[float], float], y: float) -> list[Mark]:
    """Return the share as a dot on its interval; nothing where there is none or it is hidden."""
    if measure.percent is None or measure.low is None or measure.high is None:
        return []
    low, high, at = x(measure.low), x(measure.high), x(measure.percent)
    dot = Box(at - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT)
    ends = [
        Shape(polyline(((end, y - 5), (end, y + 5))), stroke=Tint.PRIMARY, width=1.5)
        for end in (low, high)
    ]
    line = Shape(polyline(((low, y), (high, y))), stroke=Tint.PRIMARY, width=2)
    return [line, *ends, Shape(ellipse(dot), fill=Tint.PRIMARY, stroke=Tint.SURFACE)]
