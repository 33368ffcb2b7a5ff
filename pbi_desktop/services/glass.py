"""Breaking the glass: access in an emergency, told at once to those who lead, and looked at after.

Whoever breaks it names the people and the categories; nothing else opens, for four hours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import SHORTEST_REASON, Category, Emergency
from pbi_desktop.domain.access_errors import SamePerson
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.due_dates import working_days_after
from pbi_desktop.domain.errors import Invalid, StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import BrokenGlass, Case, GlassScope, Person, Worker
from pbi_desktop.services.case_people import PersonChoice, people_of
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

REVIEWED_WITHIN = 2
"""Working days."""


@dataclass(frozen=True)
class OpenGlass:
    """What a worker has open in an emergency, and until when."""

    case_id: CaseId
    reference: str
    people: tuple[str, ...]
    categories: tuple[Category, ...]
    until: datetime


@dataclass(frozen=True)
class GlassReview:
    """Somebody broke the glass, and a second person has to look at it."""

    id: UUID
    version: int
    case_id: CaseId
    reference: str
    """Empty where the case is not shared with this worker."""
    by: str
    at: datetime
    reason: str
    people: tuple[str, ...]
    categories: tuple[Category, ...]
    due_on: date
    late: bool


class Glass:
    """Opens in an emergency, and has it looked at."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def people(self, actor: Actor, case_id: CaseId) -> tuple[PersonChoice, ...]:
        """Return whom an emergency could be about; NotFound when the case is missing or hidden."""
        with self._store().query(actor) as work:
            work.get(Case, case_id)
            return people_of(work, case_id)

    def break_glass(self, actor: Actor, case_id: CaseId, asked: Emergency) -> Changes:
        """Open what is named for four hours; lead and information governance lead see it at once.

        The case itself opens to whoever asks, as always, with an entry in the audit chain.
        """
        typed = Typed()
        reason = typed.text(asked.reason)
        asked = Emergency(asked.people, asked.categories, reason)
        _check(asked)
        with self._store().command(actor, "break the glass") as work:
            made = work.break_glass(case_id, asked)
        return work.changes(typed.done("Open for four hours. Your lead was told"), made=made)

    def open_now(self, actor: Actor) -> tuple[OpenGlass, ...]:
        """Return what this worker has open in an emergency, soonest to close first."""
        with self._store().query(actor) as work:
            rows = work.all(
                select(BrokenGlass)
                .where(BrokenGlass.worker_id == actor.worker, BrokenGlass.valid_to > work.now)
                .order_by(BrokenGlass.valid_to, BrokenGlass.id)
            )
            return tuple(_open(work, one) for one in rows)

    def to_review(self, actor: Actor) -> tuple[GlassReview, ...]:
        """Return what waits for this worker to look at, late first."""
        with self._store().query(actor) as work:
            rows = work.rows(
                select(BrokenGlass, Worker.name)
                .join(Worker, Worker.id == BrokenGlass.worker_id)
                .where(BrokenGlass.worker_id != actor.worker, BrokenGlass.reviewed_at.is_(None))
                .order_by(BrokenGlass.valid_from, BrokenGlass.id)
            )
            return tuple(_to_review(work, one, by) for one, by in rows)

    def review(self, actor: Actor, glass_id: UUID, seen: int, outcome: str) -> Changes:
        """Keep what came of looking at it, in words."""
        typed = Typed()
        said = required(typed.text(outcome), "outcome", "Write what you found and what follows.")
        with self._store().command(actor, "review broken glass") as work:
            glass = work.get(BrokenGlass, glass_id, seen)
            if glass.worker_id == actor.worker:
                raise SamePerson("review")
            if glass.reviewed_at is not None:
                raise StaleRecord("broken_glass")
            glass.reviewed_at, glass.reviewed_by, glass.review = work.now, actor.worker, said
            work.save(glass)
        return work.changes(typed.done("Reviewed"))


def _check(asked: Emergency) -> None:
    problems = {}
    if not asked.people:
        problems["people"] = "Choose whom it is about."
    if not asked.categories:
        problems["categories"] = "Choose what you need to see."
    if not asked.is_reasoned:
        problems["reason"] = f"Write why, in {SHORTEST_REASON} letters or more."
    if problems:
        raise Invalid(problems)


def _scope(work: Work, glass: BrokenGlass) -> tuple[tuple[str, ...], tuple[Category, ...]]:
    rows = work.rows(
        select(GlassScope.category, Person)
        .outerjoin(Person, Person.id == GlassScope.person_id)
        .where(GlassScope.glass_id == glass.id)
    )
    names = {full_name(person) for _category, person in rows if person is not None}
    return tuple(sorted(names)), tuple(sorted({Category(row[0]) for row in rows}))


def _reference(work: Work, case_id: CaseId) -> str:
    found: Sequence[tuple[str]] = work.rows(select(Case.reference).where(Case.id == case_id))
    return found[0][0] if found else ""


def _open(work: Work, glass: BrokenGlass) -> OpenGlass:
    people, categories = _scope(work, glass)
    until = glass.valid_to or glass.valid_from
    return OpenGlass(glass.case_id, _reference(work, glass.case_id), people, categories, until)


def _to_review(work: Work, glass: BrokenGlass, by: str) -> GlassReview:
    people, categories = _scope(work, glass)
    due = working_days_after(london_day(glass.valid_from), REVIEWED_WITHIN)
    return GlassReview(
        glass.id,
        glass.version,
        glass.case_id,
        _reference(work, glass.case_id),
        by,
        glass.valid_from,
        glass.reason,
        people,
        categories,
        due,
        due < london_day(work.now),
    )
