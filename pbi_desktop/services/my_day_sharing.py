"""What sharing asks of a worker today: whom to tell of a change, and what to read and approve."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import bindparam, literal_column, select

from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.disclosures import SummaryState
from pbi_desktop.models import CaseTeamMember, SharedSummary
from pbi_desktop.services.my_day_rows import SharingTask
from pbi_desktop.services.shared_rows import SummaryRow, rows_of, to_tell
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_ANY = Question(
    select(SharedSummary.id)
    .where(SharedSummary.state.in_((SummaryState.PROPOSED, SummaryState.ISSUED)))
    .limit(literal_column("1"))
)
_TEAMS = Question(
    select(CaseTeamMember.case_id, CaseTeamMember.worker_id, CaseTeamMember.role).where(
        CaseTeamMember.case_id.in_(bindparam("cases", expanding=True)),
        is_live(CaseTeamMember, bindparam("now")),
    )
)


def read_sharing(work: Work) -> tuple[SharingTask, ...]:
    """Return whom the key worker or a lead must tell today, then what waits to be approved."""
    if not work.ask(_ANY):  # on most days: to see that takes a tenth of asking after all of them
        return ()
    live = [row for row in to_tell(work) if work.may_write(row.case_id)]
    falls_to_me = _falls_to_me(work, {row.case_id for row in live})
    tell = [_task(row) for row in live if row.case_id in falls_to_me]
    waiting = rows_of(
        work,
        SharedSummary.approved_by.is_(None),
        SharedSummary.proposed_by != work.actor.worker,
        SharedSummary.state.in_((SummaryState.PROPOSED, SummaryState.ISSUED)),
    )
    read = [_task(row) for row in waiting if row.readable and row.waits_for_approval]
    return (*tell, *(task for task in read if work.may_write(task.case_id)))


def _task(row: SummaryRow) -> SharingTask:
    return SharingTask(row.case_id, row.person, row.agency, row.copy_number, row.out_of_date)


def _falls_to_me(work: Work, cases: Iterable[UUID]) -> set[UUID]:
    """Return the cases of which this worker is the key worker, or that they lead from outside."""
    asked = list(cases)
    if not asked:
        return set()
    team: dict[UUID, dict[UUID, TeamRole]] = defaultdict(dict)
    for case, worker, role in work.ask(_TEAMS, cases=asked, now=work.now):
        team[case][worker] = role
    me = work.actor.worker
    return {
        case
        for case in asked
        if team[case].get(me) in (None, TeamRole.KEY_WORKER)
        or TeamRole.KEY_WORKER not in team[case].values()
    }
