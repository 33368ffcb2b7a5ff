"""What a store is to a service, whichever database is behind it."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, TicketId

if TYPE_CHECKING:
    from pbi_desktop.store.unit_of_work import Work


class Store(Protocol):
    """Units of work for one signed-in worker at a time."""

    def query(
        self, actor: Actor, *, sweep: TicketId | None = None
    ) -> "AbstractContextManager[Work]":
        """Give a unit of work that only reads."""

    def query_case(self, actor: Actor, case: CaseId) -> "AbstractContextManager[Work]":
        """Give a unit that reads the detail of one case: opened first, and logged, if need be."""

    def command(
        self, actor: Actor, action: str, *, sweep: TicketId | None = None
    ) -> "AbstractContextManager[Work]":
        """Give a unit of work that changes; kept whole when the block ends, or not at all."""

    def ensure_open(self, actor: Actor, case: CaseId) -> None:
        """Open a case unless the worker has it open: for a command that needs its detail."""

    def open_case(self, actor: Actor, case: CaseId) -> None:
        """Open a case for some hours: the entry in the audit chain is committed first."""

    def sweep(self, actor: Actor, task: str) -> TicketId:
        """Return a ticket that opens all cases of a worker, for units that carry it: logged."""

    def close(self) -> None:
        """Let go of the database."""
