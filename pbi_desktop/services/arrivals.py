"""Opening a case for somebody at the desk: a person, a household, a contact and a team."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import Done, keep_done, refuse_untrue_done
from pbi_desktop.domain.casework import Gender, PartInCase, TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId, new_reference
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.text import clean_line
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
    PersonReference,
    Postcode,
    Residence,
)
from pbi_desktop.services.approach_keeping import (
    NOT_GIVEN,
    Came,
    SaidWho,
    join_reasons,
    keep_approach,
    read_who,
    words_in_case,
)
from pbi_desktop.services.approach_rows import CAME_IN, ContactFacts
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.services.identities import keep_apart_in
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.standing import desk_sites, is_on_team
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

THEMSELVES = "Themselves"
"""Who gave a reference that nobody else did."""
APART = "They said at the front door that they are somebody else."


@dataclass(frozen=True)
class TakenUp:
    """Somebody known who has come: whether identity was checked, why they came, their words."""

    person_id: PersonId
    checked: bool
    reasons: tuple[str, ...]
    words: str
    facts: ContactFacts = CAME_IN
    not_same: tuple[PersonId, ...] = ()
    """People said not to be them: kept apart from now on."""


def arrive(  # noqa: PLR0913 - who came, when, how, and who they are not
    store: Store,
    actor: Actor,
    arrival: Arrival,
    today: date,
    facts: ContactFacts = CAME_IN,
    not_same: tuple[PersonId, ...] = (),
) -> Changes:
    """Make person, household and case in one command; `made` is the case."""
    typed = Typed()
    facts = with_done(facts, Done.OPEN_CASE)
    who = read_who(typed, arrival, today)
    with store.command(actor, "open case") as work:
        person = work.add(new_person(who, arrival.gender))
        subject = PersonId(person.id)
        case = new_case(work, subject, arrival.site_id, today)
        new_household(work, person)
        new_home(work, subject, who, today)
        keep_reference(work, subject, Category.IDENTITY, THEMSELVES, who.reference)
        came = Came(case.site_id, who, facts, arrival.reasons, arrival.words, subject, case)
        keep_contact(work, typed, case, came)
        keep_apart(work, subject, not_same)
        work.raise_alerts(keep_approach(work, typed, came).id)
        work.open_case(case.id)
    return work.changes(typed.done("Case opened"), made=case.id)


def take_up(store: Store, actor: Actor, taken: TakenUp, today: date) -> Changes:
    """Open the person's case, joining its team if need be, or a new one linked to the last."""
    if not taken.checked:
        raise NotPermitted("open a case before identity is checked")
    typed = Typed()
    with store.command(actor, "take up case") as work:
        person = work.get(Person, taken.person_id)
        case, is_new = case_for(work, PersonId(person.id), today)
        subject = case.subject_id
        facts = with_done(taken.facts, Done.OPEN_CASE if is_new else Done.ADD_TO_CASE)
        who = SaidWho.of(person)
        came = Came(case.site_id, who, facts, taken.reasons, taken.words, subject, case)
        keep_contact(work, typed, case, came)
        keep_apart(work, subject, taken.not_same)
        work.raise_alerts(keep_approach(work, typed, came).id)
        work.open_case(case.id)
    return work.changes(typed.done("Case opened"), made=case.id)


def with_done(facts: ContactFacts, done: Done) -> ContactFacts:
    """Return the facts of a contact by which a case was opened, or added to."""
    refuse_untrue_done(facts.done, has_case=True, opened=True)
    said = set(facts.done) - {Done.OPEN_CASE, Done.ADD_TO_CASE}
    return replace(facts, done=(*said, done))


def join(work: Work, case_id: CaseId, role: TeamRole = TeamRole.MEMBER) -> bool:
    """Put the acting worker on the team of a case; False if they are on it already."""
    if is_on_team(work, case_id):
        return False
    work.add(
        CaseTeamMember(case_id=case_id, worker_id=work.actor.worker, role=role, valid_from=work.now)
    )
    return True


def case_for(
    work: Work, person: PersonId, today: date, site: SiteId | None = None
) -> tuple[Case, bool]:
    """Return the person's open case, joined, or a new one linked to the last; and whether new.

    The open one is about this record where there is such a one, or about another of theirs that a
    link joins to it. A new one is at `site`, or where the worker is at the desk.
    """
    last = _last_case(work, person)
    if last is not None and last.closed_on is None:
        join(work, CaseId(last.id))
        return last, False
    return new_case(work, person, site or _site_for(work, last), today, previous=last), True


