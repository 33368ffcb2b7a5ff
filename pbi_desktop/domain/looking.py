"""Who looked at what: the kinds of looking that are logged, and what a lead should ask about."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.times import LONDON

MANY_OPENINGS = 40
"""So many cases in an hour are no day's work; more are asked about."""
_AN_HOUR = timedelta(hours=1)
_NIGHT_BEGINS, _NIGHT_ENDS = 22, 6


class Did(StrEnum):
    """What somebody did with a case without changing it."""

    OPENED = "opened"
    LISTED = "listed"
    EMERGENCY = "emergency"
    PRINTED = "printed"
    EXPORTED = "exported"
    TOLD = "told"


_BEGINNINGS = (
    ("opened all for ", Did.LISTED),
    ("opened case", Did.OPENED),
    ("broke glass", Did.EMERGENCY),
    ("printed ", Did.PRINTED),
    ("export", Did.EXPORTED),
    ("read the audit", Did.LISTED),
)
READING = tuple(beginning for beginning, _did in _BEGINNINGS)
"""How the actions begin that are no change of a record."""


def did_by(action: str) -> Did | None:
    """Return what an audit entry's action was, None where it changed a record."""
    return next((did for start, did in _BEGINNINGS if action.startswith(start)), None)


class Flag(StrEnum):
    """Why a lead should ask about it: each may have a good reason."""

    OWN_NAME = "own_name"
    MANY = "many"
    NIGHT = "night"
    NOT_ON_TEAM = "not_on_team"


FLAG_WORDS: dict[Flag, str] = {
    Flag.OWN_NAME: "The same surname",
    Flag.MANY: f"More than {MANY_OPENINGS} cases in an hour",
    Flag.NIGHT: "At night",
    Flag.NOT_ON_TEAM: "Not on the team",
}


@dataclass(frozen=True)
class Look:
    """One time that somebody looked: what is known of them and of whom it was about."""

    at: datetime
    worker: UUID
    worker_surname: str
    did: Did
    surnames: frozenset[str] = frozenset()
    """Of the people in the case."""
    on_team: bool | None = None
    """None where it is not known, or there is no one case."""


def flags(looks: Sequence[Look]) -> list[tuple[Flag, ...]]:
    """Return what to ask about for each look, in the order of the looks."""
    openings: dict[UUID, list[datetime]] = defaultdict(list)
    for one in looks:
        if one.did is Did.OPENED:
            openings[one.worker].append(one.at)
    for instants in openings.values():
        instants.sort()
    return [tuple(_flags(one, openings[one.worker])) for one in looks]


def _flags(look: Look, openings: list[datetime]) -> list[Flag]:
    hour = look.at.astimezone(LONDON).hour
    own = name_key(look.worker_surname)
    found = {
        Flag.OWN_NAME: bool(own) and own in {name_key(name) for name in look.surnames},
        Flag.MANY: look.did is Did.OPENED and _within_an_hour(look.at, openings) > MANY_OPENINGS,
        Flag.NIGHT: hour >= _NIGHT_BEGINS or hour < _NIGHT_ENDS,
        Flag.NOT_ON_TEAM: look.on_team is False,
    }
    return [flag for flag, is_so in found.items() if is_so]


def _within_an_hour(at: datetime, openings: list[datetime]) -> int:
    """Return the most openings in any hour that holds this instant."""
    first = bisect_left(openings, at - _AN_HOUR)
    most, begin = 0, first
    for end in range(first, len(openings)):
        while openings[end] - openings[begin] >= _AN_HOUR:
            begin += 1
        if openings[begin] > at:
            break
        if openings[end] >= at:
            most = max(most, end - begin + 1)
    return most
