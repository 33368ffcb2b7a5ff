"""Times as people type them, with their day: "tue at 2", "yesterday 14:30", "last night"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean, read_date, say_date
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import LONDON

_FIRST_OF_A_DAY = (
    7  # "at 2" is in the afternoon, "at 9" in the morning: nobody visits at 2 at night
)
_NOON = 12
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>a\.?m\.?|p\.?m\.?)?", re.ASCII
)
_PAST = re.compile(r"(?P<part>half|quarter)\s+(?P<way>past|to)\s+(?P<hour>\d{1,2})", re.ASCII)
_HOW = "Write the time like 14:30, 2pm or half past 2."
TIME = (
    r"(?:noon|midday|midnight|(?:half|quarter)\s+(?:past|to)\s+\d{1,2}"
    r"|\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|\d{1,2})"
)
"""A time of day, as a part of a larger pattern."""
_SPLIT = re.compile(rf"(?P<day>.*?)(?:(?:^|\s|,)\s*(?:at\s+|@\s*)(?P<at>{TIME}))?\s*", re.I)
_BARE = re.compile(
    r"(?P<day>.*?)(?:^|[\s,])\s*(?P<at>\d{1,2}:\d{2}|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\.?"
    r"|noon|midday|midnight)\s*",
    re.I,
)


@dataclass(frozen=True)
class Moment:
    """A day, and the time of day where that was said too."""

    day: date
    at: time | None = None

    @property
    def instant(self) -> datetime:
        """The moment on the clock; noon where no time was said."""
        return datetime.combine(self.day, self.at or time(_NOON), tzinfo=LONDON)


def read_time(text: str, field: str = "time") -> time:
    """Return the time of day that was typed; refuses with one plain sentence."""
    line = _plain(text)
    if line in _NAMED:
        return _NAMED[line]
    clock = _CLOCK.fullmatch(line)
    if clock is not None:
        half = (clock["half"] or "").replace(".", "")
        sure = clock["minute"] is not None and len(clock["hour"]) > 1
        return _checked(int(clock["hour"]), int(clock["minute"] or 0), half, field, sure=sure)
    past = _PAST.fullmatch(line)
    if past is not None:
        minutes = 30 if past["part"] == "half" else 15
        hour = _checked(int(past["hour"]), 0, "", field, sure=False).hour
        if past["way"] == "past":
            return time(hour, minutes)
        if past["part"] == "quarter":
            return time((hour - 1) % 24, 60 - minutes)
    raise Invalid({field: f"That is not a time of day. {_HOW}"})


def _checked(hour: int, minute: int, half: str, field: str, *, sure: bool) -> time:
    """Return the time; an hour without "am" or "pm" is within the day's work."""
    if half and not 1 <= hour <= _NOON:
        raise Invalid({field: f"There is no {hour} {half}. {_HOW}"})
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif not sure and 1 <= hour < _FIRST_OF_A_DAY:
        hour += _NOON
    if hour > 23 or minute > 59:
        raise Invalid({field: f"There is no such time of day. {_HOW}"})
    return time(hour, minute)


def say_time(at: time) -> str:
    """Return a time for people: "14:00"."""
    return f"{at:%H:%M}"


def read_moment(text: str, today: date, *, lean: Lean = Lean.PAST, field: str = "date") -> Moment:
    """Return a day and perhaps a time: "tue at 2", "yesterday 14:30", "9 4 91", "at 2"."""
    line = _plain(text)
    for shape in (_SPLIT, _BARE):
        found = shape.fullmatch(line)
        if found is not None and found["at"]:
            day = found["day"].strip(" ,")
            read = _whole_day(day, today, lean, field) if day else today
            return Moment(read, read_time(found["at"], field))
    return Moment(_whole_day(line, today, lean, field))


def say_moment(moment: Moment) -> str:
    """Return a moment for people: "Tuesday 24 November 2026, 14:00"."""
    day = f"{DAY_NAMES[moment.day.weekday()]} {say_date(moment.day)}"
    return day if moment.at is None else f"{day}, {say_time(moment.at)}"


def _whole_day(line: str, today: date, lean: Lean, field: str) -> date:
    found = read_date(line, today, lean=lean, field=field).day
    if found is None:
        raise Invalid({field: "Say the day too, like 12 nov or yesterday."})
    return found


def _plain(text: str) -> str:
    line = unicodedata.normalize("NFKC", clean_line(text)[0]).casefold()
    return line.strip(" .")
