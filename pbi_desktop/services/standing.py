"""Where a worker stands at this instant: on which team, at which desk."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from pbi_desktop.domain.access import DESK, LEADS, SiteRole
from pbi_desktop.domain.errors import NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.models import CasePerson, CaseTeamMember, Exclusion, Site, SiteRoleHeld, Worker
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

TEAM = (*DESK, SiteRole.PARTNER)
"""Who works with people at a site: not who governs, counts or audits what others do."""


def is_live(dated: type[Any], now: Any) -> ColumnElement[bool]:
    """Return the condition that a dated fact holds at this instant."""
    not_ended = dated.valid_to.is_(None) | (dated.valid_to > now)
    held: ColumnElement[bool] = (dated.valid_from <= now) & not_ended
    return held


_ON_TEAM = Question(
    select(CaseTeamMember.id)
    .where(CaseTeamMember.case_id == bindparam("case"), is_live(CaseTeamMember, bindparam("now")))
    .where(CaseTeamMember.worker_id == bindparam("worker"))
)

_SITES_WITH = Question(
    select(SiteRoleHeld.site_id)
    .where(SiteRoleHeld.worker_id == bindparam("me"))
    .where(SiteRoleHeld.role.in_(bindparam("roles", expanding=True)))
    .where(is_live(SiteRoleHeld, bindparam("now")))
    .order_by(SiteRoleHeld.valid_from, SiteRoleHeld.id)
)


def end_now(work: Work, dated: Any) -> None:
    """End a dated fact; StaleRecord where it has ended already: when it did stays as it was."""
    if dated.valid_to is not None and dated.valid_to <= work.now:
        raise StaleRecord(dated.__tablename__)
    dated.valid_to = work.now
    work.save(dated)


def is_on_team(work: Work, case_id: CaseId, worker: WorkerId | None = None) -> bool:
    """Say whether a worker is on the live team of a case; the acting one unless named."""
    who = worker or work.actor.worker
    return bool(work.ask(_ON_TEAM, case=case_id, worker=who, now=work.now))


def closed_to(work: Work, case_id: CaseId) -> frozenset[WorkerId]:
    """Return whom a conflict keeps from a case, as far as the acting worker may know of it."""
    rows = work.rows(
        select(Exclusion.worker_id)
        .join(CasePerson, CasePerson.person_id == Exclusion.person_id)
        .where(CasePerson.case_id == case_id, is_live(Exclusion, work.now))
    )
    return frozenset(WorkerId(row[0]) for row in rows)


def site_workers(
    work: Work, site: SiteId, roles: Sequence[SiteRole] = TEAM
) -> tuple[tuple[WorkerId, str], ...]:
    """Return who holds one of these roles at a site now and has not left, by name."""
    rows = work.rows(
        select(Worker.id, Worker.name)
        .distinct()
        .join(SiteRoleHeld, SiteRoleHeld.worker_id == Worker.id)
        .where(SiteRoleHeld.site_id == site, SiteRoleHeld.role.in_(roles))
        .where(is_live(SiteRoleHeld, work.now), Worker.active.is_(True))
        .order_by(Worker.name, Worker.id)
    )
    return tuple((WorkerId(row[0]), row[1]) for row in rows)


def led_sites(work: Work, action: str) -> list[tuple[SiteId, str]]:
    """Return the sites that the acting worker leads, each once; refuses one who leads none."""
    rows = work.rows(
        select(Site.id, Site.name)
        .join(SiteRoleHeld, SiteRoleHeld.site_id == Site.id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(LEADS))
        .where(is_live(SiteRoleHeld, work.now))
        .order_by(SiteRoleHeld.valid_from, Site.name)
    )
    if not rows:
        raise NotPermitted(action)
    return list(dict.fromkeys((SiteId(row[0]), row[1]) for row in rows))


def desk_sites(work: Work, action: str) -> list[SiteId]:
    """Return the sites at whose desk the acting worker is; refuses one who is at none."""
    sites = sites_with(work, DESK)
    if not sites:
        raise NotPermitted(action)
    return sites


def sites_with(work: Work, roles: Sequence[SiteRole]) -> list[SiteId]:
    """Return the sites at which the acting worker holds one of these roles, the longest first."""
    rows = work.ask(_SITES_WITH, me=work.actor.worker, roles=list(roles), now=work.now)
    return list(dict.fromkeys(SiteId(row[0]) for row in rows))


def has_role(work: Work, roles: Sequence[SiteRole]) -> bool:
    """Say whether the acting worker holds one of these roles at some site."""
    held = (
        select(SiteRoleHeld.id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(roles))
        .where(is_live(SiteRoleHeld, work.now))
    )
    return bool(work.rows(held.limit(1)))


def require_role(work: Work, roles: Sequence[SiteRole], action: str) -> None:
    """Refuse a worker who holds none of these roles at any site."""
    if not has_role(work, roles):
        raise NotPermitted(action)
