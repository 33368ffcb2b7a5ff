"""Summaries on their way: proposed, read by a second person, handed over, and what became of them.

What is handed over is what was proposed, word for word, whatever became of the records since; where
a risk, an address or a way of contact changed meanwhile it is not handed over at all.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from uuid import UUID

from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow, SummaryState
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.sharing_errors import (
    NoLongerAgreed,
    NotAsFrozen,
    NotOnItsWay,
    OutOfDate,
    OwnProposal,
)
from pbi_desktop.domain.summary_contents import AS_USUAL, Handing, needs_second_person
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, SharedSummary
from pbi_desktop.reports.json_out import content_hash, document_json
from pbi_desktop.services.disclosing import (
    hand_over,
    log_summary,
    prepare,
    propose,
    refuse_unread,
)
from pbi_desktop.services.frozen import Frozen, held_by, thaw
from pbi_desktop.services.out_of_date import out_of_date
from pbi_desktop.services.reports import Made, Reports
from pbi_desktop.services.shared_rows import SummaryRow, read_row, rows_of
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.summary_requests import request_for
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_OPEN = (SummaryState.PROPOSED, SummaryState.APPROVED)


class SharedSummaries:
    """Takes summaries from a proposal to a copy in an agency's hands, and prints them again."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    # --- lists ---------------------------------------------------------------------------------

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[SummaryRow, ...]:
        """Return the summaries of a case, the latest first, as far as this worker may see them."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            return rows_of(work, SharedSummary.case_id == case_id)

    def read(self, actor: Actor, summary_id: UUID) -> tuple[SummaryRow, Frozen]:
        """Return a summary and all that it says; NotFound where not all of it is shared."""
        store = self._store()
        with store.query(actor) as work:
            case_id = CaseId(work.get(SharedSummary, summary_id).case_id)
        with store.query_case(actor, case_id) as work:
            summary, frozen = _whole(work, summary_id)
            return read_row(work, summary), frozen

    # --- from a proposal to a copy -------------------------------------------------------------

    def propose(  # noqa: PLR0913 - of which case, for whom, what for, as seen, and how
        self,
        actor: Actor,
        case_id: CaseId,
        agency: AgencyId,
        purpose: Purpose,
        seen: str,
        handing: Handing = AS_USUAL,
        *,
        instead_of: UUID | None = None,
    ) -> Changes:
        """Freeze the summary that was shown, for a second person to read.

        `instead_of` takes an earlier proposal back, which this one is an edit of.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "propose summary") as work:
            case, recipient = writable_case(work, case_id), work.get(Agency, agency)
            ready = prepare(work, case, recipient, purpose, handing)
            refuse_unread(ready, seen)
            if instead_of is not None:
                _end(work, _at(work, instead_of, None, *_OPEN), SummaryState.WITHDRAWN)
            made = propose(work, case, recipient, ready)
        return work.changes("Summary proposed to a second person", made=made.id)

    def approve(self, actor: Actor, summary_id: UUID, seen: int) -> Changes:
        """Approve a summary that somebody else proposed, having read all of it.

        One that could not wait is approved after it was handed over.
        """
        with self._opened(actor, summary_id, "approve summary") as work:
            summary = _at(work, summary_id, seen, SummaryState.PROPOSED, SummaryState.ISSUED)
            if summary.approved_by is not None:
                raise NotOnItsWay(SummaryState.APPROVED)
            if summary.proposed_by == actor.worker:
                raise OwnProposal
            _whole(work, summary_id)
            summary.approved_by, summary.approved_at = actor.worker, work.now
            if summary.state is SummaryState.PROPOSED:
                summary.state = SummaryState.APPROVED
            work.save(summary)
        return work.changes("Summary approved")

    def approve_proposed(self, actor: Actor, reference: str, agency: str, purpose: Purpose) -> Made:
        """Approve what somebody else proposed last to an agency for a purpose, and hand it over.

        NotFound where nothing waits for this worker.
        """
        case_id, whom = Reports(self._store).case_and_agency(actor, reference, agency)
        for row in self.of_case(actor, case_id):
            waits = row.state in _OPEN and not row.mine
            if waits and (row.agency_id, row.purpose) == (whom, purpose):
                version = row.version
                if row.state is SummaryState.PROPOSED:  # else it was approved, and stopped there
                    self.approve(actor, row.id, version)
                    version += 1
                return self.hand_over(actor, row.id, version)
        raise NotFound("proposal")

    def refuse(self, actor: Actor, summary_id: UUID, seen: int) -> Changes:
        """Say no to a proposal: it is never handed over."""
        with self._opened(actor, summary_id, "refuse summary") as work:
            _end(work, _at(work, summary_id, seen, *_OPEN), SummaryState.REFUSED)
        return work.changes("Summary refused")

    def withdraw(self, actor: Actor, summary_id: UUID, seen: int) -> Changes:
        """Take a summary back, handed over or not; whoever holds a copy must be told."""
        with self._opened(actor, summary_id, "withdraw summary") as work:
            states = (*_OPEN, SummaryState.ISSUED)
            _end(work, _at(work, summary_id, seen, *states), SummaryState.WITHDRAWN)
        return work.changes("Summary withdrawn")

    def hand_over(
        self,
        actor: Actor,
        summary_id: UUID,
        seen: int,
        how: DisclosureHow = DisclosureHow.PRINTED,
    ) -> Made:
        """Number an approved summary, log it as told, and return the copy.

        OutOfDate where a risk, an address or a way of contact is not what it was proposed with.
        """
        with self._opened(actor, summary_id, "share summary") as work:
            summary = _at(work, summary_id, seen, *_OPEN)
            _refuse_unapproved(summary)
            _, frozen = _whole(work, summary_id)
            _refuse_unlawful(work, summary, how)
            if changed := out_of_date(work, [summary]).get(summary.id, ()):
                raise OutOfDate(changed)
            document = hand_over(work, summary, frozen, how)
        return Made(document, document_json(document))

    def again(
        self, actor: Actor, summary_id: UUID, how: DisclosureHow = DisclosureHow.PRINTED
    ) -> Made:
        """Return the copy that was handed over, to the byte, and log that it was handed on again.

        NotAsFrozen where what is kept is no longer what was handed over.
        """
        with self._opened(actor, summary_id, "share summary again") as work:
            summary, frozen = _whole(work, summary_id)
            writable_case(work, CaseId(summary.case_id))
            over = summary.expires_on is not None and summary.expires_on < london_day(work.now)
            if summary.state is not SummaryState.ISSUED or over:
                raise NotOnItsWay(summary.state)
            _refuse_unlawful(work, summary, how)
            document = frozen.as_copy(summary)
            if content_hash(document) != summary.content_hash:
                raise NotAsFrozen(summary.content_hash)
            log_summary(work, summary, frozen, how)
        return Made(document, document_json(document))

    def told(self, actor: Actor, summary_id: UUID, seen: int) -> Changes:
        """Note that whoever holds a copy was told today what changed since."""
        with self._opened(actor, summary_id, "tell of change") as work:
            summary = _at(work, summary_id, seen, SummaryState.ISSUED)
            summary.told_at, summary.told_by_id = work.now, actor.worker
            work.save(summary)
        return work.changes("Told")

    def _opened(self, actor: Actor, summary_id: UUID, action: str) -> AbstractContextManager[Work]:
        store = self._store()
        with store.query(actor) as work:
            case_id = CaseId(work.get(SharedSummary, summary_id).case_id)
        store.ensure_open(actor, case_id)
        return store.command(actor, action)


