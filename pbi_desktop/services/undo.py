"""Undo: a command like any other. It puts back what one command changed, if nobody has since."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.models import (
    Base,
    Case,
    CaseRecord,
    IdentityLink,
    PersonRecord,
    Record,
    Relationship,
    Revision,
)
from pbi_desktop.services.same_people import refuse_torn_identity
from pbi_desktop.store import revisions
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

# Who a case is about and who is on it goes with the case itself: see `_in_order`.
_WITH_THE_CASE = frozenset({"case_people", "case_team"})
_WITHDRAWN = "withdrawn_at"


class Undo:
    """Takes back a worker's own command."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def undo(self, actor: Actor, command: CommandId, cases: Iterable[CaseId] = ()) -> Changes:
        """Put back what a command changed; StaleRecord when somebody changed it since.

        `cases` are those it touched: what is in them shows only while they are open.
        """
        store = self._store()
        for case in {*cases, *_cases(store, actor, command)}:
            # With half of it out of sight, half of it would be put back.
            with suppress(NotFound):  # it was made by the command, or taken away by it
                store.ensure_open(actor, case)
        with store.command(actor, "undo") as work:
            done = work.all(select(Revision).where(Revision.command_id == command))
            if not done:
                raise NotFound("command")
            if any(revision.worker_id != actor.worker for revision in done):
                raise NotPermitted("undo another worker's change")
            _refuse_built_upon(work, done)
            for revision in _in_order(done):
                _put_back(work, revision)
            linked = [one.subject_id for one in done if one.kind == IdentityLink.__tablename__]
            refuse_torn_identity(work, [one for one in linked if one is not None])
        return work.changes("Undone")


def _cases(store: Store, actor: Actor, command: CommandId) -> set[CaseId]:
    with store.query(actor) as work:
        touched = select(Revision.case_id).where(Revision.command_id == command)
        return {CaseId(case) for (case,) in work.rows(touched) if case is not None}


def _in_order(done: Sequence[Revision]) -> list[Revision]:
    """Return what to put back: a case last, since the right to change ends with it."""
    made = {one.record_id for one in done if one.kind == "cases" and one.before is None}
    kept = [one for one in done if not (one.kind in _WITH_THE_CASE and one.case_id in made)]
    last = ("cases", *_WITH_THE_CASE)
    return sorted(kept, key=lambda one: (one.kind in last, one.kind, -one.version))


def _put_back(work: Work, revision: Revision) -> None:
    kind = revisions.class_of(revision.kind)
    before = {} if revision.before is None else json.loads(revision.before)
    if before.get(_WITHDRAWN, "") is None:
        work.bring_back(kind, revision.record_id, _version_now(work, revision))
        return
    try:
        record = work.get(kind, revision.record_id, _version_now(work, revision))
    except NotFound:  # it was there for this worker: somebody has taken it away since
        raise StaleRecord(revision.kind) from None
    if revision.before is None or before.get(_WITHDRAWN):
        work.withdraw(record)
        return
    revisions.restore(record, before)
    work.save(record)


def _version_now(work: Work, revision: Revision) -> int:
    """Return the version that a record must be of: nothing since, or only what was taken back.

    Somebody who undoes two changes of one record backwards finds the first undo in between.
    """
    later = work.all(
        select(Revision)
        .where(Revision.kind == revision.kind, Revision.record_id == revision.record_id)
        .where(Revision.version > revision.version)
        .order_by(Revision.version)
    )
    if revisions.still_standing(later, lambda one: (one.before, one.after)):
        raise StaleRecord(revision.kind)
    return revision.version + len(later)


def _refuse_built_upon(work: Work, done: Sequence[Revision]) -> None:
    """Refuse to take away what a later record stands on: it would vanish along with it."""
    own = [revision.record_id for revision in done]
    for revision in done:
        if revision.before is not None:
            continue
        for mapped, column in standing_on(revision.kind):
            later = select(mapped.id).where(column == revision.record_id, mapped.id.not_in(own))
            if work.rows(later.limit(1)):
                raise StaleRecord(revision.kind)


def standing_on(kind: str) -> Iterator[tuple[type[Record], Any]]:
    """Return every column that ties a record to one of this kind."""
    for mapper in Base.registry.mappers:
        mapped = mapper.class_
        if not issubclass(mapped, Record):
            continue
        for column in mapped.__table__.columns:
            named = _named_tie(mapped, column.name)
            if named == kind or any(key.column.table.name == kind for key in column.foreign_keys):
                yield mapped, column


def _named_tie(mapped: type[Record], column: str) -> str | None:
    """Return what a column without a foreign key ties to."""
    if issubclass(mapped, CaseRecord) and column == "case_id":
        return "cases"
    if issubclass(mapped, CaseRecord | PersonRecord) and column == "subject_id":
        return "people"
    own = {
        (Case, "previous_case_id"): "cases",
        (IdentityLink, "other_id"): "people",
        (Relationship, "other_id"): "people",
    }
    return own.get((mapped, column))
