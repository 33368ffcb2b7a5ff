"""Lists with known answers: the pairs that are found without anybody having said which."""

from pathlib import Path

import pytest

from pbi_desktop.bench.linkage import f1, ours
from pbi_desktop.bench.linkage_lists import KNOWN, KnownList
from tests.exchange.reference_data import reference

LEAST = {"FEBRL 1": 0.9999, "FEBRL 2": 0.999, "FEBRL 3": 0.999, "fake 1000": 0.93}


@pytest.mark.parametrize("known", KNOWN, ids=[known.name for known in KNOWN])
def test_duplicates_are_found_without_labels(known: KnownList, tmp_path: Path) -> None:
    path = tmp_path / known.file
    path.write_bytes(reference(f"linkage/{known.file}"))
    records, true = known.read(path)
    found = ours(records).pairs
    assert f1(found, true) >= LEAST[known.name]
    assert len(found - true) <= max(2, len(true) // 500)
