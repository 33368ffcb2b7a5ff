"""From the key on a case to the case drawn in the window, and the longest stall meanwhile.

The list of cases and the case screen in the shell, painted off screen, over an encrypted file.
Enter on a line of the list opens it; the case is drawn when nothing is under way any more. A stall
is one pass of the event loop, whatever it handled.
"""

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pbi_desktop.bench.case_city import opened, picked
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.seat import Seat, seated
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import WorkerId

if TYPE_CHECKING:
    from pbi_desktop.ui.kit.privacy import Privacy
    from pbi_desktop.ui.kit.tasks import TaskLane
    from pbi_desktop.ui.screens.cases.view import CasesScreen
    from pbi_desktop.ui.shell import ScreenEntry

_STALL_S, _DRAWN_S, _CASES = 0.050, 0.250, 6


def longest_stall(path: Path, rounds: int) -> list[Measured]:
    """Return the longest stall of each round over 50 ms, and key to drawn case over 250 ms."""
    with opened(path) as (store, raw), tempfile.TemporaryDirectory() as place:
        busy = picked(raw).busy
        (login,) = (one.login for one in store.workers() if one.id == busy)
        actor = Actor(WorkerId(busy), login)
        with seated(Path(place), partial(_entries, store.desk, actor)) as seat:
            seat.settle()
            _open_some(seat)  # the first makes the screens and is told apart
            found = [_open_some(seat) for _ in range(rounds)]
    stalls = tuple(stall / _STALL_S for stall, _drawn in found)
    drawn = tuple(drawn / _DRAWN_S for _stall, drawn in found)
    return [
        ("longest stall from key to drawn case", "50 ms", stalls, 1.0, 0.5),
        ("key to drawn case, slowest of a round", "250 ms", drawn, 1.0, 0.5),
    ]


def _entries(desk: Any, actor: Actor, lane: "TaskLane", privacy: "Privacy") -> "list[ScreenEntry]":
    from pbi_desktop.ui.screens.case.screen import make_case
    from pbi_desktop.ui.screens.cases.screen import make_cases
    from pbi_desktop.ui.shell import ScreenEntry

    cases = partial(make_cases, desk, actor, lane, privacy)
    one = partial(make_case, desk, actor, lane, privacy)
    return [
        ScreenEntry("cases", "Cases", "users", 3, cases),
        ScreenEntry("case", "Case", "users", 0, one, section="cases"),
    ]


def _open_some(seat: Seat) -> tuple[float, float]:
    """Open a few cases of the list by Enter; return the longest pass and the slowest opening."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    longest = slowest = 0.0
    for at in range(_CASES):
        seat.shell.go("cases")
        seat.settle()
        table = cast("CasesScreen", seat.shell.screen_at("cases")).table
        table.setFocus()
        table.selectRow(at)
        begun = time.perf_counter()
        QTest.keyClick(table, Qt.Key.Key_Return)
        passes = [time.perf_counter() - begun, *seat.settle()]
        slowest = max(slowest, time.perf_counter() - begun)
        longest = max(longest, *passes)
        if not seat.shell.address.startswith("case/"):
            raise RuntimeError("Enter on a line of the list opened no case")
    return longest, slowest
