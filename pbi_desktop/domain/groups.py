"""Community groups: how fresh an entry is, what a register says, and when a link has done its work.

Stale means that nobody has checked an entry, never that the group has closed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.calendar_words import months_on

AMBER_MONTHS, RED_MONTHS = 3, 12
CLOSES_AT = 2
"""The second attendance closes the link to a group."""
_DAYS_IN_WORDS, _WEEKS_IN_WORDS = 14, 8
_WEEK = 7


class Freshness(StrEnum):
    """How far an entry may be relied upon."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    NEVER = "never"

    @property
    def needs_ringing(self) -> bool:
        """Whether somebody should ring before a person is sent there."""
        return self in (Freshness.STALE, Freshness.NEVER)


@dataclass(frozen=True)
class Checked:
    """When an entry was last checked, in words, and what that makes of it."""

    state: Freshness
    words: str


class Mark(StrEnum):
    """What a register says of one person; nothing is recorded for "not said"."""

    NOT_SAID = "not_said"
    CAME = "came"
    MISSED = "missed"

    @property
    def words(self) -> str:
        """The mark as it is read."""
        return {"not_said": "Not said", "came": "Came", "missed": "Did not come"}[self.value]

    @property
    def following(self) -> "Mark":
        """The mark that Space turns this one into."""
        order = tuple(Mark)
        return order[(order.index(self) + 1) % len(order)]


def freshness(checked_on: date | None, today: date) -> Checked:
    """Return how fresh an entry is: amber after 3 months, red after 12 or if never checked."""
    if checked_on is None:
        return Checked(Freshness.NEVER, "Never checked: ring before you send anybody")
    if checked_on > today:
        words = "The day of its check is still to come: ring before you send anybody"
        return Checked(Freshness.NEVER, words)
    said = f"Checked {_ago(checked_on, today)}"
    if today > months_on(checked_on, RED_MONTHS):
        return Checked(Freshness.STALE, f"{said}: ring before you send anybody")
    if today > months_on(checked_on, AMBER_MONTHS):
        return Checked(Freshness.AGEING, f"{said}: due to be checked")
    return Checked(Freshness.FRESH, said)


def _ago(day: date, today: date) -> str:
    """Return how long ago in days, weeks or whole months."""
    days = (today - day).days
    if days < 2:
        return ("today", "yesterday")[days]
    if days < _DAYS_IN_WORDS:
        return f"{days} days ago"
    if days < _WEEKS_IN_WORDS * _WEEK:
        return f"{days // _WEEK} weeks ago"
    return f"{_whole_months(day, today)} months ago"


def _whole_months(day: date, today: date) -> int:
    months = (today.year - day.year) * 12 + today.month - day.month
    return months - (1 if months_on(day, months) > today else 0)
