"""The worker's own cases, those that need them most first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.pressing import LAST
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
from pbi_desktop.services.housing_rows import KeyDateLine
from pbi_desktop.services.my_day_needs import Need, Needs, need_of, read_needs
from pbi_desktop.services.my_day_rows import CaseLine, CaseOrder
from pbi_desktop.services.person_names import born_of, full_name, names_of
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_CASES: Any = bindparam("cases", expanding=True)
# By keys, from one to the next: with a sub-query SQLite would go through everybody in sight.
_ON_TEAM = Question(
    select(CaseTeamMember.case_id).where(
        CaseTeamMember.worker_id == bindparam("me"), is_live(CaseTeamMember, bindparam("now"))
    )
)
_OWN = Question(
    select(
        Case.id,
        Case.reference,
        Case.site_id,
        Case.subject_id,
        Case.closed_on,
        Case.next_review_on,
        Person.given_name,
        Person.family_name,
        Person.born_text,
        Person.born_precision,
        Person.interpreter,
    )
    .join(Person, Person.id == Case.subject_id)
    .where(Case.id.in_(_CASES))
)
_STAGES = Question(
    select(StageRating.case_id, StageRating.stage)
    .where(StageRating.case_id.in_(_CASES), StageRating.domain == LifeDomain.OVERALL)
    .order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
)
_SEEN = Question(
    select(Note.case_id, func.max(Note.at).label("at"))
    .where(Note.case_id.in_(_CASES), Note.at <= bindparam("now"))
    .group_by(Note.case_id)
)
_STEPS = Question(
    select(Action.case_id, Action.what, Action.due_on)
    .where(Action.case_id.in_(_CASES), Action.status == ActionStatus.OPEN)
    .order_by(Action.due_on.desc().nulls_first(), Action.what.desc(), Action.id)
)
_RISKS = Question(
    select(Risk.case_id, Risk.harm)
    .where(Risk.case_id.in_(_CASES), Risk.state == RiskState.KNOWN)
    .order_by(Risk.checked_on, Risk.id)
)
_SITES = Question(select(Site.id, Site.name))
_REVIEW_SOON = timedelta(days=7)


@dataclass(frozen=True)
class OwnCases:
    """The cases on whose team the acting worker is, each with the person it is about."""

    cases: Mapping[UUID, Any]
    on_team: frozenset[UUID] = frozenset()
    """The same cases and those whose person is hidden from the worker."""

    @cached_property
    def names(self) -> dict[UUID, str]:
        """The name of the person of each case."""
        return {key: full_name(case) for key, case in self.cases.items()}

    def names_with(self, work: Work, people: Iterable[UUID]) -> dict[UUID, str]:
        """Return the names of these people too, by person; hidden ones are not there."""
        known = {case.subject_id: full_name(case) for case in self.cases.values()}
        return known | names_of(work, set(people) - known.keys())


def read_own_cases(work: Work) -> OwnCases:
    """Return the worker's own cases, open and closed."""
    team = work.ask(_ON_TEAM, me=work.actor.worker, now=work.now)
    on_team = frozenset(one.case_id for one in team)
    found = work.ask(_OWN, cases=list(on_team))
    return OwnCases({one.id: one for one in found}, on_team)


def read_case_lines(
    work: Work, own: OwnCases, order: CaseOrder, needs: Needs | None = None
) -> tuple[CaseLine, ...]:
    """Return the open ones of the worker's own cases; `needs` where somebody has read them."""
    today = london_day(work.now)
    cases = [case for case in own.cases.values() if case.closed_on is None]
    ids = [case.id for case in cases]
    stages, seen = _latest_stages(work, ids), _last_seen(work, ids)
    steps, risks = _next_steps(work, ids), _known_risks(work, ids)
    sites = {row[0]: row[1] for row in work.ask(_SITES)}
    streets = _streets(work, ids, today) if order is CaseOrder.STREET else {}
    needs = needs or read_needs(work, ids)
    first_dates = needs.first_date
    lines = []
    for case in cases:
        what, due = steps.get(case.id, ("", None))
        review_due = case.next_review_on is not None and case.next_review_on <= today + _REVIEW_SOON
        born = born_of(case)
        line = CaseLine(
            case_id=CaseId(case.id),
            reference=case.reference,
            person=own.names[case.id],
            age=born.age_on(today) if born else None,
            site=sites[case.site_id],
            stage=stages.get(case.id),
            last_seen=seen.get(case.id),
            next_step=what,
            next_due=due,
            late_days=max(0, (today - due).days) if due else 0,
            look_out=_look_out(case.interpreter, risks.get(case.id, ""), review_due=review_due),
            review_due=review_due,
            review_on=case.next_review_on,
        )
        first = first_dates.get(case.id)
        need, why = need_of(line, needs, first, today)
        ranks: dict[CaseOrder, tuple[Any, ...]] = {
            CaseOrder.NEEDS_YOU: (need, *_pressing(line, need, first)),
            CaseOrder.STREET: (case.id not in streets, streets.get(case.id, ("", 0, ""))),
            CaseOrder.REVIEW: (case.next_review_on or date.max,),
        }
        lines.append(((*ranks[order], line.person, line.case_id), replace(line, why=why)))
    return tuple(line for _key, line in sorted(lines, key=lambda pair: pair[0]))


def _pressing(line: CaseLine, need: Need, first: KeyDateLine | None) -> tuple[Any, ...]:
    """Return what comes first among cases that need their worker for the same reason."""
    rank = first.rank if first is not None and need is Need.KEY_DATE else LAST
    stage = line.stage if line.stage is not None else Stage.COPING
    return (rank, -line.late_days, stage, line.next_due or date.max)


def _latest_stages(work: Work, ids: Sequence[UUID]) -> dict[UUID, Stage]:
    return {row[0]: row[1] for row in work.ask(_STAGES, cases=ids)}


def _last_seen(work: Work, ids: Sequence[UUID]) -> dict[UUID, date]:
    rows = work.ask(_SEEN, cases=ids, now=work.now)
    return {row[0]: london_day(row[1]) for row in rows}


def _next_steps(work: Work, ids: Sequence[UUID]) -> dict[UUID, tuple[str, date | None]]:
    rows = work.ask(_STEPS, cases=ids)
    dated = {row[0]: (row[1], row[2]) for row in rows if row[2] is not None}
    return {row[0]: (row[1], None) for row in rows if row[2] is None} | dated


def _known_risks(work: Work, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in work.ask(_RISKS, cases=ids)}


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


def _look_out(interpreter: str | None, harm: str, *, review_due: bool) -> str:
    if interpreter:
        return interpreter
    if review_due:
        return "Review due"
    return harm
