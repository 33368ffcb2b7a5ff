"""Which part of a story is read: the newest of a case, or what is older than a place in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.services.case_rows import StoryEntry, StoryMark
from pbi_desktop.store.unit_of_work import Work


def noon(day: date) -> datetime:
    """Return the instant at which something stands of which only the day is known."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


@dataclass(frozen=True)
class Reach:
    """The part that is asked for, and what names agencies and people have in it."""

    work: Work
    case_id: CaseId
    most: int | None = None
    before: StoryMark | None = None
    agencies: Mapping[UUID, str] = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on the wall."""
        return london_day(self.work.now)

    def rows(self, asked: Any, order: Any) -> Any:
        """Return the newest rows by an instant, within the part."""
        if self.before is not None:
            at, key = self.before.at, order.class_.id
            asked = asked.where(or_(order < at, and_(order == at, key < self.before.id)))
        return self._read(asked, order)

    def rows_of_days(self, asked: Any, order: Any) -> Any:
        """Return the newest rows by a day, which stands at its noon, within the part."""
        if self.before is not None:
            day = london_day(self.before.at)
            at_noon = noon(day)
            if at_noon < self.before.at:
                asked = asked.where(order <= day)
            elif at_noon > self.before.at:
                asked = asked.where(order < day)
            else:
                older = and_(order == day, order.class_.id < self.before.id)
                asked = asked.where(or_(order < day, older))
        return self._read(asked, order)

    def newest(self, entries: list[StoryEntry]) -> list[StoryEntry]:
        """Return the newest of entries that could not be chosen in the question."""
        mark = self.before
        if mark is not None:
            entries = [one for one in entries if (one.at, one.id) < (mark.at, mark.id)]
        return sorted(entries, key=lambda one: (one.at, one.id), reverse=True)[: self.most]

    def entry(  # noqa: PLR0913 - one argument for each column of the line
        self,
        record: Any,
        at: datetime,
        kind: str,
        title: str,
        by: tuple[str, UUID | None],
        body: str = "",
        **more: Any,
    ) -> StoryEntry:
        """Return an entry of a record; `by` is who wrote it, and of which agency."""
        name, agency = by
        said: dict[str, Any] = {
            "marking": Marking.TOLD if record.told_by else None,
            "told_by": record.told_by or "",
            "mine": False,
            "agency": self.agencies.get(agency, "") if agency else "",
            **more,
        }
        return StoryEntry(
            id=record.id,
            version=record.version,
            at=at,
            kind=kind,
            title=title,
            by=name,
            body=body,
            category=Category(record.category),
            record=record.__tablename__,
            about=PersonId(record.subject_id),
            about_name=self.people.get(record.subject_id, ""),
            **said,
        )

    def _read(self, asked: Any, order: Any) -> Any:
        asked = asked.order_by(order.desc(), order.class_.id.desc())
        return self.work.rows(asked if self.most is None else asked.limit(self.most))
