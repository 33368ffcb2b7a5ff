"""What becomes of one referral or signpost, inside a command: the domain decides, this keeps."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.groups import CLOSES_AT
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.referrals import (
    OPEN,
    WAITING,
    Move,
    Side,
    after_taking_back,
    after_visits,
    step_of,
)
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Attendance, CommunityGroup, Referral
from pbi_desktop.services.referral_rows import To, ToAgency
from pbi_desktop.store.unit_of_work import Work

_CLOSED_FOR = "Closed: "
"""Stands before the reason for which our side closed it: it was not closed by a visit."""
_ENDS = (ReferralStatus.CLOSED, ReferralStatus.LAPSED)
_WHY = {
    Move.RETURN: "Write why they sent it back.",
    Move.LAPSE: "Write why it lapsed.",
    Move.CLOSE: "Write why it is closed.",
}


def move_referral(  # noqa: PLR0913 - which, how, by whom, when and why
    work: Work, referral: Referral, move: Move, side: Side, on_day: date, words: str = ""
) -> None:
    """Move a referral; MoveRefused where it may not be, Invalid where its reason is missing."""
    step = step_of(referral.kind, referral.status, move, side)
    if step.needs_reason and not words:
        raise Invalid({"reason": _WHY[move]})
    if on_day > london_day(work.now):
        raise Invalid({"on_day": "Choose a day that has been."})
    if on_day < referral.made_on:
        raise Invalid({"on_day": "That is before it was made. Check the day."})
    if referral.status is ReferralStatus.ATTENDED and move is Move.ATTEND:
        _refuse_same_day(referral, on_day)
    referral.status = step.to
    if step.side is Side.THEIRS or move is Move.ATTEND:
        referral.answered_on = on_day
    if step.to in _ENDS:
        referral.closed_on = on_day
    said = f"{_CLOSED_FOR}{words}" if move is Move.CLOSE else words
    if said:
        referral.answer = "\n".join(one for one in (referral.answer, said) if one)
    work.save(referral)


def new_referral(  # noqa: PLR0913 - whose, to whom, how, and whether it was agreed
    work: Work,
    case_id: CaseId,
    person: PersonId,
    to: To,
    kind: ReferralKind,
    *,
    agreed: bool,
    reason: str = "",
    previous: Referral | None = None,
) -> Referral:
    """Make a referral or signpost; refuses a second one to the same while the first is open."""
    if isinstance(to, ToAgency):
        work.get(Agency, to.id)
    else:
        work.get(CommunityGroup, to)
    _refuse_second(work, case_id, person, to, kind)
    return work.add(
        Referral(
            case_id=case_id,
            subject_id=person,
            category=previous.category if previous is not None else Category.CORE,
            kind=kind,
            status=ReferralStatus.MADE,
            group_id=None if isinstance(to, ToAgency) else to,
            agency_id=to.id if isinstance(to, ToAgency) else None,
            reason=reason or None,
            agreed_with_person=agreed,
            made_on=london_day(work.now),
            previous_id=previous.id if previous is not None else None,
        )
    )


def lapse_all(work: Work, case_id: CaseId, why: str) -> None:
    """Let whatever waits in a case lapse: nobody will come any more."""
    today = london_day(work.now)
    for referral in work.all(
        select(Referral)
        .where(Referral.case_id == case_id, Referral.status.in_(OPEN))
        .order_by(Referral.id)
    ):
        returned = referral.status is ReferralStatus.RETURNED
        move_referral(work, referral, Move.CLOSE if returned else Move.LAPSE, Side.OURS, today, why)


def settle_visits(  # noqa: PLR0913 - whose link, to what, and what became of a day
    work: Work,
    case_id: CaseId,
    person_id: PersonId,
    group_id: GroupId,
    on_day: date,
    *,
    taken_back: bool,
) -> bool:
    """Move what ties a person to a group along with their visits; True when one closes it."""
    times = _times(work, case_id, person_id, group_id)
    looked_at = (*WAITING, ReferralStatus.CLOSED) if taken_back else WAITING
    closed = False
    for referral in _links(work, case_id, person_id, group_id, looked_at):
        wanted = _wanted(referral, times, taken_back=taken_back)
        if wanted is referral.status:
            continue
        closed = closed or wanted is ReferralStatus.CLOSED
        referral.status = wanted
        referral.closed_on = on_day if wanted is ReferralStatus.CLOSED else None
        work.save(referral)
    return closed


def _wanted(referral: Referral, times: int, *, taken_back: bool) -> ReferralStatus:
    """Return where a link stands after so many visits; what our side closed stays closed."""
    if not taken_back:
        return after_visits(referral.kind, referral.status, times)
    by_visits = times + 1 >= CLOSES_AT and _CLOSED_FOR not in (referral.answer or "")
    if referral.status is ReferralStatus.CLOSED and not by_visits:
        return referral.status
    accepted = referral.status is ReferralStatus.ACCEPTED or referral.answered_on is not None
    return after_taking_back(referral.kind, times, accepted=accepted)


def _links(
    work: Work,
    case_id: CaseId,
    person_id: PersonId,
    to: To,
    status: Iterable[ReferralStatus],
) -> list[Referral]:
    return list(
        work.all(
            select(Referral)
            .where(Referral.case_id == case_id, Referral.subject_id == person_id)
            .where(_goes_to(to), Referral.status.in_(list(status)))
            .order_by(Referral.id)
        )
    )


def _times(work: Work, case_id: CaseId, person_id: PersonId, group_id: UUID) -> int:
    count = select(func.count()).where(
        Attendance.case_id == case_id,
        Attendance.subject_id == person_id,
        Attendance.group_id == group_id,
        Attendance.came.is_(True),
    )
    return int(work.rows(count)[0][0])


def _refuse_second(
    work: Work, case_id: CaseId, person: PersonId, to: To, kind: ReferralKind
) -> None:
    """Refuse what would stand in two places; a signpost may become a referral."""
    standing = _links(work, case_id, person, to, WAITING)
    if any(one.kind in (kind, ReferralKind.REFERRAL) for one in standing):
        where = "agency" if isinstance(to, ToAgency) else "group"
        raise Invalid(
            {"group": f"There is one to this {where} already. See what became of it first."}
        )


def goes_to(referral: Referral, to: To) -> bool:
    """Say whether a referral is to this group or agency."""
    if isinstance(to, ToAgency):
        return referral.agency_id == to.id
    return referral.group_id == to


def _goes_to(to: To) -> ColumnElement[bool]:
    return Referral.agency_id == to.id if isinstance(to, ToAgency) else Referral.group_id == to


def _refuse_same_day(referral: Referral, on_day: date) -> None:
    """Refuse a second time of coming on or before the day of the first."""
    if referral.answered_on is not None and on_day <= referral.answered_on:
        raise Invalid({"on_day": "They had come by that day. Say the day of the second time."})
