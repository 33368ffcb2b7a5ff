"""Days said from today on: "tomorrow", "tue", "fri week", "in 2 weeks", "end of the month"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from pbi_desktop.domain.calendar_words import (
    DAY_NAMES,
    MONTH_NAMES,
    days_in_month,
    month_number,
    months_on,
    small_number,
    weekday_number,
)
from pbi_desktop.domain.times import PartialDate

_WEEK = 7
_NEAR_DAYS = 92  # a day without its year is the nearer one only where the other is far away
_NAMED = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
}
_ENDS = {"end": True, "beginning": False, "start": False, "first day": False, "last day": True}


class Lean(StrEnum):
    """Which way an unfinished date points: "tue", "12 nov", "9 4 91"."""

    COMING = "coming"  # to the next such day: steps, appointments, reviews
    PAST = "past"  # to the last such day: what has happened
    NEAREST = "nearest"  # to whichever is near, if only one is: what money counts from
    BIRTH = "birth"  # to a day of birth: never in the future, and always with its year


class NotADate(Exception):
    """Why a text is not a date: becomes `Invalid` with the name of the field."""


Reader = Callable[[re.Match[str], date, Lean], PartialDate | None]


def _named_day(found: re.Match[str], today: date, _lean: Lean) -> PartialDate:
    """Read "today", "tomorrow", "the day before yesterday", "this morning"."""
    return PartialDate.of_day(today + timedelta(days=_NAMED[found[0]]))


def _away(found: re.Match[str], today: date, lean: Lean) -> PartialDate | None:
    """Read "in 2 weeks", "3 days ago", "a fortnight", "next month"."""
    count = 1 if found["number"] in ("next", "last") else small_number(found["number"])
    if count is None:
        return None
    ago = found["ago"] or found["number"] == "last"
    on = found["in"] or found["on"] or found["number"] == "next"
    if not ago and not on and lean is Lean.NEAREST:
        raise NotADate(f"Say in {found[0]}, or {found[0]} ago.")
    back = ago or (not on and lean is not Lean.COMING)
    return PartialDate.of_day(moved(today, -count if back else count, found["unit"]))


def moved(today: date, count: int, unit: str) -> date:
    """Return the day so many days, weeks, fortnights, months or years on."""
    try:
        if unit in ("month", "year"):
            return months_on(today, count * (12 if unit == "year" else 1))
        days = {"day": 1, "week": _WEEK, "fortnight": 2 * _WEEK}[unit]
        return today + timedelta(days=count * days)
    except (OverflowError, ValueError):
        raise NotADate("That is too far away. Check the number.") from None


def _weekday(found: re.Match[str], today: date, lean: Lean) -> PartialDate | None:
    """Read "tue", "last fri", "next mon": never today, which has its own word."""
    wanted = weekday_number(found["day"])
    if wanted is None:
        return None
    which = found["which"]
    if which is None and lean is Lean.NEAREST:
        name = DAY_NAMES[wanted]
        raise NotADate(f"Last {name} or next {name}? Write the day, like 12 nov.")
    if which == "next":  # the one in the week that begins next Monday
        return PartialDate.of_day(today + timedelta(days=_WEEK - today.weekday() + wanted))
    if which == "last" or (which is None and lean is not Lean.COMING):
        return PartialDate.of_day(
            today - timedelta(days=(today.weekday() - wanted) % _WEEK or _WEEK)
        )
    return PartialDate.of_day(_coming(today, wanted))


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK or _WEEK)


def _weeks_from(found: re.Match[str], today: date, _lean: Lean) -> PartialDate | None:
    """Read "fri week", "a week on friday", "tue fortnight"."""
    wanted = weekday_number(found["day"] or found["day_after"])
    unit = found["unit"] or found["unit_before"]
    if wanted is None:
        return None
    return PartialDate.of_day(moved(_coming(today, wanted), 1, unit))


def _edge(found: re.Match[str], today: date, lean: Lean) -> PartialDate | None:
    """Read "end of the month", "start of next month", "end of march", "end of the year"."""
    last = _ENDS[found["edge"]]
    within = found["within"]
    if within == "week":
        raise NotADate("Say which day the week ends or starts for you, like fri or sun.")
    if within in ("month", "year"):
        return PartialDate.of_day(_edge_near(found["which"], within, today, lean, last=last))
    month = month_number(within)
    if month is None or found["which"]:
        return None
    edges = [_edge_of(date(year, month, 1), "month", last=last) for year in _years(found, today)]
    return PartialDate.of_day(_leaning(edges, today, lean))


def _edge_near(which: str | None, unit: str, today: date, lean: Lean, *, last: bool) -> date:
    if which is None and lean is not Lean.COMING:
        raise NotADate(f"Say which {unit}: this {unit} or last {unit}.")
    by = {"next": 1, "last": -1}.get(which or "", 0)
    edge = _edge_of(moved(today.replace(day=1), by, unit), unit, last=last)
    if which is None and edge < today:  # the start of a month that runs already is the next one's
        edge = _edge_of(moved(today.replace(day=1), 1, unit), unit, last=last)
    return edge


def _edge_of(day: date, unit: str, *, last: bool) -> date:
    if unit == "year":
        return date(day.year, 12, 31) if last else date(day.year, 1, 1)
    return day.replace(day=days_in_month(day.year, day.month) if last else 1)


def _years(found: re.Match[str], today: date) -> tuple[int, ...]:
    year = found["year"]
    return (int(year),) if year else (today.year - 1, today.year, today.year + 1)


def _leaning(days: list[date], today: date, lean: Lean) -> date:
    if len(days) == 1:
        return days[0]
    if lean is Lean.COMING:
        return min(day for day in days if day >= today)
    if lean is Lean.NEAREST:
        return nearest(max(d for d in days if d <= today), min(d for d in days if d > today), today)
    return max(day for day in days if day <= today)


def nearest(before: date, after: date, today: date) -> date:
    """Return the one of two days that is meant without a year; refuses where either may be."""
    ago, ahead = (today - before).days, (after - today).days
    if min(ago, ahead) > _NEAR_DAYS:
        name = f"{before.day} {MONTH_NAMES[before.month - 1]}"
        raise NotADate(f"Say the year too: {name} {before.year} or {name} {after.year}?")
    return before if ago <= ahead else after


_DAY = r"[a-z]{3,9}"
SHAPES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(shape), reader)
    for shape, reader in (
        ("|".join(sorted(_NAMED, key=len, reverse=True)), _named_day),
        (
            r"(?P<in>in\s+)?(?P<number>\d{1,4}|[a-z]+)\s+(?P<unit>day|week|fortnight|month|year)s?"
            r"(?:(?P<ago>\s+ago)|(?P<on>\s+(?:from now|from today|today)))?",
            _away,
        ),
        (
            rf"(?P<day>{_DAY})\s+(?P<unit>week|fortnight)"
            rf"|(?:a\s+)?(?P<unit_before>week|fortnight)\s+(?P<day_after>{_DAY})",
            _weeks_from,
        ),
        (
            rf"(?P<edge>{'|'.join(_ENDS)})\s+(?:(?P<which>this|next|last)\s+)?"
            rf"(?P<within>week|month|year|{_DAY})(?:\s+(?P<year>\d{{4}}))?",
            _edge,
        ),
        (r"(?:(?P<which>this|next|last)\s+)?(?P<day>[a-z]{2,9})", _weekday),
    )
)
"""Each shape and its reader, in the order in which they are tried."""
