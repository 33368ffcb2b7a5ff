"""The day of a team, for who leads it: what nobody holds, what is late, who is out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from pbi_desktop.domain.access import LEADS, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.domain.team import over
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Case,
    CaseloadLimit,
    CaseTeamMember,
    Person,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.services.apart_bookings import ApartBooking, read_apart_bookings
from pbi_desktop.services.case_parts import days_late
from pbi_desktop.services.covering import CoverLine, read_covers
from pbi_desktop.services.outing_rows import OutingLine
from pbi_desktop.services.outings import read_outings
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.phases_reading import checks_due
from pbi_desktop.services.phases_rows import CheckDue
from pbi_desktop.services.referral_reading import referrals_waiting
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.services.safety_reading import count_unsent, read_concerns_waiting
from pbi_desktop.services.safety_rows import ConcernLine
from pbi_desktop.services.standing import has_role, is_live, led_sites, site_workers
from pbi_desktop.services.voices import Voice, read_voices
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST = 999


@dataclass(frozen=True)
class Unallocated:
    """An open case without a key worker, or whose own has left, and since when it is open."""

    case_id: CaseId
    version: int
    reference: str
    person: str
    opened_on: date


@dataclass(frozen=True)
class LateStep:
    """A promise that is late, whose it is, and by how many days."""

    case_id: CaseId
    reference: str
    person: str
    what: str
    owner_id: WorkerId
    owner: str
    late_days: int


@dataclass(frozen=True)
class Load:
    """How many open cases somebody holds as key worker, and by how many that is over the limit."""

    worker_id: WorkerId
    name: str
    cases: int
    most: int | None
    over: int
    late: int
    """Promises of theirs that are late."""
    away: bool


@dataclass(frozen=True)
class TeamDay:
    """Everything that a lead has to see to at one site. Lists are complete; none is cut."""

    site_id: SiteId
    site: str
    sites: tuple[tuple[SiteId, str], ...]
    """Every site that this worker leads."""
    elsewhere: tuple[tuple[str, int], ...]
    """The other sites of theirs where concerns are not sent, and how many."""
    concerns: tuple[ConcernLine, ...]
    apart: tuple[ApartBooking, ...]
    """What is booked in which two people could meet who are kept apart."""
    out: tuple[OutingLine, ...]
    unallocated: tuple[Unallocated, ...]
    covers: tuple[CoverLine, ...]
    late: tuple[LateStep, ...]
    loads: tuple[Load, ...]
    checks: tuple[CheckDue, ...]
    referrals: tuple[ReferralWaiting, ...]
    voices: tuple[Voice, ...]
    workers: tuple[tuple[WorkerId, str], ...]

    @property
    def uncovered(self) -> int:
        """How many are away, or soon are, and nobody stands in."""
        return sum(one.cover_id is None for one in self.covers)


class TeamDays:
    """Shows a lead the day of their team, and keeps how many cases a role is meant to have."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def show(self, actor: Actor, site: SiteId | None = None) -> TeamDay:
        """Return the day of a site that this worker leads.

        Unless one is named, that of most concerns that are not sent, of several the first.
        NotPermitted where they lead none.
        """
        with self._store().query(actor) as work:
            sites = tuple(led_sites(work, "see the day of a team"))
            unsent = count_unsent(work)
            worst = max(sites, key=lambda one: unsent[one[0]])
            at = next((one for one in sites if one[0] == site), worst)
            others = ((name, unsent[key]) for key, name in sites if key != at[0])
            return _read(work, at, sites, tuple(one for one in others if one[1]))

    def leads(self, actor: Actor) -> bool:
        """Say whether this worker leads a site, so that there is a day of a team to show."""
        with self._store().query(actor) as work:
            return has_role(work, LEADS)

    def limit(self, actor: Actor, site: SiteId, role: SiteRole, most: int | None) -> Changes:
        """Set how many open cases a role at a site is meant to have at most; None: no limit."""
        if most is not None and not 0 < most <= _MOST:
            raise Invalid({"most": "Write a number from 1 to 999, or leave it empty."})
        with self._store().command(actor, "limit cases") as work:
            before = select(CaseloadLimit).where(CaseloadLimit.site_id == site)
            for one in work.all(before.where(CaseloadLimit.role == role)):
                work.withdraw(one)
            if most is not None:
                work.add(CaseloadLimit(site_id=site, role=role, most=most))
        return work.changes("Limit kept" if most is not None else "No limit any more")


