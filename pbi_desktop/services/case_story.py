"""The story of a case: one line of everything that happened, newest first."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select, union_all

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import (
    Agency,
    CapacityDecision,
    Case,
    CaseRecord,
    ChildSeen,
    Concern,
    GoingAlong,
    HandOver,
    KeyDate,
    Note,
    Paper,
    PhaseRecord,
    ResidentStory,
    Revision,
    Worker,
)
from pbi_desktop.services.case_people import people_of
from pbi_desktop.services.case_rows import (
    CaseBefore,
    Correction,
    PastWords,
    StoryEntry,
    StoryMark,
    StoryPage,
)
from pbi_desktop.services.case_story_course import hand_overs, own_words, papers, phases
from pbi_desktop.services.case_story_dates import Along, going_along, key_dates
from pbi_desktop.services.case_story_safety import capacity, children, concerns
from pbi_desktop.services.story_entries import (
    appointments,
    attendances,
    contacts,
    demand,
    gains,
    notes,
    referrals,
    risks,
    stages,
)
from pbi_desktop.services.story_reach import Reach
from pbi_desktop.store import revisions
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_Reader = Callable[[Reach], list[StoryEntry]]
_LATELY: tuple[_Reader, ...] = (
    notes, contacts, stages, gains, referrals, attendances, appointments, demand,
)  # fmt: skip
"""What the Now tab tells of: risks, concerns and dates have cards of their own there."""
_OFTEN_NONE: tuple[tuple[type[CaseRecord], _Reader], ...] = (
    (Concern, concerns),
    (ChildSeen, children),
    (CapacityDecision, capacity),
    (KeyDate, key_dates),
    (Paper, papers),
    (HandOver, hand_overs),
    (ResidentStory, own_words),
)
"""What many cases have none of: one question asks which of them there is."""
_NOTES = Note.__tablename__
_SAID = ("body", "place", "told_by", "marking")
"""What a correction of a note changes."""


def read_latest(work: Work, case_id: CaseId, most: int) -> tuple[StoryEntry, ...]:
    """Return the newest entries, without what the story alone says: agency, whom, corrections."""
    return _told(Reach(work, case_id, most), _LATELY)


def read_story(
    work: Work, case_id: CaseId, earlier: Sequence[CaseBefore] = ()
) -> tuple[StoryEntry, ...]:
    """Return the whole story, newest first, joined with that of cases before it."""
    return read_page(work, case_id, None, None, earlier).entries


def read_page(
    work: Work,
    case_id: CaseId,
    before: StoryMark | None,
    most: int | None,
    earlier: Sequence[CaseBefore] = (),
) -> StoryPage:
    """Return the newest entries of a story that are older than a place in it."""
    people = people_of(work, case_id)
    for one in earlier:
        people += tuple(other for other in people_of(work, one.case_id) if other not in people)
    reach = Reach(
        work,
        case_id,
        None if most is None else most + 1,
        before,
        {row[0]: row[1] for row in work.rows(select(Agency.id, Agency.name))},
        {one.id: one.name for one in people},
        {one.case_id: one.reference for one in earlier},
    )
    found = _whole(reach)
    entries = found if most is None else found[:most]
    last = entries[-1] if len(entries) < len(found) else None
    older = StoryMark(last.at, last.id) if last else None
    return StoryPage(_with_corrections(work, entries), older, people)


def cases_before(work: Work, case_id: CaseId) -> tuple[CaseBefore, ...]:
    """Return the cases that this one was opened after, the latest first.

    Only those of which the worker may read more than that there is one.
    """
    found: list[CaseBefore] = []
    previous = work.get(Case, case_id).previous_case_id
    seen = {UUID(str(case_id))}
    while previous is not None and previous not in seen:
        seen.add(previous)
        try:
            case = work.get(Case, previous)
        except NotFound:
            break
        if work.may_read(case.id, Category.CORE):
            found.append(CaseBefore(CaseId(case.id), case.reference, case.closed_on))
        previous = case.previous_case_id
    return tuple(found)


def open_before(store: Store, actor: Actor, case_id: CaseId) -> tuple[CaseBefore, ...]:
    """Open the cases before this one, each logged as any opening is; return them."""
    with store.query_case(actor, case_id) as work:
        found = cases_before(work, case_id)
    for one in found:
        store.ensure_open(actor, one.case_id)
    return found


def _whole(reach: Reach) -> tuple[StoryEntry, ...]:
    """Return the entries of every kind, asking nothing of kinds that the case has none of."""
    there = _what_there_is(reach)
    readers = [reader for kind, reader in _OFTEN_NONE if kind.__tablename__ in there]
    moved = PhaseRecord.__tablename__ in there or _has_course(reach)
    along = going_along(reach) if GoingAlong.__tablename__ in there else Along()
    alone = [lambda _reach: list(along.alone)]
    told = _told(reach, (*_LATELY, risks, *([phases] if moved else ()), *readers, *alone))
    return tuple(along.entitle(told))


def _what_there_is(reach: Reach) -> frozenset[str]:
    """Return which of the kinds that many cases have none of there are, in one question."""
    often_none = (kind for kind, _reader in _OFTEN_NONE)
    kinds: tuple[type[CaseRecord], ...] = (PhaseRecord, GoingAlong, *often_none)
    asked = [
        select(literal(kind.__tablename__)).where(
            select(kind.id).where(reach.covers(kind.case_id)).exists()
        )
        for kind in kinds
    ]
    return frozenset(row[0] for row in reach.work.rows(union_all(*asked)))


def _has_course(reach: Reach) -> bool:
    """Say whether a case was closed, or opened after another."""
    cases = (reach.work.get(Case, one) for one in reach.cases)
    return any(one.closed_on or one.previous_case_id for one in cases)


def _told(reach: Reach, readers: Iterable[_Reader]) -> tuple[StoryEntry, ...]:
    entries = [entry for reader in readers for entry in reader(reach)]
    entries.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    return tuple(entries[: reach.most])


# --- what was corrected -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Change:
    """A change of what a note says, that stands."""

    at: datetime
    by: str
    before: str
    after: str


def _with_corrections(work: Work, entries: Sequence[StoryEntry]) -> tuple[StoryEntry, ...]:
    """Return the entries, each that was corrected with when and by whom it was last."""
    changed = {one.id for one in entries if one.record == _NOTES and one.version > 1}
    if not changed:
        return tuple(entries)
    last = {note: changes[-1] for note, changes in _changes(work, changed).items() if changes}
    return tuple(
        replace(one, corrected=Correction(last[one.id].at, last[one.id].by))
        if one.id in last
        else one
        for one in entries
    )


def corrected_at(work: Work, notes_wanted: set[UUID]) -> dict[UUID, datetime]:
    """Return when notes were last corrected; those that never were are left out."""
    found = _changes(work, notes_wanted) if notes_wanted else {}
    return {note: changes[-1].at for note, changes in found.items() if changes}


def read_past(work: Work, note_id: UUID) -> tuple[PastWords, ...]:
    """Return what a note said before each change of it that stands, the latest first."""
    note = work.get(Note, note_id)
    says: dict[str, Any] = {name: revisions.plain(getattr(note, name)) for name in _SAID}
    found = []
    for change in reversed(_changes(work, {note_id}).get(note_id, [])):
        says |= {name: old for name, old in json.loads(change.before).items() if name in _SAID}
        found.append(
            PastWords(
                change.at,
                change.by,
                says["body"],
                says["place"] or "",
                Marking(says["marking"]),
                says["told_by"] or "",
            )
        )
    return tuple(found)


def _changes(work: Work, wanted: set[UUID]) -> dict[UUID, list[_Change]]:
    """Return the changes of what notes say, in order; what was taken back is left out."""
    rows = work.rows(
        select(Revision.record_id, Revision.at, Worker.name, Revision.before, Revision.after)
        .join(Worker, Worker.id == Revision.worker_id)
        .where(Revision.kind == _NOTES, Revision.record_id.in_(wanted))
        .where(Revision.before.is_not(None))
        .order_by(Revision.record_id, Revision.version)
    )
    made: dict[UUID, list[_Change]] = defaultdict(list)
    for note, *change in rows:
        found = _Change(*change)
        if any(name in json.loads(found.before) for name in _SAID):
            made[note].append(found)
    return {
        note: revisions.still_standing(changes, lambda one: (one.before, one.after))
        for note, changes in made.items()
    }
