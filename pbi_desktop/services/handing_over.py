"""A case goes to another key worker: on what basis from now on, and with what they have to know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Basis, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.models import Case, CaseTeamMember, HandOver, Worker
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.standing import closed_to, end_now, is_live, site_workers
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class NewKeyWorker:
    """Who takes a case over, on what basis they may know it, and what they have to know."""

    worker_id: WorkerId
    basis: Basis
    basis_words: str
    words: str
    person_told: bool


@dataclass(frozen=True)
class HandOverNote:
    """What whoever took over had to know, and who handed over."""

    id: UUID
    at: datetime
    by: str
    to: str
    basis: Basis
    basis_words: str
    words: str
    person_told: bool


class HandingOver:
    """Hands cases over and allocates those that have no key worker."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def choices(self, actor: Actor, case_id: CaseId) -> tuple[tuple[WorkerId, str], ...]:
        """Return who may be key worker of a case, by name: who works at its site, and may know."""
        with self._store().query(actor) as work:
            return _may_hold(work, work.get(Case, case_id))

    def hand_over(self, actor: Actor, case_id: CaseId, to: NewKeyWorker) -> Changes:
        """Make somebody key worker, with a note; whoever was is no longer on the team.

        They stay on it as backup where they hand over themselves: nobody loses a case by a slip.
        """
        typed = Typed()
        said = required(typed.text(to.words), "words", "Write what they have to know first.")
        why = required(
            typed.line(to.basis_words), "basis", "Write on what basis they may know all of this."
        )
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "hand over case") as work:
            case = open_case(work, case_id)
            name = work.get(Worker, to.worker_id).name
            before = _key_workers(work, case_id)
            if any(one.worker_id == to.worker_id for one in before):
                raise Invalid({"to": f"{name} is the key worker already."})
            if to.worker_id not in dict(_may_hold(work, case)):
                raise Invalid({"to": f"{name} cannot take this case over. Choose somebody else."})
            made = work.add(
                HandOver(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    at=work.now,
                    from_id=before[0].worker_id if before else None,
                    to_id=to.worker_id,
                    basis=to.basis,
                    basis_words=why,
                    words=said,
                    person_told=to.person_told,
                )
            )
            _change_team(work, case_id, to.worker_id, before)
        return work.changes(typed.done(f"Handed over to {name}"), made=made.id)

    def notes(self, actor: Actor, case_id: CaseId) -> tuple[HandOverNote, ...]:
        """Return every hand-over of a case, the newest first."""
        with self._store().query_case(actor, case_id) as work:
            found = work.all(
                select(HandOver).where(HandOver.case_id == case_id).order_by(HandOver.at.desc())
            )
            names = worker_names(work, (key for one in found for key in (one.from_id, one.to_id)))
            return tuple(
                HandOverNote(
                    one.id,
                    one.at,
                    names.get(one.from_id, ""),
                    names.get(one.to_id, ""),
                    one.basis,
                    one.basis_words,
                    one.words,
                    one.person_told,
                )
                for one in found
            )


def _may_hold(work: Work, case: Case) -> tuple[tuple[WorkerId, str], ...]:
    """Return who could work with a case: nobody who left, and nobody whom a conflict keeps away."""
    closed = closed_to(work, CaseId(case.id))
    return tuple(one for one in site_workers(work, SiteId(case.site_id)) if one[0] not in closed)


def _key_workers(work: Work, case_id: CaseId) -> list[CaseTeamMember]:
    return list(
        work.all(
            select(CaseTeamMember)
            .where(CaseTeamMember.case_id == case_id)
            .where(CaseTeamMember.role == TeamRole.KEY_WORKER)
            .where(is_live(CaseTeamMember, work.now))
            .order_by(CaseTeamMember.valid_from, CaseTeamMember.id)
        )
    )


def _change_team(work: Work, case_id: CaseId, to: WorkerId, before: list[CaseTeamMember]) -> None:
    """Put the new key worker on the team first: whose own place ends may change nothing after."""
    held = work.all(
        select(CaseTeamMember)
        .where(CaseTeamMember.case_id == case_id, CaseTeamMember.worker_id == to)
        .where(is_live(CaseTeamMember, work.now))
    )
    _join(work, case_id, to, TeamRole.KEY_WORKER)
    mine = [one for one in before if one.worker_id == work.actor.worker]
    if mine:
        _join(work, case_id, WorkerId(work.actor.worker), TeamRole.BACKUP)
    for one in (*held, *before):
        end_now(work, one)


def _join(work: Work, case_id: CaseId, worker: WorkerId, role: TeamRole) -> None:
    work.add(CaseTeamMember(case_id=case_id, worker_id=worker, role=role, valid_from=work.now))
