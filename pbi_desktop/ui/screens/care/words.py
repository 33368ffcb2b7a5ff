"""What the Copies screen says."""

from datetime import datetime, timedelta

from pbi_desktop.domain.explaining import in_time
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.backups import CopiesPage, Made

STALE_AFTER = timedelta(days=7)
STOPPING = "Stopping. Nothing of the copy will be left."
WHOSE = (
    "Only a manager or an auditor sees and makes the copies of the records. Nothing was changed. "
    "Ask your manager when the last one was made."
)
_STEPS = {
    "copying": "Copying. You can go on working.",
    "reading back": "Reading the copy back.",
    "checking": "Checking every page of it.",
}


def at(instant: datetime) -> str:
    """Return a day and a time here: "21 November 2026, 14:02"."""
    there = instant.astimezone(LONDON)
    return f"{say_date(there.date())}, {there:%H:%M}"


def is_stale(page: CopiesPage) -> bool:
    """Say whether a copy is overdue: there is none, or none of this week."""
    return page.last is None or page.now - page.last.made_at > STALE_AFTER


def last_copy(page: CopiesPage) -> str:
    """Return when the last proven copy was made."""
    if page.last is None:
        return "No copy was proven on this computer yet. If its disk breaks, the records are lost."
    made = page.last.made_at
    ago = in_time(max(1, int((page.now - made).total_seconds())))
    late = " That is long ago: make one now." if is_stale(page) else ""
    return f"The last proven copy was made on {at(made)}, {ago} ago.{late}"


def where(page: CopiesPage) -> str:
    """Return where the copies are, and whether they can be seen now."""
    if page.last is None:
        return "Keep copies on another disk than the records, and one away from the building."
    if not page.folder_there:
        return (
            f"Its folder, {page.last.path.parent}, cannot be read now. "
            "Perhaps the disk is not plugged in."
        )
    if all(one.name != page.last.path.name for one in page.copies):
        return f"It is no longer in {page.last.path.parent}. Make a new one."
    return f"It is in {page.last.path.parent}, as {page.last.path.name}."


def progress(step: str, done: int, of: int) -> str:
    """Return how far a copy is."""
    said = _STEPS.get(step, "At work.")
    return f"{said} {100 * done // of}%" if of else said


def made(found: Made) -> str:
    """Return that a copy was made and proven."""
    seconds = int((found.manifest.proven_at - found.manifest.made_at).total_seconds())
    gone = len(found.gone)
    older = f" {gone} older {'copy' if gone == 1 else 'copies'} went." if gone else ""
    return (
        f"Copied in {in_time(max(1, seconds))}, restored once to prove it, and compared: "
        f"{found.path.name}.{older}"
    )


def size(count: int) -> str:
    """Return a size as people say it."""
    return f"{count / 1_000_000:,.1f} MB"
