"""What the chronology screen says. No Qt."""

import json
from collections.abc import Mapping, Sequence

from pbi_desktop.domain.case_words import ABOUT_WORDS
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Period
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.case_rows import CaseBefore
from pbi_desktop.services.chronology_rows import (
    ChronologyChoice,
    ChronologyLineRow,
    ChronologyPage,
)

NOWHERE = "There is no such case. Check the link, or look in your cases."
GONE = (
    "This chronology is not there: it was taken back, or is not shown to you. Nothing else "
    "changed. Go back to the list."
)
NONE_YET = "No chronology is kept with this case yet. Draft the first one above."
NONE_TO_SEE = "No chronology is kept with this case that is shown to you."
NO_LINES = "Nothing of this chronology is shown to you."
OURSELVES = "Nobody: it stays with us, or goes to the court or meeting named"
NOT_WRITTEN = (
    "The file could not be written. That it was printed is in the log; nothing else changed. "
    "Choose another folder, and save it again."
)
STAYS = "The source, the day and the sort of statement stay as the entry has them."
LIKE = "1 mar 2026"
NO_DAY = f"Say the day, like {LIKE}."
ADDED_SAYS = (
    "For what stands in no record of the case: a date from a paper, what another service says. It "
    "is printed with your name as who added it."
)
CLOSED = "Lines from it show once it is open. Opening it is logged, as every opening is."
ABOUT = ABOUT_WORDS
"""Who may see a line, and which agency may get it, hang on what it is about."""
MARKS = {
    Marking.FACT: "Fact",
    Marking.NOT_MARKED: "Not marked",
    Marking.TOLD: "Told by someone",
    Marking.OPINION: "Opinion",
}
MARK_ICONS = {
    Marking.FACT: "square-check",
    Marking.NOT_MARKED: "minus",
    Marking.TOLD: "message-square-quote",
    Marking.OPINION: "circle-dashed",
}
"""A sign beside each word: sorts of statement differ in more than colour."""


def day_of(line: ChronologyLineRow) -> str:
    """Return the day of a line."""
    return say_date(london_day(line.at))


def state_of(line: ChronologyLineRow) -> str:
    """Return whether a line is printed, and what to look at."""
    said = (
        "Left out" if line.left_out else "",
        "Entry corrected since" if line.corrected_since else "",
        f"Added by {line.added_by}" if line.by_hand else "",
        f"Case {line.reference}" if line.reference else "",
    )
    return ". ".join(one for one in said if one)


def tone_of(line: ChronologyLineRow) -> str:
    """Return how loud that is said: what to look at stands out."""
    return "warn" if line.left_out or line.corrected_since else "ink2"


def before_words(before: Sequence[CaseBefore]) -> str:
    """Return which cases there were before this one."""
    return ", ".join(one.said for one in before)


def say_theirs(line: ChronologyLineRow) -> str:
    """Return what somebody else made of a line while it was edited here."""
    why = f" Why it matters: “{line.significance}”." if line.significance else ""
    return (
        f"Somebody else changed this line meanwhile. It says now: “{line.words}”.{why} "
        "What you typed is below: keep it in its place, or take theirs."
    )


def say_kept(one: ChronologyChoice) -> str:
    """Return a kept chronology in words."""
    return f"{one.title}, for {one.for_whom}. {one.by}, {say_date(one.made_on)}"


def say_page(page: ChronologyPage) -> str:
    """Return for whom a chronology is, of which days, and how many lines it has."""
    out = sum(one.left_out for one in page.lines)
    many = "1 line" if len(page.lines) == 1 else f"{len(page.lines):,} lines"
    left = f", {out} of them left out" if out else ""
    return f"For {page.for_whom}. {_days(page.period)}. {many}{left}."


def _days(period: Period) -> str:
    if period.first and period.last:
        return f"{say_date(period.first)} to {say_date(period.last)}"
    if period.first:
        return f"From {say_date(period.first)} on"
    return f"Until {say_date(period.last)}" if period.last else "Everything in the story"


def say_saved(name: str, whom: str) -> str:
    """Return that the file is there, and what the log says."""
    told = f"The log says that {whom} was told." if whom else "The log says that it was printed."
    return f"Saved as {name}. {told}"


def file_name(reference: str) -> str:
    """Return a name for the file; it tells the case and nobody's name."""
    return f"chronology-{reference}.pdf"


def pack(typed: Mapping[str, str]) -> str:
    """Return what is typed of a line as one text."""
    return json.dumps(dict(typed), ensure_ascii=False)


def unpack(text: str) -> dict[str, str] | None:
    """Return what was typed of a line; None where there is no draft."""
    try:
        read = json.loads(text) if text else None
    except ValueError:
        return None
    if not isinstance(read, dict):
        return None
    return {str(name): str(said) for name, said in read.items()}
