"""Safety as others ask for it: concerns that wait, markers, safe ways, who is kept apart."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from pbi_desktop.domain.access import LEADS
from pbi_desktop.domain.concerns import ConcernFacts, Waits, waiting
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId
from pbi_desktop.domain.retention import ADULT
from pbi_desktop.domain.safety import (
    ConcernState,
    SafeWays,
    is_marked,
    latest_expiry,
    strictest,
)
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Case,
    Concern,
    KeptApart,
    Person,
    SafeContact,
    StaffMarker,
    Worker,
)
from pbi_desktop.services.person_names import born_of, full_name, names_of
from pbi_desktop.services.safety_rows import ApartWarning, ConcernLine, MarkerLine
from pbi_desktop.services.same_people import leads_of, links_around, records_of
from pbi_desktop.services.standing import has_role
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_WAITING = (ConcernState.NOT_SENT, ConcernState.SENT)
_MARKERS = Question(
    select(
        StaffMarker.id,
        StaffMarker.version,
        StaffMarker.subject_id,
        Person.given_name,
        Person.family_name,
        StaffMarker.words,
        StaffMarker.evidence,
        Worker.name.label("decider"),
        StaffMarker.decided_on,
        StaffMarker.expires_on,
        StaffMarker.created_at,
        StaffMarker.person_told,
        StaffMarker.why_not_told,
    )
    .join(Person, Person.id == StaffMarker.subject_id)
    .outerjoin(Worker, Worker.id == StaffMarker.decided_by)
    .where(StaffMarker.subject_id.in_(bindparam("people", expanding=True)))
    .where(StaffMarker.expires_on > bindparam("today"))
    .where(StaffMarker.decided_on <= bindparam("today"))
    .order_by(StaffMarker.decided_on.desc(), StaffMarker.id)
)


def read_concerns_waiting(work: Work, site: SiteId | None = None) -> tuple[ConcernLine, ...]:
    """Return every concern in sight that is not sent, or not answered; the most pressing first.

    A worker sees those of their cases, a lead those of their sites; `site` is one of them. Those of
    closed cases are there too. None of what was seen and heard is told: that shows in the opened
    case.
    """
    rows = work.ask(_WAITING_FOR)
    of_site = [row for row in rows if site is None or row.site_id == site]
    return tuple(sorted((concern_line(work, row) for row in of_site), key=_by_need))


def count_unsent(work: Work) -> Counter[SiteId]:
    """Return how many concerns in sight are not sent, by site."""
    rows = work.ask(_WAITING_FOR)
    return Counter(SiteId(row.site_id) for row in rows if row.state is ConcernState.NOT_SENT)


def concern_lines(*more: Any) -> Select[*tuple[Any, ...]]:
    """Return the question after concerns, for `concern_line`, with `more` columns."""
    return (
        select(
            Concern.id,
            Concern.version,
            Concern.case_id,
            Concern.subject_id,
            Concern.about,
            Concern.noticed_at,
            Concern.worker_id,
            Concern.state,
            Concern.sent_at,
            Concern.recipient,
            Concern.their_reference,
            Concern.chase_on,
            Concern.outcome_on,
            Case.reference,
            Case.site_id,
            Person.given_name,
            Person.family_name,
            Person.born_text,
            Person.born_precision,
            Worker.name.label("noticed_by"),
            *more,
        )
        .join(Case, Case.id == Concern.case_id)
        .outerjoin(Person, Person.id == Concern.subject_id)
        .outerjoin(Worker, Worker.id == Concern.worker_id)
    )


_WAITING_FOR = Question(concern_lines().where(Concern.state.in_(_WAITING)))


def concern_line(work: Work, concern: Any) -> ConcernLine:
    """Return one concern. Sent is what has its time, its recipient and their reference."""
    facts = concern_facts(concern)
    today, born = london_day(work.now), born_of(concern)
    waits = waiting(facts, today)
    sent = facts.sent
    return ConcernLine(
        id=concern.id,
        version=concern.version,
        case_id=CaseId(concern.case_id),
        case_reference=concern.reference,
        person_id=PersonId(concern.subject_id),
        name=full_name(concern) if concern.given_name is not None else "",
        grown=born is not None and (born.age_on(today) or 0) >= ADULT,
        about=concern.about,
        noticed_at=concern.noticed_at,
        noticed_by=concern.noticed_by or "",
        mine=concern.worker_id == work.actor.worker,
        state=concern.state,
        waits=waits.what,
        late_days=waits.late_days,
        sent_at=sent.at if sent else None,
        recipient=sent.recipient if sent else "",
        their_reference=sent.reference if sent else "",
        chase_on=concern.chase_on,
        outcome_on=concern.outcome_on,
    )


def concern_facts(concern: Any) -> ConcernFacts:
    """Return what is known of a concern's way."""
    return ConcernFacts(
        concern.about,
        concern.noticed_at,
        concern.state,
        concern.sent_at,
        concern.recipient,
        concern.their_reference,
        concern.chase_on,
    )


