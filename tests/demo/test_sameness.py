"""The same seed gives the same records, whatever the process."""

import os
import subprocess
import sys
from datetime import timedelta

from pbi_desktop.demo import DEFAULT_SEED, Scale, team
from tests.demo.reading import NOW, ROOT, fingerprint

_ELSEWHERE = (
    "from tests.demo.reading import *\nprint(fingerprint(team(DEFAULT_SEED, NOW, Scale.SITE)))"
)


def _in_another_process(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Karachi"}
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_same_seed_gives_the_same_records_in_every_process() -> None:
    here = fingerprint(team(DEFAULT_SEED, NOW, Scale.SITE))
    assert {_in_another_process("1"), _in_another_process("2")} == {here}


def test_another_seed_or_another_moment_gives_other_records() -> None:
    prints = {
        fingerprint(team(7, NOW, Scale.SITE)),
        fingerprint(team(8, NOW, Scale.SITE)),
        fingerprint(team(7, NOW + timedelta(days=1), Scale.SITE)),
    }
    assert len(prints) == 3
