"""Every command that any of these tests keeps can be taken back whole; the few others are named."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.undoing import ASKED, NO_CHANGE, UNDONE

HERE = Path(__file__).parent
_WHOLE = "an import is taken back as a whole, by itself"
_TOLD = "what others were given cannot be untold: it stays in the ledger"
_STEPS = "a summary is refused or withdrawn, each a step of its own"
_TWO = "a second person answers for it: it ends, and both are kept"
NOT_TAKEN_BACK = {
    "answer alert": _TWO,
    "approve summary": _STEPS,
    "disclose summary": _TOLD,
    "end agreement": _TWO,
    "import cases": _WHOLE,
    "import directory": _WHOLE,
    "import referrals": _WHOLE,
    "open own case": "whoever leaves a case takes the history of leaving along: put back by hand",
    "print chronology": _TOLD,
    "print network": _TOLD,
    "propose summary": _STEPS,
    "refer to agency": _TOLD,
    "review broken glass": _TWO,
    "seal record": "a seal is opened, by those who see what is under it",
    "second agreement": _TWO,
    "send referral on to agency": _TOLD,
    "share summary": _STEPS,
    "share summary again": _STEPS,
    "undo import": _WHOLE,
    "write letter": _TOLD,
}
"""By the action: why a change is not undone by one key."""


@pytest.mark.long
def test_every_kind_of_command_is_undone_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = tmp_path / "undone.json"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "not postgres", str(HERE)],
        env={**os.environ, ASKED: str(answer)},
        cwd=HERE.parents[1],
        check=False,  # whether the tests hold is their own matter
        capture_output=True,
    )
    found: dict[str, dict[str, int]] = json.loads(answer.read_text())
    others = {
        action: came
        for action, counts in found.items()
        if action not in NOT_TAKEN_BACK
        and (came := {what: n for what, n in counts.items() if what not in (UNDONE, NO_CHANGE)})
    }
    total = sum((Counter(counts) for counts in found.values()), Counter[str]())
    with capsys.disabled():
        print(f"\n  [{total[UNDONE]} commands of {len(found)} actions undone whole]", end=" ")  # noqa: T201
    assert others == {}
    assert total[UNDONE] > 500
