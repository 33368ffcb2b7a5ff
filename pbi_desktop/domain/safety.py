"""Safety: its code lists, and the rules of capacity, markers for visitors and safe contact.

What nobody asked is never taken for safe. The rules of concerns are in `concerns`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.errors import Invalid, PbiError
from pbi_desktop.domain.times import LONDON


class ConcernAbout(StrEnum):
    """Whom a safeguarding concern is about, and so which law and which team it goes by."""

    CHILD = "child"
    ADULT = "adult"
    DOMESTIC_ABUSE = "domestic_abuse"
    EXPLOITATION = "exploitation"


class ConcernState(StrEnum):
    """Where a concern is. Recording is not referring: it begins as not sent."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    ANSWERED = "answered"
    NOT_FOR_SENDING = "not_for_sending"
    """Somebody decided, with a reason, that it does not meet what the other team takes."""


class Capacity(StrEnum):
    """Whether somebody can make one decision at one time."""

    NOT_ASSESSED = "not_assessed"
    HAS = "has"
    LACKS = "lacks"


class KeptFrom(StrEnum):
    """What two people who are kept apart must never share."""

    EVERYTHING = "everything"
    BOOKINGS = "bookings"


# --- capacity ----------------------------------------------------------------------------------


@dataclass
class CapacityMissing(PbiError):
    """A step that restricts somebody cannot be done: no decision on capacity allows it."""


def may_restrict(
    capacity: Capacity, *, agreed: bool, best_interest: str | None, consulted: str | None
) -> bool:
    """Say whether a decision on capacity allows what restricts somebody.

    They can decide and agreed; or they cannot, and it was decided in their best interest with
    others.
    """
    if capacity is Capacity.HAS:
        return agreed
    decided = bool((best_interest or "").strip()) and bool((consulted or "").strip())
    return capacity is Capacity.LACKS and decided


# --- markers for visitors ----------------------------------------------------------------------

LONGEST_MARKER_MONTHS = 12


def read_expiry(expires_on: date | None, today: date) -> date:
    """Return the day on which a marker lapses: after today, and within twelve months."""
    if expires_on is None:
        raise Invalid({"expires_on": "Say until when it holds: twelve months at most."})
    if expires_on <= today:
        raise Invalid({"expires_on": "That day has come. Choose a later one."})
    if expires_on > latest_expiry(today):
        raise Invalid({"expires_on": "A marker holds for twelve months at most. Look at it again."})
    return expires_on


def latest_expiry(decided_on: date) -> date:
    """Return the last day on which a marker may lapse."""
    return months_on(decided_on, LONGEST_MARKER_MONTHS)


def is_marked(expires_on: date, today: date) -> bool:
    """Say whether a marker still holds: it lapses on its day, by itself."""
    return today < expires_on


# --- safe contact ------------------------------------------------------------------------------


class Way(StrEnum):
    """A way in which something of ours may reach a person, or be found by who lives with them."""

    TEXT = "text"
    CALL = "call"
    VOICEMAIL = "voicemail"
    LETTER = "letter"
    CALENDAR = "calendar"
    """An entry in a calendar that may be seen or heard."""
    PRINT = "print"
    OWN_VIEW = "own_view"
    """Papers that the person takes home, or what they are shown of their own case."""


class WhyNot(StrEnum):
    """Why a way is not safe to use."""

    NOT_ASKED = "not_asked"
    NOT_THIS_WAY = "not_this_way"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Safe:
    """The way is safe; `instead` is where letters go, `code_word` how they know that it is you."""

    instead: str = ""
    code_word: str = ""


@dataclass(frozen=True)
class Unsafe:
    """The way is not safe, or nobody asked; `reason` is a sentence with what to do."""

    why: WhyNot
    reason: str


Hours = tuple[int | None, int | None]
"""From this hour to that one, London time; None: not limited."""


@dataclass(frozen=True)
class SafeWays:
    """How a person may be reached without harm; what is not ticked is not safe."""

    asked: bool = False
    text: bool = False
    call: bool = False
    voicemail: bool = False
    letter: bool = False
    hours: tuple[Hours, ...] = ()
    """Each must hold."""
    code_word: str = ""
    letters_to: str = ""

    def may(self, way: Way, at: datetime | None = None) -> bool:
        """Say whether a way is safe to use, at an instant where one is given."""
        return isinstance(safe_to_use(self, way, at), Safe)


