"""What comes first: one order for key dates, promises and cases, wherever they stand in a list.

A hearing or an eviction comes whether anybody is ready or not; a promise can be made again for
another day. So a key date that is near or past, and of which nobody has said what became of it,
stands before every promise, however late that one is.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from pbi_desktop.domain.housing import KeyDateKind

PRESSING_DAYS = 7
"""Within so many days a key date stands before every promise."""
SOON_DAYS = 28

_GRAVITY = {
    KeyDateKind.EVICTION: 0,
    KeyDateKind.HEARING: 1,
    KeyDateKind.NOTICE_ENDS: 2,
    KeyDateKind.APPEAL_BY: 3,
    KeyDateKind.PAYMENT_BY: 4,
    KeyDateKind.FORM_BY: 5,
    KeyDateKind.ASSESSMENT: 6,
    KeyDateKind.OTHER: 7,
}
# INFERRED: of two dates on one day, what can cost a home or freedom is seen first.
_PROMISE = len(_GRAVITY)


class HowNear(IntEnum):
    """How near a day is that has not been settled; a smaller number is more pressing."""

    PASSED = 0
    TODAY = 1
    THIS_WEEK = 2
    SOON = 3
    FAR = 4


class _Band(IntEnum):
    KEY_DATE_PRESSES = 0
    HAS_A_DAY = 1
    NO_DAY = 2


@dataclass(frozen=True, order=True)
class Rank:
    """Where something stands in a list of what is to come; a smaller one is seen first."""

    band: int
    day: date
    gravity: int

    @property
    def presses(self) -> bool:
        """Whether it stands before every promise."""
        return self.band == _Band.KEY_DATE_PRESSES


LAST = Rank(_Band.NO_DAY, date.max, _PROMISE)
"""Where something without a day stands, and a case in which nothing is to come."""


def how_near(day: date, today: date) -> HowNear:
    """Return how near a day is, seen from today."""
    away = (day - today).days
    if away < 0:
        return HowNear.PASSED
    if away == 0:
        return HowNear.TODAY
    if away <= PRESSING_DAYS:
        return HowNear.THIS_WEEK
    return HowNear.SOON if away <= SOON_DAYS else HowNear.FAR


def rank_of_key_date(day: date, kind: KeyDateKind, today: date) -> Rank:
    """Return where a key date that is still to come (or to be settled) stands."""
    presses = how_near(day, today) <= HowNear.THIS_WEEK
    band = _Band.KEY_DATE_PRESSES if presses else _Band.HAS_A_DAY
    return Rank(band, day, _GRAVITY[kind])


def rank_of_promise(due_on: date | None) -> Rank:
    """Return where an open step stands: by its day, behind a key date on the same day."""
    return LAST if due_on is None else Rank(_Band.HAS_A_DAY, due_on, _PROMISE)


def away_words(day: date, today: date) -> str:
    """Return how far off a day is: "today", "tomorrow", "in 3 days", "3 days ago"."""
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    if near is not None:
        return near
    return f"in {away} days" if away > 0 else f"{-away} days ago"
