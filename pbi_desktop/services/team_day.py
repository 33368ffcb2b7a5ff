"""The day of a team, for who leads it: what nobody holds, what is late, who is out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from pbi_desktop.domain.access import SiteRole
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
from pbi_desktop.services.covering import CoverLine, read_covers
from pbi_desktop.services.handing_over import site_workers
from pbi_desktop.services.outing_rows import OutingLine
from pbi_desktop.services.outings import read_outings
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.phases_reading import checks_due
from pbi_desktop.services.phases_rows import CheckDue
from pbi_desktop.services.referral_reading import referrals_waiting
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.services.safety_reading import read_concerns_waiting
from pbi_desktop.services.safety_rows import ConcernLine
from pbi_desktop.services.standing import is_live, led_sites
from pbi_desktop.services.voices import Voice, read_voices
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST = 999


@dataclass(frozen=True)
class Unallocated:
    """An open case without a key worker, and since when it is open."""

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
    concerns: tuple[ConcernLine, ...]
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
        """Return the day of a site that this worker leads, the first of them unless one is named.

        NotPermitted where they lead none.
        """
        with self._store().query(actor) as work:
            sites = tuple(led_sites(work, "see the day of a team"))
            at = next((one for one in sites if one[0] == site), sites[0])
            return _read(work, at, sites)

    def limit(self, actor: Actor, site: SiteId, role: SiteRole, most: int | None) -> Changes:
        """Set how many open cases a role at a site is meant to have at most; None: no limit."""
        if most is not None and not 0 < most <= _MOST:
            raise Invalid({"most": "Write a number from 1 to 999, or leave it empty."})
        with self._store().command(actor, "limit cases") as work:
            for one in work.all(_limits(site).where(CaseloadLimit.role == role)):
                work.withdraw(one)
            if most is not None:
                work.add(CaseloadLimit(site_id=site, role=role, most=most))
        return work.changes("Limit kept" if most is not None else "No limit any more")


def _read(work: Work, at: tuple[SiteId, str], sites: tuple[tuple[SiteId, str], ...]) -> TeamDay:
    site, name = at
    today = london_day(work.now)
    cases = work.all(
        select(Case).where(Case.site_id == site, Case.closed_on.is_(None)).order_by(Case.opened_on)
    )
    here = {case.id for case in cases}
    people = _names(work, {case.subject_id for case in cases})
    holders = _holders(work, site)
    covers, late = read_covers(work, site), _late(work, cases, people, today)
    workers = site_workers(work, site)
    return TeamDay(
        site_id=site,
        site=name,
        sites=sites,
        concerns=tuple(one for one in read_concerns_waiting(work) if one.case_id in here),
        out=read_outings(work),
        unallocated=_unallocated(cases, people, holders),
        covers=covers,
        late=late,
        loads=_loads(work, site, workers, holders, covers, late),
        checks=checks_due(work),
        referrals=tuple(
            one for one in referrals_waiting(work, everybodys=True) if one.case_id in here
        ),
        voices=tuple(one for one in read_voices(work) if one.site_id == site),
        workers=workers,
    )


def _limits(site: SiteId) -> Select[CaseloadLimit]:
    return select(CaseloadLimit).where(CaseloadLimit.site_id == site)


def _names(work: Work, people: set[UUID]) -> dict[UUID, str]:
    found = work.all(select(Person).where(Person.id.in_(people)))
    return {one.id: full_name(one) for one in found}


def _holders(work: Work, site: SiteId) -> dict[UUID, UUID]:
    """Return who is key worker of each open case of a site."""
    rows = work.rows(
        select(CaseTeamMember.case_id, CaseTeamMember.worker_id)
        .join(Case, Case.id == CaseTeamMember.case_id)
        .where(Case.site_id == site, Case.closed_on.is_(None))
        .where(CaseTeamMember.role == TeamRole.KEY_WORKER, is_live(CaseTeamMember, work.now))
    )
    return {row[0]: row[1] for row in rows}


def _unallocated(
    cases: Sequence[Case], people: dict[UUID, str], holders: dict[UUID, UUID]
) -> tuple[Unallocated, ...]:
    return tuple(
        Unallocated(
            CaseId(case.id),
            case.version,
            case.reference,
            people.get(case.subject_id, ""),
            case.opened_on,
        )
        for case in cases
        if case.id not in holders
    )


def _late(
    work: Work, cases: Sequence[Case], people: dict[UUID, str], today: date
) -> tuple[LateStep, ...]:
    by_id = {case.id: case for case in cases}
    rows = work.rows(
        select(Action.case_id, Action.what, Action.due_on, Worker.id, Worker.name)
        .join(Worker, Worker.id == Action.owner_id)
        .join(Case, Case.id == Action.case_id)
        .where(Case.site_id.in_({case.site_id for case in cases}), Case.closed_on.is_(None))
        .where(Action.status == ActionStatus.OPEN, Action.due_on < today)
        .order_by(Action.due_on, Action.id)
    )
    return tuple(
        LateStep(
            CaseId(case_id),
            by_id[case_id].reference,
            people.get(by_id[case_id].subject_id, ""),
            what,
            WorkerId(owner_id),
            owner,
            (today - due_on).days,
        )
        for case_id, what, due_on, owner_id, owner in rows
        if case_id in by_id
    )


def _loads(  # noqa: PLR0913 - what one line is put together from
    work: Work,
    site: SiteId,
    workers: tuple[tuple[WorkerId, str], ...],
    holders: dict[UUID, UUID],
    covers: tuple[CoverLine, ...],
    late: tuple[LateStep, ...],
) -> tuple[Load, ...]:
    limits = {one.role: one.most for one in work.all(_limits(site))}
    roles = work.rows(
        select(SiteRoleHeld.worker_id, SiteRoleHeld.role).where(
            SiteRoleHeld.site_id == site, is_live(SiteRoleHeld, work.now)
        )
    )
    allowed: dict[UUID, list[int]] = {}
    for worker, role in roles:
        if role in limits:
            allowed.setdefault(worker, []).append(limits[role])
    held = list(holders.values())
    away = {one.away_id for one in covers if one.began}
    found = []
    for key, name in workers:
        cases, most = held.count(key), max(allowed.get(key, [0])) or None
        behind = sum(one.owner_id == key for one in late)
        if cases or most is not None or behind:
            found.append(Load(key, name, cases, most, over(cases, most), behind, key in away))
    return tuple(sorted(found, key=lambda one: (-one.over, -one.cases, one.name)))
