"""Copies by generations, a store back from one, and the drill with its certificate."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pbi, Terminal, one_sentence
from tests.cli.demo_store import a_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


@pytest.fixture
def copy(pbi: Pbi, folder: Path) -> Path:
    return Path(pbi("store", "backup", "--to", folder, "--json", "-").json["copy"])


def test_a_folder_gets_a_proven_generation(pbi: Pbi, folder: Path) -> None:
    said = pbi("store", "backup", "--to", folder, "--json", "-")
    assert said.code == 0
    copy = Path(said.json["copy"])
    assert {path.name for path in folder.iterdir()} == {
        copy.name + ending for ending in ("", ".keys", ".manifest")
    }
    again = pbi("store", "backup", "--to", folder, "--json", "-").json
    assert again["thinned"] == [copy.name]  # of one day the newest is kept


def test_only_who_answers_for_the_store_may_make_one(pbi: Pbi, folder: Path) -> None:
    login, _case = a_case()
    said = pbi("store", "backup", "--to", folder, "--as", login)
    assert (said.code, said.out, one_sentence(said.err)) == (3, "", True)
    assert list(folder.iterdir()) == []


def test_a_restored_store_is_worked_in_and_says_until_when_it_holds(
    terminal: Terminal, copy: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "team.pbi"
    said = terminal.type("store", "restore", "--from", copy.parent, "--store", new)
    assert (said.code, said.out.count("\n")) == (0, 1)
    assert "with everything saved until" in said.out
    login, case = a_case()
    assert case.person in terminal.type("find", case.person, "--as", login, "--store", new).out
    assert terminal.type("store", "verify", "--store", new).code == 0
    again = terminal.type("store", "restore", "--from", copy, "--store", new)
    assert (again.code, one_sentence(again.err)) == (3, True)
    assert "Nothing was overwritten" in again.err


@pytest.mark.parametrize("what", ["restore", "drill"])
def test_a_copy_must_be_named_and_be_there(terminal: Terminal, tmp_path: Path, what: str) -> None:
    said = terminal.type("store", what, "--store", tmp_path / "new.pbi")
    assert (said.code, one_sentence(said.err)) == (2, True)
    said = terminal.type("store", what, "--from", tmp_path / "no.copy", "--store", tmp_path / "n")
    assert (said.code, one_sentence(said.err)) == (3, True)


def test_a_place_to_restore_to_must_be_named(terminal: Terminal, copy: Path) -> None:
    said = terminal.type("store", "restore", "--from", copy)
    assert (said.code, one_sentence(said.err)) == (2, True)


def test_a_drill_leaves_a_certificate_and_nothing_else(
    terminal: Terminal, copy: Path, tmp_path: Path
) -> None:
    out = tmp_path / "drills"
    said = terminal.type("store", "drill", "--from", copy, "--out", out, "--json", "-")
    assert (said.code, said.json["passed"]) == (0, True)
    assert {path.suffix for path in out.iterdir()} == {".pdf", ".json"}
    written = json.loads(next(out.glob("*.json")).read_text())
    assert written["drilled_by"] == "manager"
    assert len(written["checks"]) >= 8
    assert written["copy"]["counts"]["cases"] > 100
    assert next(out.glob("*.pdf")).read_bytes().startswith(b"%PDF")
    assert {path.suffix for path in copy.parent.iterdir()} == {".copy", ".keys", ".manifest"}


def test_a_damaged_copy_fails_the_drill_and_says_so(
    terminal: Terminal, copy: Path, tmp_path: Path
) -> None:
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    out = tmp_path / "drills"
    said = terminal.type("store", "drill", "--from", copy, "--out", out)
    assert said.code == 1
    assert "did not pass" in said.out
    assert json.loads(next(out.glob("*.json")).read_text())["passed"] is False


def test_a_drill_needs_somebody_who_answers_for_the_store(
    terminal: Terminal, copy: Path, tmp_path: Path
) -> None:
    login, _case = a_case()
    said = terminal.type("store", "drill", "--from", copy, "--as", login, "--out", tmp_path / "d")
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert list((tmp_path / "d").iterdir()) == []
