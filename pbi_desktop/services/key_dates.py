"""Days that matter and going along: what is to come, what became of it, and what happened there."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, StaleRecord
from pbi_desktop.domain.housing import KeyDateState, Went
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.key_dates import category_of, moved_to, settled
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, GoingAlong, KeyDate, Note
from pbi_desktop.services.casework import agency_of, changeable, open_case
from pbi_desktop.services.housing_reading import read_all_key_dates, read_going_along
from pbi_desktop.services.housing_rows import (
    GoingAlongLine,
    KeyDateLine,
    NewGoing,
    NewKeyDate,
    WhatHappened,
)
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.standing import is_on_team
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_MINUTES = 24 * 60
_DONE = {
    KeyDateState.KEPT: "Date kept",
    KeyDateState.MISSED: "Date missed",
    KeyDateState.CALLED_OFF: "Date called off",
}
_WENT = {
    Went.PLANNED: "Going along planned",
    Went.WENT: "Went along: note kept",
    Went.DID_NOT_COME: "They did not come: kept",
    Went.CALLED_OFF: "Going along called off",
}


class KeyDates:
    """Commands on the days that matter, and on going along; each is undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def dates(self, actor: Actor, case_id: CaseId) -> tuple[KeyDateLine, ...]:
        """Return every key date of a case, those to come first."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            return read_all_key_dates(work, case_id)

    def going(self, actor: Actor, case_id: CaseId) -> tuple[GoingAlongLine, ...]:
        """Return who goes along in a case, or went, the latest first."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            return read_going_along(work, [case_id])

    # --- key dates -----------------------------------------------------------------------------

    def add_key_date(self, actor: Actor, case_id: CaseId, new: NewKeyDate) -> Changes:
        """Write down a day that matters, and what happens if it is missed."""
        typed = Typed()
        what, consequence = typed.line(new.what), typed.text(new.consequence)
        _check_key_date(what, consequence, new)
        category = category_of(new.kind, new.category)
        with self._store().command(actor, "add key date") as work:
            case = open_case(work, case_id)
            refuse_without_consent(work, case_id, case.subject_id, category)
            made = work.add(
                KeyDate(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=category,
                    date_kind=new.kind,
                    what=what,
                    on_day=new.on_day,
                    at=new.at,
                    place=typed.line(new.place) or None,
                    consequence=consequence,
                    state=KeyDateState.COMING,
                )
            )
        return work.changes(typed.done("Date written down"), made=made.id)

    def settle_key_date(
        self, actor: Actor, date_id: UUID, seen: int, state: KeyDateState, outcome: str = ""
    ) -> Changes:
        """Say what became of a key date: kept, missed or called off."""
        if state is KeyDateState.MOVED:
            raise Invalid({"on_day": "Say the day it was moved to."})
        typed = Typed()
        with self._store().command(actor, "settle key date") as work:
            one = changeable(work, KeyDate, date_id, seen)
            today = london_day(work.now)
            one.state = settled(one.state, state, one.date_kind, one.on_day, today)
            one.outcome = typed.text(outcome) or None
            work.save(one)
        return work.changes(typed.done(_DONE[state]))

    def move_key_date(  # noqa: PLR0913 - to when, and why
        self,
        actor: Actor,
        date_id: UUID,
        seen: int,
        on_day: date,
        at: datetime | None = None,
        why: str = "",
    ) -> Changes:
        """Say that a key date was moved: it stays on record, and a new one is made."""
        typed = Typed()
        with self._store().command(actor, "move key date") as work:
            one = changeable(work, KeyDate, date_id, seen)
            today = london_day(work.now)
            one.state = settled(one.state, KeyDateState.MOVED, one.date_kind, one.on_day, today)
            new_day = moved_to(one.on_day, on_day, today)
            _check_hour(new_day, at)
            said = f"Moved to {say_date(new_day)}"
            reason = typed.line(why)
            one.outcome = f"{said}: {reason}" if reason else said
            work.save(one)
            made = work.add(_moved(one, new_day, at))
        return work.changes(typed.done(said), made=made.id)

    # --- going along ---------------------------------------------------------------------------

    def plan_going(self, actor: Actor, case_id: CaseId, new: NewGoing) -> Changes:
        """Write down that a worker will go along."""
        typed = Typed()
        with self._store().command(actor, "plan going along") as work:
            made = work.add(_going(work, open_case(work, case_id), new, typed))
        return work.changes(typed.done(_WENT[Went.PLANNED]), made=made.id)

    def record_going(
        self, actor: Actor, going_id: UUID, seen: int, happened: WhatHappened
    ) -> Changes:
        """Say what became of going along; what happened becomes a note in the story."""
        typed = Typed()
        words = _words_of(typed, happened)
        with self._store().command(actor, "record going along") as work:
            going = changeable(work, GoingAlong, going_id, seen)
            if going.went is not Went.PLANNED:
                raise StaleRecord(GoingAlong.__tablename__)
            _finish(work, going, happened, words)
            work.save(going)
        return work.changes(typed.done(_WENT[happened.went]))

    def went_along(
        self, actor: Actor, case_id: CaseId, new: NewGoing, happened: WhatHappened
    ) -> Changes:
        """Write down going along that nobody had planned, with what happened."""
        typed = Typed()
        words = _words_of(typed, happened)
        with self._store().command(actor, "went along") as work:
            going = _going(work, open_case(work, case_id), new, typed)
            _finish(work, going, happened, words)
            work.add(going)
        return work.changes(typed.done(_WENT[happened.went]), made=going.id)


