"""Stores that do not open: each for its own reason, in its own sentence, and unharmed."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pbi_desktop.services.stores import DemoWish, make_demo
from pbi_desktop.store.secrets.key_file import opener_in
from pbi_desktop.store.secrets.passphrase import Cost
from pbi_desktop.store.secrets.tries import FREE_TRIES
from tests.cli.conftest import Terminal, one_sentence
from tests.cli.demo_store import copied, lock_up, raw

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
HOLDER = """
import sys
from pathlib import Path
from pbi_desktop.services.stores import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def refused(terminal: Terminal, store: Path, *words: str | Path) -> str:
    """Return the sentence of a refusal; fails where there is none."""
    said = terminal.type("find", "x", "--store", store, *words)
    assert (said.code, said.out) == (3, "")
    assert one_sentence(said.err), said.err
    return said.err


def test_nothing_at_the_place(terminal: Terminal, tmp_path: Path) -> None:
    assert "There is no store at" in refused(terminal, tmp_path / "no.pbi")
    said = terminal.type("--store", tmp_path / "no.pbi")
    assert (said.code, one_sentence(said.err), terminal.windows) == (3, True, [])
    assert "pbi-desktop demo" in said.err


def test_a_file_of_another_kind(terminal: Terminal, demo: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Shabana,")
    assert "key file" in refused(terminal, letter)
    shutil.copy(demo.with_name("team.pbi.keys"), tmp_path / "letter.txt.keys")
    refused(terminal, letter)
    assert letter.read_text() == "Dear Shabana,"


def test_a_plain_database_is_never_taken_for_a_store(
    terminal: Terminal, demo: Path, tmp_path: Path
) -> None:
    import sqlite3

    plain = tmp_path / "plain.pbi"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("CREATE TABLE people (given_name TEXT)")
        connection.commit()
    shutil.copy(demo.with_name("team.pbi.keys"), tmp_path / "plain.pbi.keys")
    assert "file of another kind" in refused(terminal, plain)


def test_the_keys_are_gone(terminal: Terminal, demo: Path) -> None:
    demo.with_name("team.pbi.keys").unlink()
    assert "key file" in refused(terminal, demo)


def test_the_key_is_of_another_store(terminal: Terminal, demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pbi"
    make_demo(other, DemoWish(seed=8))
    shutil.copy(other.with_name("other.pbi.keys"), demo.with_name("team.pbi.keys"))
    before = demo.read_bytes()
    said = refused(terminal, demo)
    assert "damaged" in said or "does not open this store" in said
    assert demo.read_bytes() == before


def test_a_damaged_first_page_is_called_damage_and_not_a_wrong_key(
    terminal: Terminal, demo: Path
) -> None:
    content = bytearray(demo.read_bytes())
    content[100] ^= 1
    demo.write_bytes(content)
    said = refused(terminal, demo)
    assert "damaged" in said
    assert "Restore the last backup" in said


def test_damage_further_in_is_found_by_verify(terminal: Terminal, demo: Path) -> None:
    content = bytearray(demo.read_bytes())
    content[len(content) // 2] ^= 1
    demo.write_bytes(content)
    said = terminal.type("store", "verify", "--store", demo)
    assert said.code in (1, 3)
    assert "damage" in said.out + said.err or "not what was written" in said.out


@pytest.fixture
def later(demo: Path) -> Path:
    """Return a store that a later version of the program has used."""
    with raw(demo) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return demo


def test_a_store_of_a_later_version_is_left_alone(terminal: Terminal, later: Path) -> None:
    assert "later version" in refused(terminal, later)
    with raw(later) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    assert not list(later.parent.glob("*.before-*"))


def test_a_store_that_is_open_elsewhere_is_refused_and_let_be(
    terminal: Terminal, demo: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(demo)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        assert "Another copy of the program" in refused(terminal, demo)
        again = terminal.type("demo", "--anew", "--no-window", "--store", demo)
        assert (again.code, one_sentence(again.err)) == (3, True)
        assert demo.exists()
        holder.communicate(b"")
    assert terminal.type("find", "x", "--store", demo).code == 0


# --- key files ---------------------------------------------------------------------------------


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


def test_demo_with_a_key_file_makes_a_store_that_does_not_open_without_it(
    terminal: Terminal, tmp_path: Path, key_file: Path
) -> None:
    store = tmp_path / "behind.pbi"
    made = terminal.type("demo", "--no-window", "--store", store, "--key-file", key_file)
    assert made.code == 0
    assert "--key-file" in refused(terminal, store)
    assert terminal.type("find", "x", "--store", store, "--key-file", key_file).code == 0
    window = terminal.type("window", "--store", store)  # which asks who is there
    assert (window.code, terminal.windows[-1].key_file) == (0, None)


def test_a_wrong_passphrase_is_a_wrong_key_and_five_of_them_are_enough(
    terminal: Terminal, locked: Path, key_file: Path
) -> None:
    key_file.write_text("heron gravel minuet thicket\n")
    for _ in range(FREE_TRIES):
        assert "does not open this store" in refused(terminal, locked, "--key-file", key_file)
    assert "Wait" in refused(terminal, locked, "--key-file", key_file)
    key_file.write_text("heron gravel minuet thatch\n")
    assert "Wait" in refused(terminal, locked, "--key-file", key_file)


def test_a_key_file_that_others_can_read_is_refused(
    terminal: Terminal, locked: Path, key_file: Path
) -> None:
    if os.name != "posix":
        pytest.skip("modes of files are POSIX")
    key_file.chmod(0o640)
    assert "0600" in refused(terminal, locked, "--key-file", key_file)


def test_a_demo_is_not_made_over_what_is_no_demo(
    terminal: Terminal, locked: Path, key_file: Path
) -> None:
    before = locked.read_bytes()
    said = terminal.type("demo", "--anew", "--no-window", "--store", locked)
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert locked.read_bytes() == before
    del key_file


def test_a_server_is_refused_until_somebody_joined_it_here(terminal: Terminal) -> None:
    said = terminal.type("find", "x", "--store", "postgresql://council/pbi")
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert "pbi on council" in said.err
    assert "joining code" in said.err
    on_files = terminal.type("demo", "--no-window", "--store", "postgresql://council/pbi")
    assert (on_files.code, one_sentence(on_files.err)) == (3, True)
    assert "stores that are files" in on_files.err


def test_pbi_store_names_the_store_and_the_option_is_stronger(
    terminal: Terminal, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PBI_STORE", str(tmp_path / "nothing.pbi"))
    assert terminal.type("find", "x").code == 3
    assert terminal.type("find", "x", "--store", demo).code == 0
    assert terminal.type("--store", demo, "find", "x").code == 0
    monkeypatch.setenv("PBI_STORE", str(copied(tmp_path / "other.pbi")))
    assert terminal.type("find", "x").code == 0
