"""Those who wait to be seen to: accepted, answered, sent on or given to somebody, never dropped."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from pbi_desktop.domain.access import DESK, LEADS
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import REPEAT_WITHIN, ApproachState, turn, waited
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import PersonId, SiteId, WorkerId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Approach, Record, Site, SiteRoleHeld, Worker
from pbi_desktop.services.accepting import accept
from pbi_desktop.services.approach_keeping import born_of, name_of, settle_as, site_of
from pbi_desktop.services.approach_rows import SiteToSendTo, WaitingLine, WorkerToAsk
from pbi_desktop.services.standing import desk_sites, is_live, site_workers, sites_with
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_OF_THE_ARRIVAL = frozenset((
    "site_id", "worker_id", "owner_id", "state", "state_reason", "settled_at", "settled_by",
    "previous_id", "person_id", "case_id", *Record.__annotations__,
))  # fmt: skip
_SAID = frozenset(Approach.__table__.columns.keys()) - _OF_THE_ARRIVAL
"""What was said when they came: it goes along where they are sent on to."""

Whom = tuple[str, str, str | None]
"""Given and family name and birth, to know somebody again who comes twice."""


class Waiting:
    """Shows who waits, most pressing first, and what becomes of them."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def list(self, actor: Actor) -> tuple[WaitingLine, ...]:
        """Return who waits for this worker to see to them, most pressing first."""
        with self._store().query(actor) as work:
            return read_waiting(work)

    def sites(self, actor: Actor) -> tuple[SiteToSendTo, ...]:
        """Return the sites of the store, to send somebody on to."""
        with self._store().query(actor) as work:
            rows = work.rows(select(Site.id, Site.name).order_by(Site.name, Site.id))
        return tuple(SiteToSendTo(SiteId(row[0]), row[1]) for row in rows)

    def workers(self, actor: Actor, approach_id: UUID) -> tuple[WorkerToAsk, ...]:
        """Return who is at the desk where somebody waits, but whoever sees to them already."""
        with self._store().query(actor) as work:
            approach = work.get(Approach, approach_id)
            mine = actor.worker if approach.worker_id == actor.worker else None
            sees_to_it = approach.owner_id or mine
            found = _at_desk_of(work, site_of(approach))
        return tuple(one for one in found if one.id != sees_to_it)

    def accept(
        self,
        actor: Actor,
        approach_id: UUID,
        seen: int,
        person_id: PersonId | None = None,
    ) -> Changes:
        """Make somebody who waits a case, or add them to theirs; `made` is the case.

        `person_id` is who they are, once the worker has compared the two; None: somebody new.
        """
        with self._store().command(actor, "accept arrival") as work:
            approach = work.get(Approach, approach_id, seen)
            _refuse_elsewhere(work, approach)
            case = accept(work, approach, person_id)
            if not work.has_opened(case.id):
                work.open_case(case.id)
        return work.changes("Accepted", made=case.id)

    def send_back(self, actor: Actor, approach_id: UUID, seen: int, reason: str) -> Changes:
        """Return an arrival to whoever sent it, and say why."""
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why it goes back: they will ask.")
        with self._store().command(actor, "return arrival") as work:
            settle_as(
                work, work.get(Approach, approach_id, seen), ApproachState.RETURNED, reason=why
            )
        return work.changes(typed.done("Returned with the reason"), made=approach_id)

    def reroute(  # noqa: PLR0913 - which, where to, and why
        self,
        actor: Actor,
        approach_id: UUID,
        seen: int,
        to_site: SiteId | None = None,
        to_agency: str = "",
        reason: str = "",
    ) -> Changes:
        """Send an arrival on: to another site, where it goes on waiting, or to an agency in words.

        `made` is the arrival at the other site, or the one that went to the agency.
        """
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why it is sent on.")
        agency = typed.line(to_agency)
        if (to_site is None) == (not agency):
            raise Invalid({"to": "Say where it goes: to another site, or to an agency."})
        with self._store().command(actor, "reroute arrival") as work:
            approach = work.get(Approach, approach_id, seen)
            if to_site == approach.site_id:
                raise Invalid({"to": "It waits there already: choose another site."})
            where = agency if to_site is None else work.get(Site, to_site).name
            settle_as(work, approach, ApproachState.REROUTED, reason=f"{where}: {why}")
            made = approach if to_site is None else _wait_at(work, approach, to_site)
        return work.changes(typed.done(f"Sent on to {where}"), made=made.id)

    def give_to(self, actor: Actor, approach_id: UUID, seen: int, worker_id: WorkerId) -> Changes:
        """Ask somebody at the desk of the site to see to an arrival: it waits on their day."""
        with self._store().command(actor, "give arrival") as work:
            approach = work.get(Approach, approach_id, seen)
            if approach.state is not ApproachState.WAITING:
                raise Invalid({"worker": "It waits no more: somebody has seen to it."})
            asked = {one.id: one.name for one in _at_desk_of(work, site_of(approach))}
            if worker_id not in asked:
                raise Invalid({"worker": "Choose somebody who is at the desk of that site."})
            approach.owner_id = worker_id
            work.save(approach)
        return work.changes(f"Given to {asked[worker_id]}", made=approach_id)


