"""`import`: what comes in, what is refused and why, and the way back."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Pbi, Said, one_sentence
from tests.cli.demo_store import raw
from tests.exchange import invented
from tests.exchange.reference_data import reference

DIRECTORY = {
    "alderbank_libraries.csv": invented.LIBRARIES,
    "alderbank_food_banks.csv": invented.FOOD_BANKS,
}
PLACES = {
    "postcodes.csv": invented.POSTCODES,
    "grid.csv": invented.GRID,
    "centres.csv": invented.CENTRES,
    "changes.csv": invented.CHANGES,
}
BAD = "name,postcode\nWren Hall,OL99 1AA\nNot known,OL99 1AB\nMoss Mill,OL99 1AE\n"


def written(lists: dict[str, str]) -> list[Path]:
    """Put lists into the folder we stand in; returns their paths."""
    for name, text in lists.items():
        Path(name).write_text(text, encoding="utf-8")
    return [Path(name) for name in lists]


def groups(store: Path) -> set[str]:
    """Return the names of the groups and places in view."""
    with raw(store) as connection:
        rows = connection.execute("SELECT name FROM community_groups WHERE withdrawn_at IS NULL")
        return {row[0] for row in rows}


def run_of(said: Said) -> str:
    """Return the run that an import printed for taking it back."""
    found = re.search(r"--undo ([0-9a-f-]{36})", said.out + said.err)
    assert found, said.out
    return found[1]


def test_a_directory_comes_in_and_goes_out_again(pbi: Pbi, demo: Path) -> None:
    before = groups(demo)
    said = pbi("import", "directory", *written(DIRECTORY), "--json", "report.json")
    assert (said.code, said.err) == (0, "")
    report = json.loads(Path("report.json").read_text())
    assert (report["rows_in"], report["new"], report["refused"]) == (4, 4, [])
    assert report["run"] == run_of(said)
    new = {"Alderbank Library", "Wren Street Library", "Mossfield Pantry", "Brook Chapel Café"}
    assert groups(demo) - before == new
    undone = pbi("import", "directory", "--undo", run_of(said), "--json", "-")
    assert (undone.code, undone.json["withdrawn"]) == (0, 4)
    assert groups(demo) == before
    assert pbi("import", "directory", "--undo", run_of(said)).code == 3  # once is enough


def test_the_same_directory_again_changes_nothing(pbi: Pbi) -> None:
    files = written(DIRECTORY)
    assert pbi("import", "directory", *files).code == 0
    again = pbi("import", "directory", *files, "--json", "-")
    assert again.code == 0
    assert (again.json["new"], again.json["unchanged"], again.json["run"]) == (0, 4, None)


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(pbi: Pbi, demo: Path) -> None:
    before = groups(demo)
    said = pbi("import", "directory", *written(DIRECTORY), "--dry-run")
    assert said.code == 0
    assert "Would keep: 4 new" in said.out
    assert "--undo" not in said.out
    assert groups(demo) == before


def test_a_refused_row_is_named_with_its_reason_and_the_rest_goes_in(pbi: Pbi, demo: Path) -> None:
    said = pbi("import", "directory", *written({"halls.csv": BAD}))
    assert said.code == 1
    assert "halls.csv, row 3: It has no name." in said.out
    assert {"Wren Hall", "Moss Mill"} <= groups(demo)


def test_strict_keeps_nothing_for_the_sake_of_one_row(pbi: Pbi, demo: Path) -> None:
    before = groups(demo)
    said = pbi("import", "directory", *written({"halls.csv": BAD}), "--strict", "--json", "-")
    assert said.code == 1
    assert "nothing was kept" in said.err
    assert [row["row"] for row in said.json["refused"]] == [3]
    assert groups(demo) == before


def test_a_column_can_be_read_as_another_field(pbi: Pbi, demo: Path) -> None:
    files = written({"sheds.csv": "shed;where\nMoss Shed;OL99 1AE\n"})
    said = pbi("import", "directory", *files, "--map", "shed=name", "--map", "where=postcode")
    assert said.code == 0, said.err
    assert "Moss Shed" in groups(demo)
    wrong = pbi("import", "directory", *files, "--map", "shed")
    assert (wrong.code, one_sentence(wrong.err)) == (2, True)
    unknown = pbi("import", "directory", *files, "--map", "shed=colour")
    assert (unknown.code, one_sentence(unknown.err)) == (2, True)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\xff\xfe\x01" * 9, b"%PDF-1.7\n"])
@pytest.mark.parametrize("kind", ["directory", "places"])
def test_a_file_that_is_no_list_is_refused_whole(
    pbi: Pbi, demo: Path, kind: str, content: bytes
) -> None:
    before = groups(demo)
    Path("list.csv").write_bytes(content)
    said = pbi("import", kind, "list.csv", *written({"good.csv": BAD}))
    assert said.code == 2
    assert one_sentence(said.err), said.err
    assert "list.csv" in said.err
    assert groups(demo) == before


def test_places_come_in_and_addresses_find_their_areas(pbi: Pbi, demo: Path) -> None:
    said = pbi("import", "places", *written(PLACES), "--json", "report.json")
    assert said.code in (0, 1), said.err
    with raw(demo) as store:
        found = dict(store.execute("SELECT postcode, area_code FROM postcodes").fetchall())
        areas = {row[0] for row in store.execute("SELECT code FROM areas").fetchall()}
    assert found["OL99 1AA"] in areas
    undone = pbi("import", "places", "--undo", run_of(said))
    assert undone.code in (0, 1)
    assert "Taken back" in undone.out


def a_case(pbi: Pbi, demo: Path) -> str:
    """Return the reference of a case that whoever types may write to."""
    with raw(demo) as connection:
        rows = connection.execute("SELECT reference FROM cases ORDER BY reference").fetchall()
    references = [row[0] for row in rows]
    head = "case,what,amount\n"
    lines = [f"{one},Trial,1 a week\n" for one in references]
    files = written({"trial.csv": head + "".join(lines)})
    said = pbi("import", "gains", *files, "--dry-run", "--json", "-")
    refused = {row["row"] for row in said.json["refused"]}
    found: str = next(one for at, one in enumerate(references, start=2) if at not in refused)
    return found


def test_lists_of_agencies_come_in_and_go_out_again(pbi: Pbi, demo: Path) -> None:
    case = a_case(pbi, demo)
    lists = {
        "gains": f"ours,what,amount\n{case},Warm Home Discount,150 one-off\nNOCASE,A,1 a week\n",
        "demand": f"ours,type,date\n{case},rent arrears,1/10/2026\nNOCASE,GP,1/10/2026\n",
    }
    tables = {"gains": "gains", "demand": "demand_events"}
    for kind, text in lists.items():
        counting = f"SELECT count(*) FROM {tables[kind]} WHERE withdrawn_at IS NULL"
        with raw(demo) as connection:
            before = connection.execute(counting).fetchone()[0]
        files = written({f"{kind}.csv": text})
        said = pbi("import", kind, *files, "--map", "ours=case")
        assert (said.code, said.err) == (1, "")
        assert f"{kind}.csv, row 3: There is no such case or person" in said.out
        with raw(demo) as connection:
            assert connection.execute(counting).fetchone()[0] == before + 1
        wrong = pbi("import", "places", "--undo", run_of(said))
        assert wrong.code == 2
        assert f"import {kind} --undo {run_of(said)}" in wrong.err
        undone = pbi("import", kind, "--undo", run_of(said), "--json", "-")
        assert (undone.code, undone.json["withdrawn"]) == (0, 1)
        with raw(demo) as connection:
            assert connection.execute(counting).fetchone()[0] == before


def test_a_referral_comes_in_from_the_shape_of_the_standard(pbi: Pbi) -> None:
    sent = {
        "Person first name": "Zuleika",
        "Person family name": "Quillfeather",
        "Date of birth": "1971-02-03",
        "GP practice identifier": "P85999",
        "Referrer details": {
            "Name": "Dr Amin",
            "Service": "General practice",
            "Organisation": "Wren Surgery",
            "Contact details": "0161 496 0002",
        },
        "Referral to": "The team",
        "Risk": "No known risks",
    }
    Path("referrals.json").write_text(json.dumps([sent, {**sent, "Risk": None}]), encoding="utf-8")
    said = pbi("import", "referrals", "referrals.json", "--json", "-")
    assert said.code == 1
    assert (said.json["new"], [row["row"] for row in said.json["refused"]]) == (1, [2])
    found = pbi("find", "Zuleika Quillfeather", "--json", "-")
    assert found.json["matches"] == []  # nobody yet: it waits
    again = pbi("import", "referrals", "referrals.json", "--json", "-")
    assert (again.json["new"], again.json["unchanged"]) == (0, 1)
    undone = pbi("import", "referrals", "--undo", run_of(said), "--json", "-")
    assert (undone.code, undone.json["withdrawn"]) == (0, 1)


def test_whoever_may_not_import_is_refused(pbi: Pbi, demo: Path) -> None:
    before = groups(demo)
    said = pbi("import", "directory", *written(DIRECTORY), "--as", "sam")  # of the police
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert groups(demo) == before


def test_the_real_libraries_and_food_banks_come_in(pbi: Pbi) -> None:
    for name in ("oldham_libraries.csv", "oldham_food_banks.csv"):
        Path(name).write_bytes(reference(f"directory/gm_open_data/{name}"))
    said = pbi("import", "directory", *Path().glob("oldham_*.csv"), "--json", "-")
    assert said.code in (0, 1)
    assert said.json["new"] >= 20
    assert said.json["rows_in"] == said.json["new"] + len(said.json["refused"])


@pytest.mark.long
def test_the_real_postcodes_come_in(pbi: Pbi) -> None:
    for name in ("oldham_postcodes_may2022.csv", "oldham_lsoa_centroids.csv"):
        Path(name).write_bytes(reference(f"geo/{name}"))
    said = pbi("import", "places", *Path().glob("oldham_*.csv"), "--json", "-")
    assert said.code == 0
    assert said.json["new"] > 7000
