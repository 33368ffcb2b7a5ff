"""Which checks after closing have come up, for whoever has to make them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.domain.phases import (
    CHECK_NOTICE,
    ClosureReason,
    Phase,
    check_due_on,
    due_words,
    has_check,
    is_check_due,
)
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, CaseTeamMember, StageRating
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.phases_rows import CheckDue
from pbi_desktop.services.standing import is_live, sites_with
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_LEAST_MONTHS = timedelta(days=181)
_NO_CHECK = [reason for reason in ClosureReason if not has_check(reason)]
# A first sieve: six months are at least 181 days. Which are due is said by the domain, and whose
# they are by `_falls_to_me`.
_CLOSED = Question(
    select(Case.id, Case.reference, Case.site_id, Case.subject_id, Case.closed_on).where(
        Case.phase == Phase.CLOSED,
        Case.closed_on.is_not(None),
        Case.closed_on <= bindparam("latest"),
        Case.closure_reason.is_(None) | Case.closure_reason.not_in(_NO_CHECK),
        Case.id.in_(
            select(CaseTeamMember.case_id).where(
                CaseTeamMember.worker_id == bindparam("me"),
                CaseTeamMember.role == TeamRole.KEY_WORKER,
                is_live(CaseTeamMember, bindparam("now")),
            )
        )
        | Case.site_id.in_(bindparam("led", expanding=True)),
    )
)


def checks_due(work: Work, site: SiteId | None = None) -> tuple[CheckDue, ...]:
    """Return the checks that are due within four weeks or overdue, the oldest first.

    They come to the key worker of the closed case; to the leads of its site where it has none. Of
    every site, or of one.
    """
    today = london_day(work.now)
    led = frozenset(sites_with(work, LEADS))
    rows = work.ask(
        _CLOSED,
        me=work.actor.worker,
        now=work.now,
        led=list(led),
        latest=today - _LEAST_MONTHS + CHECK_NOTICE,
    )
    there = [case for case in rows if site is None or case.site_id == site]
    closed = [case for case in there if is_check_due(_day(case), today)]
    if not closed:
        return ()
    workers = _key_workers(work, [case.id for case in closed])
    falls = [case for case in closed if _falls_to_me(work, case, workers.get(case.id), led)]
    writable = [case for case in falls if work.may_write(case.id)]
    names = names_of(work, {case.subject_id for case in writable})
    stages = _stages(work, [case.id for case in writable])
    again = _open_again(work, writable)
    lines = [
        _line(work, case, names[case.subject_id], today, (stages, workers, again))
        for case in writable
        if case.subject_id in names
    ]
    return tuple(sorted(lines, key=lambda one: (one.due_on, one.person, one.case_id)))


def _day(case: Any) -> date:
    return case.closed_on or date.max


def _key_workers(work: Work, ids: Sequence[UUID]) -> dict[UUID, WorkerId]:
    rows = work.rows(
        select(CaseTeamMember.case_id, CaseTeamMember.worker_id)
        .where(CaseTeamMember.case_id.in_(ids), CaseTeamMember.role == TeamRole.KEY_WORKER)
        .where(is_live(CaseTeamMember, work.now))
        .order_by(CaseTeamMember.valid_from, CaseTeamMember.id)
    )
    return {row[0]: WorkerId(row[1]) for row in rows}


def _falls_to_me(work: Work, case: Any, key_worker: WorkerId | None, led: frozenset[UUID]) -> bool:
    if key_worker is not None:
        return key_worker == work.actor.worker
    return case.site_id in led


def _stages(work: Work, ids: Sequence[UUID]) -> dict[UUID, Stage]:
    rows = work.rows(
        select(StageRating.case_id, StageRating.stage)
        .where(StageRating.case_id.in_(ids), StageRating.domain == LifeDomain.OVERALL)
        .where(StageRating.kind == RatingKind.CLOSING)
        .order_by(StageRating.rated_on, StageRating.stage.desc(), StageRating.id)
    )
    return {row[0]: row[1] for row in rows}


def _open_again(work: Work, cases: Sequence[Any]) -> frozenset[UUID]:
    """Return the people of whom another case is open."""
    subjects = {case.subject_id for case in cases}
    rows = work.rows(
        select(Case.subject_id).where(Case.subject_id.in_(subjects), Case.closed_on.is_(None))
    )
    return frozenset(row[0] for row in rows)


_Known = tuple[dict[UUID, Stage], dict[UUID, WorkerId], frozenset[UUID]]


def _line(work: Work, case: Any, person: str, today: date, known: _Known) -> CheckDue:
    stages, workers, again = known
    due_on = check_due_on(_day(case))
    return CheckDue(
        case_id=CaseId(case.id),
        reference=case.reference,
        person=person,
        closed_on=_day(case),
        due_on=due_on,
        days_over=max(0, (today - due_on).days),
        words=due_words(due_on, today),
        stage=stages.get(case.id),
        key_worker=workers.get(case.id),
        mine=workers.get(case.id) == work.actor.worker,
        open_again=case.subject_id in again,
    )
