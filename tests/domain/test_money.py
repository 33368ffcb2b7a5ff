"""Amounts are whole pence, and are said as people say them."""

import pytest

from pbi_desktop.domain.money import Amount, Frequency, Pence, say_amount, say_pence


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (102300, "£1,023"),
        (8190, "£81.90"),
        (-8190, "−£81.90"),
        (5, "£0.05"),
        (0, "£0"),
        (123456789, "£1,234,567.89"),
    ],
)
def test_an_amount_is_said_in_pounds(pence: int, said: str) -> None:
    assert say_pence(pence) == said


def test_a_weekly_award_counts_fifty_two_times() -> None:
    assert Amount(Pence(8190), Frequency.WEEKLY).yearly == 425880
    assert {f: f.times_a_year for f in Frequency} == {
        Frequency.WEEKLY: 52,
        Frequency.FORTNIGHTLY: 26,
        Frequency.FOUR_WEEKLY: 13,
        Frequency.MONTHLY: 12,
        Frequency.ANNUAL: 1,
        Frequency.ONE_OFF: 1,
    }


def test_a_one_off_is_never_annualised() -> None:
    assert Amount(Pence(20000), Frequency.ONE_OFF).yearly is None


def test_an_amount_without_a_frequency_has_no_year_value() -> None:
    assert Amount(Pence(20000)).yearly is None


def test_an_amount_is_said_with_how_often_it_comes() -> None:
    assert say_amount(Amount(Pence(8190), Frequency.WEEKLY)) == "£81.90 a week"
    assert say_amount(Amount(Pence(8190))) == "£81.90"
