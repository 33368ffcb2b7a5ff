"""Where a worker stands at this instant: on which team, at which desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from pbi_desktop.domain.access import DESK, LEADS, SiteRole
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.models import CaseTeamMember, Site, SiteRoleHeld
from pbi_desktop.store.unit_of_work import Work


def is_live(dated: type[CaseTeamMember | SiteRoleHeld], now: datetime) -> ColumnElement[bool]:
    """Return the condition that a place or a role holds at this instant."""
    not_ended = dated.valid_to.is_(None) | (dated.valid_to > now)
    return (dated.valid_from <= now) & not_ended


def is_on_team(work: Work, case_id: CaseId, worker: WorkerId | None = None) -> bool:
    """Say whether a worker is on the live team of a case; the acting one unless named."""
    count = work.rows(
        select(func.count())
        .select_from(CaseTeamMember)
        .where(CaseTeamMember.case_id == case_id, is_live(CaseTeamMember, work.now))
        .where(CaseTeamMember.worker_id == (worker or work.actor.worker))
    )
    return bool(count[0][0])


def led_sites(work: Work, action: str) -> list[tuple[SiteId, str]]:
    """Return the sites that the acting worker leads; refuses one who leads none."""
    rows = work.rows(
        select(Site.id, Site.name)
        .join(SiteRoleHeld, SiteRoleHeld.site_id == Site.id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(LEADS))
        .where(is_live(SiteRoleHeld, work.now))
        .order_by(SiteRoleHeld.valid_from, Site.name)
    )
    if not rows:
        raise NotPermitted(action)
    return [(SiteId(row[0]), row[1]) for row in rows]


def desk_sites(work: Work, action: str) -> list[SiteId]:
    """Return the sites at whose desk the acting worker is; refuses one who is at none."""
    rows = work.rows(
        select(SiteRoleHeld.site_id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(DESK))
        .where(is_live(SiteRoleHeld, work.now))
        .order_by(SiteRoleHeld.valid_from, SiteRoleHeld.id)
    )
    if not rows:
        raise NotPermitted(action)
    return [SiteId(row[0]) for row in rows]


def require_role(work: Work, roles: Sequence[SiteRole], action: str) -> None:
    """Refuse a worker who holds none of these roles at any site."""
    held = (
        select(SiteRoleHeld.id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(roles))
        .where(is_live(SiteRoleHeld, work.now), SiteRoleHeld.withdrawn_at.is_(None))
    )
    if not work.rows(held.limit(1)):
        raise NotPermitted(action)
