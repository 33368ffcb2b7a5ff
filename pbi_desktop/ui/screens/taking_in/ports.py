"""What the screen asks of its surroundings besides the lane and the shell. No Qt."""

from collections.abc import Callable
from typing import Protocol

Watch = Callable[[str, int, int], bool]


class Running(Protocol):
    """A long run as it is followed and stopped."""

    def begin(self) -> Watch:
        """Return what the next run tells its progress to; it answers whether to go on."""

    def stop(self) -> None:
        """Stop the run: it keeps nothing."""
