"""Somebody comes, rings or is referred: how, how urgent, what was done, and what became of it.

A contact may never become a case; that it was made, and how often, is known all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.due_dates import is_working_day
from pbi_desktop.domain.errors import Invalid, StaleRecord


class Urgency(IntEnum):
    """How soon something has to happen."""

    ROUTINE = 0
    SOON = 1
    """Within days."""
    TODAY = 2
    NOW = 3


class SafeNow(StrEnum):
    """Whether the person is safe at this moment."""

    NOT_ASKED = "not_asked"
    SAFE = "safe"
    NOT_SAFE = "not_safe"
    NOT_SURE = "not_sure"


class Done(StrEnum):
    """What was done for somebody at the front door."""

    ADVICE = "advice"
    SIGNPOST = "signpost"
    CONNECT = "connect"
    OPEN_CASE = "open_case"
    ADD_TO_CASE = "add_to_case"
    REFER_ON = "refer_on"
    PLACE_ISSUE = "place_issue"


class ApproachState(StrEnum):
    """What became of an approach."""

    WAITING = "waiting"
    SETTLED = "settled"
    """What was needed was done at the desk."""
    ACCEPTED = "accepted"
    """It became a case, or belongs to one."""
    RETURNED = "returned"
    REROUTED = "rerouted"


class AlertAnswer(StrEnum):
    """What the duty lead says of somebody who may be known under a protected record."""

    SAME = "same"
    NOT_THE_SAME = "not_the_same"
    NOT_SURE = "not_sure"


SAYS_CAME: Mapping[ContactMethod, str] = {
    ContactMethod.SHOPFRONT: "Came in",
    ContactMethod.HOME: "Met at home",
    ContactMethod.PHONE: "Rang",
    ContactMethod.TEXT: "Sent a text",
    ContactMethod.HUDDLE: "Came up in the huddle",
    ContactMethod.OUTREACH: "Met on the street or at a door",
    ContactMethod.PARTNER_REFERRAL: "Referred by a partner",
    ContactMethod.SELF_REFERRAL: "Asked for help themselves",
    ContactMethod.OTHER: "Came to us",
}
SAYS_URGENCY: Mapping[Urgency, str] = {
    Urgency.ROUTINE: "no hurry",
    Urgency.SOON: "within days",
    Urgency.TODAY: "today",
    Urgency.NOW: "now",
}
SAYS_SAFE: Mapping[SafeNow, str] = {
    SafeNow.NOT_ASKED: "not asked whether safe",
    SafeNow.SAFE: "safe now",
    SafeNow.NOT_SAFE: "not safe now",
    SafeNow.NOT_SURE: "not sure whether safe",
}
SAYS_DONE: Mapping[Done, str] = {
    Done.ADVICE: "advice given",
    Done.SIGNPOST: "signposted",
    Done.CONNECT: "connected to a group",
    Done.OPEN_CASE: "case opened",
    Done.ADD_TO_CASE: "added to the case",
    Done.REFER_ON: "referred on",
    Done.PLACE_ISSUE: "place issue noted",
}
WAITS_AT_MOST: Mapping[Urgency, int] = {
    Urgency.ROUTINE: 5,
    Urgency.SOON: 2,
    Urgency.TODAY: 0,
    Urgency.NOW: 0,
}
"""How many days somebody may wait before it is late: of those who cannot wait, none."""
REPEAT_WITHIN = timedelta(weeks=8)
REPEATS = 2
"""So many contacts within `REPEAT_WITHIN` are repeat demand."""

_CAN_WAIT = 3
_BETWEEN = ", "
_ENDS = frozenset(ApproachState) - {ApproachState.WAITING}


@dataclass(frozen=True)
class Wait:
    """How long somebody has waited, in whole days, and whether that is too long."""

    days: int
    late: bool
    calendar: bool = False
    """Whether every day counts, and not those alone that are worked."""


def follow(current: ApproachState, wanted: ApproachState) -> ApproachState:
    """Return the new state; refuses to change what somebody has seen to, or to make it wait."""
    if current is not ApproachState.WAITING or wanted not in _ENDS:
        raise StaleRecord("approaches")
    return wanted


def turn(urgency: Urgency | None, safe: SafeNow) -> int:
    """Return when somebody is seen to: first who is not safe, then now, then today, then others."""
    if safe is SafeNow.NOT_SAFE:
        return 0
    return {Urgency.NOW: 1, Urgency.TODAY: 2}.get(urgency or Urgency.ROUTINE, _CAN_WAIT)


def waited(
    urgency: Urgency | None, came: date, today: date, safe: SafeNow = SafeNow.NOT_ASKED
) -> Wait:
    """Return how long somebody has waited who came on a day: the days after it that are worked.

    Whoever cannot wait waits at the weekend too: every day counts, and from the first it is late.
    """
    if turn(urgency, safe) < _CAN_WAIT:
        days = max(0, (today - came).days)
        return Wait(days, late=days > 0, calendar=True)
    after = (came + timedelta(days=count) for count in range(1, (today - came).days + 1))
    days = sum(is_working_day(day) for day in after)
    return Wait(days, days > WAITS_AT_MOST[urgency or Urgency.ROUTINE])


def say_days(days: int, *, calendar: bool) -> str:
    """Return "6 working days", or "2 days" where every day counts."""
    unit = "day" if calendar else "working day"
    return f"1 {unit}" if days == 1 else f"{days:,} {unit}s"


def times_within(came: Iterable[datetime], now: datetime) -> int:
    """Return how many of these times lie within the eight weeks up to now."""
    return sum(now - REPEAT_WITHIN < at <= now for at in came)


def is_repeat_demand(times: int) -> bool:
    """Say whether somebody who came so often within eight weeks comes again and again."""
    return times >= REPEATS


def keep_done(done: Iterable[Done]) -> str:
    """Return what was done as it is kept: the codes in the order of the list, each once."""
    said = set(done)
    return _BETWEEN.join(one.value for one in Done if one in said)


def read_done(kept: str | None) -> tuple[Done, ...]:
    """Return what was done from how it is kept."""
    return tuple(Done(code) for code in (kept or "").split(_BETWEEN) if code)


def refuse_untrue_done(done: Iterable[Done], *, has_case: bool, opened: bool = False) -> None:
    """Refuse to say that something was done in a case where there is none."""
    if Done.OPEN_CASE in done and not opened:
        raise Invalid({"done": "Open a case for them first: then it says so by itself."})
    if Done.ADD_TO_CASE in done and not has_case:
        raise Invalid({"done": "Say to which case it was added, or leave that out."})