def _read(
    work: Work,
    at: tuple[SiteId, str],
    sites: tuple[tuple[SiteId, str], ...],
    elsewhere: tuple[tuple[str, int], ...],
) -> TeamDay:
    site, name = at
    covers, late = read_covers(work, site), _late(work, site)
    workers = site_workers(work, site)
    return TeamDay(
        site_id=site,
        site=name,
        sites=sites,
        elsewhere=elsewhere,
        concerns=read_concerns_waiting(work, site),
        apart=read_apart_bookings(work, site),
        out=read_outings(work, site),
        unallocated=_unallocated(work, site),
        covers=covers,
        late=late,
        loads=_loads(work, site, workers, covers, late),
        checks=checks_due(work, site),
        referrals=referrals_waiting(work, everybodys=True, site=site),
        voices=read_voices(work, site),
        workers=workers,
    )


def _holds(work: Work) -> ColumnElement[bool]:
    """Return the condition that somebody on a team is its key worker, and has not left."""
    key_worker = CaseTeamMember.role == TeamRole.KEY_WORKER
    return and_(key_worker, is_live(CaseTeamMember, work.now), Worker.active.is_(True))


def _unallocated(work: Work, site: SiteId) -> tuple[Unallocated, ...]:
    """Return the open cases of a site that nobody holds, the longest open first."""
    held = (
        select(CaseTeamMember.id)
        .join(Worker, Worker.id == CaseTeamMember.worker_id)
        .where(CaseTeamMember.case_id == Case.id, _holds(work))
    )
    rows = work.rows(
        select(Case, Person)
        .outerjoin(Person, Person.id == Case.subject_id)
        .where(Case.site_id == site, Case.closed_on.is_(None), ~held.exists())
        .order_by(Case.opened_on, Case.id)
    )
    return tuple(
        Unallocated(CaseId(case.id), case.version, case.reference, _name(person), case.opened_on)
        for case, person in rows
    )


def _late(work: Work, site: SiteId) -> tuple[LateStep, ...]:
    """Return the promises in open cases of a site that are late, the longest first."""
    today = london_day(work.now)
    rows = work.rows(
        select(Action, Case.reference, Person, Worker.name)
        .select_from(Action)
        .join(Case, Case.id == Action.case_id)
        .join(Worker, Worker.id == Action.owner_id)
        .outerjoin(Person, Person.id == Case.subject_id)
        .where(Case.site_id == site, Case.closed_on.is_(None))
        .where(Action.status == ActionStatus.OPEN, Action.due_on < today)
        .order_by(Action.due_on, Action.id)
    )
    return tuple(
        LateStep(
            CaseId(step.case_id),
            reference,
            _name(person),
            step.what,
            WorkerId(step.owner_id),
            owner,
            days_late(step.status, step.due_on, today),
        )
        for step, reference, person, owner in rows
    )


def _name(person: Person | None) -> str:
    return "" if person is None else full_name(person)


def _loads(
    work: Work,
    site: SiteId,
    workers: tuple[tuple[WorkerId, str], ...],
    covers: tuple[CoverLine, ...],
    late: tuple[LateStep, ...],
) -> tuple[Load, ...]:
    held, most_of = _held(work, site), _most(work, site)
    # Somebody of another site may hold a case here, or have promised something in one.
    names = {one.owner_id: one.owner for one in late} | {key: name for key, name, _cases in held}
    names |= dict(workers)
    cases_of = {key: cases for key, _name, cases in held}
    behind = Counter(one.owner_id for one in late)
    away = {one.away_id for one in covers if one.began}
    found = []
    for key, name in names.items():
        cases, most = cases_of.get(key, 0), most_of.get(key)
        if cases or behind[key] or most is not None:
            found.append(Load(key, name, cases, most, over(cases, most), behind[key], key in away))
    return tuple(sorted(found, key=lambda one: (-one.over, -one.cases, one.name)))


def _held(work: Work, site: SiteId) -> list[tuple[WorkerId, str, int]]:
    """Return who is key worker of open cases of a site, and of how many."""
    rows = work.rows(
        select(Worker.id, Worker.name, func.count(Case.id.distinct()))
        .select_from(CaseTeamMember)
        .join(Case, Case.id == CaseTeamMember.case_id)
        .join(Worker, Worker.id == CaseTeamMember.worker_id)
        .where(Case.site_id == site, Case.closed_on.is_(None), _holds(work))
        .group_by(Worker.id, Worker.name)
    )
    return [(WorkerId(row[0]), row[1], row[2]) for row in rows]


def _most(work: Work, site: SiteId) -> dict[UUID, int]:
    """Return how many cases each is meant to hold at most here; of two roles, the larger."""
    rows = work.rows(
        select(SiteRoleHeld.worker_id, func.max(CaseloadLimit.most))
        .join(
            CaseloadLimit,
            (CaseloadLimit.site_id == SiteRoleHeld.site_id)
            & (CaseloadLimit.role == SiteRoleHeld.role),
        )
        .where(SiteRoleHeld.site_id == site, is_live(SiteRoleHeld, work.now))
        .group_by(SiteRoleHeld.worker_id)
    )
    return {row[0]: row[1] for row in rows}
