"""Visits alone: when somebody is overdue, and who must be told by when.

>>> from datetime import UTC, datetime
>>> due = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
>>> who_is_told(Outing(due), due.replace(minute=42)), minutes_late(Outing(due), due)
(<Told.WATCHER: 'watcher'>, 0)
>>> who_is_told(Outing(due), due.replace(minute=45))
<Told.LEADS: 'leads'>
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from pbi_desktop.domain.names import name_key

LEADS_AFTER = timedelta(minutes=15)
"""How long a watcher has to find somebody before every lead of the site is told too."""
LONGEST = timedelta(hours=12)
"""Nobody watches for longer than a working day: whoever stays out longer says so anew."""
_MINUTE = timedelta(minutes=1)
_LETTERS = 3
_OWNS = re.compile(r"['\u2019]s\b", re.I)
_STREETS = frozenset(
    [
        *("avenue", "brow", "clinic", "close", "court", "crescent", "drive", "fold", "gardens"),
        *("grove", "hall", "hill", "house", "lane", "lodge", "mews", "park", "place", "road"),
        *("row", "school", "square", "st", "street", "terrace", "view", "walk", "way", "yard"),
    ]
)
"""What makes a name before it the name of a place: Bell Street is not Mrs Bell."""


class Told(StrEnum):
    """Who must be told that somebody is not back."""

    NOBODY = "nobody"
    WATCHER = "watcher"
    LEADS = "leads"
    """The watcher and every lead of the site."""


@dataclass(frozen=True)
class Outing:
    """When somebody is due back, whether they are, and whether the alarm was raised."""

    due_at: datetime
    back_at: datetime | None = None
    raised_at: datetime | None = None


def minutes_late(outing: Outing, now: datetime) -> int:
    """Return for how many whole minutes somebody should have been back; 0 where they are."""
    if outing.back_at is not None or now <= outing.due_at:
        return 0
    return (now - outing.due_at) // _MINUTE


def who_is_told(outing: Outing, now: datetime) -> Told:
    """Return who must be told now: the watcher from the minute on, leads a while later.

    Only coming back ends it. A raised alarm tells the leads at once, whatever the time.
    """
    if outing.back_at is not None:
        return Told.NOBODY
    if outing.raised_at is not None or now >= outing.due_at + LEADS_AFTER:
        return Told.LEADS
    return Told.WATCHER if now >= outing.due_at else Told.NOBODY


def is_day_long(out_at: datetime, due_at: datetime) -> bool:
    """Say whether somebody may be watched for from one instant to another."""
    return out_at < due_at <= out_at + LONGEST


def names_somebody(place: str, names: Iterable[str]) -> bool:
    """Say whether the words for a place hold part of one of these names.

    >>> [names_somebody(place, ["Ann Bell"]) for place in ("Mrs Bell, flat 2", "2 Bell Street")]
    [True, False]
    """
    said = name_key(_OWNS.sub("", place)).split()
    of_places = {word for word, after in pairwise(said) if after in _STREETS}
    wanted = {word for name in names for word in name_key(name).split() if len(word) >= _LETTERS}
    return not wanted.isdisjoint(set(said) - of_places)
