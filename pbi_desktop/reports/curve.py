"""How long it takes to be adapted: a sentence, a curve, and the same curve as a table."""

from collections.abc import Sequence
from itertools import count

from pbi_desktop.domain.documents import (
    Block,
    Figure,
    Heading,
    Para,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.outcomes import TimeToAdapted, month_day
from pbi_desktop.domain.scene import Align, Point, Scene, Shape, Tint, Words, polyline
from pbi_desktop.reports.phrases import HIDDEN, how_many, say_percent

_MONTHS_APART = 3
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640.0, 260.0, 48.0, 12.0, 16.0, 32.0


def time_blocks(curve: TimeToAdapted, *, shared: bool) -> list[Block]:
    """Return the curve of time to adapted in words, as a drawing and as a table."""
    heading = Heading(2, ("How long it takes",))
    if not curve.days or not _whole_months(curve):
        return [heading, Para((_nothing(curve, shared),))]
    return [
        heading,
        Para((_sentence(curve, shared),)),
        Figure(_alt(curve), _scene(curve), "Share of cases adapted, by months after opening"),
        _table(curve),
        Para((_HOW_COUNTED,), Tone.SMALL),
    ]


_HOW_COUNTED = (
    "Counted are cases that took part and did not start adapted. A case that was closed before it "
    "was adapted stays in the count, as not adapted; open cases are followed to the day of "
    "counting (Kaplan and Meier's method)."
)


def _nothing(curve: TimeToAdapted, shared: bool) -> str:
    if shared and curve.cases != 0:
        return "The numbers are so small that this is hidden."
    if curve.cases:
        return "The cases were opened less than a month ago, so there is nothing to tell yet."
    return "No case has both taken part and been rated at the start yet."


def _sentence(curve: TimeToAdapted, shared: bool) -> str:
    cases = how_many(curve.cases or 0, "case")
    if shared:
        return f"Of {cases}, {_by_the_end(curve)}."
    half = "Fewer than half have become adapted so far."
    if curve.median_days is not None:
        full = next(month for month in count(1) if month_day(month) >= curve.median_days)
        half = f"Half were adapted within {how_many(full, 'month')}."
    return f"{curve.events or 0:,} of {cases} became adapted so far. {half}"


def _whole_months(curve: TimeToAdapted) -> int:
    """Return how many whole months the curve reaches; 0 where it has no point at a whole month."""
    months, reached = 0, 0
    while month_day(months) <= curve.days[-1]:
        reached = months if month_day(months) in curve.days else reached
        months += 1
    return reached


def _by_the_end(curve: TimeToAdapted) -> str:
    months = _whole_months(curve)
    share = curve.share[curve.days.index(month_day(months))]
    return f"{say_percent(share * 100)} were adapted within {how_many(months, 'month')}"


def _alt(curve: TimeToAdapted) -> str:
    return (
        f"A curve that starts at 0% and rises: {_by_the_end(curve)}, with its 95% interval as a "
        "band. The table below has the same numbers."
    )


def _table(curve: TimeToAdapted) -> Table:
    last = _whole_months(curve)
    months = sorted({*range(0, last + 1, _MONTHS_APART), last})
    rows = tuple(((how_many(month, "month"),), *_cells(curve, month)) for month in months)
    header = ("After opening", "Adapted", "95% interval", "Still in the count")
    return Table("The same curve in numbers", header, rows, frozenset({1, 2, 3}))


def _cells(curve: TimeToAdapted, month: int) -> tuple[Text, Text, Text]:
    if month_day(month) not in curve.days:
        return (HIDDEN,), (HIDDEN,), (HIDDEN,)
    at = curve.days.index(month_day(month))
    low, high = (say_percent(share[at] * 100) for share in (curve.low, curve.high))
    # Until it has happened to somebody the method knows no spread: 0% to 0% would feign certainty.
    interval = f"{low} to {high}" if curve.share[at] else "none yet"
    return (say_percent(curve.share[at] * 100),), (interval,), (f"{curve.at_risk[at]:,}",)


# --- the drawing ---------------------------------------------------------------------------------


def _scene(curve: TimeToAdapted) -> Scene:
    """Return the curve as steps over its interval, with a grid by quarters and by months."""
    last = max(1, curve.days[-1])
    top = next(level for level in (0.25, 0.5, 0.75, 1.0) if max(curve.high) <= level)

    def x(day: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * day / last

    def y(share: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share / top

    def steps(shares: Sequence[float]) -> list[tuple[float, float]]:
        points = [(x(curve.days[0]), y(shares[0]))]
        for day, before, share in zip(curve.days[1:], shares, shares[1:], strict=False):
            points += [(x(day), y(before)), (x(day), y(share))]
        return points

    levels = [level for level in (0.0, 0.25, 0.5, 0.75, 1.0) if level <= top]
    months = range(0, _whole_months(curve) + 1, _MONTHS_APART)
    grid = [_grid(((_LEFT, y(level)), (_WIDTH - _RIGHT, y(level)))) for level in levels]
    area = polyline((*steps(curve.low), *reversed(steps(curve.high))), closed=True)
    band = Shape(area, fill=Tint.PRIMARY_SOFT)
    line = Shape(polyline(tuple(steps(curve.share))), stroke=Tint.PRIMARY, width=2.5)
    labels = [_label(_LEFT - 8, y(one) + 4, say_percent(one * 100), Align.END) for one in levels]
    labels += [_label(x(month_day(one)), _HEIGHT - 10, str(one), Align.MIDDLE) for one in months]
    return Scene(_WIDTH, _HEIGHT, (*grid, band, line, *labels))


def _grid(points: tuple[Point, ...]) -> Shape:
    return Shape(polyline(points), stroke=Tint.LINE)


def _label(x: float, y: float, text: str, align: Align) -> Words:
    return Words(x, y, text, tint=Tint.INK2, align=align)
