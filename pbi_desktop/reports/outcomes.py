"""The outcomes report: one sentence first, then every figure with n of N, interval and left out."""

from datetime import datetime

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
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
    LEFT_OUT_LABELS,
    Measure,
    MeasureId,
    OutcomesResult,
    Period,
    Transitions,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.stages import LABELS
from pbi_desktop.reports.curve import time_blocks
from pbi_desktop.reports.money import money_blocks
from pbi_desktop.reports.phrases import HIDDEN, how_many, joined, say_count, say_percent

NO_COMPARISON = "There is no comparison group, so this is not proof of cause."


def build_outcomes(result: OutcomesResult, printed_by: str, printed_at: datetime) -> Document:
    """Return the report of one run; everything in it is computed from that run."""
    site = result.question.filter.get("site", "")
    return Document(
        joined("Outcomes: ", Said(site) if site else "all sites"),
        _marking(result, printed_by, printed_at),
        (
            Para((headline(result),), Tone.LEAD),
            Para((_base(result),)),
            *_who_is_counted(result),
            *_measures(result),
            *_moves(result),
            *time_blocks(result.time_to_adapted, shared=result.shared),
            *money_blocks(result.money, shared=result.shared),
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


def _base(result: OutcomesResult) -> str:
    """Return the sentences under the headline: interval, which cases, when counted, no cause."""
    measure = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    interval = f"The 95% interval is {_interval(measure)}. " if measure.low is not None else ""
    return (
        f"{interval}Cases opened {_span(result.question.period)}, counted on "
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


def _interval(measure: Measure) -> str:
    return f"{say_percent(measure.low)} to {say_percent(measure.high)}"


def _who_is_counted(result: OutcomesResult) -> list[Block]:
    """Return the way from all cases to those that the headline counts."""
    measure = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    left = [
        ((f"Left out: {LEFT_OUT_LABELS[reason]}",), (say_count(count),))
        for reason, count in measure.left_out.items()
        if count != 0
    ]
    rows: list[tuple[Text, ...]] = [
        (("All cases opened in the period",), (say_count(result.cases_in_period),)),
        *left,
        (("Counted: started in crisis or not coping, rated at both ends",), _n(measure.N)),
        (("Of these, adapted when we closed",), _n(measure.n)),
    ]
    return [
        Heading(2, ("Who is counted",)),
        Table("From every case to those in the headline", ("Cases", "How many"), tuple(rows), _1),
    ]


_1 = frozenset({1})


def _n(count: int | None) -> Text:
    return (say_count(count),)


def _measures(result: OutcomesResult) -> list[Block]:
    header = ("Measure", "n of N", "Unit", "%", "95% interval", "Left out of N")
    rows = tuple(_measure_row(measure) for measure in result.measures)
    caption = f"All measures, for cases opened {_span(result.question.period)}"
    blocks: list[Block] = [
        Heading(2, ("All measures",)),
        Table(caption, header, rows, frozenset({1, 3, 4})),
    ]
    if result.shared:
        text = (
            f"“{HIDDEN.capitalize()}”: from 1 to 4, or a number that would let one be worked out."
        )
        blocks.append(Para((text,), Tone.SMALL))
    return blocks


def _measure_row(measure: Measure) -> tuple[Text, ...]:
    nobody = measure.N == 0
    hidden = measure.percent is None and not nobody
    share = "no cases" if nobody else HIDDEN if hidden else say_percent(measure.percent)
    interval = "" if nobody else HIDDEN if hidden else _interval(measure)
    return (
        (measure.label,),
        (_n_of_all(measure),),
        (f"{measure.unit.value}s",),
        (share,),
        (interval,),
        (_left_out(measure),),
    )


def _n_of_all(measure: Measure) -> str:
    if measure.n is None and measure.N is None:
        return HIDDEN
    return f"{say_count(measure.n)} of {say_count(measure.N)}"


def _left_out(measure: Measure) -> str:
    found = [
        f"{'a hidden number' if count is None else f'{count:,}'} {LEFT_OUT_LABELS[reason]}"
        for reason, count in measure.left_out.items()
        if count != 0
    ]
    return "; ".join(found) or "none"


def _moves(result: OutcomesResult) -> list[Block]:
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
        blocks.append(Para((_ups_and_downs(moves),)))
    caption = "Closed cases rated at both ends: from the stage at the start to the stage at closing"
    return [*blocks, Table(caption, header, rows, figures)]


def _ups_and_downs(moves: Transitions) -> str:
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
