"""Copies for other programs: private, for a while, and never left behind for good."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pbi_desktop.services.opened_copies import KEPT_FOR, PREFIX, OpenedCopies

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_CRASH = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from pbi_desktop.services.opened_copies import OpenedCopies
copies = OpenedCopies(Path(sys.argv[1]))
print(copies.make(b"kept from others", ".pdf", datetime.now(UTC)), flush=True)
os.kill(os.getpid(), 9)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_copy_is_for_this_user_alone_and_its_name_says_nothing(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path)
    place = copies.make(b"body", ".pdf", NOW)
    assert place.read_bytes() == b"body"
    assert (place.suffix, len(place.stem)) == (".pdf", 16)
    if os.name == "posix":
        assert (mode(place), mode(place.parent)) == (0o400, 0o700)
    assert copies.make(b"body", ".pdf", NOW) != place
    copies.remove_all()


def test_copies_go_after_their_time_and_all_at_the_end(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path)
    old = copies.make(b"old", ".txt", NOW)
    new = copies.make(b"new", ".txt", NOW + timedelta(minutes=1))
    assert copies.remove_older(NOW + KEPT_FOR) == 0
    assert (old.exists(), new.exists()) == (False, True)
    new.unlink()
    assert copies.remove_all() == 0
    assert list(tmp_path.iterdir()) == []
    again = copies.make(b"after the lock", ".txt", NOW)
    assert again.exists()
    copies.remove_all()


def test_what_a_crash_left_behind_is_found_and_removed_at_the_next_start(tmp_path: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", _CRASH, str(tmp_path)], capture_output=True, text=True
    )
    left = Path(crashed.stdout.strip())
    assert left.read_bytes() == b"kept from others"
    assert OpenedCopies(tmp_path).remove_left_over() == 1
    assert list(tmp_path.iterdir()) == []


def test_copies_of_a_program_that_still_runs_and_folders_of_others_stay(tmp_path: Path) -> None:
    running = OpenedCopies(tmp_path)
    place = running.make(b"in use", ".pdf", NOW)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("stays")
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere, target_is_directory=True)
    assert OpenedCopies(tmp_path).remove_left_over() == 0
    assert running.remove_left_over() == 0
    assert place.exists()
    assert (elsewhere / "mine.txt").exists()
    running.remove_all()
