"""How the Outcomes screen says progress, cases and files. No Qt."""

from pathlib import Path

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.outcome_export import CannotSave
from pbi_desktop.services.outcome_rows import CasesBehind, CountedCase


def counting(done: int, of: int) -> str:
    """Return how far a count is."""
    return f"Counting the cases: {100 * done // of}% done" if of else "Counting the cases"


def behind(found: CasesBehind) -> str:
    """Return how many cases are listed, and how many the worker may count but not open."""
    cases = "1 case" if found.count == 1 else f"{found.count:,} cases"
    hidden = f", {found.hidden:,} of them hidden from you" if found.hidden else ""
    changed = (
        "" if found.same else ". Records have changed since the figures were counted: press F5"
    )
    return f"{cases}{hidden}{changed}"


def opened(case: CountedCase) -> str:
    """Return when a case was opened, and closed if it was."""
    closed = "still open" if case.closed_on is None else f"closed {say_date(case.closed_on)}"
    return f"{say_date(case.opened_on)}, {closed}"


def saved(paths: tuple[Path, ...]) -> str:
    """Return what was written and where."""
    names = " and ".join(path.name for path in paths)
    return f"Saved in {paths[0].parent}: {names}"


def not_saved(error: CannotSave) -> str:
    """Return that a report could not be written, why, and what to do."""
    return (
        f"The report could not be saved in {error.folder}: {error.why}. Nothing was written. "
        "Choose another folder and try again."
    )
