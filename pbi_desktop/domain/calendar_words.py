"""Names of months and days, small numbers in words, and arithmetic on the calendar."""

import calendar
from datetime import date

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SHORTEST_MONTH = 3
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHORTEST_DAY = 3  # "mo" and "we" are names and words


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or its beginning ("nov", "sept"), else nothing."""
    if len(word) < _SHORTEST_MONTH:
        return None
    for number, name in enumerate(MONTH_NAMES, start=1):
        if name.casefold().startswith(word.casefold()):
            return number
    return None


def weekday_number(word: str) -> int | None:
    """Return 0 to 6 for a day's name or its beginning ("tue", "thurs"), Monday first."""
    if len(word) < _SHORTEST_DAY:
        return None
    for number, name in enumerate(DAY_NAMES):
        if name.casefold().startswith(word.casefold()):
            return number
    return None


def small_number(word: str) -> int | None:
    """Return the number that a word or figures stand for: "a", "two", "14"; else nothing."""
    if word in ("a", "an"):
        return 1
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    return int(word) if word.isdecimal() else None


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))
