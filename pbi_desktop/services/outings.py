"""Going out alone: who watches, when one is due back, and what happens if one is not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.domain.outings import LONGEST, is_day_long, names_somebody
from pbi_desktop.models import Appointment, CasePerson, CheckOut, Person, Site, SiteRoleHeld, Worker
from pbi_desktop.services.outing_rows import OutingLine, OutingPage, SiteWatch, WatcherChoice
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.standing import is_live
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_WHEN = f"Write a time to come, within {LONGEST // timedelta(hours=1)} hours."
_DAY = timedelta(days=1)


class Outings:
    """Check-outs and check-ins. Each is one command, undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def page(self, actor: Actor) -> OutingPage:
        """Return who is out, as far as this worker is told, and who could watch for them."""
        with self._store().query(actor) as work:
            return OutingPage(actor.worker, read_outings(work), read_sites(work))

    def check_out(  # noqa: PLR0913 - from where, to where, until when, and who watches
        self,
        actor: Actor,
        site: SiteId,
        place: str,
        due_at: datetime,
        watcher: WorkerId,
        appointment: UUID | None = None,
    ) -> Changes:
        """Say that one is out, until when, and who watches.

        An appointment gives its place where none is typed. Nothing of it is kept: who is visited
        never stands in what a watcher sees, and a place that names them is refused.
        """
        typed = Typed()
        with self._store().command(actor, "check out") as work:
            visit = None if appointment is None else work.get(Appointment, appointment)
            words = typed.line(place) or ((visit.place or "") if visit else "")
            where = required(words, "place", "Write where you go, without a name.")
            _refuse_named(work, where, visit)
            if not is_day_long(work.now, due_at):
                raise Invalid({"due": _WHEN})
            _refuse_no_watcher(work, site, watcher)
            made = work.add(
                CheckOut(
                    site_id=site,
                    worker_id=actor.worker,
                    watcher_id=watcher,
                    place=where,
                    out_at=work.now,
                    due_at=due_at,
                )
            )
        return work.changes(typed.done("You are out"), made=made.id)

    def extend(self, actor: Actor, outing: UUID, seen: int, due_at: datetime) -> Changes:
        """Say that one stays out longer, or that whoever one watches for does."""
        with self._store().command(actor, "stay out longer") as work:
            line = _still_out(work, outing, seen)
            _refuse_bystander(actor, line.worker_id, line.watcher_id)
            if due_at <= line.due_at or not is_day_long(work.now, due_at):
                raise Invalid({"due": f"{_WHEN} It must be later than before."})
            line.due_at = due_at
            work.save(line)
        return work.changes("Due back later")

    def check_in(self, actor: Actor, outing: UUID, seen: int, outcome: str = "") -> Changes:
        """Say that somebody is back, and what was found where they were looked for."""
        typed = Typed()
        said = typed.line(outcome)
        with self._store().command(actor, "check in") as work:
            line = _still_out(work, outing, seen)
            if line.raised_at is not None:
                said = required(said, "outcome", "Say in a few words that they are safe, and how.")
            line.back_at, line.outcome = work.now, said or None
            work.save(line)
        return work.changes(typed.done("Back"))

    def raise_alarm(self, actor: Actor, outing: UUID, seen: int) -> Changes:
        """Say that somebody is not found: every lead of the site is told from now on."""
        with self._store().command(actor, "raise alarm") as work:
            line = _still_out(work, outing, seen)
            if actor.worker == line.worker_id:
                raise NotPermitted("raise the alarm for yourself")
            if line.raised_at is None:
                line.raised_at, line.raised_by = work.now, actor.worker
                work.save(line)
        return work.changes("Alarm raised. The leads of the site are told")


# --- what other services ask ---------------------------------------------------------------------


