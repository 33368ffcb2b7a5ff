"""Locked means wiped: the memory of the process, searched from outside, before a lock and after."""

import sys
import time
from pathlib import Path

import pytest

from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from tests.cli.demo_store import a_case, copied, lock_up
from tests.support.watched.watching import memory_of, program

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "heron gravel minuet thatch"  # noqa: S105 - it opens nothing but this test's store
NOTED, DRAFTED = "Quillfeather", "Marrowhinge"  # words that are in no program and no library

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads memory as Linux shows it"
)


def spellings(word: str) -> dict[str, bytes]:
    """Return a word as Python, SQLite and JSON hold it, and as Qt does."""
    return {f"{word} in UTF-8": word.encode(), f"{word} in UTF-16": word.encode("utf-16-le")}


@pytest.fixture
def store(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a locked store with one word in a note, and what must not be found after a lock."""
    login, line = a_case()
    path = copied(tmp_path / "team.pbi")
    with open_store(path) as opened:
        note = NewNote(body=f"{NOTED} was here")
        opened.desk.casework.write_note(opened.sign_in(login), line.case_id, note)
        worker = opened.sign_in(login).worker
    with envelope.unlock(path, InTheClear()).key as key:
        needles = {"the key": bytes(key.raw), "the key in hex": key.raw.hex().encode()}
    lock_up(path, (Passphrase(SECRET, CHEAP), worker))
    return path, needles | spellings(NOTED) | spellings(DRAFTED) | {"passphrase": SECRET.encode()}


def test_after_a_lock_no_key_and_no_word_is_left_in_memory(
    store: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    path, needles = store
    _login, line = a_case()
    with program("at_work", path, tmp_path) as watched:
        with memory_of(watched.listener) as (first, _line, memory):
            watched.tell(SECRET, str(line.case_id), f"{DRAFTED} is typed")
            assert watched.hear() == "typed"
            before = memory.copies(needles)
        watched.tell("")
        with memory_of(watched.listener) as (second, offered, anew):
            assert offered.recv(1) == b"L"
            time.sleep(0.5)  # until the lock is painted
            after = anew.copies(needles)
    assert first == second == watched.process.pid, "the same process, another program"
    assert before["the key"] > 0
    assert before[f"{NOTED} in UTF-8"] + before[f"{NOTED} in UTF-16"] > 0
    assert before[f"{DRAFTED} in UTF-8"] + before[f"{DRAFTED} in UTF-16"] > 0
    assert after == dict.fromkeys(needles, 0)
