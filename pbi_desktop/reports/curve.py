"""How long it takes to be adapted: a sentence, a curve, and the same curve as a table."""

from dataclasses import replace
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
from pbi_desktop.domain.scene import TextMeasure
from pbi_desktop.reports.charts.time_curve import curve_scene, months_shown, whole_months
from pbi_desktop.reports.phrases import HIDDEN, how_many, say_percent


def time_blocks(curve: TimeToAdapted, measure: TextMeasure, *, shared: bool) -> list[Block]:
    """Return the curve of time to adapted in words, as a drawing and as a table."""
    heading = Heading(2, ("How long it takes",))
    figure = time_figure(curve, measure)
    if figure is None or figure.table is None:
        return [heading, Para((time_sentence(curve, shared=shared),))]
    return [
        heading,
        Para((time_sentence(curve, shared=shared),)),
        replace(figure, table=None),
        figure.table,
        Para((_HOW_COUNTED,), Tone.SMALL),
    ]


def time_figure(curve: TimeToAdapted, measure: TextMeasure, width: float = 560.0) -> Figure | None:
    """Return the curve with its table; nothing where it does not reach a month."""
    if not curve.days or not whole_months(curve):
        return None
    caption = "Share of cases adapted, by months after opening; shaded: 95% interval"
    return Figure(_alt(curve), curve_scene(curve, measure, width), caption, _table(curve))


def time_sentence(curve: TimeToAdapted, *, shared: bool) -> str:
    """Return how many became adapted and within what time, or why that cannot be told."""
    if not curve.days or not whole_months(curve):
        return _nothing(curve, shared)
    return _sentence(curve, shared)


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


def _by_the_end(curve: TimeToAdapted) -> str:
    months = whole_months(curve)
    share = curve.share[curve.days.index(month_day(months))]
    return f"{say_percent(share * 100)} were adapted within {how_many(months, 'month')}"


def _alt(curve: TimeToAdapted) -> str:
    return (
        f"A curve that starts at 0% and rises: {_by_the_end(curve)}, with its 95% interval as a "
        "band. The table below has the same numbers."
    )


def _table(curve: TimeToAdapted) -> Table:
    rows = tuple(
        ((how_many(month, "month"),), *_cells(curve, month)) for month in months_shown(curve)
    )
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
