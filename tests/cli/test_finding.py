"""`find`: the front door's search, for whoever acts."""

from tests.cli.conftest import Pbi
from tests.cli.demo_store import a_case


def test_find_names_the_person_and_says_why(pbi: Pbi) -> None:
    login, case = a_case()
    said = pbi("find", *case.person.split(), "--as", login)
    assert said.code == 0
    read, best, *_others = said.out.splitlines()
    assert read == f"name: {case.person}"
    assert best.startswith(f"{case.person}: ")
    assert "open case (name " in best


def test_find_says_how_each_word_was_read(pbi: Pbi) -> None:
    out = pbi("find", "ann", "9", "4", "1991", "ol41aa", "k7qx9b").out
    assert "born: 9 4 1991. Read as 9 April 1991; 4 September 1991 is tried too" in out
    assert "street: ol41aa. " in out
    assert "reference: k7qx9b. Read as a case reference" in out


def test_find_as_json_carries_the_evidence(pbi: Pbi) -> None:
    _login, case = a_case()
    said = pbi("find", case.person, "--json", "-")
    best = said.json["matches"][0]
    assert best["name"] == case.person
    assert {"field", "verdict", "weight"} <= best["evidence"][0].keys()
    assert best["strength"] in {"very_likely", "possible", "unlikely"}


def test_nobody_is_an_answer_and_no_failure(pbi: Pbi) -> None:
    said = pbi("find", "Xqzwv")
    assert (said.code, said.err) == (0, "")
    assert "Nobody that you may see" in said.out
    found = pbi("find", "Xqzwv", "--json", "-").json
    assert (found["matches"], found["problems"], found["more"]) == ([], {}, False)


def test_find_shows_a_terminal_nothing_that_it_would_obey(pbi: Pbi) -> None:
    said = pbi("find", "\x1b[31mann\x07", "--json", "-")
    assert said.code == 0
    assert "\x1b" not in said.out + said.err
