"""Looking at a case as another agency would get it for a purpose.

The narrowing itself is the store's: every service runs unchanged for an actor who views as an
agency, and meets only what the worker may see and that agency may receive.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Case
from pbi_desktop.store.port import Store


@dataclass(frozen=True)
class View:
    """The eyes of an agency: who to ask services as, and what it may receive of the case."""

    actor: Actor
    categories: tuple[Category, ...]
    """Empty: nothing of this case may be given to it for this purpose."""


class ViewAs:
    """Begins a look through the eyes of an agency."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def begin(self, actor: Actor, case_id: CaseId, viewing: Viewing) -> View:
        """Return the eyes of an agency on a case, and log that they were asked for.

        NotFound when the case is missing or hidden from the worker.
        """
        store = self._store()
        action = f"viewed as {viewing.agency_kind} for {viewing.purpose}"
        with store.command(actor.myself, "view as") as work:
            work.get(Case, case_id)
            work.log(action, case=case_id)
        looking = replace(actor, viewing=viewing)
        with store.query(looking) as work:
            held = tuple(sorted(Category(one) for one in work.books.held(case_id)))
        return View(looking, held)
