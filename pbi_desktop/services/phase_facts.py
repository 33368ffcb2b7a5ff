"""What is on record of a case that a phase asks for."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from pbi_desktop.domain.casework import ContactMethod, NoteKind, TeamRole
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.minimum import PhaseFacts
from pbi_desktop.domain.phases import Phase, check_due_on
from pbi_desktop.domain.stages import LifeDomain, RatingKind
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Case,
    CaseTeamMember,
    Contact,
    Goal,
    Need,
    Note,
    PhaseRecord,
    Risk,
    StageRating,
    WhatMatters,
)
from pbi_desktop.services.plans import read_agreed
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work

_ABOUT_THEM = (ContactMethod.PARTNER_REFERRAL, ContactMethod.HUDDLE)
"""Somebody else spoke to us of them: that is no contact with the person."""
_TALKS = (NoteKind.VISIT, NoteKind.CALL, NoteKind.TEXT, NoteKind.MEETING)


def read_facts(work: Work, case: Case) -> PhaseFacts:
    """Return what is on record; the case must be open to the worker, in every sense."""
    key, team = CaseId(case.id), team_roles(work, CaseId(case.id))
    ratings = work.rows(
        select(StageRating.domain, StageRating.kind, StageRating.own_view, StageRating.created_at)
        .where(StageRating.case_id == key, StageRating.subject_id == case.subject_id)
    )  # fmt: skip
    baseline = {row[0] for row in ratings if row[1] is RatingKind.BASELINE}
    looked_at, agreed = _last_looked_at(work, key), read_agreed(work, key)
    return PhaseFacts(
        today=london_day(work.now),
        source=case.source or "",
        reasons=bool(_count(work, Contact, key) or _count(work, Note, key)),
        identified_on=case.opened_on,
        key_worker=TeamRole.KEY_WORKER in team,
        backup=TeamRole.BACKUP in team,
        first_contact_on=_first_contact(work, key),
        attempts=_count(work, Contact, key, Contact.reached.is_(False)),
        needs=_count(work, Need, key),
        strengths=_count(work, WhatMatters, key),
        risks_asked=bool(_count(work, Risk, key)),
        baseline_overall=LifeDomain.OVERALL in baseline,
        baseline_parts=len(baseline - {LifeDomain.OVERALL}),
        own_view=any(row[2] is not None for row in ratings),
        goals=_count(work, Goal, key),
        goals_with_step=_goals_with_step(work, key),
        agreed_on=agreed.agreed_on if agreed is not None else None,
        without_them=agreed.not_agreed if agreed is not None else "",
        next_review_on=case.next_review_on,
        rerated=any(
            row[1] is RatingKind.REVIEW and (looked_at is None or row[3] > looked_at)
            for row in ratings
        ),
        closing_rated=(LifeDomain.OVERALL, RatingKind.CLOSING) in {(r[0], r[1]) for r in ratings},
        check_due_on=check_due_on(case.closed_on) if case.closed_on else None,
    )


def team_roles(work: Work, case_id: CaseId) -> dict[TeamRole, WorkerId]:
    """Return who is key worker and who is backup; of two, whoever came first."""
    rows = work.rows(
        select(CaseTeamMember.role, CaseTeamMember.worker_id)
        .where(CaseTeamMember.case_id == case_id, is_live(CaseTeamMember, work.now))
        .order_by(CaseTeamMember.valid_from.desc(), CaseTeamMember.id)
    )
    return {row[0]: WorkerId(row[1]) for row in rows if row[0] is not TeamRole.MEMBER}


def _count(work: Work, kind: type[Any], case_id: CaseId, *which: ColumnElement[bool]) -> int:
    count = select(func.count()).select_from(kind).where(kind.case_id == case_id, *which)
    return int(work.rows(count)[0][0])


def _goals_with_step(work: Work, case_id: CaseId) -> int:
    served = select(func.count(Action.goal_id.distinct())).where(
        Action.case_id == case_id, Action.goal_id.is_not(None)
    )
    return int(work.rows(served)[0][0])


def _first_contact(work: Work, case_id: CaseId) -> date | None:
    met = or_(Contact.reached.is_(None), Contact.reached.is_(True))
    spoke = select(func.min(Contact.at)).where(
        Contact.case_id == case_id, met, Contact.method.not_in(_ABOUT_THEM)
    )
    told = select(func.min(Note.at)).where(Note.case_id == case_id, Note.kind.in_(_TALKS))
    found = [at for ask in (spoke, told) if (at := work.rows(ask)[0][0]) is not None]
    return london_day(min(found)) if found else None


def _last_looked_at(work: Work, case_id: CaseId) -> datetime | None:
    """Return the instant of the last review; before the first one, that of the plan."""
    reviewed = select(func.max(PhaseRecord.created_at)).where(
        PhaseRecord.case_id == case_id, PhaseRecord.phase == Phase.REVIEWED
    )
    planned = select(func.min(PhaseRecord.created_at)).where(
        PhaseRecord.case_id == case_id, PhaseRecord.phase == Phase.PLANNED
    )
    found: datetime | None = work.rows(reviewed)[0][0] or work.rows(planned)[0][0]
    return found
