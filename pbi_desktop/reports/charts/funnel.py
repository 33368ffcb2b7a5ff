"""The funnel: from every case opened to those adapted at closing, and who dropped out and why."""

from dataclasses import dataclass

from pbi_desktop.domain.documents import Figure, Table
from pbi_desktop.domain.outcomes import LEFT_OUT_LABELS, FunnelStep, OutcomesResult, Reached
from pbi_desktop.domain.scene import (
    Box,
    Mark,
    Scene,
    Shape,
    Spot,
    TextMeasure,
    Tint,
    Weight,
    Words,
    polyline,
    rectangle,
)
from pbi_desktop.reports.charts.lettering import lines_of
from pbi_desktop.reports.phrases import HIDDEN, say_count

STEP_LABELS = {
    FunnelStep.OPENED: "opened",
    FunnelStep.TOOK_PART: "took part",
    FunnelStep.CLOSED: "closed",
    FunnelStep.RATED: "rated at both ends",
    FunnelStep.STARTED_LOW: "started in crisis or not coping",
    FunnelStep.ADAPTED: "adapted when closed",
}
"""Each is said after a number of cases."""

_HEADLINE = (FunnelStep.STARTED_LOW, FunnelStep.ADAPTED)
_FIGURE, _LABEL, _SMALL = 18.0, 13.0, 12.0
_LINE = 16.0
_SIDEWAYS_FROM = 900.0
_TIP, _GAP, _INSET = 14.0, 4.0, 16.0
_BAR, _BETWEEN = 8.0, 14.0


def funnel(result: OutcomesResult, measure: TextMeasure, width: float = 560.0) -> Figure:
    """Return the funnel, its steps side by side where there is room and one under another else."""
    lay = _across if width >= _SIDEWAYS_FROM else _down
    return Figure(
        alt=_alt(result),
        scene=lay(result, measure, width),
        caption="Who is counted: each number is a number of cases",
        table=_table(result),
    )


def dropped(step: Reached) -> str:
    """Return who dropped out before a step and why: "44 still open"; empty where nobody did."""
    return ", ".join(
        f"{'a hidden number' if count is None else f'{count:,}'} {LEFT_OUT_LABELS[why]}"
        for why, count in step.dropped.items()
        if count != 0
    )


def _said(step: Reached) -> str:
    unit = "case" if step.cases == 1 else "cases"
    if step.step is FunnelStep.OPENED:
        return f"{unit} opened in the period"
    return STEP_LABELS[step.step]


def _lost(step: Reached) -> str:
    if step.step is FunnelStep.OPENED:
        return "all that we may count"
    if step.cases == 0 and not dropped(step):
        return "no case came so far"
    return dropped(step) or "nobody dropped out here"


def _alt(result: OutcomesResult) -> str:
    steps = "; ".join(f"{say_count(one.cases)} {_said(one)}" for one in result.funnel)
    return (
        f"A row of steps, each with its number of cases: {steps}. The table says who dropped out."
    )


def _table(result: OutcomesResult) -> Table:
    rows = tuple(
        (
            (f"{_said(one)[0].upper()}{_said(one)[1:]}",),
            (say_count(one.cases),),
            (dropped(one) or "none",),
        )
        for one in result.funnel
    )
    header = ("Cases", "How many", "Dropped out before this step")
    return Table("Who is counted, step by step", header, rows, frozenset({1}))


def _spot(step: Reached, box: Box) -> Spot:
    words = f"{say_count(step.cases)} {_said(step)}. {_lost(step)}."
    return Spot(f"step:{step.step.value}", box, words)


# --- side by side --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """What stands in one step, already broken into lines."""

    step: Reached
    label: list[str]
    lost: list[str]

    @property
    def lines(self) -> int:
        """How many lines it takes under the number."""
        return len(self.label) + len(self.lost)


