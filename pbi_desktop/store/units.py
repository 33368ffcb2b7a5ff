"""What both stores have in common: a unit of work that reads, and one that changes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from pbi_desktop.domain.access_errors import OnlyViewing
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, TicketId
from pbi_desktop.domain.times import Clock
from pbi_desktop.store.unit_of_work import SWEEP_LASTS, Work


class Units(ABC):
    """Units of work over the transactions of one database."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sweeps: dict[tuple[Actor, str], tuple[TicketId, datetime]] = {}

    @contextmanager
    def query(self, actor: Actor, *, sweep: TicketId | None = None) -> Iterator[Work]:
        """Give a unit of work that only reads: it sees one moment, and keeps nothing.

        Detail shows of the cases that the worker has opened; of all of them with a `sweep`.
        """
        with self._unit(actor, writes=False, sweep=sweep) as work:
            yield work

    @contextmanager
    def query_case(self, actor: Actor, case: CaseId) -> Iterator[Work]:
        """Give a unit that reads the detail of one case: opened first, and logged, if need be.

        Raises NotFound when the case is missing or hidden.
        """
        with self.query(actor) as work:
            is_open = work.has_opened(case)
            if is_open:
                yield work
        if not is_open:
            self.open_case(actor.myself, case)
            with self.query(actor) as work:
                yield work

    @contextmanager
    def command(
        self, actor: Actor, action: str, *, sweep: TicketId | None = None
    ) -> Iterator[Work]:
        """Give a unit of work that changes; kept whole when the block ends, or not at all."""
        if actor.viewing is not None:
            raise OnlyViewing(actor.viewing.agency_kind)
        with self._unit(actor, writes=True, sweep=sweep) as work:
            yield work
            work.finish(action)

    def ensure_open(self, actor: Actor, case: CaseId) -> None:
        """Open a case unless the worker has it open: for a command that needs its detail."""
        with self.query_case(actor, case):
            pass

    def open_case(self, actor: Actor, case: CaseId) -> None:
        """Open a case for some hours: the entry in the audit chain is committed first."""
        with self.command(actor, "open") as work:
            work.open_case(case)

    def sweep(self, actor: Actor, task: str) -> TicketId:
        """Return a ticket that opens all cases of a worker, for units that carry it: logged.

        The same task within some minutes gets the same ticket: a list that is drawn again is no
        second look.
        """
        actor = actor.myself
        held = self._sweeps.get((actor, task))
        if held is None or not held[1] <= self._clock() < held[1] + SWEEP_LASTS / 2:
            with self.command(actor, "sweep") as work:
                held = work.open_all(task), work.now
            self._sweeps[actor, task] = held
        return held[0]

    @abstractmethod
    def _unit(
        self, actor: Actor, *, writes: bool, sweep: TicketId | None = None
    ) -> AbstractContextManager[Work]:
        """Give a unit in a transaction of its own, which is kept only if it writes."""
