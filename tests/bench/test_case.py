from pathlib import Path

import pytest

from pbi_desktop.bench.case import key_open, on_the_city
from pbi_desktop.bench.case_city import kept_city
from pbi_desktop.bench.case_window import longest_stall


def test_a_key_opens_in_less_than_a_hundredth_of_a_passphrase() -> None:
    ((name, floor, ratios, target, _stretch),) = key_open(2)
    assert (name, floor) == ("key open", "passphrase open")
    assert len(ratios) == 2
    assert all(0 < one < 10 * target for one in ratios), "by key no key is derived"


@pytest.mark.long
def test_the_working_day_is_measured_over_a_borough(tmp_path: Path) -> None:
    path = kept_city(tmp_path, "borough")
    made = path.stat().st_mtime
    found = [*on_the_city(path, 2), *longest_stall(path, 1)]
    assert kept_city(tmp_path, "borough") == path
    assert path.stat().st_mtime >= made
    assert [line[0].partition(" with 6")[0] for line in found] == [
        "case open, first",
        "case open, again",
        "saved note with its audit line",
        "My day of a worker",
        "longest stall from key to drawn case",
        "key to drawn case, slowest of a round",
    ]
    assert all(ratio > 0 for line in found for ratio in line[2])
