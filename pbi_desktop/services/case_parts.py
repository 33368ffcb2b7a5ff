"""The parts of the Now tab: what matters, who works with them, how safe, what next, how far."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.casework import ActionStatus, TeamRole
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.stages import LifeDomain, Stage, median_stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Agency,
    CaseTeamMember,
    Involvement,
    Note,
    Risk,
    StageRating,
    WhatMatters,
    Worker,
)
from pbi_desktop.services.case_rows import (
    DomainLine,
    Helper,
    Journey,
    JourneyPoint,
    Matters,
    RiskLine,
    Step,
)
from pbi_desktop.services.plan_rows import DoneBy, StepChange
from pbi_desktop.services.standing import is_live
from pbi_desktop.services.step_changes import read_step_changes
from pbi_desktop.store.unit_of_work import Work


def read_matters(work: Work, case_id: CaseId, person: PersonId) -> Matters | None:
    """Return what matters to the person, as last said."""
    found = work.all(
        select(WhatMatters)
        .where(WhatMatters.case_id == case_id, WhatMatters.subject_id == person)
        .order_by(WhatMatters.said_on.desc(), WhatMatters.created_at.desc(), WhatMatters.id)
        .limit(1)
    )
    return next(
        (
            Matters(
                said.id,
                said.version,
                said.words,
                said.please_do or "",
                said.please_dont or "",
                said.said_on,
            )
            for said in found
        ),
        None,
    )


def read_helpers(work: Work, case_id: CaseId) -> tuple[Helper, ...]:
    """Return the team, key worker first, then the other services at work."""
    last = (
        select(Note.worker_id, func.max(Note.at).label("at"))
        .where(Note.case_id == case_id)
        .group_by(Note.worker_id)
        .subquery()
    )
    team = work.rows(
        select(Worker.name, Worker.job, Agency.name, CaseTeamMember.role, last.c.at)
        .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
        .join(Agency, Agency.id == Worker.agency_id)
        .outerjoin(last, last.c.worker_id == Worker.id)
        .where(CaseTeamMember.case_id == case_id)
        .where(is_live(CaseTeamMember, work.now))
        .order_by(CaseTeamMember.role, Worker.name, Worker.id)
    )
    people = [
        Helper(row[0], row[1], row[2], row[3], london_day(row[4]) if row[4] else None)
        for row in team
    ]
    people.sort(key=lambda helper: (helper.role is not TeamRole.KEY_WORKER, helper.name))
    return tuple(people + _services(work, case_id))


def _services(work: Work, case_id: CaseId) -> list[Helper]:
    rows = work.rows(
        select(
            Involvement.worker_name,
            Involvement.service,
            Agency.name,
            Involvement.last_contact_on,
        )
        .outerjoin(Agency, Agency.id == Involvement.agency_id)
        .where(Involvement.case_id == case_id, Involvement.ended_on.is_(None))
        .order_by(Involvement.service, Involvement.id)
    )
    return [Helper(row[0] or row[1], row[1], row[2] or "", None, row[3]) for row in rows]


def read_risks(work: Work, case_id: CaseId) -> tuple[RiskLine, ...]:
    """Return known risks first, then that it was asked and none is known."""
    found = work.all(
        select(Risk).where(Risk.case_id == case_id).order_by(Risk.checked_on.desc(), Risk.id)
    )
    lines = [
        RiskLine(
            risk.id,
            risk.version,
            risk.state,
            risk.harm,
            risk.likelihood,
            risk.plan or "",
            risk.checked_on,
            risk.review_on,
        )
        for risk in found
    ]
    return tuple(sorted(lines, key=lambda line: line.state.value))


def read_steps(
    work: Work, case_id: CaseId, *, goal: UUID | None = None, settled: bool = False
) -> tuple[Step, ...]:
    """Return the steps of a case, late ones first; open ones only unless `settled`."""
    asked = (
        select(Action, Worker.name, Agency.name)
        .join(Worker, Worker.id == Action.owner_id)
        .outerjoin(Agency, Agency.id == Action.done_by_agency_id)
        .where(Action.case_id == case_id)
    )
    if not settled:
        asked = asked.where(Action.status == ActionStatus.OPEN)
    if goal is not None:
        asked = asked.where(Action.goal_id == goal)
    today = london_day(work.now)
    rows = work.rows(asked)
    changes = read_step_changes(work, [row[0] for row in rows])
    steps = [
        _step(work, action, owner, agency or "", today, changes.get(action.id))
        for action, owner, agency in rows
    ]
    return tuple(sorted(steps, key=_by_need))


def days_late(status: ActionStatus, due_on: date | None, today: date) -> int:
    """Return by how many days an open step is late; 0 when it is not."""
    if status is not ActionStatus.OPEN or due_on is None:
        return 0
    return max(0, (today - due_on).days)


def _by_need(step: Step) -> tuple[Any, ...]:
    return (
        step.status is not ActionStatus.OPEN,
        step.due_on is None,
        step.due_on or date.max,
        step.what,
        step.id,
    )


def _step(  # noqa: PLR0913 - a row, and what belongs to it
    work: Work, action: Action, owner: str, agency: str, today: date, changed: StepChange | None
) -> Step:
    return Step(
        id=action.id,
        version=action.version,
        what=action.what,
        owner=owner,
        owner_id=WorkerId(action.owner_id),
        mine=action.owner_id == work.actor.worker,
        due_on=action.due_on,
        late_days=days_late(action.status, action.due_on, today),
        status=action.status,
        reason=action.reason or "",
        goal_id=action.goal_id,
        confidence=action.confidence,
        agency=agency,
        done_by=DoneBy(action.done_by_agency_id, action.done_by or ""),
        changed=changed,
        restricts=bool(action.restricts),
    )


def read_journey(work: Work, case_id: CaseId, person: PersonId) -> Journey:
    """Return the overall ratings over time, and first and latest for each domain of life."""
    found = work.rows(
        select(StageRating, Worker.name)
        .join(Worker, Worker.id == StageRating.rated_by)
        .where(StageRating.case_id == case_id, StageRating.subject_id == person)
        .order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
    )
    overall = [pair for pair in found if pair[0].domain is LifeDomain.OVERALL]
    points = tuple(
        JourneyPoint(
            rating.rated_on, rating.kind, rating.stage, rating.own_view, rating.reason or "", by
        )
        for rating, by in overall
    )
    domains = _domains([rating for rating, _by in found])
    now: list[Stage] = [line.now for line in domains]
    return Journey(points, domains, median_stage(now))


def _domains(ratings: list[StageRating]) -> tuple[DomainLine, ...]:
    lines = []
    for domain in LifeDomain:
        own = [rating for rating in ratings if rating.domain is domain]
        if domain is LifeDomain.OVERALL or not own:
            continue
        lines.append(DomainLine(domain, own[0].stage, own[-1].stage, own[-1].own_view))
    return tuple(lines)
