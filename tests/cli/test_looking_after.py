"""`store` and `audit`: by whoever may, and whole means whole."""

import json
from pathlib import Path

import pytest

from pbi_desktop.services.stores import open_store
from tests.cli.conftest import Pbi, Terminal, one_sentence
from tests.cli.demo_store import a_case, raw


def test_info_tells_what_one_may_see_and_no_more(pbi: Pbi) -> None:
    everybody, one = pbi("store", "info", "--json", "-"), pbi("store", "info", "--as", "sam")
    facts = everybody.json
    assert facts["cases that you may see"] > 100
    assert facts["bytes"] > 1_000_000
    assert one.code == 0
    mine = int(one.out.split("cases that you may see: ")[1].split("\n")[0].replace(",", ""))
    assert mine < facts["cases that you may see"]


@pytest.mark.parametrize("login", ["manager", "auditor"])
def test_those_who_answer_for_the_store_may_check_it(pbi: Pbi, login: str) -> None:
    assert "whole" in pbi("audit", "verify", "--as", login).out
    said = pbi("store", "verify", "--as", login, "--json", "-")
    assert (said.code, said.json) == (0, {"findings": []})


@pytest.mark.parametrize("what", [("audit", "verify"), ("store", "verify")])
def test_nobody_else_may(pbi: Pbi, what: tuple[str, str]) -> None:
    login, _case = a_case()
    said = pbi(*what, "--as", login)
    assert (said.code, said.out, one_sentence(said.err)) == (3, "", True)


def test_a_changed_entry_of_the_audit_chain_is_found(pbi: Pbi, demo: Path) -> None:
    with raw(demo) as store:
        store.execute("DROP TRIGGER IF EXISTS audit_entries_no_update")
        names = store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'"
        ).fetchall()
        for (name,) in names:
            store.execute(f'DROP TRIGGER "{name}"')
        store.execute("UPDATE audit_entries SET action = 'nothing happened' WHERE seq = 5")
    said = pbi("audit", "verify", "--json", "-")
    assert (said.code, said.json["broken_at"]) == (1, 5)
    assert "entry 5" in said.err
    whole = pbi("store", "verify")
    assert whole.code == 1
    assert "schema" in whole.out or "audit chain" in whole.out


def test_a_schema_that_somebody_changed_is_found(pbi: Pbi, demo: Path) -> None:
    with raw(demo) as store:
        store.execute("CREATE TABLE theirs (word TEXT)")
    said = pbi("store", "verify")
    assert said.code == 1
    assert "another program: theirs" in said.out


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Return where a backup goes, in a folder that is not there yet."""
    return tmp_path / "away" / "copy.pbi"


def test_a_backup_is_a_store_like_the_one_it_was_made_from(
    pbi: Pbi, terminal: Terminal, away: Path
) -> None:
    said = pbi("store", "backup", "--to", away, "--json", "-")
    assert (said.code, said.json["copy"]) == (0, str(away))
    login, case = a_case()
    assert case.person in terminal.type("find", case.person, "--as", login, "--store", away).out
    assert terminal.type("store", "verify", "--store", away).code == 0
    assert pbi("store", "backup", "--to", away).code == 3


def test_what_was_exported_is_in_the_audit_chain(pbi: Pbi, demo: Path, away: Path) -> None:
    def entries() -> int:
        with open_store(demo) as store:
            return store.care().audit(store.sign_in())[0]

    before = entries()
    assert pbi("report", "outcomes", "--out", "o.json").code == 0
    assert pbi("store", "backup", "--to", away).code == 0
    assert entries() > before + 1
    assert json.loads(Path("o.json").read_text())["snapshot"]
