"""Sealing: a case for its team alone, a record for the people who are named with it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Seal, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.models import Case, CaseRecord, Note, RecordSeal, SealName, Worker
from pbi_desktop.services.standing import end_now
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store import revisions
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_DONE = {
    Seal.OPEN: "The seal is off the case",
    Seal.NAMED: "Only its team sees this case now",
    Seal.SEALED: "Sealed: only its team sees this case, and no emergency opens it",
}


@dataclass(frozen=True)
class SealedRecord:
    """A record that is closed to all but those named."""

    id: UUID
    version: int
    category: Category
    what: str
    """The first words of a note; empty for another kind, or where it is closed to this worker."""
    names: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class SealPage:
    """How far a case is closed, and which of its records."""

    case_version: int
    seal: Seal
    may_seal: bool
    may_protect: bool
    """Whether this worker may say that an address is protected: they must be able to know it."""
    records: tuple[SealedRecord, ...]


class Seals:
    """Closes cases and records beyond what agreements say, and opens them again."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId) -> SealPage:
        """Return what is sealed in a case, as far as this worker may seal."""
        with self._store().query_case(actor, case_id) as work:
            case = work.get(Case, case_id)
            may_seal = work.may(Verb.SEAL, case_id, Category.CORE)
            seals = work.all(
                select(RecordSeal)
                .where(RecordSeal.case_id == case_id, RecordSeal.valid_from <= work.now)
                .where((RecordSeal.valid_to.is_(None)) | (RecordSeal.valid_to > work.now))
                .order_by(RecordSeal.valid_from.desc(), RecordSeal.id)
            )
            records = tuple(_sealed(work, one) for one in seals)
            may_protect = work.may(Verb.WRITE, case_id, Category.PROTECTED_ADDRESS)
            return SealPage(case.version, Seal(case.seal), may_seal, may_protect, records)

    def seal_case(self, actor: Actor, case_id: CaseId, seen: int, seal: Seal) -> Changes:
        """Close a case to all but its team, or open it again."""
        with self._store().command(actor, "seal case") as work:
            case = work.get(Case, case_id, seen)
            if not work.may(Verb.SEAL, case_id, Category.CORE):
                raise NotPermitted("seal this case")
            if case.seal is seal:
                return Changes()  # nothing was done, and nothing is there to take back
            case.seal = seal
            work.save(case)
        return work.changes(_DONE[seal])

    def seal_record(
        self, actor: Actor, kind: str, record: UUID, names: Collection[WorkerId], reason: str
    ) -> Changes:
        """Close a record to all but those named and whoever seals it; `made` is the seal."""
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why only they may read it.")
        of_kind = revisions.class_of(kind)
        if not issubclass(of_kind, CaseRecord):
            raise NotFound(kind)
        with self._store().command(actor, "seal record") as work:
            found = work.get(of_kind, record)
            if not work.may(Verb.SEAL, found.case_id, found.category):
                raise NotPermitted("seal this record")
            made = work.add(
                RecordSeal(
                    case_id=found.case_id,
                    subject_id=found.subject_id,
                    category=found.category,
                    record_id=found.id,
                    reason=why,
                    valid_from=work.now,
                )
            )
            for worker in sorted({actor.worker, *names}):
                work.add(SealName(seal_id=made.id, worker_id=worker, valid_from=work.now))
        return work.changes(typed.done("Sealed for the people named"), made=made.id)

    def open_record(self, actor: Actor, seal_id: UUID, seen: int) -> Changes:
        """Take the seal off a record."""
        with self._store().command(actor, "unseal record") as work:
            seal = work.get(RecordSeal, seal_id, seen)
            end_now(work, seal)
        return work.changes("The seal is off the record")


def _sealed(work: Work, seal: RecordSeal) -> SealedRecord:
    names = work.rows(
        select(Worker.name)
        .join(SealName, SealName.worker_id == Worker.id)
        .where(SealName.seal_id == seal.id)
        .where((SealName.valid_to.is_(None)) | (SealName.valid_to > work.now))
        .order_by(Worker.name)
    )
    notes = work.rows(select(Note.body).where(Note.id == seal.record_id))
    what = notes[0][0][:60] if notes else ""
    named = tuple(row[0] for row in names)
    return SealedRecord(seal.id, seal.version, seal.category, what, named, seal.reason or "")
