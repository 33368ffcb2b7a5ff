"""Asking where a file should go: the computer's own window for that, and nothing else."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

AskWhere = Callable[[QWidget, str, str], Path | None]
"""From a window, a name for the file and its ending in words: the place chosen, or None."""


def ask_where(over: QWidget, name: str, kind: str) -> Path | None:
    """Return the place that the worker chose for a file; None where they chose none."""
    place = Path.home() / name
    chosen, _kind = QFileDialog.getSaveFileName(over, "Save", str(place), kind)
    return Path(chosen) if chosen else None


def with_ending(place: Path, ending: str) -> Path:
    """Return the place with this ending, which a dot in the middle of a name is not."""
    return place if place.suffix.lower() == ending else place.with_name(place.name + ending)
