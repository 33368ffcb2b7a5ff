"""One run of the import door: new goes in, different is changed, and all can be undone."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import RunId, new_id
from pbi_desktop.models import ImportItem, ImportRun, Record
from pbi_desktop.services.import_rows import UndoneImport
from pbi_desktop.store import revisions
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Record)
Cells = Mapping[str, Any]


@dataclass
class Difference(Generic[R]):
    """How the rows of a feed compare with the records there are."""

    new: list[Cells] = field(default_factory=list)
    changed: list[tuple[R, Cells]] = field(default_factory=list)
    unchanged: int = 0
    not_seen: int = 0


def compare(known: Mapping[str, R], wanted: Iterable[tuple[str, Cells]]) -> Difference[R]:
    """Return what is new, what differs and what is the same, by key."""
    found: Difference[R] = Difference()
    seen: set[str] = set()
    for key, cells in wanted:
        if key in seen:
            continue
        seen.add(key)
        record = known.get(key)
        if record is None:
            found.new.append(cells)
        elif any(getattr(record, name) != value for name, value in cells.items()):
            found.changed.append((record, cells))
        else:
            found.unchanged += 1
    found.not_seen = len(known.keys() - seen)
    return found


class Run:
    """Keeps what one run does, in the caller's unit of work."""

    def __init__(self, work: Work, kind: str, files: Sequence[str]) -> None:
        self._work = work
        self._items: list[tuple[Any, ...]] = []
        self._record = ImportRun(kind=kind, files=", ".join(files), accepted=0, refused=0)
        self._run = work.add(self._record)

    def apply(self, kind: type[R], difference: Difference[R]) -> None:
        """Insert what is new and change what differs."""
        table = kind.__tablename__
        if difference.new:
            columns = tuple(difference.new[0])
            ids = [new_id() for _ in difference.new]
            rows = [
                (key, *(cells[name] for name in columns))
                for key, cells in zip(ids, difference.new, strict=True)
            ]
            self._work.add_many(Batch(table, ("id", *columns), rows))
            self._items += [(new_id(), self._run.id, table, key, 1, None) for key in ids]
        for record, cells in difference.changed:
            self._change(table, record, cells)

    def finish(self, accepted: int, refused: int) -> RunId:
        """Keep the list of what was done; returns the run."""
        columns = ("id", "run_id", "kind", "record_id", "record_version", "before")
        if self._items:
            self._work.add_many(Batch("import_items", columns, self._items))
        self._run.accepted, self._run.refused = accepted, refused
        self._work.save(self._run)
        return RunId(self._run.id)

    def _change(self, table: str, record: Record, cells: Cells) -> None:
        before = {name: revisions.plain(getattr(record, name)) for name in cells}
        for name, value in cells.items():
            setattr(record, name, value)
        self._work.save(record)
        text = revisions.as_text(before)
        self._items.append((new_id(), self._run.id, table, record.id, record.version, text))


def take_back(work: Work, run_id: RunId) -> UndoneImport:
    """Undo a run: its own rows go, what it changed is put back, what people did since is kept."""
    run = work.get(ImportRun, run_id)
    if run.undone_at is not None:
        raise NotFound("import run")
    items = work.all(select(ImportItem).where(ImportItem.run_id == run_id).order_by(ImportItem.id))
    kept: list[str] = []
    withdrawn = _withdraw(work, [item for item in items if item.before is None], kept)
    put_back = _put_back(work, [item for item in items if item.before is not None], kept)
    run.undone_at = work.now.isoformat()
    work.save(run)
    return UndoneImport(run_id, withdrawn, put_back, tuple(sorted(kept)))


def _withdraw(work: Work, items: Sequence[ImportItem], kept: list[str]) -> int:
    count = 0
    for kind in sorted({item.kind for item in items}):
        mapped = revisions.class_of(kind)
        versions = {row[0]: row[1] for row in work.rows(select(mapped.id, mapped.version))}
        placed = _times_placed(work, kind)
        mine: list[UUID] = []
        for item in items:
            if item.kind != kind or item.record_id not in versions:
                continue
            by_runs = item.record_version + placed[item.record_id]
            if versions[item.record_id] == by_runs:
                mine.append(item.record_id)
            else:
                kept.append(_name(work, item))
        if mine:
            work.withdraw_many(kind, mine)
        count += len(mine)
    return count


def _times_placed(work: Work, kind: str) -> Counter[UUID]:
    """Return how often runs gave each record its small area: that is no person's edit."""
    rows = work.rows(
        select(ImportItem.record_id, ImportItem.before, ImportRun.undone_at)
        .join(ImportRun, ImportRun.id == ImportItem.run_id)
        .where(ImportItem.kind == kind, ImportItem.before.is_not(None))
    )
    times: Counter[UUID] = Counter()
    for record, before, undone in rows:
        if json.loads(before).keys() == {"area_code"}:
            times[record] += 1 if undone is None else 2  # there, and back again
    return times


def _put_back(work: Work, items: Sequence[ImportItem], kept: list[str]) -> int:
    count = 0
    for item in items:
        record = work.session.get(revisions.class_of(item.kind), item.record_id)
        if record is None:  # taken away since: there is nothing to put back
            continue
        if record.version != item.record_version:
            kept.append(_name(work, item))
            continue
        revisions.restore(record, json.loads(item.before or "{}"))
        work.save(record)
        count += 1
    return count


def _name(work: Work, item: ImportItem) -> str:
    record = work.session.get(revisions.class_of(item.kind), item.record_id)
    said = (getattr(record, name, None) for name in ("name", "line_1", "postcode", "code"))
    return next((str(text) for text in said if text), item.kind)
