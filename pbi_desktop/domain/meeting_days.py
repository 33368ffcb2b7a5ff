"""On which days a group meets, as far as its entry says so plainly.

    >>> sorted(meeting_days("Mondays and Thursdays 13:00 to 15:00") or ())
    [0, 3]
    >>> meeting_days("First Tuesday of the month") is None
    True

Nothing is guessed: one word that is not understood, and the entry is left to speak for itself.
"""

import re
from datetime import date

from pbi_desktop.domain.calendar_words import weekday_number

_TOKEN = re.compile(r"\d+(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")  # noqa: RUF001 - a typed apostrophe
_SAID_TIME = re.compile(r"\d{1,2}(?:[:.]\d{2}|\s*[ap]\.?m\.?|[:.]\d{2}\s*[ap]\.?m\.?)")
_BARE_HOUR = re.compile(r"\d{1,2}")
_TIMES_IN_WORDS = frozenset({"noon", "midday", "midnight"})
_SEVERAL = {
    "daily": range(7),
    "everyday": range(7),
    "day": range(7),  # "every day"
    "weekday": range(5),
    "weekdays": range(5),
    "weekend": (5, 6),
    "weekends": (5, 6),
}
_RANGE = frozenset({"to", "till", "until", "-", "\N{EN DASH}", "\N{EM DASH}"})
_SAYS_NOTHING = frozenset(
    {"weekly", "every", "each", "week", "on", "and", "from", "at", "open", "opening", "hours"}
    | {"the", "between", "&", ",", ";", ":", "(", ")", ".", "+"}
)
_CLOSED = "closed"


def meeting_days(when_text: str) -> frozenset[int] | None:
    """Return the weekdays, Monday being 0, or None where the words are not plain."""
    tokens = [token.casefold().strip() for token in _TOKEN.findall(when_text)]
    days: set[int] = set()
    clause: list[int] = []
    ended = ""  # a time or "closed" has been said of the clause: a day begins the next one
    for at, token in enumerate(tokens):
        named = _days_of(token)
        if named is not None:
            if ended:
                clause, ended = [], ""
            clause += _through(tokens, at, clause, named)
            days.update(clause)
        elif token == _CLOSED and not ended:
            days.difference_update(clause)
            ended = _CLOSED
        elif _is_time(tokens, at) and ended != _CLOSED:
            ended = "time"
        elif token not in _RANGE and token not in _SAYS_NOTHING:
            return None
    return frozenset(days) or None


def meets_on(when_text: str, day: date) -> bool | None:
    """Say whether a group meets on a day; None where its entry does not say so plainly."""
    days = meeting_days(when_text)
    return None if days is None else day.weekday() in days


def _days_of(token: str) -> list[int] | None:
    """Return the weekdays that one word names."""
    if token in _SEVERAL:
        return list(_SEVERAL[token])
    number = weekday_number(token)
    if number is None and token.endswith("s"):
        number = weekday_number(token.rstrip("s").rstrip("'’"))  # noqa: RUF001
    return None if number is None else [number]


def _through(tokens: list[str], at: int, clause: list[int], named: list[int]) -> list[int]:
    """Return the days named, and after "Monday to" those between as well."""
    if at < 2 or tokens[at - 1] not in _RANGE or not clause or len(named) > 1:
        return named
    if _days_of(tokens[at - 2]) is None:
        return named
    first, last = clause[-1], named[0]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _is_time(tokens: list[str], at: int) -> bool:
    """Say whether this is a time of day; a bare hour is one only beside another: "10 to 12"."""
    token = tokens[at]
    if token in _TIMES_IN_WORDS or _SAID_TIME.fullmatch(token):
        return True
    if not _BARE_HOUR.fullmatch(token) or int(token) > 24:
        return False
    return _other_end(tokens, at, 1) or _other_end(tokens, at, -1)


def _other_end(tokens: list[str], at: int, step: int) -> bool:
    """Say whether a range leads from here to another time."""
    if not 0 <= at + 2 * step < len(tokens) or tokens[at + step] not in _RANGE:
        return False
    other = tokens[at + 2 * step]
    bare = _BARE_HOUR.fullmatch(other) is not None and int(other) <= 24
    return bare or other in _TIMES_IN_WORDS or _SAID_TIME.fullmatch(other) is not None
