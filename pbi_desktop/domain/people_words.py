"""Days, dates and amounts as people type and say them; "today" is always passed in."""

import calendar
import re
import unicodedata
from datetime import date

from pbi_desktop.domain.calendar_words import (
    DAY_NAMES,
    MONTH_NAMES,
    days_in_month,
    month_number,
    weekday_number,
)
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money_words import read_money
from pbi_desktop.domain.relative_days import SHAPES as RELATIVE
from pbi_desktop.domain.relative_days import Lean, NotADate, Reader, nearest
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import PartialDate, Precision

__all__ = ["Lean", "read_date", "read_money", "say_date", "say_day"]

_FIRST_YEAR, _LAST_YEAR = 1850, 2150
_YEARS_AHEAD = 20  # two figures mean a year at most so far ahead, and never a coming birth
_OLDEST = 130
_LEAP_DAY = (2, 29)
_MOST_DAYS = tuple(days_in_month(2024, month) for month in range(1, 13))  # of a leap year
_HOW = "Write it like 9 4 1991, 12 nov, tue, in 2 weeks or about 1960."


def read_date(
    text: str, today: date, *, lean: Lean = Lean.COMING, field: str = "date"
) -> PartialDate:
    """Return the date that was typed, day first; refuses with one plain sentence."""
    line = _plain(text)
    try:
        if not line:
            raise NotADate("There is no date here.")
        return _checked(_read(line, today, lean), today, lean)
    except OverflowError:  # the calendar ends before that day
        raise Invalid({field: "That is too far away. Check the date."}) from None
    except NotADate as refused:
        raise Invalid({field: str(refused)}) from None


def say_date(when: date | PartialDate) -> str:
    """Return a date for people: "9 April 1991", "April 1991", "1991", "about 1960"."""
    partial = PartialDate.of_day(when) if isinstance(when, date) else when
    if partial.day is not None:
        day = partial.day
        return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    if partial.precision is Precision.MONTH:
        return f"{MONTH_NAMES[int(partial.text[5:7]) - 1]} {partial.year}"
    return f"about {partial.year}" if partial.precision is Precision.ABOUT else str(partial.year)


def say_day(day: date, today: date) -> str:
    """Return a day near today for people: "Today", "Yesterday", "Tuesday 24 November"."""
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}.get((day - today).days)
    if near:
        return near
    said = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def _plain(text: str) -> str:
    """Return the text in small letters, without commas, "of", "the" and endings such as "th"."""
    line = unicodedata.normalize("NFKC", clean_line(text)[0]).casefold().replace(",", " ")
    bare = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", line)
    return " ".join(word for word in bare.split() if word not in ("of", "the", "on")).strip(" .")


def _read(line: str, today: date, lean: Lean) -> PartialDate:
    """Return what the first reader that knows this shape makes of it."""
    for shape, reader in _SHAPES:
        found = shape.fullmatch(line)
        if found:
            read = reader(found, today, lean)
            if read is not None:
                return read
    raise NotADate(f"That is not a date. {_HOW}")


def _checked(read: PartialDate, today: date, lean: Lean) -> PartialDate:
    """Return the date if it can be meant."""
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise NotADate(f"{say_date(read)} is too far away. Check the year.")
    if lean is Lean.BIRTH:
        if read.text > today.isoformat()[: len(read.text)]:
            raise NotADate(f"{say_date(read)} is in the future. Check the year.")
        if read.year < today.year - _OLDEST:
            raise NotADate(f"{say_date(read)} is more than {_OLDEST} years ago. Check the year.")
    return read


