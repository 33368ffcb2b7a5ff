"""What may become of a referral or a signpost, and who may say so.

A referral asks another service: they accept it or send it back. A signpost is a name and a number
given: nobody has to answer it. Both end with the second time the person comes. Nothing vanishes on
the way: a referral that is sent back is sent on, or closed with a reason.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.due_dates import bank_holidays
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.groups import CLOSES_AT

SIGNPOST_LAPSES_AFTER = 60
"""After so many working days without a second visit a signpost may lapse. INFERRED."""
_WORKDAYS, _WEEK = 5, 7


class Side(StrEnum):
    """Who makes a move."""

    OURS = "ours"
    THEIRS = "theirs"
    """The service that was asked, as it told us."""
    PERSON = "person"
    """Whoever comes, or does not."""


class Move(StrEnum):
    """What may be done with a referral or signpost."""

    ACCEPT = "accept"
    RETURN = "return"
    SEND_ON = "send_on"
    ATTEND = "attend"
    LAPSE = "lapse"
    CLOSE = "close"
    """To end it before a second visit: always with a reason."""


class Place(StrEnum):
    """Whom a referral waits for; each is in exactly one of these lists."""

    THEM = "them"
    PERSON = "person"
    US = "us"
    NOBODY = "nobody"


@dataclass
class MoveRefused(PbiError):
    """A referral or signpost that stands there cannot be moved so, or not by this side."""

    kind: ReferralKind
    status: ReferralStatus
    move: Move


@dataclass(frozen=True)
class Step:
    """Where a move leads, whose it is, and whether it needs a reason."""

    to: ReferralStatus
    side: Side
    needs_reason: bool = False


_S, _M = ReferralStatus, Move
_REFERRAL: dict[tuple[ReferralStatus, Move], Step] = {
    (_S.MADE, _M.ACCEPT): Step(_S.ACCEPTED, Side.THEIRS),
    (_S.MADE, _M.RETURN): Step(_S.RETURNED, Side.THEIRS, needs_reason=True),
    (_S.MADE, _M.LAPSE): Step(_S.LAPSED, Side.OURS, needs_reason=True),
    # Who comes was let in: they are accepted, even where nobody has told us.
    (_S.MADE, _M.ATTEND): Step(_S.ATTENDED, Side.PERSON),
    (_S.ACCEPTED, _M.ATTEND): Step(_S.ATTENDED, Side.PERSON),
    (_S.ACCEPTED, _M.LAPSE): Step(_S.LAPSED, Side.OURS, needs_reason=True),
    (_S.RETURNED, _M.SEND_ON): Step(_S.REROUTED, Side.OURS),
    (_S.RETURNED, _M.CLOSE): Step(_S.CLOSED, Side.OURS, needs_reason=True),
    (_S.ATTENDED, _M.ATTEND): Step(_S.CLOSED, Side.PERSON),
    (_S.ATTENDED, _M.CLOSE): Step(_S.CLOSED, Side.OURS, needs_reason=True),
    (_S.ATTENDED, _M.LAPSE): Step(_S.LAPSED, Side.OURS, needs_reason=True),
}
_SIGNPOST: dict[tuple[ReferralStatus, Move], Step] = {
    (_S.MADE, _M.ATTEND): Step(_S.ATTENDED, Side.PERSON),
    (_S.MADE, _M.LAPSE): Step(_S.LAPSED, Side.OURS),
    (_S.ATTENDED, _M.ATTEND): Step(_S.CLOSED, Side.PERSON),
    (_S.ATTENDED, _M.LAPSE): Step(_S.LAPSED, Side.OURS),
}
_TABLES = {ReferralKind.REFERRAL: _REFERRAL, ReferralKind.SIGNPOST: _SIGNPOST}

WAITING = (_S.MADE, _S.ACCEPTED, _S.ATTENDED)
"""Where the next visit of the person moves it on."""
OPEN = (*WAITING, _S.RETURNED)
"""Where it is not at its end."""

# In working days, by whom it waits for. INFERRED.
_LATE_AFTER = {
    (ReferralKind.REFERRAL, _S.MADE): 10,
    (ReferralKind.REFERRAL, _S.RETURNED): 2,
    (ReferralKind.REFERRAL, _S.ACCEPTED): 20,
    (ReferralKind.REFERRAL, _S.ATTENDED): 20,
    (ReferralKind.SIGNPOST, _S.MADE): 30,
    (ReferralKind.SIGNPOST, _S.ATTENDED): 30,
}


def moves(kind: ReferralKind, status: ReferralStatus, side: Side | None = None) -> tuple[Move, ...]:
    """Return what may be done next; only by one side, where one is named."""
    table = _TABLES[kind]
    return tuple(
        move
        for move in Move
        if (step := table.get((status, move))) is not None and side in (None, step.side)
    )


def step_of(kind: ReferralKind, status: ReferralStatus, move: Move, side: Side) -> Step:
    """Return where a move leads; MoveRefused where it may not be made, or not by this side."""
    step = _TABLES[kind].get((status, move))
    if step is None or step.side is not side:
        raise MoveRefused(kind, status, move)
    return step


def needs_reason(kind: ReferralKind, status: ReferralStatus, move: Move) -> bool:
    """Say whether a move has to be given a reason."""
    step = _TABLES[kind].get((status, move))
    return step is not None and step.needs_reason


def after_visits(kind: ReferralKind, status: ReferralStatus, times: int) -> ReferralStatus:
    """Return where it stands once the person has come so many times; never back."""
    reached = min(times, CLOSES_AT)
    done = {_S.ATTENDED: 1, _S.CLOSED: CLOSES_AT}.get(status, 0)
    for _visit in range(reached - done):
        if (step := _TABLES[kind].get((status, Move.ATTEND))) is None:
            return status
        status = step.to
    return status


def after_taking_back(kind: ReferralKind, times: int, *, accepted: bool) -> ReferralStatus:
    """Return where it stands once a visit that had moved it was no visit after all."""
    start = _S.ACCEPTED if accepted and kind is ReferralKind.REFERRAL else _S.MADE
    return after_visits(kind, start, times)


def place_of(kind: ReferralKind, status: ReferralStatus) -> Place:
    """Return whom it waits for."""
    if status not in OPEN:
        return Place.NOBODY
    if status is _S.RETURNED:
        return Place.US
    asked = kind is ReferralKind.REFERRAL and status is _S.MADE
    return Place.THEM if asked else Place.PERSON


def working_days(since: date, today: date) -> int:
    """Return how many working days have begun after a day, up to today; 0 for a day to come."""
    if today <= since:
        return 0
    weeks, rest = divmod((today - since).days, _WEEK)
    tail = (today - timedelta(days=back) for back in range(rest))
    count = weeks * _WORKDAYS + sum(day.weekday() < _WORKDAYS for day in tail)
    return count - _holidays(since, today)


def _holidays(since: date, today: date) -> int:
    years = range(since.year, today.year + 1)
    every = (day for year in years for day in bank_holidays(year))
    return sum(since < day <= today and day.weekday() < _WORKDAYS for day in every)


def late_after(kind: ReferralKind, status: ReferralStatus) -> int | None:
    """Return after how many working days it is late; None where it waits for nobody."""
    return _LATE_AFTER.get((kind, status))


def is_late(kind: ReferralKind, status: ReferralStatus, age: int) -> bool:
    """Say whether it has waited longer than it should, in working days."""
    limit = late_after(kind, status)
    return limit is not None and age > limit


def may_lapse_by_age(kind: ReferralKind, status: ReferralStatus, age: int) -> bool:
    """Say whether it is a signpost that nobody followed for so long that it may lapse."""
    waits = kind is ReferralKind.SIGNPOST and status in WAITING
    return waits and age >= SIGNPOST_LAPSES_AFTER


def age_words(age: int) -> str:
    """Return an age for people: "since today", "1 working day", "12 working days"."""
    if age == 0:
        return "since today"
    return "1 working day" if age == 1 else f"{age} working days"


def waiting_words(kind: ReferralKind, status: ReferralStatus, age: int) -> str:
    """Return whom it waits for and how long: "Waits for their answer, 12 working days: late"."""
    whom = {
        _S.MADE: "Waits for their answer",
        _S.ACCEPTED: "Waits for the first visit",
        _S.ATTENDED: "Waits for the second visit",
        _S.RETURNED: "Waits for us to send it on",
    }.get(status, "")
    if not whom:
        return ""
    if kind is ReferralKind.SIGNPOST and status is _S.MADE:
        whom = "Waits for the first visit"
    late = ": late" if is_late(kind, status, age) else ""
    return f"{whom}, {age_words(age)}{late}"
