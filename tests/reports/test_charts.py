"""The charts of any cases: words inside the frame and apart, and never a number that is hidden."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.domain.documents import Figure, plain
from pbi_desktop.domain.outcomes import (
    CaseFacts,
    OutcomesQuestion,
    OutcomesResult,
    Route,
    Transitions,
)
from pbi_desktop.domain.scene import Align, Box, Scene, Shape, Words
from pbi_desktop.domain.stages import LABELS, STAGES_IN_USE, Stage
from pbi_desktop.reports.charts.funnel import funnel
from pbi_desktop.reports.charts.intervals import intervals
from pbi_desktop.reports.charts.lettering import apart, fitted
from pbi_desktop.reports.charts.sankey import sankey
from pbi_desktop.reports.charts.stages import PATTERNS, stage_marks
from pbi_desktop.reports.curve import time_figure
from pbi_desktop.reports.html import to_html
from pbi_desktop.reports.outcomes import build_outcomes
from pbi_desktop.reports.typeface import Typeface
from tests.analysis.worlds import QUESTION, a_case, a_closed_case, crowds, questions, worlds
from tests.reports.samples import MADE_AT, a_site

FACE = Typeface()
LOW, HIGH = Stage.NOT_COPING, Stage.ADAPTED
Draw = Callable[[OutcomesResult], Figure | None]
CHARTS: dict[str, Draw] = {
    "funnel side by side": lambda result: funnel(result, FACE, 1100),
    "funnel one under another": lambda result: funnel(result, FACE, 560),
    "bands": lambda result: sankey(result, FACE, 520),
    "intervals": lambda result: intervals(result, FACE, 520),
    "curve": lambda result: time_figure(result.time_to_adapted, FACE, 560),
}


def box_of(words: Words) -> Box:
    wide = FACE.width(words.text, words.size, words.weight)
    before = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}[words.align]
    return Box(words.x - wide * before, words.y - words.size * 0.75, wide, words.size * 0.95)


def lettering(scene: Scene) -> list[tuple[str, Box]]:
    return [(mark.text, box_of(mark)) for mark in scene.marks if isinstance(mark, Words)]


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.5 and down > 0.5


def check(figure: Figure) -> None:
    scene = figure.scene
    letters = lettering(scene)
    for text, box in letters:
        assert box.x >= -0.01, text
        assert box.x + box.width <= scene.width + 0.01, text
        assert box.y >= 0, text
        assert box.y + box.height <= scene.height + 0.01, text
    for (text, one), (other_text, other) in combinations(letters, 2):
        assert not overlap(one, other), (text, other_text)
    for mark in scene.marks:
        if isinstance(mark, Shape):
            for step in mark.steps:
                xs = step[0::2]
                assert all(-0.01 <= x <= scene.width + 0.01 for x in xs)


@pytest.mark.parametrize("chart", CHARTS)
@given(data=st.data())
@settings(max_examples=15)
def test_words_always_lie_inside_the_frame_and_never_on_each_other(
    chart: str, data: st.DataObject
) -> None:
    world: list[CaseFacts] = data.draw(worlds() | crowds())
    question: OutcomesQuestion = data.draw(questions | st.just(QUESTION))
    result = count_outcomes(world, question, shared=data.draw(st.booleans()))
    figure = CHARTS[chart](result)
    if figure is not None:
        check(figure)
        assert figure.alt
        assert figure.table is not None


def result_of(cells: list[list[int]], routes: tuple[Route, ...] = ()) -> OutcomesResult:
    counts = tuple(tuple(row) for row in cells)
    moves = Transitions(STAGES_IN_USE, counts)
    return replace(count_outcomes([], QUESTION), transitions=moves, routes=routes)


cell = st.sampled_from([0, 0, 0, 1, 2, 7, 40, 900, 100_000])


@given(st.lists(st.lists(cell, min_size=4, max_size=4), min_size=4, max_size=4))
@settings(max_examples=25)
def test_bands_of_any_size_stay_in_the_frame_and_the_smallest_can_be_seen(
    cells: list[list[int]],
) -> None:
    figure = sankey(result_of(cells), FACE)
    if figure is None:
        assert not any(map(any, cells))
        return
    check(figure)
    bands = [m for m in figure.scene.marks if isinstance(m, Shape) and m.opacity < 1]
    assert len(bands) == sum(1 for row in cells for count in row if count)
    for band in bands:
        ys = [step[-1] for step in band.steps if step]
        assert ys[2] - ys[1] >= 1.19
    assert figure.scene.height < 420


@given(
    st.lists(
        st.builds(Route, *[st.sampled_from(STAGES_IN_USE)] * 3, st.integers(1, 100_000)),
        min_size=1,
        max_size=20,
        unique_by=lambda one: (one.start, one.middle, one.end),
    )
)
@settings(max_examples=25)
def test_bands_by_way_of_a_review_stay_in_the_frame_too(routes: list[Route]) -> None:
    cells = [[0] * 4 for _ in range(4)]
    for route in routes:
        cells[route.start][route.end] += route.cases
    figure = sankey(result_of(cells, tuple(routes)), FACE)
    assert figure is not None
    check(figure)
    assert figure.table is not None
    assert [int(plain(row[-1]).replace(",", "")) for row in figure.table.rows] == [
        route.cases for route in routes
    ]


def test_the_bands_say_which_cases_they_leave_out() -> None:
    cells = [[0] * 4, [0, 0, 0, 10], [0] * 4, [0] * 4]
    half = (Route(LOW, Stage.COPING, HIGH, 6),)
    figure = sankey(result_of(cells, half), FACE)
    assert figure is not None
    assert "4 more, not rated half a year on, are not drawn" in figure.caption
    few = sankey(result_of(cells, (Route(LOW, Stage.COPING, HIGH, 4),)), FACE)
    assert few is not None
    assert figure.table is not None
    assert few.table is not None
    assert (len(figure.table.header), len(few.table.header)) == (4, 3)


def test_hidden_moves_are_drawn_as_nothing_and_said_to_be_hidden() -> None:
    cases = [a_closed_case(LOW, HIGH) for _ in range(9)]
    cases += [a_closed_case(LOW, Stage.COPING) for _ in range(3)]
    result = count_outcomes(cases, QUESTION, shared=True)
    figure = sankey(result, FACE)
    assert figure is not None
    bands = [m for m in figure.scene.marks if isinstance(m, Shape) and m.opacity < 1]
    assert len(bands) == sum(1 for row in result.transitions.counts for c in row if c)
    assert "Hidden numbers are not drawn" in figure.caption
    assert "hidden" in figure.alt


def test_no_case_draws_no_bands_and_no_curve_but_a_funnel_that_says_so() -> None:
    nothing = count_outcomes([], QUESTION)
    assert sankey(nothing, FACE) is None
    assert time_figure(nothing.time_to_adapted, FACE) is None
    for width in (560, 1100):
        check(funnel(nothing, FACE, width))
    assert "0 cases opened" in funnel(nothing, FACE).alt


def test_the_funnel_has_every_number_and_who_dropped_out() -> None:
    figure = funnel(count_outcomes(a_site(), QUESTION), FACE, 1100)
    said = [spot.said for spot in figure.scene.spots]
    assert said[0].startswith("76 cases opened in the period")
    assert said[2] == "61 closed. 7 still open."
    assert said[5] == "40 adapted when closed. 10 not adapted when closed."


@given(worlds(), questions)
@settings(max_examples=40)
def test_what_reached_a_step_and_what_dropped_out_is_always_what_reached_the_step_before(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    result = count_outcomes(world, question)
    for before, after in zip(result.funnel, result.funnel[1:], strict=False):
        lost = sum(count or 0 for count in after.dropped.values())
        assert before.cases == (after.cases or 0) + lost
    assert result.funnel[0].cases == result.cases_in_period


def test_one_case_and_a_hundred_thousand_have_the_same_frame() -> None:
    one = count_outcomes([a_closed_case(LOW, HIGH)], QUESTION)
    many = replace(
        one,
        funnel=tuple(replace(step, cases=(step.cases or 0) * 100_000) for step in one.funnel),
    )
    for result in (one, many, count_outcomes([a_case(LOW)], QUESTION)):
        for draw in CHARTS.values():
            figure = draw(result)
            if figure is not None:
                check(figure)


@given(st.lists(st.floats(0, 300), max_size=8))
@settings(max_examples=40)
def test_labels_are_moved_apart_in_order_and_within_reach(
    middles: list[float],
) -> None:
    placed = apart(sorted(middles), 30, 0, 300)
    assert all(b - a >= 29.99 for a, b in pairwise(placed))
    assert all(-0.01 <= one <= 300.01 for one in placed)


def test_a_word_wider_than_its_room_is_cut_with_a_mark() -> None:
    cut = fitted("Donaudampfschifffahrt", 60, 12, FACE)
    assert cut.endswith("\u2026")
    assert FACE.width(cut, 12) <= 60


def test_a_stage_is_told_by_its_pattern_and_shape_and_word_and_not_by_colour_alone() -> None:
    cases = [a_closed_case(start, end) for start in STAGES_IN_USE for end in STAGES_IN_USE]
    figure = sankey(count_outcomes(cases, QUESTION), FACE)
    assert figure is not None
    bars = [m for m in figure.scene.marks if isinstance(m, Shape) and m.fill and m.opacity == 1]
    looks = {(mark.fill, mark.pattern) for mark in bars if len(mark.steps) == 5}
    assert {PATTERNS[stage] for stage in STAGES_IN_USE} == {pattern for _, pattern in looks}
    outlines = {
        tuple(type(step) for step in mark.steps)
        for stage in STAGES_IN_USE
        for mark in stage_marks(stage, Box(0, 0, 12, 12))[:1]
        if isinstance(mark, Shape)
    }
    assert len(outlines) == len(STAGES_IN_USE)
    said = [mark.text for mark in figure.scene.marks if isinstance(mark, Words)]
    assert all(said.count(LABELS[stage]) == 2 for stage in STAGES_IN_USE)


def test_the_page_shows_every_chart() -> None:
    document = build_outcomes(count_outcomes(a_site(), QUESTION), "Leah", MADE_AT, FACE)
    assert to_html(document).count("<svg") == 4
