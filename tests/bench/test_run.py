"""A ratio is the median of its rounds, is met or missed, and is said in one line."""

import pytest

from pbi_desktop.bench.run import Result, run
from pbi_desktop.bench.start_up import start_up
from pbi_desktop.domain.errors import Invalid


def result(*ratios: float) -> Result:
    return Result("search ready", "a bare window", ratios, target=2.5, stretch=1.6)


def test_the_ratio_is_the_median_and_one_slow_round_changes_nothing() -> None:
    assert result(2.0, 2.1, 9.0).ratio == 2.1
    assert result(2.0, 2.1, 9.0).p95 > 2.1
    assert result(2.0).p95 == 2.0


def test_a_target_is_met_up_to_itself() -> None:
    assert result(2.5).met
    assert not result(2.51).met


def test_a_result_is_said_with_its_floor_its_target_and_its_rounds() -> None:
    line = result(2.6, 2.6).line
    for part in ("search ready", "2.60 x a bare window", "2 rounds", "2.5 MISSED", "stretch 1.6"):
        assert part in line
    assert result(2.6).plain["met"] is False


def test_a_bench_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid):
        run(["moon"], 1)


@pytest.mark.long
def test_the_start_is_measured_against_its_floors_in_one_run() -> None:
    measured = start_up(1)
    assert [name for name, *_rest in measured] == ["first window", "first window", "search ready"]
    for _name, floor, ratios, target, stretch in measured:
        assert "Qt window" in floor
        assert len(ratios) == 1
        assert 0 < ratios[0] < 20
        assert stretch < target
