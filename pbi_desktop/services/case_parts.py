"""The parts of the Now tab: what matters, who works with them, how safe, what next, how far."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, literal_column, select

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
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_CASE: Any = bindparam("case")
_MATTERS = Question(
    select(
        WhatMatters.id,
        WhatMatters.version,
        WhatMatters.words,
        WhatMatters.please_do,
        WhatMatters.please_dont,
        WhatMatters.said_on,
    )
    .where(WhatMatters.case_id == _CASE, WhatMatters.subject_id == bindparam("person"))
    .order_by(WhatMatters.said_on.desc(), WhatMatters.created_at.desc(), WhatMatters.id.desc())
)
# The newest is found from the end of the index: whoever wrote lately is found at once.
_LAST_WRITTEN = (
    select(Note.at)
    .where(Note.case_id == _CASE, Note.worker_id == Worker.id)
    .order_by(Note.at.desc())
    .limit(literal_column("1"))
    .correlate(Worker)
    .scalar_subquery()
)
_TEAM = Question(
    select(
        Worker.name,
        Worker.job,
        Agency.name.label("agency"),
        CaseTeamMember.role,
        _LAST_WRITTEN.label("at"),
    )
    .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
    .join(Agency, Agency.id == Worker.agency_id)
    .where(CaseTeamMember.case_id == _CASE, is_live(CaseTeamMember, bindparam("now")))
    .order_by(CaseTeamMember.role, Worker.name, Worker.id)
)
_AT_WORK = Question(
    select(
        Involvement.worker_name,
        Involvement.service,
        Agency.name,
        Involvement.last_contact_on,
    )
    .outerjoin(Agency, Agency.id == Involvement.agency_id)
    .where(Involvement.case_id == _CASE, Involvement.ended_on.is_(None))
    .order_by(Involvement.service, Involvement.id)
)
_RISKS = Question(
    select(
        Risk.id,
        Risk.version,
        Risk.state,
        Risk.harm,
        Risk.likelihood,
        Risk.plan,
        Risk.checked_on,
        Risk.review_on,
    )
    .where(Risk.case_id == _CASE)
    .order_by(Risk.checked_on.desc(), Risk.id)
)
_EVERY_STEP = (
    select(
        Action.id,
        Action.version,
        Action.what,
        Action.owner_id,
        Worker.name.label("owner"),
        Agency.name.label("agency"),
        Action.due_on,
        Action.status,
        Action.reason,
        Action.goal_id,
        Action.confidence,
        Action.done_by_agency_id,
        Action.done_by,
        Action.restricts,
    )
    .join(Worker, Worker.id == Action.owner_id)
    .outerjoin(Agency, Agency.id == Action.done_by_agency_id)
    .where(Action.case_id == _CASE)
)
_STEPS = Question(_EVERY_STEP)
_OPEN_STEPS = Question(_EVERY_STEP.where(Action.status == ActionStatus.OPEN))
_DONE_STEPS = Question(
    select(func.count().label("count")).where(
        Action.case_id == _CASE, Action.status == ActionStatus.DONE
    )
)
_RATINGS = Question(
    select(
        StageRating.domain,
        StageRating.kind,
        StageRating.stage,
        StageRating.own_view,
        StageRating.reason,
        StageRating.rated_on,
        Worker.name.label("by"),
    )
    .join(Worker, Worker.id == StageRating.rated_by)
    .where(StageRating.case_id == _CASE, StageRating.subject_id == bindparam("person"))
    .order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
)


def read_matters(work: Work, case_id: CaseId, person: PersonId) -> Matters | None:
    """Return what matters to the person, as last said."""
    found = work.ask(_MATTERS, case=case_id, person=person)
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
    team = work.ask(_TEAM, case=case_id, now=work.now)
    people = [
        Helper(row[0], row[1], row[2], row[3], london_day(row[4]) if row[4] else None)
        for row in team
    ]
    people.sort(key=lambda helper: (helper.role is not TeamRole.KEY_WORKER, helper.name))
    return tuple(people + _services(work, case_id))


def _services(work: Work, case_id: CaseId) -> list[Helper]:
    rows = work.ask(_AT_WORK, case=case_id)
    return [Helper(row[0] or row[1], row[1], row[2] or "", None, row[3]) for row in rows]


def read_risks(work: Work, case_id: CaseId) -> tuple[RiskLine, ...]:
    """Return known risks first, then that it was asked and none is known."""
    found = work.ask(_RISKS, case=case_id)
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
    today = london_day(work.now)
    rows = work.ask(_STEPS if settled else _OPEN_STEPS, case=case_id)
    if goal is not None:
        rows = [row for row in rows if row.goal_id == goal]
    changes = read_step_changes(work, rows)
    steps = [_step(work, row, today, changes.get(row.id)) for row in rows]
    return tuple(sorted(steps, key=_by_need))


def count_steps_done(work: Work, case_id: CaseId) -> int:
    """Return how many steps of a case are done."""
    return int(work.ask(_DONE_STEPS, case=case_id)[0].count)


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


def _step(work: Work, action: Any, today: date, changed: StepChange | None) -> Step:
    return Step(
        id=action.id,
        version=action.version,
        what=action.what,
        owner=action.owner,
        owner_id=WorkerId(action.owner_id),
        mine=action.owner_id == work.actor.worker,
        due_on=action.due_on,
        late_days=days_late(action.status, action.due_on, today),
        status=action.status,
        reason=action.reason or "",
        goal_id=action.goal_id,
        confidence=action.confidence,
        agency=action.agency or "",
        done_by=DoneBy(action.done_by_agency_id, action.done_by or ""),
        changed=changed,
        restricts=bool(action.restricts),
    )


def read_journey(work: Work, case_id: CaseId, person: PersonId) -> Journey:
    """Return the overall ratings over time, and first and latest for each domain of life."""
    found = work.ask(_RATINGS, case=case_id, person=person)
    points = tuple(
        JourneyPoint(one.rated_on, one.kind, one.stage, one.own_view, one.reason or "", one.by)
        for one in found
        if one.domain is LifeDomain.OVERALL
    )
    domains = _domains(found)
    now: list[Stage] = [line.now for line in domains]
    return Journey(points, domains, median_stage(now))


def _domains(ratings: Sequence[Any]) -> tuple[DomainLine, ...]:
    lines = []
    for domain in LifeDomain:
        own = [rating for rating in ratings if rating.domain is domain]
        if domain is LifeDomain.OVERALL or not own:
            continue
        lines.append(DomainLine(domain, own[0].stage, own[-1].stage, own[-1].own_view))
    return tuple(lines)