def new_person(who: SaidWho, gender: Gender = Gender.NOT_RECORDED) -> Person:
    """Return somebody new as they said who they are; not kept yet."""
    given = who.given_name or ("" if who.family_name else NOT_GIVEN)
    return Person(
        given_name=given,
        family_name=who.family_name,
        given_key=name_key(given),
        family_key=name_key(who.family_name),
        gender=gender or Gender.NOT_RECORDED,
        born_text=who.born.text if who.born else None,
        born_precision=who.born.precision if who.born else None,
        first_language=who.language or None,
        interpreter=who.interpreter or None,
    )


def new_case(  # noqa: PLR0913 - what a case consists of
    work: Work,
    subject: PersonId,
    site: SiteId,
    today: date,
    *,
    previous: Case | None = None,
    source: str = "front door",
) -> Case:
    """Keep a case about somebody, with the acting worker as its key worker."""
    case = work.add(
        Case(
            reference=new_reference(),
            site_id=site,
            subject_id=subject,
            category=Category.CORE,
            phase=Phase.IDENTIFIED,
            source=source,
            opened_on=today,
            previous_case_id=previous.id if previous else None,
        )
    )
    join(work, CaseId(case.id), TeamRole.KEY_WORKER)
    work.add(CasePerson(case_id=CaseId(case.id), person_id=subject, part=PartInCase.MAIN))
    return case


def new_household(work: Work, person: Person) -> None:
    """Keep a household of somebody new."""
    home = work.add(Household(name=person.family_name or person.given_name))
    about = {"subject_id": PersonId(person.id), "category": Category.IDENTITY}
    work.add(Membership(household_id=home.id, **about))


def new_home(work: Work, subject: PersonId, who: SaidWho, today: date, **further: str) -> None:
    """Keep where somebody lives and a number, as far as they said; `further` are lines of it."""
    about = {"subject_id": subject, "category": Category.CONTACT}
    if who.street or who.postcode:
        address = work.add(
            Address(
                line_1=who.street or NOT_GIVEN,
                postcode=who.postcode or None,
                area_code=area_of(work, who.postcode or None),
                street_key=street_key(who.street),
                **{name: line or None for name, line in further.items()},
            )
        )
        work.add(Residence(address_id=address.id, started_on=today, **about))
    if who.phone:
        key = phone_key(who.phone)
        work.add(ContactPoint(kind="phone", value=who.phone, value_key=key, **about))


def keep_reference(
    work: Work, subject: PersonId, category: Category, issuer: str, value: str
) -> None:
    """Keep what somebody calls a person's file by; nothing where they said none."""
    if value:
        work.add(
            PersonReference(
                subject_id=subject,
                category=category,
                issuer=clean_line(issuer)[0],
                value=value,
                value_key=reference_key(value),
            )
        )


def area_of(work: Work, postcode: str | None) -> str | None:
    """Return the small area that a postcode lies in; None where it is not known."""
    if postcode is None:
        return None
    found = work.rows(select(Postcode.area_code).where(Postcode.postcode == postcode).limit(1))
    return found[0][0] if found else None


def keep_contact(
    work: Work, typed: Typed, case: Case, came: Came, *, checked: bool = True
) -> Contact:
    """Keep in a case that somebody came, what they said and what was done."""
    facts = came.facts
    return work.add(
        Contact(
            case_id=CaseId(case.id),
            subject_id=came.person or case.subject_id,
            category=Category.CORE,
            at=work.now,
            worker_id=work.actor.worker,
            method=facts.method,
            reasons=join_reasons(typed, came.reasons),
            words=words_in_case(typed.text(came.words), came.who.lives_with) or None,
            identity_checked=checked,
            urgency=facts.urgency,
            safe_now=facts.safe_now,
            consent_told=facts.consent_told,
            done=keep_done(facts.done),
            done_words=typed.text(facts.done_words) or None,
        )
    )


def keep_apart(work: Work, person: PersonId, others: tuple[PersonId, ...]) -> None:
    """Remember that these people are not this one; OnePerson where links make them one."""
    for other in sorted(set(others) - {person}):
        keep_apart_in(work, person, other, APART)


def _last_case(work: Work, person: PersonId) -> Case | None:
    found = work.all(
        select(Case)
        .where(Case.subject_id.in_(records_of(work, person)))
        .order_by(Case.closed_on.is_(None).desc(), (Case.subject_id == person).desc())
        .order_by(Case.opened_on.desc(), Case.id)
        .limit(1)
    )
    return found[0] if found else None


def _site_for(work: Work, last: Case | None) -> SiteId:
    """Return the site at whose desk the worker is: that of the last case, if there too."""
    sites = desk_sites(work, "open a case")
    return last.site_id if last is not None and last.site_id in sites else sites[0]
