"""One unit of work: one worker, one transaction, its changes, its revisions, its audit entry."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Executable, Select, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from pbi_desktop.domain.access import Category, Emergency, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound, PbiError, StaleRecord
from pbi_desktop.domain.ids import CaseId, CommandId, TicketId, new_id
from pbi_desktop.models import Base, CaseRecord, PersonRecord, Record, Revision, Worker
from pbi_desktop.models.bookkeeping import Draft
from pbi_desktop.store import inserting, revisions
from pbi_desktop.store.audit import ERASED, NOTHING, About, payload_hash
from pbi_desktop.store.audit_trail import Trail
from pbi_desktop.store.overtaking import TakenBack, join_up, take_back
from pbi_desktop.store.questions import Question

CHUNK = 10_000
TICKET_LASTS = timedelta(hours=12)
SWEEP_LASTS = timedelta(minutes=10)
R = TypeVar("R", bound=Record)
B = TypeVar("B", bound=Base)
# Drafts are typed text that nobody has kept yet: no revision, no audit entry, no undo.
_UNAUDITED: tuple[type[Record], ...] = (Draft,)
_AGENCY = Question(select(Worker.agency_id).where(Worker.id == bindparam("worker")))


@dataclass(frozen=True)
class TicketAsked:
    """A ticket to be written: for one case or all, until when, and what the chain says of it."""

    id: UUID
    case: UUID | None
    until: datetime
    command: UUID
    task: str
    told: str


class Books(Protocol):
    """What a unit of work needs of the database at hand beyond a session."""

    def facts_changed(self, kind: str, case: UUID | None) -> None:
        """Hear that a record was flushed that grants may be made of."""

    def insert(self, kind: type[Base], values: Mapping[str, Any]) -> None:
        """Insert one row, judged by the rule; `values` has every column."""

    def insert_many(
        self,
        kind: str,
        columns: tuple[str, ...],
        rows: list[tuple[Any, ...]],
        same: Mapping[str, Any],
    ) -> str:
        """Insert rows of one kind at once, each judged by the rule; returns their hash.

        `same` are the cells that all of them have.
        """

    def withdraw_many(self, kind: str, at: datetime, ids: Sequence[UUID]) -> None:
        """Take records of one kind out of every view, each judged by the rule."""

    def answer(self, question: Question, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows of one question."""

    def held(self, case: UUID) -> dict[int, Verb]:
        """Return the categories granted in a case: category -> what may be done with some of it."""

    def held_everywhere(self) -> dict[UUID, dict[int, Verb]]:
        """Return the same for every case with a grant, in one question."""

    def has_opened(self, case: UUID) -> bool:
        """Say whether a ticket of the worker's opens this case."""

    def open_case(self, asked: "TicketAsked") -> bool:
        """Write a ticket; returns whether it is in the audit chain already.

        NotFound where the case is hidden or missing.
        """

    def break_glass(self, glass: UUID, case: UUID, asked: Emergency) -> None:
        """Open people and categories of a case for four hours; NotPermitted where it may not be."""

    def raise_alerts(self, approach: UUID) -> None:
        """Have the store tell whoever may know, where somebody hidden fits an approach."""

    def append_audit(  # noqa: PLR0913 - what an entry consists of
        self,
        at: datetime,
        actor: Actor,
        action: str,
        command: UUID,
        payload: str,
        about: About = NOTHING,
    ) -> None:
        """Add one link to an audit chain, in this transaction, and what it was about beside it."""

    @property
    def trail(self) -> Trail:
        """The audit trail: checkpoints, erasure, checking."""

    def withdrawing(self) -> AbstractContextManager[None]:
        """Let records be taken out of view, or brought back, inside the block."""

    def why_not_changed(self, kind: type[Record], key: UUID, version: int) -> PbiError:
        """Tell why a change of this version met no record; the transaction is lost after it."""


