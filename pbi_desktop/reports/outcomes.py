"""The outcomes report: one sentence first, then every figure with n of N, interval and left out."""

from dataclasses import replace
from datetime import datetime

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Figure,
    Heading,
    KeyValues,
    ListBlock,
    Para,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.outcomes import (
    MeasureId,
    OutcomesResult,
    Period,
    Transitions,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.scene import TextMeasure
from pbi_desktop.domain.stages import LABELS
from pbi_desktop.reports.charts.funnel import funnel
from pbi_desktop.reports.charts.intervals import interval, interval_table, intervals
from pbi_desktop.reports.charts.sankey import has_middle, sankey
from pbi_desktop.reports.curve import time_blocks
from pbi_desktop.reports.money import money_blocks
from pbi_desktop.reports.phrases import HIDDEN, how_many, joined, say_count, say_percent

NO_COMPARISON = "There is no comparison group, so this is not proof of cause."


def build_outcomes(
    result: OutcomesResult, printed_by: str, printed_at: datetime, measure: TextMeasure
) -> Document:
    """Return the report of one run; everything in it is computed from that run."""
    site = result.question.filter.get("site", "")
    return Document(
        joined("Outcomes: ", Said(site) if site else "all sites"),
        _marking(result, printed_by, printed_at),
        (
            Para((headline(result),), Tone.LEAD),
            Para((base(result),)),
            *_who_is_counted(result, measure),
            *_measures(result, measure),
            *_moves(result, measure),
            *time_blocks(result.time_to_adapted, measure, shared=result.shared),
            *money_blocks(result),
            *_definitions(result),
        ),
    )


def headline(result: OutcomesResult) -> str:
    """Return the one sentence: how many started low and were adapted at closing, n of N."""
    measure = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    if measure.n is None or measure.N is None:
        return (
            "How many cases that started in crisis or not coping were adapted when we closed them "
            "is hidden: the numbers are so small that they could point to people."
        )
    if result.cases_in_period == 0:
        return (
            "There is no case to count: none was opened in this period, or whoever counts may not "
            "see it."
        )
    if not measure.N:
        return (
            "No case that started in crisis or not coping has been closed with a rating at both "
            "ends yet, so there is no share to tell."
        )
    verb = "was" if measure.n == 1 else "were"
    return (
        f"{measure.n:,} of {how_many(measure.N, 'case')} that started in crisis or not coping "
        f"{verb} adapted when we closed: {say_percent(measure.percent)}."
    )


def base(result: OutcomesResult) -> str:
    """Return the sentences under the headline: interval, which cases, when counted, no cause."""
    measure = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    sure = f"The 95% interval is {interval(measure)}. " if measure.low is not None else ""
    return (
        f"{sure}Cases opened {_span(result.question.period)}, counted on "
        f"{say_date(result.question.as_at)}. {NO_COMPARISON}"
    )


def _marking(result: OutcomesResult, printed_by: str, printed_at: datetime) -> DocumentMarking:
    handling = (
        "Counts only. Numbers from 1 to 4 are hidden."
        if result.shared
        else "Counts only. Small numbers are shown: for the team, not to be passed on."
    )
    return DocumentMarking(Protection.OFFICIAL, handling, printed_by, printed_at)


def _span(period: Period) -> str:
    return f"{say_date(period.first)} to {say_date(period.last)}"


def _figure(figure: Figure) -> list[Block]:
    """Return a figure and then its table, which every reader meets after it."""
    table = figure.table
    return [replace(figure, table=None), *((table,) if table else ())]


def _who_is_counted(result: OutcomesResult, measure: TextMeasure) -> list[Block]:
    """Return the way from all cases to those that the headline counts."""
    return [Heading(2, ("Who is counted",)), *_figure(funnel(result, measure))]


def _measures(result: OutcomesResult, measure: TextMeasure) -> list[Block]:
    caption = f"All measures, for cases opened {_span(result.question.period)}"
    figure = intervals(result, measure)
    blocks: list[Block] = [
        Heading(2, ("All measures",)),
        *_figure(replace(figure, table=interval_table(result, caption))),
    ]
    if result.shared:
        text = (
            f"“{HIDDEN.capitalize()}”: from 1 to 4, or a number that would let one be worked out."
        )
        blocks.append(Para((text,), Tone.SMALL))
    blocks += [Para((text,), Tone.SMALL) for text in unseen_notes(result)]
    return blocks


def unseen_notes(result: OutcomesResult) -> tuple[str, ...]:
    """Return what whoever counts may not see, and how that could move a figure."""
    found = []
    for measure in result.measures:
        if measure.unseen == 0:
            continue
        of = "some cases" if measure.unseen is None else how_many(measure.unseen, "case")
        found.append(
            f"{measure.label}: counted as far as whoever counted may see. Of {of}, visits that "
            "are kept more closely may be hidden, so n may be higher."
        )
    return tuple(found)


def _moves(result: OutcomesResult, measure: TextMeasure) -> list[Block]:
    moves = result.transitions
    states = [LABELS[stage] for stage in moves.states]
    rows = tuple(
        ((f"Started: {state}",), *(_n(count) for count in row))
        for state, row in zip(states, moves.counts, strict=True)
    )
    header = ("Cases", *(f"Closed: {state}" for state in states))
    figures = frozenset(range(1, len(header)))
    blocks: list[Block] = [Heading(2, ("How cases moved",))]
    if not result.shared:
        blocks.append(Para((ups_and_downs(moves),)))
    drawn = sankey(result, measure)
    if drawn is not None:
        blocks += _figure(drawn) if has_middle(result) else [replace(drawn, table=None)]
    caption = "Closed cases rated at both ends: from the stage at the start to the stage at closing"
    return [*blocks, Table(caption, header, rows, figures)]


def _n(count: int | None) -> Text:
    return (say_count(count),)


def ups_and_downs(moves: Transitions) -> str:
    """Return how many ended higher, level and lower than they began; getting worse is told too."""
    up = level = down = 0
    for start, row in enumerate(moves.counts):
        for end, count in enumerate(row):
            up += count or 0 if end > start else 0
            level += count or 0 if end == start else 0
            down += count or 0 if end < start else 0
    if not up + level + down:
        return "No closed case has been rated at both ends yet."
    return (
        f"Of {how_many(up + level + down, 'closed case')} rated at both ends, {up:,} ended at a "
        f"better stage than they started, {level:,} at the same, and {down:,} at a worse one."
    )


def _definitions(result: OutcomesResult) -> list[Block]:
    question = result.question
    chosen = tuple((name.capitalize(), (Said(value),)) for name, value in question.filter.items())
    facts: tuple[tuple[str, Text], ...] = (
        ("Cases opened", (_span(question.period),)),
        ("Counted on", (say_date(question.as_at),)),
        *chosen,
        ("Definitions", (f"version {result.definitions_version}",)),
        ("Records counted", (f"fingerprint {result.snapshot}",)),
    )
    items = tuple((f"{measure.label}. {measure.definition}",) for measure in result.measures)
    interval = (
        "95% interval: were the cases a random sample, 95 of 100 such intervals would hold the "
        "true share (Wilson's method). The fewer the cases, the wider it is.",
    )
    return [
        Heading(2, ("What the words mean",)),
        ListBlock((*items, interval)),
        Heading(2, ("Where the figures come from",)),
        KeyValues(facts),
    ]
