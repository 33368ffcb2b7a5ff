"""What was wrong is put right: corrected, disputed, restricted, or moved to whom it is about.

Whoever was told what was wrong is listed to be told that it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Breach,
    Case,
    CasePerson,
    CaseRecord,
    Disagreement,
    Goal,
    Need,
    Note,
    Restriction,
    Risk,
    WhatMatters,
)
from pbi_desktop.services.casework import changeable
from pbi_desktop.services.ledger import Holder, holders_of
from pbi_desktop.services.recalls import raise_recalls
from pbi_desktop.services.standing import end_now
from pbi_desktop.services.story_entries import MOVED
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_KINDS: dict[str, tuple[type[CaseRecord], tuple[str, ...]]] = {
    "actions": (Action, ("what",)),
    "goals": (Goal, ("words",)),
    "needs": (Need, ("words",)),
    "notes": (Note, ("body", "place", "told_by")),
    "risks": (Risk, ("harm", "plan")),
    "what_matters": (WhatMatters, ("words", "please_do", "please_dont")),
}
"""What can be corrected and disputed, and in which fields."""


@dataclass(frozen=True)
class RestrictionRow:
    """A time in which nothing about a person leaves."""

    id: UUID
    version: int
    reason: str
    is_live: bool


class Corrections:
    """Puts right what was wrong, each as one command."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def holders(self, actor: Actor, kind: str, record_id: UUID) -> tuple[Holder, ...]:
        """Return which agencies were told a record, in whichever version."""
        with self._store().query(actor) as work:
            return holders_of(work, kind, record_id)

    def correct(
        self, actor: Actor, kind: str, record_id: UUID, seen: int, right: Mapping[str, str]
    ) -> Changes:
        """Put right what a record says; whoever was told the wrong version is listed."""
        mapped, fields = _correctable(kind)
        typed = Typed()
        wrong = sorted(set(right) - set(fields))
        if wrong:
            raise Invalid(dict.fromkeys(wrong, "This cannot be corrected here."))
        required(right.get(fields[0], "as it is"), fields[0], "Write what is right.")
        with self._store().command(actor, "correct record") as work:
            record = changeable(work, mapped, record_id, seen)
            told = [one.disclosure for one in holders_of(work, kind, record_id)]
            for name, words in right.items():
                setattr(record, name, typed.text(words) or None)
            work.save(record)
            count = raise_recalls(work, told, RecallReason.CORRECTED)
        return work.changes(typed.done(_with_count("Corrected", count)))

    def mark(
        self, actor: Actor, note_id: UUID, seen: int, marking: Marking, told_by: str = ""
    ) -> Changes:
        """Say what sort of statement a note is; whoever was told it as another sort is listed."""
        typed = Typed()
        by = typed.line(told_by)
        if marking is Marking.TOLD:
            required(by, "told_by", "Say who told it, like her sister.")
        with self._store().command(actor, "mark note") as work:
            note = changeable(work, Note, note_id, seen)
            if note.body == MOVED:
                raise NotPermitted("mark what was moved")
            told = [one.disclosure for one in holders_of(work, "notes", note_id)]
            note.marking = marking
            note.told_by = by if marking is Marking.TOLD else None
            work.save(note)
            count = raise_recalls(work, told, RecallReason.CORRECTED)
        return work.changes(typed.done(_with_count("Marked", count)))

    def dispute(self, actor: Actor, kind: str, record_id: UUID, words: str) -> Changes:
        """Keep what the person says against a record, beside it wherever it goes."""
        mapped, _fields = _correctable(kind)
        typed = Typed()
        said = required(typed.text(words), "words", "Write what they say, in their words.")
        with self._store().command(actor, "keep disagreement") as work:
            record = changeable(work, mapped, record_id)
            made = work.add(
                Disagreement(
                    case_id=record.case_id,
                    subject_id=record.subject_id,
                    category=record.category,
                    kind=kind,
                    record_id=record.id,
                    words=said,
                    said_on=london_day(work.now),
                )
            )
        return work.changes(typed.done("Their disagreement is kept with it"), made=made.id)

    def restrict(self, actor: Actor, case_id: CaseId, reason: str) -> Changes:
        """Let nothing about the person of a case be shared, printed or exported from now on."""
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why their records must not be used.")
        with self._store().command(actor, "restrict use") as work:
            case = writable_case(work, case_id)
            made = work.add(
                Restriction(
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    reason=why,
                    valid_from=work.now,
                )
            )
        return work.changes(typed.done("Nothing about them leaves meanwhile"), made=made.id)

    def lift(self, actor: Actor, restriction_id: UUID, seen: int) -> Changes:
        """End a restriction."""
        with self._store().command(actor, "end restriction") as work:
            restriction = work.get(Restriction, restriction_id, seen)
            end_now(work, restriction)
        return work.changes("The restriction has ended")

    def restrictions(self, actor: Actor, case_id: CaseId) -> tuple[RestrictionRow, ...]:
        """Return the restrictions on the person of a case, the latest first."""
        with self._store().query(actor) as work:
            case = work.get(Case, case_id)
            found = work.all(
                select(Restriction)
                .where(Restriction.subject_id == case.subject_id)
                .order_by(Restriction.valid_from.desc(), Restriction.id)
            )
            return tuple(
                RestrictionRow(
                    one.id,
                    one.version,
                    one.reason,
                    one.valid_to is None or one.valid_to > work.now,
                )
                for one in found
            )

    def move_note(
        self,
        actor: Actor,
        note_id: UUID,
        seen: int,
        to_case: CaseId,
        about: PersonId | None = None,
    ) -> Changes:
        """Move a note to the case and person that it is about, and open a breach check.

        An empty stub stays where it was. What it said there is history, for those who may read it.
        """
        with self._store().command(actor, "move note") as work:
            note = changeable(work, Note, note_id, seen)
            case = writable_case(work, to_case)
            person = _of_case(work, case, about)
            if (note.case_id, note.subject_id) == (to_case, person):
                raise Invalid({"person": "The note is about this person already."})
            moved = _copy(work, note, to_case, person)
            told = [one.disclosure for one in holders_of(work, "notes", note.id)]
            raise_recalls(work, told, RecallReason.WRONG_PERSON)
            note.body, note.place, note.told_by = MOVED, None, None
            work.save(note)
            work.add(_breach(work, note, moved))
        return work.changes("Moved; a breach check is open", made=moved.id)


