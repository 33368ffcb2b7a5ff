"""The community map, and the borough view of it for who leads: read, laid out, and answered.

Each reading opens the cases of the worker for this task and is logged, as any list over cases is.
Where everything stands is kept while the store is open: what comes in meanwhile is added, and
nobody moves. The same records give the same map again on another day.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.outcomes import Progress, quiet
from pbi_desktop.network.large.islands import Layout
from pbi_desktop.network.large.town import Town, town, town_picture
from pbi_desktop.network.large.town_answers import answers, taken_together
from pbi_desktop.network.large.town_layout import laid_out
from pbi_desktop.services.standing import has_role, require_role
from pbi_desktop.services.town_page import Told, bubbles, town_page
from pbi_desktop.services.town_reading import TownRead, read_town
from pbi_desktop.services.town_rows import TownPage
from pbi_desktop.store.port import Store

_STEPS = 12
"""Of a whole run: eight of reading, and four of laying out and answering."""


class CommunityMap:
    """Draws what holds people up around here, as far as the worker who asks may see it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._kept: dict[tuple[WorkerId, bool], tuple[Town, Layout]] = {}
        self._lock = Lock()

    def show(self, actor: Actor, told: Progress = quiet, *, anew: bool = False) -> TownPage:
        """Return the map with every household by its name; `anew` lays it out from the start.

        `told` hears how far it is; what it raises stops it.
        """
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "the community map")) as work:
            read, leads = read_town(work, _of_all(told)), has_role(work, LEADS)
        return replace(self._page(actor, read, told, named=True, anew=anew), leads=leads)

    def borough(self, actor: Actor, told: Progress = quiet, *, anew: bool = False) -> TownPage:
        """Return the map for who leads: no household has a name, and no area has 1 to 4 of them.

        NotPermitted where they lead no site.
        """
        store = self._store()
        with store.query(actor) as work:
            require_role(work, LEADS, "see the borough")
        with store.query(actor, sweep=store.sweep(actor, "the borough view")) as work:
            read = read_town(work, _of_all(told))
        return self._page(actor, read, told, named=False, anew=anew)

    def _page(
        self, actor: Actor, read: TownRead, told: Progress, *, named: bool, anew: bool
    ) -> TownPage:
        facts = read.facts if named else taken_together(read.facts)
        now = town(facts)
        told(_STEPS - 3, _STEPS)
        key = (actor.worker, named)
        with self._lock:
            before = None if anew else self._kept.get(key)
        layout = laid_out(now, before)
        told(_STEPS - 1, _STEPS)
        with self._lock:
            self._kept[key] = (now, layout)
        left_out = len(read.facts.homes) - len(facts.homes)
        of_page = Told(facts, now, answers(facts), read, named, left_out)
        page = town_page(of_page, town_picture(now, layout, bubbles(of_page)))
        told(_STEPS, _STEPS)
        return page


def _of_all(told: Progress) -> Progress:
    """Return what reading tells its progress to: the first steps of a whole run."""
    return lambda done, of: told(done * 8 // max(of, 1), _STEPS)
