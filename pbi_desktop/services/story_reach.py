"""Which part of a story is read: the newest of a case, or what is older than a place in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, literal_column, or_, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.models import Record, Revision, Worker
from pbi_desktop.services.case_rows import StoryEntry, StoryMark
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

CASES: Any = bindparam("cases", expanding=True)
"""The cases that are told of, in a question that is put often."""


def noon(day: date) -> datetime:
    """Return the instant at which something stands of which only the day is known."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


By = tuple[str, UUID | None]
"""Who wrote something down, and of which agency."""


@dataclass(frozen=True)
class LastChange:
    """When a record became what it is, and who made it so."""

    at: datetime
    by: By


def told_of(kind: type[Record], *beside: Any) -> Select[*tuple[Any, ...]]:
    """Return the question after whole records of a kind as rows, and what is named beside them."""
    name: Any = literal_column(f"'{kind.__tablename__}'").label("kept_in")
    return select(kind.__table__, name, *beside)


class OfStory:
    """A question after what is told by an instant, or by a day: the same for every story.

    It has a text for each way to ask: the newest, those before an instant, as many as are wanted.
    """

    def __init__(self, asked: Select[*tuple[Any, ...]], order: Any, *, of_days: bool) -> None:
        self._asked, self._order, self._of_days = asked, order, of_days
        self._texts: dict[tuple[str, int | None], Question] = {}

    def read(self, reach: "Reach", **more: Any) -> list[Any]:
        """Return the newest rows within the part that is asked for."""
        way, given = _way(reach.before, of_days=self._of_days)
        found = self._texts.get((way, reach.most))
        if found is None:
            found = self._texts[way, reach.most] = self._text(way, reach.most)
        return reach.work.ask(found, cases=reach.cases, **given, **more)

    def _text(self, way: str, most: int | None) -> Question:
        order, key = self._order, self._order.class_.id
        than: Any = bindparam("than")
        asked = (
            self._asked.where(_older(way, order, than, bindparam("key"))) if way else self._asked
        )
        asked = asked.order_by(order.desc(), key.desc())
        # As a figure in the text: with a value, SQLite plans anew each time.
        return Question(asked if most is None else asked.limit(literal_column(str(int(most)))))


def _way(before: StoryMark | None, *, of_days: bool) -> tuple[str, dict[str, Any]]:
    """Return how to ask for what is older than a place in the story, and the values for it.

    What is told by a day stands at its noon.
    """
    if before is None:
        return "", {}
    if not of_days:
        return "by id", {"than": before.at, "key": before.id}
    day = london_day(before.at)
    at_noon = noon(day)
    if at_noon == before.at:
        return "by id", {"than": day, "key": before.id}
    return ("on it" if at_noon < before.at else "before"), {"than": day}


def _older(way: str, order: Any, than: Any, key: Any = None) -> Any:
    """Return the condition of that way."""
    if way == "by id":
        return or_(order < than, and_(order == than, order.class_.id < key))
    return order <= than if way == "on it" else order < than


@dataclass(frozen=True)
class Reach:
    """The part that is asked for, and what names agencies and people have in it."""

    work: Work
    case_id: CaseId
    most: int | None = None
    before: StoryMark | None = None
    agencies: Mapping[UUID, str] = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)
    earlier: Mapping[UUID, str] = field(default_factory=dict)
    """The cases before this one that are told with it, and their references."""

    @property
    def today(self) -> date:
        """The day on the wall."""
        return london_day(self.work.now)

    @property
    def cases(self) -> tuple[UUID, ...]:
        """Every case that is told of, this one first."""
        return (self.case_id, *self.earlier)

    def covers(self, column: Any) -> Any:
        """Return that a record is of a case that is told of."""
        return column.in_(self.cases) if self.earlier else column == self.case_id

    def rows(self, asked: Any, order: Any) -> Any:
        """Return the newest rows by an instant, within the part."""
        return self._read(asked, order, of_days=False)

    def rows_of_days(self, asked: Any, order: Any) -> Any:
        """Return the newest rows by a day, which stands at its noon, within the part."""
        return self._read(asked, order, of_days=True)

    def newest(self, entries: list[StoryEntry]) -> list[StoryEntry]:
        """Return the newest of entries that could not be chosen in the question."""
        mark = self.before
        if mark is not None:
            entries = [one for one in entries if (one.at, one.id) < (mark.at, mark.id)]
        return sorted(entries, key=lambda one: (one.at, one.id), reverse=True)[: self.most]

    def last_changes(self, records: Iterable[Record]) -> dict[UUID, LastChange]:
        """Return when each of these became what it is, as far as its history shows."""
        found = [(one.__tablename__, one.id, one.version) for one in records]
        if not found:
            return {}
        rows = self.work.rows(
            select(Revision.record_id, Revision.version, Revision.at, Worker.name, Worker.agency_id)
            .join(Worker, Worker.id == Revision.worker_id)
            .where(Revision.kind.in_({kind for kind, _key, _version in found}))
            .where(Revision.record_id.in_([key for _kind, key, _version in found]))
        )
        last = {(key, version) for _kind, key, version in found}
        return {
            key: LastChange(at, (name, agency))
            for key, version, at, name, agency in rows
            if (key, version) in last
        }

    def entry(  # noqa: PLR0913 - one argument for each column of the line
        self,
        record: Any,
        at: datetime,
        kind: str,
        title: str,
        by: By,
        body: str = "",
        **more: Any,
    ) -> StoryEntry:
        """Return an entry of a record; `by` is who wrote it, and of which agency."""
        name, agency = by
        told_by = getattr(record, "told_by", None) or ""  # a case itself was told by nobody
        case = getattr(record, "case_id", record.id)
        said: dict[str, Any] = {
            "id": record.id,
            "version": record.version,
            "marking": Marking.TOLD if told_by else None,
            "told_by": told_by,
            "mine": False,
            "agency": self.agencies.get(agency, "") if agency else "",
            "earlier": CaseId(case) if case in self.earlier else None,
            "reference": self.earlier.get(case, ""),
            **more,
        }
        if said["id"] != record.id:
            said["record_id"] = record.id
        return StoryEntry(
            at=at,
            kind=kind,
            title=title,
            by=name,
            body=body,
            category=Category(record.category),
            record=getattr(record, "kept_in", None) or record.__tablename__,
            about=PersonId(record.subject_id),
            about_name=self.people.get(record.subject_id, ""),
            **said,
        )

    def _read(self, asked: Any, order: Any, *, of_days: bool) -> Any:
        way, given = _way(self.before, of_days=of_days)
        if way:
            asked = asked.where(_older(way, order, **given))
        asked = asked.order_by(order.desc(), order.class_.id.desc())
        return self.work.rows(asked if self.most is None else asked.limit(self.most))
