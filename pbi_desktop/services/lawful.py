"""Why a category may not be written: somebody was not asked, or said no."""

from sqlalchemy import select

from pbi_desktop.domain.access import Basis, Category, Verb
from pbi_desktop.domain.access_errors import ConsentMissing
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import Agency, Agreement, Consent, Worker
from pbi_desktop.store.unit_of_work import Work


def refuse_without_consent(
    work: Work, case_id: CaseId, person: PersonId, category: Category
) -> None:
    """Refuse a record that the worker's agency may hold only if the person agrees, and says so.

    Does nothing where the category may be written, or where no agreement speaks of it.
    """
    if work.may(Verb.WRITE, case_id, category):
        return
    bases = {
        row[0]
        for row in work.rows(
            select(Agreement.basis)
            .join(Agency, Agency.kind == Agreement.agency_kind)
            .join(Worker, Worker.agency_id == Agency.id)
            .where(Worker.id == work.actor.worker, Agreement.category == category)
            .where(Agreement.purpose == work.actor.purpose, Agreement.seconded_by.is_not(None))
            .where(Agreement.valid_from <= work.now)
            .where((Agreement.valid_to.is_(None)) | (Agreement.valid_to > work.now))
        )
    }
    refused = has_refused(work, person, category)
    if Basis.CONSENT in bases or (Basis.TASK in bases and refused):
        raise ConsentMissing(person, category, refused)


def has_refused(work: Work, person: PersonId, category: Category) -> bool:
    """Say whether a person has refused one category to the worker's kind of agency."""
    return bool(
        work.rows(
            select(Consent.id)
            .join(Worker, Worker.id == work.actor.worker)
            .join(Agency, Agency.id == Worker.agency_id)
            .where(Consent.subject_id == person, Consent.about == category)
            .where(Consent.given.is_(False), Consent.valid_from <= work.now)
            .where((Consent.valid_to.is_(None)) | (Consent.valid_to > work.now))
            .where((Consent.agency_kind.is_(None)) | (Consent.agency_kind == Agency.kind))
            .limit(1)
        )
    )
