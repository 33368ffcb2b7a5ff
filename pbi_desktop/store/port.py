"""What a store is to a service, whichever database is behind it."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor

if TYPE_CHECKING:
    from pbi_desktop.store.unit_of_work import Work


class Store(Protocol):
    """Units of work for one signed-in worker at a time."""

    def query(self, actor: Actor) -> "AbstractContextManager[Work]":
        """Give a unit of work that only reads."""

    def command(self, actor: Actor, action: str) -> "AbstractContextManager[Work]":
        """Give a unit of work that changes; kept whole when the block ends, or not at all."""

    def close(self) -> None:
        """Let go of the database."""
