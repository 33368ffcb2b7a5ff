"""A window of the program off screen for a bench, and how long each pass of its event loop is."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pbi_desktop.ui.kit.privacy import Privacy
    from pbi_desktop.ui.kit.tasks import TaskLane
    from pbi_desktop.ui.shell import ScreenEntry, Shell

_LONGEST_S = 30.0


@dataclass
class Seat:
    """The shell, and the lane that answers it."""

    shell: "Shell"
    lane: "TaskLane"

    def settle(self) -> list[float]:
        """Let the window come to rest; return the seconds of each pass of its event loop."""
        from PySide6.QtWidgets import QApplication

        until = time.perf_counter() + _LONGEST_S
        passes, quiet = [], 0
        while quiet < 2 and time.perf_counter() < until:
            begun = time.perf_counter()
            QApplication.processEvents()
            passes.append(time.perf_counter() - begun)
            quiet = quiet + 1 if self.lane.waiting == 0 else 0
            if self.lane.waiting:
                time.sleep(0.0005)  # leave the processor to the lane
        return passes


@contextmanager
def seated(
    place: Path, entries: Callable[["TaskLane", "Privacy"], Sequence["ScreenEntry"]]
) -> Iterator[Seat]:
    """Give a window with these screens, the first of them in view."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from pbi_desktop.domain.resources import resources
    from pbi_desktop.ui.kit.focus_ring import FocusRing
    from pbi_desktop.ui.kit.privacy import Privacy
    from pbi_desktop.ui.kit.tasks import TaskLane
    from pbi_desktop.ui.kit.theme import Theme
    from pbi_desktop.ui.shell import Shell, ShellFacts

    app = QApplication.instance() or QApplication([])
    if app.findChild(Theme) is None:
        FocusRing(app)  # type: ignore[arg-type]
        Theme(app, resources())  # type: ignore[arg-type]
    lane, privacy = TaskLane(), Privacy()
    screens = list(entries(lane, privacy))
    settings = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat)
    shell = Shell(
        ShellFacts("City", "Desk", "Front door", "City", "desk"), screens, settings, privacy
    )
    shell.follow(lane)
    shell.resize(1440, 900)
    shell.go(screens[0].address)
    shell.show()
    shell.activateWindow()
    try:
        yield Seat(shell, lane)
    finally:
        shell.close()
        lane.close()
        QApplication.processEvents()
        shell.deleteLater()
