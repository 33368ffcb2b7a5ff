"""What the form that moves a case has to know, and how a case ended."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from pbi_desktop.domain.casework import ContactMethod, TeamRole
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.phases import (
    Phase,
    check_due_on,
    due_words,
    has_check,
    held,
    is_check_due,
)
from pbi_desktop.domain.referrals import OPEN
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, PhaseRecord, Referral, StageRating
from pbi_desktop.services.phase_facts import read_facts, team_roles
from pbi_desktop.services.phase_teams import workers_of_site
from pbi_desktop.services.phases_rows import CaseBeside, Ending, PhasePage
from pbi_desktop.services.same_people import records_of
from pbi_desktop.store.unit_of_work import Work


def read_page(work: Work, case_id: CaseId) -> PhasePage:
    """Return the phase, what is on record, and who may be named."""
    case = work.get(Case, case_id)
    team = team_roles(work, case_id)
    waiting = select(func.count()).where(Referral.case_id == case_id, Referral.status.in_(OPEN))
    return PhasePage(
        phase=case.phase,
        version=case.version,
        facts=read_facts(work, case),
        workers=workers_of_site(work, case.site_id),
        key_worker=team.get(TeamRole.KEY_WORKER),
        backup=team.get(TeamRole.BACKUP),
        referrals_open=int(work.rows(waiting)[0][0]),
    )


def read_ending(work: Work, case_id: CaseId) -> Ending:
    """Return how a case ended; of an open one, only which case was before it."""
    case = work.get(Case, case_id)
    today, closed_on = london_day(work.now), case.closed_on
    previous = case.previous_case_id
    before = _beside(work, Case.id == previous) if previous is not None else None
    if closed_on is None:
        return Ending(before=before)
    closed = _record(work, case_id, Phase.CLOSED)
    checked = _record(work, case_id, Phase.SUSTAINED_CHECK)
    at_closing, at_check = (
        _rating(work, case_id, kind) for kind in (RatingKind.CLOSING, RatingKind.SUSTAINED)
    )
    due = check_due_on(closed_on) if has_check(case.closure_reason) else None
    waits = due is not None and case.phase is Phase.CLOSED
    return Ending(
        closed_on=closed_on,
        reason=case.closure_reason,
        stage=at_closing.stage,
        why_not_rated=closed.not_agreed if closed is not None and closed.not_agreed else "",
        goes_on=closed.goes_on if closed is not None and closed.goes_on else "",
        goes_on_shared=closed.goes_on_shared if closed and closed.goes_on_shared else "",
        check_due_on=due,
        check_up=waits and is_check_due(closed_on, today),
        check_words=due_words(due, today) if waits and due is not None else "",
        checked_on=checked.on_day if checked is not None else None,
        check_stage=at_check.stage,
        check_evidence=at_check.evidence,
        check_method=at_check.method,
        check_not_possible=checked.not_agreed if checked and checked.not_agreed else "",
        held=held(at_closing.stage, at_check.stage),
        before=before,
        after=_beside(work, Case.previous_case_id == case_id),
    )


def open_case_of(work: Work, case: Case) -> str | None:
    """Return the reference of another case of the same person that is open, if there is one."""
    people: list[UUID] = list(records_of(work, case.subject_id))
    found = work.rows(
        select(Case.reference)
        .where(Case.subject_id.in_(people), Case.closed_on.is_(None))
        .order_by(Case.opened_on, Case.id)
        .limit(1)
    )
    return str(found[0][0]) if found else None


@dataclass(frozen=True)
class _Rated:
    stage: Stage | None = None
    evidence: str = ""
    method: ContactMethod | None = None


def _rating(work: Work, case_id: CaseId, kind: RatingKind) -> _Rated:
    rows = work.rows(
        select(StageRating.stage, StageRating.evidence, StageRating.method)
        .where(StageRating.case_id == case_id, StageRating.kind == kind)
        .where(StageRating.domain == LifeDomain.OVERALL)
        .order_by(StageRating.rated_on.desc(), StageRating.stage, StageRating.id)
        .limit(1)
    )
    return _Rated(rows[0][0], rows[0][1] or "", rows[0][2]) if rows else _Rated()


def _record(work: Work, case_id: CaseId, phase: Phase) -> PhaseRecord | None:
    found = work.all(
        select(PhaseRecord)
        .where(PhaseRecord.case_id == case_id, PhaseRecord.phase == phase)
        .order_by(PhaseRecord.created_at.desc(), PhaseRecord.id)
        .limit(1)
    )
    return found[0] if found else None


def _beside(work: Work, which: ColumnElement[bool]) -> CaseBeside | None:
    found = work.all(select(Case).where(which).order_by(Case.opened_on.desc(), Case.id).limit(1))
    return next(
        (CaseBeside(CaseId(one.id), one.reference, one.opened_on, one.closed_on) for one in found),
        None,
    )
