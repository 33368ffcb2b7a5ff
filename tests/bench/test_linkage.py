"""The bench of duplicates: what it compares, and that it says what is not there."""

from pathlib import Path

import pytest

from pbi_desktop.bench.linkage import f1, measured, ours, theirs
from pbi_desktop.bench.linkage_lists import KNOWN, rows_of_records
from pbi_desktop.bench.linkage_town import town

# Stands for another Python: keeps one pair and its time, as the script for the peer does.
SILENT = """#!/bin/sh
printf 'unique_id_l,unique_id_r,match_probability\\n1,2,0.9\\n' > "$4"
printf '{"cpu_seconds": 3.0}' > "$5"
"""
FEBRL = (
    "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state,"
    " date_of_birth, soc_sec_id\n"
    "rec-1-org, ann, bell, 3, mill brow, , shaw, 4011, wa, 19081209, 1\n"
    "rec-1-dup-0, anne, bell, 3, mill brow, , shaw, 4011, wa, 19081290, 1\n"
    "rec-2-org, bob, lind, 4, mill brow, , shaw, 4011, wa, 19600101, 2\n"
)


def test_an_absent_peer_is_said_and_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PBI_PEER_PYTHON", raising=False)
    assert list(measured(1)) == []
    assert "Splink was not there" in capsys.readouterr().err


def test_f1_is_of_precision_and_recall() -> None:
    one, other, third = (frozenset(two) for two in ("ab", "cd", "ef"))
    assert f1(frozenset({one}), frozenset({one})) == 1.0
    assert f1(frozenset({one, other}), frozenset({one, third})) == 0.5
    assert f1(frozenset(), frozenset({one})) == 0.0


def test_a_known_list_is_read_with_its_answers_and_without_its_number(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(FEBRL, encoding="utf-8")
    records, true = KNOWN[0].read(path)
    assert true == {frozenset(("rec-1-org", "rec-1-dup-0"))}
    assert [record.date_of_birth is None for record in records] == [False, True, False]
    header, *rows = KNOWN[0].rows(path)
    assert header[0] == "unique_id"
    assert "soc_sec_id" not in header
    assert len(rows) == 3


def test_the_same_seed_gives_the_same_town_with_duplicates_in_it() -> None:
    one, other = town(300), town(300)
    assert one == other
    assert 5 <= len(one.same) <= 30
    assert len(list(rows_of_records(one.records))) == len(one.records) + 1
    assert ours(one.records).pairs & {frozenset(pair) for pair in one.same}


def test_the_peer_runs_in_its_own_environment_and_its_pairs_are_read(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(SILENT, encoding="utf-8")
    python.chmod(0o700)
    took = theirs(str(python), "fake", [["unique_id"], ["1"], ["2"]])
    assert took.pairs == {frozenset(("1", "2"))}
    assert took.seconds == 3.0
