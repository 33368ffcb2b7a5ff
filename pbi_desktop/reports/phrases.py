"""How counts, shares, days and people are said in every report."""

from datetime import date, datetime
from math import floor

from pbi_desktop.domain.documents import DocumentMarking, Piece, Said, Text
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.sharing import Fact
from pbi_desktop.domain.times import LONDON

HIDDEN = "hidden"
"""What stands in a shared copy for a figure that could point to 1 to 4."""

_NO_BREAK = "\u00a0"


def say_percent(percent: float | None) -> str:
    """Return a share for people: "66%"; near the ends it never claims none or all."""
    if percent is None:
        return ""
    if 0 < percent < 1:
        return "under 1%"
    if 99 < percent < 100:
        return "over 99%"
    return f"{floor(percent + 0.5)}%"


def say_count(count: int | None) -> str:
    """Return a count, or that it is hidden."""
    return HIDDEN if count is None else f"{count:,}"


def say_instant(instant: datetime) -> str:
    """Return day and time in Oldham: "21 November 2026, 14:02"."""
    there = instant.astimezone(LONDON)
    return f"{say_date(there.date())}, {there:%H:%M}"


def by_day(day: date | None) -> str:
    """Return "by 3 December 2026", or that no day is set."""
    return "no date set" if day is None else f"by {say_date(day).replace(' ', _NO_BREAK)}"


def how_many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: "1 case", "92 cases"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def from_record(text: str) -> Text:
    """Return a text that is all from a record; empty text is no text at all."""
    return (Said(text),) if text else ()


def unstopped(text: str) -> Said:
    """Return a text from a record without its last full stop, for the middle of a sentence."""
    return Said(text.strip().removesuffix("."))


def disputed(fact: Fact) -> Text:
    """Return what the person says against a record, to stand right behind it."""
    return (" They do not agree: “", unstopped(fact.disputed), "”.") if fact.disputed else ()


def joined(*parts: Piece | Text | None) -> Text:
    """Return pieces and texts as one text; what is nothing is left out."""
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, tuple):
            pieces += part
        elif part:
            pieces.append(part)
    return tuple(pieces)


def copy_line(marking: DocumentMarking) -> Text:
    """Return which copy it is, for whom, and who made it when."""
    copy = f"Copy {marking.copy_number}" if marking.copy_number is not None else ""
    whom: Text = ("for ", Said(marking.for_whom)) if marking.for_whom else ()
    between = " " if copy and whom else ""
    first = joined(copy, between, whom)
    made = joined("Made by ", Said(marking.printed_by), f", {say_instant(marking.printed_at)}")
    return joined(first, ". " if first else "", made)
