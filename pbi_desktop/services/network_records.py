"""The ties of a network as their records stand: which record, which version, how the tie is."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import or_, select

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import (
    CasePerson,
    CommunityGroup,
    Involvement,
    Person,
    PicturePlace,
    Referral,
    Relationship,
)
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.services.network_facts import service_id
from pbi_desktop.services.network_rows import (
    NetworkRecords,
    SomebodyThere,
    TieLine,
    TieOf,
    TieWords,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.same_people import leads_of
from pbi_desktop.store.unit_of_work import Work


def read_records(work: Work, case_id: CaseId) -> NetworkRecords:
    """Return who is in a network and its ties, each with what it takes to change it.

    Somebody in two records that are linked is there once, as in the picture.
    """
    asked = select(CasePerson.person_id).where(CasePerson.case_id == case_id)
    in_case = {row[0] for row in work.rows(asked)}
    leads = leads_of(work, in_case)
    people = work.all(select(Person).where(Person.id.in_(in_case)).order_by(Person.id))
    names = {one.id: one.known_as or one.given_name or full_name(one) for one in people}
    return NetworkRecords(
        tuple(
            SomebodyThere(PersonId(one.id), person_node(one.id), full_name(one))
            for one in people
            if leads.get(one.id, one.id) == one.id
        ),
        (
            *_between_people(work, leads, names),
            *_with_services(work, case_id, leads, names),
            *_with_groups(work, case_id, leads, names),
        ),
        frozenset(
            one.node
            for one in work.all(select(PicturePlace).where(PicturePlace.case_id == case_id))
        ),
    )


_Leads = Mapping[UUID, UUID]
_Names = Mapping[UUID, str]


def _between_people(work: Work, leads: _Leads, names: _Names) -> Iterator[TieLine]:
    ends = or_(Relationship.subject_id.in_(names), Relationship.other_id.in_(names))
    for tie in work.all(select(Relationship).where(ends).order_by(Relationship.id)):
        if tie.subject_id in names and tie.other_id in names:
            yield TieLine(
                tie.id,
                tie.version,
                TieOf.PEOPLE,
                (_node(tie.subject_id, leads), _node(tie.other_id, leads)),
                (names[tie.subject_id], names[tie.other_id]),
                TieWords(
                    tie.kind,
                    tie.nature,
                    tie.quality,
                    tie.strength,
                    tie.flow,
                    tie.started_on,
                    tie.ended_on,
                ),
            )


def _with_services(work: Work, case_id: CaseId, leads: _Leads, names: _Names) -> Iterator[TieLine]:
    asked = select(Involvement).where(Involvement.case_id == case_id).order_by(Involvement.id)
    for one in work.all(asked):
        yield TieLine(
            one.id,
            one.version,
            TieOf.SERVICE,
            (service_node(service_id(one)), _node(one.subject_id, leads)),
            (one.service, names.get(one.subject_id, "")),
            TieWords(
                quality=one.quality,
                strength=one.strength,
                flow=one.flow,
                started_on=one.started_on,
                ended_on=one.ended_on,
            ),
        )


def _with_groups(work: Work, case_id: CaseId, leads: _Leads, names: _Names) -> Iterator[TieLine]:
    rows = work.rows(
        select(Referral, CommunityGroup.name)
        .join(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .where(Referral.case_id == case_id)
        .order_by(Referral.made_on, Referral.id)
    )
    last = {(one.group_id, one.subject_id): (one, name) for one, name in rows}
    for (group, person), (one, name) in last.items():
        yield TieLine(
            one.id,
            one.version,
            TieOf.GROUP,
            (group_node(group), _node(person, leads)),
            (name, names.get(person, "")),
            TieWords(quality=one.quality, flow=one.flow, started_on=one.made_on),
        )


def _node(person: UUID, leads: _Leads) -> str:
    return person_node(leads.get(person, person))
