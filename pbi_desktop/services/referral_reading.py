"""The ageing list: every referral and signpost that still waits for somebody, oldest first."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

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
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_CASES: Any = bindparam("cases", expanding=True)
_WAITING = (
    select(
        Referral.id,
        Referral.version,
        Referral.case_id,
        Referral.subject_id,
        Referral.group_id,
        Referral.kind,
        Referral.status,
        Referral.made_on,
        Referral.answered_on,
        Referral.answer,
        Case.reference,
        Case.closed_on,
        Person.given_name,
        Person.family_name,
        func.coalesce(CommunityGroup.name, Agency.name).label("sent_to"),
    )
    .join(Case, Case.id == Referral.case_id)
    .join(Person, Person.id == Referral.subject_id)
    .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
    .outerjoin(Agency, Agency.id == Referral.agency_id)
    .where(Referral.status.in_(OPEN))
)
_OWN = Question(_WAITING.where(Referral.case_id.in_(_CASES)))
_EVERYBODYS = Question(_WAITING)
_OF_SITE = _WAITING.where(Case.site_id == bindparam("site"))
_OWN_OF_SITE = Question(_OF_SITE.where(Referral.case_id.in_(_CASES)))
_EVERYBODYS_OF_SITE = Question(_OF_SITE)
_VISITS = (
    select(
        Attendance.case_id,
        Attendance.subject_id,
        Attendance.group_id,
        func.max(Attendance.on_day).label("on_day"),
    )
    .join(
        Referral,
        (Referral.case_id == Attendance.case_id) & (Referral.group_id == Attendance.group_id),
    )
    .where(Attendance.came.is_(True), Referral.status == ReferralStatus.ATTENDED)
    .group_by(Attendance.case_id, Attendance.subject_id, Attendance.group_id)
)
_LAST_VISITS = Question(_VISITS)
"""When somebody last came whose second visit is waited for."""
_OWN_LAST_VISITS = Question(_VISITS.where(Attendance.case_id.in_(_CASES)))
_MY_CASES = Question(
    select(CaseTeamMember.case_id).where(
        CaseTeamMember.worker_id == bindparam("me"), is_live(CaseTeamMember, bindparam("now"))
    )
)


def referrals_waiting(
    work: Work,
    *,
    everybodys: bool = False,
    site: SiteId | None = None,
    own: Collection[UUID] | None = None,
) -> tuple[ReferralWaiting, ...]:
    """Return what waits in the worker's own cases, open or closed, the oldest first.

    `everybodys` are those of every case in which the worker may write: for who leads a site. Of
    every site, or of one. `own` are the worker's own cases where somebody has asked for them.
    """
    today = london_day(work.now)
    own = _own_cases(work) if own is None else own
    visits = work.ask(_LAST_VISITS) if everybodys else work.ask(_OWN_LAST_VISITS, cases=list(own))
    came = {(row[0], row[1], row[2]): row[3] for row in visits}
    lines = []
    for referral in _open_ones(work, None if everybodys else own, site):
        mine = referral.case_id in own
        if mine or work.may_write(referral.case_id):
            visit = came.get((referral.case_id, referral.subject_id, referral.group_id))
            lines.append(_line(referral, waits_since(referral, visit), today, mine=mine))
    lines.sort(key=lambda one: (-one.age, one.person, one.id))
    return tuple(lines)


def _open_ones(work: Work, cases: Collection[UUID] | None, site: SiteId | None) -> Sequence[Any]:
    """Return the open referrals of these cases, or of all in sight; of every site, or of one."""
    if site is None:
        return work.ask(_EVERYBODYS) if cases is None else work.ask(_OWN, cases=list(cases))
    if cases is None:
        return work.ask(_EVERYBODYS_OF_SITE, site=site)
    return work.ask(_OWN_OF_SITE, cases=list(cases), site=site)


def waits_since(referral: Any, last_visit: date | None) -> date:
    """Return since when a referral waits for what comes next."""
    known: list[date] = [referral.made_on]
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
    found = work.ask(_MY_CASES, me=work.actor.worker, now=work.now)
    return frozenset(row[0] for row in found)


def _line(referral: Any, since: date, today: date, *, mine: bool) -> ReferralWaiting:
    age, words = age_of(referral.kind, referral.status, since, today)
    return ReferralWaiting(
        id=referral.id,
        version=referral.version,
        case_id=CaseId(referral.case_id),
        person=full_name(referral),
        reference=referral.reference,
        to=referral.sent_to or "",
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
        case_closed=referral.closed_on is not None,
        may_lapse=may_lapse_by_age(referral.kind, referral.status, age),
    )
