"""Agreements between agencies, and who holds which role: proposed by one, seconded by another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from pbi_desktop.domain.access import (
    GOVERNORS,
    NEVER_SERVES,
    AgencyKind,
    Basis,
    Category,
    Purpose,
    SiteRole,
    Verb,
)
from pbi_desktop.domain.access_errors import SamePerson
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, StaleRecord
from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agreement, Site, SiteRoleHeld, Worker
from pbi_desktop.services.standing import end_now, has_role, require_role
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Terms:
    """What an agreement would give a kind of agency for a purpose, on which ground."""

    agency_kind: AgencyKind
    purpose: Purpose
    category: Category
    basis: Basis
    rights: Verb = Verb.READ


@dataclass(frozen=True)
class AgreementLine:
    """An agreement, who proposed it and who seconded it."""

    id: UUID
    version: int
    terms: Terms
    proposed_by: str
    seconded_by: str
    """Empty until a second person has agreed: until then it gives nothing."""
    mine: bool
    begins: date
    ends: date | None
    is_over: bool


@dataclass(frozen=True)
class RoleLine:
    """A role that a worker holds at a site."""

    id: UUID
    version: int
    worker: str
    site: str
    role: SiteRole
    begins: date
    ends: date | None


@dataclass(frozen=True)
class Choice:
    """A worker or a site to choose."""

    id: UUID
    name: str


@dataclass(frozen=True)
class AccessPage:
    """All agreements, all roles held now, and who may be given one."""

    agreements: tuple[AgreementLine, ...]
    roles: tuple[RoleLine, ...]
    workers: tuple[Choice, ...]
    sites: tuple[Choice, ...]
    may_change: bool


class Agreements:
    """Shows and changes what the rule is made of."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def show(self, actor: Actor) -> AccessPage:
        """Return agreements and roles; every worker may know them."""
        with self._store().query(actor) as work:
            workers = work.rows(
                select(Worker.id, Worker.name).where(Worker.active.is_(True)).order_by(Worker.name)
            )
            sites = work.rows(select(Site.id, Site.name).order_by(Site.name))
            return AccessPage(
                _agreements(work),
                _roles(work),
                tuple(Choice(row[0], row[1]) for row in workers),
                tuple(Choice(row[0], row[1]) for row in sites),
                has_role(work, GOVERNORS),
            )

    def propose(self, actor: Actor, terms: Terms, begins: datetime | None = None) -> Changes:
        """Propose an agreement; it gives nothing until another person seconds it."""
        if terms.category in NEVER_SERVES.get(terms.purpose, ()):
            raise Invalid({"category": "This never serves that purpose, whatever is agreed."})
        if not terms.rights & Verb.READ:
            raise Invalid({"rights": "Reading comes first: tick it too."})
        with self._store().command(actor, "propose agreement") as work:
            require_role(work, GOVERNORS, "propose an agreement")
            made = work.add(
                Agreement(
                    purpose=terms.purpose,
                    agency_kind=terms.agency_kind,
                    category=terms.category,
                    basis=terms.basis,
                    rights=terms.rights,
                    valid_from=begins or work.now,
                )
            )
        return work.changes("Proposed: it counts once a second person agrees", made=made.id)

    def second(self, actor: Actor, agreement_id: UUID, seen: int) -> Changes:
        """Agree as the second person: from now on it counts."""
        with self._store().command(actor, "second agreement") as work:
            require_role(work, GOVERNORS, "second an agreement")
            found = work.get(Agreement, agreement_id, seen)
            if found.created_by == actor.worker:
                raise SamePerson("second")
            if found.seconded_by is not None:
                raise StaleRecord("agreements")
            found.seconded_by = actor.worker
            work.save(found)
        return work.changes("Agreed by a second person: it counts now")

    def end(self, actor: Actor, agreement_id: UUID, seen: int) -> Changes:
        """End an agreement now: what it gave closes at the next unit of work."""
        with self._store().command(actor, "end agreement") as work:
            require_role(work, GOVERNORS, "end an agreement")
            found = work.get(Agreement, agreement_id, seen)
            end_now(work, found)
        return work.changes("The agreement has ended")

    def give_role(self, actor: Actor, worker: WorkerId, site: SiteId, role: SiteRole) -> Changes:
        """Give a worker a role at a site from now on; nobody gives one to themselves."""
        if worker == actor.worker:
            raise SamePerson("give yourself")
        with self._store().command(actor, "give role") as work:
            require_role(work, GOVERNORS, "give a role")
            work.get(Worker, worker)
            held = SiteRoleHeld(worker_id=worker, site_id=site, role=role, valid_from=work.now)
            made = work.add(held)
        return work.changes("The role is given", made=made.id)

    def end_role(self, actor: Actor, held_id: UUID, seen: int) -> Changes:
        """End a role now."""
        with self._store().command(actor, "end role") as work:
            require_role(work, GOVERNORS, "end a role")
            held = work.get(SiteRoleHeld, held_id, seen)
            end_now(work, held)
        return work.changes("The role has ended")


def _agreements(work: Work) -> tuple[AgreementLine, ...]:
    first, second = aliased(Worker), aliased(Worker)
    rows = work.rows(
        select(Agreement, first.name, second.name)
        .outerjoin(first, first.id == Agreement.created_by)
        .outerjoin(second, second.id == Agreement.seconded_by)
        .order_by(
            Agreement.seconded_by.is_not(None),
            Agreement.agency_kind,
            Agreement.purpose,
            Agreement.category,
            Agreement.valid_from,
            Agreement.id,
        )
    )
    return tuple(
        AgreementLine(
            one.id,
            one.version,
            Terms(one.agency_kind, one.purpose, one.category, one.basis, Verb(one.rights)),
            proposed or "",
            (seconded or "A second person") if one.seconded_by else "",
            one.created_by == work.actor.worker,
            london_day(one.valid_from),
            london_day(one.valid_to) if one.valid_to else None,
            one.valid_to is not None and one.valid_to <= work.now,
        )
        for one, proposed, seconded in rows
    )


def _roles(work: Work) -> tuple[RoleLine, ...]:
    rows = work.rows(
        select(SiteRoleHeld, Worker.name, Site.name)
        .join(Worker, Worker.id == SiteRoleHeld.worker_id)
        .join(Site, Site.id == SiteRoleHeld.site_id)
        .where((SiteRoleHeld.valid_to.is_(None)) | (SiteRoleHeld.valid_to > work.now))
        .order_by(Site.name, Worker.name, SiteRoleHeld.role, SiteRoleHeld.id)
    )
    return tuple(
        RoleLine(
            held.id,
            held.version,
            worker,
            site,
            held.role,
            london_day(held.valid_from),
            london_day(held.valid_to) if held.valid_to else None,
        )
        for held, worker, site in rows
    )
