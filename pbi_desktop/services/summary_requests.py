"""What one agency may be told of a case, for one purpose: by agreement and by what was said."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.errors import NotFound, NothingAgreed
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.recall import Terms, Word, is_lawful
from pbi_desktop.domain.sharing import SummaryRequest, permitted_categories
from pbi_desktop.domain.sharing_errors import NotAgreedTo
from pbi_desktop.domain.summary_contents import AS_USUAL, Handing
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Agreement, Case, Consent, Disclosure, SharingBasis, Worker
from pbi_desktop.services.leaving import may_leave
from pbi_desktop.store.unit_of_work import Work

_KEPT_FOR = timedelta(days=92)
"""A partner destroys a summary after three months unless the basis says sooner."""


def agency_called(work: Work, name: str) -> Agency:
    """Return an agency by its name or kind; NotFound where there is none."""
    wanted = name.strip().casefold()
    for agency in work.all(select(Agency).order_by(Agency.name)):
        if wanted in (agency.name.casefold(), agency.kind.value):
            return agency
    raise NotFound("agency")


def may_be_told(
    work: Work, person: PersonId, agency: Agency, purpose: Purpose, *, urgent: bool = False
) -> frozenset[Category]:
    """Return what an agency may be told of a person.

    NothingAgreed where there is nothing, NotAgreedTo where the person would have to agree.
    An emergency goes past what the person refused, never past what is agreed.
    """
    terms = [one for one in agreed(work, purpose) if one.kind is agency.kind]
    said = words_of(work, person)
    lawful = {one.category for one in terms if urgent or is_lawful(person, one, said, work.now)}
    permitted = permitted_categories(agency.kind, purpose)
    if not permitted.intersection(one.category for one in terms):
        raise NothingAgreed(agency.name, purpose.value)
    if not lawful & permitted:
        raise NotAgreedTo(agency.name, purpose.value)
    return permitted & lawful


def request_for(
    work: Work, case: Case, agency: Agency, purpose: Purpose, handing: Handing = AS_USUAL
) -> SummaryRequest:
    """Return who asks for a summary, on what ground, and what it may hold.

    NothingAgreed, Restricted or NothingMayLeave where it may hold nothing.
    """
    urgent = bool(handing.urgent)
    allowed = may_be_told(work, case.subject_id, agency, purpose, urgent=urgent)
    leaves = may_leave(work, case, handing.verbs)
    basis = _basis(work, case, agency.kind, purpose)
    today = london_day(work.now)
    expires = basis.expires_on if basis and basis.expires_on else today + _KEPT_FOR
    return SummaryRequest(
        agency=agency.name,
        agency_kind=agency.kind,
        purpose=purpose,
        basis=basis.basis if basis else _ground(work, case.subject_id, agency, purpose),
        gateway=basis.gateway if basis else "Agreement between the agencies",
        allowed=allowed & leaves,
        copy_number=next_copy(work, case.id, agency.id),
        made_by=work.get(Worker, work.actor.worker).name,
        made_at=work.now,
        destroy_by=min(expires, today + _KEPT_FOR),
        told_person=basis.told_person if basis else False,
        objection=(basis.objection or "") if basis else "",
    )


def _ground(work: Work, person: PersonId, agency: Agency, purpose: Purpose) -> Basis:
    """Return on what an agency is told whom it is about: the strongest ground that holds."""
    said = words_of(work, person)
    grounds = {
        one.basis
        for one in agreed(work, purpose)
        if one.kind is agency.kind
        and one.category is Category.IDENTITY
        and is_lawful(person, one, said, work.now)
    }
    return min(grounds, key=list(Basis).index, default=Basis.TASK)


def next_copy(work: Work, case: UUID, agency: UUID) -> int:
    """Return the number of the next copy for an agency; each number is one copy's for ever."""
    highest = select(func.max(Disclosure.copy_number)).where(
        Disclosure.case_id == case, Disclosure.agency_id == agency
    )
    return int(work.rows(highest)[0][0] or 0) + 1


def agreed(work: Work, purpose: Purpose | None = None) -> tuple[Terms, ...]:
    """Return what two people agreed that agencies may be told, as it stands now."""
    asked = select(Agreement).where(
        Agreement.seconded_by.is_not(None),
        Agreement.valid_from <= work.now,
        (Agreement.valid_to.is_(None)) | (Agreement.valid_to > work.now),
    )
    if purpose is not None:
        asked = asked.where(Agreement.purpose == purpose)
    return tuple(
        Terms(one.agency_kind, one.purpose, Category(one.category), one.basis)
        for one in work.all(asked.order_by(Agreement.id))
    )


def words_of(work: Work, person: PersonId) -> tuple[Word, ...]:
    """Return what a person agreed to and refused, as far as the worker sees it."""
    found: Iterable[Consent] = work.all(
        select(Consent).where(Consent.subject_id == person).order_by(Consent.id)
    )
    return tuple(
        Word(person, Category(one.about), one.agency_kind, one.given, one.valid_from, one.valid_to)
        for one in found
    )


def _basis(work: Work, case: Case, kind: AgencyKind, purpose: Purpose) -> SharingBasis | None:
    found = work.all(
        select(SharingBasis)
        .where(
            SharingBasis.case_id == case.id,
            SharingBasis.agency_kind == kind,
            SharingBasis.purpose == purpose,
            (SharingBasis.expires_on.is_(None)) | (SharingBasis.expires_on >= london_day(work.now)),
        )
        .order_by(SharingBasis.decided_on.desc(), SharingBasis.created_at.desc())
        .limit(1)
    )
    return found[0] if found else None