def _at(work: Work, summary_id: UUID, seen: int | None, *states: SummaryState) -> SharedSummary:
    """Return a summary that is at one of these steps, as the screen showed it."""
    summary = work.get(SharedSummary, summary_id, seen)
    writable_case(work, CaseId(summary.case_id))
    if summary.state not in states:
        raise NotOnItsWay(summary.state)
    return summary


def _end(work: Work, summary: SharedSummary, state: SummaryState) -> None:
    summary.state = state
    work.save(summary)


def _whole(work: Work, summary_id: UUID) -> tuple[SharedSummary, Frozen]:
    """Return a summary and what it says; NotFound where not all that it holds is shared."""
    summary = work.get(SharedSummary, summary_id)
    frozen = thaw(work, summary)
    if frozen is None:
        raise NotFound("shared summary")
    return summary, frozen


def _refuse_unapproved(summary: SharedSummary) -> None:
    if needs_second_person(held_by(summary)) and summary.approved_by is None:
        raise NotPermitted("share")


def _refuse_unlawful(work: Work, summary: SharedSummary, how: DisclosureHow) -> None:
    """Refuse what may not be told any more: what was agreed, said or restricted changed since."""
    case, agency = work.get(Case, summary.case_id), work.get(Agency, summary.agency_id)
    handing = replace(AS_USUAL, how=how, urgent="an emergency, as frozen" if summary.urgent else "")
    request = request_for(work, case, agency, summary.purpose, handing)
    if gone := frozenset(held_by(summary)) - request.allowed:
        raise NoLongerAgreed(agency.name, tuple(sorted(gone)))
