"""When a service is open, in words: "Thursday and Friday 10:00 to 18:00"."""

import re
from collections.abc import Iterable, Sequence

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES, weekday_number
from pbi_desktop.domain.meeting_days import meeting_days
from pbi_desktop.exchange.open_referral_values import Record, day, line, records

_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}
_CODE = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"T?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_SEPARATORS = re.compile(r"[,;/|]+|\s+(?:and|&)\s+")
_WEEKLY = frozenset({"", "WEEKLY", "WEEK", "W", "EVERYWEEK"})
_MONTHLY = frozenset({"MONTHLY", "MONTH", "M", "EVERYMONTH"})
_DAILY = frozenset({"DAILY", "DAY", "EVERYDAY"})


def byday(text: str) -> tuple[tuple[int, int], ...] | None:
    """Return (which of the month, weekday) for each day named; None where one is not understood.

    >>> byday("TH,FR")
    ((0, 3), (0, 4))
    >>> byday("Monday; 3")
    ((0, 0), (0, 2))
    >>> byday("2TU")
    ((2, 1),)
    """
    found = [_one_day(word.strip()) for word in _SEPARATORS.split(text) if word.strip()]
    return None if None in found else tuple(dict.fromkeys(one for one in found if one))


def byday_codes(days: Iterable[int]) -> str:
    """Return weekdays, Monday being 0, as a schedule has them: "TH,FR"."""
    return ",".join(_BYDAY[one] for one in sorted(days))


def when_in_words(schedules: Iterable[Record]) -> tuple[str, tuple[str, ...]]:
    """Return when it is open, one sentence for all schedules, and what they say besides."""
    weekly: dict[int, list[str]] = {}
    others: list[str] = []
    besides: list[str] = []
    for schedule in schedules:
        said = line(schedule, "description")
        days = _weekly_days(schedule)
        if days is not None and said and meeting_days(said) == days:
            others.append(said)
            said = ""
        elif days is not None:
            for one in sorted(days):
                weekly.setdefault(one, []).append(_hours(schedule))
        else:
            words = _less_plain(schedule)
            others.append(words or said)
            said = said if words else ""
        besides += [said] if said else []
    plain = _days_in_words({one: _joined(hours) for one, hours in weekly.items()})
    when = "; ".join(dict.fromkeys(part for part in (plain, *others) if part))
    return when, tuple(dict.fromkeys(one for one in besides if one != when))


def schedules_of(*holders: Record) -> list[Record]:
    """Return the schedules of a service and its locations, each once, in the order given."""
    found: dict[str, Record] = {}
    for holder in holders:
        for one in records(holder, "schedules", "regular_schedules", "regular_schedule"):
            found.setdefault(line(one, "id") or repr(sorted(one.items(), key=repr)), one)
    return list(found.values())


def _one_day(word: str) -> tuple[int, int] | None:
    code = _CODE.fullmatch(word.upper())
    if code:
        return int(code[1] or 0), _BYDAY.index(code[2])
    if word.isdecimal() and len(word) == 1 and 1 <= int(word) <= 7:
        return 0, int(word) - 1
    named = weekday_number(word.rstrip("s").rstrip("'") if len(word) > 4 else word)
    return None if named is None else (0, named)


def _freq(schedule: Record) -> str:
    return re.sub(r"[^A-Z]", "", line(schedule, "freq").upper())


def _every(schedule: Record) -> str:
    every = line(schedule, "interval")
    return "" if every in ("", "0", "1", "1.0") else every


def _days_said(schedule: Record) -> tuple[tuple[int, int], ...] | None:
    return byday(line(schedule, "byday", "weekday"))


def _weekly_days(schedule: Record) -> frozenset[int] | None:
    """Return the weekdays of a schedule that holds each week, without an end; else None."""
    if _every(schedule) or day(schedule, "valid_to") or day(schedule, "until"):
        return None
    if _freq(schedule) in _DAILY:
        return frozenset(range(7))
    days = _days_said(schedule)
    if _freq(schedule) not in _WEEKLY or not days or any(which for which, _ in days):
        return None
    return frozenset(weekday for _, weekday in days)


def _less_plain(schedule: Record) -> str:
    """Return a schedule that does not hold each week, as words that claim no more."""
    days = _days_said(schedule) or ()
    named = [_of_the_month(which, weekday) for which, weekday in days if which]
    weekly = {weekday: _hours(schedule) for which, weekday in days if not which}
    if _freq(schedule) in _DAILY:
        weekly = dict.fromkeys(range(7), _hours(schedule))
    by_date = line(schedule, "bymonthday") if _freq(schedule) in _MONTHLY and not days else ""
    said = [
        f"Every {_every(schedule)} {'months' if _freq(schedule) in _MONTHLY else 'weeks'}"
        if _every(schedule)
        else "",
        "Each month" if _freq(schedule) in _MONTHLY and weekly else "",
        _days_in_words(weekly),
        ", ".join(f"{one} {_hours(schedule)}".strip() for one in named),
        f"Days {by_date} of each month {_hours(schedule)}".strip() if by_date else "",
    ]
    words = " ".join(part for part in said if part)
    end = day(schedule, "valid_to") or day(schedule, "until")
    if words and end:
        words += f" (until {end.day} {MONTH_NAMES[end.month - 1]} {end.year})"
    return words


def _of_the_month(which: int, weekday: int) -> str:
    return f"{_ORDINALS.get(which, str(which))} {DAY_NAMES[weekday]} of the month"


def _hours(schedule: Record) -> str:
    opens, closes = _time(line(schedule, "opens_at")), _time(line(schedule, "closes_at"))
    return f"{opens} to {closes}" if opens and closes else opens or ""


def _time(text: str) -> str:
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02}:{found[2]}" if found else text


def _joined(hours: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(sorted(one for one in hours if one)))


def _days_in_words(hours: dict[int, str]) -> str:
    """Return days with the same hours together, in the order of the week."""
    alike: dict[str, list[int]] = {}
    for one in sorted(hours):
        alike.setdefault(hours[one], []).append(one)
    return "; ".join(f"{_named(days)} {text}".strip() for text, days in alike.items())


def _named(days: Sequence[int]) -> str:
    """Return days as people say them: "Monday to Friday", "Monday, Tuesday and Friday"."""
    names = [DAY_NAMES[one] for one in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
