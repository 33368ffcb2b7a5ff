"""The code lists of safety: concerns, children seen, markers, visits alone."""

from enum import StrEnum


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
