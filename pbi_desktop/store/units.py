"""What both stores have in common: a unit of work that reads, and one that changes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from pbi_desktop.domain.actor import Actor
from pbi_desktop.store.unit_of_work import Work


class Units(ABC):
    """Units of work over the transactions of one database."""

    @contextmanager
    def query(self, actor: Actor) -> Iterator[Work]:
        """Give a unit of work that only reads: it sees one moment, and keeps nothing."""
        with self._unit(actor, writes=False) as work:
            yield work

    @contextmanager
    def command(self, actor: Actor, action: str) -> Iterator[Work]:
        """Give a unit of work that changes; kept whole when the block ends, or not at all."""
        with self._unit(actor, writes=True) as work:
            yield work
            work.finish(action)

    @abstractmethod
    def _unit(self, actor: Actor, *, writes: bool) -> AbstractContextManager[Work]:
        """Give a unit in a transaction of its own, which is kept only if it writes."""
