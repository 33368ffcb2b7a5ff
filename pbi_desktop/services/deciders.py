"""Who may decide what no worker decides alone: the leads of a case's site."""

from sqlalchemy import select

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.models import SiteRoleHeld, Worker
from pbi_desktop.services.safety_rows import Decider
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work


def deciders_at(work: Work, site: SiteId) -> tuple[Decider, ...]:
    """Return the leads of a site, by name."""
    rows = work.rows(
        select(Worker.id, Worker.name)
        .join(SiteRoleHeld, SiteRoleHeld.worker_id == Worker.id)
        .where(SiteRoleHeld.site_id == site, SiteRoleHeld.role.in_(LEADS))
        .where(is_live(SiteRoleHeld, work.now), Worker.active.is_(True))
        .distinct()
        .order_by(Worker.name, Worker.id)
    )
    return tuple(Decider(WorkerId(row[0]), row[1], row[0] == work.actor.worker) for row in rows)


def refuse_undecided(work: Work, site: SiteId, decided_by: WorkerId | None) -> WorkerId:
    """Return who decided; refuses nobody, and whoever is no lead of the site."""
    if decided_by is not None and decided_by in {one.id for one in deciders_at(work, site)}:
        return decided_by
    raise Invalid({"decided_by": "Choose the lead who decided it."})
