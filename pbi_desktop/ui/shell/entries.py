"""What the shell is given: the screens there are, and who works where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.shell.computer import ThisComputer
from pbi_desktop.ui.shell.jotting import MakeJot


@dataclass(frozen=True)
class ScreenEntry:
    """One screen: its address, its place in the rail (0 for none), and how it is made."""

    address: str
    title: str
    icon: str
    section_number: int
    make: Callable[[Navigator], QWidget]
    below: bool = False
    section: str = ""  # the line of the rail to light, where it is not the screen's own
    guide: str = ""  # the page of the guide that F1 opens here
    alone: bool = False  # nothing of the window stands beside it: somebody else looks on


@dataclass(frozen=True)
class ShellFacts:
    """What the frame says all day: the team, the worker and their role, and where the PC is."""

    team: str
    worker: str
    role: str
    where: str
    worker_key: str
    computer: ThisComputer | None = None
    guide: Path | None = None
    """Where the pages of the guide lie."""
    make_jot: MakeJot | None = None
    """Makes the strip that takes a note from any screen."""


def find_entry(
    entries: Sequence[ScreenEntry], address: str
) -> tuple[ScreenEntry, tuple[str, ...]] | None:
    """Return the screen of an address, and what of the address is left for it to read."""
    parts = tuple(part for part in address.split("/") if part)
    for taken in range(len(parts), 0, -1):
        own = "/".join(parts[:taken])
        for entry in entries:
            if entry.address == own:
                return entry, parts[taken:]
    return None
