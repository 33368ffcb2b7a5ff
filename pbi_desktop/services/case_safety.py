"""The safety of a case as its card shows it: concerns, visitors, children, capacity."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.retention import ADULT
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    CapacityDecision,
    CasePerson,
    ChildSeen,
    Concern,
    ConcernDetail,
    KeptApart,
    Person,
    Relationship,
    StaffMarker,
    Worker,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.safety_choices import age_of, people_and_parts
from pbi_desktop.services.safety_reading import (
    apart_from,
    concern_line,
    concern_lines,
    markers_of,
)
from pbi_desktop.services.safety_rows import (
    NO_SAFETY,
    CapacityLine,
    CaseSafety,
    ChildLine,
    ConcernTold,
)
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_CASE: Any = bindparam("case")
# The people of the case come first: joined, everybody in sight would be gone through.
_PEOPLE = select(CasePerson.person_id).where(CasePerson.case_id == _CASE)
_ENDS = or_(
    KeptApart.subject_id == CasePerson.person_id, KeptApart.other_id == CasePerson.person_id
)
_MAY_BE_THERE = {
    "concerns": select(Concern.id).where(Concern.case_id == _CASE),
    "children_seen": select(ChildSeen.id).where(ChildSeen.case_id == _CASE),
    "capacity": select(CapacityDecision.id).where(CapacityDecision.case_id == _CASE),
    "markers": select(StaffMarker.id).where(
        StaffMarker.subject_id.in_(_PEOPLE), StaffMarker.expires_on > bindparam("today")
    ),
    "apart": select(KeptApart.id).join(CasePerson, _ENDS).where(CasePerson.case_id == _CASE),
    "children": select(Person.id).where(
        Person.id.in_(_PEOPLE), Person.born_text >= bindparam("grown")
    ),
}
_DECIDER = Worker.__table__.alias("decider")
_CONCERNS = Question(
    concern_lines(
        Concern.person_knows,
        ConcernDetail.words,
        ConcernDetail.why_not_told,
        ConcernDetail.not_sent_reason,
        ConcernDetail.outcome,
        _DECIDER.c.name.label("decider"),
    )
    .outerjoin(ConcernDetail, ConcernDetail.concern_id == Concern.id)
    .outerjoin(_DECIDER, _DECIDER.c.id == Concern.decided_by)
    .where(Concern.case_id == _CASE)
)
_CHILDREN_SEEN = Question(
    select(
        ChildSeen.subject_id,
        ChildSeen.at,
        ChildSeen.seen,
        ChildSeen.alone,
        ChildSeen.seen_by,
        ChildSeen.words,
        ChildSeen.why_not,
    )
    .where(ChildSeen.case_id == _CASE)
    .order_by(ChildSeen.at.desc(), ChildSeen.id)
)
_RESPONSIBLE = Question(
    select(Relationship.other_id, Person.given_name, Person.family_name)
    .join(Person, Person.id == Relationship.subject_id)
    .where(
        Relationship.other_id.in_(bindparam("children", expanding=True)),
        Relationship.responsible.is_(True),
        Relationship.ended_on.is_(None),
    )
    .order_by(Person.given_key, Person.id)
)
_THERE = Question(select(*(one.exists().label(name) for name, one in _MAY_BE_THERE.items())))


def read_safety(work: Work, case_id: CaseId) -> CaseSafety:
    """Return the safety of a case beside its risks, as far as the worker may see it."""
    there = _what_there_is(work, case_id)
    if not there:
        return NO_SAFETY
    people = people_and_parts(work, case_id)
    ids = [PersonId(person.id) for person, _part in people]
    children = "children" in there or "children_seen" in there
    return CaseSafety(
        concerns=read_concerns(work, case_id) if "concerns" in there else (),
        markers=markers_of(work, ids) if "markers" in there else (),
        children=_children(work, case_id, people) if children else (),
        capacity=_capacity(work, case_id, people) if "capacity" in there else (),
        apart=apart_from(work, ids) if "apart" in there else (),
    )


def _what_there_is(work: Work, case_id: CaseId) -> set[str]:
    """Return what there is to read, in one question: of most cases little is there."""
    today = london_day(work.now)
    grown = str(today.year - ADULT)  # whoever was born before this year is of age
    (there,) = work.ask(_THERE, case=case_id, today=today, grown=grown)
    return {name for name, is_there in there._asdict().items() if is_there}


def read_concerns(work: Work, case_id: CaseId) -> tuple[ConcernTold, ...]:
    """Return the concerns of a case with their words, what waits first."""
    told = [_told(work, row) for row in work.ask(_CONCERNS, case=case_id)]
    return tuple(sorted(told, key=_by_state))


def _by_state(told: ConcernTold) -> tuple[Any, ...]:
    line = told.line
    return (list(type(line.waits)).index(line.waits), -line.noticed_at.timestamp(), line.id)


def _told(work: Work, row: Any) -> ConcernTold:
    return ConcernTold(
        concern_line(work, row),
        row.words or "",
        row.person_knows,
        row.why_not_told or "",
        row.not_sent_reason or "",
        row.decider or "",
        row.outcome or "",
    )


def _children(
    work: Work, case_id: CaseId, people: list[tuple[Any, PartInCase]]
) -> tuple[ChildLine, ...]:
    """Return the children of a case, and whoever was written down as one, oldest first."""
    today = london_day(work.now)
    seen: dict[UUID, list[Any]] = {}
    for one in work.ask(_CHILDREN_SEEN, case=case_id):
        seen.setdefault(one.subject_id, []).append(one)
    found = [person for person, _part in people if person.id in seen or _is_child(person, today)]
    responsible = _responsible(work, [person.id for person in found])
    lines = [
        _child(person, seen.get(person.id, []), responsible.get(person.id, ()), today)
        for person in found
    ]
    return tuple(sorted(lines, key=lambda line: (-(line.age or 0), line.name)))


def _is_child(person: Any, today: date) -> bool:
    age = age_of(person, today)
    return age is not None and age < ADULT


def _child(person: Any, times: list[Any], responsible: tuple[str, ...], today: date) -> ChildLine:
    last = next((one for one in times if one.seen), None)
    missed = next((one for one in times if not one.seen), None)
    if last is not None and missed is not None and missed.at < last.at:
        missed = None
    return ChildLine(
        PersonId(person.id),
        person.known_as or person.given_name,
        age_of(person, today),
        london_day(last.at) if last else None,
        last.seen_by if last else "",
        last.alone if last else None,
        (last.words or "") if last else "",
        london_day(missed.at) if missed else None,
        (missed.why_not or "") if missed else "",
        responsible,
    )


def _responsible(work: Work, children: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    if not children:
        return {}
    found: dict[UUID, tuple[str, ...]] = {}
    for one in work.ask(_RESPONSIBLE, children=children):
        found[one.other_id] = (*found.get(one.other_id, ()), full_name(one))
    return found


def _capacity(
    work: Work, case_id: CaseId, people: list[tuple[Any, PartInCase]]
) -> tuple[CapacityLine, ...]:
    found = work.all(
        select(CapacityDecision)
        .where(CapacityDecision.case_id == case_id)
        .order_by(CapacityDecision.created_at.desc(), CapacityDecision.id)
    )
    if not found:
        return ()
    rows = work.rows(
        select(Action.capacity_id, Action.what)
        .where(Action.case_id == case_id, Action.capacity_id.is_not(None))
        .order_by(Action.what, Action.id)
    )
    others = {
        PersonId(one.id): one.known_as or one.given_name
        for one, part in people
        if part is not PartInCase.MAIN
    }
    return tuple(
        CapacityLine(
            one.id,
            one.version,
            one.decision,
            one.capacity,
            one.assessed_on,
            one.assessed_by or "",
            one.help_given or "",
            one.attorney or "",
            one.best_interest or "",
            one.consulted or "",
            one.review_on,
            tuple(row[1] for row in rows if row[0] == one.id),
            others.get(one.subject_id, ""),
        )
        for one in found
    )
