"""What is kept with a file: their own words, hand-overs, and who looked at it. No Qt."""

from typing import TYPE_CHECKING

from pbi_desktop.domain.access import BASIS_LABELS
from pbi_desktop.domain.case_words import USE_WORDS
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.team import SAYS_POINT
from pbi_desktop.domain.times import london_day
from pbi_desktop.ui.screens.case.words import low

if TYPE_CHECKING:
    from pbi_desktop.services.handing_over import HandOverNote
    from pbi_desktop.services.team_notes import AuditNote
    from pbi_desktop.services.voices import OwnWords

USES = USE_WORDS


def agreed_words(one: "OwnWords") -> str:
    """Return how far somebody's own words may go; nowhere once they took them back."""
    if one.taken_back_on is not None:
        return f"Taken back on {say_date(one.taken_back_on)}: nobody uses these words"
    return f"Agreed on {say_date(one.agreed_on)}: {low(USES[one.agreed_use])}"


def handed_words(note: "HandOverNote") -> str:
    """Return who handed over to whom, and when."""
    day = say_date(london_day(note.at))
    return f"{day}: {note.by} to {note.to}" if note.by else f"{day}: given to {note.to}"


def basis_words(note: "HandOverNote") -> str:
    """Return on what basis they may know it, and whether the person was told."""
    told = "The person was told" if note.person_told else "The person was not told yet"
    return f"{BASIS_LABELS[note.basis]}: {note.basis_words}. {told}."


def looked_words(note: "AuditNote") -> str:
    """Return who looked at the file, when, and how much was in order."""
    good = len(note.in_order)
    every = good + len(note.missing)
    return f"{say_date(note.on_day)}: {note.auditor}, {good} of {every} in order"


def missing_words(note: "AuditNote") -> str:
    """Return what was missing in a file; nothing where nothing was."""
    missing = "; ".join(low(SAYS_POINT[one]) for one in note.missing)
    return f"Not in order: {missing}" if missing else ""
