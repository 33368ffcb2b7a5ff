"""Household, services and community of a case as facts for `network`, and its outline."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import Select, or_, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.ties import (
    CheckFact,
    GroupFact,
    HomeFact,
    NetworkFacts,
    Outline,
    PersonFact,
    PlaceFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate, Precision, london_day
from pbi_desktop.models import (
    Attendance,
    Case,
    CasePerson,
    CommunityGroup,
    Involvement,
    Membership,
    NetworkCheck,
    Person,
    PicturePlace,
    Referral,
    Relationship,
    Worker,
)
from pbi_desktop.network.outline import outline
from pbi_desktop.services.network_one_person import one_each
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.same_people import leads_of, records_of
from pbi_desktop.store.unit_of_work import Work


def read_outline(work: Work, case_id: CaseId) -> Outline:
    """Return the network of a case in words, as this worker may see it today."""
    return outline(read_network(work, case_id))


EVERYTHING = frozenset(Category)


def read_network(
    work: Work, case_id: CaseId, told: frozenset[Category] = EVERYTHING
) -> NetworkFacts:
    """Return everything around the person of a case that this worker may see.

    Somebody in two records that are linked is there once. `told` narrows it to records of some
    categories: what a partner agency may be told. Then only people whom such a record ties to the
    person are there at all, each record as it came: who is whose record is not told.
    """
    case = work.get(Case, case_id)
    in_case = {row[0] for row in work.rows(_people_of(case_id))}
    whose = records_of(work, case.subject_id) if told == EVERYTHING else (case.subject_id,)
    home = _home(work, whose, in_case, told)
    ties = _ties(work, in_case, told)
    if told != EVERYTHING:
        tied = {person for tie in ties for person in (tie.subject, tie.other)}
        in_case = {case.subject_id} | tied | {one.person for one in home}
    people = work.all(select(Person).where(Person.id.in_(in_case)).order_by(Person.id))
    facts = NetworkFacts(
        about=case.subject_id,
        as_at=london_day(work.now),
        people=tuple(_person(person) for person in people),
        home=home,
        ties=ties,
        services=_services(work, case_id, told),
        groups=_groups(work, case_id, told),
        places=_places(work, case_id) if told == EVERYTHING else (),
        checks=_checks(work, case_id) if told == EVERYTHING else (),
    )
    return facts if told != EVERYTHING else one_each(facts, leads_of(work, in_case))


def _people_of(case_id: CaseId) -> Select[UUID]:
    return select(CasePerson.person_id).where(CasePerson.case_id == case_id)


def _person(person: Person) -> PersonFact:
    died = _partial(person.died_text) if person.died_text else None
    return PersonFact(
        PersonId(person.id),
        full_name(person),
        person.known_as or person.given_name,
        person.born,
        died,
        person.gender,
        person.pronouns,
        person.due_on,
    )


def _partial(text: str) -> PartialDate:
    """Return a date as far as its text says it: yyyy, yyyy-mm or yyyy-mm-dd."""
    return PartialDate(text, (Precision.YEAR, Precision.MONTH, Precision.DAY)[text.count("-")])


def _home(
    work: Work, whose: Sequence[PersonId], in_case: set[UUID], told: frozenset[Category]
) -> tuple[HomeFact, ...]:
    shared = select(Membership.household_id).where(Membership.subject_id.in_(whose))
    found = work.all(
        select(Membership)
        .where(Membership.household_id.in_(shared), Membership.subject_id.in_(in_case))
        .where(Membership.category.in_(told))
        .order_by(Membership.id)
    )
    return tuple(HomeFact(one.subject_id, one.started_on, one.ended_on) for one in found)


def _ties(work: Work, in_case: set[UUID], told: frozenset[Category]) -> tuple[TieFact, ...]:
    found = work.all(
        select(Relationship)
        .where(or_(Relationship.subject_id.in_(in_case), Relationship.other_id.in_(in_case)))
        .where(Relationship.category.in_(told))
        .order_by(Relationship.id)
    )
    return tuple(
        TieFact(
            tie.subject_id,
            tie.other_id,
            tie.kind,
            tie.quality,
            tie.strength,
            tie.flow,
            tie.started_on,
            tie.ended_on,
            nature=tie.nature,
        )
        for tie in found
        if tie.subject_id in in_case and tie.other_id in in_case
    )


def _services(work: Work, case_id: CaseId, told: frozenset[Category]) -> tuple[ServiceFact, ...]:
    found = work.all(
        select(Involvement)
        .where(Involvement.case_id == case_id, Involvement.category.in_(told))
        .order_by(Involvement.id)
    )
    return tuple(
        ServiceFact(
            service_id(one),
            one.subject_id,
            one.service,
            one.worker_name or "",
            one.quality,
            one.strength,
            one.flow,
            one.started_on,
            one.ended_on,
            one.last_contact_on,
        )
        for one in found
    )


def _places(work: Work, case_id: CaseId) -> tuple[PlaceFact, ...]:
    """Return where things were moved to; of one thing the last place."""
    found = work.all(
        select(PicturePlace)
        .where(PicturePlace.case_id == case_id)
        .order_by(PicturePlace.created_at, PicturePlace.id)
    )
    last = {one.node: PlaceFact(one.node, one.dx, one.dy) for one in found}
    return tuple(last[node] for node in sorted(last))


def _checks(work: Work, case_id: CaseId) -> tuple[CheckFact, ...]:
    found = work.all(
        select(NetworkCheck)
        .where(NetworkCheck.case_id == case_id)
        .order_by(NetworkCheck.on_day, NetworkCheck.id)
    )
    return tuple(CheckFact(one.on_day, one.together) for one in found)


def service_id(one: Involvement) -> UUID:
    """Return one id for one service of the case, however many people it helps."""
    return uuid5(one.case_id, f"{one.agency_id}\n{one.service}\n{one.worker_name}")


@dataclass
class _Visits:
    """The days on which one person came to one group, or was expected and did not."""

    name: str
    came: list[date] = field(default_factory=list)
    missed: list[date] = field(default_factory=list)


_Link = tuple[UUID, UUID]
"""A group and a person."""


def _groups(work: Work, case_id: CaseId, told: frozenset[Category]) -> tuple[GroupFact, ...]:
    visits = _visits(work, case_id, told)
    rows = work.rows(
        select(Referral, CommunityGroup.name, Worker.name)
        .join(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .outerjoin(Worker, Worker.id == Referral.created_by)
        .where(Referral.case_id == case_id, Referral.category.in_(told))
        .order_by(Referral.made_on, Referral.id)
    )
    facts: dict[_Link, GroupFact] = {}
    for referral, name, worker in rows:  # of several to one group the latest says how it stands
        link = (referral.group_id, referral.subject_id)
        facts[link] = _linked(referral, name, worker or "", visits.get(link, _Visits(name)))
    for (group, person), days in visits.items():
        if (group, person) not in facts:  # they went without being referred
            facts[group, person] = GroupFact(
                GroupId(group),
                PersonId(person),
                days.name,
                came=tuple(days.came),
                missed=tuple(days.missed),
            )
    return tuple(facts.values())


def _linked(referral: Referral, name: str, worker: str, days: _Visits) -> GroupFact:
    return GroupFact(
        GroupId(referral.group_id),  # type: ignore[arg-type]  # joined by it
        referral.subject_id,
        name,
        worker,
        referral.quality,
        None,
        referral.flow,
        referral.made_on,
        None,
        tuple(days.came),
        tuple(days.missed),
        "Signposted." if referral.kind is ReferralKind.SIGNPOST else "",
    )


def _visits(work: Work, case_id: CaseId, told: frozenset[Category]) -> dict[_Link, _Visits]:
    found: dict[_Link, _Visits] = {}
    rows = work.rows(
        select(Attendance, CommunityGroup.name)
        .join(CommunityGroup, CommunityGroup.id == Attendance.group_id)
        .where(Attendance.case_id == case_id, Attendance.category.in_(told))
        .order_by(Attendance.on_day, Attendance.id)
    )
    for one, name in rows:
        days = found.setdefault((one.group_id, one.subject_id), _Visits(name))
        (days.came if one.came else days.missed).append(one.on_day)
    return found
