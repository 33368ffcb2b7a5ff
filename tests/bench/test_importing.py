"""The bench of an import compares the same rows on both sides."""

import pytest

from pbi_desktop.bench.importing import importing, invented


def test_the_invented_sheets_are_the_same_each_time() -> None:
    assert invented(5) == invented(5)
    assert invented(5).rows_in == 20


@pytest.mark.long
def test_an_import_is_measured_against_its_floor_in_one_run() -> None:
    ((name, floor, ratios, target, stretch),) = importing(1, rows=400)
    assert "400 spreadsheet rows" in name
    assert "executemany" in floor
    assert len(ratios) == 1
    assert ratios[0] > 1
    assert (target, stretch) == (2.0, 1.5)
