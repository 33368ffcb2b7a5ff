"""The ageing list: every referral and signpost that still waits for somebody, oldest first."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.referrals import (
    OPEN,
    Move,
    is_late,
    may_lapse_by_age,
    moves,
    place_of,
    waiting_words,
    working_days,
)
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Agency,
    Attendance,
    Case,
    CaseTeamMember,
    CommunityGroup,
    Person,
    Referral,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work

_OPEN_ONES = (
    select(Referral, Case, Person, CommunityGroup.name, Agency.name)
    .join(Case, Case.id == Referral.case_id)
    .join(Person, Person.id == Referral.subject_id)
    .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
    .outerjoin(Agency, Agency.id == Referral.agency_id)
    .where(Referral.status.in_(OPEN))
)
_LAST_VISITS = (
    select(
        Attendance.case_id,
        Attendance.subject_id,
        Attendance.group_id,
        func.max(Attendance.on_day),
    )
    .join(
        Referral,
        (Referral.case_id == Attendance.case_id) & (Referral.group_id == Attendance.group_id),
    )
    .where(Attendance.came.is_(True), Referral.status == ReferralStatus.ATTENDED)
    .group_by(Attendance.case_id, Attendance.subject_id, Attendance.group_id)
)
"""When somebody last came whose second visit is waited for."""


def referrals_waiting(
    work: Work, *, everybodys: bool = False, site: SiteId | None = None
) -> tuple[ReferralWaiting, ...]:
    """Return what waits in the worker's own cases, open or closed, the oldest first.

    `everybodys` are those of every case in which the worker may write: for who leads a site. Of
    every site, or of one.
    """
    today = london_day(work.now)
    own = _own_cases(work)
    asked, visits = _OPEN_ONES, _LAST_VISITS
    if not everybodys:
        asked = asked.where(Referral.case_id.in_(own))
        visits = visits.where(Attendance.case_id.in_(own))
    if site is not None:
        asked = asked.where(Case.site_id == site)
    came = {(row[0], row[1], row[2]): row[3] for row in work.rows(visits)}
    lines = []
    for referral, case, person, group, agency in work.rows(asked):
        if case.id in own or work.may_write(case.id):
            visit = came.get((referral.case_id, referral.subject_id, referral.group_id))
            facts = (case, full_name(person), group or agency or "", waits_since(referral, visit))
            lines.append(_line(referral, facts, today, mine=case.id in own))
    lines.sort(key=lambda one: (-one.age, one.person, one.id))
    return tuple(lines)


def waits_since(referral: Referral, last_visit: date | None) -> date:
    """Return since when a referral waits for what comes next."""
    known = [referral.made_on]
    if referral.answered_on is not None:
        known.append(referral.answered_on)
    if referral.status is ReferralStatus.ATTENDED and last_visit is not None:
        known.append(last_visit)
    return max(known)


def last_visit(work: Work, referral: Referral) -> date | None:
    """Return the last day on which the person came, of those of one referral."""
    last = select(func.max(Attendance.on_day)).where(
        Attendance.case_id == referral.case_id,
        Attendance.subject_id == referral.subject_id,
        Attendance.group_id == referral.group_id,
        Attendance.came.is_(True),
    )
    found: date | None = work.rows(last)[0][0]
    return found


def age_of(kind: ReferralKind, status: ReferralStatus, since: date, today: date) -> tuple[int, str]:
    """Return how many working days it has waited, and that in words."""
    age = working_days(since, today)
    return age, waiting_words(kind, status, age)


def offered(referral: Referral, age: int) -> tuple[Move, ...]:
    """Return what may be said or done next; a young signpost waits.

    That somebody came to a group is said in its register; of an agency it is said here.
    """
    may_lapse = referral.kind is ReferralKind.REFERRAL or may_lapse_by_age(
        referral.kind, referral.status, age
    )
    return tuple(
        move
        for move in moves(referral.kind, referral.status)
        if (move is not Move.ATTEND or referral.group_id is None)
        and (move is not Move.LAPSE or may_lapse)
    )


def _own_cases(work: Work) -> frozenset[UUID]:
    mine = select(CaseTeamMember.case_id).where(
        CaseTeamMember.worker_id == work.actor.worker, is_live(CaseTeamMember, work.now)
    )
    return frozenset(row[0] for row in work.rows(mine))


def _line(
    referral: Referral, facts: tuple[Case, str, str, date], today: date, *, mine: bool
) -> ReferralWaiting:
    case, person, to, since = facts
    age, words = age_of(referral.kind, referral.status, since, today)
    return ReferralWaiting(
        id=referral.id,
        version=referral.version,
        case_id=CaseId(case.id),
        person=person,
        reference=case.reference,
        to=to,
        kind=referral.kind,
        status=referral.status,
        waits_for=place_of(referral.kind, referral.status),
        made_on=referral.made_on,
        since=since,
        age=age,
        late=is_late(referral.kind, referral.status, age),
        words=words,
        answer=referral.answer or "",
        mine=mine,
        case_closed=case.closed_on is not None,
        may_lapse=may_lapse_by_age(referral.kind, referral.status, age),
    )
