"""Working days: Monday to Friday. Bank holidays are not known here, so a date is never late."""

from datetime import date, timedelta

_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """Return the working day that comes this many working days after a day."""
    at = day
    while count:
        at += timedelta(days=1)
        count -= at.weekday() < _SATURDAY
    return at
