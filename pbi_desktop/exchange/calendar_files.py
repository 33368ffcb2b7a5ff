"""A calendar as a file (RFC 5545): entries in, bytes out. Same entries, same bytes.

Instants are written in UTC, so that no time zone has to be told; days as days, which are the same
day everywhere. The identity of an entry is its record's: whoever takes the file in twice has each
entry once, as it stands in the later file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from pbi_desktop.domain.text import clean_line

_MAKER = "-//PBI Desktop//My day//EN"
_HOST = "pbi-desktop"
_OCTETS = 75
"""Of a line, without its end; a longer one goes on in the next, behind a space."""
_DAY = timedelta(days=1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class CalendarEntry:
    """One entry: an instant with or without an end, or a whole day."""

    key: UUID
    """Of the record that it stands for."""
    version: int
    """Of that record: a later one takes the place of an earlier one."""
    title: str
    starts: datetime | date
    ends: datetime | None = None


def write_calendar(entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """Return the entries as one calendar file, whatever their order; each record once."""
    latest: dict[UUID, CalendarEntry] = {}
    for entry in sorted(entries, key=lambda one: (one.version, one.title)):
        latest[entry.key] = entry
    ordered = sorted(latest.values(), key=lambda one: (_instant(one.starts), one.key))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_MAKER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for entry in ordered for line in _event(entry, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


def _event(entry: CalendarEntry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{_HOST}"
    yield f"DTSTAMP:{_instant(made_at)}"
    yield f"SEQUENCE:{entry.version - 1}"
    yield from _when(entry)
    yield f"SUMMARY:{clean_line(entry.title)[0].translate(_ESCAPED)}"
    yield "CLASS:PRIVATE"
    yield f"TRANSP:{'OPAQUE' if isinstance(entry.starts, datetime) else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(entry: CalendarEntry) -> Iterator[str]:
    """Return when it begins and ends: the end of a day is the day after it."""
    if not isinstance(entry.starts, datetime):
        yield f"DTSTART;VALUE=DATE:{_day(entry.starts)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.starts + _DAY)}"
        return
    yield f"DTSTART:{_instant(entry.starts)}"
    if entry.ends is not None and entry.ends > entry.starts:
        yield f"DTEND:{_instant(entry.ends)}"


def _instant(when: datetime | date) -> str:
    if not isinstance(when, datetime):
        return _day(when)
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _folded(line: str) -> Iterator[str]:
    """Return a line as lines of at most 75 octets; no letter is torn apart."""
    room, start = _OCTETS, 0
    ends = list(accumulate(len(letter.encode("utf-8")) for letter in line))
    taken = 0
    for place, end in enumerate(ends):
        if end - taken > room:
            yield ("" if start == 0 else " ") + line[start:place]
            start, taken, room = place, ends[place - 1], _OCTETS - 1
    yield ("" if start == 0 else " ") + line[start:]
