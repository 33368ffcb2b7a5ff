"""`requests` and `retention`: asked for, answered, looked at and let go without a window."""

import json
from pathlib import Path

from tests.cli.conftest import Pbi, one_sentence
from tests.cli.demo_store import a_case


def test_a_request_is_taken_down_listed_and_answered(pbi: Pbi) -> None:
    _login, case = a_case()
    made = pbi("requests", "open", case.reference, "--json", "-")
    assert made.code == 0
    request = made.json["requests"][0]["request"]
    listed = pbi("requests", "list", "--json", "-")
    assert listed.code == 1  # one of the demo's is late
    assert request in {one["request"] for one in listed.json["requests"]}
    done = pbi("requests", "answer", request, "--out", "answer", "--json", "-")
    assert done.code in (0, 1)
    files = [Path(name) for name in (*done.json["for_person"], *done.json["for_agency"])]
    assert sorted(path.suffix for path in files) == [".json", ".pdf", ".pdf", ".xlsx"]
    assert all(path.stat().st_size for path in files)
    assert all(request in path.name for path in files)
    (page,) = [path for path in files if path.suffix == ".json"]
    assert len(json.loads(page.read_text("utf-8"))["records"]) == done.json["given"]


def test_nothing_goes_without_agreed_rules_a_file_that_is_over_and_its_count(pbi: Pbi) -> None:
    page = pbi("retention", "preview", "--as", "bev", "--json", "-")
    assert (page.code, page.json["agreed"]) == (0, False)
    assert pbi("retention", "adopt", "--as", "bev").code == 3
    assert pbi("retention", "adopt").code == 0
    assert pbi("retention", "preview", "--as", "bev", "--json", "-").json["agreed"]
    missing = pbi("retention", "run", "NOSUCH", "--confirm", "1", "--as", "bev")
    assert (missing.code, one_sentence(missing.err)) == (3, True)
    nothing = pbi("retention", "run", "--as", "bev")
    assert (nothing.code, one_sentence(nothing.err)) == (2, True)


def test_whoever_leads_nothing_is_refused_and_wrong_use_is_said(pbi: Pbi) -> None:
    for words in (("requests", "list"), ("retention", "preview"), ("retention", "adopt")):
        said = pbi(*words, "--as", "owen")
        assert (said.code, one_sentence(said.err)) == (3, True)
    for words in (("requests", "open"), ("requests", "answer")):
        assert pbi(*words, "--as", "bev").code == 2
    assert pbi("requests", "open", "X", "--received", "tuesday", "--as", "bev").code == 2
    assert pbi("requests", "answer", "zzzz", "--as", "bev").code == 3
