"""The front door's bench: the same city each time, and every figure against its floor."""

from pathlib import Path

import pytest

from pbi_desktop.bench import door_window, linkage
from pbi_desktop.bench.front_door import parts, searches
from pbi_desktop.bench.front_door_town import City, kept_file


def test_a_city_is_the_same_each_time_and_its_file_is_made_once(tmp_path: Path) -> None:
    city = City(400)
    assert city.residents == City(400).residents
    assert kept_file(city, tmp_path) == kept_file(City(400), tmp_path)


@pytest.mark.long
def test_every_search_is_measured_and_finds_whom_it_should(tmp_path: Path) -> None:
    measured = searches(2, people=400, folder=tmp_path)
    assert [name.split(",")[0] for name, *_rest in measured] == [
        "prefix search",
        "misspelt search",
        "check of one new person",
        "misspelt search",
        "check of one new person",
    ]
    for _name, floor, ratios, target, stretch in measured[:3]:
        assert floor
        assert all(ratio > 0 for ratio in ratios)
        assert stretch < target
    for _name, _floor, (missed,), target, _stretch in measured[3:]:
        assert missed <= target


def test_the_window_and_the_lists_are_measured_in_the_same_run() -> None:
    assert {searches, door_window.measured, linkage.measured} <= set(parts())
