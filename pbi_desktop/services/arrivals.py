"""Opening a case for somebody at the desk: a person, a household, a contact and a team."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ContactMethod, Gender, PartInCase, TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId, new_reference
from pbi_desktop.domain.names import is_name, name_key
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.text import clean_line, clean_text
from pbi_desktop.models import (
    Address,
    Case,
    CasePerson,
    CaseTeamMember,
    Contact,
    ContactPoint,
    Household,
    Membership,
    Person,
    Postcode,
    Residence,
)
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.services.front_door_words import read_born
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

NOT_GIVEN = "Not given"


@dataclass(frozen=True)
class TakenUp:
    """Somebody known who has come: whether identity was checked, why they came, their words."""

    person_id: PersonId
    checked: bool
    reasons: tuple[str, ...]
    words: str


def arrive(store: Store, actor: Actor, arrival: Arrival, today: date) -> Changes:
    """Make person, household and case in one command; `made` is the case."""
    with store.command(actor, "open case") as work:
        person = work.add(_person(arrival, today))
        case = _new_case(work, person.id, arrival.site_id, today, previous=None)
        _household(work, person, arrival, today)
        if arrival.phone.strip():
            work.add(_phone(person.id, arrival.phone))
        _contact(work, case, arrival.reasons, arrival.words, checked=True)
    return work.changes("Case opened", made=case.id)


def take_up(store: Store, actor: Actor, taken: TakenUp, today: date) -> Changes:
    """Open the person's case, joining its team if need be, or a new one linked to the last."""
    if not taken.checked:
        raise NotPermitted("open a case before identity is checked")
    with store.command(actor, "take up case") as work:
        last = _last_case(work, taken.person_id)
        if last is None:
            raise NotPermitted("open a case")
        case = last
        if last.closed_on is not None:
            case = _new_case(work, taken.person_id, last.site_id, today, previous=last)
        else:
            join(work, CaseId(last.id))
        _contact(work, case, taken.reasons, taken.words, checked=True)
    return work.changes("Case opened", made=case.id)


def join(work: Work, case_id: CaseId, role: TeamRole = TeamRole.MEMBER) -> bool:
    """Put the acting worker on the team of a case; False if they are on it already."""
    mine = select(CaseTeamMember).where(
        CaseTeamMember.case_id == case_id,
        CaseTeamMember.worker_id == work.actor.worker,
        CaseTeamMember.valid_to.is_(None),
    )
    if work.all(mine):
        return False
    work.add(
        CaseTeamMember(case_id=case_id, worker_id=work.actor.worker, role=role, valid_from=work.now)
    )
    return True


def _person(arrival: Arrival, today: date) -> Person:
    given, family = clean_line(arrival.given_name)[0], clean_line(arrival.family_name)[0]
    if not given and not family:
        given = NOT_GIVEN
    if not is_name(f"{given} {family}".strip()):
        raise Invalid({"given_name": "Write a name, or leave it empty for “not given”."})
    born = read_born(arrival.born, today) if arrival.born.strip() else None
    return Person(
        given_name=given,
        family_name=family,
        given_key=name_key(given),
        family_key=name_key(family),
        gender=arrival.gender or Gender.NOT_RECORDED,
        born_text=born.text if born else None,
        born_precision=born.precision if born else None,
        first_language=clean_line(arrival.language)[0] or None,
        interpreter=clean_line(arrival.interpreter)[0] or None,
    )


def _new_case(work: Work, person: object, site: SiteId, today: date, previous: Case | None) -> Case:
    subject = PersonId(person)  # type: ignore[arg-type]
    case = work.add(
        Case(
            reference=new_reference(),
            site_id=site,
            subject_id=subject,
            category=Category.CORE,
            phase=Phase.IDENTIFIED,
            source="front door",
            opened_on=today,
            previous_case_id=previous.id if previous else None,
        )
    )
    join(work, CaseId(case.id), TeamRole.KEY_WORKER)
    work.add(CasePerson(case_id=CaseId(case.id), person_id=subject, part=PartInCase.MAIN))
    return case


def _household(work: Work, person: Person, arrival: Arrival, today: date) -> None:
    subject = PersonId(person.id)
    home = work.add(Household(name=person.family_name or person.given_name))
    work.add(
        Membership(
            subject_id=subject,
            category=Category.IDENTITY,
            household_id=home.id,
            started_on=None,
        )
    )
    if not (arrival.street.strip() or arrival.postcode.strip()):
        return
    address = work.add(_address(work, arrival))
    work.add(
        Residence(
            subject_id=subject, category=Category.CONTACT, address_id=address.id, started_on=today
        )
    )


def _address(work: Work, arrival: Arrival) -> Address:
    street = clean_line(arrival.street)[0]
    postcode = read_postcode(arrival.postcode) if arrival.postcode.strip() else None
    return Address(
        line_1=street or NOT_GIVEN,
        postcode=postcode,
        area_code=area_of(work, postcode),
        street_key=name_key(street),
    )


def area_of(work: Work, postcode: str | None) -> str | None:
    """Return the small area that a postcode lies in; None where it is not known."""
    if postcode is None:
        return None
    found = work.rows(select(Postcode.area_code).where(Postcode.postcode == postcode).limit(1))
    return found[0][0] if found else None


def _phone(person: object, number: str) -> ContactPoint:
    text = clean_line(number)[0]
    return ContactPoint(
        subject_id=PersonId(person),  # type: ignore[arg-type]
        category=Category.CONTACT,
        kind="phone",
        value=text,
        value_key="".join(letter for letter in text if letter.isdigit()),
    )


def _contact(
    work: Work, case: Case, reasons: tuple[str, ...], words: str, *, checked: bool
) -> None:
    work.add(
        Contact(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=Category.CORE,
            at=work.now,
            worker_id=work.actor.worker,
            method=ContactMethod.SHOPFRONT,
            reasons=", ".join(reasons),
            words=clean_text(words)[0] or None,
            identity_checked=checked,
        )
    )


def _last_case(work: Work, person: PersonId) -> Case | None:
    found = work.all(
        select(Case)
        .join(CasePerson, CasePerson.case_id == Case.id)
        .where(CasePerson.person_id == person, CasePerson.part == PartInCase.MAIN)
        .order_by(Case.closed_on.is_(None).desc(), Case.opened_on.desc(), Case.id)
        .limit(1)
    )
    return found[0] if found else None
