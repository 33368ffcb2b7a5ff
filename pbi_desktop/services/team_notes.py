"""What a lead and a worker agree in supervision, and what somebody found who looked at a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.domain.team import AuditPoint
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import FileAudit, Supervision, Worker
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.port import Store

_BETWEEN = ", "


@dataclass(frozen=True)
class SupervisionNote:
    """What was talked over on a day, and what was agreed."""

    id: UUID
    version: int
    worker: str
    lead: str
    on_day: date
    words: str
    agreed: str
    next_on: date | None


@dataclass(frozen=True)
class AuditNote:
    """What was in order in a file on a day, what was missing, and who looked."""

    id: UUID
    version: int
    on_day: date
    auditor: str
    in_order: tuple[AuditPoint, ...]
    missing: tuple[AuditPoint, ...]
    words: str


class TeamNotes:
    """Keeps notes of supervision and of file audits; they show to the two, and in the file."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def supervise(  # noqa: PLR0913 - whom, where, what was said and agreed, and when again
        self,
        actor: Actor,
        site: SiteId,
        worker: WorkerId,
        words: str,
        agreed: str = "",
        next_on: date | None = None,
    ) -> Changes:
        """Keep what a lead talked over with a worker today."""
        typed = Typed()
        said = required(typed.text(words), "words", "Write what you talked over.")
        with self._store().command(actor, "keep supervision") as work:
            today = london_day(work.now)
            if next_on is not None and next_on <= today:
                raise Invalid({"next": "Choose a day after today."})
            name = work.get(Worker, worker).name
            made = work.add(
                Supervision(
                    site_id=site,
                    worker_id=worker,
                    lead_id=actor.worker,
                    on_day=today,
                    words=said,
                    agreed=typed.text(agreed) or None,
                    next_on=next_on,
                )
            )
        return work.changes(typed.done(f"Supervision with {name} kept"), made=made.id)

    def supervisions(self, actor: Actor) -> tuple[SupervisionNote, ...]:
        """Return every supervision that this worker may see, the newest first."""
        with self._store().query(actor) as work:
            found = work.all(
                select(Supervision).order_by(Supervision.on_day.desc(), Supervision.id)
            )
            both = (key for one in found for key in (one.worker_id, one.lead_id))
            names = worker_names(work, both)
            return tuple(
                SupervisionNote(
                    one.id,
                    one.version,
                    names.get(one.worker_id, ""),
                    names.get(one.lead_id, ""),
                    one.on_day,
                    one.words,
                    one.agreed or "",
                    one.next_on,
                )
                for one in found
            )

    def audit_file(
        self, actor: Actor, case_id: CaseId, in_order: Iterable[AuditPoint], words: str = ""
    ) -> Changes:
        """Keep what was in order in a file today; every other point was missing."""
        typed, good = Typed(), set(in_order)
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "audit file") as work:
            case = open_case(work, case_id)
            made = work.add(
                FileAudit(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    on_day=london_day(work.now),
                    auditor_id=WorkerId(actor.worker),
                    in_order=_BETWEEN.join(one for one in AuditPoint if one in good),
                    missing=_BETWEEN.join(one for one in AuditPoint if one not in good),
                    words=typed.text(words) or None,
                )
            )
        return work.changes(typed.done("File audit kept"), made=made.id)

    def audits(self, actor: Actor, case_id: CaseId) -> tuple[AuditNote, ...]:
        """Return what was found whenever somebody looked at this file, the newest first."""
        with self._store().query_case(actor, case_id) as work:
            found = work.all(
                select(FileAudit)
                .where(FileAudit.case_id == case_id)
                .order_by(FileAudit.on_day.desc(), FileAudit.created_at.desc(), FileAudit.id)
            )
            names = worker_names(work, (one.auditor_id for one in found))
            return tuple(
                AuditNote(
                    one.id,
                    one.version,
                    one.on_day,
                    names.get(one.auditor_id, ""),
                    _points(one.in_order),
                    _points(one.missing),
                    one.words or "",
                )
                for one in found
            )


def _points(codes: str) -> tuple[AuditPoint, ...]:
    return tuple(AuditPoint(code) for code in codes.split(_BETWEEN) if code)
