"""Visits as they are booked, and the calendar file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NewVisit:
    """A visit or meeting as it is booked."""

    what: str
    at: datetime
    place: str = ""
    ends_at: datetime | None = None


@dataclass(frozen=True)
class CalendarFile:
    """A calendar as a file, and how much is in it."""

    data: bytes
    visits: int
    steps: int
    left_out: int
    """Entries whose cases are sealed, restricted, or not safe to have in a calendar."""
