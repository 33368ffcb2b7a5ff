"""`audit`: whether the record is whole, a checkpoint of it, what it says, and a store put back."""

import json
import shutil
from pathlib import Path

import pytest

from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets.key_file import opener_in
from pbi_desktop.store.secrets.passphrase import Cost
from tests.cli.conftest import Pbi, Terminal, one_sentence
from tests.cli.demo_store import a_case, copied, lock_up, raw

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def test_a_checkpoint_kept_elsewhere_tells_that_the_end_was_cut_off(
    pbi: Pbi, demo: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.json"
    assert pbi("report", "outcomes", "--out", "o.json").code == 0
    assert pbi("audit", "checkpoint", "--out", kept).code == 0
    login, _case = a_case()
    said = pbi("audit", "verify", "--as", login, "--checkpoint", kept, "--json", "-")
    assert (said.code, said.json["findings"]) == (0, [])
    with raw(demo) as store:
        chain, last = store.execute(
            "SELECT chain, max(seq) FROM audit_entries WHERE chain <> 'store'"
        ).fetchone()
        for table in ("audit_details", "audit_entries"):
            store.execute(f"DELETE FROM {table} WHERE chain = ? AND seq = ?", (chain, last))
        store.execute("DELETE FROM audit_checkpoints")
    assert pbi("audit", "verify").code == 0
    said = pbi("audit", "verify", "--checkpoint", kept)
    assert said.code == 1
    assert f"had entry {last}, and ends before it" in said.out
    assert "Tell your information governance lead." in said.out


def test_a_proof_holds_without_the_store_and_shows_no_other_case(
    pbi: Pbi, demo: Path, tmp_path: Path
) -> None:
    login, case = a_case()
    with open_store(demo) as store:
        actor = store.sign_in(login)
        for line in store.desk.my_day.show(actor).cases[:3]:
            store.store().open_case(actor, line.case_id)
        store.store().open_case(actor, case.case_id)
    kept, proof = tmp_path / "kept.json", tmp_path / "proof.json"
    assert pbi("audit", "checkpoint", "--out", kept).code == 0
    words = ("audit", "prove", "--case", case.reference, "--checkpoint", kept)
    assert pbi(*words, "--out", proof, "--as", login).code == 0
    told = json.loads(proof.read_text())["entries"]
    assert {one["action"] for one in told} == {"opened case"}
    demo.unlink()
    said = pbi("audit", "verify", "--proof", proof, "--checkpoint", kept)
    assert (said.code, said.out.count("is in the checkpoint")) == (0, len(told))
    for field, value in (("purpose", "safeguarding"), ("seq", told[0]["seq"] + 1)):
        changed = [{**told[0], field: value}, *told[1:]]
        proof.write_text(json.dumps({"what": "PBI Desktop audit proof", "entries": changed}))
        said = pbi("audit", "verify", "--proof", proof, "--checkpoint", kept)
        assert (said.code, said.out.count("is NOT in the checkpoint")) == (1, 1)


def test_what_is_no_checkpoint_is_refused_in_a_sentence(pbi: Pbi, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    said = pbi("audit", "verify", "--checkpoint", wrong)
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert "wrong.json cannot be used as a checkpoint" in said.err
    assert pbi("audit", "verify", "--checkpoint", tmp_path / "none.json").code == 2


@pytest.mark.parametrize("words", [("audit", "checkpoint"), ("audit", "accept")])
def test_what_is_not_said_is_asked_for(pbi: Pbi, words: tuple[str, str]) -> None:
    assert "--out" in (said := pbi(*words).err) or "--because" in said


def test_the_log_of_a_case_and_of_every_case(pbi: Pbi, demo: Path) -> None:
    login, case = a_case()
    with open_store(demo) as store:
        store.store().open_case(store.sign_in(login), case.case_id)
        reference = store.desk.cases.now(store.sign_in(login), case.case_id).header.reference
    said = pbi("audit", "log", "--case", reference, "--as", login)
    assert "Opened the case" in said.out
    shown = pbi("audit", "log", "--case", reference, "--as", login, "--resident", "--json", "-")
    assert {line["who"] for line in shown.json["lines"]} == {""}
    every = pbi("audit", "log", "--json", "-")
    assert reference in {line["case"] for line in every.json["lines"]}
    assert pbi("audit", "log", "--as", login).code == 3
    assert json.dumps(shown.json)


def test_nothing_is_accepted_where_nothing_is_missing(pbi: Pbi) -> None:
    said = pbi("audit", "accept", "--because", "a copy was put back")
    assert (said.code, "nothing to accept" in said.out) == (0, True)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Return a file with a passphrase that only its owner can read."""
    path = tmp_path / "key.txt"
    path.write_text("heron gravel minuet thatch\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def locked(tmp_path: Path, key_file: Path) -> Path:
    """Return an invented team behind a passphrase that is quick to try."""
    return lock_up(copied(tmp_path / "locked.pbi"), (opener_in(key_file, CHEAP), None))


def test_a_store_put_back_is_refused_until_a_manager_accepts_it(
    locked: Path, key_file: Path, terminal: Terminal
) -> None:
    owned, type_ = locked, terminal.type
    with open_store(locked, opener_in(key_file, CHEAP)) as store:
        manager = next(one.login for one in store.workers() if one.leads)
    here = ("--store", owned, "--key-file", key_file, "--as", manager)
    assert type_("audit", "checkpoint", "--out", owned.with_name("a.json"), *here).code == 0
    last_week = owned.with_name("last-week.pbi")
    shutil.copyfile(owned, last_week)
    for _ in range(2):
        assert type_("audit", "checkpoint", "--out", owned.with_name("b.json"), *here).code == 0
    for ending in ("-wal", "-shm"):
        owned.with_name(owned.name + ending).unlink(missing_ok=True)
    shutil.copyfile(last_week, owned)
    refused = type_("store", "info", *here)
    assert refused.code == 3
    assert "older than the one this computer last saw: 2 entries are missing" in refused.err
    accepted = type_("audit", "accept", "--because", "the disk broke", *here)
    assert "2 entries are missing" in accepted.out, accepted.err
    assert type_("store", "info", *here).code == 0
    assert type_("audit", "verify", *here).code == 0
