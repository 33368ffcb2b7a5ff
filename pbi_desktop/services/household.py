"""Who belongs to a case beside its main person, how they are tied, and which services help."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Flow, Gender, PartInCase, Quality, TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.names import is_name, name_key
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import PartialDate, london_day
from pbi_desktop.models import (
    Case,
    CasePerson,
    Household,
    Involvement,
    Membership,
    Person,
    Relationship,
)
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.typed import required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

STRENGTHS = (1, 2, 3)
"""How strong a tie is: thin, steady, strong."""


@dataclass(frozen=True)
class NewMember:
    """Somebody of the household or family: they are `kind` of the person the case is about."""

    given_name: str
    family_name: str = ""
    born: PartialDate | None = None
    gender: Gender = Gender.NOT_RECORDED
    kind: TieKind = TieKind.OTHER
    at_home: bool = True
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None


@dataclass(frozen=True)
class NewService:
    """A service at work with the person, and how the tie is."""

    service: str
    worker_name: str = ""
    started_on: date | None = None
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None
    category: Category = Category.CORE


class HouseholdWork:
    """Commands on the people and services round one person."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def add_member(self, actor: Actor, case_id: CaseId, member: NewMember) -> Changes:
        """Add a person to the case, tied to its main person; `made` is the person."""
        check_strength(member.strength)
        with self._store().command(actor, "add family member") as work:
            case = open_case(work, case_id)
            person = work.add(_person(member))
            work.add(
                CasePerson(
                    case_id=case_id,
                    person_id=PersonId(person.id),
                    part=PartInCase.HOUSEHOLD if member.at_home else PartInCase.FAMILY,
                )
            )
            work.add(_tie(PersonId(person.id), case.subject_id, member))
            if member.at_home:
                _move_in(work, case, person)
        return work.changes("Added to the family", made=person.id)

    def add_service(self, actor: Actor, case_id: CaseId, service: NewService) -> Changes:
        """Add a service that works with the person; `made` is its record."""
        check_strength(service.strength)
        name = required(clean_line(service.service)[0], "service", "Write which service it is.")
        with self._store().command(actor, "add service") as work:
            case = open_case(work, case_id)
            made = work.add(
                Involvement(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=service.category,
                    service=name,
                    worker_name=clean_line(service.worker_name)[0] or None,
                    started_on=service.started_on or london_day(work.now),
                    quality=service.quality,
                    strength=service.strength,
                    flow=service.flow,
                )
            )
        return work.changes("Service added", made=made.id)


def check_strength(strength: int | None) -> None:
    """Refuse a strength that is none of the three."""
    if strength is not None and strength not in STRENGTHS:
        raise Invalid({"strength": "Choose thin, steady or strong, or leave it empty."})


def _person(member: NewMember) -> Person:
    given, family = clean_line(member.given_name)[0], clean_line(member.family_name)[0]
    if not is_name(f"{given} {family}".strip()):
        raise Invalid({"given_name": "Write a name."})
    return Person(
        given_name=given,
        family_name=family,
        given_key=name_key(given),
        family_key=name_key(family),
        gender=member.gender,
        born_text=member.born.text if member.born else None,
        born_precision=member.born.precision if member.born else None,
    )


def _tie(person: PersonId, main: PersonId, member: NewMember) -> Relationship:
    return Relationship(
        subject_id=person,
        other_id=main,
        category=Category.IDENTITY,
        kind=member.kind,
        quality=member.quality,
        strength=member.strength,
        flow=member.flow,
    )


def _move_in(work: Work, case: Case, person: Person) -> None:
    """Put a person into the household of the case's main person; make one where there is none."""
    homes = work.all(
        select(Membership)
        .where(Membership.subject_id == case.subject_id, Membership.ended_on.is_(None))
        .order_by(Membership.created_at, Membership.id)
        .limit(1)
    )
    if homes:
        home = homes[0].household_id
    else:
        main = work.get(Person, case.subject_id)
        home = work.add(Household(name=main.family_name or main.given_name)).id
        work.add(_membership(case.subject_id, home))
    work.add(_membership(PersonId(person.id), home))


def _membership(person: PersonId, home: object) -> Membership:
    return Membership(subject_id=person, category=Category.IDENTITY, household_id=home)