def _across(result: OutcomesResult, measure: TextMeasure, width: float) -> Scene:
    each = (width - _TIP - 1) / len(result.funnel)
    room = each - _TIP - _INSET - _GAP
    told = [
        _Told(
            step,
            lines_of(_said(step), room, _LABEL, measure, Weight.SEMI_BOLD),
            lines_of(_lost(step), room, _SMALL, measure),
        )
        for step in result.funnel
    ]
    height = 34.0 + _LINE * max(one.lines for one in told) + 8
    marks: list[Mark] = []
    spots: list[Spot] = []
    for at, one in enumerate(told):
        box = Box(at * each + 0.5, 0.5, each, height - 1)
        marks += [_arrow(box, one.step, first=at == 0), *_words(one, box)]
        spots.append(_spot(one.step, Box(box.x, box.y, each, box.height)))
    return Scene(width, height, tuple(marks), tuple(spots))


def _arrow(box: Box, step: Reached, *, first: bool) -> Shape:
    left, right, tip = box.x, box.x + box.width - _GAP, box.x + box.width + _TIP - _GAP
    top, bottom, middle = box.y, box.y + box.height, box.y + box.height / 2
    points = [(left, top), (right, top), (tip, middle), (right, bottom), (left, bottom)]
    if not first:
        points.append((left + _TIP, middle))
    counted = step.step in _HEADLINE
    return Shape(
        polyline(tuple(points), closed=True),
        fill=Tint.PRIMARY_SOFT if counted else Tint.SURFACE,
        stroke=Tint.PRIMARY if counted else Tint.LINE,
        width=1.5 if counted else 1.0,
    )


def _words(told: _Told, box: Box) -> list[Words]:
    x, y = box.x + _TIP + _INSET / 2, box.y + 24
    found = [_number(told.step, x, y)]
    for line in told.label:
        y += _LINE
        found.append(Words(x, y, line, _LABEL, weight=Weight.SEMI_BOLD))
    for line in told.lost:
        y += _LINE
        found.append(Words(x, y, line, _SMALL, Tint.INK2))
    return found


def _number(step: Reached, x: float, y: float) -> Words:
    quiet = step.cases is None
    size = _LABEL if quiet else _FIGURE
    text = HIDDEN if quiet else say_count(step.cases)
    return Words(x, y, text, size, Tint.INK2 if quiet else Tint.INK, Weight.BOLD)


# --- one under another ---------------------------------------------------------------------------


def _down(result: OutcomesResult, measure: TextMeasure, width: float) -> Scene:
    """Return bars one under another, each as long as its share of all cases."""
    most = max((one.cases or 0 for one in result.funnel), default=0)
    numbers = 16 + max(
        measure.width(say_count(one.cases), _FIGURE, Weight.BOLD) for one in result.funnel
    )
    room = width - numbers - 2
    marks: list[Mark] = []
    spots: list[Spot] = []
    y = 0.0
    for step in result.funnel:
        label = lines_of(_said(step), room, _LABEL, measure, Weight.SEMI_BOLD)
        lost = lines_of(_lost(step), room, _SMALL, measure)
        told = _Told(step, label, lost)
        marks += _row(told, y, numbers, (room, most))
        tall = _BAR + 6 + _LINE * told.lines
        spots.append(_spot(step, Box(0, y, width, tall)))
        y += tall + _BETWEEN
    return Scene(width, y, tuple(marks), tuple(spots))


def _row(told: _Told, top: float, left: float, room_and_most: tuple[float, int]) -> list[Mark]:
    room, most = room_and_most
    step = told.step
    found: list[Mark] = [_number(step, 0, top + 18)]
    y = top + 2
    track = Box(left, y, room, _BAR)
    found.append(Shape(rectangle(track), fill=Tint.SUNKEN))
    if step.cases:
        tint = Tint.PRIMARY if step.step in _HEADLINE else Tint.CONTROL
        long = max(2.0, room * step.cases / most)
        found.append(Shape(rectangle(Box(left, y, long, _BAR)), fill=tint))
    y += _BAR + 1
    for line in told.label:
        y += _LINE
        found.append(Words(left, y, line, _LABEL, weight=Weight.SEMI_BOLD))
    for line in told.lost:
        y += _LINE
        found.append(Words(left, y, line, _SMALL, Tint.INK2))
    return found