def _about(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    """Read "about 1960", "c. 1960", "1960ish"."""
    year = found["year"] or found["ish"]
    return PartialDate.of_year(_year(year, 1, 1, today, lean), about=True)


def _whole_year(found: re.Match[str], _today: date, _lean: Lean) -> PartialDate:
    """Read "1991"."""
    return PartialDate.of_year(int(found["year"]))


def _figures(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    """Read 19850412, 12041985 or 120485 run together."""
    run = found[0]
    if len(run) == len("ddmmyy"):
        return _day(run[4:], int(run[2:4]), int(run[:2]), today, lean)
    year, month, day = int(run[:4]), int(run[4:6]), int(run[6:])
    if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= len(MONTH_NAMES):
        return _day(run[:4], month, day, today, lean)
    return _day(run[4:], int(run[2:4]), int(run[:2]), today, lean)


def _numbers(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    """Read "9 4 91", "9/4/1991", "1991-04-09", "12/11"."""
    parts = found.groupdict()
    return _day(parts.get("year"), int(parts["month"]), int(parts["day"]), today, lean)


def _month_of_year(found: re.Match[str], _today: date, _lean: Lean) -> PartialDate | None:
    """Read "April 1991", "04/1991", "1991-04"."""
    word = found["month"]
    month = int(word) if word.isdecimal() else month_number(word)
    if month is None or not 1 <= month <= len(MONTH_NAMES):
        return None
    return PartialDate(f"{int(found['year']):04d}-{month:02d}", Precision.MONTH)


def _month_in_words(found: re.Match[str], today: date, lean: Lean) -> PartialDate | None:
    """Read "12 nov", "nov 12", "9 April 1991", "Tuesday 24 November 2026"."""
    month = month_number(found["month"])
    weekday = weekday_number(found["weekday"]) if found["weekday"] else None
    if month is None or (found["weekday"] and weekday is None):
        return None
    read = _day(found["year"], month, int(found["day"]), today, lean)
    if weekday is not None and read.day is not None and read.day.weekday() != weekday:
        named = DAY_NAMES[read.day.weekday()]
        raise NotADate(f"{say_date(read)} is a {named}, not a {DAY_NAMES[weekday]}.")
    return read


def _day(year: str | None, month: int, day: int, today: date, lean: Lean) -> PartialDate:
    """Return the day; refuses a month or a day that is not in the calendar."""
    if not 1 <= month <= len(MONTH_NAMES):
        raise NotADate(f"There is no month {month}. Write the day first, then the month.")
    if year is None:
        full = _nearest_year(month, day, today, lean)
    else:
        full = _year(year, month, day, today, lean)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        raise NotADate(f"The year {full} is too far away. Check the year.")
    last = days_in_month(full, month)
    if not 1 <= day <= last:
        within = "" if day > _MOST_DAYS[month - 1] else f" in {full}"
        raise NotADate(f"There is no {day} {MONTH_NAMES[month - 1]}{within}.")
    return PartialDate.of_day(date(full, month, day))


def _nearest_year(month: int, day: int, today: date, lean: Lean) -> int:
    """Return the year that a day without one means."""
    if lean is Lean.BIRTH:
        raise NotADate("Write the year too, like 9 4 1991.")
    if lean is Lean.NEAREST:
        return _nearest_of_both(month, day, today)
    if lean is Lean.COMING:
        year = today.year + ((month, day) < (today.month, today.day))
    else:
        year = today.year - ((month, day) > (today.month, today.day))
    step = 1 if lean is Lean.COMING else -1
    if (month, day) == _LEAP_DAY:
        return next(y for y in range(year, year + 9 * step, step) if calendar.isleap(y))
    return year


def _nearest_of_both(month: int, day: int, today: date) -> int:
    """Return the year of the near one of the last such day and the next."""
    past, coming = (_nearest_year(month, day, today, lean) for lean in (Lean.PAST, Lean.COMING))
    if past == coming:  # today
        return past
    last = min(day, days_in_month(past, month)), min(day, days_in_month(coming, month))
    return nearest(date(past, month, last[0]), date(coming, month, last[1]), today).year


def _year(figures: str, month: int, day: int, today: date, lean: Lean) -> int:
    """Return the year that four or two figures mean; two never mean a birth to come."""
    if len(figures) > len("yy"):
        return int(figures)
    year = today.year - today.year % 100 + int(figures)
    if lean in (Lean.COMING, Lean.NEAREST):
        ahead = year > today.year + _YEARS_AHEAD
    else:
        ahead = (year, month, day) > (today.year, today.month, today.day)
    return year - 100 if ahead else year


_BETWEEN = r"\s*[\s/.\-]\s*"
_D, _M, _Y = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4}|\d{2})"
_MONTH_WORD, _YEAR = r"(?P<month>[a-z]{3,9})\.?", r"(?P<year>\d{4})"
_WEEKDAY_FIRST = r"(?:(?P<weekday>[a-z]{2,9})\.?\s+)?"
_SHAPES: tuple[tuple[re.Pattern[str], Reader], ...] = RELATIVE + tuple(
    (re.compile(shape), reader)
    for shape, reader in (
        (
            r"(?:about|around|circa|approx|approximately|c\.?|~)\s*(?P<year>\d{4}|\d{2})"
            r"|(?P<ish>\d{4})\s*-?ish",
            _about,
        ),
        (_YEAR, _whole_year),
        (r"\d{8}|\d{6}", _figures),
        (rf"{_YEAR}{_BETWEEN}{_M}{_BETWEEN}{_D}", _numbers),
        (rf"{_D}{_BETWEEN}{_M}{_BETWEEN}{_Y}", _numbers),
        (rf"{_D}{_BETWEEN}{_M}", _numbers),
        (rf"{_M}{_BETWEEN}{_YEAR}", _month_of_year),
        (rf"{_YEAR}{_BETWEEN}{_M}", _month_of_year),
        (rf"{_MONTH_WORD}{_BETWEEN}{_YEAR}", _month_of_year),
        (rf"{_WEEKDAY_FIRST}{_D}(?:{_BETWEEN})?{_MONTH_WORD}(?:{_BETWEEN}{_Y})?", _month_in_words),
        (rf"{_WEEKDAY_FIRST}{_MONTH_WORD}\s+{_D}(?:\s+{_Y})?", _month_in_words),
    )
)
