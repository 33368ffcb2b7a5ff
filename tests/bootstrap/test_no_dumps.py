"""The program leaves no copy of its memory, and lets no other program of the user read it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWS = """
import ctypes, resource
from pbi_desktop.__main__ import prepare
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
prepare()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_no_memory_is_dumped_and_none_is_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWS],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1 0 (0, 0)"
