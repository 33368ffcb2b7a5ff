"""A word typed into every field of the program is in no file it writes, and in no complaint."""

import sys
from pathlib import Path

import pytest

from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from tests.cli.demo_store import a_case, copied, lock_up
from tests.support.watched.watching import memory_of, program

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "heron gravel minuet thatch"  # noqa: S105 - it opens nothing but this test's store
WORD = "Tamarquill"
FEWEST_FIELDS = 40

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="watches the program as Linux lets it"
)


def files_with(folder: Path, word: str) -> list[str]:
    """Return the files below a folder that hold a word, in the ways that text is written."""
    spelt = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
    spelt += [one.lower() for one in spelt]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            if any(one in held for one in spelt):
                found.append(path.name)
    return found


def test_a_word_typed_everywhere_is_readable_nowhere(tmp_path: Path) -> None:
    login, case = a_case()
    path = copied(tmp_path / "store" / "team.pbi")
    with open_store(path) as store:
        actor = store.sign_in(login)
        group = store.desk.cases.groups(actor, case.case_id)[0].id
    lock_up(path, (Passphrase(SECRET, CHEAP), actor.worker))
    with program("everywhere", path, tmp_path) as watched:
        with memory_of(watched.listener):
            watched.tell(WORD, SECRET, str(case.case_id), str(group))
            said = watched.hear()
        while_at_work = files_with(tmp_path, WORD)
        watched.tell("")
        with memory_of(watched.listener) as (_number, offered, _memory):
            assert offered.recv(1) == b"L"
    assert while_at_work == []
    assert files_with(tmp_path, WORD) == []
    assert int(said.split()[1]) >= FEWEST_FIELDS
    assert path.with_name("window.ini").is_file(), "the walk wrote what a program writes"
    with open_store(path, Passphrase(SECRET, CHEAP)) as store:
        story = store.desk.cases.story(actor, case.case_id)
    assert any(WORD in str(entry) for entry in story), "the walk kept what it typed"


def test_the_search_finds_what_is_readable(tmp_path: Path) -> None:
    (tmp_path / "left.log").write_text(f"error at {WORD}")
    (tmp_path / "left.bin").write_bytes(b"\x00" + WORD.encode("utf-16-le"))
    assert sorted(files_with(tmp_path, WORD)) == ["left.bin", "left.log"]
