"""Household, services and community of a case as facts for `network`, and its outline."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    Outline,
    PersonFact,
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
    Person,
    Referral,
    Relationship,
    Worker,
)
from pbi_desktop.network.outline import outline
from pbi_desktop.services.case_header import full_name
from pbi_desktop.store.unit_of_work import Work


def read_outline(work: Work, case_id: CaseId) -> Outline:
    """Return the network of a case in words, as this worker may see it today."""
    return outline(read_network(work, case_id))


def read_network(work: Work, case_id: CaseId) -> NetworkFacts:
    """Return everything around the person of a case that this worker may see."""
    case = work.get(Case, case_id)
    in_case = {row[0] for row in work.rows(_people_of(case_id))}
    people = work.all(select(Person).where(Person.id.in_(in_case)).order_by(Person.id))
    return NetworkFacts(
        about=case.subject_id,
        as_at=london_day(work.now),
        people=tuple(_person(person) for person in people),
        home=_home(work, case.subject_id, in_case),
        ties=_ties(work, in_case),
        services=_services(work, case_id),
        groups=_groups(work, case_id),
    )


def _people_of(case_id: CaseId) -> Select[UUID]:
    return select(CasePerson.person_id).where(CasePerson.case_id == case_id)


def _person(person: Person) -> PersonFact:
    died = PartialDate(person.died_text, Precision.DAY) if person.died_text else None
    return PersonFact(
        PersonId(person.id),
        full_name(person),
        person.known_as or person.given_name,
        person.born,
        died,
        person.gender,
        person.pronouns,
    )


def _home(work: Work, person: PersonId, in_case: set[UUID]) -> tuple[HomeFact, ...]:
    shared = select(Membership.household_id).where(Membership.subject_id == person)
    found = work.all(
        select(Membership)
        .where(Membership.household_id.in_(shared), Membership.subject_id.in_(in_case))
        .order_by(Membership.id)
    )
    return tuple(HomeFact(one.subject_id, one.started_on, one.ended_on) for one in found)


def _ties(work: Work, in_case: set[UUID]) -> tuple[TieFact, ...]:
    found = work.all(
        select(Relationship)
        .where(or_(Relationship.subject_id.in_(in_case), Relationship.other_id.in_(in_case)))
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
        )
        for tie in found
        if tie.subject_id in in_case and tie.other_id in in_case
    )


def _services(work: Work, case_id: CaseId) -> tuple[ServiceFact, ...]:
    found = work.all(
        select(Involvement).where(Involvement.case_id == case_id).order_by(Involvement.id)
    )
    return tuple(
        ServiceFact(
            one.id,
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


def _groups(work: Work, case_id: CaseId) -> tuple[GroupFact, ...]:
    days = _days(work, case_id)
    rows = work.rows(
        select(Referral, CommunityGroup.name, Worker.name)
        .join(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .outerjoin(Worker, Worker.id == Referral.created_by)
        .where(Referral.case_id == case_id)
        .order_by(Referral.id)
    )
    return tuple(
        GroupFact(
            GroupId(referral.group_id),
            referral.subject_id,
            name,
            worker or "",
            referral.quality,
            None,
            referral.flow,
            referral.made_on,
            None,
            days.get((referral.group_id, referral.subject_id, True), ()),
            days.get((referral.group_id, referral.subject_id, False), ()),
            "Signposted." if referral.kind is ReferralKind.SIGNPOST else "",
        )
        for referral, name, worker in rows
    )


def _days(work: Work, case_id: CaseId) -> dict[tuple[UUID, UUID, bool], tuple[date, ...]]:
    found: dict[tuple[UUID, UUID, bool], tuple[date, ...]] = {}
    for one in work.all(
        select(Attendance).where(Attendance.case_id == case_id).order_by(Attendance.on_day)
    ):
        key = (one.group_id, one.subject_id, one.came)
        found[key] = (*found.get(key, ()), one.on_day)
    return found