def _check_key_date(what: str, consequence: str, new: NewKeyDate) -> None:
    problems = {}
    if not what:
        problems["what"] = "Write what the day is."
    if not consequence:
        problems["consequence"] = "Write what happens if it is missed, in plain words."
    if problems:
        raise Invalid(problems)
    _check_hour(new.on_day, new.at)


def _check_hour(day: date, at: datetime | None) -> None:
    if at is not None and london_day(at) != day:
        raise Invalid({"on_day": "The hour is on another day. Check the day and the time."})


def _moved(one: KeyDate, on_day: date, at: datetime | None) -> KeyDate:
    return KeyDate(
        case_id=one.case_id,
        subject_id=one.subject_id,
        category=one.category,
        date_kind=one.date_kind,
        what=one.what,
        on_day=on_day,
        at=at,
        place=one.place,
        consequence=one.consequence,
        state=KeyDateState.COMING,
    )


def _going(work: Work, case: Case, new: NewGoing, typed: Typed) -> GoingAlong:
    worker, case_id = new.worker_id or work.actor.worker, CaseId(case.id)
    if worker != work.actor.worker and not is_on_team(work, case_id, worker):
        raise Invalid({"worker": "Choose somebody of this case's team."})
    return GoingAlong(
        case_id=case_id,
        subject_id=case.subject_id,
        category=Category.CORE,
        at=new.at,
        worker_id=worker,
        going_to=new.going_to,
        place=required(typed.line(new.place), "place", "Write where you go along to."),
        went=Went.PLANNED,
    )


def _words_of(typed: Typed, happened: WhatHappened) -> str:
    words = typed.text(happened.words)
    if happened.went is Went.PLANNED:
        raise Invalid({"went": "Say whether you went."})
    if happened.went is Went.WENT:
        words = required(words, "words", "Write what happened there.")
    if happened.minutes is not None and not 0 < happened.minutes <= _MOST_MINUTES:
        raise Invalid({"minutes": "Write how many minutes it took, or leave it empty."})
    return words


def _finish(work: Work, going: GoingAlong, happened: WhatHappened, words: str) -> None:
    """Say what became of it, and keep the note in which it is told."""
    if going.at > work.now and happened.went is not Went.CALLED_OFF:
        raise Invalid({"at": "That is yet to come. Say how it went once it was."})
    note = work.add(_note(work, going, words)) if words else None
    going.went, going.minutes = happened.went, happened.minutes
    going.note_id = None if note is None else note.id


def _note(work: Work, going: GoingAlong, words: str) -> Note:
    return Note(
        case_id=going.case_id,
        subject_id=going.subject_id,
        category=going.category,
        at=min(going.at, work.now),
        worker_id=work.actor.worker,
        agency_id=agency_of(work),
        kind=NoteKind.EVENT,
        place=going.place,
        body=words,
        marking=Marking.NOT_MARKED,
    )
