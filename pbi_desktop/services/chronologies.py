"""Chronologies: drafted from the story of a case, edited line by line, and printed by the rules.

A line shows as long as its entry does: what was sealed, taken back or moved to somebody else since
is not told by a chronology either.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.chronology import Happening, Line, Period, draft
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Chronology, ChronologyLine, RecordSeal, ResidentStory, Worker
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.case_story import corrected_at, read_story
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.chronology_prints import lines_of, name_of, printed
from pbi_desktop.services.chronology_rows import (
    ChronologyChoice,
    ChronologyLineRow,
    ChronologyList,
    ChronologyPage,
    ChronologyWish,
)
from pbi_desktop.services.reports import Made
from pbi_desktop.services.standing import is_live
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


_THEIR_OWN = ResidentStory.__tablename__
"""Their own words go as far as they agreed and no further: no court or meeting gets them so."""


class Chronologies:
    """Drafts, edits and prints chronologies of cases."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId) -> ChronologyList:
        """Return the chronologies that are kept with a case, the latest first."""
        with self._store().query_case(actor, case_id) as work:
            case = work.get(Case, case_id)
            rows = work.rows(
                select(Chronology, Worker.name)
                .join(Worker, Worker.id == Chronology.created_by)
                .where(Chronology.case_id == case_id)
                .order_by(Chronology.created_at.desc(), Chronology.id)
            )
            kept = tuple(
                ChronologyChoice(one.id, one.title, one.for_whom, london_day(one.created_at), by)
                for one, by in rows
            )
            name, may_write = name_of(work, case), work.may_write(case_id)
            return ChronologyList(case_id, case.reference, name, may_write, kept)

    def draft(self, actor: Actor, case_id: CaseId, wish: ChronologyWish) -> Changes:
        """Draft a chronology from the story as this worker sees it, and keep it."""
        typed = Typed()
        title = required(typed.line(wish.title), "title", "Say what it is called.")
        whom = required(typed.line(wish.for_whom), "for_whom", "Say for which meeting or court.")
        first, last = wish.period.first, wish.period.last
        if first and last and last < first:
            raise Invalid({"last": "The last day comes before the first: change one of them."})
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "draft chronology") as work:
            case = open_case(work, case_id)
            story = read_story(work, case_id)
            lines = draft(_happenings(work, case, story), wish.period, wish.sorts)
            if not lines:
                raise Invalid({"sorts": "The story has nothing of these sorts in these days."})
            made = work.add(
                Chronology(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    title=title,
                    for_whom=whom,
                    from_day=first,
                    to_day=last,
                )
            )
            for line in lines:
                work.add(_kept(case_id, made.id, line))
        return work.changes(typed.done("Chronology drafted"), made=made.id)

    def open(self, actor: Actor, case_id: CaseId, chronology_id: UUID) -> ChronologyPage:
        """Return a chronology with the lines that this worker may see."""
        with self._store().query_case(actor, case_id) as work:
            kept = work.get(Chronology, chronology_id)
            case = work.get(Case, kept.case_id)
            lines = lines_of(work, kept)
            corrected = corrected_at(work, {one.entry_id for one in lines if one.entry_id})
            return ChronologyPage(
                kept.id,
                kept.version,
                CaseId(case.id),
                case.reference,
                name_of(work, case),
                kept.title,
                kept.for_whom,
                Period(kept.from_day, kept.to_day),
                work.may_write(case.id),
                tuple(
                    _row(one, corrected_since=one.entry_id in corrected
                         and corrected[one.entry_id] > one.created_at)
                    for one in lines
                ),
            )  # fmt: skip

    def change_line(
        self, actor: Actor, line_id: UUID, seen: int, words: str, significance: str
    ) -> Changes:
        """Keep what a line says and why it matters; whose word it is and of which day stays."""
        typed = Typed()
        said = required(typed.text(words), "words", "Write what happened, or leave the line out.")
        with self._store().command(actor, "change chronology") as work:
            line = changeable(work, ChronologyLine, line_id, seen)
            line.words, line.significance = said, typed.text(significance) or None
            work.save(line)
        return work.changes(typed.done("Line kept"))

    def leave_out(self, actor: Actor, line_id: UUID, seen: int, *, out: bool) -> Changes:
        """Leave a line out of what is printed, or take it in again."""
        with self._store().command(actor, "change chronology") as work:
            line = changeable(work, ChronologyLine, line_id, seen)
            line.left_out = out
            work.save(line)
        return work.changes("Line left out" if out else "Line taken in again")

    def print(
        self,
        actor: Actor,
        case_id: CaseId,
        chronology_id: UUID,
        agency: str = "",
        purpose: Purpose = Purpose.DIRECT_SUPPORT,
    ) -> Made:
        """Return a chronology to be kept outside the program; logged first.

        With an agency it holds what that one may be told, and is in the ledger as told to them.
        NothingAgreed, NothingMayLeave or Restricted where it may hold nothing.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "print chronology") as work:
            kept = work.get(Chronology, chronology_id)
            if kept.case_id != case_id:
                raise NotPermitted("print a chronology of another case")
            document = printed(work, kept, agency, purpose)
        return Made(document, document_json(document))


# --- drafting ---------------------------------------------------------------------------------


def _happenings(work: Work, case: Case, story: Sequence[StoryEntry]) -> list[Happening]:
    """Return what may be taken up: nothing that was moved away, and nothing that is sealed."""
    seals = select(RecordSeal.record_id).where(
        RecordSeal.case_id == case.id, is_live(RecordSeal, work.now)
    )
    sealed = {row[0] for row in work.rows(seals)}
    return [
        _happening(one, case)
        for one in story
        if not one.moved and one.told_from not in sealed and one.record != _THEIR_OWN
    ]


def _happening(entry: StoryEntry, case: Case) -> Happening:
    return Happening(
        record=entry.record,
        id=entry.told_from,
        kind=entry.kind,
        at=entry.at,
        title=entry.title,
        body=entry.body,
        by=entry.by,
        agency=entry.agency,
        marking=_marking(entry),
        told_by=entry.told_by,
        category=entry.category,
        about=entry.about or PersonId(case.subject_id),
    )


def _marking(entry: StoryEntry) -> Marking:
    """Return what sort of statement an entry is: how somebody copes is always a judgement."""
    if entry.kind == "stage":
        return Marking.OPINION
    return entry.marking or Marking.NOT_MARKED


def _kept(case_id: CaseId, chronology_id: UUID, line: Line) -> ChronologyLine:
    return ChronologyLine(
        case_id=case_id,
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


# --- reading ----------------------------------------------------------------------------------


def _row(line: ChronologyLine, *, corrected_since: bool) -> ChronologyLineRow:
    return ChronologyLineRow(
        line.id,
        line.version,
        line.at,
        line.words,
        line.source,
        line.significance or "",
        line.marking,
        Category(line.category),
        line.left_out,
        corrected_since,
    )
