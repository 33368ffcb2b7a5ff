"""What is shown of shared summaries: to whom, how far on its way, and whether it still stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.disclosures import RecallReason, SummaryState
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.summary_contents import needs_second_person
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, SharedSummary
from pbi_desktop.services.frozen import held_by
from pbi_desktop.services.out_of_date import out_of_date
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class SummaryRow:
    """A shared summary in a list."""

    id: UUID
    version: int
    case_id: CaseId
    reference: str
    person: str
    agency_id: AgencyId
    agency: str
    purpose: Purpose
    state: SummaryState
    holds: tuple[Category, ...]
    urgent: bool
    proposed_by: str
    proposed_at: datetime
    mine: bool
    """Proposed by whoever looks: somebody else must approve it."""
    approved_by: str
    approved_at: datetime | None
    issued_at: datetime | None
    copy_number: int | None
    expires_on: date | None
    asks_by: date | None
    out_of_date: tuple[RecallReason, ...]
    """What changed since whoever holds it was told; empty where it stands."""
    told_at: datetime | None
    told_by: str
    readable: bool
    """All that it holds is shared with whoever looks."""
    is_live: bool
    """In an agency's hands and not yet to be destroyed."""

    @property
    def waits_for_approval(self) -> bool:
        """Say whether a second person has still to read it."""
        on_its_way = self.state in (SummaryState.PROPOSED, SummaryState.ISSUED)
        return on_its_way and not self.approved_at and bool(needs_second_person(self.holds))


def rows_of(work: Work, *which: ColumnElement[bool]) -> tuple[SummaryRow, ...]:
    """Return summaries as rows, the latest first."""
    found = work.all(
        select(SharedSummary)
        .where(*which)
        .order_by(SharedSummary.proposed_at.desc(), SharedSummary.id)
    )
    return _rows(work, found)


def read_row(work: Work, summary: SharedSummary) -> SummaryRow:
    """Return one summary as a row."""
    return _rows(work, [summary])[0]


def to_tell(work: Work, *which: ColumnElement[bool]) -> tuple[SummaryRow, ...]:
    """Return the live copies whose holders must be told today that something changed."""
    rows = rows_of(
        work,
        SharedSummary.state == SummaryState.ISSUED,
        (SharedSummary.expires_on.is_(None)) | (SharedSummary.expires_on >= london_day(work.now)),
        *which,
    )
    return tuple(row for row in rows if row.out_of_date)


def _rows(work: Work, found: Sequence[SharedSummary]) -> tuple[SummaryRow, ...]:
    if not found:
        return ()
    today = london_day(work.now)
    changed = out_of_date(work, [one for one in found if _stands(one, today)])
    agencies = dict(work.rows(select(Agency.id, Agency.name)))
    hands = ((one.proposed_by, one.approved_by, one.told_by_id) for one in found)
    workers = worker_names(work, (key for three in hands for key in three))
    cases = {one.case_id: work.get(Case, one.case_id).reference for one in found}
    people = names_of(work, {one.subject_id for one in found})
    granted = {case: work.books.held(case) for case in cases}
    return tuple(
        SummaryRow(
            id=one.id,
            version=one.version,
            case_id=CaseId(one.case_id),
            reference=cases[one.case_id],
            person=people.get(one.subject_id, ""),
            agency_id=AgencyId(one.agency_id),
            agency=agencies.get(one.agency_id, ""),
            purpose=one.purpose,
            state=one.state,
            holds=held_by(one),
            urgent=one.urgent,
            proposed_by=workers.get(one.proposed_by, ""),
            proposed_at=one.proposed_at,
            mine=one.proposed_by == work.actor.worker,
            approved_by=workers.get(one.approved_by, ""),
            approved_at=one.approved_at,
            issued_at=one.issued_at,
            copy_number=one.copy_number,
            expires_on=one.expires_on,
            asks_by=one.asks_by,
            out_of_date=changed.get(one.id, ()),
            told_at=one.told_at,
            told_by=workers.get(one.told_by_id, ""),
            readable=set(held_by(one)) <= set(granted[one.case_id]),
            is_live=one.state is SummaryState.ISSUED and _stands(one, today),
        )
        for one in found
    )


def _stands(summary: SharedSummary, today: date) -> bool:
    """Say whether a summary is on its way or in somebody's hands: it must say how things stand."""
    over = summary.state in (SummaryState.WITHDRAWN, SummaryState.REFUSED)
    return not over and (summary.expires_on is None or summary.expires_on >= today)