def read_waiting(work: Work) -> tuple[WaitingLine, ...]:
    """Return who waits: taken by this worker, given to them, or at a site that they lead.

    First who is not safe, then who needs it now or today, then the longest.
    """
    waits = select(Approach).where(Approach.state == ApproachState.WAITING, _mine(work))
    found = work.all(waits.order_by(Approach.at, Approach.id))
    if not found:
        return ()
    told = _Told.read(work, found)
    pressing = sorted(found, key=lambda one: turn(one.urgency, one.safe_now))
    return tuple(told.line(work, one) for one in pressing)


def _mine(work: Work) -> ColumnElement[bool]:
    """Return the condition that an approach is this worker's to see to.

    Whoever is called by an alert sees the approach as well: that alone makes it nobody's.
    """
    me, roles = work.actor.worker, SiteRoleHeld
    led = select(roles.site_id).where(
        roles.worker_id == me, roles.role.in_(LEADS), is_live(roles, work.now)
    )
    return or_(Approach.worker_id == me, Approach.owner_id == me, Approach.site_id.in_(led))


@dataclass(frozen=True)
class _Told:
    """What lines say beside the approaches themselves: names, and who came before."""

    sites: Mapping[UUID, str]
    workers: Mapping[UUID, str]
    agencies: Mapping[UUID, str]
    before: Mapping[UUID, Approach]
    times: Mapping[Whom, int]
    desks: frozenset[UUID]
    led: frozenset[UUID]

    @classmethod
    def read(cls, work: Work, found: Sequence[Approach]) -> "_Told":
        """Read it for all of them at once."""
        earlier = [one.previous_id for one in found if one.previous_id]
        before = work.all(select(Approach).where(Approach.id.in_(earlier))) if earlier else ()
        return cls(
            _names(work, Site),
            _names(work, Worker),
            _names(work, Agency) if any(one.agency_id for one in found) else {},
            {one.id: one for one in before},
            _came_again(work),
            frozenset(sites_with(work, DESK)),
            frozenset(sites_with(work, LEADS)),
        )

    def line(self, work: Work, one: Approach) -> WaitingLine:
        """Return one line."""
        wait = waited(one.urgency, london_day(one.at), london_day(work.now), one.safe_now)
        born = born_of(one)
        return WaitingLine(
            id=one.id,
            version=one.version,
            at=one.at,
            days=wait.days,
            calendar=wait.calendar,
            late=wait.late,
            name=name_of(one),
            born=say_date(born) if born else "",
            street=one.street or "",
            postcode=one.postcode or "",
            phone=one.phone or "",
            language=one.language or "",
            interpreter=one.interpreter or "",
            lives_with=one.lives_with or "",
            reference=one.reference or "",
            method=one.method,
            urgency=one.urgency,
            safe_now=one.safe_now,
            consent_told=one.consent_told,
            reasons=one.reasons,
            words=one.words or "",
            referrer=one.referrer or self.agencies.get(one.agency_id or one.id, ""),
            their_reference=one.their_reference or "",
            site_id=site_of(one),
            site=self.sites[one.site_id],
            taken_by=self.workers.get(one.worker_id, ""),
            owner_id=one.owner_id,
            owner=self.workers.get(one.owner_id, "") if one.owner_id else "",
            sent_on_from=self._sent_on(one),
            times=self.times.get(_whom(one), 1) if _is_named(one) else 1,
            person_id=one.person_id,
            may_accept=one.site_id in self.desks,
            may_give=one.worker_id == work.actor.worker or one.site_id in self.led,
        )

    def _sent_on(self, one: Approach) -> str:
        """Return where somebody was sent on from, with the reason where this worker sees it."""
        if one.previous_id is None:
            return ""
        earlier = self.before.get(one.previous_id)
        if earlier is None:
            return "another site"
        reason = (earlier.state_reason or "").partition(": ")[2]
        return f"{self.sites[earlier.site_id]}: {reason}"


def _came_again(work: Work) -> Counter[Whom]:
    """Count those who came within eight weeks, by name and birth; who was sent on came once."""
    asked = select(Approach.given_key, Approach.family_key, Approach.born_text).where(
        Approach.at > work.now - REPEAT_WITHIN,
        Approach.at <= work.now,
        Approach.state != ApproachState.REROUTED,
        _mine(work),
    )
    return Counter((row[0], row[1], row[2]) for row in work.rows(asked))


def _whom(one: Approach) -> Whom:
    return one.given_key, one.family_key, one.born_text


def _is_named(one: Approach) -> bool:
    return bool(one.given_key or one.family_key)


def _names(work: Work, kind: type[Site] | type[Worker] | type[Agency]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in work.rows(select(kind.id, kind.name))}


def _at_desk_of(work: Work, site: SiteId) -> tuple[WorkerToAsk, ...]:
    return tuple(WorkerToAsk(key, name) for key, name in site_workers(work, site, DESK))


def _refuse_elsewhere(work: Work, approach: Approach) -> None:
    """Refuse whoever is not at the desk of the site: they send it on or leave it to its leads."""
    if approach.site_id not in desk_sites(work, "accept an arrival"):
        raise NotPermitted("accept an arrival at another site")


def _wait_at(work: Work, approach: Approach, site: SiteId) -> Approach:
    """Have somebody wait at another site, as long as they have waited already."""
    made = work.add(
        Approach(
            site_id=site,
            worker_id=work.actor.worker,
            state=ApproachState.WAITING,
            previous_id=approach.id,
            **{name: getattr(approach, name) for name in _SAID},
        )
    )
    work.raise_alerts(made.id)
    return made
