"""The breach log: what reached somebody whom it should not have, who they are, and by when to say.

Whom it reached is read from the ledger, and from who was on the team while it stood there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import TO_BE_REPORTED_WITHIN
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Agency, Breach, Case, CaseTeamMember, Note, Worker
from pbi_desktop.services.ledger import holders_of
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class BreachRow:
    """A breach, or what may be one: whose data, whom it reached, and how long is left."""

    id: UUID
    version: int
    case_id: CaseId
    reference: str
    person: str
    what: str
    noticed_at: datetime
    report_by: datetime
    """72 hours after it was noticed."""
    is_late: bool
    told: tuple[str, ...]
    """The agencies that were told it, by the ledger."""
    could_read: tuple[str, ...]
    """The agencies with somebody on the team of the case where it stood."""
    reported_at: datetime | None
    closed_at: datetime | None
    outcome: str


class Breaches:
    """Opens, reports and closes breaches."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def log(self, actor: Actor) -> tuple[BreachRow, ...]:
        """Return every breach that this worker may see, open ones first, the most urgent first."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "the breach log")) as work:
            return _rows(work)

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[BreachRow, ...]:
        """Return the breaches about the people of a case."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            return _rows(work, Breach.case_id == case_id)

    def notice(
        self,
        actor: Actor,
        case_id: CaseId,
        what: str,
        record: tuple[str, UUID] | None = None,
    ) -> Changes:
        """Note that something of a case may have reached whom it should not; the clock starts."""
        typed = Typed()
        said = required(typed.text(what), "what", "Write what happened, without what it said.")
        kind, key = record or (None, None)
        with self._store().command(actor, "notice breach") as work:
            case = writable_case(work, case_id)
            made = work.add(
                Breach(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    noticed_at=work.now,
                    what=said,
                    kind=kind,
                    record_id=key,
                )
            )
        return work.changes(typed.done("Breach check opened"), made=made.id)

    def report(self, actor: Actor, breach_id: UUID, seen: int) -> Changes:
        """Note that the regulator was told."""
        with self._store().command(actor, "report breach") as work:
            breach = work.get(Breach, breach_id, seen)
            if breach.reported_at is not None:  # when it was is what the 72 hours are proven by
                raise StaleRecord("breaches")
            breach.reported_at = work.now
            work.save(breach)
        return work.changes("Reported")

    def close(self, actor: Actor, breach_id: UUID, seen: int, outcome: str) -> Changes:
        """Close a breach with what came of it: whether people were at risk, who was told."""
        typed = Typed()
        said = required(typed.text(outcome), "outcome", "Write what came of it, and who was told.")
        with self._store().command(actor, "close breach") as work:
            breach = work.get(Breach, breach_id, seen)
            if breach.closed_at is not None:
                raise StaleRecord("breaches")
            breach.closed_at, breach.outcome = work.now, said
            work.save(breach)
        return work.changes(typed.done("Closed"))


def _rows(work: Work, *which: ColumnElement[bool]) -> tuple[BreachRow, ...]:
    found: Sequence[Breach] = work.all(
        select(Breach)
        .where(*which)
        .order_by(Breach.closed_at.nulls_first(), Breach.noticed_at, Breach.id)
    )
    whose = {one.case_id for one in found}
    cases = dict(work.rows(select(Case.id, Case.reference).where(Case.id.in_(whose))))
    people = names_of(work, {one.subject_id for one in found})
    return tuple(
        _row(work, one, cases.get(one.case_id, ""), people.get(one.subject_id, "")) for one in found
    )


def _row(work: Work, breach: Breach, reference: str, person: str) -> BreachRow:
    report_by = breach.noticed_at + TO_BE_REPORTED_WITHIN
    waits = breach.reported_at is None and breach.closed_at is None
    return BreachRow(
        breach.id,
        breach.version,
        CaseId(breach.case_id),
        reference,
        person,
        breach.what,
        breach.noticed_at,
        report_by,
        waits and work.now > report_by,
        _told(work, breach),
        _could_read(work, breach),
        breach.reported_at,
        breach.closed_at,
        breach.outcome or "",
    )


def _told(work: Work, breach: Breach) -> tuple[str, ...]:
    if breach.kind is None or breach.record_id is None:
        return ()
    return tuple(sorted({one.agency for one in holders_of(work, breach.kind, breach.record_id)}))


def _could_read(work: Work, breach: Breach) -> tuple[str, ...]:
    """Return whose workers were on the team while a note stood in the wrong case."""
    if breach.kind != Note.__tablename__:
        return ()
    rows = work.rows(
        select(Agency.name)
        .join(Worker, Worker.agency_id == Agency.id)
        .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
        .join(Note, Note.case_id == CaseTeamMember.case_id)
        .where(Note.id == breach.record_id, CaseTeamMember.valid_from <= breach.noticed_at)
        .where((CaseTeamMember.valid_to.is_(None)) | (CaseTeamMember.valid_to > Note.created_at))
        .distinct()
        .order_by(Agency.name)
    )
    return tuple(row[0] for row in rows)
