"""The curve of waiting counts those for whom it has not happened yet, for as long as they wait."""

import csv
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.analysis.survival import Step, kaplan_meier, median_day

REFERENCE = Path(os.environ.get("PBI_REFERENCE_DATA", Path(__file__).parents[3] / "shared/data"))
LUNG = REFERENCE / "multistate" / "survival_lung.csv"

watched = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=25)


def curve(pairs: list[tuple[int, bool]]) -> tuple[Step, ...]:
    return kaplan_meier([day for day, _ in pairs], [it for _, it in pairs])


def test_a_curve_worked_out_by_hand() -> None:
    pairs = [(1, True), (2, True), (2, True), (3, False), (4, True), (5, False)]
    steps = [(s.day, s.at_risk, s.events, round(s.waiting, 4)) for s in curve(pairs)]
    assert steps == [(1, 6, 1, 0.8333), (2, 5, 2, 0.5), (4, 2, 1, 0.25)]


def test_half_is_reached_on_the_day_it_is_exactly_half() -> None:
    pairs = [(1, True), (2, True), (2, True), (3, False), (4, True), (5, False)]
    assert median_day(curve(pairs)) == 2
    assert median_day(curve([(1, True), (9, False), (9, False)])) is None


def test_nobody_gives_an_empty_curve() -> None:
    assert curve([]) == ()


def test_when_nobody_is_left_waiting_the_interval_stays_open() -> None:
    last = curve([(1, True), (2, True)])[-1]
    assert (last.waiting, last.low) == (0.0, 0.0)
    assert last.high == curve([(1, True), (2, False)])[0].high


@given(watched)
def test_the_curve_is_the_product_of_the_days_survived(pairs: list[tuple[int, bool]]) -> None:
    waiting = Fraction(1)
    expected = {}
    for day in range(13):
        here = sum(1 for watched_to, _ in pairs if watched_to >= day)
        it_happened = pairs.count((day, True))
        if it_happened:
            waiting *= Fraction(here - it_happened, here)
            expected[day] = float(waiting)
    assert {step.day: step.waiting for step in curve(pairs)} == pytest.approx(expected)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=25))
def test_when_it_happened_to_all_the_curve_is_a_plain_count(days: list[int]) -> None:
    for step in curve([(day, True) for day in days]):
        assert step.waiting == pytest.approx(sum(day > step.day for day in days) / len(days))


@given(watched, st.randoms())
def test_the_curve_never_rises_holds_its_interval_and_forgets_the_order(
    pairs: list[tuple[int, bool]], chance: object
) -> None:
    steps = curve(pairs)
    shares = [step.waiting for step in steps]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= step.low <= step.waiting <= step.high <= 1 for step in steps)
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert curve(pairs) == steps


def lung(sex: str, ecog: str | None = None) -> tuple[Step, ...]:
    if not LUNG.exists():
        pytest.skip(f"reference data not found: {LUNG}")
    with LUNG.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sex"] == sex]
    rows = [row for row in rows if ecog is None or row["ph.ecog"] == ecog]
    return curve([(int(row["time"]), row["status"] == "2") for row in rows])


def limits(steps: tuple[Step, ...]) -> list[int | None]:
    """Return the median and its interval, as `survfit` prints them."""
    low = next((step.day for step in steps if step.low <= 0.5), None)
    high = next((step.day for step in steps if step.high <= 0.5), None)
    return [median_day(steps), low, high]


@pytest.mark.parametrize(("sex", "expected"), [("1", [270, 212, 310]), ("2", [426, 348, 550])])
def test_the_medians_of_the_lung_study_come_out_as_published(sex: str, expected: list[int]) -> None:
    assert limits(lung(sex)) == expected


@pytest.mark.parametrize(
    ("sex", "ecog", "expected"),
    [
        ("1", "0", [353, 303, 558]),
        ("1", "1", [239, 207, 363]),
        ("1", "2", [166, 105, 288]),
        ("2", "0", [705, 350, None]),
        ("2", "1", [450, 345, 687]),
        ("2", "2", [239, 199, 444]),
    ],
)
def test_the_medians_by_sex_and_fitness_come_out_as_printed_in_the_manual(
    sex: str, ecog: str, expected: list[int | None]
) -> None:
    assert limits(lung(sex, ecog)) == expected
