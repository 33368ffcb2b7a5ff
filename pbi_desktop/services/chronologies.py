"""Chronologies: drafted from the story of a case, edited line by line, and printed by the rules.

A line shows as long as its entry does: what was sealed, taken back or moved to somebody else since
is not told by a chronology either.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.chronology import Period, draft
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Chronology, ChronologyLine, Worker
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.services.case_story import cases_before, corrected_at, open_before, read_story
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.chronology_drafting import happenings, kept_line
from pbi_desktop.services.chronology_prints import Whose, lines_of, name_of, printed
from pbi_desktop.services.chronology_rows import (
    ChronologyChoice,
    ChronologyLineRow,
    ChronologyList,
    ChronologyPage,
    ChronologyWish,
    NewLine,
)
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.reports import Made
from pbi_desktop.services.story_reach import noon
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


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
            before = cases_before(work, case_id) if may_write else ()
            return ChronologyList(case_id, case.reference, name, may_write, kept, before)

    def draft(self, actor: Actor, case_id: CaseId, wish: ChronologyWish) -> Changes:
        """Draft a chronology from the story as this worker sees it, and keep it."""
        typed = Typed()
        title = required(typed.line(wish.title), "title", "Say what it is called.")
        whom = required(typed.line(wish.for_whom), "for_whom", "Say for which meeting or court.")
        first, last = wish.period.first, wish.period.last
        if first and last and last < first:
            raise Invalid({"last": "The last day comes before the first: change one of them."})
        store = self._store()
        also = open_before(store, actor, case_id) if wish.earlier else ()
        store.ensure_open(actor, case_id)
        with store.command(actor, "draft chronology") as work:
            case = open_case(work, case_id)
            story = read_story(work, case_id, also)
            lines = draft(happenings(work, case, story), wish.period, wish.sorts)
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
                work.add(kept_line(case_id, made.id, line))
        return work.changes(typed.done("Chronology drafted"), made=made.id)

    def open(
        self, actor: Actor, case_id: CaseId, chronology_id: UUID, *, earlier: bool = False
    ) -> ChronologyPage:
        """Return a chronology with the lines that this worker may see.

        Lines from a case before this one show while that is open; `earlier` opens them first.
        """
        store = self._store()
        if earlier:
            open_before(store, actor, case_id)
        with store.query_case(actor, case_id) as work:
            kept = work.get(Chronology, chronology_id)
            case = work.get(Case, kept.case_id)
            lines = lines_of(work, kept)
            corrected = corrected_at(work, {one.entry_id for one in lines if one.entry_id})
            whose = Whose.of(work, kept, lines)
            before = cases_before(work, CaseId(case.id))
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
                    _row(one, whose, corrected_since=one.entry_id in corrected
                         and corrected[one.entry_id] > one.created_at)
                    for one in lines
                ),
                tuple(one for one in before if not work.has_opened(one.case_id)),
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

    def add_line(self, actor: Actor, case_id: CaseId, chronology_id: UUID, new: NewLine) -> Changes:
        """Add a line that stands in no record of the case; it says who added it."""
        typed = Typed()
        said = _said_by_hand(typed, new.words, new.source)
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "add to chronology") as work:
            case = open_case(work, case_id)
            kept = work.get(Chronology, chronology_id)
            if kept.case_id != case_id:
                raise NotPermitted("add to a chronology of another case")
            refuse_without_consent(work, case_id, case.subject_id, new.category)
            made = work.add(
                ChronologyLine(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=new.category,
                    chronology_id=chronology_id,
                    at=_day_of(work, new.on_day),
                    **said,
                    significance=typed.text(new.significance) or None,
                    marking=new.marking,
                    left_out=False,
                )
            )
        return work.changes(typed.done("Line added"), made=made.id)

    def change_added(  # noqa: PLR0913 - which line, as it was shown, and all that it says
        self,
        actor: Actor,
        line_id: UUID,
        seen: int,
        on_day: date | None,
        words: str,
        source: str,
        significance: str,
    ) -> Changes:
        """Change a line that was added by hand.

        Day and source of a line never change: where these differ, another takes its place, and it
        says who made it so.
        """
        typed = Typed()
        said = _said_by_hand(typed, words, source)
        why = typed.text(significance) or None
        with self._store().command(actor, "change chronology") as work:
            line = _by_hand(work, line_id, seen)
            at = _day_of(work, on_day)
            if (at, said["source"]) == (line.at, line.source):
                line.words, line.significance, made = said["words"], why, line
                work.save(line)
            else:
                work.withdraw(line)
                made = work.add(_in_its_place(line, at, said, why))
        return work.changes(typed.done("Line kept"), made=made.id)

    def remove_line(self, actor: Actor, line_id: UUID, seen: int) -> Changes:
        """Take away a line that was added by hand; a drafted one is left out instead."""
        with self._store().command(actor, "remove from chronology") as work:
            work.withdraw(_by_hand(work, line_id, seen))
        return work.changes("Line removed")

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


# --- by hand ----------------------------------------------------------------------------------


def _said_by_hand(typed: Typed, words: str, source: str) -> dict[str, str]:
    return {
        "words": required(typed.text(words), "words", "Write what happened."),
        "source": required(typed.line(source), "source", "Write who says so, or which paper."),
    }


def _day_of(work: Work, on_day: date | None) -> datetime:
    if on_day is None:
        raise Invalid({"on_day": "Say the day, like 1 mar 2026."})
    if on_day > london_day(work.now):
        raise Invalid({"on_day": "That day is yet to come: a chronology tells what was."})
    return noon(on_day)


def _by_hand(work: Work, line_id: UUID, seen: int) -> ChronologyLine:
    line = changeable(work, ChronologyLine, line_id, seen)
    if line.entry_id is not None:
        raise NotPermitted("change where a line comes from")
    return line


def _in_its_place(
    line: ChronologyLine, at: datetime, said: dict[str, str], why: str | None
) -> ChronologyLine:
    return ChronologyLine(
        case_id=line.case_id,
        subject_id=line.subject_id,
        category=line.category,
        chronology_id=line.chronology_id,
        at=at,
        **said,
        significance=why,
        marking=line.marking,
        left_out=line.left_out,
    )


# --- reading ----------------------------------------------------------------------------------


def _row(line: ChronologyLine, whose: Whose, *, corrected_since: bool) -> ChronologyLineRow:
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
        whose.added_by(line),
        whose.reference(line),
    )