@dataclass
class Work:
    """What a service holds while it works. Mapped objects stay inside."""

    session: Session
    actor: Actor
    now: datetime
    books: Books
    command: CommandId = field(default_factory=lambda: CommandId(new_id()))
    _revisions: list[dict[str, Any]] = field(default_factory=list)
    _kinds: set[str] = field(default_factory=set)
    _cases: set[CaseId] = field(default_factory=set)
    _taken_back: dict[UUID, TakenBack] = field(default_factory=dict)

    @cached_property
    def agency(self) -> UUID | None:
        """The agency of whoever acts: it answers for what they write."""
        found = self.ask(_AGENCY, worker=self.actor.worker)
        return found[0].agency_id if found else None

    def get(self, kind: type[R], key: UUID, seen: int | None = None) -> R:
        """Return one record; `seen` is the version that the screen showed.

        Raises NotFound when it is missing or hidden (the two look the same), StaleRecord when
        somebody changed it since.
        """
        found = self.session.get(kind, key)
        if found is None or found.withdrawn_at is not None:
            raise NotFound(kind.__tablename__)
        if seen is not None and found.version != seen:
            raise StaleRecord(kind.__tablename__)
        return found

    def get_to_change(self, kind: type[R], key: UUID, seen: int) -> R:
        """Return one record as a screen showed it, to be changed and saved.

        Where somebody changed it since, `save` joins both changes, or raises Overtaken with what
        both have changed. A service that writes something else first gets StaleRecord instead.
        """
        # On a server nobody else may change it from here on; a file has one writer anyway.
        found = self.session.get(kind, key, with_for_update=True, populate_existing=True)
        if found is None:  # or it may be read and not changed: the service says so
            return self.get(kind, key, seen)
        if found.withdrawn_at is not None:
            raise NotFound(kind.__tablename__)
        if found.version != seen:
            self._taken_back[found.id] = take_back(self.session, found, seen)
        return found

    def all(self, statement: Select[B]) -> Sequence[B]:
        """Return whole records."""
        return self.session.scalars(statement).all()

    def rows(self, statement: Executable) -> Sequence[Any]:
        """Return plain rows: the policy binds them as it binds records."""
        return self.session.execute(statement).all()

    def ask(self, question: Question, **given: Any) -> list[Any]:
        """Return plain rows of a question that is put often: the policy binds them as well."""
        return self.books.answer(question, given)

    def one_or_none(self, statement: Select[B]) -> B | None:
        """Return the one record there is, or None."""
        return self.session.scalars(statement).one_or_none()

    def may_read(self, case: UUID, category: Category) -> bool:
        """Say whether the worker may read some of this category in this case."""
        return self.may(Verb.READ, case, category)

    def may_write(self, case: UUID) -> bool:
        """Say whether the worker may write anything in this case."""
        return any(verbs & Verb.WRITE for verbs in self.books.held(case).values())

    def may(self, verb: Verb, case: UUID, category: Category) -> bool:
        """Say whether the worker may do this with some of this category in this case."""
        return bool(self.books.held(case).get(int(category), Verb(0)) & verb)

    def has_opened(self, case: UUID) -> bool:
        """Say whether the detail of this case shows in this unit of work."""
        return self.books.has_opened(case)

    def open_case(self, case: UUID) -> TicketId:
        """Have the detail of a case show from the next unit of work on, and log it."""
        return self._ticket(case, TICKET_LASTS, "opened case", "")

    def open_all(self, task: str) -> TicketId:
        """Have the detail of every case show in units that carry this ticket, and log it."""
        count = len(self.books.held_everywhere())
        said = "1 case" if count == 1 else f"{count} cases"
        return self._ticket(None, SWEEP_LASTS, f"opened all for {task}", said)

    def break_glass(self, case: UUID, asked: Emergency) -> UUID:
        """Open what is named, for four hours, and log it; NotPermitted where it may not be."""
        glass = new_id()
        self.books.break_glass(glass, case, asked)
        self.books.facts_changed("broken_glass", CaseId(case))
        payload = payload_hash([str(glass), str(case), asked.reason])
        self.log("broke glass", payload, case=case)  # the reason is for who may read the glass
        self._cases.add(CaseId(case))
        self._kinds.add("broken_glass")
        return glass

    def raise_alerts(self, approach: UUID) -> None:
        """Have the store look for people hidden from this worker whom an approach of theirs fits.

        Whoever may see them is told; the worker is told nothing.
        """
        self.session.flush()
        self.books.raise_alerts(approach)

    def _ticket(self, case: UUID | None, lasts: timedelta, task: str, told: str) -> TicketId:
        ticket = TicketId(new_id())
        asked = TicketAsked(ticket, case, self.now + lasts, self.command, task, told)
        if not self.books.open_case(asked):
            payload = payload_hash([str(case) if case else told])
            self.log(task, payload, case=case, text=told)
        return ticket

    def add(self, record: R) -> R:
        """Keep a new record now, so that the rule has judged it before the next line."""
        record.id = record.id or new_id()
        record.created_at = self.now
        record.created_by = self.actor.worker
        record.version = 1
        if isinstance(record, CaseRecord | PersonRecord) and record.controller_id is None:
            record.controller_id = self.agency
        inserting.fill_in(record)
        self._flush()
        self.books.insert(type(record), vars(record))
        inserting.kept_by(self.session, record)
        self._note(record, before=None, after=revisions.after_insert(record))
        return record

    def save(self, record: Record) -> None:
        """Keep the changes made to a record, if there are any."""
        taken = self._taken_back.pop(record.id, None)
        if taken is not None:
            join_up(self.session, record, taken)
        before, after = revisions.changed(record)
        if not after:
            return
        leaves_view = "withdrawn_at" in after
        identity = (type(record), record.id, record.version)  # lost with a flush that fails
        try:
            with self.books.withdrawing() if leaves_view else nullcontext():
                self._flush(record)
        except StaleDataError:
            raise self.books.why_not_changed(*identity) from None
        self._note(record, before, after)

    def withdraw(self, record: Record) -> None:
        """Take a record out of every view; its history stays."""
        record.withdrawn_at = self.now
        self.save(record)

    def bring_back(self, kind: type[R], key: UUID, seen: int) -> R:
        """Put a withdrawn record back into view; `seen` is its version since then.

        Raises NotFound when it is missing or hidden, StaleRecord when somebody was faster.
        """
        with self.books.withdrawing():
            found = self.session.get(kind, key, populate_existing=True)
            if found is None:
                raise NotFound(kind.__tablename__)
            if found.version != seen or found.withdrawn_at is None:
                raise StaleRecord(kind.__tablename__)
            found.withdrawn_at = None
            self.save(found)
        return found

    def add_many(self, batch: Batch) -> int:
        """Keep many new rows of one kind; one audit entry for each chunk, no revision a row.

        `batch.columns` leaves out what every record has: version, made when and by whom.
        """
        same: dict[str, Any] = {
            "version": 1,
            "created_at": self.now,
            "created_by": self.actor.worker,
            "withdrawn_at": None,
        }
        if "controller_id" in Base.metadata.tables[batch.kind].c:
            same["controller_id"] = self.agency
        count = 0
        rows = iter(batch.rows)
        while chunk := list(islice(rows, CHUNK)):
            kept = self.books.insert_many(batch.kind, batch.columns, chunk, same)
            self.log(f"import {batch.kind}", kept)
            count += len(chunk)
        self._many_moved(batch.kind)
        return count

    def withdraw_many(self, kind: str, ids: Sequence[UUID]) -> None:
        """Take many records of one kind out of every view; one audit entry."""
        self.books.withdraw_many(kind, self.now, ids)
        self.log(f"withdraw {kind}", payload_hash(str(one) for one in ids))
        self._many_moved(kind)

    def finish(self, action: str) -> None:
        """Write the revisions and the audit entry; part of the same transaction."""
        self._flush()
        if not self._revisions:
            return
        for row in self._revisions:
            self.books.insert(Revision, row)
        # It names no case: who sees that something was written must not see more than the record.
        near = next((row["case_id"] for row in self._revisions if row["case_id"]), None)
        self._append(action, payload_hash(map(_said, self._revisions)), About(near=near))

    def log(
        self,
        action: str,
        payload: str = "",
        *,
        case: UUID | None = None,
        person: UUID | None = None,
        text: str = "",
    ) -> None:
        """Add an audit entry for something that changes no record: an opening, a print.

        What it was about - case, person, a few plain words - can be erased one day; the rest not.
        """
        self._append(action, payload, About(case, person, text))

    def _append(self, action: str, payload: str, about: About) -> None:
        self.books.append_audit(self.now, self.actor, action, self.command, payload, about)

    def erase_audit_details(self, person: UUID) -> int:
        """Erase what audit entries say of a person; returns how many. The chains still verify."""
        count = self.books.trail.erase_details(person)
        if count:
            self.log(ERASED, str(count))
        return count

    def changes(self, done: str, made: UUID | None = None) -> Changes:
        """Return the news of this command."""
        kinds = frozenset(self._kinds)
        return Changes(self.command, done, frozenset(self._cases), kinds, made)

    def _flush(self, *expected: Base) -> None:
        # A flush takes everything that changed; what nobody saved would have no revision.
        others = (set(self.session.new) | set(self.session.dirty)) - set(expected)
        for record in others:
            if isinstance(record, Record) and record.id in self._taken_back:
                raise StaleRecord(record.__tablename__)
        if any(self.session.is_modified(other) for other in others):
            raise LookupError("a record was changed and not saved")
        if expected:
            self.session.flush()

    def _many_moved(self, kind: str) -> None:
        self._kinds.add(kind)
        self.books.facts_changed(kind, None)

    def _note(self, record: Record, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        kind = record.__tablename__
        case = _case_of(record)
        self._kinds.add(kind)
        if case is not None:
            self._cases.add(case)
        self.books.facts_changed(kind, case)
        if not isinstance(record, _UNAUDITED):
            self._revisions.append(self._revision(record, before, after))

    def _revision(
        self, record: Record, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> dict[str, Any]:
        subject, category = _about(record)
        if category is not None and before is not None:
            # `before` may quote what was of a category that fewer may see.
            category = max(category, before.get("category", category))
        return {
            "id": new_id(),
            "command_id": self.command,
            "at": self.now,
            "worker_id": self.actor.worker,
            "kind": record.__tablename__,
            "record_id": record.id,
            "case_id": _case_of(record),
            "subject_id": subject,
            "category": category,
            "version": record.version,
            "before": None if before is None else revisions.as_text(before),
            "after": revisions.as_text(after),
        }


def _said(row: Mapping[str, Any]) -> str:
    return f"{row['kind']}\n{row['record_id']}\n{row['before']}\n{row['after']}"


def _case_of(record: Record) -> CaseId | None:
    if record.__tablename__ == "cases":
        return CaseId(record.id)
    found: CaseId | None = getattr(record, "case_id", None)
    return found


def _about(record: Record) -> tuple[UUID | None, int | None]:
    """Return the person and category that a revision is policed by, as its record is."""
    kind = record.__tablename__
    if isinstance(record, CaseRecord | PersonRecord) or kind == "cases":
        return record.subject_id, int(record.category)  # type: ignore[attr-defined]
    if kind == "people":
        return record.id, 0
    if kind == "case_people":
        return record.person_id, 0  # type: ignore[attr-defined]
    return None, None


Begin = Callable[[Actor], Work]
