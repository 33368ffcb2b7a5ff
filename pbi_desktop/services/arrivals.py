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
from pbi_desktop.domain.names import LONGEST_NAME, is_name, name_key
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.postcodes import read_postcode
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
from pbi_desktop.services.front_door_words import phone_key, read_born, street_key
from pbi_desktop.services.standing import desk_sites, is_on_team
from pbi_desktop.services.typed import Typed
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
    typed = Typed()
    with store.command(actor, "open case") as work:
        person = work.add(_person(typed, arrival, today))
        case = _new_case(work, PersonId(person.id), arrival.site_id, today, previous=None)
        _household(work, typed, person, arrival, today)
        if arrival.phone.strip():
            work.add(_phone(typed, PersonId(person.id), arrival.phone))
        _contact(work, typed, case, arrival.reasons, arrival.words)
        work.open_case(case.id)
    return work.changes(typed.done("Case opened"), made=case.id)


def take_up(store: Store, actor: Actor, taken: TakenUp, today: date) -> Changes:
    """Open the person's case, joining its team if need be, or a new one linked to the last."""
    if not taken.checked:
        raise NotPermitted("open a case before identity is checked")
    typed = Typed()
    with store.command(actor, "take up case") as work:
        person = PersonId(work.get(Person, taken.person_id).id)
        last = _last_case(work, person)
        if last is not None and last.closed_on is None:
            case = last
            join(work, CaseId(case.id))
        else:
            case = _new_case(work, person, _site_for(work, last), today, previous=last)
        _contact(work, typed, case, taken.reasons, taken.words)
        work.open_case(case.id)
    return work.changes(typed.done("Case opened"), made=case.id)


def join(work: Work, case_id: CaseId, role: TeamRole = TeamRole.MEMBER) -> bool:
    """Put the acting worker on the team of a case; False if they are on it already."""
    if is_on_team(work, case_id):
        return False
    work.add(
        CaseTeamMember(case_id=case_id, worker_id=work.actor.worker, role=role, valid_from=work.now)
    )
    return True


def _person(typed: Typed, arrival: Arrival, today: date) -> Person:
    given, family = typed.line(arrival.given_name), typed.line(arrival.family_name)
    if not given and not family:
        given = NOT_GIVEN
    _refuse_no_name(f"{given} {family}".strip())
    born = read_born(arrival.born, today) if arrival.born.strip() else None
    return Person(
        given_name=given,
        family_name=family,
        given_key=name_key(given),
        family_key=name_key(family),
        gender=arrival.gender or Gender.NOT_RECORDED,
        born_text=born.text if born else None,
        born_precision=born.precision if born else None,
        first_language=typed.line(arrival.language) or None,
        interpreter=typed.line(arrival.interpreter) or None,
    )


def _refuse_no_name(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise Invalid({"given_name": f"A name has at most {LONGEST_NAME} letters here."})
    if not is_name(name):
        raise Invalid(
            {"given_name": "A name has at least one letter. Leave it empty for “not given”."}
        )


def _new_case(
    work: Work, subject: PersonId, site: SiteId, today: date, previous: Case | None
) -> Case:
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


def _household(work: Work, typed: Typed, person: Person, arrival: Arrival, today: date) -> None:
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
    address = work.add(_address(work, typed, arrival))
    work.add(
        Residence(
            subject_id=subject, category=Category.CONTACT, address_id=address.id, started_on=today
        )
    )


def _address(work: Work, typed: Typed, arrival: Arrival) -> Address:
    street = typed.line(arrival.street)
    postcode = read_postcode(arrival.postcode) if arrival.postcode.strip() else None
    return Address(
        line_1=street or NOT_GIVEN,
        postcode=postcode,
        area_code=area_of(work, postcode),
        street_key=street_key(street),
    )


def area_of(work: Work, postcode: str | None) -> str | None:
    """Return the small area that a postcode lies in; None where it is not known."""
    if postcode is None:
        return None
    found = work.rows(select(Postcode.area_code).where(Postcode.postcode == postcode).limit(1))
    return found[0][0] if found else None


def _phone(typed: Typed, person: PersonId, number: str) -> ContactPoint:
    text = typed.line(number)
    figures = phone_key(text)
    if not figures:
        raise Invalid({"phone": "Write the figures of the number, or leave it empty."})
    return ContactPoint(
        subject_id=person,
        category=Category.CONTACT,
        kind="phone",
        value=text,
        value_key=figures,
    )


def _contact(work: Work, typed: Typed, case: Case, reasons: tuple[str, ...], words: str) -> None:
    work.add(
        Contact(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=Category.CORE,
            at=work.now,
            worker_id=work.actor.worker,
            method=ContactMethod.SHOPFRONT,
            reasons=", ".join(typed.line(reason) for reason in reasons),
            words=typed.text(words) or None,
            identity_checked=True,
        )
    )


def _last_case(work: Work, person: PersonId) -> Case | None:
    found = work.all(
        select(Case)
        .where(Case.subject_id == person)
        .order_by(Case.closed_on.is_(None).desc(), Case.opened_on.desc(), Case.id)
        .limit(1)
    )
    return found[0] if found else None


def _site_for(work: Work, last: Case | None) -> SiteId:
    """Return the site at whose desk the worker is: that of the last case, if there too."""
    sites = desk_sites(work, "open a case")
    return last.site_id if last is not None and last.site_id in sites else sites[0]
