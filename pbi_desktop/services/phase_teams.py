"""Who is key worker and who is backup: roles on the team of a case."""

from sqlalchemy import select

from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.models import Agency, CaseTeamMember, SiteRoleHeld, Worker
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work


def workers_of_site(work: Work, site: SiteId) -> tuple[TeamChoice, ...]:
    """Return who works with people at a site, by name."""
    rows = work.rows(
        select(Worker.id, Worker.name, Agency.name)
        .join(SiteRoleHeld, SiteRoleHeld.worker_id == Worker.id)
        .join(Agency, Agency.id == Worker.agency_id)
        .where(SiteRoleHeld.site_id == site, SiteRoleHeld.role.in_(DESK), Worker.active.is_(True))
        .where(is_live(SiteRoleHeld, work.now))
        .order_by(Worker.name, Worker.id)
        .distinct()
    )
    return tuple(TeamChoice(WorkerId(row[0]), row[1], row[2]) for row in rows)


def give_role(work: Work, case_id: CaseId, role: TeamRole, worker: WorkerId | None) -> None:
    """Make a worker key worker or backup; whoever was it stays on the team. None: as it is."""
    if worker is None:
        return
    team = work.all(
        select(CaseTeamMember)
        .where(CaseTeamMember.case_id == case_id, is_live(CaseTeamMember, work.now))
        .order_by(CaseTeamMember.valid_from, CaseTeamMember.id)
    )
    mine = next((one for one in team if one.worker_id == worker), None)
    if role is TeamRole.BACKUP and mine is not None and mine.role is TeamRole.KEY_WORKER:
        raise Invalid({"backup": "The backup worker is somebody else than the key worker."})
    for one in team:
        if one.role is role and one is not mine:
            one.role = TeamRole.MEMBER
            work.save(one)
    if mine is None:
        work.add(CaseTeamMember(case_id=case_id, worker_id=worker, role=role, valid_from=work.now))
    elif mine.role is not role:
        mine.role = role
        work.save(mine)
