"""Instants, days and partial dates. No clock here: "now" is always passed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present instant, aware, UTC."""
    return datetime.now(UTC)


def to_micros(instant: datetime) -> int:
    """Return whole microseconds since 1970 UTC; refuses a naive time."""
    if instant.tzinfo is None:
        raise ValueError("a time without a zone")
    return (instant - EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """Return the aware UTC instant of whole microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)


def london_day(instant: datetime) -> date:
    """Return the calendar day in Oldham at this instant."""
    return instant.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """Return the instant at which a day begins in Oldham."""
    return datetime.combine(day, time(), tzinfo=LONDON)


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


@dataclass(frozen=True)
class PartialDate:
    """A date of which perhaps only the month or the year is known; kept as text and precision."""

    text: str
    precision: Precision

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        """Return a date that is known to the day."""
        return cls(day.isoformat(), Precision.DAY)

    @classmethod
    def of_year(cls, year: int, *, about: bool = False) -> "PartialDate":
        """Return a date of which the year is known, or roughly known."""
        return cls(f"{year:04d}", Precision.ABOUT if about else Precision.YEAR)

    @property
    def year(self) -> int:
        """The year."""
        return int(self.text[:4])

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return date.fromisoformat(self.text) if self.precision is Precision.DAY else None

    def age_on(self, today: date) -> int:
        """Return the age in whole years on a day; with the year alone, at most one year too old."""
        born = self.day
        if born is None:
            return today.year - self.year
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
