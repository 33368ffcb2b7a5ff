"""Keeping referrals: the person, where they live, the case, who sent them, why, and the risks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.casework import (
    ContactMethod,
    Likelihood,
    PartInCase,
    RiskState,
    TeamRole,
)
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId, new_reference
from pbi_desktop.domain.incoming import SentReferral
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Address,
    Case,
    CasePerson,
    CaseTeamMember,
    Contact,
    ContactPoint,
    GpRegistration,
    Household,
    Membership,
    Person,
    PersonReference,
    Record,
    Residence,
    Risk,
    WhatMatters,
)
from pbi_desktop.services.arrivals import NOT_GIVEN, area_of
from pbi_desktop.services.front_door_words import phone_key, street_key
from pbi_desktop.services.import_runs import Run
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Record)

REFERRED = "Referral"
"""The reason that a contact has which a referral made."""
NHS_NUMBER = "NHS number"


@dataclass(frozen=True)
class Arriving:
    """A referral to be kept: of somebody new at a site, or of somebody known in their case."""

    row: SentReferral
    words: str
    site: SiteId | None
    person: PersonId | None = None
    case: CaseId | None = None


def keep_all(work: Work, run: Run, arriving: Sequence[Arriving]) -> None:
    """Keep the referrals, each record an item of the run."""
    for one in arriving:
        _Keeper(work, run, one).keep()


class _Keeper:
    """Keeps one referral; what the worker's agency may not hold of a person is left out."""

    def __init__(self, work: Work, run: Run, arriving: Arriving) -> None:
        self._work = work
        self._run = run
        self._row = arriving.row
        self._arriving = arriving

    def keep(self) -> None:
        person, case = self._arriving.person, self._arriving.case
        if person is None or case is None:
            person, case = self._somebody_new()
        self._contact(person, case)
        for risk in self._row.risks or ("",):
            self._risk(person, case, risk)

    def _add(self, record: R) -> R:
        made = self._work.add(record)
        self._run.made(made)
        return made

    def _somebody_new(self) -> tuple[PersonId, CaseId]:
        person = self._add(_person(self._row))
        subject = PersonId(person.id)
        case = CaseId(self._case(subject).id)
        holds = self._work.books.held(case)
        self._household(subject, person)
        if holds.get(Category.CONTACT, Verb(0)) & Verb.WRITE:
            self._home(subject)
        if holds.get(Category.HEALTH, Verb(0)) & Verb.WRITE:
            row = self._row
            practice = clean_line(row.practice)[0] or row.practice_code
            self._add(
                GpRegistration(
                    subject_id=subject,
                    category=Category.HEALTH,
                    practice=practice,
                    practice_code=row.practice_code,
                )
            )
            self._reference(subject, Category.HEALTH, NHS_NUMBER, row.nhs_number)
        organisation = self._row.referrer.organisation
        self._reference(subject, Category.IDENTITY, organisation, self._row.reference)
        self._matters(subject, case)
        return subject, case

    def _case(self, subject: PersonId) -> Case:
        site = self._arriving.site
        if site is None:
            raise LookupError("a referral of somebody new needs a site")
        work = self._work
        case = self._add(
            Case(
                reference=new_reference(),
                site_id=site,
                subject_id=subject,
                category=Category.CORE,
                phase=Phase.IDENTIFIED,
                source=f"referral from {clean_line(self._row.referrer.service)[0]}",
                opened_on=london_day(work.now),
            )
        )
        about = CaseId(case.id)
        worker, role = work.actor.worker, TeamRole.KEY_WORKER
        self._add(CaseTeamMember(case_id=about, worker_id=worker, role=role, valid_from=work.now))
        self._add(CasePerson(case_id=about, person_id=subject, part=PartInCase.MAIN))
        return case

    def _household(self, subject: PersonId, person: Person) -> None:
        home = self._add(Household(name=person.family_name or person.given_name))
        about = {"subject_id": subject, "category": Category.IDENTITY}
        self._add(Membership(household_id=home.id, **about))

    def _home(self, subject: PersonId) -> None:
        row = self._row
        if row.address or row.postcode:
            address = self._add(
                Address(
                    line_1=clean_line(row.address)[0] or NOT_GIVEN,
                    line_2=clean_line(row.address_2)[0] or None,
                    locality=clean_line(row.locality)[0] or None,
                    postcode=row.postcode or None,
                    area_code=area_of(self._work, row.postcode or None),
                    street_key=street_key(row.address),
                )
            )
            about = {"subject_id": subject, "category": Category.CONTACT}
            self._add(Residence(address_id=address.id, **about))
        if figures := phone_key(row.phone):
            self._add(
                ContactPoint(
                    subject_id=subject,
                    category=Category.CONTACT,
                    kind="phone",
                    value=clean_line(row.phone)[0],
                    value_key=figures,
                )
            )

    def _reference(self, subject: PersonId, category: Category, issuer: str, value: str) -> None:
        if value:
            self._add(
                PersonReference(
                    subject_id=subject,
                    category=category,
                    issuer=clean_line(issuer)[0],
                    value=clean_line(value)[0],
                    value_key=reference_key(value),
                )
            )

    def _matters(self, subject: PersonId, case: CaseId) -> None:
        row = self._row
        if row.matters or row.please:
            self._add(
                WhatMatters(
                    case_id=case,
                    subject_id=subject,
                    category=Category.CORE,
                    words=clean_line(row.matters)[0],
                    please_do=clean_line(row.please)[0] or None,
                    said_on=row.referred_on or london_day(self._work.now),
                )
            )

    def _contact(self, person: PersonId, case: CaseId) -> None:
        self._add(
            Contact(
                case_id=case,
                subject_id=person,
                category=Category.CORE,
                at=self._work.now,
                worker_id=self._work.actor.worker,
                method=ContactMethod.OTHER,
                reasons=REFERRED,
                words=self._arriving.words,
                identity_checked=False,
            )
        )

    def _risk(self, person: PersonId, case: CaseId, harm: str) -> None:
        self._add(
            Risk(
                case_id=case,
                subject_id=person,
                category=Category.CORE,
                state=RiskState.KNOWN if harm else RiskState.NONE_KNOWN,
                harm=clean_line(harm)[0] or "No known risk",
                likelihood=Likelihood.NOT_JUDGED,
                checked_on=self._row.referred_on or london_day(self._work.now),
            )
        )


def _person(row: SentReferral) -> Person:
    given, family = clean_line(row.given_name)[0], clean_line(row.family_name)[0]
    return Person(
        given_name=given,
        family_name=family,
        given_key=name_key(given),
        family_key=name_key(family),
        known_as=clean_line(row.known_as)[0] or None,
        gender=row.gender,
        pronouns=clean_line(row.pronouns)[0] or None,
        born_text=row.born.text,
        born_precision=row.born.precision,
    )
