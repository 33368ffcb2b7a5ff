"""Conflicts of interest: a worker who must not meet a person meets no case that holds them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, Exclusion, Worker
from pbi_desktop.services.case_people import people_of, person_of
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.standing import end_now
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store


@dataclass(frozen=True)
class ExclusionLine:
    """Who must not meet whom, why, and since when."""

    id: UUID
    version: int
    person: str
    worker: str
    reason: str
    since: date


class Exclusions:
    """Keeps conflicts of interest; whom one is about never meets a trace of it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[ExclusionLine, ...]:
        """Return who must not meet the people of a case, newest first."""
        with self._store().query(actor) as work:
            work.get(Case, case_id)
            names = {one.id: one.name for one in people_of(work, case_id)}
            rows = work.rows(
                select(Exclusion, Worker.name)
                .join(Worker, Worker.id == Exclusion.worker_id)
                .where(Exclusion.person_id.in_(names), Exclusion.valid_from <= work.now)
                .where((Exclusion.valid_to.is_(None)) | (Exclusion.valid_to > work.now))
                .order_by(Exclusion.valid_from.desc(), Exclusion.id)
            )
            return tuple(
                ExclusionLine(
                    one.id,
                    one.version,
                    names[one.person_id],
                    worker,
                    one.reason,
                    london_day(one.valid_from),
                )
                for one, worker in rows
            )

    def workers(self, actor: Actor) -> tuple[TeamChoice, ...]:
        """Return every other worker by name: it tells nothing of who is excluded."""
        with self._store().query(actor) as work:
            rows = work.rows(
                select(Worker.id, Worker.name, Agency.name)
                .join(Agency, Agency.id == Worker.agency_id)
                .where(Worker.id != actor.worker, Worker.active.is_(True))
                .order_by(Worker.name, Worker.id)
            )
            return tuple(TeamChoice(WorkerId(row[0]), row[1], row[2]) for row in rows)

    def record(
        self, actor: Actor, case_id: CaseId, person: PersonId, worker: WorkerId, reason: str
    ) -> Changes:
        """Keep a worker away from a person from now on."""
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why they must not meet.")
        if worker == actor.worker:
            raise Invalid({"worker": "Ask your lead to keep you apart: you would see nothing."})
        with self._store().command(actor, "record conflict of interest") as work:
            work.get(Case, case_id)
            person_of(work, case_id, person)
            made = work.add(
                Exclusion(worker_id=worker, person_id=person, reason=why, valid_from=work.now)
            )
        return work.changes(typed.done("They are kept apart"), made=made.id)

    def end(self, actor: Actor, exclusion_id: UUID, seen: int) -> Changes:
        """Let them meet again."""
        with self._store().command(actor, "end conflict of interest") as work:
            found = work.get(Exclusion, exclusion_id, seen)
            end_now(work, found)
        return work.changes("They are no longer kept apart")