NOT_ASKED = SafeWays()

_TICKED = {
    Way.TEXT: lambda ways: ways.text,
    Way.CALL: lambda ways: ways.call,
    Way.VOICEMAIL: lambda ways: ways.voicemail,
    Way.LETTER: lambda ways: ways.letter,
    Way.CALENDAR: lambda ways: ways.text or ways.call or ways.voicemail or ways.letter,
    # Paper that is taken home is found like a letter.
    Way.PRINT: lambda ways: ways.letter,
    Way.OWN_VIEW: lambda ways: ways.letter,
}
_AT_AN_HOUR = (Way.TEXT, Way.CALL, Way.VOICEMAIL, Way.CALENDAR)
_ON_PAPER = (Way.LETTER, Way.PRINT, Way.OWN_VIEW)

WAY_WORDS = {
    Way.TEXT: "text them",
    Way.CALL: "ring them",
    Way.VOICEMAIL: "leave a voicemail",
    Way.LETTER: "write to them",
    Way.CALENDAR: "put this into a calendar that others may see",
    Way.PRINT: "give them paper to take home",
    Way.OWN_VIEW: "show or give them this to take home",
}


def safe_to_use(ways: SafeWays, way: Way, at: datetime | None = None) -> Safe | Unsafe:
    """Return whether a way to a person is safe, and if not, why and what to do.

    Letters that go elsewhere are safe where letters are: `Safe.instead` says where to.
    """
    if not ways.asked:
        ask = f"Nobody asked yet if it is safe to {WAY_WORDS[way]}. Ask them first, and keep it."
        return Unsafe(WhyNot.NOT_ASKED, ask)
    if not _TICKED[way](ways):
        return Unsafe(
            WhyNot.NOT_THIS_WAY, f"It is not safe to {WAY_WORDS[way]}. {_instead_of(ways, way)}"
        )
    if at is not None and way in _AT_AN_HOUR and not all(within(at, one) for one in ways.hours):
        times = " and ".join(say_hours(one) for one in ways.hours)
        return Unsafe(
            WhyNot.NOT_NOW, f"It is not safe to {WAY_WORDS[way]} at this hour. Safe: {times}."
        )
    return Safe(ways.letters_to if way in _ON_PAPER else "", ways.code_word)


def within(at: datetime, hours: Hours) -> bool:
    """Say whether an instant lies within hours of the day, over midnight where they do."""
    start, end = hours[0] or 0, 24 if hours[1] is None else hours[1]
    hour = at.astimezone(LONDON).hour
    return start <= hour < end if start < end else hour >= start or hour < end


def say_hours(hours: Hours) -> str:
    """Return hours in words: "from 09:00 to 14:00"."""
    start, end = hours
    parts = [f"from {start:02d}:00"] if start is not None else []
    parts += [f"to {end:02d}:00"] if end is not None else []
    return " ".join(parts) or "at any hour"


def strictest(all_ways: Iterable[SafeWays]) -> SafeWays:
    """Return what is safe by every record of a person: what one forbids is not safe."""
    asked = [ways for ways in all_ways if ways.asked]
    if not asked:
        return NOT_ASKED
    return SafeWays(
        asked=True,
        text=all(ways.text for ways in asked),
        call=all(ways.call for ways in asked),
        voicemail=all(ways.voicemail for ways in asked),
        letter=all(ways.letter for ways in asked),
        hours=tuple(dict.fromkeys(hour for ways in asked for hour in ways.hours)),
        code_word=", ".join(dict.fromkeys(ways.code_word for ways in asked if ways.code_word)),
        letters_to=", ".join(dict.fromkeys(ways.letters_to for ways in asked if ways.letters_to)),
    )


def _instead_of(ways: SafeWays, way: Way) -> str:
    """Say which other ways are safe."""
    others = (Way.TEXT, Way.CALL, Way.VOICEMAIL, Way.LETTER)
    safe = [WAY_WORDS[one] for one in others if one is not way and _TICKED[one](ways)]
    if not safe:
        return "No way is safe: ask their key worker."
    return f"You may {' or '.join(safe)}."
