"""The words of the figures: who took part, what a period holds, why a case is left out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pbi_desktop.domain.outcomes import (
    LEFT_OUT_LABELS,
    LeftOut,
    MeasureId,
    Period,
    RatingFact,
    has_taken_part,
    month_day,
)
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage

FIRST, LAST = date(2024, 4, 1), date(2024, 4, 30)
RATING = RatingFact(LifeDomain.OVERALL, RatingKind.BASELINE, Stage.COPING, FIRST)


@pytest.mark.parametrize(
    ("phase", "rated", "took_part"),
    [
        (Phase.IDENTIFIED, False, False),
        (Phase.ENGAGING, False, False),
        (Phase.ENGAGING, True, True),
        (Phase.ASSESSED, False, True),
        (Phase.REVIEWED, False, True),
        (Phase.CLOSED, False, False),
        (Phase.CLOSED, True, True),
    ],
)
def test_somebody_took_part_once_assessed_or_rated(
    phase: Phase, rated: bool, took_part: bool
) -> None:
    assert has_taken_part(phase, [RATING] if rated else []) == took_part


def test_a_period_holds_both_its_ends() -> None:
    period = Period(FIRST, LAST)
    assert period.holds(FIRST)
    assert period.holds(LAST)
    assert not period.holds(FIRST - timedelta(days=1))
    assert not period.holds(LAST + timedelta(days=1))


def test_twelve_months_are_a_year_and_no_month_is_skipped() -> None:
    days = [month_day(months) for months in range(49)]
    assert (days[0], days[12], days[48]) == (0, 365, 1461)
    assert {after - before for before, after in pairwise(days)} == {30, 31}


def test_every_reason_has_its_words_and_every_measure_its_name() -> None:
    assert set(LEFT_OUT_LABELS) == set(LeftOut)
    assert [measure.value for measure in MeasureId] == [
        "took_part",
        "adapted_at_close",
        "adapted_at_six_months",
        "better_off_confirmed",
        "group_twice_or_more",
        "fewer_unplanned_events",
    ]
