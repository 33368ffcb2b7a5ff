"""By when a request about somebody's own data must be answered, and the days nobody works.

One calendar month from the day it came: the same date next month, else that month's last day; where
that is a weekend or a bank holiday in England, the next working day. The clock starts when the
person's identity is confirmed, stands still while they are asked what they mean, and runs two
months longer for a complex request if they are told so within the first.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.errors import Invalid

ANSWER_MONTHS, FURTHER_MONTHS = 1, 2
_MONDAY, _SATURDAY = 0, 5
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

ONCE_ONLY: dict[int, frozenset[date]] = {
    2020: frozenset({date(2020, 5, 8)}),
    2022: frozenset({date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}),
    2023: frozenset({date(2023, 5, 8)}),
}
"""Bank holidays that were proclaimed for one year. A new one is added here when it is announced."""

_MOVED: frozenset[date] = frozenset({date(2020, 5, 4), date(2022, 5, 30)})
"""Mondays that were no holiday that year: theirs was moved to one of `ONCE_ONLY`."""


def easter_sunday(year: int) -> date:
    """Return Easter Sunday, by the Gregorian rule as Meeus, Jones and Butcher wrote it down."""
    century, of_century = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leaps - moved + 15) % 30
    quads, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * quads - epact - rest) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year, with the days in lieu."""
    easter = easter_sunday(year)
    by_rule = {
        easter - 2 * _DAY,
        easter + _DAY,
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 6, 1)) - _WEEK,
        _first_monday(date(year, 9, 1)) - _WEEK,
        *_in_lieu(date(year, 1, 1)),
        *_in_lieu(date(year, 12, 25), date(year, 12, 26)),
    }
    return frozenset(by_rule - _MOVED) | ONCE_ONLY.get(year, frozenset())


def is_working_day(day: date) -> bool:
    """Say whether offices in England work on a day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """Return the working day that comes this many working days after a day."""
    at = day
    while count:
        at += timedelta(days=1)
        count -= is_working_day(at)
    return at


def working_day_from(day: date) -> date:
    """Return the day itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += _DAY
    return day


def _first_monday(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)


def _in_lieu(*days: date) -> set[date]:
    """Return holidays that stand side by side, each on the next weekday that none of them has."""
    on_weekdays = {day for day in days if day.weekday() < _SATURDAY}
    for day in days:
        if day.weekday() >= _SATURDAY:
            while day.weekday() >= _SATURDAY or day in on_weekdays:
                day += _DAY
            on_weekdays.add(day)
    return on_weekdays


class ClockState(StrEnum):
    """Whether the time to answer is running."""

    WAITS_FOR_IDENTITY = "waits_for_identity"
    WAITS_FOR_CLARITY = "waits_for_clarity"
    RUNS = "runs"
    ANSWERED = "answered"


STATE_LABELS = {
    ClockState.WAITS_FOR_IDENTITY: "waits until we know who asks",
    ClockState.WAITS_FOR_CLARITY: "waits until they say what they mean",
    ClockState.RUNS: "to be answered",
    ClockState.ANSWERED: "answered",
}


@dataclass(frozen=True)
class RequestDays:
    """The days of a request that its due date is reckoned from.

    `identity_on` is the day it came where nobody had to ask who it is, and None while they wait.
    """

    received_on: date
    identity_on: date | None
    clarified_from: date | None = None
    clarified_on: date | None = None
    extended_on: date | None = None
    answered_on: date | None = None

    @property
    def state(self) -> ClockState:
        """Whether the clock runs."""
        if self.answered_on is not None:
            return ClockState.ANSWERED
        if self.identity_on is None:
            return ClockState.WAITS_FOR_IDENTITY
        if self.clarified_from is not None and self.clarified_on is None:
            return ClockState.WAITS_FOR_CLARITY
        return ClockState.RUNS

    @property
    def stood_still(self) -> timedelta:
        """How long the clock stood still for an answer to a question, once it came."""
        if self.clarified_from is None or self.clarified_on is None:
            return timedelta(0)
        return max(timedelta(0), self.clarified_on - self._began(self.clarified_from))

    def _began(self, asked: date) -> date:
        # A question that was asked before the clock started stops it only from its start on.
        return max(asked, self.start or asked)

    @property
    def start(self) -> date | None:
        """From when the time runs; None while nobody knows who asks."""
        return None if self.identity_on is None else max(self.received_on, self.identity_on)


def due_on(days: RequestDays) -> date | None:
    """Return by when the answer is due; None while the clock has not started, or stands still."""
    months = ANSWER_MONTHS + (FURTHER_MONTHS if days.extended_on is not None else 0)
    return _due_after(days, months)


def tell_by(days: RequestDays) -> date | None:
    """Return by when a person must hear that their request takes longer: within the first month."""
    return _due_after(days, ANSWER_MONTHS)


def _due_after(days: RequestDays, months: int) -> date | None:
    start = days.start
    waits = days.clarified_from is not None and days.clarified_on is None
    if start is None or waits:
        return None
    return working_day_from(months_on(start, months) + days.stood_still)


def checked(days: RequestDays, today: date) -> RequestDays:
    """Return the days if they can be; Invalid says which cannot, and why."""
    wrong = {
        name: "That day is yet to come. Give the day on which it happened."
        for name in ("received_on", "identity_on", "clarified_on", "extended_on", "answered_on")
        if (day := getattr(days, name)) is not None and day > today
    }
    if days.identity_on is not None and days.identity_on < days.received_on:
        wrong["identity_on"] = "That is before the request came. Check the two days."
    if days.clarified_on is not None and (
        days.clarified_from is None or days.clarified_on < days.clarified_from
    ):
        wrong["clarified_on"] = "That is before they were asked. Check the two days."
    limit = tell_by(days)
    if days.extended_on is not None and limit is not None and days.extended_on > limit:
        wrong["extended_on"] = (
            "The first month is over. More time counts only if the person is told within it: "
            "answer now, and tell your information governance lead."
        )
    if wrong:
        raise Invalid(wrong)
    return days
