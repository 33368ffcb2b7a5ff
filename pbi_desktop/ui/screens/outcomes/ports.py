"""What the Outcomes screen asks of its surroundings besides the lane and the shell. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.errors import PbiError

Told = Callable[[int, int], None]


class Stopped(PbiError):
    """The worker stopped a count."""


class Counting(Protocol):
    """A long count as it is followed and stopped."""

    def begin(self) -> Told:
        """Stop the count before, and return what the next one tells its progress to."""

    def stop(self) -> None:
        """Stop the count; it fails with `Stopped`."""


class SavePlace(Protocol):
    """Where reports are saved unless another folder is named."""

    def folder(self) -> Path:
        """Return the folder."""
