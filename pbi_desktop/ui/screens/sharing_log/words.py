"""What the Sharing log says."""

from datetime import datetime

from pbi_desktop.domain.looking import FLAG_WORDS
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.sharing_log_rows import CaseLog, SharingLine, SiteLog

FIRST = "Give the reference of a case: you see who opened it, printed it, and was told of it."
NOTHING = "Nobody has opened or been told anything of it yet."
WHOSE = (
    "Only a manager, an information governance lead or an auditor reads the log of every case. "
    "Nothing was changed. Give the reference of a case of yours."
)
NOT_SAVED = (
    "The log could not be saved there. Nothing was lost: name another folder, and try again."
)
NO_FOLDER = "Name the folder that the PDF goes to."
NO_REFERENCE = "Give the reference of a case, such as K7QX9B."


def when(instant: datetime) -> str:
    """Return a day and a time here."""
    there = instant.astimezone(LONDON)
    return f"{say_date(there.date())}, {there:%H:%M}"


def to_ask(line: SharingLine) -> str:
    """Return what a lead should ask about."""
    return "; ".join(FLAG_WORDS[flag] for flag in line.flags)


def about_case(log: CaseLog) -> str:
    """Return how much there is, and what the person's own version leaves out."""
    count = len(log.lines)
    said = "1 line" if count == 1 else f"{count:,} lines"
    if log.for_resident:
        return f"{said}, as the person may be shown it: services and jobs, no names of workers."
    if not log.held_back:
        return f"{said}. The person's own version leaves none of them out."
    left = "1 line" if log.held_back == 1 else f"{log.held_back:,} lines"
    return f"{said}. The person's own version leaves out {left} that could endanger or tip off."


def about_site(log: SiteLog) -> str:
    """Return how much there is to ask about."""
    asked = len(log.flagged)
    cut = " Only the latest are shown." if log.is_cut else ""
    lines = "1 line" if len(log.lines) == 1 else f"{len(log.lines):,} lines"
    ask = "1 of them has" if asked == 1 else f"{asked:,} of them have"
    return (
        f"{lines} of the last {log.days} days; {ask} something to ask about, and may have a good "
        f"reason. That you read this is written down too.{cut}"
    )


def saved(name: str) -> str:
    """Return that the PDF is there."""
    return f"Saved: {name}. That it was printed is in the log."
