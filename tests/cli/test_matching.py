"""`match`: lists in, likely duplicates out, as the command line promises them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pbi

HEADER = "id,given_name,family_name,date_of_birth,address_1,postcode,phone\n"
SHABANA = "a,Shabana,Akhtar,09/04/1991,12 Alderbank Road,OL4 1AA,07700900417\n"
AGAIN = "b,Shabana,Aktar,19910904,12 Alderbank Road,OL4 1AA,\n"
BOB = "c,Bob,Jones,12 May 1960,3 Mill Brow,OL1 2BB,\n"


def listed(folder: Path, *rows: str, name: str = "people.csv") -> str:
    path = folder / name
    path.write_text("".join(rows), encoding="utf-8")
    return str(path)


def test_the_pairs_of_one_list_are_said_and_told_as_json(pbi: Pbi, tmp_path: Path) -> None:
    said = pbi("match", listed(tmp_path, HEADER, SHABANA, AGAIN, BOB), "--json", "-")
    assert said.code == 0
    assert "1 likely pair among 3 records" in said.err
    told = said.json
    assert told.keys() == {"records", "pairs", "threshold", "seconds"}
    assert (told["records"], told["threshold"]) == (3, 0.5)
    pair = told["pairs"][0]
    assert (pair["left"], pair["right"]) == ("a", "b")
    assert 0.5 <= pair["probability"] <= 1
    agreement = {line["field"]: line["agreement"] for line in pair["evidence"]}
    assert (agreement["name"], agreement["born"]) == ("close", "close")
    assert (agreement["street"], agreement["phone"]) == ("same", "missing")
    assert pair["weight"] == pytest.approx(sum(x["weight"] for x in pair["evidence"]), abs=0.01)


def test_two_lists_are_matched_with_other_names_of_columns(pbi: Pbi, tmp_path: Path) -> None:
    ours = listed(tmp_path, HEADER, SHABANA, BOB)
    theirs = listed(tmp_path, "Ref,Who,Born\n", "x,Akhtar Shabana,9 April 1991\n", name="b.csv")
    maps = ["--map", "Who=full_name", "--map", "Born=date_of_birth", "--map", "Ref=id"]
    refused = pbi("match", ours, theirs, *maps)
    assert refused.code == 2
    assert 'It has no column "Who"' in refused.err
    both = listed(tmp_path, "Ref,Who,Born\n", "a,Shabana Akhtar,09/04/1991\n", name="a.csv")
    said = pbi("match", both, theirs, *maps, "--json", "-")
    assert [(pair["left"], pair["right"]) for pair in said.json["pairs"]] == [("a", "x")]


def test_the_threshold_is_kept(pbi: Pbi, tmp_path: Path) -> None:
    file = listed(tmp_path, HEADER, SHABANA, AGAIN)
    chance = pbi("match", file, "--json", "-").json["pairs"][0]["probability"]
    higher = pbi("match", file, "--threshold", str((1 + chance) / 2), "--json", "-")
    assert higher.json["pairs"] == []
    assert pbi("match", file, "--threshold", "7").code == 2


def test_a_thousand_identical_rows_are_no_freeze(pbi: Pbi, tmp_path: Path) -> None:
    rows = [SHABANA.replace("a,", f"{place},", 1) for place in range(1000)]
    said = pbi("match", listed(tmp_path, HEADER, *rows), "--json", "-")
    assert said.code == 0
    assert len(said.json["pairs"]) == 999


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "It is empty."),
        (b"Shabana,Akhtar\nBob,Jones\n", "None of its columns has a name that is known here."),
        (bytes(range(256)) * 20, "It is not text"),
        (b"\x89PNG\r\n\x1a\n" * 30, "be read"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    pbi: Pbi, tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    said = pbi("match", str(path))
    assert said.code == 2
    assert why in said.err
    assert len(said.err.splitlines()) == 1
    assert pbi("match", str(tmp_path / "nowhere.csv")).code == 2


def test_what_cannot_be_read_of_a_row_is_told_and_counts_as_missing(
    pbi: Pbi, tmp_path: Path
) -> None:
    wrong = "a,Bob,Jones,31/02/1991,3 Mill Brow,OL1 2BB,\n"
    said = pbi("match", listed(tmp_path, HEADER, BOB, wrong, wrong), "--json", str(tmp_path / "j"))
    assert said.code == 1
    assert "Dates of birth that were not read, and count as missing: 2." in said.out
    ids = {pair["right"] for pair in json.loads((tmp_path / "j").read_text())["pairs"]}
    assert "a (2)" in ids
