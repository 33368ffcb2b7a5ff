"""The worker's own cases, those that need them most first."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Address,
    Case,
    CaseTeamMember,
    Note,
    Person,
    Residence,
    Risk,
    Site,
    StageRating,
)
from pbi_desktop.services.case_header import full_name, is_live
from pbi_desktop.services.my_day_rows import CaseLine, CaseOrder
from pbi_desktop.store.unit_of_work import Work

_REVIEW_SOON = timedelta(days=7)


def read_case_lines(work: Work, order: CaseOrder) -> tuple[CaseLine, ...]:
    """Return the open cases on whose team the worker is."""
    today = london_day(work.now)
    cases = work.rows(_mine(work))
    ids = [case.id for case, _person, _site in cases]
    stages, seen = _latest_stages(work, ids), _last_seen(work, ids)
    steps, risks = _next_steps(work, ids), _known_risks(work, ids)
    streets = _streets(work, ids, today) if order is CaseOrder.STREET else {}
    lines = []
    for case, person, site in cases:
        what, due = steps.get(case.id, ("", None))
        review_due = case.next_review_on is not None and case.next_review_on <= today + _REVIEW_SOON
        born = person.born
        lines.append(
            CaseLine(
                case_id=CaseId(case.id),
                reference=case.reference,
                person=full_name(person),
                age=born.age_on(today) if born else None,
                site=site,
                stage=stages.get(case.id),
                last_seen=seen.get(case.id),
                next_step=what,
                next_due=due,
                late_days=max(0, (today - due).days) if due else 0,
                look_out=_look_out(person, risks.get(case.id, ""), review_due=review_due),
                review_due=review_due,
            )
        )
    reviews = {case.id: case.next_review_on for case, _person, _site in cases}
    return tuple(
        sorted(
            lines,
            key=lambda line: _rank(line, order, streets.get(line.case_id), reviews[line.case_id]),
        )
    )


def my_cases(work: Work) -> Select[UUID]:
    """Return the cases on whose live team the acting worker is."""
    return select(CaseTeamMember.case_id).where(
        CaseTeamMember.worker_id == work.actor.worker, is_live(CaseTeamMember, work.now)
    )


def _mine(work: Work) -> Any:
    return (
        select(Case, Person, Site.name)
        .join(Person, Person.id == Case.subject_id)
        .join(Site, Site.id == Case.site_id)
        .where(Case.closed_on.is_(None), Case.id.in_(my_cases(work)))
    )


def _rank(
    line: CaseLine, order: CaseOrder, street: tuple[str, int, str] | None, review: date | None
) -> tuple[Any, ...]:
    if order is CaseOrder.STREET:
        return (street is None, street or ("", 0, ""), line.person, line.case_id)
    if order is CaseOrder.REVIEW:
        return (review or date.max, line.person, line.case_id)
    stage = line.stage if line.stage is not None else Stage.COPING
    return (-line.late_days, stage, line.next_due or date.max, line.person, line.case_id)


def _latest_stages(work: Work, ids: Sequence[UUID]) -> dict[UUID, Stage]:
    rows = work.rows(
        select(StageRating.case_id, StageRating.stage)
        .where(StageRating.case_id.in_(ids), StageRating.domain == LifeDomain.OVERALL)
        .order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
    )
    return {row[0]: row[1] for row in rows}


def _last_seen(work: Work, ids: Sequence[UUID]) -> dict[UUID, date]:
    rows = work.rows(
        select(Note.case_id, func.max(Note.at))
        .where(Note.case_id.in_(ids), Note.at <= work.now)
        .group_by(Note.case_id)
    )
    return {row[0]: london_day(row[1]) for row in rows}


def _next_steps(work: Work, ids: Sequence[UUID]) -> dict[UUID, tuple[str, date | None]]:
    rows = work.rows(
        select(Action.case_id, Action.what, Action.due_on)
        .where(Action.case_id.in_(ids), Action.status == ActionStatus.OPEN)
        .order_by(Action.due_on.desc().nulls_first(), Action.what.desc(), Action.id)
    )
    dated = {row[0]: (row[1], row[2]) for row in rows if row[2] is not None}
    return {row[0]: (row[1], None) for row in rows if row[2] is None} | dated


def _known_risks(work: Work, ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = work.rows(
        select(Risk.case_id, Risk.harm)
        .where(Risk.case_id.in_(ids), Risk.state == RiskState.KNOWN)
        .order_by(Risk.checked_on, Risk.id)
    )
    return {row[0]: row[1] for row in rows}


def _streets(work: Work, ids: Sequence[UUID], today: date) -> dict[UUID, tuple[str, int, str]]:
    rows = work.rows(
        select(Case.id, Address.street_key)
        .join(Residence, Residence.subject_id == Case.subject_id)
        .join(Address, Address.id == Residence.address_id)
        .where(Case.id.in_(ids), Residence.ended_on.is_(None) | (Residence.ended_on > today))
        .order_by(Residence.started_on.nulls_first(), Residence.id)
    )
    return {row[0]: _along_the_street(row[1]) for row in rows}


def _along_the_street(key: str) -> tuple[str, int, str]:
    """Return street, number and the letter behind it: "12a alderbank" comes after "2 alderbank"."""
    house, _, street = key.partition(" ")
    number = "".join(takewhile(str.isdecimal, house))
    return (street, int(number), house) if number else (key, 0, "")


def _look_out(person: Person, harm: str, *, review_due: bool) -> str:
    if person.interpreter:
        return person.interpreter
    if review_due:
        return "Review due"
    return harm
