"""`export`: what goes out, what stays, and that it can come back."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pbi, one_sentence
from tests.exchange.invented_feeds import TEA, WALK, feed


def test_the_directory_goes_out_and_comes_back_unchanged(pbi: Pbi) -> None:
    Path("alderbank.json").write_text(feed(TEA, WALK), encoding="utf-8")
    assert pbi("import", "directory", "alderbank.json").code == 0
    said = pbi("export", "directory", "--out", "out.json", "--json", "-")
    assert said.code == 0
    page = json.loads(Path("out.json").read_bytes())
    assert said.json["services"] == page["total_items"] == len(page["contents"])
    assert "Tea and Talk" in {one["name"] for one in page["contents"]}
    again = pbi("import", "directory", "out.json", "--json", "-")
    assert (again.code, again.json["new"], again.json["changed"]) == (0, 0, 0)
    assert again.json["unchanged"] == page["total_items"]


def test_a_refuge_stays_and_the_command_says_how_many(pbi: Pbi) -> None:
    Path("refuges.csv").write_text("name,postcode\nAlder Refuge,OL99 1AA\n", encoding="utf-8")
    assert pbi("import", "directory", "refuges.csv").code == 0
    said = pbi("export", "directory", "--out", "out.json")
    assert said.code == 0
    assert "Left out: 1, refuge or protected address." in said.out
    assert "Alder Refuge" not in Path("out.json").read_text(encoding="utf-8")


def test_a_file_that_is_no_json_and_a_worker_without_a_desk_are_refused(pbi: Pbi) -> None:
    wrong = pbi("export", "directory", "--out", "out.csv")
    assert (wrong.code, one_sentence(wrong.err)) == (2, True)
    guest = pbi("export", "directory", "--out", "out.json", "--as", "sam")  # of the police
    assert (guest.code, one_sentence(guest.err)) == (3, True)
    assert not Path("out.json").exists()


def test_what_a_feed_no_longer_names_is_said_by_name_before_anything_is_kept(pbi: Pbi) -> None:
    Path("alderbank.json").write_text(feed(TEA, WALK), encoding="utf-8")
    assert pbi("import", "directory", "alderbank.json").code == 0
    Path("alderbank.json").write_text(feed(TEA), encoding="utf-8")
    said = pbi("import", "directory", "alderbank.json", "--dry-run", "--json", "report.json")
    assert "Not seen in this list, and kept: Wren Walkers." in said.out
    report = json.loads(Path("report.json").read_text())
    assert (report["not_seen"], report["not_seen_names"]) == (1, ["Wren Walkers"])


def test_half_a_feed_is_refused_whole(pbi: Pbi) -> None:
    Path("alderbank.json").write_text(feed(TEA, WALK)[:-40], encoding="utf-8")
    said = pbi("import", "directory", "alderbank.json")
    assert (said.code, one_sentence(said.err)) == (2, True)
    assert "half a file" in said.err
    assert pbi("import", "directory", "nowhere.json").code == 2


@pytest.mark.parametrize("out", ["team.xlsx", "team.ods", "team"])
def test_a_teams_own_data_goes_out_in_every_form(pbi: Pbi, out: str) -> None:
    said = pbi("export", "cases", "--out", out, "--as", "bev", "--json", "-")
    assert said.code == 0
    files = [Path(name) for name in said.json["files"]]
    assert all(path.stat().st_size for path in files)
    assert said.json["people"] > 400
    assert said.json["further_rows"] > 1_000


def test_what_went_out_is_taken_back_with_nothing_changed(pbi: Pbi) -> None:
    assert pbi("export", "cases", "--out", "team", "--as", "bev").code == 0
    files = [str(path) for path in sorted(Path("team").glob("*.csv"))]
    said = pbi("import", "cases", *files, "--as", "bev", "--json", "-")
    assert (said.code, said.json["new"], said.json["changed"], said.json["refused"]) == (
        *(0, 0, 0), [],
    )  # fmt: skip
    assert said.json["unchanged"] > 3_000


def test_a_key_worker_and_another_ending_are_refused(pbi: Pbi) -> None:
    wrong = pbi("export", "cases", "--out", "team.pdf", "--as", "bev")
    assert (wrong.code, one_sentence(wrong.err)) == (2, True)
    worker = pbi("export", "cases", "--out", "team.xlsx", "--as", "owen")
    assert (worker.code, one_sentence(worker.err)) == (3, True)
    assert not list(Path().glob("team*.xlsx"))
    assert not Path("team.pdf").exists()
