"""One process has the store open; a second one hears so, and a dead one holds nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pbi_desktop.domain.errors import StoreBusy, StoreUnavailable
from pbi_desktop.store.one_process import OneProcess

_HOLDER = """
import sys
from pathlib import Path
from pbi_desktop.store.one_process import OneProcess
held = OneProcess(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "team.pbi"


@contextmanager
def another_process(store: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _HOLDER, str(store)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_second_process_hears_that_the_store_is_open_elsewhere(store: Path) -> None:
    with another_process(store) as holder:
        with pytest.raises(StoreBusy) as failure:
            OneProcess(store)
        assert failure.value.where == str(store)
        holder.communicate("")
    OneProcess(store).release()


def test_a_killed_process_holds_nothing(store: Path) -> None:
    with another_process(store) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    OneProcess(store).release()


def test_the_same_process_cannot_open_it_twice_either(store: Path) -> None:
    with OneProcess(store):
        with pytest.raises(StoreBusy):
            OneProcess(store)
        OneProcess(store.with_name("other.pbi")).release()
    with OneProcess(store) as again:
        again.release()
        again.release()
        OneProcess(store).release()


def test_a_program_started_from_the_holder_does_not_hold_it(store: Path) -> None:
    held = OneProcess(store)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        held.release()
        OneProcess(store).release()
        child.communicate(b"\n")


def test_the_lock_file_is_its_owners_only_and_stays(store: Path) -> None:
    with OneProcess(store):
        pass
    lock = store.with_name("team.pbi.lock")
    assert lock.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there_is_not_called_busy(store: Path) -> None:
    with pytest.raises(StoreUnavailable):
        OneProcess(store.parent / "absent" / "team.pbi")
