"""An interval says how sure a share is, and says nothing about nobody."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.analysis.intervals import Z_95, wilson

shares = st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_40_of_50_lies_between_67_and_89_per_cent() -> None:
    low, high = wilson(40, 50) or (0.0, 0.0)
    assert (round(low * 100), round(high * 100)) == (67, 89)


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_published_intervals_come_out_to_four_places(
    n: int, of: int, low: float, high: float
) -> None:
    assert wilson(n, of) == pytest.approx((low, high), abs=5e-5)


def test_nobody_has_no_interval_rather_than_nought_to_nought() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("n", "of"), [(3, 2), (-1, 2), (0, -1)])
def test_more_than_all_is_refused(n: int, of: int) -> None:
    with pytest.raises(ValueError, match="between 0 and N"):
        wilson(n, of)


@given(shares)
def test_the_interval_always_holds_the_share_and_stays_within_0_and_1(
    share: tuple[int, int],
) -> None:
    n, of = share
    low, high = wilson(n, of) or (2.0, 2.0)
    assert 0 <= low <= n / of <= high <= 1


@given(shares)
def test_the_ends_are_the_shares_that_the_data_would_just_reject(share: tuple[int, int]) -> None:
    n, of = share

    def standard_errors_off(true_share: float) -> float:
        return abs(n / of - true_share) / sqrt(true_share * (1 - true_share) / of)

    low, high = wilson(n, of) or (2.0, 2.0)
    if n > 0:
        assert standard_errors_off(low) == pytest.approx(Z_95, rel=1e-6)
    if n < of:
        assert standard_errors_off(high) == pytest.approx(Z_95, rel=1e-6)
