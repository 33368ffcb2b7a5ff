"""Accepting somebody who waits: their case, with all that they or whoever sent them said."""

from typing import TypeVar

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Seal, Verb
from pbi_desktop.domain.approaches import ApproachState, Done, keep_done, read_done
from pbi_desktop.domain.casework import ContactMethod, Likelihood, RiskState
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.incoming import SentReferral
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.referral_forms import referral_words
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Approach,
    Case,
    Contact,
    GpRegistration,
    Person,
    PersonReference,
    Record,
    Risk,
    WhatMatters,
)
from pbi_desktop.services.approach_keeping import SaidWho, settle_as, site_of, words_in_case
from pbi_desktop.services.arrivals import (
    THEMSELVES,
    case_for,
    keep_reference,
    new_case,
    new_home,
    new_household,
    new_person,
)
from pbi_desktop.services.import_referrals_keeping import REFERRED, form_kept
from pbi_desktop.services.same_people import records_of
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Record)

NHS_NUMBER = "NHS number"
_SOURCES = {
    ContactMethod.PARTNER_REFERRAL: "referral",
    ContactMethod.SELF_REFERRAL: "self-referral",
    ContactMethod.OUTREACH: "outreach",
    ContactMethod.HUDDLE: "huddle",
}


def accept(work: Work, approach: Approach, person: PersonId | None) -> Case:
    """Return the case of somebody who waited: their own, joined, or a new one.

    `person` is who they turned out to be; None: somebody new.
    """
    return _Accepting(work, approach).accept(person)


class _Accepting:
    """Accepts one approach; what the worker's agency may not hold of a person is left out."""

    def __init__(self, work: Work, approach: Approach) -> None:
        self._work = work
        self._approach = approach
        self._form = form_kept(approach)
        self._today = london_day(work.now)

    def accept(self, person: PersonId | None) -> Case:
        work, approach = self._work, self._approach
        if person is None:
            subject, case = self._somebody_new()
            made = True
        else:
            known = PersonId(work.get(Person, person).id)
            case, made = case_for(work, known, self._today, site_of(approach))
            subject = case.subject_id
        did = Done.OPEN_CASE if made else Done.ADD_TO_CASE
        approach.done = keep_done((*read_done(approach.done), did))
        if case.seal is Seal.OPEN:  # the leads of a site see who came, not who is in a closed case
            approach.person_id, approach.case_id = subject, case.id
        settle_as(work, approach, ApproachState.ACCEPTED)
        self._contact(subject, CaseId(case.id))
        self._their_reference(subject, case)
        if self._form is not None:
            self._risks(subject, CaseId(case.id), self._form)
        return case

    def _somebody_new(self) -> tuple[PersonId, Case]:
        work, form = self._work, self._form
        person = work.add(self._person(form))
        subject = PersonId(person.id)
        source = self._source(form)
        case = new_case(work, subject, site_of(self._approach), self._today, source=source)
        holds = work.books.held(case.id)
        new_household(work, person)
        if holds.get(Category.CONTACT, Verb(0)) & Verb.WRITE:
            self._home(subject, form)
        if form is not None:
            self._of_form(subject, CaseId(case.id), form)
        return subject, case

    @property
    def _who(self) -> SaidWho:
        return SaidWho.told(self._approach)

    def _person(self, form: SentReferral | None) -> Person:
        person = new_person(self._who)
        if form is not None:
            person.known_as = form.known_as or None
            person.gender = form.gender
            person.pronouns = form.pronouns or None
        return person

    def _source(self, form: SentReferral | None) -> str:
        if form is not None and form.referrer is not None:
            return f"referral from {form.referrer.service}"
        return _SOURCES.get(self._approach.method, "front door")

    def _home(self, subject: PersonId, form: SentReferral | None) -> None:
        further = {"line_2": form.address_2, "locality": form.locality} if form else {}
        new_home(self._work, subject, self._who, self._today, **further)

    def _of_form(self, subject: PersonId, case: CaseId, form: SentReferral) -> None:
        if self._work.may(Verb.WRITE, case, Category.HEALTH):
            self._surgery(subject, form)
            keep_reference(self._work, subject, Category.HEALTH, NHS_NUMBER, form.nhs_number)
        issuer = form.referrer.organisation if form.referrer else THEMSELVES
        keep_reference(self._work, subject, Category.IDENTITY, issuer, form.reference)
        if form.matters or form.please:
            self._work.add(
                WhatMatters(
                    case_id=case,
                    subject_id=subject,
                    category=Category.CORE,
                    words=form.matters,
                    please_do=form.please or None,
                    said_on=form.referred_on or self._today,
                )
            )

    def _surgery(self, subject: PersonId, form: SentReferral) -> None:
        if form.practice or form.practice_code:
            self._work.add(
                GpRegistration(
                    subject_id=subject,
                    category=Category.HEALTH,
                    practice=form.practice or form.practice_code,
                    practice_code=form.practice_code or None,
                )
            )

    def _their_reference(self, subject: PersonId, case: Case) -> None:
        """Keep what their file is called by, unless that is on record or the case's own."""
        value = self._who.reference
        key = reference_key(value)
        theirs = PersonReference.subject_id.in_(records_of(self._work, subject))
        held = select(PersonReference.id).where(theirs, PersonReference.value_key == key)
        own = reference_key(case.reference)
        known = key in ("", own) or self._work.rows(held.limit(1))
        if not known and self._work.may(Verb.WRITE, CaseId(case.id), Category.IDENTITY):
            told_by = self._approach.referrer or THEMSELVES
            keep_reference(self._work, subject, Category.IDENTITY, told_by, value)

    def _contact(self, subject: PersonId, case: CaseId) -> None:
        told = self._approach
        said = referral_words(self._form) if self._form else told.words or ""
        self._work.add(
            Contact(
                case_id=case,
                subject_id=subject,
                category=Category.CORE,
                at=told.at,
                worker_id=told.worker_id,
                method=told.method,
                reasons=told.reasons or (REFERRED if self._form else ""),
                words=words_in_case(said, told.lives_with or "") or None,
                identity_checked=False,
                urgency=told.urgency,
                safe_now=told.safe_now,
                consent_told=told.consent_told,
                done=told.done,
                done_words=told.done_words,
            )
        )

    def _risks(self, subject: PersonId, case: CaseId, form: SentReferral) -> None:
        """Keep each risk that was named, or that none is known; nothing where nobody asked."""
        for harm in () if form.risks is None else form.risks or ("",):
            self._work.add(
                Risk(
                    case_id=case,
                    subject_id=subject,
                    category=Category.CORE,
                    state=RiskState.KNOWN if harm else RiskState.NONE_KNOWN,
                    harm=harm or "No known risk",
                    likelihood=Likelihood.NOT_JUDGED,
                    checked_on=form.referred_on or self._today,
                )
            )
