"""What every command knows: its exit codes, and what the composition root lends it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pbi_desktop.domain.doors import DOOR, is_door

if TYPE_CHECKING:
    from pbi_desktop.domain.scene import Scene

DONE, LOOK, WRONG_USE, REFUSED = 0, 1, 2, 3


@dataclass(frozen=True)
class WindowWish:
    """On which store to open the window, as whom, and by which key."""

    store: Path
    login: str = ""
    key_file: Path | None = None
    marks: Path | None = None
    """Write the times of the start there, and end: for the bench."""


class Ratio(Protocol):
    """How many times its floor something takes."""

    @property
    def line(self) -> str:
        """In words."""

    @property
    def plain(self) -> dict[str, Any]:
        """For JSON."""

    @property
    def met(self) -> bool:
        """Whether the target is met."""


@dataclass(frozen=True)
class Surroundings:
    """What the composition root lends to a command."""

    open_window: Callable[[WindowWish], int]
    """Show the window until it is closed; returns the exit code."""
    draw_pictures: Callable[[Path], list[Path]]
    """Draw every screen into a folder."""
    measure: Callable[[Sequence[str], int], Sequence[Ratio]]
    """Measure the named benches, or all, in so many rounds."""
    paint: Callable[["Scene"], bytes]
    """Paint a scene; returns it as PNG."""


def place_of(named: str | None, login: str = "") -> Path:
    """Return the file of a store, or the door to one on a server.

    As named, else by PBI_STORE, else the server's store that was joined last, else the demo's
    usual place. A door is the login's own where several have joined from here.
    """
    where = named or os.environ.get("PBI_STORE", "")
    if where.startswith(_SERVER):
        from pbi_desktop.domain.server_address import read_address
        from pbi_desktop.services.server_stores import door_to

        return door_to(read_address(where), login)
    if where:
        return Path(where)
    usual = _usual_place()
    doors = sorted(usual.parent.glob(f"*{DOOR}"), key=lambda path: path.stat().st_mtime_ns)
    return doors[-1] if doors else usual


def store_of(named: str | None) -> Path:
    """Return where a store that is a file lies, for what is done to files alone."""
    where = named or os.environ.get("PBI_STORE", "")
    if where.startswith(_SERVER) or is_door(Path(where)):
        from pbi_desktop.cli.failures import ServerStore

        raise ServerStore(where.split("@")[-1] if "@" in where else where)
    return Path(where) if where else _usual_place()


_SERVER = ("postgresql:", "postgres:")


def _usual_place() -> Path:
    from platformdirs import user_data_path

    return user_data_path("pbi-desktop", appauthor=False) / "demo.pbi"
