"""Who may decide what no worker decides alone: the leads of a case's site."""

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.services.safety_rows import Decider
from pbi_desktop.services.standing import site_workers
from pbi_desktop.store.unit_of_work import Work


def deciders_at(work: Work, site: SiteId) -> tuple[Decider, ...]:
    """Return the leads of a site, by name."""
    found = site_workers(work, site, LEADS)
    return tuple(Decider(key, name, key == work.actor.worker) for key, name in found)


def refuse_undecided(work: Work, site: SiteId, decided_by: WorkerId | None) -> WorkerId:
    """Return who decided; refuses nobody, and whoever is no lead of the site."""
    if decided_by is not None and decided_by in {one.id for one in deciders_at(work, site)}:
        return decided_by
    raise Invalid({"decided_by": "Choose the lead who decided it."})
