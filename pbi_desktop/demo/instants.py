"""Days and hours in the demo: days are counted as ordinals, hours are the clock's in Oldham."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from pbi_desktop.domain.times import LONDON

_SATURDAY = 5
_OPENS = 9
_OPEN_MINUTES = 8 * 60
_STEP = 5
_FRIDAY_TO_MONDAY = 3
_AFTER_OPENING = tuple(timedelta(minutes=at) for at in range(0, _OPEN_MINUTES + 1, _STEP))


@lru_cache(maxsize=2048)
def _opening(day: int) -> datetime:
    """Return nine in the morning of a day, UTC."""
    morning = date.fromordinal(day)
    local = datetime(morning.year, morning.month, morning.day, _OPENS, tzinfo=LONDON)
    return local.astimezone(UTC)


def clock(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a day on the clock in Oldham, as an instant."""
    return _opening(day) + timedelta(hours=hour - _OPENS, minutes=minute)


def office_time(day: int, chance: float) -> datetime:
    """Return a moment of the working day; `chance` from 0 to 1 says how late."""
    return _opening(day) + _AFTER_OPENING[int(chance * _OPEN_MINUTES) // _STEP]


def working_day(day: int) -> int:
    """Return the day itself, or the Friday before where it is a weekend."""
    weekday = (day + 6) % 7  # ordinal 1 was a Monday
    return day - max(0, weekday - _SATURDAY + 1)


def next_working_day(day: int) -> int:
    """Return the day itself, or the Monday after where it is a weekend."""
    return day if working_day(day) == day else working_day(day) + _FRIDAY_TO_MONDAY


def working_days_on(day: int, count: int) -> int:
    """Return the working day so many working days after a day; the day itself for none."""
    for _ in range(count):
        day += 1
        while working_day(day) != day:
            day += 1
    return day


@lru_cache(maxsize=65536)
def as_date(day: int) -> date:
    """Return the calendar day of an ordinal."""
    return date.fromordinal(day)
