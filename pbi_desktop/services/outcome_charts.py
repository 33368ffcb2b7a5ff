"""The charts of the Outcomes section, each with the numbers whose cases can be listed."""

from collections.abc import Sequence

from pbi_desktop.domain.documents import Figure, Table, plain
from pbi_desktop.domain.outcomes import (
    LEFT_OUT_LABELS,
    InFunnel,
    InMeasure,
    InMove,
    InRoute,
    Measure,
    MeasureId,
    OutcomesResult,
    Part,
)
from pbi_desktop.domain.scene import TextMeasure
from pbi_desktop.domain.stages import LABELS
from pbi_desktop.reports.charts.funnel import funnel
from pbi_desktop.reports.charts.intervals import interval, intervals, left_out, n_of_all, share
from pbi_desktop.reports.charts.sankey import HEADINGS, has_middle, sankey
from pbi_desktop.reports.curve import time_figure
from pbi_desktop.services.outcome_rows import Chart, Number, NumberLine

Spotted = tuple[str, tuple[Number, ...]]
"""The key of a spot in a chart, and the numbers that it leads to."""

WIDE, NARROW = 1110.0, 520.0


def funnel_chart(result: OutcomesResult, measure: TextMeasure, width: float) -> Chart:
    """Return the funnel; each step, and who dropped out before it, leads to its cases."""
    figure = funnel(result, measure, width)
    numbers = []
    for step in result.funnel:
        found = []
        if step.cases:
            found.append(Number(f"{step.cases:,} came so far", step.cases, InFunnel(step.step)))
        found += [
            Number(
                f"{count:,} {LEFT_OUT_LABELS[why]}",
                count,
                InMeasure(MeasureId.ADAPTED_AT_CLOSE, why),
            )
            for why, count in step.dropped.items()
            if count and why in result.measure(MeasureId.ADAPTED_AT_CLOSE).left_out
        ]
        numbers.append(tuple(found))
    lines = _lines(figure, tuple(numbers))
    keys = tuple(f"step:{step.step.value}" for step in result.funnel)
    return Chart(figure, _header(figure), lines, tuple(zip(keys, numbers, strict=True)))


def measures_chart(result: OutcomesResult, measure: TextMeasure) -> Chart:
    """Return the measures; n, N and each reason to be left out lead to their cases."""
    figure = intervals(result, measure, NARROW)
    lines = tuple(
        NumberLine(
            (one.label, n_of_all(one), share(one), interval(one), left_out(one)), _numbers(one)
        )
        for one in result.measures
    )
    header = ("Measure (cases)", "n of N", "%", "95% interval", "Left out of N")
    spots = tuple((f"measure:{one.id.value}", _numbers(one)) for one in result.measures)
    return Chart(figure, header, lines, spots)


def _numbers(measure: Measure) -> tuple[Number, ...]:
    found = []
    if measure.n:
        found.append(Number(f"{measure.n:,} counted", measure.n, _in(measure, Part.N_COUNTED)))
    if measure.N:
        found.append(Number(f"all {measure.N:,} of N", measure.N, _in(measure, Part.N_ALL)))
    found += [
        Number(f"{count:,} {LEFT_OUT_LABELS[why]}", count, InMeasure(measure.id, why))
        for why, count in measure.left_out.items()
        if count
    ]
    return tuple(found)


def _in(measure: Measure, part: Part) -> InMeasure:
    return InMeasure(measure.id, part)


def moves_chart(result: OutcomesResult, measure: TextMeasure) -> Chart | None:
    """Return the bands with one line for each move from start to closing; None where none is."""
    figure = sankey(result, measure, NARROW)
    if figure is None:
        return None
    moves = [
        Number(
            f"{count:,} {LABELS[start].lower()} to {LABELS[end].lower()}", count, InMove(start, end)
        )
        for start, row in zip(result.transitions.states, result.transitions.counts, strict=True)
        for end, count in zip(result.transitions.states, row, strict=True)
        if count
    ]
    lines = tuple(
        NumberLine((LABELS[one.where.start], LABELS[one.where.end], f"{one.count:,}"), (one,))
        for one in moves
        if isinstance(one.where, InMove)
    )
    spots = _by_route(result) if has_middle(result) else _by_ends(result, moves)
    header = ("At the start", "When closed", "Cases rated at both ends")
    return Chart(figure, header, lines, spots)


def _by_ends(result: OutcomesResult, moves: Sequence[Number]) -> tuple[Spotted, ...]:
    """Return for each bar of two columns the moves that begin or end there."""
    return tuple(
        (
            f"{column}:{int(stage)}",
            tuple(one for one in moves if getattr(one.where, column) is stage),
        )
        for column in ("start", "end")
        for stage in result.transitions.states
    )


def _by_route(result: OutcomesResult) -> tuple[Spotted, ...]:
    """Return for each bar of three columns its cases, and those of each band at it."""
    found = []
    for column, beside in (("start", "middle"), ("middle", "end"), ("end", "middle")):
        for stage in result.transitions.states:
            here = [one for one in result.routes if getattr(one, column) is stage]
            total = sum(one.cases for one in here)
            numbers = [Number(f"all {total:,}", total, InRoute(**{column: stage}))]
            for other in result.transitions.states:
                count = sum(one.cases for one in here if getattr(one, beside) is other)
                words = f"{count:,} {HEADINGS[beside].lower()} {LABELS[other].lower()}"
                where = InRoute(**{column: stage, beside: other})
                numbers += [Number(words, count, where)] if count else []
            found.append((f"{column}:{int(stage)}", tuple(numbers) if total else ()))
    return tuple(found)


def time_chart(result: OutcomesResult, measure: TextMeasure) -> Chart | None:
    """Return the curve; None where it does not reach a month."""
    figure = time_figure(result.time_to_adapted, measure, NARROW)
    return None if figure is None else Chart(figure, _header(figure), _lines(figure))


def _header(figure: Figure) -> tuple[str, ...]:
    return _table(figure).header


def _lines(figure: Figure, numbers: tuple[tuple[Number, ...], ...] = ()) -> tuple[NumberLine, ...]:
    rows = _table(figure).rows
    given = numbers or ((),) * len(rows)
    return tuple(
        NumberLine(tuple(plain(cell) for cell in row), found)
        for row, found in zip(rows, given, strict=True)
    )


def _table(figure: Figure) -> Table:
    if figure.table is None:
        raise LookupError("this chart has no table")
    return figure.table
