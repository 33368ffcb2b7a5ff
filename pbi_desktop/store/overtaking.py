"""A record that somebody changed since it was shown: taken back to then, joined on saving.

A service works on the record as its worker saw it, so that its rules judge what was meant; what
comes of it is joined with what stands by then. Mapped objects stay with the unit of work.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pbi_desktop.domain.changed_apart import SHAPES
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.joining import (
    Overtaken,
    Seen,
    Shape,
    Values,
    is_about_another,
    join,
    rebased,
    still_chosen,
)
from pbi_desktop.models import Record, Revision, Worker
from pbi_desktop.store import revisions


@dataclass(frozen=True)
class TakenBack:
    """A record as a worker saw it, and what stands by now."""

    base: Values
    theirs: Values
    seen: Seen
    shape: Shape
    last: Revision


def take_back(session: Session, record: Record, seen: int) -> TakenBack:
    """Give a record the values it had when it was seen; nothing is written.

    StaleRecord where its kind joins nothing, or its history does not reach so far.
    """
    kind = record.__tablename__
    shape = SHAPES.get(kind)
    later = _since(session, record, seen)
    if shape is None or not later:
        raise StaleRecord(kind)
    seen = seen if isinstance(seen, Seen) else Seen(seen)
    theirs = revisions.after_insert(record)
    met = _at(theirs, later, max(seen.met, seen))
    seen = seen.choosing(record.version, {})
    seen.chosen = still_chosen(met, theirs, shape, seen.chosen)
    base = rebased(_at(theirs, later, seen), theirs, shape, seen.chosen)
    revisions.restore(record, {name: base[name] for name in base if base[name] != theirs[name]})
    return TakenBack(base, theirs, seen, shape, later[-1])


def join_up(session: Session, record: Record, taken: TakenBack) -> None:
    """Give a record what comes of both changes; Overtaken where both changed the same."""
    mine = revisions.after_insert(record)
    kind = record.__tablename__
    if is_about_another(taken.base, mine, taken.theirs):
        raise StaleRecord(kind)
    joined = join(taken.base, mine, taken.theirs, taken.shape, taken.seen.chosen)
    if joined.clashes:
        by = session.get(Worker, taken.last.worker_id)
        name = by.name if by else ""
        raise Overtaken(kind, record.id, taken.seen.met, joined.clashes, name, taken.last.at)
    differ = {name: value for name, value in joined.values.items() if value != mine[name]}
    revisions.restore(record, differ)


def _since(session: Session, record: Record, seen: int) -> Sequence[Revision]:
    """Return every change since a version, oldest first; nothing where one cannot be read."""
    found = session.scalars(
        select(Revision)
        .where(Revision.kind == record.__tablename__, Revision.record_id == record.id)
        .where(Revision.version > seen)
        .order_by(Revision.version)
    ).all()
    whole = [one.version for one in found] == list(range(seen + 1, record.version + 1))
    return found if whole else ()


def _at(now: Values, later: Sequence[Revision], version: int) -> Values:
    """Return the values of a version, reckoned back from now."""
    values = dict(now)
    for change in reversed(later):
        if change.version > version and change.before is not None:
            values |= json.loads(change.before)
    return values
