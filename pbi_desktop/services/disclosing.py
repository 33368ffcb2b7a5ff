"""A summary for one agency: put together, frozen, and in the ledger as told before it leaves."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.access import Basis, Category, Purpose
from pbi_desktop.domain.disclosures import DisclosureHow, Source, SummaryState
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.sharing import SummaryFacts, SummaryRequest
from pbi_desktop.domain.sharing_errors import SecondPersonNeeded
from pbi_desktop.domain.summary_contents import (
    AS_USUAL,
    Handing,
    holds,
    most_closed,
    needs_second_person,
    told_sources,
)
from pbi_desktop.models import Agency, Case, DisclosedField, Disclosure, SharedSummary
from pbi_desktop.reports.case_summary import Sheet, one_side
from pbi_desktop.reports.json_out import content_hash
from pbi_desktop.services.frozen import Frozen, as_holds, as_written, freeze
from pbi_desktop.services.summary_facts import read_summary
from pbi_desktop.services.summary_requests import next_copy, request_for
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Prepared:
    """A summary that nobody has been given: what could be told, to whom, and what it would say."""

    facts: SummaryFacts
    request: SummaryRequest
    handing: Handing
    told: SummaryFacts
    document: Document

    @property
    def seen(self) -> str:
        """What stands for all that it says, whoever made it and when."""
        said = repr((self.document.title, self.document.blocks))
        return hashlib.sha256(said.encode("utf-8")).hexdigest()

    @property
    def holds(self) -> frozenset[Category]:
        """The categories of what it tells."""
        return holds(self.told)

    @property
    def frozen(self) -> Frozen:
        """What is kept of it."""
        return Frozen(self.document, told_sources(self.told), self.handing.urgent.strip())


def prepare(
    work: Work, case: Case, recipient: Agency, purpose: Purpose, handing: Handing = AS_USUAL
) -> Prepared:
    """Put a summary together; NothingAgreed where the agency may be told nothing."""
    request = request_for(work, case, recipient, purpose, handing)
    facts = read_summary(work, CaseId(case.id), AgencyId(recipient.id))
    sheet: Sheet = one_side(facts, request, handing.edit)
    return Prepared(facts, request, handing, sheet.told, as_written(sheet.document))


def disclose(work: Work, case: Case, recipient: Agency, ready: Prepared) -> Document:
    """Freeze a summary, write it into the ledger as told, and return the copy.

    SecondPersonNeeded where somebody else must read it first and it can wait for that.
    """
    closed = needs_second_person(ready.holds)
    if closed and not ready.handing.urgent:
        raise SecondPersonNeeded(recipient.name, closed)
    summary = propose(work, case, recipient, ready)
    return hand_over(work, summary, ready.frozen, ready.handing.how)


def refuse_unread(ready: Prepared, seen: str) -> None:
    """Refuse (StaleRecord) a summary that no longer says what was seen."""
    if seen != ready.seen:
        raise StaleRecord("case")


def propose(work: Work, case: Case, recipient: Agency, ready: Prepared) -> SharedSummary:
    """Freeze what a summary says; nobody has been given it."""
    ready.handing.refuse_unreasoned()
    request, frozen = ready.request, ready.frozen
    summary = work.add(
        SharedSummary(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=most_closed(ready.holds),
            agency_id=recipient.id,
            purpose=request.purpose,
            basis=request.basis,
            state=SummaryState.PROPOSED,
            content_hash=content_hash(frozen.document),
            marking=frozen.document.marking.protection,
            holds=as_holds(ready.holds),
            asks=ready.handing.edit.ask or None,
            asks_by=_soonest(ready),
            urgent=bool(ready.handing.urgent),
            proposed_by=work.actor.worker,
            proposed_at=work.now,
            issued_at=None,  # said here, as it may change before the command ends
            copy_number=None,
            expires_on=request.destroy_by,
        )
    )
    freeze(work, summary, frozen)
    return summary


def hand_over(work: Work, summary: SharedSummary, frozen: Frozen, how: DisclosureHow) -> Document:
    """Number a summary, write it into the ledger as told, and return the copy."""
    summary.copy_number = next_copy(work, summary.case_id, summary.agency_id)
    summary.state, summary.issued_at = SummaryState.ISSUED, work.now
    document = frozen.as_copy(summary)
    summary.content_hash = content_hash(document)
    work.save(summary)
    log_summary(work, summary, frozen, how)
    return document


def log_summary(work: Work, summary: SharedSummary, frozen: Frozen, how: DisclosureHow) -> None:
    """Write into the ledger that an agency has a copy of a summary in its hands."""
    told = Telling(
        summary.case_id,
        summary.subject_id,
        summary.agency_id,
        summary.purpose,
        summary.basis,
        how,
        summary.copy_number or 0,
        summary.content_hash,
        summary.id,
    )
    log_told(work, told, (*frozen.told, *_own_words(summary)))


def _own_words(summary: SharedSummary) -> tuple[Source, ...]:
    """Return the record of what was asked beyond the steps of the case."""
    if not summary.asks:
        return ()
    fields = ("asks",) if summary.asks_by is None else ("asks", "asks_by")
    category = Category(summary.category)
    kind = SharedSummary.__tablename__
    return (Source(kind, summary.id, 1, fields, category, summary.subject_id),)


@dataclass(frozen=True)
class Telling:
    """That an agency was told something: of which case and person, for what, how and on what."""

    case: UUID
    person: UUID
    agency: UUID
    purpose: Purpose
    basis: Basis
    how: DisclosureHow
    copy_number: int
    content_hash: str
    summary: UUID | None = None


def log_told(work: Work, telling: Telling, sources: Iterable[Source]) -> Disclosure:
    """Write into the ledger what an agency is told: every field of every version.

    That something was told is known to whoever works on the case; what it was, to whoever may see
    the records that it was.
    """
    disclosure = work.add(
        Disclosure(
            case_id=CaseId(telling.case),
            subject_id=telling.person,
            category=Category.CORE,
            agency_id=telling.agency,
            purpose=telling.purpose,
            basis=telling.basis,
            at=work.now,
            worker_id=work.actor.worker,
            copy_number=telling.copy_number,
            content_hash=telling.content_hash,
            how=telling.how,
            summary_id=telling.summary,
        )
    )
    for one in sources:
        work.add(
            DisclosedField(
                case_id=CaseId(telling.case),
                subject_id=one.about,
                category=one.category,
                disclosure_id=disclosure.id,
                kind=one.kind,
                record_id=one.record,
                record_version=one.version,
                fields=" ".join(one.fields),
            )
        )
    return disclosure


def _soonest(ready: Prepared) -> date | None:
    asks = [one.due_on for one in ready.told.steps if one.asked_of_recipient]
    days = [one for one in (*asks, ready.handing.edit.ask_by) if one is not None]
    return min(days, default=None)
