"""From a key press to its results drawn in the window, over 100,000 people, and the longest stall.

The whole front door in the shell, painted off screen, over an encrypted file: keys go to the field
one by one, each as soon as the last is answered, as a fast typist's do. Wall-clock time of this
process; a key is answered when its matches are drawn and what else is known of the best is asked.
A stall is one pass of the event loop, whatever it handled: no key is taken in meanwhile.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, cast

from pbi_desktop.bench.front_door_town import NOW, City, Resident, kept_file
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.seat import Seat, seated
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import WorkerId

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pbi_desktop.services.desk import Desk
    from pbi_desktop.ui.kit.privacy import Privacy
    from pbi_desktop.ui.kit.tasks import TaskLane
    from pbi_desktop.ui.screens.front_door.view import FrontDoorScreen


PEOPLE = 100_000
_ASKED = 12
_ANSWERED_S, _STALL_S = 0.100, 0.050
_CACHE = "pbi-desktop-bench"


@dataclass
class _Times:
    """How long each key took to be answered, and each pass of the event loop."""

    keys: list[float] = field(default_factory=list)
    passes: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """The time within which 95 keys of 100 are answered."""
        return quantiles(self.keys, n=20)[-1]


def measured(
    rounds: int, people: int = PEOPLE, folder: Path | None = None, asked: int = _ASKED
) -> list[Measured]:
    """Return what a key press takes, and the longest stall, each over what it may take."""
    city = City(people)
    actor = Actor(WorkerId(city.desk), "desk")
    with (
        tempfile.TemporaryDirectory() as place,
        _desk(city, folder or _kept()) as desk,
        _window(desk, actor, Path(place)) as window,
    ):
        every = [random.Random(at) for at in range(rounds + 1)]  # noqa: S311 - invented
        samples = [(dice, dice.sample(city.residents, asked)) for dice in every]
        # The first warms what is kept at hand, and is not counted.
        found = [window.round(dice, residents) for dice, residents in samples][1:]
    keys = tuple(times.p95 / _ANSWERED_S for times in found)
    stalls = tuple(max(times.passes) / _STALL_S for times in found)
    return [
        ("key press to drawn results, p95", "100 ms", keys, 1.0, 0.5),
        ("longest stall of the window while typing", "50 ms", stalls, 1.0, 0.5),
    ]


@dataclass
class _Window:
    """The front door in its shell."""

    seat: Seat

    def round(self, dice: random.Random, residents: list[Resident]) -> _Times:
        """Type the names and births of a few people of the city, with a slip in each name."""
        times = _Times()
        for resident in residents:
            telling = self._screen().telling
            for editor, text in (
                (telling.name.editor, _slip(dice, resident)),
                (telling.born.editor, resident.born),
            ):
                editor.setFocus()
                for sign in text:
                    self._press(editor, sign, times)
            self._clear(times)
        return times

    def _press(self, editor: "QWidget", sign: str, times: _Times) -> None:
        from PySide6.QtTest import QTest

        begun = time.perf_counter()
        QTest.keyClicks(editor, sign)
        times.passes.append(time.perf_counter() - begun)
        self._settle(times)
        times.keys.append(time.perf_counter() - begun)

    def _clear(self, times: _Times) -> None:
        telling = self._screen().telling
        telling.afresh.click()
        self._settle(times)

    def _settle(self, times: _Times) -> None:
        times.passes += self.seat.settle()

    def _screen(self) -> "FrontDoorScreen":
        return cast("FrontDoorScreen", self.seat.shell.screen_at("front-door"))


@contextmanager
def _window(desk: "Desk", actor: Actor, place: Path) -> Iterator[_Window]:
    from functools import partial

    from pbi_desktop.ui.screens.front_door.screen import make_front_door
    from pbi_desktop.ui.shell import ScreenEntry

    def entries(lane: "TaskLane", privacy: "Privacy") -> list[ScreenEntry]:
        make = partial(make_front_door, desk, actor, lane, privacy)
        return [ScreenEntry("front-door", "Front door", "door-open", 2, make)]

    with seated(place, entries) as seat:
        yield _Window(seat)


@contextmanager
def _desk(city: City, folder: Path) -> Iterator["Desk"]:
    from pbi_desktop.services.desk import Desk
    from pbi_desktop.store.encrypted_file import open_raw
    from pbi_desktop.store.file_store import FileStore
    from pbi_desktop.store.reading import FileReading

    path, key = kept_file(city, folder)
    reading = FileReading(path, open_raw(path, key, wipe_memory=False), lambda: NOW)
    store = FileStore(path, key, lambda: NOW, wipe_memory=False)
    try:
        yield Desk(reading, lambda: store, lambda: NOW)
    finally:
        reading.close()
        store.close()


def _kept() -> Path:
    return Path.home() / ".cache" / _CACHE


def _slip(dice: random.Random, resident: Resident) -> str:
    """Return a name with one letter left out, as it is heard."""
    name = f"{resident.given_name} {resident.family_name}".casefold()
    at = dice.randrange(1, len(name))
    return name[:at] + name[at + 1 :]
