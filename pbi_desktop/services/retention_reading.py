"""Reading which closed cases are over, or soon will be: the facts that the rules ask about.

Only what the worker sees is read. Somebody known elsewhere too is kept there by the store itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.data_rights import HEALTH
from pbi_desktop.domain.identity import records_by_person
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.retention import Keeps, PersonFacts, Rule, file_due
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Appointment,
    Attendance,
    Base,
    Case,
    CasePerson,
    CaseRecord,
    Contact,
    LegalHold,
    Need,
    Note,
    Person,
    Restriction,
    StageRating,
    SubjectRequest,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.retention_rows import FileLine
from pbi_desktop.services.same_people import links_around
from pbi_desktop.store.unit_of_work import Work

SOON_MONTHS = 3
_AT_ONCE = 1_000
_MET: tuple[tuple[type[CaseRecord], str], ...] = (
    (Contact, "at"),
    (Note, "at"),
    (Appointment, "at"),
    (Attendance, "on_day"),
)
_BEGUN: tuple[type[CaseRecord], ...] = (Need, Action, StageRating)
_FAR = HEALTH | {Category.SAFEGUARDING}


@dataclass
class _Found:
    """What is read of the cases in question and the people in them."""

    cases: dict[UUID, Case] = field(default_factory=dict)
    """Every case of those people, in question or not."""
    linked: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)
    """The records of each person who is in several: what keeps one keeps all."""
    people: dict[UUID, Person] = field(default_factory=dict)
    members: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    cases_of: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    last: dict[UUID, date] = field(default_factory=dict)
    begun: set[UUID] = field(default_factory=set)
    categories: dict[UUID, set[int]] = field(default_factory=lambda: defaultdict(set))
    records: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))

    def records_of(self, person: UUID) -> Sequence[UUID]:
        """Return every record of a person, as far as links tell."""
        return self.linked.get(person, (person,))


def read_files(
    work: Work, sites: Mapping[SiteId, str], rules: Iterable[Rule], today: date
) -> tuple[FileLine, ...]:
    """Return the closed cases of these sites that are over by soon: the longest over first."""
    every = tuple(rules)
    asked = _candidates(work, sites, every, today)
    lines: list[FileLine] = []
    for at in range(0, len(asked), _AT_ONCE):
        lines += _lines(work, asked[at : at + _AT_ONCE], sites, every)
    by = months_on(today, SOON_MONTHS)
    soon = (line for line in lines if line.due.on <= by)
    return tuple(sorted(soon, key=lambda line: (line.due.on, line.reference)))


def _lines(
    work: Work, asked: list[UUID], sites: Mapping[SiteId, str], rules: tuple[Rule, ...]
) -> list[FileLine]:
    found = _read(work, asked)
    keeps = _keeps(work, found, london_day(work.now))
    lines = []
    for key in asked:
        people = found.members[key]
        due = file_due([_facts(found, person) for person in sorted(people)], rules)
        case = found.cases[key]
        if due is None or case.closed_on is None:
            continue
        held = {keep for one in people for each in found.records_of(one) for keep in keeps[each]}
        lines.append(
            FileLine(
                case_id=CaseId(key),
                reference=case.reference,
                person=full_name(found.people[case.subject_id]),
                site=sites[case.site_id],
                people=len({min(found.records_of(one)) for one in people}),
                records=found.records[key],
                closed_on=case.closed_on,
                due=due,
                keeps=tuple(sorted(held)),
            )
        )
    return lines


def _candidates(
    work: Work, sites: Mapping[SiteId, str], rules: tuple[Rule, ...], today: date
) -> list[UUID]:
    """Return the cases that were closed for as long as the shortest rule, by soon."""
    shortest = min((rule.months for rule in rules), default=0)
    before = months_on(today, SOON_MONTHS - shortest)
    closed = select(Case.id).where(
        Case.site_id.in_(list(sites)), Case.closed_on.is_not(None), Case.closed_on <= before
    )
    return sorted(row[0] for row in work.rows(closed))


def _read(work: Work, asked: list[UUID]) -> _Found:
    found = _Found()
    subjects = select(Case.subject_id).where(Case.id.in_(asked))
    here = select(CasePerson.person_id).where(CasePerson.case_id.in_(asked))
    named = {row[0] for question in (subjects, here) for row in work.rows(question)}
    found.linked = records_by_person(links_around(work, named))
    people = named | found.linked.keys()
    places = select(CasePerson.case_id, CasePerson.person_id).where(
        CasePerson.person_id.in_(people)
    )
    for case, person in work.rows(places):
        found.members[case].add(person)
        found.cases_of[person].add(case)
    every = set(found.members) | set(asked)
    for one in work.all(select(Case).where(Case.id.in_(every))):
        found.cases[one.id] = one
        if one.subject_id in people:
            found.members[one.id].add(one.subject_id)
            found.cases_of[one.subject_id].add(one.id)
    found.people = {one.id: one for one in work.all(select(Person).where(Person.id.in_(people)))}
    _read_records(work, found)
    return found


def _read_records(work: Work, found: _Found) -> None:
    cases = list(found.cases)
    for kind in _case_kinds():
        counted = (
            select(kind.case_id, kind.subject_id, kind.category, func.count())
            .where(kind.case_id.in_(cases))
            .group_by(kind.case_id, kind.subject_id, kind.category)
        )
        for case, person, category, many in work.rows(counted):
            found.records[case] += many
            found.categories[person].add(int(category))
            if issubclass(kind, _BEGUN):
                found.begun.add(case)
    for kind, day in _MET:
        cell: Any = getattr(kind, day)
        latest = select(kind.case_id, func.max(cell)).where(kind.case_id.in_(cases))
        for case, at in work.rows(latest.group_by(kind.case_id)):
            met = london_day(at) if isinstance(at, datetime) else at
            found.last[case] = max(met, found.last.get(case, met))


def _case_kinds() -> list[Any]:
    kinds = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted(
        (kind for kind in kinds if issubclass(kind, CaseRecord)), key=lambda one: one.__tablename__
    )


def _facts(found: _Found, person: UUID) -> PersonFacts:
    records = found.records_of(person)
    keys = {key for one in records for key in found.cases_of[one]}
    cases = [found.cases[key] for key in sorted(keys) if key in found.cases]
    known = found.people.get(person)
    closed = [one.closed_on for one in cases if one.closed_on is not None]
    held = {Category(number) for one in records for number in found.categories[one]} & _FAR
    return PersonFacts(
        recorded_on=min(one.opened_on for one in cases),
        born=known.born if known is not None else None,
        last_contact_on=max((found.last[c.id] for c in cases if c.id in found.last), default=None),
        last_closed_on=max(closed, default=None),
        is_open=len(closed) < len(cases),
        only_came=not any(one.id in found.begun for one in cases),
        has_health=bool(held & HEALTH),
        has_safeguarding=Category.SAFEGUARDING in held,
    )


def _keeps(work: Work, found: _Found, today: date) -> dict[UUID, set[Keeps]]:
    people = list(found.people)
    asked: tuple[tuple[Keeps, Any], ...] = (
        (
            Keeps.LEGAL_HOLD,
            select(LegalHold.subject_id).where(
                LegalHold.subject_id.in_(people),
                LegalHold.ended_on.is_(None) | (LegalHold.ended_on > today),
            ),
        ),
        (
            Keeps.RESTRICTED,
            select(Restriction.subject_id).where(
                Restriction.subject_id.in_(people),
                Restriction.valid_from <= work.now,
                Restriction.valid_to.is_(None) | (Restriction.valid_to > work.now),
            ),
        ),
        (
            Keeps.OPEN_REQUEST,
            select(SubjectRequest.subject_id).where(
                SubjectRequest.subject_id.in_(people), SubjectRequest.answered_on.is_(None)
            ),
        ),
    )
    kept: dict[UUID, set[Keeps]] = defaultdict(set)
    for keep, question in asked:
        for (person,) in work.rows(question):
            kept[person].add(keep)
    return kept
