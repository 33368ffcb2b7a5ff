"""What one agency may be told of a case, for one purpose: by agreement and by the law's basis."""

from datetime import timedelta

from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.errors import NotFound, NothingAgreed
from pbi_desktop.domain.sharing import SummaryRequest, permitted_categories
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Agreement, Case, Disclosure, SharingBasis, Worker
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


def may_be_told(work: Work, agency: Agency, purpose: Purpose) -> frozenset[Category]:
    """Return what an agreement lets an agency be told; NothingAgreed where there is nothing."""
    agreed = _agreed(work, agency.kind, purpose)
    allowed = agreed & permitted_categories(agency.kind, purpose)
    if not allowed:
        raise NothingAgreed(agency.name, purpose.value)
    return frozenset(allowed)


def request_for(work: Work, case: Case, agency: Agency, purpose: Purpose) -> SummaryRequest:
    """Return who asks for a summary, on what ground, and what it may hold."""
    allowed = may_be_told(work, agency, purpose)
    basis = _basis(work, case, agency.kind, purpose)
    copies = select(func.count()).where(
        Disclosure.case_id == case.id, Disclosure.agency_id == agency.id
    )
    today = london_day(work.now)
    expires = basis.expires_on if basis and basis.expires_on else today + _KEPT_FOR
    return SummaryRequest(
        agency=agency.name,
        agency_kind=agency.kind,
        purpose=purpose,
        basis=basis.basis if basis else Basis.TASK,
        gateway=basis.gateway if basis else "Agreement between the agencies",
        allowed=allowed,
        copy_number=int(work.rows(copies)[0][0]) + 1,
        made_by=work.get(Worker, work.actor.worker).name,
        made_at=work.now,
        destroy_by=min(expires, today + _KEPT_FOR),
        told_person=basis.told_person if basis else False,
        objection=(basis.objection or "") if basis else "",
    )


def _agreed(work: Work, kind: AgencyKind, purpose: Purpose) -> set[Category]:
    rows = work.rows(
        select(Agreement.category).where(
            Agreement.agency_kind == kind,
            Agreement.purpose == purpose,
            Agreement.valid_from <= work.now,
            (Agreement.valid_to.is_(None)) | (Agreement.valid_to > work.now),
        )
    )
    return {Category(row[0]) for row in rows}


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
