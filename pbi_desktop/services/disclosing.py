"""A summary for one agency: put together, and written into the log as told before it leaves."""

import hashlib
from dataclasses import dataclass

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.sharing import SummaryFacts, SummaryRequest
from pbi_desktop.models import Agency, Case, Disclosure
from pbi_desktop.reports.case_summary import build_case_summary
from pbi_desktop.reports.json_out import content_hash
from pbi_desktop.services.summary_facts import read_summary
from pbi_desktop.services.summary_requests import request_for
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Prepared:
    """A summary that nobody has been given: what could be told, to whom, and what it would say."""

    facts: SummaryFacts
    request: SummaryRequest
    document: Document

    @property
    def seen(self) -> str:
        """What stands for all that it says, whoever made it and when."""
        said = repr((self.document.title, self.document.blocks))
        return hashlib.sha256(said.encode("utf-8")).hexdigest()


def prepare(work: Work, case: Case, recipient: Agency, purpose: Purpose) -> Prepared:
    """Put a summary together; NothingAgreed where the agency may be told nothing."""
    request = request_for(work, case, recipient, purpose)
    facts = read_summary(work, CaseId(case.id), AgencyId(recipient.id))
    return Prepared(facts, request, build_case_summary(facts, request))


def disclose(
    work: Work, case: Case, recipient: Agency, purpose: Purpose, seen: str = ""
) -> Document:
    """Return a summary that is in the log as told.

    StaleRecord where it no longer says what was `seen`: nobody shares what they did not read.
    """
    ready = prepare(work, case, recipient, purpose)
    if seen and seen != ready.seen:
        raise StaleRecord("case")
    work.add(
        Disclosure(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=Category.CORE,
            agency_id=recipient.id,
            purpose=purpose,
            basis=ready.request.basis,
            at=work.now,
            worker_id=work.actor.worker,
            copy_number=ready.request.copy_number,
            content_hash=content_hash(ready.document),
        )
    )
    return ready.document