def _by_need(line: ConcernLine) -> tuple[Any, ...]:
    return (line.waits is not Waits.FOR_SENDING, -line.late_days, line.noticed_at, line.id)


def markers_of(work: Work, people: Collection[PersonId]) -> tuple[MarkerLine, ...]:
    """Return the markers that hold for these people today: for whoever visits them.

    Never show them at a counter, in a list, or on paper that the person sees.
    """
    today = london_day(work.now)
    rows = work.ask(_MARKERS, people=list(people), today=today)
    return tuple(_marker(row) for row in rows if is_marked(_lapses(row), today))


def _lapses(marker: Any) -> date:
    # A statement past the program may say any last day: none holds for more than a year.
    since = min(marker.decided_on, london_day(marker.created_at))
    expires: date = marker.expires_on
    return min(expires, latest_expiry(since))


def _marker(marker: Any) -> MarkerLine:
    return MarkerLine(
        marker.id,
        marker.version,
        marker.subject_id,
        full_name(marker),
        marker.words,
        marker.evidence,
        marker.decider or "",
        marker.decided_on,
        marker.expires_on,
        marker.person_told,
        marker.why_not_told or "",
    )


def safe_ways(work: Work, person: PersonId) -> SafeWays:
    """Return how somebody may be reached without harm; what any record of theirs forbids, is not.

    Ask `domain.safety.safe_to_use(ways, way, at)` before every letter, text, calendar entry and
    print.
    """
    latest = latest_contacts(work, records_of(work, person))
    return strictest(ways_of(way) for way in latest)


def latest_contacts(work: Work, people: Iterable[UUID]) -> list[SafeContact]:
    """Return how each of these records may be reached, as last said."""
    found = work.all(
        select(SafeContact)
        .where(SafeContact.subject_id.in_(list(people)))
        .order_by(SafeContact.created_at, SafeContact.id.desc())
    )
    return list({way.subject_id: way for way in found}.values())


def ways_of(way: SafeContact) -> SafeWays:
    """Return one record's safe ways."""
    limited = way.from_hour is not None or way.to_hour is not None
    return SafeWays(
        asked=True,
        text=way.may_text,
        call=way.may_call,
        voicemail=way.may_voicemail,
        letter=way.may_write,
        hours=((way.from_hour, way.to_hour),) if limited else (),
        code_word=way.code_word or "",
        letters_to=way.letters_to or "",
    )


def apart_warnings(work: Work, people: Collection[PersonId]) -> tuple[ApartWarning, ...]:
    """Return who of these people must not meet whom of them; nothing for anybody but a lead.

    Somebody in two records that are linked is one. For bookings, huddles and registers: nothing
    may be done otherwise because of it where the worker is no lead.
    """
    if len(people) < 2 or not has_role(work, LEADS):
        return ()
    lead = leads_of(work, everyone_of(work, people))
    asked = {lead[one] for one in people}
    found = [
        one
        for one in _live_pairs(work, lead, london_day(work.now))
        if {lead[one.subject_id], lead[one.other_id]} <= asked
    ]
    return _told(work, found)


def apart_from(work: Work, people: Collection[PersonId]) -> tuple[ApartWarning, ...]:
    """Return with whom any of these people must not meet; a lead's, and what one wrote oneself."""
    ends = or_(KeptApart.subject_id.in_(people), KeptApart.other_id.in_(people))
    today = london_day(work.now)
    return _told(work, work.all(select(KeptApart).where(ends, _still(today))))


def everyone_of(work: Work, people: Collection[PersonId]) -> set[UUID]:
    """Return these people with every other record of theirs that a link leads to."""
    linked = {one for pair in links_around(work, people) for one in pair}
    return linked | set(people)


def live_pairs(work: Work) -> list[tuple[UUID, UUID]]:
    """Return everybody who is kept apart from whom, as far as this worker may know."""
    asked = select(KeptApart.subject_id, KeptApart.other_id).where(_still(london_day(work.now)))
    return [(row[0], row[1]) for row in work.rows(asked)]


def _live_pairs(work: Work, lead: Collection[UUID], today: date) -> list[KeptApart]:
    both = (KeptApart.subject_id.in_(lead), KeptApart.other_id.in_(lead))
    return list(work.all(select(KeptApart).where(*both, _still(today)).order_by(KeptApart.id)))


def _still(today: date) -> Any:
    return KeptApart.until.is_(None) | (KeptApart.until > today)


def _told(work: Work, pairs: Iterable[KeptApart]) -> tuple[ApartWarning, ...]:
    found = list(pairs)
    ends = {one for pair in found for one in (pair.subject_id, pair.other_id)}
    people = names_of(work, ends)
    return tuple(
        ApartWarning(
            pair.id,
            pair.version,
            pair.subject_id,
            pair.other_id,
            (people.get(pair.subject_id, ""), people.get(pair.other_id, "")),
            pair.kept_from,
            pair.until,
        )
        for pair in found
    )
