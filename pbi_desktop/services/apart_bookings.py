"""Bookings in which two people could meet who are kept apart: for the leads of a site alone.

Nothing of this is done when somebody books: not a row, not a question, not a word more. It is
read when a lead looks, with what that lead may see, so the one who books can learn nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.apart import Booked, may_meet
from pbi_desktop.domain.housing import Went
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId
from pbi_desktop.domain.times import london_day, start_of
from pbi_desktop.models import Appointment, Case, GoingAlong, Residence, Worker
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.safety_reading import everyone_of, live_pairs
from pbi_desktop.services.same_people import leads_of
from pbi_desktop.services.standing import has_role
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class ApartBooking:
    """A booking of one person in which they could meet another whom they must not meet."""

    id: UUID
    """The booking."""
    case_id: CaseId
    reference: str
    at: datetime
    what: str
    place: str
    worker: str
    person: str
    other: str
    """Whom they must not meet."""
    at_home: bool
    """It is at the home of both; else the other one is booked too, at `other_at`."""
    other_at: datetime | None = None
    other_worker: str = ""


@dataclass(frozen=True)
class _Booking:
    id: UUID
    case: UUID
    reference: str
    site: UUID
    person: UUID
    what: str
    worker: str
    booked: Booked


def read_apart_bookings(work: Work, site: SiteId) -> tuple[ApartBooking, ...]:
    """Return what is booked at a site, or against it, in which two could meet; the next first.

    Nothing for anybody but a lead.
    """
    if not has_role(work, LEADS):
        return ()
    pairs = live_pairs(work)
    if not pairs:
        return ()
    everyone = everyone_of(work, [PersonId(one) for pair in pairs for one in pair])
    lead = leads_of(work, everyone)
    booked: dict[UUID, list[_Booking]] = defaultdict(list)
    for one in (*_visits(work, everyone), *_going_along(work, everyone)):
        booked[lead[one.person]].append(one)
    homes = _homes(work, everyone, lead)
    names = names_of(work, everyone)
    found = {
        (mine.id, other): _warning(mine, theirs, names.get(mine.person, ""), names.get(other, ""))
        for pair in sorted({tuple(sorted((lead[a], lead[b]))) for a, b in pairs})
        for one, other in (pair, pair[::-1])
        for mine, theirs in _meetings(booked, homes, one, other)
        if site in (mine.site, theirs.site if theirs else mine.site)
    }
    return tuple(sorted(found.values(), key=lambda line: (line.at, line.person, line.id)))


def _meetings(
    booked: Mapping[UUID, list[_Booking]],
    homes: Mapping[UUID, frozenset[UUID]],
    one: UUID,
    other: UUID,
) -> Iterator[tuple[_Booking, _Booking | None]]:
    """Return the bookings of one person, each with what of the other it comes too near to."""
    together = homes.get(one, frozenset()) & homes.get(other, frozenset())
    for mine in booked.get(one, ()):
        if together and not mine.booked.place:
            yield mine, None
        for theirs in booked.get(other, ()):
            if may_meet(mine.booked, theirs.booked):
                yield mine, theirs


def _warning(mine: _Booking, theirs: _Booking | None, person: str, other: str) -> ApartBooking:
    return ApartBooking(
        mine.id,
        CaseId(mine.case),
        mine.reference,
        mine.booked.at,
        mine.what,
        mine.booked.place,
        mine.worker,
        person,
        other,
        at_home=theirs is None,
        other_at=theirs.booked.at if theirs else None,
        other_worker=theirs.worker if theirs else "",
    )


def _visits(work: Work, people: set[UUID]) -> Iterator[_Booking]:
    rows = work.rows(
        select(Appointment, Case.reference, Case.site_id, Worker.name)
        .join(Case, Case.id == Appointment.case_id)
        .join(Worker, Worker.id == Appointment.worker_id)
        .where(Appointment.subject_id.in_(people), Appointment.done.is_(False))
        .where(Appointment.at >= start_of(london_day(work.now)))
    )
    for one, reference, site, worker in rows:
        booked = Booked(one.at, one.ends_at, one.place or "")
        yield _Booking(
            one.id, one.case_id, reference, site, one.subject_id, one.what, worker, booked
        )


def _going_along(work: Work, people: set[UUID]) -> Iterator[_Booking]:
    rows = work.rows(
        select(GoingAlong, Case.reference, Case.site_id, Worker.name)
        .join(Case, Case.id == GoingAlong.case_id)
        .join(Worker, Worker.id == GoingAlong.worker_id)
        .where(GoingAlong.subject_id.in_(people), GoingAlong.went == Went.PLANNED)
        .where(GoingAlong.at >= start_of(london_day(work.now)))
    )
    for one, reference, site, worker in rows:
        booked = Booked(one.at, place=one.place)
        what = "Going along"
        yield _Booking(one.id, one.case_id, reference, site, one.subject_id, what, worker, booked)


def _homes(work: Work, people: set[UUID], lead: Mapping[UUID, UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return at which addresses each of these people lives now."""
    today = london_day(work.now)
    rows = work.rows(
        select(Residence.subject_id, Residence.address_id)
        .where(Residence.subject_id.in_(people))
        .where(Residence.ended_on.is_(None) | (Residence.ended_on > today))
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for person, address in rows:
        found[lead[person]].add(address)
    return {person: frozenset(homes) for person, homes in found.items()}