def read_outings(work: Work, site: SiteId | None = None) -> tuple[OutingLine, ...]:
    """Return who is out, as far as this worker is told: due first; of every site, or of one."""
    out, watching, raised = (Worker.__table__.alias(name) for name in ("gone", "eyes", "rose"))
    asked = (
        select(CheckOut, out.c.name, watching.c.name, raised.c.name)
        .join(out, out.c.id == CheckOut.worker_id)
        .join(watching, watching.c.id == CheckOut.watcher_id)
        .outerjoin(raised, raised.c.id == CheckOut.raised_by)
        .where(CheckOut.back_at.is_(None))
        .order_by(CheckOut.due_at, CheckOut.id)
    )
    if site is not None:
        asked = asked.where(CheckOut.site_id == site)
    return tuple(_line(*row) for row in work.rows(asked))


def read_sites(work: Work) -> tuple[SiteWatch, ...]:
    """Return the sites from which this worker goes out, and who else is at their desks."""
    mine = (
        select(SiteRoleHeld.site_id)
        .where(SiteRoleHeld.worker_id == work.actor.worker, SiteRoleHeld.role.in_(DESK))
        .where(is_live(SiteRoleHeld, work.now))
    )
    rows = work.rows(
        select(Site.id, Site.name, Worker.id, Worker.name, Worker.job)
        .distinct()
        .select_from(Site)
        .join(SiteRoleHeld, SiteRoleHeld.site_id == Site.id)
        .join(Worker, Worker.id == SiteRoleHeld.worker_id)
        .where(Site.id.in_(mine), SiteRoleHeld.role.in_(DESK), Worker.active)
        .where(is_live(SiteRoleHeld, work.now))
        .order_by(Site.name, Worker.name, Worker.id)
    )
    names: dict[UUID, str] = {}
    found: dict[UUID, list[WatcherChoice]] = {}
    for site, called, worker, name, job in rows:
        names[site] = called
        others = found.setdefault(site, [])
        if worker != work.actor.worker:
            others.append(WatcherChoice(WorkerId(worker), name, job))
    return tuple(SiteWatch(SiteId(key), names[key], tuple(found[key])) for key in names)


# --- within --------------------------------------------------------------------------------------


def _line(out: Any, worker: str, watcher: str, raised: str | None) -> OutingLine:
    return OutingLine(
        id=out.id,
        version=out.version,
        site_id=SiteId(out.site_id),
        worker_id=out.worker_id,
        worker=worker,
        watcher_id=out.watcher_id,
        watcher=watcher,
        place=out.place,
        out_at=out.out_at,
        due_at=out.due_at,
        raised_at=out.raised_at,
        raised_by=raised or "",
    )


def _still_out(work: Work, outing: UUID, seen: int) -> CheckOut:
    """Return a check-out that nobody has ended, as the screen showed it."""
    line = work.get(CheckOut, outing, seen)
    if line.back_at is not None:
        raise Invalid({"outing": "They are back already. Nothing was changed."})
    return line


def _refuse_bystander(actor: Actor, *whose: WorkerId) -> None:
    if actor.worker not in whose:
        raise NotPermitted("say for somebody else that they stay out longer")


def _refuse_no_watcher(work: Work, site: SiteId, watcher: WorkerId) -> None:
    """Refuse a watcher who is oneself, who left, or who is at no desk of the site."""
    if watcher == work.actor.worker:
        raise Invalid({"watcher": "Choose somebody else: nobody watches for themselves."})
    known = {one.id for where in read_sites(work) if where.id == site for one in where.watchers}
    if watcher not in known:
        raise Invalid({"watcher": "Choose somebody who works at this site."})


def _refuse_named(work: Work, place: str, visit: Appointment | None) -> None:
    """Refuse a place that names whom this worker visits today, or who lives with them.

    The watcher must not read it.
    """
    visited = {
        row[0]
        for row in work.rows(
            select(Appointment.case_id).where(
                Appointment.worker_id == work.actor.worker,
                Appointment.at >= work.now - _DAY,
                Appointment.at < work.now + _DAY,
            )
        )
    }
    if visit is not None:
        visited.add(visit.case_id)
    there = select(CasePerson.person_id).where(CasePerson.case_id.in_(visited))
    people = work.all(select(Person).where(Person.id.in_(there)))
    if names_somebody(place, (full_name(person) for person in people)):
        raise Invalid({"place": "Leave the name out: whoever watches must not read it."})
