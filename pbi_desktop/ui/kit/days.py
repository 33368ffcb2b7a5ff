"""Days as every screen reads and says them: forgiving, and always said back. No Qt."""

from collections.abc import Callable
from datetime import date

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean, read_date, say_date
from pbi_desktop.ui.kit.ports import Reading
from pbi_desktop.ui.kit.readings import reading

DayReader = Callable[[str], Reading[date]]
LIKE = "12 nov or in 2 weeks"


def day_reader(today: Callable[[], date], lean: Lean, like: str = LIKE) -> DayReader:
    """Return a reader for a field that needs a whole day: "tue", "in 2 weeks", "12 nov"."""
    return reading(lambda text: read_day(text, today(), lean, like), echo_day)


def read_day(text: str, today: date, lean: Lean, like: str = LIKE) -> date:
    """Return the whole day that words name; Invalid, with an example, where they name none."""
    found = read_date(text, today, lean=lean).day
    if found is None:
        raise Invalid({"date": f"Say the day too, like {like}."})
    return found


def echo_day(day: date) -> str:
    """Return how a day was read: "Read as Friday 27 November 2026"."""
    return f"Read as {DAY_NAMES[day.weekday()]} {say_date(day)}"


def short_day(day: date, today: date) -> str:
    """Return a day for a list: "Yesterday", "23 November", "23 November 2025"."""
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}.get((day - today).days)
    if near:
        return near
    said = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def days(count: int) -> str:
    """Return a number of days: "1 day", "3 days"."""
    return "1 day" if count == 1 else f"{count:,} days"


def late_by(count: int) -> str:
    """Return "late by 2 days"."""
    return f"late by {days(count)}"
