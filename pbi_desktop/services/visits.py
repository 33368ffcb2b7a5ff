"""Visits and meetings of a worker's day: booked, moved, done, called off; and out as a calendar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Seal, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.safety import Unsafe, Way, WhyNot, safe_to_use
from pbi_desktop.domain.times import london_day, start_of
from pbi_desktop.exchange.calendar_files import CalendarEntry, write_calendar
from pbi_desktop.models import Action, Appointment, Case, RecordSeal
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.leaving import Exportable, exportable
from pbi_desktop.services.safety_reading import safe_ways
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.services.visit_rows import CalendarFile, NewVisit
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_WHAT = "Write what it is: visit, court, clinic."
_KEPT_OUT = "It stays out of your calendar file: it is not safe for them in a calendar"


class Visits:
    """Appointments of a worker in their cases. Each method is one command, undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def book(self, actor: Actor, case_id: CaseId, visit: NewVisit) -> Changes:
        """Book a visit in the worker's own day; says where it is not safe in a calendar."""
        typed = Typed()
        what = required(typed.line(visit.what), "what", _WHAT)
        with self._store().command(actor, "book visit") as work:
            case = open_case(work, case_id)
            _refuse_backwards(work, visit.at, visit.ends_at)
            made = work.add(
                Appointment(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    at=visit.at,
                    worker_id=actor.worker,
                    what=what,
                    done=False,
                    place=typed.line(visit.place) or None,
                    ends_at=visit.ends_at,
                )
            )
            kept_out = _is_unsafe(work, PersonId(case.subject_id))
        done = typed.done("Visit booked")
        return work.changes(f"{done}. {_KEPT_OUT}" if kept_out else done, made=made.id)

    def move(self, actor: Actor, visit_id: UUID, seen: int, at: datetime) -> Changes:
        """Move a visit to another time; it lasts as long as before."""
        with self._store().command(actor, "move visit") as work:
            visit = changeable(work, Appointment, visit_id, seen)
            lasts = None if visit.ends_at is None else visit.ends_at - visit.at
            _refuse_backwards(work, at, None)
            visit.at, visit.ends_at = at, None if lasts is None else at + lasts
            work.save(visit)
        return work.changes("Visit moved")

    def settle(self, actor: Actor, visit_id: UUID, seen: int, *, done: bool = True) -> Changes:
        """Say that a visit has been, or that it has not."""
        with self._store().command(actor, "settle visit") as work:
            visit = changeable(work, Appointment, visit_id, seen)
            visit.done = done
            work.save(visit)
        return work.changes("Visit done" if done else "Visit to do again")

    def cancel(self, actor: Actor, visit_id: UUID, seen: int) -> Changes:
        """Call a visit off; undo puts it back."""
        with self._store().command(actor, "cancel visit") as work:
            work.withdraw(changeable(work, Appointment, visit_id, seen))
        return work.changes("Visit called off")

    def calendar(self, actor: Actor) -> CalendarFile:
        """Return the worker's visits to come and open steps as a calendar file; logged first.

        A calendar of another program syncs to phones and shared screens, so an entry says "Visit"
        or "Step" and the case reference: no name, no place, none of the words. That tells nobody
        who is visited, so a case in which nobody asked for the safe ways may be there. One whose
        person said that no way is safe is not, nor is a sealed one, nor one that may not leave.
        """
        with self._store().command(actor, "export calendar") as work:
            visits, steps = _own_visits(work), _own_steps(work)
            may = _May.of(work, (*visits, *steps))
            entries = [
                *(_visit_entry(may, one) for one in visits if may.leave(one)),
                *(_step_entry(may, one) for one in steps if may.leave(one)),
            ]
            data = write_calendar(entries, work.now)
            shown = sum(may.leave(one) for one in visits)
            work.log("export calendar", sha256(data).hexdigest(), text=f"{len(entries)} entries")
        left_out = len(visits) + len(steps) - len(entries)
        return CalendarFile(data, shown, len(entries) - shown, left_out)


# --- within --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _May:
    """What may stand in a calendar outside the program, and under which reference."""

    references: dict[UUID, str]
    exported: Exportable
    unsafe: frozenset[UUID]
    sealed: frozenset[UUID]

    @classmethod
    def of(cls, work: Work, records: Sequence[Appointment | Action]) -> "_May":
        cases = {one.case_id for one in records}
        open_cases = select(Case.id, Case.reference).where(
            Case.id.in_(cases), Case.seal == Seal.OPEN
        )
        sealed = select(RecordSeal.record_id).where(RecordSeal.case_id.in_(cases))
        return cls(
            dict(tuple(row) for row in work.rows(open_cases)),
            exportable(work, Verb.EXPORT),
            frozenset(
                person
                for person in {one.subject_id for one in records}
                if _is_unsafe(work, PersonId(person))
            ),
            frozenset(row[0] for row in work.rows(sealed)),
        )

    def leave(self, one: Appointment | Action) -> bool:
        """Say whether an entry of this record may leave the program."""
        return (
            one.case_id in self.references
            and one.id not in self.sealed
            and one.subject_id not in self.unsafe
            and self.exported.of_case(one.case_id, one.subject_id, Category(one.category))
        )


def _visit_entry(may: _May, one: Appointment) -> CalendarEntry:
    title = f"Visit {may.references[one.case_id]}"
    return CalendarEntry(one.id, one.version, title, one.at, one.ends_at)


def _step_entry(may: _May, one: Action) -> CalendarEntry:
    if one.due_on is None:
        raise LookupError("a step without a day has no place in a calendar")
    return CalendarEntry(one.id, one.version, f"Step {may.references[one.case_id]}", one.due_on)


def _own_visits(work: Work) -> Sequence[Appointment]:
    return work.all(
        select(Appointment)
        .where(
            Appointment.worker_id == work.actor.worker,
            Appointment.at >= start_of(london_day(work.now)),
        )
        .where(Appointment.done.is_(False))
        .order_by(Appointment.at, Appointment.id)
    )


def _own_steps(work: Work) -> Sequence[Action]:
    return work.all(
        select(Action)
        .where(Action.owner_id == work.actor.worker, Action.status == ActionStatus.OPEN)
        .where(Action.due_on.is_not(None))
        .order_by(Action.due_on, Action.id)
    )


def _is_unsafe(work: Work, person: PersonId) -> bool:
    """Say whether somebody said that no way to them is safe; not having asked is no such word."""
    found = safe_to_use(safe_ways(work, person), Way.CALENDAR)
    return isinstance(found, Unsafe) and found.why is WhyNot.NOT_THIS_WAY


def _refuse_backwards(work: Work, at: datetime, ends_at: datetime | None) -> None:
    if london_day(at) < london_day(work.now):
        raise Invalid({"at": "That day is over. Write a note about what has been."})
    if ends_at is not None and ends_at <= at:
        raise Invalid({"ends_at": "It must end after it begins."})
