"""Locked means wiped: the memory of the process, searched from outside, before a lock and after."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from tests.cli.demo_store import a_case, copied, lock_up

ROOT = Path(__file__).parents[2]
WATCHED = ROOT / "tests" / "support" / "watched"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "heron gravel minuet thatch"  # noqa: S105 - it opens nothing but this test's store
NOTED, DRAFTED = "Quillfeather", "Marrowhinge"  # words that are in no program and no library

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads memory as Linux shows it"
)


class Memory:
    """The memory of another process, by two files that it opened of itself."""

    def __init__(self, mem: int, maps: int) -> None:
        self._mem, self._maps = mem, maps

    def copies(self, needles: dict[str, bytes]) -> dict[str, int]:
        """Return how often each is found in what the process can read and write."""
        found = dict.fromkeys(needles, 0)
        size = 0
        for start, end in self._ranges():
            held = self._read(start, end)
            size += len(held)
            for name, needle in needles.items():
                found[name] += held.count(needle)
        assert size > 10_000_000, "there was no memory to search"
        return found

    def _ranges(self) -> Iterator[tuple[int, int]]:
        os.lseek(self._maps, 0, os.SEEK_SET)
        text = b""
        while part := os.read(self._maps, 1 << 16):
            text += part
        for line in text.decode().splitlines():
            span, mode, *rest = line.split()
            if mode.startswith("rw") and "[vvar" not in rest[-1]:
                start, end = (int(one, 16) for one in span.split("-"))
                yield start, end

    def _read(self, start: int, end: int) -> bytes:
        parts = []
        while start < end:
            try:
                part = os.pread(self._mem, min(end - start, 1 << 24), start)
            except OSError:  # a guard page, or memory given back meanwhile
                part = b""
            if not part:
                break
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def close(self) -> None:
        os.close(self._mem)
        os.close(self._maps)


@contextmanager
def memory_of(listener: socket.socket) -> Iterator[tuple[int, socket.socket, Memory]]:
    """Give the number of the process that offers its memory next, its line, and the memory."""
    listener.settimeout(60)
    line, _address = listener.accept()
    told, opened, _flags, _from = socket.recv_fds(line, 64, 2)
    memory = Memory(*opened)
    try:
        yield int(told), line, memory
    finally:
        memory.close()
        line.close()


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
    errors = tmp_path / "errors.txt"
    with socket.socket(socket.AF_UNIX) as listener, errors.open("w") as complaints:
        listener.bind(str(tmp_path / "watcher"))
        listener.listen()
        around = {
            **os.environ,
            "PYTHONPATH": f"{WATCHED}{os.pathsep}{ROOT}",
            "PBI_TEST_WATCHER": str(tmp_path / "watcher"),
            "PBI_STORE": str(path),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [sys.executable, str(WATCHED / "at_work.py")]
        with subprocess.Popen(
            command,
            env=around,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=tmp_path,
        ) as program:
            try:
                assert program.stdin is not None
                assert program.stdout is not None
                with memory_of(listener) as (first, _line, memory):
                    said = f"{SECRET}\n{line.case_id}\n{DRAFTED} is typed\n"
                    program.stdin.write(said)
                    program.stdin.flush()
                    assert program.stdout.readline() == "typed\n", errors.read_text()
                    before = memory.copies(needles)
                    program.stdin.write("\n")
                    program.stdin.flush()
                    with memory_of(listener) as (second, offered, anew):
                        assert offered.recv(1) == b"L"
                        time.sleep(0.5)  # until the lock is painted
                        after = anew.copies(needles)
            finally:
                program.kill()
    assert first == second == program.pid, "the same process, another program"
    assert before["the key"] > 0
    assert before[f"{NOTED} in UTF-8"] + before[f"{NOTED} in UTF-16"] > 0
    assert before[f"{DRAFTED} in UTF-8"] + before[f"{DRAFTED} in UTF-16"] > 0
    assert after == dict.fromkeys(needles, 0)
