"""One run of the import door: new goes in, different is changed, and all can be undone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.ids import RunId, new_id, new_ids
from pbi_desktop.models import ImportRun, Record
from pbi_desktop.store import revisions
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Record)
Cells = Mapping[str, Any]
Told = Callable[[Sequence[tuple[Any, ...]]], Iterable[tuple[Any, ...]]]


@dataclass
class Difference(Generic[R]):
    """How the rows of a feed compare with the records there are."""

    new: list[Cells] = field(default_factory=list)
    changed: list[tuple[R, Cells]] = field(default_factory=list)
    unchanged: int = 0
    not_seen: int = 0
    not_seen_names: tuple[str, ...] = ()
    """The first of them by name."""
    noticed: tuple[str, ...] = ()


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
            self.made_many(table, ids)
        for record, cells in difference.changed:
            self.change(record, cells)

    def made_many(self, table: str, ids: Iterable[UUID]) -> None:
        """Remember records that were added by the thousand."""
        run = self._run.id
        made = list(ids)
        items = zip(new_ids(len(made)), made, strict=True)
        self._items += [(one, run, table, key, 1, None) for one, key in items]

    def made(self, record: Record) -> None:
        """Remember a record that was added by itself."""
        item = (new_id(), self._run.id, record.__tablename__, record.id, record.version, None)
        self._items.append(item)

    def finish(self, accepted: int, refused: int, told: Told = iter) -> RunId:
        """Keep the list of what was done; returns the run. `told` passes its rows on."""
        columns = ("id", "run_id", "kind", "record_id", "record_version", "before")
        if self._items:
            self._work.add_many(Batch("import_items", columns, told(self._items)))
        self._run.accepted, self._run.refused = accepted, refused
        self._work.save(self._run)
        return RunId(self._run.id)

    def change(self, record: Record, cells: Cells) -> None:
        """Change cells of a record, and remember what they said before."""
        table = record.__tablename__
        before = {name: revisions.plain(getattr(record, name)) for name in cells}
        for name, value in cells.items():
            setattr(record, name, value)
        self._work.save(record)
        text = revisions.as_text(before)
        self._items.append((new_id(), self._run.id, table, record.id, record.version, text))
