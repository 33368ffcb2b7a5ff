"""What the settings may say of this computer, kept beside the store that is open."""

from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.this_computer import Computer, computer_of, describe


class AtThisComputer:
    """The computer of a store, described by whoever works at it."""

    def __init__(self, store: Path, holder: UUID | None) -> None:
        self._store, self._holder = store, holder

    @property
    def shared(self) -> bool:
        """Whether several people use it."""
        return computer_of(self._store).shared

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a touch it locks."""
        return computer_of(self._store).lock_minutes

    def describe(self, *, shared: bool, minutes: int) -> str:
        """Keep what is so; return why that could not be, or nothing."""
        try:
            describe(self._store, Computer(shared, minutes), self._holder)
        except PbiError as error:
            return explain(error)
        return ""
