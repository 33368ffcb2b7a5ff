"""What the network of a case says, of what the viewer may see."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.casework import NoteKind
from pbi_desktop.domain.findings import Finding, StoryTaken
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Approach, Case, Contact, Note, Worker
from pbi_desktop.network.meaning import findings
from pbi_desktop.services.same_people import records_of
from pbi_desktop.store.unit_of_work import Work

_TAKEN_IN = (NoteKind.STORY, NoteKind.VISIT, NoteKind.CALL)
"""What is written after somebody told it: not a text, a meeting of professionals, an event."""


def read_findings(
    work: Work, case_id: CaseId, facts: NetworkFacts, start: date | None = None
) -> tuple[Finding, ...]:
    """Return what these facts of a case say; compared with the day it was opened, unless given.

    Who took the story is read in an opened case only, and only as far as this worker may see.
    """
    case = work.get(Case, case_id)
    return findings(facts, start or case.opened_on, read_taken(work, case))


def read_taken(work: Work, case: Case) -> tuple[StoryTaken, ...]:
    """Return who took the story of a case's person and when, as far as this worker may see."""
    found = {
        StoryTaken(str(worker), name or "", london_day(at))
        for worker, name, at in _taken(work, case)
    }
    return tuple(sorted(found, key=repr))


def _taken(work: Work, case: Case) -> Iterator[tuple[UUID, str | None, datetime]]:
    whose = records_of(work, case.subject_id)
    yield from work.rows(
        select(Note.worker_id, Worker.name, Note.at)
        .outerjoin(Worker, Worker.id == Note.worker_id)
        .where(Note.case_id == case.id, Note.subject_id.in_(whose), Note.kind.in_(_TAKEN_IN))
    )
    yield from work.rows(
        select(Contact.worker_id, Worker.name, Contact.at)
        .outerjoin(Worker, Worker.id == Contact.worker_id)
        .where(Contact.case_id == case.id, Contact.subject_id.in_(whose))
        .where(Contact.reached.is_not(False))
    )
    yield from work.rows(
        select(Approach.worker_id, Worker.name, Approach.at)
        .outerjoin(Worker, Worker.id == Approach.worker_id)
        .where(Approach.case_id == case.id)
    )
