"""The days that matter in the story, and going along: its own note tells what happened there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from pbi_desktop.domain.case_words import GOING_TO_WORDS
from pbi_desktop.domain.housing import KeyDateState, Went
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.models import GoingAlong, KeyDate, Note, Worker
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.story_reach import By, LastChange, Reach, noon

_BECAME = {
    KeyDateState.KEPT: "Kept",
    KeyDateState.MISSED: "Missed",
    KeyDateState.CALLED_OFF: "Called off",
    KeyDateState.MOVED: "Moved",
}
_ON_ITS_DAY = (KeyDateState.KEPT, KeyDateState.MISSED)
_WENT = {
    Went.WENT: "Went along",
    Went.DID_NOT_COME: "Went along, they did not come",
    Went.CALLED_OFF: "Going along, called off",
}


def key_dates(reach: Reach) -> list[StoryEntry]:
    """Return when days that matter were written down, and what became of them."""
    rows = reach.work.rows(
        select(KeyDate, Worker.name, Worker.agency_id)
        .outerjoin(Worker, Worker.id == KeyDate.created_by)
        .where(reach.covers(KeyDate.case_id))
    )
    last = reach.last_changes(row[0] for row in rows if row[0].state in _BECAME)
    entries = [
        entry
        for one, by, agency in rows
        for entry in _steps(reach, one, (by or "", agency), last.get(one.id))
    ]
    return reach.newest(entries)


def _steps(reach: Reach, one: KeyDate, by: By, last: LastChange | None) -> Iterable[StoryEntry]:
    where = f"Where: {one.place}" if one.place else ""
    missed = f"If it is missed: {one.consequence}"
    yield reach.entry(
        one,
        one.created_at,
        "key_date",
        f"Date that matters: {one.what}, {say_date(one.on_day)}",
        by,
        "\n".join(part for part in (missed, where) if part),
        plain_title=f"Date that matters, {say_date(one.on_day)}",
    )
    if one.state in _BECAME:
        became = _BECAME[one.state]
        yield reach.entry(
            one,
            _settled_at(reach, one, last),
            "key_date",
            f"{became}: {one.what}, {say_date(one.on_day)}",
            last.by if last else by,
            one.outcome or "",
            plain_title=f"{became}: date that matters, {say_date(one.on_day)}",
            id=uuid5(one.id, one.state.value),
        )


def _settled_at(reach: Reach, one: KeyDate, last: LastChange | None) -> datetime:
    """Return its own day for what was kept or missed then; else when it was said."""
    own = one.at or noon(one.on_day)
    if one.state in _ON_ITS_DAY and own <= reach.work.now:
        return own
    return last.at if last else max(one.created_at, min(own, reach.work.now))


@dataclass(frozen=True)
class Along:
    """Going along: what no note tells of, and what a note of it is called."""

    alone: tuple[StoryEntry, ...] = ()
    titles: tuple[tuple[UUID, str, str], ...] = ()
    """Of each note of it: its id, how it is called, and how while detail is hidden."""

    def entitle(self, entries: Iterable[StoryEntry]) -> list[StoryEntry]:
        """Return entries in which a note of going along says that it is one."""
        called = {note: (title, plain) for note, title, plain in self.titles}
        return [
            replace(one, kind="going", title=called[one.id][0], plain_title=called[one.id][1])
            if one.id in called
            else one
            for one in entries
        ]


def going_along(reach: Reach) -> Along:
    """Return who went along; what is only planned is no story."""
    rows = reach.work.rows(
        select(GoingAlong, Worker.name, Worker.agency_id, Note.id)
        .outerjoin(Worker, Worker.id == GoingAlong.worker_id)
        .outerjoin(Note, Note.id == GoingAlong.note_id)
        .where(reach.covers(GoingAlong.case_id), GoingAlong.went != Went.PLANNED)
    )
    alone = [_alone(reach, row) for row in rows if row[3] is None]
    titles = [(row[3], *_called(row[0])) for row in rows if row[3] is not None]
    return Along(tuple(reach.newest(alone)), tuple(titles))


def _alone(reach: Reach, row: Any) -> StoryEntry:
    one, by, agency, _note = row
    title, plain = _called(one)
    at = min(one.at, reach.work.now) if one.went is not Went.CALLED_OFF else one.created_at
    return reach.entry(one, at, "going", title, (by or "", agency), plain_title=plain)


def _called(one: GoingAlong) -> tuple[str, str]:
    plain = f"{_WENT[one.went]}: {GOING_TO_WORDS[one.going_to].lower()}"
    return f"{plain}, {one.place}", plain
