"""What every command knows: its exit codes, and what the composition root lends it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DONE, LOOK, WRONG_USE, REFUSED = 0, 1, 2, 3


@dataclass(frozen=True)
class Surroundings:
    """What the composition root lends to a command."""

    open_window: Callable[[Path, str, Path | None], int]
    """Show the window on a store for a login; with a path, write times there and end."""
    draw_pictures: Callable[[Path], list[Path]]
    """Draw every screen into a folder."""


def default_store() -> Path:
    """Return where the store lies unless somebody says otherwise."""
    from platformdirs import user_data_path

    named = os.environ.get("PBI_STORE", "")
    return Path(named) if named else user_data_path("pbi-desktop", appauthor=False) / "demo.pbi"