def _correctable(kind: str) -> tuple[type[CaseRecord], tuple[str, ...]]:
    if kind not in _KINDS:
        raise NotPermitted("change")
    return _KINDS[kind]


def _with_count(done: str, count: int) -> str:
    if not count:
        return done
    return f"{done}. {count} {'copy tells' if count == 1 else 'copies tell'} the old version"


def _of_case(work: Work, case: Case, about: PersonId | None) -> PersonId:
    """Return whom the note is about: somebody of the case, its main person unless named."""
    if about is None or about == case.subject_id:
        return case.subject_id
    there = select(CasePerson.id).where(
        CasePerson.case_id == case.id, CasePerson.person_id == about
    )
    if not work.rows(there.limit(1)):
        raise NotFound("person")
    return about


def _copy(work: Work, note: Note, case: CaseId, person: PersonId) -> Note:
    return work.add(
        Note(
            case_id=case,
            subject_id=person,
            category=note.category,
            at=note.at,
            worker_id=note.worker_id,
            agency_id=note.agency_id,
            kind=note.kind,
            place=note.place,
            body=note.body,
            marking=note.marking,
            told_by=note.told_by,
            controller_id=note.controller_id,
        )
    )


def _breach(work: Work, wrong: Note, right: Note) -> Breach:
    return Breach(
        case_id=right.case_id,
        subject_id=right.subject_id,
        category=Category.CORE,
        noticed_at=work.now,
        what="A note about this person was kept with somebody else.",
        kind="notes",
        record_id=wrong.id,
    )
