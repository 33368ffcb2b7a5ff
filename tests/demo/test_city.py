"""A city of the demo: the counts it promises, many names, and little memory."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi_desktop.demo import DEFAULT_SEED, Scale, team
from pbi_desktop.demo.tables import COLUMNS
from pbi_desktop.domain.bulk import Batch
from tests.demo.reading import NOW, ROOT, Tables, gather

_COUNT = """
import json, re, sys
from collections import Counter
from tests.demo.reading import DEFAULT_SEED, NOW, Scale, team
counts = Counter()
for batch in team(DEFAULT_SEED, NOW, Scale(sys.argv[1])):
    counts[batch.kind] += sum(1 for _row in batch.rows)
# Not getrusage: what it says is handed down from the process that started this one.
most = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
print(json.dumps({"counts": counts, "most_kib": most}))
"""
_EVENTS = ("notes", "stage_ratings", "actions", "gains")


def _first_people(count: int) -> Iterator[Batch]:
    """Return the beginning of a city, whole parts, until so many people live there."""
    people, waiting = 0, False
    for batch in team(DEFAULT_SEED, NOW, Scale.CITY):
        starts_a_part = batch.kind == "people"
        if starts_a_part and waiting:
            return
        rows = list(batch.rows)
        people += len(rows) if starts_a_part else 0
        waiting = people >= count
        yield Batch(batch.kind, batch.columns, rows)


@pytest.fixture(scope="module")
def beginning() -> Tables:
    return gather(_first_people(20_000))


def test_a_city_is_people_homes_and_cases_in_one_proportion(beginning: Tables) -> None:
    assert len(beginning["people"]) == 20_000
    assert len(beginning["addresses"]) == 8_000
    assert len(beginning["cases"]) == 5_000
    assert 40_000 <= sum(len(beginning[table]) for table in _EVENTS) <= 60_000


def test_a_city_has_many_sites_workers_and_agencies(beginning: Tables) -> None:
    assert len(beginning["sites"]) == 64
    assert len({row["name"] for row in beginning["sites"]}) == 64
    assert 2_700 <= len(beginning["workers"]) <= 3_300
    assert len(beginning["agencies"]) == 14


def test_a_city_has_many_names_and_some_are_common(beginning: Tables) -> None:
    names = Counter(row["family_name"] for row in beginning["people"])
    assert len(names) > 3_000
    assert names.most_common(1)[0][1] > 100


def test_most_people_of_a_city_have_no_case(beginning: Tables) -> None:
    heads = {row["subject_id"] for row in beginning["cases"]}
    assert len(heads) < len(beginning["people"]) / 3


def test_a_few_cases_of_a_city_have_very_many_entries(beginning: Tables) -> None:
    entries = Counter(row["case_id"] for row in beginning["notes"])
    heavy = [count for count in entries.values() if count > 100]
    assert 1 <= len(heavy) <= 20


def test_parents_come_first(beginning: Tables) -> None:
    order = list(COLUMNS)
    seen = [order.index(table) for table in beginning]
    assert seen == sorted(seen)


def _count_in_a_process_of_its_own(scale: Scale) -> tuple[Counter[str], int]:
    """Return the rows of each table, and the most memory that was held, in KiB."""
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, scale.value],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return Counter(found["counts"]), found["most_kib"]


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux alone")
def test_a_whole_city_has_a_million_people_and_stays_small_in_memory() -> None:
    counts, most_kib = _count_in_a_process_of_its_own(Scale.CITY)
    assert counts["people"] == 1_000_000
    assert counts["addresses"] == 400_000
    assert counts["cases"] == 250_000
    assert 2_300_000 <= sum(counts[table] for table in _EVENTS) <= 2_700_000
    assert most_kib < 400 * 1024


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux alone")
def test_a_borough_has_twenty_thousand_people_and_five_thousand_cases() -> None:
    counts, _most_kib = _count_in_a_process_of_its_own(Scale.BOROUGH)
    assert counts["people"] == 20_000
    assert counts["cases"] == 5_000
