"""What a chronology takes up from a story, and how a drafted line is kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Verb
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Happening, Line
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import Case, ChronologyLine, RecordSeal, ResidentStory
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.case_story_safety import UNSENT
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work

_THEIR_OWN = ResidentStory.__tablename__
"""Their own words go as far as they agreed and no further: no court or meeting gets them so."""


def happenings(work: Work, case: Case, story: Sequence[StoryEntry]) -> list[Happening]:
    """Return what may be taken up: nothing that was moved away, and nothing that is sealed."""
    cases = {case.id, *(one.earlier for one in story if one.earlier)}
    seals = select(RecordSeal.record_id).where(
        RecordSeal.case_id.in_(cases), is_live(RecordSeal, work.now)
    )
    sealed = {row[0] for row in work.rows(seals)}
    return [
        _happening(one, case)
        for one in story
        if not one.moved
        and one.told_from not in sealed
        and one.record != _THEIR_OWN
        # A line is as closed as its entry, and so of the same case: the worker writes there too.
        and (one.earlier is None or work.may(Verb.WRITE, one.earlier, one.category))
    ]


def _happening(entry: StoryEntry, case: Case) -> Happening:
    return Happening(
        record=entry.record,
        id=entry.told_from,
        kind=entry.kind,
        at=entry.at,
        title=entry.title.removesuffix(UNSENT),
        body=entry.body,
        by=entry.by,
        agency=entry.agency,
        marking=_marking(entry),
        told_by=entry.told_by,
        category=entry.category,
        about=entry.about or PersonId(case.subject_id),
        earlier=entry.earlier,
        reference=entry.reference,
    )


def _marking(entry: StoryEntry) -> Marking:
    """Return what sort of statement an entry is: how somebody copes is always a judgement."""
    if entry.kind == "stage":
        return Marking.OPINION
    return entry.marking or Marking.NOT_MARKED


def kept_line(case_id: CaseId, chronology_id: UUID, line: Line) -> ChronologyLine:
    """Return a drafted line as it is kept: in the case that its entry is of."""
    return ChronologyLine(
        case_id=line.earlier or case_id,
        subject_id=line.about,
        category=line.category,
        chronology_id=chronology_id,
        at=line.at,
        words=line.words,
        source=line.source,
        significance=None,
        marking=line.marking,
        entry_kind=line.record,
        entry_id=line.entry,
        left_out=False,
    )
